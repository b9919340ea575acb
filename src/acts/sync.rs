//! Sending what waits, reading what came, and mending what a bad day left: once, from start to
//! end. Worries go first.

use super::erase::Worries;
use super::{
    ActError, Desk, add_entry, asked, erase, grant, init, likes, own, said_under, staff_site,
    watch, withdraw,
};
use crate::domain::DeviceId;
use crate::platform::{Batch, Table};
use crate::seal::{SealError, envelope};
use crate::share::push::{InDoubt, Pushed};
use crate::share::{ShareError, ShareState, Trust, adopt, pull, push, upkeep};
use crate::store::alarms::{self, AlarmKind};
use crate::store::shelf::{self, KnownSchool, ShelfAnswer};
use crate::store::{self, StoreError, forget_pupil, library, received};
use crate::wire::record::Record;
use crate::wire::{Log, Member, SharePath};

const LAST_SUCCESS: &str = "last-success";
const LAST_STATE: &str = "last-share-state";

/// What a sync did.
#[derive(Debug)]
pub struct SyncReport {
    pub sent: u64,
    pub received: u64,
    pub pending: u64,
    pub bytes_sent: u64,
    pub share_state: ShareState,
    /// Everything that others have said on the share was read.
    pub has_heard_all: bool,
    /// Why it stopped, where it did: what waits is tried again.
    pub trouble: Option<ShareError>,
    /// What kept the staff pages from being all that they should be.
    pub pages_trouble: Option<ActError>,
}

impl SyncReport {
    fn count(&mut self, pushed: Pushed) {
        self.sent += pushed.records;
        self.bytes_sent += pushed.bytes;
    }
}

/// Syncs once. Trouble with the share is no error: it is what the report says.
pub fn sync(desk: &Desk) -> Result<SyncReport, ActError> {
    let mut report = SyncReport {
        sent: 0,
        received: 0,
        pending: 0,
        bytes_sent: 0,
        share_state: ShareState::Ok,
        has_heard_all: false,
        trouble: None,
        pages_trouble: None,
    };
    match exchange(desk, &mut report) {
        Ok(()) => {}
        Err(ActError::Share(error)) if error.state() != ShareState::Ok => {
            report.share_state = error.state();
            report.trouble = Some(error);
        }
        Err(error) => return Err(error),
    }
    report.pending = add_entry::pending(desk)?.0;
    let mut batch = Batch::new();
    batch.put(Table::Facts, LAST_STATE, report.share_state.as_str());
    if report.share_state == ShareState::Ok {
        batch.put(Table::Facts, LAST_SUCCESS, desk.now().unix_millis.to_be_bytes());
    }
    desk.home.ledger.commit(batch)?;
    Ok(report)
}

fn exchange(desk: &Desk, report: &mut SyncReport) -> Result<(), ActError> {
    let (home, share) = (&desk.home, &*desk.share);
    let trust = Trust::refresh(home, share)?;
    if let Err(error) = trust.own_member(home.device_id()) {
        let was_shut_out = matches!(error, ShareError::Revoked) && home.is_tablet();
        if was_shut_out && pull::pull(home, share, &trust).1.is_ok() {
            upkeep::leave_whole(home, share, &trust)?;
        }
        return Err(error.into());
    }
    // Trouble with sending does not keep anybody from hearing, nor the other way round: each
    // step is tried, and the first trouble is told in the end.
    let adopted = adopt::adopt(home, share, &trust).map_err(ActError::from);
    let (pushed, first) = push::send_small(home, share, &trust, InDoubt::Wait);
    report.count(pushed);
    let (records, pulled) = pull::pull(home, share, &trust);
    report.received += records;
    report.has_heard_all = pulled.is_ok();
    if home.is_tablet() {
        fill_shelf(desk, &trust)?;
        said_under::say_again(desk)?;
    }
    let mended = match home.is_tablet() {
        true => Ok(()),
        false => mend(desk, pulled.is_ok()),
    };
    let in_doubt = if pulled.is_ok() { InDoubt::Write } else { InDoubt::Wait };
    let second = send(desk, &trust, report, in_doubt);
    // Nothing is destroyed before its tombstone stands on the share, and nothing is put again
    // before every tombstone was read.
    let has_said = second.is_ok() || push::has_sent_small(home)?;
    let cleared = match !home.is_tablet() && has_said {
        true => withdraw::clear_share(desk, &trust),
        false => Ok(()),
    };
    // What is large and can wait comes last, and never instead of what was said.
    let fetched = match home.is_tablet() {
        true => own::fetch(desk, &mut || send(desk, &trust, report, in_doubt)),
        false => Ok(()),
    };
    let kept = match (&pulled, &adopted) {
        (Ok(()), Ok(())) => upkeep::look_after(home, share, &trust).map_err(ActError::from),
        (Err(_), _) | (_, Err(_)) => Ok(()),
    };
    // Not on half of what there is to know.
    if pulled.is_ok() && staff_site::is_ours_to_write(desk)? {
        report.pages_trouble = staff_site::rebuild(desk).err();
    }
    adopted
        .and(mended)
        .and(first.map_err(ActError::from))
        .and(pulled.map_err(ActError::from))
        .and(second)
        .and(cleared)
        .and(kept)
        .and(fetched)
}

