//! What the staff pages say: a pure function of what was published, and which medium is which file.

use std::collections::{BTreeMap, BTreeSet};

use super::{ActError, Desk};
use crate::domain::ids::base32;
use crate::domain::review::{self, HeardEntry, PublishedEntry};
use crate::domain::sign_off::Identity;
use crate::domain::{
    Badge, Column, EntryId, EntryKind, EntryState, Flag, Helped, Looked, MediaType, Moment, Piece,
    Pupil, PupilId, Redaction,
};
use crate::pages::{
    ClassPage, Clip, ClipKind, HelpedShown, Made, Message, PageFile, Profile, PupilPage,
    ShownAnswer, ShownBadge, ShownName, ShownSort, Site, Tip, animal_path, captions, clip_path,
    picture_path,
};
use crate::store::shelf::KnownSchool;
use crate::store::{Library, LibraryEntry};
use crate::symbols::{Vocabulary, cropped, drawing, interface_drawing};
use crate::wire::record::EntryRecord;
use crate::wire::{Hash, to_cbor};

/// An opaque name for a page or clip: nothing in it leads back to a pupil.
fn stem(prefix: char, desk: &Desk, of: &str) -> String {
    let named = format!("{}\u{0}{prefix}\u{0}{of}", desk.home.share_id());
    format!("{prefix}{}", &base32().encode(&Hash::of(named.as_bytes()).0)[..20])
}

/// A day as people write it.
fn day(at: Moment) -> String {
    let timestamp = jiff::Timestamp::from_millisecond(at.unix_millis).unwrap_or_default();
    timestamp.to_zoned_datetime(jiff::tz::TimeZone::system()).strftime("%-d %B %Y").to_string()
}

fn helped(helped: Helped) -> HelpedShown {
    match helped {
        Helped::Alone => HelpedShown::Alone,
        Helped::Helped => HelpedShown::Helped,
        Helped::Proxy => HelpedShown::Proxy,
    }
}

/// What may stand on the pages now: published, and still allowed by today's flags and wishes.
fn published(
    library: &Library,
    pupils: &[Pupil],
) -> Result<Vec<(LibraryEntry, PublishedEntry)>, ActError> {
    let mut found = Vec::new();
    // What safeguarding keeps is on no page, whenever the hold came: it is held, not published.
    for entry in library.published()? {
        let heard = entry.heard();
        let pupil = pupils.iter().find(|pupil| Some(&pupil.pupil_id) == heard.pupil_id.as_ref());
        // Somebody looked when it was published; flags may have come since.
        let looked = Looked::NoOtherChildRecognisable;
        if let Ok(published) = review::publish(heard, EntryState::Published, pupil, looked) {
            found.push((entry, published));
        }
    }
    found.sort_by_key(|(entry, _)| std::cmp::Reverse(entry.record.made_at));
    Ok(found)
}

/// A medium's file on the site, and which of an entry's media it is.
pub type Clips = BTreeMap<String, (LibraryEntry, usize)>;

/// Where a medium lies on the site: after others of its kind by a name of its own.
pub fn medium_path(
    desk: &Desk,
    record: &EntryRecord,
    redaction: &Redaction,
    index: usize,
) -> String {
    let Some(medium) = record.media.get(index) else { return String::new() };
    let is_still = medium.media_type.is_still();
    // What was said aloud as a tip or an answer never stands for the whole.
    let is_piece = |index: usize| record.said.pieces().any(|piece| piece.medium() == Some(index));
    let is_like = |other: usize| record.media[other].media_type.is_still() == is_still;
    let is_first = !is_piece(index) && !(0..index).any(|other| is_like(other) && !is_piece(other));
    let first = clip_stem(desk, &record.entry_id, redaction);
    let file_stem = if is_first { first } else { stem('v', desk, &format!("{first}\u{0}{index}")) };
    match is_still {
        true => picture_path(&file_stem, medium.media_type.file_ending()),
        false => clip_path(&file_stem),
    }
}

/// One published entry on its way to its pupil's page.
struct Shown<'a> {
    desk: &'a Desk,
    /// All that may stand there: an earlier entry's voice is heard while it does.
    all: &'a [(LibraryEntry, PublishedEntry)],
    library_entry: &'a LibraryEntry,
    entry: &'a HeardEntry,
}

