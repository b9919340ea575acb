//! What workers tell. Closed: every one is handled in one place.

use std::sync::Arc;

use zeroize::Zeroizing;

use crate::acts::add_entry::Added;
use crate::acts::kiosk::KioskSchool;
use crate::acts::look::OpenMedium;
use crate::acts::supply::SupplyTried;
use crate::app::kiosk::{Opened, OwnCame, Reading};
use crate::app::route::PinFor;
use crate::domain::shelf::PupilShelf;
use crate::domain::{Blob, DraftId, EntryId, PupilId, Sentence};
use crate::media::RecordingReport;
use crate::media::film::FilmFrame;
use crate::pages::Site;
use crate::store::drafts::DraftFacts;
use crate::store::pins::Tried;
use crate::store::shelf::ShelfAnswer;

/// Why something did not work: a word for the pupil and a sentence for a technician.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The message's key in the pupils' language file.
    pub pupil: &'static str,
    pub technician: Sentence,
}

/// Something happened.
#[derive(Debug)]
pub enum Event {
    School(Result<Box<KioskSchool>, Trouble>),
    /// `waiting` is nothing where it could not be told.
    Synced {
        reachable: bool,
        waiting: Option<u64>,
    },
    Tried {
        what: TriedWhat,
        tried: Tried,
    },
    SecretSet,
    /// A supply teacher's PIN was tried.
    SupplyTried(Result<SupplyTried, Trouble>),
    Greeted(Box<Greeting>),
    Recorded {
        number: u64,
        recorded: Result<(DraftId, RecordingReport), Trouble>,
    },
    Finished {
        number: u64,
        finished: Result<(DraftId, Blob), Trouble>,
    },
    /// A sheet of paper was looked for in a photo.
    Straightened {
        whole: Arc<FilmFrame>,
        straight: Option<Arc<FilmFrame>>,
    },
    Sent {
        number: u64,
        sent: Result<Added, Trouble>,
    },
    /// Somebody has read the worry that was sent last.
    WorryRead {
        entry_id: EntryId,
        by: String,
    },
    WorryReaders(Vec<String>),
    /// What is published for staff.
    Book(Result<Box<Site>, Trouble>),
    StaffClip {
        file_stem: String,
        clip: Result<Option<Zeroizing<Vec<u8>>>, Trouble>,
    },
    /// What cameras there are.
    Cameras(Vec<String>),
    /// Something the pupil made, as others see it.
    AsShown {
        entry_id: EntryId,
        shown: Result<Option<OpenMedium>, Trouble>,
    },
    /// What an adult said or signed as an answer.
    AnswerCame {
        entry_id: EntryId,
        heard: Result<Option<OpenMedium>, Trouble>,
    },
    ThrownAway,
    /// What the school made itself, where it is another than before.
    OwnCame(Option<Box<OwnCame>>),
    /// Recorded sentences that were asked for.
    PromptsOpened {
        number: u64,
        opened: Opened,
    },
    /// Something that travels was written on this tablet, or could not be.
    Written(Result<(), Trouble>),
    Failed(Trouble),
    /// A worker ended by a mistake of ours; the screen says so and goes on.
    WorkerDied {
        name: &'static str,
    },
}

/// Which secret was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TriedWhat {
    /// With what it was to open, and whose shelf.
    Pin(PinFor, Option<PupilId>),
    Pictures(PupilId),
}

/// What is known of a pupil once they are chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Greeting {
    pub pupil_id: PupilId,
    /// Whether the identity was checked when it was made.
    pub is_checked: bool,
    /// How they like the screens; the rest is empty unless the identity was checked.
    pub shelf: PupilShelf,
    pub has_pictures: bool,
    /// Empty unless the identity was checked.
    pub answers: Vec<ShelfAnswer>,
    /// Likewise.
    pub documents: Vec<Reading>,
    pub left_over: Vec<DraftFacts>,
}
