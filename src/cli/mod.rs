//! The command line: one file a verb. Plain sentences by default; with `--json` one document on
//! stdout and all else on stderr. Exit 0 done, 1 could not (or findings), 2 wrong use.
//!
//! Holds no rule of its own: a verb reads its arguments, calls one act and says what happened.

mod beside;
mod demo;
mod devices;
mod doctor;
mod drafts;
mod entry;
mod export;
#[cfg(feature = "gui")]
mod faces;
mod handover;
mod inbox;
mod init;
mod join;
mod open;
mod output;
mod people;
mod progress;
mod prompts;
mod publish;
mod questions;
mod record;
mod records;
mod recover;
mod roster;
mod school;
mod secrets;
mod supply;
mod symbols;
mod sync;
mod verify;
mod watch;
mod withdraw;

use std::cell::RefCell;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::acts::{ActError, Desk};
use crate::domain::{Says, Sentence};
use crate::platform::Machine;
use crate::store::Access;
use crate::words::{Language, Words};
use output::Output;
use progress::Progress;

/// Pupils say in their own way what helps them, what they hope for and what worries them; the
/// school hears it, acts and answers.
#[derive(Debug, Parser)]
#[command(name = "sayso", version, max_term_width = 100)]
struct Arguments {
    /// The folder of this computer's home [default: the login's own data folder]
    #[arg(long, global = true, value_name = "DIR")]
    home: Option<PathBuf>,
    /// Answer with one JSON document
    #[arg(long, global = true)]
    json: bool,
    /// Read the passphrase from a file instead of asking
    #[arg(long, global = true, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Make the sample school
    Demo(demo::Demo),
    /// Make a school's share and its first computer
    Init(init::Init),
    /// Ask to join a school's share
    Join(join::Join),
    /// Let in a computer that asks to join, or list those that do
    Approve(join::Approve),
    /// Who does what
    People(people::People),
    /// When the school is open, and how long a worry may wait
    School(school::School),
    /// Shut out a lost computer
    Revoke(people::Revoke),
    /// Come back with 24 words from a safe
    Recover(recover::Recover),
    /// The class lists
    Roster(roster::Roster),
    /// What the SENCo asks pupils, and what came back
    Questions(questions::Questions),
    /// The words that have a picture
    Symbols(symbols::Symbols),
    /// The screens' sentences in a familiar voice, or signed
    Prompts(prompts::Prompts),
    /// Record from a camera and a microphone
    Record(record::Record),
    /// What is recorded and not yet signed off
    Drafts,
    /// Cameras, microphones and speakers
    Devices,
    /// What a pupil says
    Entry(entry::Entry),
    /// Send what waits and read what came
    Sync(sync::Sync),
    /// How it stands
    Status,
    /// What came in, worries first
    Inbox(inbox::Inbox),
    /// Open an entry into a folder
    Open(open::Open),
    /// Put an entry on the staff pages
    Publish(publish::Publish),
    /// Take an entry back from everywhere we put it
    Withdraw(withdraw::Withdraw),
    /// Answer the pupil
    Reply(withdraw::Reply),
    /// Write a note or a quote beside an entry
    Note(beside::Note),
    /// Say what an entry is about
    Tag(beside::TagVerb),
    /// Write down what a pupil told you, or what you saw
    Told(beside::Told),
    /// Keep an entry for safeguarding
    Hold(withdraw::Hold),
    /// Write a pupil's profile, views, tips or slides for staff and meetings
    Export(export::Export),
    /// Bring an entry before those who keep safe
    Concern(handover::Concern),
    /// Write down what was done, and where it is recorded
    Handover(handover::Handover),
    /// Look for worries in the background and tell that they wait
    Watch(watch::Watch),
    /// The school's server for e-mail
    Mail(watch::Mail),
    /// Erase a pupil: nothing of theirs stays readable anywhere
    Erase(records::Erase),
    /// Let go of what has been kept long enough
    Retention(records::Retention),
    /// Who did what and when
    Audit(records::Audit),
    /// Read the whole share and name what is missing or altered
    Verify,
    /// The pupils' tablet
    #[cfg(feature = "gui")]
    Kiosk(faces::Kiosk),
    /// Top tips for staff, on a tablet
    #[cfg(feature = "gui")]
    Tips(faces::Tips),
    /// What came in, in a window
    #[cfg(feature = "gui")]
    Review(faces::Review),
    /// A PIN for a supply teacher: one class, one day
    Supply(supply::Supply),
    /// What works here, what does not and what to do
    Doctor(doctor::Doctor),
}

