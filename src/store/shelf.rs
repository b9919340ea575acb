//! What a tablet knows without anybody's passphrase: the school's first names, and what came
//! back for its pupils. Never a clip, voice, message or worry.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Home, StoreError, asked};
use crate::domain::shelf::PupilShelf;
use crate::domain::{
    Day, DeviceId, EntryId, Moment, NoteId, Preferences, PupilId, Redaction, School,
};
use crate::platform::{Batch, Table};
use crate::wire::record::{AnswerMedium, Back};
use crate::wire::{self, from_cbor, to_cbor};

const SCHOOL: &str = "school";

/// The school as told, with when, so that an older word does not win over a newer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownSchool {
    pub told_at: Moment,
    pub teller: String,
    /// Number and leaf of the word in the teller's log.
    pub place: (u64, u32),
    pub school: School,
}

impl KnownSchool {
    /// Whether this, read later, stands in place of what was known.
    pub fn replaces(&self, known: &KnownSchool) -> bool {
        if self.teller == known.teller {
            return self.place > known.place;
        }
        (self.told_at, &self.teller) > (known.told_at, &known.teller)
    }

    /// Two tellings as one: whoever told it had perhaps not heard of the other.
    pub fn beside(self, other: KnownSchool) -> KnownSchool {
        let (standing, other) = if self.replaces(&other) { (self, other) } else { (other, self) };
        if standing.school.marks.is_empty() {
            // By a computer that knows of no marks: what it says stands whole, as it always did.
            let mut school = standing.school;
            school.erase(&other.school.erased);
            school.pages_checked = school.pages_checked.max(other.school.pages_checked);
            return KnownSchool { school, ..standing };
        }
        let today = Day::in_utc(standing.told_at);
        let school = wire::school::join(&standing.school, &other.school, today);
        KnownSchool { school, ..standing }
    }
}

/// An answer that came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfAnswer {
    pub entry_id: EntryId,
    pub pupil_id: Option<PupilId>,
    pub read_by: String,
    pub text: Option<String>,
    /// To a worry: then the screen says that somebody would like to talk.
    #[serde(default)]
    pub is_worry: bool,
    pub at: Moment,
    /// "Is this what you meant?", on the tablet that it came from.
    #[serde(default)]
    pub asked: Option<Asked>,
    /// What staff answered in symbols.
    #[serde(default)]
    pub symbols: Vec<String>,
    /// "Is this what you meant?" of what staff wrote down.
    #[serde(default)]
    pub quotes: Vec<AskedQuote>,
    /// What staff said or signed: on the share, and opened where it is heard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<Box<AnswerMedium>>,
    /// What was answered before this, the latest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Earlier>,
}

/// An answer that another one followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    pub by: String,
    pub at: Moment,
    pub text: Option<String>,
    pub symbols: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<Box<AnswerMedium>>,
}

impl Earlier {
    /// Whether there is anything of it to read.
    pub fn has_words(&self) -> bool {
        self.text.is_some() || !self.symbols.is_empty()
    }
}

/// So many answers to one entry are kept.
const EARLIER_LIMIT: usize = 8;

impl ShelfAnswer {
    /// Of an entry of which nothing but this is known: who has read it.
    pub fn read(entry_id: EntryId, pupil_id: Option<PupilId>, read_by: String, at: Moment) -> Self {
        Self {
            entry_id,
            pupil_id,
            read_by,
            text: None,
            is_worry: false,
            at,
            asked: None,
            symbols: Vec::new(),
            quotes: Vec::new(),
            medium: None,
            before: Vec::new(),
        }
    }

    /// Whichever of two answers is later, with the other below it. Bodies come in no order, and some
    /// come twice.
    fn beside(self, other: ShelfAnswer) -> ShelfAnswer {
        let (mut later, earlier) = if self.at < other.at { (other, self) } else { (self, other) };
        let words = |one: &ShelfAnswer| Earlier {
            by: one.read_by.clone(),
            at: one.at,
            text: one.text.clone(),
            symbols: one.symbols.clone(),
            medium: one.medium.clone(),
        };
        let now = words(&later);
        let said = words(&earlier);
        later.before.extend((!earlier.is_silent()).then_some(said));
        later.before.extend(earlier.before);
        later.before.retain(|one| *one != now);
        later.before.sort_by(|one, other| (other.at, &other.by).cmp(&(one.at, &one.by)));
        later.before.dedup();
        later.before.truncate(EARLIER_LIMIT);
        later
    }

