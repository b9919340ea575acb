//! The kiosk: one pupil at a shared tablet. Holds what is said until it is sent or thrown away,
//! and nothing of a pupil who has gone.
//!
//! `command` is what a screen asks, `hear` what a worker tells, `tick` what time does. The rest
//! of it is in one file a concern: `who`, `cameras`, `recording`, `looking`, `film`, `photo`,
//! `message`, `making` (tips, answers, cards), `answering`, `sort`, `sending`, `meant`, `heard`,
//! `worry`, `own`, `staff_tips`, `supply`.

mod answering;
mod cameras;
mod dispatch;
mod film;
mod heard;
mod looking;
mod making;
mod meant;
mod message;
mod own;
mod photo;
mod recording;
mod sending;
mod sort;
mod staff_tips;
mod supply;
mod time;
mod trouble;
mod who;
mod worry;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use super::command::Ask;
use super::event::{Event, Greeting, Trouble};
use super::route::{PinFor, Route};
use super::worker::{Teller, Worker, once};
use crate::acts::kiosk::{CameraFor, KioskSchool};
use crate::acts::{Desk, kiosk as acts};
use crate::domain::{EntryKind, Moment, Preferences};
use crate::media::{CameraSource, MicrophoneSource, Waker};

pub use crate::store::shelf::{Earlier, ShelfAnswer};
pub use answering::{Answering, Asking, PAGE_PARTS};
pub use cameras::Cameras;
pub use film::{Film, SCENES, Scene};
pub use looking::Look;
use making::LaidAside;
pub use making::{Made, Making};
pub use meant::{AsShown, Asks, Meaning, Reading};
pub use message::{BACKSPACE, BEGINNINGS, Beginning, Message, TIPS_OFFERED};
pub use own::{Opened, Own, OwnCame};
pub use photo::Photo;
pub use recording::{Recording, RecordingState};
pub use sending::{Sending, SendingState};
pub use sort::{SORT_TOPICS, Sorting};
pub use staff_tips::StaffTips;
pub use who::{PICTURES, Who};
pub use worry::{Care, WorryDraft};

use sending::InFlight;
use time::{SYNC_EVERY, SYNC_LONGEST};
use trouble::trouble;

/// The devices that this tablet records with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Devices {
    pub camera: CameraSource,
    pub microphone: MicrophoneSource,
}

impl Default for Devices {
    fn default() -> Self {
        Self { camera: CameraSource::Default, microphone: MicrophoneSource::Default }
    }
}

/// How a tablet is set up.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SetUp {
    pub devices: Devices,
    /// For whoever has none of their own.
    pub preferences: Preferences,
    pub begins_with: Begins,
}

/// What a tablet opens with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Begins {
    #[default]
    Start,
    /// Top tips for staff, behind the staff PIN.
    Tips,
}

/// What is being said: for a worry or not, by which way, about what.
#[derive(Debug, Clone, Default)]
pub struct Saying {
    pub kind: Option<EntryKind>,
    /// Which question it answers, of `QUESTIONS`.
    pub question: Option<usize>,
}

/// The six questions of UI.md: a message's key and a picture.
pub const QUESTIONS: [(&str, &str); 6] = [
    ("question-learn", "learn"),
    ("question-like", "like"),
    ("question-hard", "hard"),
    ("question-health", "health"),
    ("question-friends", "friends"),
    ("question-hopes", "hopes"),
];