/// What a staff computer puts right by what it heard: whatever cannot be, keeps nothing else.
fn mend(desk: &Desk, has_heard_all: bool) -> Result<(), ActError> {
    if !desk.is_unlocked() {
        return Ok(library::forget_what_went(&desk.home)?);
    }
    let mut done = vec![
        said_under::say_again(desk),
        withdraw::bury_late_traces(desk),
        init::tell_newcomers(desk),
        likes::pass_on(desk),
        own::tell_newcomers(desk),
        asked::keep(desk),
        watch::keep_staff(desk),
        grant::go_on(desk),
    ];
    // A hold that nobody has heard yet may be in what is still to be read.
    if has_heard_all {
        done.push(withdraw::finish_wanted(desk));
        done.push(erase::finish(desk, Worries::Stay).map(drop));
    }
    done.into_iter().try_for_each(once_school_is_known)
}

/// Where nobody's telling of the school stands, the newest is still on its way: what needs it is
/// done at the sync that brings it.
fn once_school_is_known(done: Result<(), ActError>) -> Result<(), ActError> {
    match done {
        Err(ActError::SchoolUnknown) => Ok(()),
        done => done,
    }
}

/// Sends what waits; what was sent counts though there was trouble.
fn send(
    desk: &Desk,
    trust: &Trust,
    report: &mut SyncReport,
    in_doubt: InDoubt,
) -> Result<(), ActError> {
    let (pushed, sent) = push::send(&desk.home, &*desk.share, trust, in_doubt);
    report.count(pushed);
    Ok(sent?)
}

/// Sends what waits now, for acts that return when the share has it.
pub fn send_now(desk: &Desk) -> Result<(), ActError> {
    let report = sync(desk)?;
    match report.trouble {
        Some(_) => Err(ActError::ShareLater { state: report.share_state }),
        None => Ok(()),
    }
}

/// The same for acts that take something away: it is gone once no page of ours shows it.
pub fn send_and_clear(desk: &Desk) -> Result<(), ActError> {
    let report = sync(desk)?;
    match (report.trouble, report.pages_trouble) {
        (Some(_), _) => Err(ActError::ShareLater { state: report.share_state }),
        (None, Some(error)) => Err(error),
        (None, None) => Ok(()),
    }
}