    /// It only says who has read it.
    fn is_silent(&self) -> bool {
        self.text.is_none() && self.symbols.is_empty() && self.medium.is_none()
    }
}

/// Words that an adult wrote down, and what the pupil says to them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedQuote {
    pub note_id: NoteId,
    pub by: String,
    pub text: String,
    /// What the adult saw, and not what the pupil said.
    pub is_observation: bool,
    /// Nothing until the pupil has answered.
    pub is_meant: Option<bool>,
}

impl std::fmt::Debug for AskedQuote {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "asked about {}", self.note_id)
    }
}

/// What staff hid of an entry before others see it, and what the pupil says to that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub by: String,
    pub at: Moment,
    pub redaction: Redaction,
    /// Nothing until the pupil has answered.
    pub is_meant: Option<bool>,
}

impl Asked {
    /// There is something to say yes or no to.
    pub fn is_open(&self) -> bool {
        self.is_meant.is_none() && self.redaction.changes_something()
    }
}

const BACK: &str = "shelf/";

fn back_key(pupil_id: &PupilId, entry_id: &EntryId) -> String {
    format!("{BACK}{pupil_id}/{entry_id}")
}

fn likes_key(pupil_id: &PupilId) -> String {
    format!("likes/{pupil_id}")
}

/// What came back for one pupil. What cannot be read counts as nothing.
pub fn pupil(home: &Home, pupil_id: &PupilId) -> Result<PupilShelf, StoreError> {
    let mut shelf = PupilShelf::default();
    for (key, value) in home.ledger.scan(Table::Facts, format!("{BACK}{pupil_id}/").as_bytes())? {
        let entry_id = std::str::from_utf8(&key).ok().and_then(|key| key.rsplit('/').next());
        let entry_id = entry_id.and_then(|entry_id| entry_id.parse().ok());
        let kept = from_cbor::<Back>(&value, "shelf").ok();
        if let (Some(entry_id), Some(back)) = (entry_id, kept) {
            shelf.learn(back.kind, &entry_id, back.made_at, back.said);
        }
    }
    let likes = home.fact(&likes_key(pupil_id))?;
    let likes = likes.and_then(|bytes| from_cbor::<(Moment, Preferences)>(&bytes, "likes").ok());
    if let Some((at, preferences)) = likes {
        shelf.like(at, preferences);
    }
    Ok(shelf)
}

/// Keeps what of an entry comes back.
pub fn put_back(batch: &mut Batch, entry_id: &EntryId, pupil_id: &PupilId, back: &Back) {
    batch.put(Table::Facts, back_key(pupil_id, entry_id), to_cbor(back));
}

/// Whether it was taken back on this tablet: what staff wrote before they heard of it comes too late.
pub fn was_taken_back(home: &Home, entry_id: &EntryId) -> Result<bool, StoreError> {
    Ok(home.fact(&format!("taken-back/{entry_id}"))?.is_some())
}

/// Takes it off the shelf, and keeps it off.
pub fn take_back(home: &Home, batch: &mut Batch, entry_id: &EntryId) -> Result<(), StoreError> {
    batch.put(Table::Facts, format!("taken-back/{entry_id}"), []);
    // Who would like to talk about a worry still would.
    if answer(home, entry_id)?.is_some_and(|answer| !answer.is_worry) {
        remove_answer(batch, entry_id);
    }
    forget_entry(home, batch, entry_id)
}

/// Nothing of an entry that was taken back stays.
pub fn forget_entry(home: &Home, batch: &mut Batch, entry_id: &EntryId) -> Result<(), StoreError> {
    let ending = format!("/{entry_id}");
    for (key, _) in home.ledger.scan(Table::Facts, BACK.as_bytes())? {
        if key.ends_with(ending.as_bytes()) {
            batch.delete(Table::Facts, key);
        }
    }
    asked::forget_entry(home, batch, entry_id)
}