/// Everything the pupil's screens read.
#[derive(Debug)]
pub struct Kiosk {
    pub route: Route,
    pub school: KioskSchool,
    pub who: Option<Who>,
    pub preferences: Preferences,
    /// How this tablet begins, for whoever comes.
    tablet_preferences: Preferences,
    pub saying: Saying,
    pub cameras: Cameras,
    pub recording: Option<Recording>,
    pub look: Option<Look>,
    pub film: Option<Film>,
    pub photo: Option<Photo>,
    pub message: Message,
    pub tips: Vec<Made>,
    /// What is being made goes to the others of its kind, not to `Send`.
    pub making: Option<Making>,
    pub sorting: Option<Sorting>,
    pub answering: Option<Answering>,
    /// What was begun and is gone on with when it is opened again.
    laid_aside: LaidAside,
    /// What was answered while the pupil is here, of what the SENCo asks.
    answered: BTreeSet<String>,
    pub sending: Sending,
    pub worry: Option<WorryDraft>,
    pub care: Option<Care>,
    /// A worry may be read aloud: nobody else hears it, or they may.
    pub may_be_loud: bool,
    pub greeting: Option<Greeting>,
    pub meaning: Option<Meaning>,
    pub pictures: Vec<usize>,
    pub digits: String,
    /// A word for whoever sits there: what did not work.
    pub trouble: Option<Trouble>,
    pub asks_still_there: bool,
    /// To be answered before anything else.
    pub asks: Option<Ask>,
    /// Set where a member of staff has asked to leave, with the PIN.
    pub may_leave: bool,
    pub staff_tips: Option<StaffTips>,
    pub own: Own,
    /// Whoever is here for a day, as they typed it.
    pub supply_name: String,
    /// How many records have not reached the share; never by whom.
    pub waiting: u64,
    pub reachable: bool,
    back: Vec<Route>,
    desk: Arc<Desk>,
    devices: Devices,
    worker: Worker,
    syncer: Worker,
    teller: Teller,
    told: Receiver<Event>,
    idle_since: Duration,
    sync_at: Duration,
    /// When it was opened, by the clock as it was at the last sync.
    opened_at: Option<Moment>,
    sync_wait: Duration,
    /// How many records are being written on this tablet.
    writes: u32,
    is_syncing: bool,
    begun_at: Duration,
    now: Duration,
    /// When a face was chosen last.
    faced_at: Duration,
    /// How many recordings were begun: tells their events apart.
    recordings: u64,
    /// How many entries were sent from here: tells their events apart.
    sends: u64,
    in_flight: BTreeMap<u64, InFlight>,
}

impl Kiosk {
    /// The kiosk of a tablet's desk. `now` counts from any beginning and only forward.
    pub fn new(desk: Arc<Desk>, set_up: SetUp, waker: Waker, now: Duration) -> Self {
        let SetUp { devices, preferences, begins_with } = set_up;
        let route = match begins_with {
            Begins::Start => Route::Start,
            Begins::Tips => Route::Pin(PinFor::Tips),
        };
        let (teller, told) = Teller::new(waker);
        let remembered = |what| acts::camera(&desk, what).ok().flatten();
        let cameras =
            Cameras::remembered(remembered(CameraFor::Faces), remembered(CameraFor::Things));
        let mut kiosk = Self {
            route,
            school: KioskSchool::default(),
            who: None,
            preferences,
            tablet_preferences: preferences,
            saying: Saying::default(),
            cameras,
            recording: None,
            look: None,
            film: None,
            photo: None,
            message: Message::default(),
            tips: Vec::new(),
            making: None,
            sorting: None,
            answering: None,
            laid_aside: LaidAside::default(),
            answered: BTreeSet::new(),
            sending: Sending::default(),
            worry: None,
            care: None,
            may_be_loud: false,
            greeting: None,
            meaning: None,
            pictures: Vec::new(),
            digits: String::new(),
            trouble: None,
            asks_still_there: false,
            asks: None,
            may_leave: false,
            staff_tips: None,
            own: Own::default(),
            supply_name: String::new(),
            waiting: 0,
            reachable: true,
            back: Vec::new(),
            worker: Worker::start("desk", &teller),
            syncer: Worker::start("sync", &teller),
            desk,
            devices,
            teller,
            told,
            idle_since: now,
            sync_at: now,
            opened_at: None,
            sync_wait: SYNC_EVERY,
            writes: 0,
            is_syncing: false,
            begun_at: now,
            now,
            faced_at: Duration::ZERO,
            recordings: 0,
            sends: 0,
            in_flight: BTreeMap::new(),
        };
        kiosk.load_school();
        kiosk.look_for_cameras();
        kiosk.look_for_own();
        kiosk
    }

    fn load_school(&self) {
        let desk = Arc::clone(&self.desk);
        self.ask(move || Event::School(acts::school(&desk).map(Box::new).map_err(trouble)));
    }

    /// A job for the desk's own worker, which takes one after the other.
    fn ask(&self, job: impl FnOnce() -> Event + Send + 'static) {
        self.worker.ask(move || Some(job()));
    }

    /// Whether a worry is on the screen, or behind it.
    pub fn is_about_a_worry(&self) -> bool {
        let has_care = self.route == Route::Care || self.back.contains(&Route::Care);
        self.worry.is_some() || has_care
    }

    /// Goes on to a screen, from which "back" leads here.
    fn go(&mut self, route: Route) {
        let before = std::mem::replace(&mut self.route, route);
        self.back.push(before);
        self.trouble = None;
    }

