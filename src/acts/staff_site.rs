//! The staff pages: a pure function of what was published. Clips are written first, then the
//! pages that name them, then whatever no page names any more is deleted.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use zeroize::Zeroizing;

use super::page_list::{self, Listed};
use super::{ActError, Desk, redact, status};
use crate::domain::ids::base32;
use crate::domain::review::{self, PublishedEntry};
use crate::domain::sign_off::Identity;
use crate::domain::{
    EntryId, EntryKind, EntryState, Flag, Helped, Looked, MediaType, Moment, Pupil, PupilId,
    Redaction, Role,
};
use crate::pages::{
    ClassPage, Clip, ClipKind, HelpedShown, Made, Message, PupilPage, ShownName, Site, Tip, book,
    clip_path, picture_path, render,
};
use crate::platform::Batch;
use crate::platform::work::Step;
use crate::share::{Site as Place, upkeep};
use crate::store::alarms::{self, AlarmKind};
use crate::store::shelf::KnownSchool;
use crate::store::{Library, LibraryEntry};
use crate::symbols::Vocabulary;
use crate::wire::pages::PAGES_LIST;
use crate::wire::{Hash, to_cbor};
use crate::words::{Language, Words};

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
type Clips = BTreeMap<String, (LibraryEntry, MediaType)>;

fn pupil_page(
    desk: &Desk,
    pupil: &Pupil,
    entries: &[(LibraryEntry, PublishedEntry)],
    clips: &mut Clips,
) -> PupilPage {
    let shown_name = if pupil.flags.contains(&Flag::NoName) {
        ShownName::KeptPrivate
    } else {
        ShownName::Name(pupil.full_name())
    };
    let mut page = PupilPage {
        file_stem: pupil_stem(desk, &pupil.pupil_id),
        shown_name,
        tips: Vec::new(),
        tips_made: None,
        clips: Vec::new(),
        messages: Vec::new(),
    };
    for (library_entry, published) in entries {
        let entry = published.entry();
        if entry.pupil_id.as_ref() != Some(&pupil.pupil_id) {
            continue;
        }
        let recorded = day(entry.made_at);
        let helped = helped(entry.sign_off.helped);
        let identity_checked = entry.sign_off.identity == Identity::Checked;
        let symbols = Vocabulary::built_in().sentence(&entry.said.symbols, "en");
        let said = [symbols, entry.said.text.clone().unwrap_or_default()];
        let said =
            said.into_iter().filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("\n");
        // The newest tips stand; older ones are the past's.
        if entry.kind == EntryKind::Tips && page.tips.is_empty() {
            page.tips = entry.said.tips.iter().map(|text| Tip { text: text.clone() }).collect();
            page.tips_made = Some(Made { recorded: recorded.clone(), helped, identity_checked });
        }
        let of_type = |wanted: &[MediaType]| {
            entry.media.iter().find(|medium| wanted.contains(&medium.media_type))
        };
        let played = of_type(&[MediaType::Video, MediaType::Sound]);
        let picture = of_type(&[MediaType::Jpeg, MediaType::Png]);
        if let Some(medium) = played.or(picture) {
            let file_stem = clip_stem(desk, &entry.entry_id, &library_entry.redaction);
            let kind = match medium.media_type {
                MediaType::Video => ClipKind::Video,
                MediaType::Sound => ClipKind::Voice,
                MediaType::Jpeg | MediaType::Png => ClipKind::Picture,
            };
            let duration_millis = medium.duration_millis;
            let mut show = |path: String, media_type| {
                clips.insert(path, (library_entry.clone(), media_type));
            };
            if played.is_some() {
                show(clip_path(&file_stem), medium.media_type);
            }
            let picture = picture.map(|picture| {
                let path = picture_path(&file_stem, picture.media_type.file_ending());
                show(path.clone(), picture.media_type);
                path
            });
            page.clips.push(Clip {
                file_stem,
                kind,
                picture,
                recorded,
                said: (!said.is_empty()).then_some(said),
                captions_vtt: None,
                duration_secs: u32::try_from(duration_millis.div_ceil(1000)).unwrap_or(u32::MAX),
                helped,
                identity_checked,
            });
        } else if !said.is_empty() {
            page.messages.push(Message { text: said, recorded, helped, identity_checked });
        }
    }
    page
}

/// A clip by its name on the pages: another one where something else of it is hidden, so that
/// what stood there before goes.
pub fn clip_stem(desk: &Desk, entry_id: &EntryId, redaction: &Redaction) -> String {
    match redaction.changes_something() {
        true => stem('v', desk, &format!("{entry_id}\u{0}{}", Hash::of(&to_cbor(redaction)))),
        false => stem('v', desk, entry_id.as_str()),
    }
}