impl Shown<'_> {
    fn made(&self) -> Made {
        Made {
            recorded: day(self.entry.made_at),
            helped: helped(self.entry.sign_off.helped),
            identity_checked: self.entry.sign_off.identity == Identity::Checked,
        }
    }

    /// Names a medium among the site's files, and gives its place.
    fn file(&self, index: usize, clips: &mut Clips) -> String {
        let (record, redaction) = (&self.library_entry.record, &self.library_entry.redaction);
        let path = medium_path(self.desk, record, redaction, index);
        clips.insert(path.clone(), (self.library_entry.clone(), index));
        path
    }

    fn of_type(&self, wanted: &[MediaType]) -> Option<usize> {
        self.entry.media.iter().position(|medium| wanted.contains(&medium.media_type))
    }

    fn tip(&self, piece: &Piece, clips: &mut Clips) -> Tip {
        let voice = match piece {
            Piece::Medium { medium } => Some(self.file(usize::from(*medium), clips)),
            Piece::Earlier { entry, medium } => {
                let earlier = self.all.iter().find(|(one, published)| {
                    let is_theirs = published.entry().pupil_id == self.entry.pupil_id;
                    is_theirs && &one.record.entry_id == entry
                });
                earlier.map(|(library_entry, published)| {
                    let entry = published.entry();
                    let earlier = Shown { library_entry, entry, ..*self };
                    earlier.file(usize::from(*medium), clips)
                })
            }
            Piece::Words(_) | Piece::Symbols { .. } | Piece::Face { .. } => None,
        };
        Tip { text: Vocabulary::built_in().piece(piece, "en").unwrap_or_default(), voice }
    }

    fn answer(&self, question: &str, piece: &Piece, clips: &mut Clips) -> ShownAnswer {
        let face = match piece {
            Piece::Face { face } => Some(*face),
            Piece::Words(_)
            | Piece::Symbols { .. }
            | Piece::Earlier { .. }
            | Piece::Medium { .. } => None,
        };
        ShownAnswer { question: question.to_owned(), answer: self.tip(piece, clips), face }
    }

    fn profile(&self, clips: &mut Clips) -> Profile {
        let answers = &self.entry.said.answers;
        Profile {
            answers: answers
                .iter()
                .map(|one| self.answer(&one.question, &one.answer, clips))
                .collect(),
            words: self.words(),
            picture: self
                .of_type(&[MediaType::Jpeg, MediaType::Png])
                .map(|index| self.file(index, clips)),
            made: self.made(),
        }
    }

    fn sort(&self) -> Option<ShownSort> {
        let sort = self.entry.said.sort.as_ref()?;
        let words = |column| {
            let cards = sort.column(column).iter();
            cards.filter_map(|card| Vocabulary::built_in().piece(card, "en")).collect()
        };
        Some(ShownSort {
            topic: sort.topic.clone(),
            columns: Column::ALL.map(words),
            made: self.made(),
        })
    }

    /// Written words and the words of symbols.
    fn words(&self) -> String {
        let said = &self.entry.said;
        let symbols = Vocabulary::built_in().sentence(&said.symbols, "en");
        let all = [symbols, said.text.clone().unwrap_or_default()];
        all.into_iter().filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// A recording, or a picture of something made.
    fn clip(&self, clips: &mut Clips) -> Option<Clip> {
        let played = self.of_type(&[MediaType::Video, MediaType::Sound]);
        let picture = self.of_type(&[MediaType::Jpeg, MediaType::Png]);
        let medium = self.entry.media.get(played.or(picture)?)?;
        let (entry_id, redaction) = (&self.entry.entry_id, &self.library_entry.redaction);
        if let Some(index) = played {
            self.file(index, clips);
        }
        let secs = medium.duration_millis.div_ceil(1000);
        let said = self.words();
        let captions = match medium.media_type {
            MediaType::Video => captions(&said, medium.duration_millis),
            MediaType::Sound | MediaType::Jpeg | MediaType::Png => None,
        };
        let Made { recorded, helped, identity_checked } = self.made();
        Some(Clip {
            file_stem: clip_stem(self.desk, entry_id, redaction),
            kind: match medium.media_type {
                MediaType::Video => ClipKind::Video,
                MediaType::Sound => ClipKind::Voice,
                MediaType::Jpeg | MediaType::Png => ClipKind::Picture,
            },
            picture: picture.map(|index| self.file(index, clips)),
            recorded,
            said: (!said.is_empty()).then_some(said),
            captions_vtt: captions,
            duration_secs: u32::try_from(secs).unwrap_or(u32::MAX),
            helped,
            identity_checked,
        })
    }
}