/// Opens what came for this tablet, keeps the open facts, and drops the sealed bodies.
fn fill_shelf(desk: &Desk, trust: &Trust) -> Result<(), ActError> {
    let home = &desk.home;
    for (address, body) in received::bodies(home)? {
        let mut batch = Batch::new();
        batch.delete(Table::Bodies, received::body_key(&address));
        let opened = envelope::open(&body.body, desk.identities());
        let place = SharePath::segment(address.log, &address.device, address.seq);
        if let Err(SealError::Wire(error)) = &opened {
            // A newer version's, perhaps: it waits here until this one is as new.
            tracing::warn!(%place, %error, "a record that this version does not know");
            let mut batch = Batch::new();
            alarms::raise(home, &mut batch, AlarmKind::UnknownRecord, place.as_str());
            home.ledger.commit(batch)?;
            continue;
        }
        if let Ok(opened) = opened {
            alarms::clear(&mut batch, AlarmKind::UnknownRecord, place.as_str());
            let is_in_place =
                opened.is_in_place(home.share_id(), &address.device, &body.commitment);
            let envelope = opened.envelope;
            let may = trust.keys.member(&address.device).is_some_and(|member| {
                member.may_write(address.log, address.seq)
                    && envelope.record.is_for(member, &address)
            });
            // What was taken back is spoken of no more, whatever was on its way; of a worry it still
            // stands who would like to talk.
            let is_late = match envelope.record.entry_id() {
                Some(entry_id) if address.log == Log::Daily => {
                    shelf::was_taken_back(home, entry_id)?
                }
                Some(_) | None => false,
            };
            match envelope.record {
                Record::Own(_) if is_in_place && !may => {
                    alarms::raise(home, &mut batch, AlarmKind::Unauthorised, place.as_str());
                }
                _ if !(may && is_in_place) || is_late => {}
                Record::Struck { entry_id, note_id } => {
                    shelf::strike(home, &mut batch, &entry_id, &note_id)?;
                }
                Record::Classes(school) => {
                    let may_tell = |device: &DeviceId| {
                        trust.keys.member(device).is_some_and(Member::tells_school)
                    };
                    let told = KnownSchool {
                        told_at: envelope.at,
                        teller: envelope.device.to_string(),
                        place: (address.seq, address.leaf),
                        school: school.for_tablet(),
                    };
                    for pupil_id in shelf::learn_school(home, &mut batch, told, &may_tell)? {
                        forget_pupil::here(home, &mut batch, &pupil_id)?;
                    }
                }
                Record::Own(things) => store::own::learn(home, &mut batch, things)?,
                Record::Likes(chosen) => likes::learn(desk, &mut batch, &chosen)?,
                Record::Answer { entry_id, pupil_id, read_by, text, symbols, back, medium } => {
                    if let (Some(pupil_id), Some(back)) = (&pupil_id, back)
                        && !desk.school()?.erased.contains(pupil_id)
                    {
                        shelf::put_back(&mut batch, &entry_id, pupil_id, &back);
                    }
                    let is_worry = address.log == Log::Worry;
                    let answer = ShelfAnswer::read(entry_id, pupil_id, read_by, envelope.at);
                    let medium = medium.filter(|_| !is_worry);
                    let answer = ShelfAnswer { text, symbols, is_worry, medium, ..answer };
                    shelf::put_answer(home, &mut batch, &answer)?;
                }
                Record::Asked { entry_id, pupil_id, by, redaction, decided_at } => {
                    let asked =
                        shelf::Asked { by: by.clone(), at: decided_at, redaction, is_meant: None };
                    let answer = ShelfAnswer::read(entry_id, Some(pupil_id), by, envelope.at);
                    let answer = ShelfAnswer { asked: Some(asked), ..answer };
                    shelf::put_answer(home, &mut batch, &answer)?;
                }
                Record::AskedDocument(question) => {
                    store::asked::learn(home, &mut batch, *question)?;
                }
                Record::AskedQuote { note_id, .. } if shelf::was_struck(home, &note_id)? => {}
                // Asked no more, whatever of it comes later.
                Record::AskedQuote { entry_id, note_id, text, is_meant: None, .. }
                    if text.is_empty() =>
                {
                    shelf::strike(home, &mut batch, &entry_id, &note_id)?;
                }
                Record::AskedQuote {
                    entry_id,
                    pupil_id,
                    note_id,
                    by,
                    text,
                    is_observation,
                    is_meant,
                } => {
                    let answer =
                        ShelfAnswer::read(entry_id, Some(pupil_id), by.clone(), envelope.at);
                    let quote = shelf::AskedQuote { note_id, by, text, is_observation, is_meant };
                    let answer = ShelfAnswer { quotes: vec![quote], ..answer };
                    shelf::put_answer(home, &mut batch, &answer)?;
                }
                _ => {}
            }
        }
        home.ledger.commit(batch)?;
    }
    Ok(())
}

/// When the last sync went through.
pub fn last_success(desk: &Desk) -> Result<Option<crate::domain::Moment>, StoreError> {
    let stored = desk.home.fact(LAST_SUCCESS)?.and_then(|bytes| bytes.try_into().ok());
    Ok(stored.map(|millis| crate::domain::Moment::from_millis(i64::from_be_bytes(millis))))
}

/// How the share was at the last sync.
pub fn last_state(desk: &Desk) -> Result<Option<ShareState>, StoreError> {
    let stored = desk.home.fact(LAST_STATE)?;
    Ok(stored.map(|bytes| ShareState::parse(&String::from_utf8_lossy(&bytes))))
}
