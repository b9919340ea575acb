//! What the screens show, worded as little as can be: made from the library by the thread that
//! owns it, so that a screen never waits for it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::tz::TimeZone;

use super::beside::{ShownNote, ShownReply};
use super::documents::{self, Refused};
use super::pieces::{ShownAnswer, ShownPiece, ShownSort, ShownSymbol};
use super::told::Named;
use super::when::When;
use super::year::Quiet;
use crate::acts::inbox::{self, InboxLine};
use crate::acts::{ActError, Desk, status};
use crate::domain::sign_off::Identity;
use crate::domain::{
    DeviceId, EntryId, EntryKind, EntryState, Flag, Helped, Listener, Looked, MediaType, Moment,
    Others, PupilId, Redaction, Says, School, Section, Sentence, Tags, review,
};
use crate::store::LibraryEntry;

/// How much of an entry its line shows.
const EXCERPT_LETTERS: usize = 80;

/// How many lines of each section are shown; more where somebody asks for more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits(BTreeMap<Section, usize>);

/// So many more lines with each "Show more".
const MORE: usize = 100;

impl Default for Limits {
    fn default() -> Self {
        let first = Section::ALL.map(|section| match section {
            // Nobody is to overlook one of these.
            Section::Worries => (section, 500),
            Section::New => (section, 100),
            Section::Unanswered | Section::Heard => (section, 50),
            Section::Withdrawn => (section, 20),
        });
        Self(first.into_iter().collect())
    }
}

impl Limits {
    pub fn more(&mut self, section: Section) {
        *self.0.entry(section).or_default() += MORE;
    }

    fn of(&self, section: Section) -> usize {
        self.0.get(&section).copied().unwrap_or(MORE)
    }
}

/// A line of the inbox, and of a pupil's year.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    pub entry_id: EntryId,
    pub section: Section,
    pub kind: EntryKind,
    pub pupil_id: Option<PupilId>,
    /// Nobody where it came without a name.
    pub name: Option<String>,
    pub class: String,
    pub made_at: Moment,
    pub made: When,
    /// How long nobody has opened it, where nobody has.
    pub waiting: Option<Duration>,
    pub urgent: bool,
    /// The pupil says that how it was shown is not what they meant.
    pub not_meant: bool,
    /// "This worries me": it stands under worries.
    pub concern: bool,
    pub state: EntryState,
    /// What it is about.
    pub tags: Tags,
    pub is_answered: bool,
    /// How it begins, once somebody has opened it.
    pub excerpt: String,
}

impl ShownEntry {
    /// Which of its media are tips or answers.
    pub fn spoken(&self) -> BTreeSet<usize> {
        let pieces = self.tips.iter().chain(self.answers.iter().map(|one| &one.answer));
        pieces
            .filter_map(|piece| match piece {
                ShownPiece::Medium(medium) => Some(*medium),
                ShownPiece::Words(_)
                | ShownPiece::Symbols(_)
                | ShownPiece::Earlier
                | ShownPiece::Face(_) => None,
            })
            .collect()
    }
}

/// Names an entry by its id alone, as `ShownEntry` does.
impl std::fmt::Debug for Line {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.kind, self.entry_id)
    }
}

/// Everything but the entry that is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overview {
    pub school_name: String,
    /// By name.
    pub classes: Vec<String>,
    /// Every pupil, in the order of classes.
    pub pupils: Vec<Named>,
    pub person: String,
    /// Whether this person may put an entry under a hold.
    pub keeps_safe: bool,
    pub is_sample: bool,
    /// The first of each section.
    pub lines: Vec<Line>,
    /// How many there are in each.
    pub counts: BTreeMap<Section, usize>,
    /// Pupils of whom nothing was heard for long.
    pub quiet: Vec<Quiet>,
    /// Documents that pupils said no to.
    pub refused: Vec<Refused>,
    /// What whoever looks after the computers should know.
    pub alarms: Vec<Sentence>,
}

impl Overview {
    pub fn line(&self, entry_id: &EntryId) -> Option<&Line> {
        self.lines.iter().find(|line| &line.entry_id == entry_id)
    }

    pub fn section(&self, section: Section) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.section == section)
    }

    /// How many of a section there are beyond those that are shown.
    pub fn hidden(&self, section: Section) -> usize {
        let shown = self.section(section).count();
        self.counts.get(&section).map_or(0, |count| count.saturating_sub(shown))
    }
}

/// What a worry adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownWorry {
    pub urgent: bool,
    pub not_for: Vec<String>,
    pub wants_to_talk_to: Option<String>,
}