fn pupil_page(
    desk: &Desk,
    (place, pupil): (usize, &Pupil),
    entries: &[(LibraryEntry, PublishedEntry)],
    clips: &mut Clips,
) -> PupilPage {
    let is_private = pupil.flags.contains(&Flag::NoName);
    let shown_name = match is_private {
        true => ShownName::KeptPrivate,
        false => ShownName::Name(pupil.full_name()),
    };
    let mut page = PupilPage::new(pupil_stem(desk, &pupil.pupil_id), shown_name);
    if !is_private {
        let Badge { animal, colour } = Badge::of(place);
        page.first_name = pupil.first_name.clone();
        page.badge = Some(ShownBadge { animal: animal.to_owned(), colour: colour as u8 });
    }
    page.updated = newest(entries, |of| of == Some(&pupil.pupil_id)).map(day).unwrap_or_default();
    for (library_entry, published) in entries {
        let entry = published.entry();
        if entry.pupil_id.as_ref() != Some(&pupil.pupil_id) {
            continue;
        }
        let shown = Shown { desk, all: entries, library_entry, entry };
        match entry.kind {
            // The newest stand; older ones are the past's.
            EntryKind::Tips if !entry.said.tips.is_empty() => {
                if page.tips.is_empty() {
                    let tips = entry.said.tips.iter().map(|tip| shown.tip(tip, clips));
                    // What was said aloud and taken off since is no tip.
                    let is_there = |tip: &Tip| tip.voice.is_some() || !tip.text.is_empty();
                    page.tips = tips.filter(is_there).collect();
                    page.tips_made = Some(shown.made());
                }
            }
            EntryKind::Page => {
                if page.profile.is_none() {
                    page.profile = Some(shown.profile(clips));
                }
            }
            EntryKind::Sort => {
                let sort = shown.sort();
                let is_newest =
                    |sort: &ShownSort| page.sorts.iter().all(|other| other.topic != sort.topic);
                page.sorts.extend(sort.filter(is_newest));
            }
            EntryKind::Survey if !entry.said.answers.is_empty() => {}
            _ => match shown.clip(clips) {
                Some(clip) => page.clips.push(clip),
                None => page.messages.extend(message(&shown)),
            },
        }
    }
    page
}

/// When one of these pupils' entries was last decided about.
fn newest(
    entries: &[(LibraryEntry, PublishedEntry)],
    is_theirs: impl Fn(Option<&PupilId>) -> bool,
) -> Option<Moment> {
    let theirs =
        entries.iter().filter(|(_, published)| is_theirs(published.entry().pupil_id.as_ref()));
    theirs.filter_map(|(entry, _)| entry.published_at).max()
}

fn message(shown: &Shown<'_>) -> Option<Message> {
    let text = shown.words();
    let Made { recorded, helped, identity_checked } = shown.made();
    (!text.is_empty()).then_some(Message { text, recorded, helped, identity_checked })
}

/// A clip by its name on the pages: another one where something else of it is hidden, so that
/// what stood there before goes.
pub fn clip_stem(desk: &Desk, entry_id: &EntryId, redaction: &Redaction) -> String {
    match redaction.changes_something() {
        true => stem('v', desk, &format!("{entry_id}\u{0}{}", Hash::of(&to_cbor(redaction)))),
        false => stem('v', desk, entry_id.as_str()),
    }
}

/// A class's page, by a name that says nothing.
pub fn class_stem(desk: &Desk, class: &str) -> String {
    stem('c', desk, class)
}

/// A pupil's page, by a name that says nothing.
pub fn pupil_stem(desk: &Desk, pupil_id: &PupilId) -> String {
    stem('p', desk, pupil_id.as_str())
}

/// What is on the site before a pupil's login was shown not to read it: nobody's name.
pub fn closed(known: &KnownSchool) -> (Site, Clips) {
    (Site { school: known.school.name.clone(), ..Site::default() }, Clips::new())
}

/// The drawings that the pages show beside names.
pub fn animals(site: &Site) -> Vec<PageFile> {
    let pupils = site.classes.iter().flat_map(|class| &class.pupils);
    let names: BTreeSet<&str> =
        pupils.filter_map(|pupil| Some(pupil.badge.as_ref()?.animal.as_str())).collect();
    let file = |animal: &str| {
        let svg = drawing(interface_drawing(animal)?)?;
        Some(PageFile { path: animal_path(animal), bytes: cropped(svg), needs: Vec::new() })
    };
    names.into_iter().filter_map(file).collect()
}

/// The site as plain data, and the media that it names.
pub fn build(
    desk: &Desk,
    library: &Library,
    known: &KnownSchool,
) -> Result<(Site, Clips), ActError> {
    let school = &known.school;
    let entries = published(library, &school.pupils)?;
    let updated = newest(&entries, |_| true).unwrap_or(known.told_at);
    let mut clips = Clips::new();
    let classes = school
        .classes()
        .into_iter()
        .map(|class| {
            let is_in =
                |of: Option<&PupilId>| class.pupils.iter().any(|pupil| Some(&pupil.pupil_id) == of);
            ClassPage {
                name: class.name.to_owned(),
                file_stem: class_stem(desk, class.name),
                updated: newest(&entries, is_in).map(day).unwrap_or_default(),
                pupils: (class.pupils.iter().enumerate())
                    .map(|(place, pupil)| pupil_page(desk, (place, pupil), &entries, &mut clips))
                    .collect(),
            }
        })
        .collect();
    Ok((Site { school: school.name.clone(), classes, updated: day(updated) }, clips))
}
