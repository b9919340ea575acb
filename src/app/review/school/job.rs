//! What the desk's thread does for the school's page.

use std::path::PathBuf;

use super::known::{KnownSchool, RosterFile, SchoolTold};
use crate::acts::roster::{self, Mapping};
use crate::acts::{
    ActError, Desk, approve, calendar, doctor, keys_history, pages_check, people, pupils,
    retention, revoke, sync,
};
use crate::app::review::Typed;
use crate::domain::consent_record::Change;
use crate::domain::people::Nation;
use crate::domain::{
    Adult, CalendarChange, Day, DeviceId, EntryKind, PupilId, Role, Says, Sentence,
};

/// Something for the desk to do.
#[derive(Debug)]
pub enum SchoolJob {
    Look,
    Note(PupilId, Box<Change>),
    Born(PupilId, Option<Day>),
    Nation(Nation),
    Calendar(CalendarChange),
    PutAdult(Adult),
    RemoveAdult(String),
    Approve(DeviceId, Typed),
    Revoke(DeviceId),
    GiveRole(DeviceId, Role),
    GiveEarlier(DeviceId),
    TakeRole(DeviceId, Role),
    Read(PathBuf),
    Match(RosterFile, Box<Mapping>),
    Import(RosterFile, Box<Mapping>),
    Months(EntryKind, u16),
    DryRun,
    Destroy,
    Check,
    PagesPassed(Typed),
}

/// Does a job with a desk that is open, and tells what came of it.
pub fn run(desk: &Desk, job: SchoolJob, tell: &dyn Fn(SchoolTold)) {
    let changes = !matches!(
        job,
        SchoolJob::Look
            | SchoolJob::Read(_)
            | SchoolJob::Match(..)
            | SchoolJob::DryRun
            | SchoolJob::Check
    );
    let asks_the_share = matches!(
        job,
        SchoolJob::Look
            | SchoolJob::Approve(..)
            | SchoolJob::Revoke(_)
            | SchoolJob::GiveRole(..)
            | SchoolJob::TakeRole(..)
    );
    let told = match job {
        SchoolJob::Look => None,
        SchoolJob::Read(path) => Some(SchoolTold::Read(said(read(desk, &path)))),
        SchoolJob::Match(file, mapping) => {
            Some(SchoolTold::Read(said(matched(desk, file, &mapping))))
        }
        SchoolJob::DryRun => Some(SchoolTold::Over(said(retention::dry_run(desk)))),
        SchoolJob::Check => Some(SchoolTold::Checked(said(doctor::doctor(desk)))),
        job => Some(SchoolTold::Done(finished(change(desk, job)))),
    };
    // What stands now comes before the word that it is done: nobody reads that beside old lines.
    if changes || asks_the_share {
        tell(SchoolTold::Known(said(KnownSchool::of(desk).map(Box::new))));
    }
    if let Some(told) = told {
        tell(told);
    }
    if asks_the_share {
        tell(SchoolTold::Asking(said(approve::requests(desk))));
        tell(SchoolTold::Changes(said(keys_history::history(desk))));
    }
}

fn said<T>(done: Result<T, ActError>) -> Result<T, Sentence> {
    done.map_err(|error| error.says())
}

/// Where only the share has still to be told, it is done all the same.
fn finished(done: Result<Sentence, ActError>) -> Result<Sentence, Sentence> {
    match done {
        Err(ActError::ShareLater { .. }) => Ok(Sentence::plain("school-later")),
        done => said(done),
    }
}

