//! What comes in: commands of screens and events of workers, each handled in one place.

use super::{Kiosk, RecordingState, SYNC_EVERY, SYNC_LONGEST, SendingState};
use crate::app::command::Command;
use crate::app::event::{Event, Trouble};
use crate::app::route::{PinFor, Route};

impl Kiosk {
    /// Takes over what workers told. Gives whether anything was.
    pub fn hear_all(&mut self) -> bool {
        let mut any = false;
        while let Ok(event) = self.told.try_recv() {
            any = true;
            self.hear(event);
        }
        any
    }

    fn hear(&mut self, event: Event) {
        match event {
            Event::School(Ok(school)) => {
                let needs_pin = !school.has_pin && self.route == Route::Start;
                self.school = *school;
                if needs_pin {
                    self.route = Route::Pin(PinFor::First);
                }
            }
            Event::Synced { reachable, waiting } => {
                self.is_syncing = false;
                self.reachable = reachable;
                self.waiting = waiting.unwrap_or(self.waiting);
                self.count_writes();
                // While something waits to go, no wait grows.
                self.sync_wait = match reachable || self.waiting > 0 {
                    true => SYNC_EVERY,
                    false => (self.sync_wait * 2).min(SYNC_LONGEST),
                };
                self.load_school();
                self.look_for_own();
                self.look_for_reader();
            }
            Event::Tried { what, tried } => self.tried(&what, tried),
            Event::SecretSet => self.secret_is_set(),
            Event::SupplyTried(tried) => self.supply_tried(tried),
            Event::Greeted(greeting) => self.greeted(*greeting),
            Event::Recorded { number, recorded } => self.recorded(number, recorded),
            Event::Finished { number, finished } => self.finished(number, finished),
            Event::Straightened { whole, straight } => self.straightened(&whole, straight),
            Event::Sent { number, sent } => self.sent(number, sent),
            Event::WorryRead { entry_id, by } => self.worry_was_read(&entry_id, by),
            Event::WorryReaders(readers) => {
                if let Some(worry) = &mut self.worry {
                    worry.readers = readers;
                }
            }
            Event::Book(book) => self.book_came(book),
            Event::StaffClip { file_stem, clip } => self.staff_clip_came(&file_stem, clip),
            Event::Cameras(names) => self.cameras.names = names,
            Event::AsShown { entry_id, shown } => self.as_shown_came(&entry_id, shown),
            Event::AnswerCame { entry_id, heard } => self.answer_came(&entry_id, heard),
            Event::OwnCame(came) => self.own_came(came),
            Event::PromptsOpened { number, opened } => self.prompts_opened(number, opened),
            Event::ThrownAway => self.greet_again(),
            Event::Written(written) => {
                self.written(written.is_ok());
                self.greet_again();
                self.trouble = written.err().or_else(|| self.trouble.take());
            }
            Event::School(Err(trouble)) | Event::Failed(trouble) => self.trouble = Some(trouble),
            Event::WorkerDied { name } => {
                tracing::error!(name, "a worker died");
                self.is_syncing = false;
                self.worker_died();
                self.trouble = Some(Trouble {
                    pupil: "trouble-something",
                    technician: crate::domain::Sentence::plain("worker-died").with("name", name),
                });
            }
        }
    }

    /// Nothing waits for what a dead job would have told.
    fn worker_died(&mut self) {
        self.in_flight.clear();
        self.writes = 0;
        self.sending.state = SendingState::Choosing;
        if let Some(look) = &mut self.look {
            look.is_cutting = false;
        }
        if self.recording.as_ref().is_some_and(|one| one.state == RecordingState::Flushing) {
            self.recording = None;
            self.open_devices();
        }
    }

