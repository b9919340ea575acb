//! What can be done with Say So, one file each: the same acts for the command line and for both
//! faces. Blocking: a face runs them on a worker.
//!
//! An act never prints and never asks; it returns what happened or an error that says what to
//! do. Read `desk` first, then `add_entry`, `sync`, `publish` and `withdraw`.

pub mod add_entry;
pub mod answer;
pub mod approve;
pub mod asked;
pub mod audit;
pub mod beside;
pub mod boards;
pub mod calendar;
pub mod concern;
pub mod desk;
pub mod doctor;
pub mod documents;
pub mod erase;
pub mod film;
pub mod grant;
pub mod handover;
pub mod hold;
pub mod inbox;
pub mod init;
pub mod inquiries;
pub mod join;
pub mod keys;
pub mod keys_history;
pub mod kiosk;
pub mod likes;
pub mod look;
pub mod notice;
pub mod notify;
pub mod open;
pub mod own;
pub mod page_list;
pub mod pages_check;
pub mod people;
pub mod places;
pub mod prompts;
pub mod publish;
pub mod pupils;
pub mod recipients;
pub mod record;
pub mod recover;
pub mod redact;
pub mod retention;
pub mod revoke;
pub mod roster;
pub mod safes;
mod said_under;
pub mod site_model;
pub mod staff_site;
pub mod status;
pub mod supply;
pub mod sync;
pub mod tips;
pub mod told;
pub mod verify;
pub mod watch;
pub mod withdraw;
pub mod words;
pub mod year;

pub use desk::Desk;

use crate::domain::beside::NoteError;
use crate::domain::consent_record::BadChange;
use crate::domain::entry::EntryError;
use crate::domain::hours::BadCalendar;
use crate::domain::inquiry::InquiryError;
use crate::domain::redaction::BadRedaction;
use crate::domain::review::Refusal;
use crate::domain::{Says, Sentence};
use crate::media::MediaError;
use crate::pages::documents::DocumentError;
use crate::platform::{FsError, LedgerError, PostError};
use crate::seal::SealError;
use crate::share::{ShareError, ShareState};
use crate::store::StoreError;
use crate::symbols::obf::ObfError;
use crate::wire::WireError;