/// Why a verb ended without doing all of it.
enum CliError {
    Act(ActError),
    /// A sentence that is no act's error.
    Said(Sentence),
    /// Everything was said already: exit 1.
    Findings,
    /// Wrong use: exit 2.
    Usage(Sentence),
}

impl<E: Into<ActError>> From<E> for CliError {
    fn from(error: E) -> Self {
        Self::Act(error.into())
    }
}

type Done = Result<(), CliError>;

/// What every verb works with.
struct Context {
    machine: Machine,
    home: PathBuf,
    passphrase_file: Option<PathBuf>,
    output: Output,
    progress: RefCell<Option<Progress>>,
}

impl Context {
    fn desk(&self, verb: &str) -> Result<Desk, CliError> {
        let desk = Desk::open(&self.machine, &self.home, Access::Write { verb })?;
        self.progress.replace(Progress::of(&desk.home.work));
        Ok(desk)
    }

    fn desk_to_look(&self) -> Result<Desk, CliError> {
        let desk = Desk::open(&self.machine, &self.home, Access::Look)?;
        self.progress.replace(Progress::of(&desk.home.work));
        Ok(desk)
    }

    /// A staff desk, unlocked.
    fn unlocked(&self, verb: &str) -> Result<Desk, CliError> {
        let mut desk = self.desk(verb)?;
        desk.home.require(crate::store::HomeKind::Staff)?;
        let passphrase = secrets::passphrase(self)?;
        desk.unlock(&passphrase)?;
        Ok(desk)
    }

    /// A tablet's desk, or a staff desk, unlocked.
    fn own_desk(&self, verb: &str) -> Result<Desk, CliError> {
        let mut desk = self.desk(verb)?;
        if !desk.home.is_tablet() {
            let passphrase = secrets::passphrase(self)?;
            desk.unlock(&passphrase)?;
        }
        Ok(desk)
    }

    /// Unlocks where there is a passphrase to be had without asking.
    fn unlock_if_given(&self, desk: &mut Desk) -> Done {
        if !desk.home.is_tablet() && self.passphrase_file.is_some() {
            let passphrase = secrets::passphrase(self)?;
            desk.unlock(&passphrase)?;
        }
        Ok(())
    }
}

/// Where a computer's home is when nobody says otherwise.
fn default_home() -> PathBuf {
    let from =
        |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    from("SAYSO_HOME")
        .or_else(|| from("XDG_DATA_HOME").map(|folder| folder.join("sayso")))
        .or_else(|| from("LOCALAPPDATA").map(|folder| folder.join("sayso")))
        .or_else(|| from("HOME").map(|folder| folder.join(".local/share/sayso")))
        .unwrap_or_else(|| PathBuf::from("sayso-home"))
}

fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("SAYSO_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("error"));
    // A second subscriber can only be a test's; then its own stays.
    let _ =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    start_log();
    let context = Context {
        machine: Machine::real(),
        home: arguments.home.unwrap_or_else(default_home),
        passphrase_file: arguments.passphrase_file,
        output: Output::new(Words::new(Language::English), arguments.json),
        progress: RefCell::default(),
    };
    match dispatch(&context, arguments.verb) {
        Ok(()) => ExitCode::SUCCESS,
        Err(CliError::Findings) => ExitCode::from(1),
        Err(CliError::Act(error)) => {
            tracing::debug!(%error, "could not");
            context.output.complain(&error.says());
            ExitCode::from(1)
        }
        Err(CliError::Said(sentence)) => {
            context.output.complain(&sentence);
            ExitCode::from(1)
        }
        Err(CliError::Usage(sentence)) => {
            context.output.complain(&sentence);
            ExitCode::from(2)
        }
    }
}