fn change(desk: &Desk, job: SchoolJob) -> Result<Sentence, ActError> {
    let kept = Sentence::plain("school-kept");
    match job {
        SchoolJob::Note(pupil_id, change) => pupils::note(desk, &pupil_id, *change)?,
        SchoolJob::Born(pupil_id, born) => pupils::set_born(desk, &pupil_id, born)?,
        SchoolJob::Nation(nation) => pupils::set_nation(desk, nation)?,
        SchoolJob::Calendar(change) => {
            calendar::change(desk, &change)?;
            sync::send_now(desk)?;
            return Ok(Sentence::plain("school-hours-kept"));
        }
        SchoolJob::PutAdult(adult) => {
            people::put_adult(desk, adult)?;
            sync::send_now(desk)?;
        }
        SchoolJob::RemoveAdult(name) => {
            people::remove_adult(desk, &name)?;
            sync::send_now(desk)?;
        }
        SchoolJob::Approve(device, words) => {
            sync::sync(desk)?;
            let approved = approve::approve(desk, &device, words.as_str())?;
            sync::send_now(desk)?;
            let waits = people::waits_for_earlier(desk, &device)?;
            let key = if waits { "people-earlier" } else { "school-approved" };
            return Ok(Sentence::plain(key).with("name", approved.name));
        }
        SchoolJob::Revoke(device) => {
            sync::sync(desk)?;
            revoke::revoke(desk, &device)?;
            sync::send_now(desk)?;
            return Ok(Sentence::plain("school-revoked"));
        }
        SchoolJob::GiveRole(device, role) => {
            sync::sync(desk)?;
            let person = people::add(desk, device.as_str(), role)?;
            sync::send_now(desk)?;
            if people::waits_for_earlier(desk, &device)? {
                return Ok(Sentence::plain("people-earlier").with("name", person.name));
            }
        }
        SchoolJob::GiveEarlier(device) => {
            sync::sync(desk)?;
            let (person, given) = people::give_earlier(desk, device.as_str())?;
            sync::send_now(desk)?;
            let sentence = Sentence::plain("people-given").with("name", person.name);
            return Ok(sentence.with("number", given));
        }
        SchoolJob::TakeRole(device, role) => {
            sync::sync(desk)?;
            people::remove(desk, device.as_str(), role)?;
            sync::send_now(desk)?;
        }
        SchoolJob::Import(file, mapping) => {
            let imported = roster::import_as(desk, &file.bytes, Some(&mapping))?;
            sync::send_now(desk)?;
            let sentence = Sentence::plain("school-imported").with("added", imported.added);
            let kept_out = imported.wrong.iter().filter(|wrong| wrong.problem.keeps_out()).count();
            return Ok(sentence
                .with("known", imported.updated)
                .with("left", imported.not_listed)
                .with("wrong", kept_out));
        }
        SchoolJob::PagesPassed(code) => {
            pages_check::note_passed(desk, code.as_str())?;
            return Ok(Sentence::plain("school-pages-passed"));
        }
        SchoolJob::Months(kind, months) => retention::set(desk, kind, months)?,
        SchoolJob::Destroy => {
            let gone = retention::run(desk)?;
            let goes = |over: &&retention::Over| over.keeping == retention::Keeping::Goes;
            let count = gone.iter().filter(goes).count();
            return Ok(Sentence::plain("school-destroyed").with("number", count));
        }
        SchoolJob::Look
        | SchoolJob::Read(_)
        | SchoolJob::Match(..)
        | SchoolJob::DryRun
        | SchoolJob::Check => {}
    }
    Ok(kept)
}

type ReadRoster = Box<(RosterFile, roster::Preview)>;

fn read(desk: &Desk, path: &std::path::Path) -> Result<ReadRoster, ActError> {
    let bytes = desk.home.machine.fs.read(path, roster::ROSTER_LIMIT_BYTES)?;
    let preview = roster::preview(desk, &bytes, None)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(Box::new((RosterFile { name: name.unwrap_or_default(), bytes: bytes.into() }, preview)))
}

fn matched(desk: &Desk, file: RosterFile, mapping: &Mapping) -> Result<ReadRoster, ActError> {
    let preview = roster::preview(desk, &file.bytes, Some(mapping))?;
    Ok(Box::new((file, preview)))
}