/// What could not be done. Nothing that was kept before is lost.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Share(#[from] ShareError),
    #[error(transparent)]
    Media(#[from] MediaError),
    #[error(transparent)]
    Boards(#[from] ObfError),
    #[error(transparent)]
    Refusal(#[from] Refusal),
    #[error(transparent)]
    Redaction(#[from] BadRedaction),
    #[error(transparent)]
    Change(#[from] BadChange),
    #[error(transparent)]
    Document(#[from] DocumentError),
    #[error("no staff share")]
    NoStaffShare,
    #[error("unsupported share address")]
    ShareAddress { address: String },
    #[error("no key for the bucket")]
    NoBucketKey,
    #[error("built without object stores")]
    NoObjectStore,
    #[error("a share is there already")]
    ShareTaken,
    #[error("no school's share there")]
    NoSchool { path: String },
    #[error("a file is there where the words were to go")]
    WordsFileThere { path: String },
    #[error("no such pupil")]
    NoPupil { pupil: String },
    #[error("no such entry")]
    NoEntry { entry: String },
    #[error("no boards {name}")]
    NoBoards { name: String },
    #[error("larger than {limit} MB")]
    OwnTooLarge { limit: u64 },
    #[error("more than {limit}")]
    OwnTooMany { limit: usize },
    #[error("nothing of the school's own as {name}")]
    NotOwn { name: String },
    #[error("no sentence {key} that can be recorded")]
    NoPrompt { key: String },
    #[error("neither sound nor video")]
    NotAPrompt,
    #[error("no photo")]
    NotAPhoto,
    #[error("{word} has a picture already")]
    WordTaken { word: String },
    #[error("no topic {topic}")]
    NoTopic { topic: String, known: String },
    #[error("no class {class}")]
    NoClass { class: String },
    #[error("nothing asked as {inquiry}")]
    NoInquiry { inquiry: String },
    #[error(transparent)]
    Inquiry(#[from] InquiryError),
    #[error("no tablet that could ask")]
    NoTablet,
    #[error("nothing stands in the document")]
    EmptyDocument,
    #[error("more than {limit} lines, or too long")]
    DocumentTooLong { limit: usize },
    #[error("no such note")]
    NoNote { note: String },
    #[error(transparent)]
    Note(#[from] NoteError),
    #[error(transparent)]
    Calendar(#[from] BadCalendar),
    #[error(transparent)]
    Post(#[from] PostError),
    #[error("no mail server")]
    NoMailServer,
    #[error("too long, or nothing")]
    BadText,
    #[error("no such device")]
    NoDevice { device: String },
    #[error("nobody of that name")]
    NoPerson { name: String, known: String },
    #[error("the six words do not fit")]
    WordsDoNotFit,
    #[error("the request is older than a day")]
    RequestExpired,
    #[error("the school is not known here yet")]
    SchoolUnknown,
    #[error("not an admin")]
    NotAdmin,
    #[error("the last one in a role")]
    LastInRole { role: String },
    #[error("somebody else has to do that")]
    NotOneself,
    #[error("the name is empty or too long")]
    BadName,
    #[error("the passphrase is too short")]
    WeakPassphrase,
    #[error("the pages were not checked from a pupil's login")]
    PagesUnchecked,
    #[error("not the code of that check")]
    NotThatCode,
    #[error("no day for a supply PIN")]
    SupplyDay,
    #[error("held by safeguarding")]
    Held,
    #[error("erasing takes a SENCo who keeps safe")]
    ErasureRole,
    #[error("held by safeguarding, nothing was erased")]
    ErasureHeld,
    /// Nobody has heard it: it must not be destroyed unheard.
    #[error("a worry that nobody has opened")]
    WorryUnopened,
    #[error("already withdrawn")]
    Withdrawn,
    #[error("not for this computer's roles")]
    WrongRole,
    #[error("no roster in the file")]
    NotARoster,
    #[error("these words belong to another share")]
    WordsOfAnother,
    #[error("only up to {limit} months, and never a worry")]
    NoSuchRetention { limit: u16 },
    #[error("a dry run comes first")]
    DryRunFirst,
    #[error("only staff see observations")]
    ObservationOnTablet,
    #[error("an answer is neither sound nor video")]
    AnswerStill,
    #[error("an answer of more than {limit} minutes")]
    AnswerTooLong { limit: u64 },
    #[error("a recording to a worry")]
    AnswerToWorry,
    /// Done here and hidden; the share still has to be told.
    #[error("done here, the share is {state:?}")]
    ShareLater { state: ShareState },
}

impl From<FsError> for ActError {
    fn from(error: FsError) -> Self {
        Self::Store(error.into())
    }
}

impl From<LedgerError> for ActError {
    fn from(error: LedgerError) -> Self {
        Self::Store(error.into())
    }
}

impl From<SealError> for ActError {
    fn from(error: SealError) -> Self {
        Self::Store(error.into())
    }
}

impl From<WireError> for ActError {
    fn from(error: WireError) -> Self {
        Self::Store(error.into())
    }
}

impl From<EntryError> for ActError {
    fn from(error: EntryError) -> Self {
        Self::Store(error.into())
    }
}

impl Says for ActError {
    fn says(&self) -> Sentence {
        match self {
            Self::Store(error) => error.says(),
            Self::Share(error) => error.says(),
            Self::Media(error) => error.says(),
            Self::Boards(error) => error.says(),
            Self::Refusal(refusal) => refusal.says(),
            Self::Redaction(bad) => bad.says(),
            Self::Change(bad) => bad.says(),
            Self::Document(error) => error.says(),
            Self::NoStaffShare => Sentence::plain("no-staff-share"),
            Self::ShareAddress { address } => {
                Sentence::plain("share-address").with("address", address)
            }
            Self::NoBucketKey => Sentence::plain("no-bucket-key"),
            Self::NoObjectStore => Sentence::plain("no-object-store"),
            Self::ShareTaken => Sentence::plain("share-taken"),
            Self::NoSchool { path } => Sentence::plain("no-school").with("path", path),
            Self::WordsFileThere { path } => Sentence::plain("words-file-there").with("path", path),
            Self::NoPupil { pupil } => Sentence::plain("no-pupil").with("pupil", pupil),
            Self::NoBoards { name } => Sentence::plain("no-boards").with("name", name),
            Self::OwnTooLarge { limit } => Sentence::plain("own-too-large").with("limit", limit),
            Self::OwnTooMany { limit } => Sentence::plain("own-too-many").with("limit", limit),
            Self::NotOwn { name } => Sentence::plain("own-none").with("name", name),
            Self::NoPrompt { key } => Sentence::plain("no-prompt").with("key", key),
            Self::NotAPrompt => Sentence::plain("not-a-prompt"),
            Self::NotAPhoto => Sentence::plain("not-a-photo"),
            Self::WordTaken { word } => Sentence::plain("word-taken").with("word", word),
            Self::NoTopic { topic, known } => {
                Sentence::plain("no-topic").with("topic", topic).with("known", known)
            }
            Self::NoClass { class } => Sentence::plain("no-class").with("class", class),
            Self::NoInquiry { inquiry } => Sentence::plain("no-inquiry").with("inquiry", inquiry),
            Self::Inquiry(error) => error.says(),
            Self::Calendar(error) => error.says(),
            Self::Post(error) => error.says(),
            Self::NoMailServer => Sentence::plain("no-mail-server"),
            Self::BadText => Sentence::plain("bad-text"),
            Self::NoEntry { entry } => Sentence::plain("no-entry").with("entry", entry),
            Self::NoNote { note } => Sentence::plain("no-note").with("note", note),
            Self::NoTablet => Sentence::plain("document-no-tablet"),
            Self::EmptyDocument => Sentence::plain("document-empty"),
            Self::DocumentTooLong { limit } => {
                Sentence::plain("document-too-long").with("limit", limit)
            }
            Self::Note(error) => error.says(),
            Self::NoDevice { device } => Sentence::plain("no-device").with("device", device),
            Self::NoPerson { name, known } => {
                Sentence::plain("no-person").with("name", name).with("known", known)
            }
            Self::WordsDoNotFit => Sentence::plain("words-do-not-fit"),
            Self::RequestExpired => Sentence::plain("request-expired"),
            Self::SchoolUnknown => Sentence::plain("school-unknown"),
            Self::NotAdmin => Sentence::plain("not-admin"),
            Self::LastInRole { role } => Sentence::plain("last-in-role").with("role", role),
            Self::NotOneself => Sentence::plain("not-oneself"),
            Self::BadName => Sentence::plain("bad-name"),
            Self::WeakPassphrase => Sentence::plain("weak-passphrase"),
            Self::PagesUnchecked => Sentence::plain("pages-unchecked"),
            Self::NotThatCode => Sentence::plain("not-that-code"),
            Self::SupplyDay => Sentence::plain("supply-day"),
            Self::Held => Sentence::plain("withdraw-held"),
            Self::ErasureRole => Sentence::plain("erase-role"),
            Self::ErasureHeld => Sentence::plain("erase-held"),
            Self::WorryUnopened => Sentence::plain("worry-unopened"),
            Self::Withdrawn => Sentence::plain("entry-withdrawn"),
            Self::WrongRole => Sentence::plain("wrong-role"),
            Self::NotARoster => Sentence::plain("not-a-roster"),
            Self::WordsOfAnother => Sentence::plain("words-of-another"),
            Self::NoSuchRetention { limit } => {
                Sentence::plain("no-such-retention").with("limit", limit)
            }
            Self::DryRunFirst => Sentence::plain("retention-dry-run-first"),
            Self::ObservationOnTablet => Sentence::plain("observation-on-tablet"),
            Self::AnswerStill => Sentence::plain("answer-still"),
            Self::AnswerTooLong { limit } => {
                Sentence::plain("answer-too-long").with("limit", limit)
            }
            Self::AnswerToWorry => Sentence::plain("answer-to-worry"),
            Self::ShareLater { state } => {
                Sentence::plain("share-later").with("state", state.as_str())
            }
        }
    }
}