/// What became of an entry in adults' hands, each in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShownHandling {
    pub opened_by: Vec<ShownDeed>,
    /// Who was told that it waits.
    pub told: Vec<ShownDeed>,
    /// Whom it worries, and why.
    pub concerns: Vec<(ShownDeed, String)>,
    pub done: Vec<ShownHandover>,
    /// It came while school was closed.
    pub out_of_hours: bool,
}

/// Something that an adult did about an entry, by name and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownDeed {
    pub who: String,
    pub when: When,
}

/// What was done about it, and where that is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownHandover {
    pub deed: ShownDeed,
    pub what: String,
    pub recorded_in: Option<String>,
    pub reference: Option<String>,
}

/// An entry with all that a member of staff has to know about it.
#[derive(Clone, PartialEq, Eq)]
pub struct ShownEntry {
    pub entry_id: EntryId,
    pub kind: EntryKind,
    pub state: EntryState,
    pub pupil_id: Option<PupilId>,
    pub name: Option<String>,
    pub class: String,
    pub flags: Vec<Flag>,
    pub made: When,
    pub published: Option<When>,
    /// What of it is hidden on the pages.
    pub redaction: Redaction,
    /// Whether the pupil was asked about that.
    pub is_asked: bool,
    /// What they say to it, once they have.
    pub is_meant: Option<bool>,
    pub helped: Helped,
    pub identity: Identity,
    pub others: Others,
    pub witness: Option<String>,
    pub listeners: Vec<Listener>,
    /// The message's key of the question it answers.
    pub question: Option<String>,
    pub text: String,
    pub symbols: Vec<ShownSymbol>,
    pub tips: Vec<ShownPiece>,
    pub sort: Option<ShownSort>,
    pub answers: Vec<ShownAnswer>,
    pub replies: Vec<ShownReply>,
    pub notes: Vec<ShownNote>,
    pub tags: Tags,
    /// Whether the pupil was asked if what staff wrote down is right, and what they say.
    pub is_words_asked: bool,
    pub words_meant: Option<bool>,
    pub worry: Option<ShownWorry>,
    pub handling: ShownHandling,
    pub media: Vec<MediaType>,
    /// Why it could not be published even if no other child can be recognised.
    pub refusal: Option<Sentence>,
}

/// Names an entry by its id alone: a log must not hold a name or a pupil's words.
impl std::fmt::Debug for ShownEntry {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.kind, self.entry_id)
    }
}

/// The inbox and whatever stands around it, as the library has it now.
pub fn overview(desk: &Desk, limits: &Limits) -> Result<Overview, ActError> {
    let school = desk.school()?;
    let now = desk.now();
    let mut lines = Vec::new();
    let mut counts = BTreeMap::new();
    for section in Section::ALL {
        let (found, count) = inbox::section(desk, section, limits.of(section))?;
        lines.extend(found.into_iter().map(|line| shown_line(line, &school, now)));
        counts.insert(section, count);
    }
    let quiet = super::year::quiet(desk, &school, now)?;
    let refused = documents::refused(desk, &school, now)?;
    let keys = desk.trust()?.keys;
    let member = keys.member(desk.home.device_id());
    Ok(Overview {
        classes: school.classes().iter().map(|class| class.name.to_owned()).collect(),
        pupils: school
            .classes()
            .iter()
            .flat_map(|class| class.pupils.iter())
            .map(|pupil| Named::of(pupil))
            .collect(),
        school_name: school.name,
        person: desk.home.settings.name.clone(),
        keeps_safe: member.is_some_and(|member| member.keeps_safe()),
        is_sample: desk.home.settings.sample,
        lines,
        counts,
        quiet,
        refused,
        alarms: status::alarms(desk)?,
    })
}

/// Lines in which the words stand, or of pupils of that name; what came last first.
pub fn found(desk: &Desk, typed: &str) -> Result<Vec<Line>, ActError> {
    let school = desk.school()?;
    let now = desk.now();
    let found = inbox::search(desk, typed)?.into_iter();
    Ok(found.map(|line| shown_line(line, &school, now)).collect())
}

pub(super) fn shown_line(line: InboxLine, school: &School, now: Moment) -> Line {
    let pupil = line.pupil_id.as_ref().and_then(|pupil_id| school.pupil(pupil_id));
    Line {
        section: match line.concern {
            true => Section::Worries,
            false => Section::of(line.kind, line.state, line.not_meant, line.is_answered),
        },
        concern: line.concern,
        not_meant: line.not_meant,
        kind: line.kind,
        name: pupil.map(|pupil| school.called(pupil)),
        class: pupil.map(|pupil| pupil.class.clone()).unwrap_or_default(),
        made_at: line.made_at,
        made: When::of(line.made_at, now),
        waiting: (!line.opened).then(|| now.since(line.made_at)),
        urgent: line.urgent,
        state: line.state,
        tags: line.tags,
        is_answered: line.is_answered,
        excerpt: if line.opened { excerpt(&line.begins) } else { String::new() },
        pupil_id: line.pupil_id,
        entry_id: line.entry_id,
    }
}