/// How a pupil likes the screens.
pub fn put_likes(batch: &mut Batch, pupil_id: &PupilId, at: Moment, preferences: &Preferences) {
    batch.put(Table::Facts, likes_key(pupil_id), to_cbor(&(at, preferences)));
}

/// Takes everything of one pupil away.
pub fn forget_pupil(home: &Home, batch: &mut Batch, pupil_id: &PupilId) -> Result<(), StoreError> {
    batch.delete(Table::Facts, likes_key(pupil_id));
    for (key, _) in home.ledger.scan(Table::Facts, format!("{BACK}{pupil_id}/").as_bytes())? {
        batch.delete(Table::Facts, key);
    }
    Ok(())
}

pub fn school(home: &Home) -> Result<Option<KnownSchool>, StoreError> {
    match home.fact(SCHOOL)? {
        Some(bytes) => Ok(Some(from_cbor(&bytes, "school")?)),
        None => Ok(None),
    }
}

/// Takes over what a device says of the school, beside what is known. Gives the pupils
/// of whom nothing is to be kept from now on.
pub fn learn_school(
    home: &Home,
    batch: &mut Batch,
    told: KnownSchool,
    may_tell: &dyn Fn(&DeviceId) -> bool,
) -> Result<BTreeSet<PupilId>, StoreError> {
    let mut known = school(home)?;
    // What somebody changed who has been shut out stands only where staff say so too.
    if let Some(known) = known.as_mut().filter(|known| told.replaces(known)) {
        let marks = &mut known.school.marks;
        marks.retain(|part, mark| may_tell(&mark.1) || told.school.marks.get(part) == Some(mark));
    }
    let before = known.as_ref().map(|known| known.school.erased.clone()).unwrap_or_default();
    let newly = told.school.erased.difference(&before).cloned().collect();
    let joined = match known {
        Some(known) => told.beside(known),
        None => told,
    };
    batch.put(Table::Facts, SCHOOL, to_cbor(&joined));
    Ok(newly)
}

/// Keeps an answer; one that only says who has read it does not take away words that came before,
/// and none what was asked.
pub fn put_answer(home: &Home, batch: &mut Batch, answer: &ShelfAnswer) -> Result<(), StoreError> {
    let mut answer = answer.clone();
    if let Some(known) = self::answer(home, &answer.entry_id)? {
        if answer.is_silent() && !answer.quotes.is_empty() {
            // It asks, or says that it was answered: who has read it and when stays as it was.
            (answer.read_by, answer.at) = (known.read_by.clone(), known.at);
        }
        let (quotes, asked) = (known.quotes.clone(), known.asked.clone());
        if !known.is_silent() {
            if answer.is_silent() {
                // Whose words they are stays with them.
                (answer.text, answer.symbols) = (known.text, known.symbols);
                (answer.medium, answer.before) = (known.medium, known.before);
                (answer.read_by, answer.at) = (known.read_by, known.at);
            } else {
                let (new, asks) = (std::mem::take(&mut answer.quotes), answer.asked.take());
                answer = ShelfAnswer { quotes: new, asked: asks, ..answer.beside(known) };
            }
        }
        let new = std::mem::replace(&mut answer.quotes, quotes);
        for quote in new {
            match answer.quotes.iter_mut().find(|known| known.note_id == quote.note_id) {
                Some(known) => {
                    known.is_meant = quote.is_meant.or(known.is_meant);
                    if known.is_meant.is_some() {
                        known.text.clear();
                    }
                }
                None => answer.quotes.push(quote),
            }
        }
        answer.asked = later(asked, answer.asked);
    }
    batch.put(Table::Answers, answer.entry_id.as_str(), to_cbor(&answer));
    Ok(())
}

/// Of two questions the later one; the same one again keeps its answer. Bodies come in no order, and
/// some come twice.
fn later(known: Option<Asked>, new: Option<Asked>) -> Option<Asked> {
    match (known, new) {
        (Some(known), Some(new)) if known.at > new.at => Some(known),
        (Some(known), Some(new)) if known.redaction == new.redaction => {
            Some(Asked { is_meant: new.is_meant.or(known.is_meant), ..new })
        }
        (known, new) => new.or(known),
    }
}

