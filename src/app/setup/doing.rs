//! What becomes of what somebody asks, and of what the thread tells.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::office::{Job, Plan, Told, Waited};
use super::{Busy, Computer, LOOK_EVERY, Outcome, Setup, SetupCommand, SetupField, Step};
use crate::acts::init::{check_name, check_passphrase};
use crate::acts::places::WantedFor;
use crate::acts::safes;
use crate::app::review::Typed;
use crate::domain::{Role, Says, Sentence};

/// The folder of the staff pages in that of the share, where nobody says otherwise.
const PAGES: &str = "staff";

impl Setup {
    /// Does what a screen asks.
    pub fn command(&mut self, command: SetupCommand) {
        match command {
            SetupCommand::Computer(computer) => self.choose(computer),
            SetupCommand::Type(field, typed) => {
                if self.busy.is_none_or(|busy| busy == Busy::Looking) {
                    self.let_go_of_look();
                    self.trouble = None;
                    self.filled.insert(field, typed);
                }
            }
            SetupCommand::Role(role) => {
                self.trouble = None;
                self.role = Some(role);
            }
            SetupCommand::Dropped(field, path) => self.take_dropped(field, &path),
            SetupCommand::Next => self.go_on(),
            SetupCommand::Back => self.go_back(),
            SetupCommand::KeepWords => self.keep_words(),
            SetupCommand::Open if self.step == Step::Ready => {
                let passphrase = self.filled.remove(&SetupField::Passphrase);
                self.outcome = Some(Outcome::Staff { passphrase });
            }
            SetupCommand::Open => {}
            SetupCommand::BeginAgain => {
                let is_waiting = self.step == Step::Waiting && !self.is_let_in;
                if is_waiting && self.busy.is_none() && self.may_begin_again {
                    self.ask(Busy::GivingUp, Job::GiveUp);
                }
            }
        }
    }

    fn choose(&mut self, computer: Computer) {
        if self.step != Step::What || self.busy.is_some() {
            return;
        }
        self.trouble = None;
        self.computer = Some(computer);
        if computer == Computer::Sample {
            self.ask(Busy::Sample, Job::Sample);
        } else {
            self.step = Step::Share;
        }
    }

    /// A folder that was dropped is looked at at once.
    fn take_dropped(&mut self, field: SetupField, path: &Path) {
        if self.busy.is_some() || !matches!(self.step, Step::Share | Step::Pages) {
            return;
        }
        self.filled.insert(field, Typed::new(path.display().to_string()));
        self.go_on();
    }

    fn text(&self, field: SetupField) -> String {
        self.typed(field).as_str().trim().to_owned()
    }

    /// As `text`; some systems copy a path with quotation marks around it.
    fn path(&self, field: SetupField) -> String {
        let text = self.text(field);
        let bare = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        bare.map(str::to_owned).unwrap_or(text)
    }

    fn go_on(&mut self) {
        if self.busy.is_some() {
            return;
        }
        self.trouble = None;
        match self.step {
            Step::Share => {
                let wanted = match self.computer {
                    Some(Computer::First) => WantedFor::NewSchool,
                    _ => WantedFor::Joining,
                };
                self.look_at_folder(SetupField::Share, |folder| Job::Share(folder, wanted));
            }
            Step::Pages => self.look_at_folder(SetupField::Pages, Job::Pages),
            Step::Names | Step::Passphrase | Step::AskBack => match self.check() {
                Ok(()) => self.advance(),
                Err(sentence) => self.trouble = Some(sentence),
            },
            Step::Safe(_) => self.advance(),
            Step::Making => self.make(),
            Step::What | Step::Waiting | Step::Ready => {}
        }
    }

    fn look_at_folder(&mut self, field: SetupField, job: impl FnOnce(String) -> Job) {
        let folder = self.path(field);
        if folder.is_empty() {
            self.trouble = Some(Sentence::plain("setup-no-folder"));
        } else {
            self.ask(Busy::Looking, job(folder));
        }
    }