fn excerpt(begins: &str) -> String {
    match begins.char_indices().nth(EXCERPT_LETTERS) {
        Some((end, _)) => format!("{}…", begins[..end].trim_end()),
        None => begins.to_owned(),
    }
}

fn handling(entry: &LibraryEntry, school: &School, now: Moment) -> ShownHandling {
    let deed = |device: &DeviceId, at| {
        let person = school.people.iter().find(|person| &person.device_id == device);
        let who = person.map_or_else(|| device.to_string(), |person| person.name.clone());
        ShownDeed { who, when: When::of(at, now) }
    };
    let concerns = entry.concerns.iter().map(|one| {
        let when = When::of(one.at, now);
        (ShownDeed { who: one.name.clone(), when }, one.why.clone())
    });
    let done = entry.done.iter().map(|one| ShownHandover {
        deed: deed(&one.by, one.at),
        what: one.what.clone(),
        recorded_in: one.recorded_in.clone(),
        reference: one.reference.clone(),
    });
    ShownHandling {
        opened_by: entry.opened_by.iter().map(|one| deed(&one.by, one.at)).collect(),
        told: entry.told.iter().map(|one| deed(&one.whom, one.at)).collect(),
        concerns: concerns.collect(),
        done: done.collect(),
        out_of_hours: !school.calendar.is_open(entry.received_at, &TimeZone::system()),
    }
}

/// An entry as it stands now.
pub fn entry(desk: &Desk, entry: &LibraryEntry) -> Result<ShownEntry, ActError> {
    let school: School = desk.school()?;
    let now = desk.now();
    let record = &entry.record;
    let sign_off = &record.sign_off;
    let pupil = record.pupil_id.as_ref().and_then(|pupil_id| school.pupil(pupil_id));
    let looked = Looked::NoOtherChildRecognisable;
    let refusal = review::publish(entry.heard(), entry.state(), pupil, looked).err();
    Ok(ShownEntry {
        entry_id: record.entry_id.clone(),
        kind: record.kind,
        state: entry.state(),
        pupil_id: record.pupil_id.clone(),
        name: pupil.map(|pupil| school.called(pupil)),
        class: pupil.map(|pupil| pupil.class.clone()).unwrap_or_default(),
        flags: pupil.map(|pupil| pupil.flags.iter().copied().collect()).unwrap_or_default(),
        made: When::of(record.made_at, now),
        published: entry.published_at.map(|at| When::of(at, now)),
        redaction: entry.redaction.clone(),
        is_asked: entry.is_asked,
        is_meant: entry.is_meant(),
        helped: sign_off.helped,
        identity: sign_off.identity,
        others: sign_off.others,
        witness: sign_off.witness.clone(),
        listeners: sign_off.audience.listeners.iter().cloned().collect(),
        question: record.said.question.clone(),
        text: record.said.text.clone().unwrap_or_default().trim().to_owned(),
        symbols: record.said.symbols.iter().map(String::as_str).map(ShownSymbol::of).collect(),
        tips: record.said.tips.iter().map(ShownPiece::of).collect(),
        sort: record.said.sort.as_ref().map(ShownSort::of),
        answers: record.said.answers.iter().map(ShownAnswer::of).collect(),
        replies: entry
            .replies
            .iter()
            .map(|reply| {
                let by = school.people.iter().find(|person| person.device_id == reply.device);
                ShownReply::of(reply, by.map(|person| person.name.clone()), now)
            })
            .collect(),
        notes: entry.notes.iter().map(|known| ShownNote::of(known, now)).collect(),
        tags: entry.tags.clone(),
        is_words_asked: entry.is_words_asked,
        words_meant: entry.words_meant,
        worry: sign_off.worry.as_ref().map(|worry| ShownWorry {
            urgent: worry.urgent,
            not_for: worry.not_for.clone(),
            wants_to_talk_to: worry.wants_to_talk_to.clone().filter(|name| !name.is_empty()),
        }),
        handling: handling(entry, &school, now),
        media: record.media.iter().map(|medium| medium.media_type).collect(),
        refusal: refusal.map(|refusal| refusal.says()),
    })
}
