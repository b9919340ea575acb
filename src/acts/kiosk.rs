//! What a tablet does for whoever sits before it: who may open a shelf, how they like the
//! screens, what came back, what was left half said.

use std::time::Duration;

use super::add_entry::{self, Added, NewEntry};
use super::{ActError, Desk, likes, recipients};
use crate::domain::shelf::PupilShelf;
use crate::domain::worry::{self, WorryDetails};
use crate::domain::{DraftId, EntryId, Moment, Preferences, PupilId, School};
use crate::platform::Batch;
use crate::store::StoreError;
use crate::store::asked::{self, AskedDocument, Place};
use crate::store::drafts::{self, DraftFacts};
use crate::store::pins::{self, Secret, Tried};
use crate::store::shelf::{self, ShelfAnswer};

/// The staff PIN of the sample school's tablet. Everybody may know it.
pub const SAMPLE_PIN: &str = "2468";
/// The passphrase of its SENCo, likewise.
pub const SAMPLE_PASSPHRASE: &str = "acorn bridge candle";

/// A draft that nobody came back for is swept after a day.
const DRAFT_LIFE: Duration = Duration::from_secs(24 * 60 * 60);

/// What the screens need to know of the school.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KioskSchool {
    pub school: School,
    /// Names of those who read worries now.
    pub worry_readers: Vec<String>,
    /// Everything here is made up.
    pub is_sample: bool,
    pub has_pin: bool,
}

/// The school as last told to this tablet.
pub fn school(desk: &Desk) -> Result<KioskSchool, ActError> {
    let school = desk.school()?;
    let worry_readers = worry_readers(desk, &WorryDetails::default())?;
    let has_pin = pins::is_set(&desk.home, &Secret::StaffPin)?;
    Ok(KioskSchool { school, worry_readers, is_sample: desk.home.settings.sample, has_pin })
}

/// Who would read a worry that is kept from those named, by name.
pub fn worry_readers(desk: &Desk, details: &WorryDetails) -> Result<Vec<String>, ActError> {
    let people = recipients::people(&desk.trust()?.keys, &desk.school()?);
    let mut settled = details.clone();
    settled.settle(&people);
    let readers = worry::readers(&people, &settled);
    let named = people.into_iter().filter(|person| readers.devices.contains(&person.device_id));
    Ok(named.map(|person| person.name).filter(|name| !name.trim().is_empty()).collect())
}

pub fn set_secret(desk: &Desk, secret: &Secret, value: &[u8]) -> Result<(), ActError> {
    Ok(pins::set(&desk.home, secret, value)?)
}

pub fn try_secret(desk: &Desk, secret: &Secret, value: &[u8]) -> Result<Tried, ActError> {
    Ok(pins::try_it(&desk.home, secret, value)?)
}

pub fn has_pictures(desk: &Desk, pupil_id: &PupilId) -> Result<bool, ActError> {
    Ok(pins::is_set(&desk.home, &Secret::Pictures(pupil_id.clone()))?)
}

/// What came back for one pupil, and how they like the screens.
pub fn shelf(desk: &Desk, pupil_id: &PupilId) -> Result<PupilShelf, ActError> {
    Ok(shelf::pupil(&desk.home, pupil_id)?)
}

/// Kept here, and told to the pupil's other tablets by way of staff.
pub fn set_preferences(
    desk: &Desk,
    pupil_id: &PupilId,
    wished: &Preferences,
) -> Result<(), ActError> {
    let at = desk.now();
    let wished = wished.within_limits();
    let mut batch = Batch::new();
    shelf::put_likes(&mut batch, pupil_id, at, &wished);
    likes::enqueue_to_staff(desk, &mut batch, pupil_id, (at, wished))?;
    Ok(desk.home.ledger.commit(batch)?)
}

/// What came back for one pupil, newest first. Only for whom the identity was checked of.
pub fn answers(desk: &Desk, pupil_id: &PupilId) -> Result<Vec<ShelfAnswer>, ActError> {
    let mut answers = shelf::answers(&desk.home)?;
    answers.retain(|answer| answer.pupil_id.as_ref() == Some(pupil_id));
    answers.sort_by_key(|answer| std::cmp::Reverse(answer.at));
    Ok(answers)
}

/// Documents that one pupil is asked about, or was, and how far they are. Only for whom the identity was checked of.
pub fn asked_documents(
    desk: &Desk,
    pupil_id: &PupilId,
) -> Result<Vec<(AskedDocument, Place)>, ActError> {
    let mut documents = Vec::new();
    for asked in asked::of(&desk.home, pupil_id)? {
        let place = asked::place_in(&desk.home, &asked)?;
        documents.push((asked, place));
    }
    Ok(documents)
}

/// Keeps how far the pupil is with a document that they are asked about.
pub fn keep_place(desk: &Desk, asked: &AskedDocument, place: &Place) -> Result<(), ActError> {
    Ok(asked::keep_place(&desk.home, asked, place)?)
}

