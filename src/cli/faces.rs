//! `sayso` alone, `kiosk`, `review` and `tips`: the one place that opens windows.

use std::sync::Arc;

use clap::Args;

use super::symbols::Tag;
use super::{CliError, Context, Done};
use crate::acts::{ActError, Desk, join};
use crate::app::Setup;
use crate::app::kiosk::{Begins, Devices, SetUp};
use crate::app::review::{Opener, opener};
use crate::app::setup::{Begins as SetupBegins, SampleSchool, Sampler};
use crate::domain::{Look, Preferences, Sentence, Way};
use crate::media::{CameraSource, MicrophoneSource};
use crate::sample::{self, Folders};
use crate::store::{Access, HomeKind, StoreError};
use crate::ui::review_window::{self, ReviewSetUp};
use crate::ui::setup_window::{self, Afterwards};
use crate::ui::window::{self, Opening};

#[derive(Debug, Args)]
pub struct Kiosk {
    /// default, a camera's name, file:PATH (Y4M), testcard or none
    #[arg(long, default_value = "default")]
    camera: CameraSource,
    /// default, a microphone's name, file:PATH (WAV), tone or none
    #[arg(long, default_value = "default")]
    microphone: MicrophoneSource,
    /// How it looks for whoever has not chosen
    #[arg(long, value_enum, default_value = "soft")]
    look: LookName,
    /// How large its letters are, in percent: 100 to 400
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u16).range(100..=400))]
    text: u16,
    /// How it is worked, beside touch, mouse and keyboard
    #[arg(long, value_enum, default_value = "direct")]
    way: WayName,
    /// The language for whoever has not chosen
    #[arg(long, value_enum, default_value = "en")]
    language: Tag,
    /// In a window instead of the whole screen
    #[arg(long)]
    window: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum LookName {
    Soft,
    Dark,
    Light,
    Calm,
}