/// What an adult struck out is asked about no more.
pub fn strike(
    home: &Home,
    batch: &mut Batch,
    entry_id: &EntryId,
    note_id: &NoteId,
) -> Result<(), StoreError> {
    batch.put(Table::Facts, format!("struck/{note_id}"), []);
    if let Some(mut known) = answer(home, entry_id)? {
        known.quotes.retain(|quote| &quote.note_id != note_id);
        batch.put(Table::Answers, entry_id.as_str(), to_cbor(&known));
    }
    Ok(())
}

/// Whether it was struck out before it came: bodies come in no order.
pub fn was_struck(home: &Home, note_id: &NoteId) -> Result<bool, StoreError> {
    Ok(home.fact(&format!("struck/{note_id}"))?.is_some())
}

/// What came back for an entry.
pub fn answer(home: &Home, entry_id: &EntryId) -> Result<Option<ShelfAnswer>, StoreError> {
    let known = home.ledger.get(Table::Answers, entry_id.as_str().as_bytes())?;
    Ok(known.map(|known| from_cbor(&known, "answer")).transpose()?)
}

pub fn remove_answer(batch: &mut Batch, entry_id: &EntryId) {
    batch.delete(Table::Answers, entry_id.as_str());
}

/// Every answer that came back to this tablet.
pub fn answers(home: &Home) -> Result<Vec<ShelfAnswer>, StoreError> {
    home.ledger
        .scan(Table::Answers, b"")?
        .iter()
        .map(|(_, value)| Ok(from_cbor(value, "answer")?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::MediaType;
    use crate::wire::Hash;
    use crate::wire::record::MediumRecord;

    fn answered(at: i64, text: Option<&str>) -> ShelfAnswer {
        let entry_id = EntryId::from_bytes(&[1; 13]);
        let at = Moment::from_millis(at);
        let read = ShelfAnswer::read(entry_id, None, "Mrs Patel".to_owned(), at);
        ShelfAnswer { text: text.map(str::to_owned), ..read }
    }

    #[test]
    fn a_later_answer_stands_and_those_before_stay_in_whatever_order_they_come() {
        let said = [answered(1, Some("one")), answered(2, Some("two")), answered(3, Some("three"))];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 2, 1]] {
            let all = order.map(|index| said[index].clone());
            let [first, second, third] = all;
            let last = third.clone();
            // One comes twice.
            let stands = last.beside(third.beside(second.beside(first)));
            assert_eq!(stands.text.as_deref(), Some("three"), "{order:?}");
            let before: Vec<_> = stands.before.iter().map(|one| one.text.as_deref()).collect();
            assert_eq!(before, [Some("two"), Some("one")], "{order:?}");
        }
    }

    #[test]
    fn each_answer_keeps_its_own_voice_in_whatever_order_they_come() {
        let spoken = |by: &str, at: i64, sound: u8| {
            let medium = MediumRecord {
                media_type: MediaType::Sound,
                duration_millis: 1,
                blob: Hash([sound; 32]),
                size: 1,
                key: String::new(),
            };
            let medium = AnswerMedium { medium, device: DeviceId::from_bytes(&[2; 13]) };
            let read_by = by.to_owned();
            ShelfAnswer { read_by, medium: Some(medium.into()), ..answered(at, None) }
        };
        let written = ShelfAnswer { medium: None, ..answered(3, Some("Well done")) };
        let (first, second) = (spoken("Mr Cole", 1, 1), spoken("Ms Dahl", 2, 2));
        let one = first.clone().beside(second.clone()).beside(written.clone());
        assert_eq!(one, written.beside(first).beside(second));
        assert!(one.medium.is_none(), "nobody else's voice is heard as this one's");
        let voice = |one: &Earlier| one.medium.as_ref().map(|medium| medium.medium.blob.0[0]);
        let before: Vec<_> = one.before.iter().map(|one| (one.by.as_str(), voice(one))).collect();
        assert_eq!(before, [("Ms Dahl", Some(2)), ("Mr Cole", Some(1))]);
    }
}