/// What a camera looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CameraFor {
    /// Whoever speaks or signs.
    Faces,
    /// A drawing, a model, a film's pictures.
    Things,
}

impl CameraFor {
    fn fact(self) -> &'static str {
        match self {
            Self::Faces => "camera-for-faces",
            Self::Things => "camera-for-things",
        }
    }
}

/// The camera that was chosen on this tablet, by name.
pub fn camera(desk: &Desk, what: CameraFor) -> Result<Option<String>, ActError> {
    let name = desk.home.fact(what.fact())?;
    Ok(name.map(|name| String::from_utf8_lossy(&name).into_owned()))
}

pub fn set_camera(desk: &Desk, what: CameraFor, name: &str) -> Result<(), ActError> {
    Ok(desk.home.put_fact(what.fact(), name.as_bytes())?)
}

/// Who has read a worry, where somebody has.
pub fn read_by(desk: &Desk, entry_id: &EntryId) -> Result<Option<String>, ActError> {
    let answers = shelf::answers(&desk.home)?;
    let answer = answers.into_iter().find(|answer| &answer.entry_id == entry_id);
    Ok(answer.map(|answer| answer.read_by))
}

/// What a pupil left half said, newest first.
pub fn left_over(desk: &Desk, pupil_id: &PupilId) -> Result<Vec<DraftFacts>, ActError> {
    let mut left = drafts::list(&desk.home)?;
    left.retain(|draft| draft.card.pupil_id.as_ref() == Some(pupil_id) && !draft.is_being_recorded);
    left.reverse();
    Ok(left)
}

/// Drafts begun by a clock that was another count from this moment.
const DRAFTS_FROM: &str = "drafts-from";
/// Drafts of a time that is still to come count from this moment, when they were first seen.
const DRAFTS_AHEAD: &str = "drafts-ahead";
/// Never: no draft is of a time that is still to come.
const NOT_SEEN: Moment = Moment { unix_millis: i64::MAX };

fn noted(desk: &Desk, fact: &str, or: Moment) -> Result<Moment, StoreError> {
    let known = desk.home.fact(fact)?.and_then(|bytes| bytes.try_into().ok());
    Ok(known.map_or(or, |bytes| Moment::from_millis(i64::from_be_bytes(bytes))))
}

fn note(desk: &Desk, fact: &str, at: Moment) -> Result<Moment, StoreError> {
    desk.home.put_fact(fact, &at.unix_millis.to_be_bytes())?;
    Ok(at)
}

/// Destroys drafts that nobody came back for in a day. `opened_for` is how long the kiosk has
/// been open, `has_stepped` that the clock leapt since the last time: what was said an hour ago
/// must not go because of either.
pub fn sweep_drafts(desk: &Desk, opened_for: Duration, has_stepped: bool) -> Result<u32, ActError> {
    let now = desk.now();
    let mut from = noted(desk, DRAFTS_FROM, Moment::default())?;
    if has_stepped || from > now {
        from = note(desk, DRAFTS_FROM, now)?;
    }
    if opened_for < Duration::from_secs(60 * 60) {
        return Ok(0);
    }
    drafts::sweep_scraps(&desk.home)?;
    let all = drafts::list(&desk.home)?;
    let mut ahead = noted(desk, DRAFTS_AHEAD, NOT_SEEN)?;
    match all.iter().any(|draft| draft.card.begun_at > now) {
        true if ahead > now => ahead = note(desk, DRAFTS_AHEAD, now)?,
        false if ahead < NOT_SEEN => ahead = note(desk, DRAFTS_AHEAD, NOT_SEEN)?,
        true | false => {}
    }
    let mut swept = 0;
    for draft in all {
        let begun_at = draft.card.begun_at;
        let begun_at = if begun_at > now { ahead } else { begun_at };
        if !draft.is_being_recorded && now.since(begun_at.max(from)) > DRAFT_LIFE {
            drafts::destroy(&desk.home, &draft.draft_id)?;
            swept += 1;
        }
    }
    Ok(swept)
}

/// The pupil threw it away.
pub fn throw_away(desk: &Desk, draft_id: &DraftId) -> Result<(), ActError> {
    Ok(drafts::destroy(&desk.home, draft_id)?)
}

/// Signs off a worry. It must go out: a name that nobody serving bears any more keeps it from
/// nobody, and is left out rather than stopping it.
pub fn add_worry(desk: &Desk, mut new: NewEntry) -> Result<Added, ActError> {
    if let Some(worry) = &mut new.sign_off.worry {
        let school = desk.school()?;
        let people = recipients::people(&desk.trust()?.keys, &school);
        worry.not_for.retain(|name| {
            recipients::check_named(std::slice::from_ref(name), &people, &school).is_ok()
        });
    }
    add_entry::add(desk, new)
}