fn dispatch(context: &Context, verb: Option<Verb>) -> Done {
    match verb {
        None => welcome(context),
        Some(Verb::Demo(verb)) => verb.run(context),
        Some(Verb::Init(verb)) => verb.run(context),
        Some(Verb::Join(verb)) => verb.run(context),
        Some(Verb::Approve(verb)) => verb.run(context),
        Some(Verb::People(verb)) => verb.run(context),
        Some(Verb::Revoke(verb)) => verb.run(context),
        Some(Verb::Recover(verb)) => verb.run(context),
        Some(Verb::Roster(verb)) => verb.run(context),
        Some(Verb::Questions(verb)) => verb.run(context),
        Some(Verb::Symbols(verb)) => verb.run(context),
        Some(Verb::Prompts(verb)) => verb.run(context),
        Some(Verb::Record(verb)) => verb.run(context),
        Some(Verb::Drafts) => drafts::run(context),
        Some(Verb::Devices) => devices::run(context),
        Some(Verb::Entry(verb)) => verb.run(context),
        Some(Verb::Sync(verb)) => verb.run(context),
        Some(Verb::Status) => sync::status(context),
        Some(Verb::Inbox(verb)) => verb.run(context),
        Some(Verb::Open(verb)) => verb.run(context),
        Some(Verb::Publish(verb)) => verb.run(context),
        Some(Verb::Withdraw(verb)) => verb.run(context),
        Some(Verb::Reply(verb)) => verb.run(context),
        Some(Verb::Note(verb)) => verb.run(context),
        Some(Verb::Tag(verb)) => verb.run(context),
        Some(Verb::Told(verb)) => verb.run(context),
        Some(Verb::Hold(verb)) => verb.run(context),
        Some(Verb::Export(verb)) => verb.run(context),
        Some(Verb::School(verb)) => verb.run(context),
        Some(Verb::Concern(verb)) => verb.run(context),
        Some(Verb::Handover(verb)) => verb.run(context),
        Some(Verb::Watch(verb)) => verb.run(context),
        Some(Verb::Mail(verb)) => verb.run(context),
        Some(Verb::Erase(verb)) => verb.run(context),
        Some(Verb::Retention(verb)) => verb.run(context),
        Some(Verb::Audit(verb)) => verb.run(context),
        Some(Verb::Verify) => verify::run(context),
        #[cfg(feature = "gui")]
        Some(Verb::Kiosk(verb)) => verb.run(context),
        #[cfg(feature = "gui")]
        Some(Verb::Tips(verb)) => verb.run(context),
        #[cfg(feature = "gui")]
        Some(Verb::Review(verb)) => verb.run(context),
        Some(Verb::Supply(verb)) => verb.run(context),
        Some(Verb::Doctor(verb)) => verb.run(context),
    }
}

/// `sayso` alone: opens what this computer is for, or says how to begin where no window can be.
fn welcome(context: &Context) -> Done {
    #[cfg(feature = "gui")]
    if !context.output.is_json() && faces::has_display() {
        return faces::open_home(context);
    }
    let settings = crate::store::home::read_settings(&*context.machine.fs, &context.home);
    let is_home = settings.is_ok();
    let sentence = match settings {
        Ok(settings) => {
            let key = match settings.kind {
                crate::store::HomeKind::Tablet => "welcome-tablet",
                crate::store::HomeKind::Staff => "welcome-staff",
            };
            Sentence::plain(key).with("name", settings.name)
        }
        Err(crate::store::StoreError::NoHome { .. }) => Sentence::plain("welcome-new"),
        Err(error) => return Err(error.into()),
    };
    context.output.say(&sentence);
    context.output.document(&serde_json::json!({ "home": context.home, "is_home": is_home }));
    Ok(())
}