/// A pupil's page, by a name that says nothing.
pub fn pupil_stem(desk: &Desk, pupil_id: &PupilId) -> String {
    stem('p', desk, pupil_id.as_str())
}

fn build(desk: &Desk, library: &Library, known: &KnownSchool) -> Result<(Site, Clips), ActError> {
    let school = &known.school;
    let entries = published(library, &school.pupils)?;
    let updated = entries.iter().filter_map(|(entry, _)| entry.published_at).max();
    let updated = updated.unwrap_or(known.told_at);
    let mut clips = Clips::new();
    let classes = school
        .classes()
        .into_iter()
        .map(|class| ClassPage {
            name: class.name.to_owned(),
            file_stem: stem('c', desk, class.name),
            pupils: class
                .pupils
                .into_iter()
                .map(|pupil| pupil_page(desk, pupil, &entries, &mut clips))
                .collect(),
        })
        .collect();
    Ok((Site { school: school.name.clone(), classes, updated: day(updated) }, clips))
}

/// Whether this desk keeps the staff pages: unlocked, a SENCo's, and told where they are.
pub fn is_ours_to_write(desk: &Desk) -> Result<bool, ActError> {
    if desk.site.is_none() || desk.home.is_tablet() || !desk.is_unlocked() {
        return Ok(false);
    }
    let keys = desk.trust()?.keys;
    Ok(keys.member(desk.home.device_id()).is_some_and(|member| member.has_role(Role::Senco)))
}

/// Media as they are to be shown, by their place on the site: made before somebody says that they
/// may be.
pub type Ready = BTreeMap<String, Zeroizing<Vec<u8>>>;

/// What hides something takes long and may fail: it is made before it is decided.
pub fn make_ready(
    desk: &Desk,
    entry: &LibraryEntry,
    redaction: &Redaction,
) -> Result<Ready, ActError> {
    let mut ready = Ready::new();
    if !redaction.changes_something() {
        return Ok(ready);
    }
    let file_stem = clip_stem(desk, &entry.record.entry_id, redaction);
    for medium in &entry.record.media {
        let path = match medium.media_type.is_still() {
            true => picture_path(&file_stem, medium.media_type.file_ending()),
            false => clip_path(&file_stem),
        };
        ready.insert(path, redact::as_shown(desk, entry, medium, redaction)?);
    }
    Ok(ready)
}

/// Makes the staff pages what they should be. Can be repeated; what is right already is not
/// written again.
pub fn rebuild(desk: &Desk) -> Result<(), ActError> {
    rebuild_with(desk, &Ready::new())
}

/// As `rebuild`, with some media made already.
pub fn rebuild_with(desk: &Desk, ready: &Ready) -> Result<(), ActError> {
    let place = desk.site.as_deref().ok_or(ActError::NoStaffShare)?;
    let library = desk.library()?;
    // Where the share is away the folder of the pages may be too, and what stands in its place is
    // this computer's own disk.
    if !page_list::is_there(place)? {
        status::look_at(desk, &*desk.share)?;
    }
    // Before anything is known, pages would be empty.
    let Some(known) = library.school()? else { return Ok(()) };
    let (site, clips) = build(desk, &library, &known)?;
    let mut files = render(&site, &Words::new(Language::English));
    files.push(book(&site));
    desk.home.work.step(Step::Pages, (clips.len() + files.len()) as u64);
    let before = page_list::believed(desk, place)?;
    let wanted: BTreeSet<&str> = files
        .iter()
        .map(|file| file.path.as_str())
        .chain(clips.keys().map(String::as_str))
        .chain([PAGES_LIST])
        .collect();
    // What must not be seen any more goes before anything that takes long.
    let mut trouble = delete_orphans(place, &wanted);
    let mut now = Listed::new();
    let mut altered = altered_clips(desk, place, &before)?;
    trouble = trouble.and(write_clips(desk, place, &clips, (&before, &altered, ready), &mut now));
    for file in &files {
        desk.home.work.advance();
        let file_now = page_list::listed(&file.path, &file.bytes);
        // One that cannot be read is written again; that it cannot be written is told.
        let stands = |file| page_list::stands(place, file).ok().flatten() == Some(true);
        if !stands(&file_now) {
            // It may be as it was signed, and what it should say has changed since.
            if before.get(&file.path).is_some_and(|signed| !stands(signed)) {
                altered.insert(file.path.clone());
            }
            let put = place.put_replace(&file.path, &file.bytes);
            trouble = trouble.and(put.map_err(ActError::from));
        }
        now.insert(file.path.clone(), file_now);
    }
    raise(desk, &altered)?;
    trouble.and(page_list::keep(desk, place, &before, now))
}