impl LookName {
    fn look(self) -> Look {
        match self {
            Self::Soft => Look::Soft,
            Self::Dark => Look::Dark,
            Self::Light => Look::Light,
            Self::Calm => Look::Calm,
        }
    }
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum WayName {
    Direct,
    OneSwitch,
    TwoSwitches,
    Dwell,
}

impl Kiosk {
    pub fn run(self, context: &Context) -> Done {
        let devices = Devices { camera: self.camera, microphone: self.microphone };
        let look = self.look.look();
        let way = match self.way {
            WayName::Direct => Way::Direct,
            WayName::OneSwitch => Way::ONE_SWITCH,
            WayName::TwoSwitches => Way::TwoSwitches,
            WayName::Dwell => Way::DWELL,
        };
        let preferences = Preferences {
            language: self.language.language(),
            look,
            way,
            text_percent: self.text,
            ..Default::default()
        };
        let set_up = SetUp { devices, preferences, ..SetUp::default() };
        open_tablet(context, &context.home, set_up, !self.window, None)
    }
}

/// `sayso tips`: the tablet's top tips for staff, after the staff PIN.
#[derive(Debug, Args)]
pub struct Tips {
    /// In a window instead of the whole screen
    #[arg(long)]
    window: bool,
}

impl Tips {
    pub fn run(self, context: &Context) -> Done {
        let set_up = SetUp { begins_with: Begins::Tips, ..SetUp::default() };
        open_tablet(context, &context.home, set_up, !self.window, None)
    }
}

/// `sayso review`: what came in.
#[derive(Debug, Args)]
pub struct Review {
    /// What answers are signed into: default, a camera's name, file:PATH (Y4M) or testcard
    #[arg(long, default_value = "default")]
    camera: CameraSource,
    /// What answers are said into: default, a microphone's name, file:PATH (WAV), tone or none
    #[arg(long, default_value = "default")]
    microphone: MicrophoneSource,
    /// How it looks
    #[arg(long, value_enum, default_value = "soft")]
    look: LookName,
}

impl Review {
    pub fn run(self, context: &Context) -> Done {
        let devices = Devices { camera: self.camera, microphone: self.microphone };
        let set_up = ReviewSetUp { look: self.look.look(), devices };
        open_staff_or(context, set_up, SetupBegins::OnlyWaiting)
    }
}

fn require_display() -> Done {
    match has_display() {
        true => Ok(()),
        false => Err(CliError::Said(Sentence::plain("no-display"))),
    }
}

fn shown(opened: Result<(), String>) -> Done {
    opened.map_err(|detail| CliError::Said(Sentence::plain("no-window").with("detail", detail)))
}

/// `sayso` alone: what this computer is set up for, or the assistant that sets it up.
pub fn open_home(context: &Context) -> Done {
    match crate::store::home::read_settings(&*context.machine.fs, &context.home) {
        Ok(settings) => match settings.kind {
            HomeKind::Tablet => {
                let set_up = SetUp::default();
                let desk = tablet_desk(context, &context.home)?;
                open_tablet_or(context, desk, (set_up, true, None), SetupBegins::Waiting)
            }
            HomeKind::Staff => open_staff_or(context, ReviewSetUp::default(), SetupBegins::Waiting),
        },
        Err(StoreError::NoHome { .. }) => {
            let afterwards = Afterwards { full_screen: true, ..Afterwards::default() };
            open_assistant(context, SetupBegins::Anew, afterwards)
        }
        Err(error) => Err(error.into()),
    }
}

fn open_assistant(context: &Context, begins: SetupBegins, afterwards: Afterwards) -> Done {
    let (machine, home) = (context.machine.clone(), context.home.clone());
    let sampler = sampler(context);
    let make = Box::new(move |waker| {
        Setup::new(machine, home, begins, Some(sampler), waker, std::time::Duration::ZERO)
    });
    shown(setup_window::open(make, afterwards))
}

/// The sample school lies beside where the home will be.
fn sampler(context: &Context) -> Sampler {
    let machine = context.machine.clone();
    let mut folder = context.home.as_os_str().to_owned();
    folder.push("-sample");
    let folder = std::path::PathBuf::from(folder);
    Box::new(move || {
        let made = sample::make(&machine, &folder, 0)?;
        let tablet = Desk::open(&machine, &made.folders.tablet, Access::Write { verb: "demo" })?;
        let review = opener(machine.clone(), made.folders.senco);
        Ok::<_, ActError>(SampleSchool { tablet, review })
    })
}

/// What is opened where nobody has let this computer in yet: the six words, and for whom.
type Waits = fn(Box<Desk>) -> SetupBegins;

/// Opens review, or the six words.
fn open_staff_or(context: &Context, set_up: ReviewSetUp, waits: Waits) -> Done {
    require_display()?;
    let settings = crate::store::home::read_settings(&*context.machine.fs, &context.home)?;
    if settings.kind != HomeKind::Staff {
        return Err(StoreError::WrongKind(HomeKind::Staff).into());
    }
    // Whatever is wrong with the home is told at its passphrase, as ever.
    let look = Desk::open(&context.machine, &context.home, Access::Look);
    if look.and_then(|desk| join::is_waiting(&desk)).unwrap_or(false) {
        let desk = Desk::open(&context.machine, &context.home, Access::Write { verb: "review" })?;
        let afterwards = Afterwards { review: set_up, ..Afterwards::default() };
        return open_assistant(context, waits(Box::new(desk)), afterwards);
    }
    let desk = opener(context.machine.clone(), context.home.clone());
    shown(review_window::open(desk, &settings.name, set_up))
}

/// Opens the sample school: its tablet and its SENCo's review in one window.
pub fn open_sample(context: &Context, folders: &Folders) -> Done {
    let desk = opener(context.machine.clone(), folders.senco.clone());
    open_tablet(context, &folders.tablet, SetUp::default(), false, Some(desk))
}

/// Opens a tablet's kiosk, or the six words where nobody has let it in yet.
pub fn open_tablet(
    context: &Context,
    home: &std::path::Path,
    set_up: SetUp,
    full_screen: bool,
    review: Option<Opener>,
) -> Done {
    let desk = tablet_desk(context, home)?;
    open_tablet_or(context, desk, (set_up, full_screen, review), SetupBegins::OnlyWaiting)
}

fn tablet_desk(context: &Context, home: &std::path::Path) -> Result<Desk, CliError> {
    require_display()?;
    let desk = Desk::open(&context.machine, home, Access::Write { verb: "kiosk" })?;
    desk.home.require(HomeKind::Tablet)?;
    Ok(desk)
}

fn open_tablet_or(
    context: &Context,
    desk: Desk,
    (set_up, full_screen, review): (SetUp, bool, Option<Opener>),
    waits: Waits,
) -> Done {
    if join::is_waiting(&desk).unwrap_or(false) {
        let afterwards = Afterwards { tablet: set_up, full_screen, ..Afterwards::default() };
        return open_assistant(context, waits(Box::new(desk)), afterwards);
    }
    let opening = Opening { tablet: Arc::new(desk), set_up, review };
    shown(window::open(opening, full_screen))
}

/// Whether there is anywhere to open a window.
pub fn has_display() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}
