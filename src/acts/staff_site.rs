//! The staff pages on their share: what `site_model` says, written, and only what has changed of
//! it, in an order in which no page ever names what is not there.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use zeroize::Zeroizing;

use super::page_list::{self, Listed};
use super::site_model::{Clips, animals, build, closed, medium_path};
use super::{ActError, Desk, pages_check, redact, status};
use crate::domain::{MediaType, Redaction, Role};
use crate::pages::{PageFile, book, render};
use crate::platform::Batch;
use crate::platform::work::Step;
use crate::share::{Site as Place, upkeep};
use crate::store::LibraryEntry;
use crate::store::alarms::{self, AlarmKind};
use crate::wire::pages::PAGES_LIST;
use crate::words::{Language, Words};

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
    for (index, medium) in entry.record.media.iter().enumerate() {
        let path = medium_path(desk, &entry.record, redaction, index);
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
    let is_open = pages_check::is_passed(&library, &known.school)?;
    let (site, clips) = match is_open {
        true => build(desk, &library, &known)?,
        false => closed(&known),
    };
    let mut files = animals(&site);
    files.extend(render(&site, &Words::new(Language::English)));
    files.push(book(&site));
    desk.home.work.step(Step::Pages, (clips.len() + files.len()) as u64);
    let wanted: BTreeSet<&str> = files
        .iter()
        .map(|file| file.path.as_str())
        .chain(clips.keys().map(String::as_str))
        .chain([PAGES_LIST])
        .collect();
    let before = page_list::believed(desk, place)?;
    let there: BTreeSet<String> = ours(place)?.into_iter().collect();
    let (altered, now) = (BTreeSet::new(), Listed::new());
    let mut writing = Writing { desk, place, before, there, altered, now, trouble: Ok(()) };
    // Nobody finds a page that names what is not there: what is made already goes first, then pages
    // that say less than before, then what they said, and only then whatever takes long to make
    // with the pages that show it.
    let (made, to_make): (Vec<_>, Vec<_>) =
        in_order(&clips).partition(|(path, _)| ready.contains_key(path.as_str()));
    made.into_iter().for_each(|clip| writing.clip(clip, ready));
    let mut waiting = Vec::new();
    for file in &files {
        match file.needs.iter().all(|needed| writing.there.contains(needed)) {
            true => writing.page(file),
            false => waiting.push(file),
        }
    }
    writing.delete_orphans(&wanted);
    writing.altered.extend(altered_clips(desk, place, &writing.before)?);
    to_make.into_iter().for_each(|clip| writing.clip(clip, ready));
    waiting.into_iter().for_each(|file| writing.page(file));
    raise(desk, &writing.altered)?;
    writing.trouble.and(page_list::keep(desk, place, &writing.before, writing.now))
}

/// Clips before the pictures that stand for them.
fn in_order(clips: &Clips) -> impl Iterator<Item = (&String, &(LibraryEntry, usize))> {
    let is_still = |path: &str| {
        MediaType::ALL.iter().any(|kind| kind.is_still() && path.ends_with(kind.file_ending()))
    };
    let (stills, moving): (Vec<_>, Vec<_>) = clips.iter().partition(|(path, _)| is_still(path));
    moving.into_iter().chain(stills)
}

/// The site on its way to what it should be. Trouble with one file keeps no other from being
/// written or deleted; the first is told in the end.
struct Writing<'a> {
    desk: &'a Desk,
    place: &'a dyn Place,
    /// As somebody signed it last.
    before: Listed,
    /// What can be opened by a browser now.
    there: BTreeSet<String>,
    altered: BTreeSet<String>,
    now: Listed,
    trouble: Result<(), ActError>,
}

impl Writing<'_> {
    fn note(&mut self, done: Result<(), ActError>) {
        if let Err(error) = done
            && self.trouble.is_ok()
        {
            self.trouble = Err(error);
        }
    }

    /// Writes a page that is not there as it should be.
    fn page(&mut self, file: &PageFile) {
        self.desk.home.work.advance();
        let file_now = page_list::listed(&file.path, &file.bytes);
        // One that cannot be read is written again; that it cannot be written is told.
        let stands = |file| page_list::stands(self.place, file).ok().flatten() == Some(true);
        if !stands(&file_now) {
            // It may be as it was signed, and what it should say has changed since.
            if self.before.get(&file.path).is_some_and(|signed| !stands(signed)) {
                self.altered.insert(file.path.clone());
            }
            let put = self.place.put_replace(&file.path, &file.bytes);
            self.note(put.map_err(ActError::from));
        }
        self.there.insert(file.path.clone());
        self.now.insert(file.path.clone(), file_now);
    }

    /// Writes a medium that is not there yet, or not as it was signed.
    fn clip(&mut self, (path, (entry, index)): (&String, &(LibraryEntry, usize)), ready: &Ready) {
        self.desk.home.work.advance();
        if let Some(file) = self.before.get(path).filter(|_| self.there.contains(path))
            && !self.altered.contains(path)
        {
            self.now.insert(path.clone(), file.clone());
            return;
        }
        let Some(record) = entry.record.media.get(*index) else { return };
        let shown = match ready.get(path) {
            Some(ready) => Ok(ready.clone()),
            None => redact::as_shown(self.desk, entry, record, &entry.redaction),
        };
        match shown {
            Ok(bytes) => match self.place.put_replace(path, &bytes) {
                Ok(()) => {
                    self.there.insert(path.clone());
                    self.now.insert(path.clone(), page_list::listed(path, &bytes));
                }
                Err(error) => self.note(Err(error.into())),
            },
            // One clip that cannot be opened must not keep the others, or what was withdrawn,
            // on or off the pages.
            Err(error) => self.note(Err(error)),
        }
    }

    /// Deletes what no page names. A clip that somebody holds open stays for now, and is told.
    fn delete_orphans(&mut self, wanted: &BTreeSet<&str>) {
        let orphans: Vec<String> =
            (self.there.iter()).filter(|path| !wanted.contains(path.as_str())).cloned().collect();
        for path in orphans {
            match self.place.delete(&path) {
                Ok(()) => drop(self.there.remove(&path)),
                Err(error) => self.note(Err(error.into())),
            }
        }
    }
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
            let is_animal = path.starts_with("animal-") && path.ends_with(".svg");
            (is_page && path.ends_with(".html"))
                || is_animal
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