    /// Does what a screen asks.
    pub fn command(&mut self, command: Command) {
        // Whatever else is pressed, a question that was not answered was not said yes to.
        let asked = self.asks.take();
        match command {
            Command::Letter(letter) if self.route == Route::SupplyName => {
                self.supply_letter(letter);
            }
            Command::DoneSaying if self.route == Route::SupplyName => self.supply_named(),
            Command::Go(route) => self.visit(route),
            Command::Back if self.back_in_document() => {}
            Command::Back => self.go_back(),
            Command::Home => self.go_home(),
            Command::Finish => self.reset(),
            Command::Break => self.take_break(),
            Command::FetchGrownUp => self.fetch_grown_up(),
            Command::StillHere => self.is_still_here(),
            Command::ChooseClass(_)
            | Command::ChoosePupil(_)
            | Command::NoName
            | Command::Picture(_)
            | Command::ClearPictures
            | Command::AskPin(_)
            | Command::Digit(_)
            | Command::ClearDigits
            | Command::NewPictures
            | Command::Like(_) => self.command_who(command),
            Command::Say(_)
            | Command::Question(_)
            | Command::Topic(_)
            | Command::AllTopics
            | Command::BoardOn
            | Command::Pack(_)
            | Command::PackBoard(..)
            | Command::Begin(_)
            | Command::EndWord(_)
            | Command::Symbol(_)
            | Command::Undo
            | Command::Letter(_)
            | Command::DoneSaying => self.command_message(command),
            Command::MakeBy(_)
            | Command::AddTip
            | Command::TipUp(_)
            | Command::TipAway(_)
            | Command::Answer(_) => self.command_making(command),
            Command::Inquiry(_)
            | Command::Face(_)
            | Command::QuestionOn
            | Command::QuestionTo(_)
            | Command::QuestionBack
            | Command::PagePicture
            | Command::NoPagePicture => self.command_answering(command),
            Command::SortTopic(_)
            | Command::Lay(_)
            | Command::Drop(..)
            | Command::Hold(_)
            | Command::PutBack(_)
            | Command::NextCard
            | Command::SortUndo
            | Command::LastTime
            | Command::BlankCard => self.command_sort(command),
            Command::Record
            | Command::Pause
            | Command::GoOn
            | Command::Stop
            | Command::Ring
            | Command::VoiceInstead
            | Command::TryDevices => self.command_recording(command),
            Command::PlayOrPause
            | Command::Seek(_)
            | Command::TrimFrom(_)
            | Command::TrimTo(_)
            | Command::VoiceOnly
            | Command::Poster
            | Command::SayMore
            | Command::Keep
            | Command::LeftOver => self.command_looking(command),
            Command::MakeFilm
            | Command::Scene(_)
            | Command::AddScene
            | Command::SceneWord
            | Command::TakeFrame
            | Command::ChooseFrame(_)
            | Command::RemoveFrame
            | Command::FilmRate(_)
            | Command::SpeakOver => self.command_film(command),
            Command::TakePhoto
            | Command::Straight(_)
            | Command::PhotoAgain
            | Command::KeepPhoto => self.command_photo(command),
            Command::Ask(ask) => self.asks = Some(ask),
            Command::Yes => self.answered(asked),
            Command::No => {}
            Command::Helped(_) | Command::OthersIn(_) | Command::Toggle(_) | Command::Send => {
                self.command_sending(command);
            }
            Command::TipsClass(_)
            | Command::TipsPupil(_)
            | Command::TipsBack
            | Command::TipsPlay
            | Command::TipsSeek(_) => self.command_staff_tips(command),
            Command::TakeBack => self.take_back(),
            Command::OtherCamera => self.other_camera(),
            Command::SeeMeaning => self.see_meaning(),
            Command::Meant(is_meant) => self.say_meant(is_meant),
            Command::HearAnswer(entry_id, number) => self.hear_answer(&entry_id, number),
            Command::NotFor(_) | Command::TalkTo(_) | Command::NotSafe | Command::Hide => {
                self.command_worry(command);
            }
        }
    }
}