/// Writes the media that are not there yet, or not as they were signed; clips before the pictures
/// that stand for them.
fn write_clips(
    desk: &Desk,
    place: &dyn Place,
    clips: &Clips,
    (before, altered, ready): (&Listed, &BTreeSet<String>, &Ready),
    now: &mut Listed,
) -> Result<(), ActError> {
    let mut trouble = Ok(());
    let there: BTreeSet<String> = place.list("clip")?.into_iter().collect();
    let mut clips: Vec<_> = clips.iter().collect();
    clips.sort_by_key(|(_, (_, media_type))| media_type.is_still());
    for (path, (entry, media_type)) in clips {
        desk.home.work.advance();
        let name = path.rsplit('/').next().unwrap_or(path);
        if let Some(file) = before.get(path).filter(|_| there.contains(name))
            && !altered.contains(path)
        {
            now.insert(path.clone(), file.clone());
            continue;
        }
        let record = entry.record.media.iter().find(|medium| medium.media_type == *media_type);
        let Some(record) = record else { continue };
        let shown = match ready.get(path) {
            Some(ready) => Ok(ready.clone()),
            None => redact::as_shown(desk, entry, record, &entry.redaction),
        };
        match shown {
            Ok(bytes) => match place.put_replace(path, &bytes) {
                Ok(()) => drop(now.insert(path.clone(), page_list::listed(path, &bytes))),
                Err(error) => trouble = trouble.and(Err(error.into())),
            },
            // One clip that cannot be opened must not keep the others, or what was withdrawn,
            // on or off the pages; it is told in the end.
            Err(error) => trouble = trouble.and(Err(error)),
        }
    }
    trouble
}

/// When the clips on the pages were last held against the signed list.
const LOOKED_AT_CLIPS: &str = "looked-at-clips";
const LOOK_EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// Clips that are not as they were signed: once a day, since they are large.
fn altered_clips(
    desk: &Desk,
    place: &dyn Place,
    before: &Listed,
) -> Result<BTreeSet<String>, ActError> {
    let mut altered = BTreeSet::new();
    if !upkeep::is_due(&desk.home, LOOKED_AT_CLIPS, LOOK_EVERY)? {
        return Ok(altered);
    }
    for file in before.values().filter(|file| file.path.starts_with("clip/")) {
        // One that cannot be read is written again.
        if !matches!(page_list::stands(place, file), Ok(None | Some(true))) {
            altered.insert(file.path.clone());
        }
    }
    upkeep::note_done(&desk.home, LOOKED_AT_CLIPS)?;
    Ok(altered)
}

fn raise(desk: &Desk, altered: &BTreeSet<String>) -> Result<(), ActError> {
    if altered.is_empty() {
        return Ok(());
    }
    let mut batch = Batch::new();
    for path in altered {
        let place = format!("staff/{path}");
        alarms::raise(&desk.home, &mut batch, AlarmKind::PagesAltered, &place);
    }
    Ok(desk.home.ledger.commit(batch)?)
}

/// Whether a name on the site is of the kind that only we write, or a sync client's copy of one:
/// all of them keep the beginning and the ending ("pupil-x (1).html", "index-PC3.html").
fn is_ours(path: &str) -> bool {
    let path = path.strip_suffix(".part").unwrap_or(path);
    let is_like = |beginning: &str, ending: &str| {
        let between = path.strip_prefix(beginning).and_then(|rest| rest.strip_suffix(ending));
        between.is_some_and(|between| !between.starts_with(|at: char| at.is_alphanumeric()))
    };
    match path.strip_prefix("clip/") {
        Some(name) => {
            let is_medium = |kind: MediaType| name.ends_with(&format!(".{}", kind.file_ending()));
            name.starts_with('v') && MediaType::ALL.into_iter().any(is_medium)
        }
        None => {
            let is_page = path.starts_with("class-") || path.starts_with("pupil-");
            (is_page && path.ends_with(".html"))
                || is_like("index", ".html")
                || is_like("names", ".html")
                || is_like("book", ".json")
                || is_like("pages", ".cbor")
        }
    }
}

/// Everything on the site that is of the kind that only we write.
pub fn ours(place: &dyn Place) -> Result<Vec<String>, ActError> {
    let top = place.list("")?.into_iter();
    let clips = place.list("clip")?.into_iter().map(|name| format!("clip/{name}"));
    Ok(top.chain(clips).filter(|path| is_ours(path)).collect())
}

/// Deletes what no page names. A clip that somebody holds open stays for now: every other file
/// goes first, then the trouble is reported.
fn delete_orphans(place: &dyn Place, wanted: &BTreeSet<&str>) -> Result<(), ActError> {
    let mut trouble = Ok(());
    for path in ours(place)? {
        if !wanted.contains(path.as_str())
            && let Err(error) = place.delete(&path)
        {
            trouble = Err(error.into());
        }
    }
    trouble
}