    /// What can be said of what was filled in without looking anywhere.
    fn check(&self) -> Result<(), Sentence> {
        match self.step {
            Step::Names => {
                let fields = match self.computer {
                    Some(Computer::First) => &[SetupField::School, SetupField::Name][..],
                    _ => &[SetupField::Name],
                };
                for field in fields {
                    check_name(&self.text(*field)).map_err(|error| error.says())?;
                }
                if self.computer == Some(Computer::Staff) && self.role.is_none() {
                    return Err(Sentence::plain("setup-no-role"));
                }
            }
            Step::Passphrase => {
                let typed = self.typed(SetupField::Passphrase);
                check_passphrase(typed.as_str()).map_err(|error| error.says())?;
                if typed != self.typed(SetupField::Again) {
                    return Err(Sentence::plain("setup-passphrases-differ"));
                }
            }
            Step::AskBack => {
                let Some(drawn) = &self.safes else { return Err(Sentence::plain("word-wrong")) };
                for (turn, number) in self.asked_back.iter().enumerate() {
                    let typed = self.typed(SetupField::Word(turn));
                    if !safes::is_word(&drawn.school, *number, typed.as_str()) {
                        return Err(Sentence::plain("setup-word-wrong").with("number", number + 1));
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn advance(&mut self) {
        let steps = self.steps();
        let at = steps.iter().position(|step| *step == self.step);
        match at.and_then(|at| steps.get(at + 1)) {
            Some(next) => self.enter(*next),
            None => self.make(),
        }
    }

    fn enter(&mut self, step: Step) {
        self.step = step;
        match step {
            Step::Pages if self.computer == Some(Computer::First) => {
                let folder = PathBuf::from(self.path(SetupField::Share)).join(PAGES);
                let folder = Typed::new(folder.display().to_string());
                // What somebody typed instead stays.
                let typed = self.typed(SetupField::Pages);
                if typed.is_blank() || *typed == self.proposed {
                    self.filled.insert(SetupField::Pages, folder.clone());
                }
                self.proposed = folder;
            }
            Step::Safe(_) if self.safes.is_none() => {
                let drawn = safes::draw_words(&self.machine);
                self.asked_back = safes::choose_words(&*self.machine.chance, &drawn.school);
                self.safes = Some(Arc::new(drawn));
                self.words_at = None;
            }
            _ => {}
        }
    }

    fn go_back(&mut self) {
        if !self.can_go_back() {
            return;
        }
        self.let_go_of_look();
        self.trouble = None;
        let steps = self.steps();
        self.step = match steps.iter().position(|step| *step == self.step) {
            Some(0) => Step::What,
            Some(at) => steps[at - 1],
            // What could not be made.
            None => steps.last().copied().unwrap_or(Step::What),
        };
    }

    /// Nobody waits for the look at a folder any more.
    fn let_go_of_look(&mut self) {
        if self.busy == Some(Busy::Looking) {
            self.busy = None;
            self.turn += 1;
            self.office.work.stop();
        }
    }

    fn keep_words(&mut self) {
        let path = self.path(SetupField::WordsFile);
        let Some(drawn) = self.safes.clone().filter(|_| self.busy.is_none()) else { return };
        if path.is_empty() {
            self.trouble = Some(Sentence::plain("setup-no-file"));
        } else {
            self.ask(Busy::KeepingWords, Job::KeepWords(PathBuf::from(path), drawn));
        }
    }

    fn make(&mut self) {
        self.step = Step::Making;
        let has_pages = self.steps().contains(&Step::Pages);
        let role = match self.computer {
            Some(Computer::Tablet) => Role::Tablet,
            _ => self.role.unwrap_or(Role::Senco),
        };
        let plan = Box::new(Plan {
            share: self.path(SetupField::Share),
            school: self.text(SetupField::School),
            name: self.text(SetupField::Name),
            pages: has_pages.then(|| self.path(SetupField::Pages)),
            role,
            passphrase: self.typed(SetupField::Passphrase).clone(),
        });
        let job = match (self.computer, self.safes.clone()) {
            (Some(Computer::First), Some(drawn)) => Job::NewSchool(plan, drawn),
            _ => Job::Join(plan),
        };
        self.ask(Busy::Making, job);
    }

    /// Takes over what the thread told. Gives whether anything was.
    pub fn hear_all(&mut self) -> bool {
        let mut any = false;
        while let Ok((turn, told)) = self.told.try_recv() {
            any = true;
            if turn == self.turn || matches!(told, Told::Died) {
                self.hear(told);
            }
        }
        any
    }

    fn hear(&mut self, told: Told) {
        self.is_looking = false;
        if let Told::Waited(waited) = told {
            if self.step == Step::Waiting && self.busy.is_none() {
                self.hear_waited(waited);
            }
            return;
        }
        self.busy = None;
        match told {
            Told::Looked(Ok(())) => self.advance(),
            Told::WordsKept(Ok(path)) => {
                self.words_at = Some(path);
                self.filled.remove(&SetupField::WordsFile);
            }
            Told::SchoolMade(Ok(())) => {
                self.forget_words();
                self.step = Step::Ready;
                self.ready_at = self.now;
            }
            Told::Asked(Ok(asked)) => {
                self.forget_words();
                self.filled.remove(&SetupField::Passphrase);
                self.asked = Some(asked);
                self.trouble = None;
                self.step = Step::Waiting;
                self.look_at = self.now + LOOK_EVERY;
            }
            Told::GivenUp(Ok(_)) => {
                self.asked = None;
                self.trouble = None;
                self.step = Step::What;
            }
            Told::Sample(Ok(sample)) => self.outcome = Some(Outcome::Sample(sample)),
            Told::Looked(Err(sentence))
            | Told::WordsKept(Err(sentence))
            | Told::SchoolMade(Err(sentence))
            | Told::Asked(Err(sentence))
            | Told::GivenUp(Err(sentence))
            | Told::Sample(Err(sentence)) => self.trouble = Some(sentence),
            Told::Died => {
                self.trouble = Some(Sentence::plain("worker-died").with("name", "setup"));
            }
            Told::Waited(_) => {}
        }
    }

    fn hear_waited(&mut self, waited: Result<Waited, Sentence>) {
        self.trouble = None;
        match waited {
            Ok(Waited::NotYet) => {}
            Ok(Waited::Unheard) => self.is_let_in = true,
            Ok(Waited::Tablet(desk)) => {
                self.outcome = Some(Outcome::Tablet(Arc::new(*desk)));
            }
            Ok(Waited::Staff) => self.outcome = Some(Outcome::Staff { passphrase: None }),
            Err(sentence) => self.trouble = Some(sentence),
        }
    }

    /// Nothing of them is needed any more: they are wiped.
    fn forget_words(&mut self) {
        self.safes = None;
        self.words_at = None;
        self.filled.retain(|field, _| {
            !matches!(field, SetupField::Again | SetupField::Word(_) | SetupField::WordsFile)
        });
    }
}