    /// Goes to a screen from which nothing leads back.
    fn go_for_good(&mut self, route: Route) {
        self.route = route;
        self.back.clear();
        self.trouble = None;
    }

    /// Home for whom we know, the worry box for whom we do not.
    fn go_home(&mut self) {
        if self.sending.state == SendingState::Sending {
            return;
        }
        self.let_go();
        match &self.who {
            Some(who) if who.pupil_id.is_some() => self.go_for_good(Route::Home),
            Some(_) => {
                self.open_worry();
                self.route = Route::Worry;
                self.back.clear();
            }
            None => self.go_for_good(Route::Start),
        }
    }

    /// Lets go of whatever was being said. What is on disk as a draft stays there.
    fn let_go(&mut self) {
        self.stop_devices();
        self.drop_look();
        // It stays as a draft.
        self.film = None;
        self.photo = None;
        self.meaning = None;
        self.message = Message::default();
        self.making = None;
        self.sending = self.sending.keep_choices();
        self.worry = None;
        self.saying = Saying::default();
    }

    /// Nothing of the pupil stays: not on a screen, not in memory.
    pub fn reset(&mut self) {
        self.let_go();
        self.in_flight.clear();
        self.who = None;
        self.greeting = None;
        self.tips = Vec::new();
        self.sorting = None;
        self.answering = None;
        self.laid_aside = LaidAside::default();
        self.answered.clear();
        self.care = None;
        self.may_be_loud = false;
        self.staff_tips = None;
        self.supply_name = String::new();
        self.preferences = self.tablet_preferences;
        self.sending = Sending::default();
        self.pictures = Vec::new();
        self.digits = String::new();
        self.asks_still_there = false;
        self.asks = None;
        self.bring_boards();
        self.go_for_good(Route::Start);
    }

    fn visit(&mut self, route: Route) {
        match route {
            Route::Worry => {
                self.open_worry();
                self.go(Route::Worry);
            }
            Route::Class => self.go_to_names(),
            Route::Write => {
                // What was begun in symbols does not go along unseen.
                self.message.symbols.clear();
                self.making = None;
                if let Some(worry) = &mut self.worry {
                    worry.wants_to_talk_to = None;
                }
                self.go(Route::Write);
            }
            other => self.go(other),
        }
    }

    fn go_back(&mut self) {
        if self.sending.state == SendingState::Sending {
            return;
        }
        self.pictures.clear();
        self.digits.clear();
        let before = match self.back.pop() {
            Some(Route::Start) | None => return self.reset(),
            Some(before) => before,
        };
        let is_flushing = self
            .recording
            .as_ref()
            .is_some_and(|recording| recording.state == RecordingState::Flushing);
        // What was just recorded is on its way to being a clip: it is waited for, not begun anew.
        if !(is_flushing && before == Route::Record) {
            self.stop_devices();
            self.route = before.clone();
            let needs_camera = match before {
                Route::Record | Route::Film => true,
                Route::Photo => self.photo.is_none(),
                _ => false,
            };
            if needs_camera {
                self.open_devices();
            }
        }
        // A clip and a worry are kept while a way leads back to them.
        let keeps_look = matches!(
            before,
            // A part that is added to a clip is recorded with the clip behind it.
            Route::Record | Route::Look | Route::Change | Route::Send | Route::Break | Route::Care
        );
        if !keeps_look {
            self.drop_look();
        }
        if before == Route::Story
            && let Some(film) = &mut self.film
        {
            film.is_spoken_over = false;
        }
        if matches!(before, Route::Home | Route::Class | Route::Who { .. }) {
            self.worry = None;
        }
        if matches!(before, Route::Tips | Route::Sort | Route::MyPage | Route::Survey) {
            self.making = None;
        }
        if !matches!(before, Route::Meant | Route::Heard) {
            self.meaning = None;
        }
        self.route = before;
        self.trouble = None;
    }

    /// Saves, and shows a calm screen.
    fn take_break(&mut self) {
        self.stop_or_keep_recording();
        self.go(Route::Break);
    }

    /// "Fetch a grown-up?": a worry without words, by whoever sits there, beside what is said.
    fn fetch_grown_up(&mut self) {
        let mut worry = self.worry_or_new();
        worry.wants_to_talk_to = worry.readers.first().cloned();
        self.send_worry_at_once(worry);
    }

    /// One job beside the desk's worker, for what lasts.
    fn beside(&self, name: &'static str, job: impl FnOnce() -> Event + Send + 'static) {
        once(name, &self.teller, move || Some(job()));
    }
}
