//! The self-check: what works, what does not and what to do, for a technician with 40 schools.

use std::sync::Arc;
use std::time::Duration;

use super::{ActError, Desk, add_entry, pages_check, status};
use crate::domain::{Role, Says, Sentence};
use crate::media::devices::{DeviceState, list_devices};
use crate::share::{PatientShare, Share, ShareState};
use crate::store::shelf;
use crate::wire::{Log, Member, SharePath};

/// Enough to notice a share that is full.
const PROBE_BYTES: usize = 256 * 1024;
const PATIENCE: Duration = Duration::from_secs(5);
/// A clock further ahead of the school's last word than this is wrong.
const CLOCK_BEHIND_LIMIT: Duration = Duration::from_secs(24 * 60 * 60);

/// One thing looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// A stable name.
    pub check: &'static str,
    pub ok: bool,
    pub says: Sentence,
}

fn check(name: &'static str, ok: bool, says: Sentence) -> Check {
    Check { check: name, ok, says }
}

/// Looks at a computer that belongs to no school yet.
pub fn without_home() -> Vec<Check> {
    let mut checks = vec![check("home", false, Sentence::plain("doctor-no-home"))];
    checks.extend(devices());
    checks
}

/// Looks at everything that this login can see.
pub fn doctor(desk: &Desk) -> Result<Vec<Check>, ActError> {
    let mut checks = vec![check("home", true, Sentence::plain("doctor-home-ok"))];
    let look = PatientShare::new(Arc::clone(&desk.share), PATIENCE, desk.home.work.clone());
    let path = &desk.home.settings.share;
    let seen = status::look_at(desk, &look);
    checks.push(match &seen {
        Ok(()) => check("share", true, ShareState::Ok.says()),
        Err(error) => check("share", false, error.says().with("path", path)),
    });
    if seen.is_ok() {
        checks.push(writable(desk, &look));
        checks.push(worries_closed(desk, &look));
    }
    checks.extend(membership(desk));
    let (pending, _) = add_entry::pending(desk)?;
    let key = if pending == 0 { "doctor-nothing-waits" } else { "status-waiting" };
    checks.push(check("waiting", pending == 0, Sentence::plain(key).with("count", pending)));
    let alarms = status::alarms(desk)?;
    let is_quiet = alarms.is_empty();
    checks.extend(alarms.into_iter().map(|says| check("alarm", false, says)));
    if is_quiet {
        checks.push(check("alarm", true, Sentence::plain("doctor-no-alarm")));
    }
    let told = shelf::school(&desk.home)?.map(|known| known.told_at);
    let is_behind = told.is_some_and(|told| told.since(desk.now()) > CLOCK_BEHIND_LIMIT);
    let key = if is_behind { "doctor-clock-behind" } else { "doctor-clock-ok" };
    checks.push(check("clock", !is_behind, Sentence::plain(key)));
    if desk.home.is_tablet() {
        checks.extend(devices());
    }
    Ok(checks)
}

/// As seen from a pupil's login: passes only where staff pages and worries cannot be read.
pub fn as_pupil(desk: &Desk) -> Vec<Check> {
    let look = PatientShare::new(Arc::clone(&desk.share), PATIENCE, desk.home.work.clone());
    // Where the share itself is away, that nothing can be read says nothing.
    let seen = status::look_at(desk, &look);
    let worries = look.list(&SharePath::devices(Log::Worry));
    let worries_closed = !matches!(&worries, Ok(names) if !names.is_empty());
    let site = desk.site.as_ref();
    let page = site.map(|site| site.read("index.html", 64 * 1024 * 1024));
    let names = site.map(|site| site.list(""));
    let lists_any = matches!(&names, Some(Ok(names)) if !names.is_empty());
    let pages_closed = site.is_some() && !matches!(page, Some(Ok(Some(_)))) && !lists_any;
    let key = |closed, yes, no| Sentence::plain(if closed { yes } else { no });
    let mut checks = vec![
        check(
            "pupil-share",
            seen.is_ok(),
            match &seen {
                Ok(()) => ShareState::Ok.says(),
                Err(error) => error.says().with("path", &desk.home.settings.share),
            },
        ),
        check(
            "pupil-pages",
            pages_closed,
            match site {
                Some(_) => key(pages_closed, "doctor-pages-closed", "doctor-pages-open"),
                // Of what is not known where it is nothing can be said.
                None => ActError::NoStaffShare.says(),
            },
        ),
        check(
            "pupil-worries",
            worries_closed,
            key(worries_closed, "doctor-worries-closed", "doctor-worries-open"),
        ),
    ];
    if checks.iter().all(|check| check.ok) {
        checks.push(pages_check::passed(desk));
    }
    checks
}

fn writable(desk: &Desk, share: &dyn Share) -> Check {
    // A part file of our own, which everybody else passes over.
    let path = SharePath::device(Log::Daily, desk.home.device_id()).join("tmp").join("doctor.part");
    let written = share
        .delete(&path)
        .and_then(|()| share.put_new(&path, &[0; PROBE_BYTES]))
        .and_then(|_| share.delete(&path));
    match written {
        Ok(()) => check("share-writable", true, Sentence::plain("doctor-writable")),
        Err(error) => check("share-writable", false, error.says()),
    }
}

/// Worries should not even be listed by accounts that do not keep safe.
fn worries_closed(desk: &Desk, share: &dyn Share) -> Check {
    // Tablets write there, and sealed as it is they can tell nothing from it.
    let may_read = desk.home.is_tablet()
        || desk.trust().is_ok_and(|trust| {
            trust.keys.member(desk.home.device_id()).is_some_and(Member::keeps_safe)
        });
    let listed = share.list(&SharePath::devices(Log::Worry));
    let own = desk.home.device_id().as_str();
    let sees_others = listed.is_ok_and(|names| names.iter().any(|name| name != own));
    let ok = may_read || !sees_others;
    let key = if ok { "doctor-worries-closed" } else { "doctor-worries-open" };
    check("worries-closed", ok, Sentence::plain(key))
}

fn membership(desk: &Desk) -> Vec<Check> {
    let trust = match desk.trust() {
        Ok(trust) => trust,
        Err(error) => return vec![check("approved", false, error.says())],
    };
    let own = match trust.own_member(desk.home.device_id()) {
        Ok(_) => check("approved", true, Sentence::plain("doctor-approved")),
        Err(error) => check("approved", false, error.says()),
    };
    let hears = |role| trust.keys.serving(role).count();
    let leads = hears(Role::Dsl);
    let staff = trust
        .keys
        .members
        .iter()
        .filter(|member| {
            member.serves() && (member.has_role(Role::Senco) || member.has_role(Role::Dsl))
        })
        .count();
    let two = if staff >= 2 { "doctor-two-staff" } else { "doctor-one-staff" };
    let lead = if leads >= 1 { "doctor-lead" } else { "doctor-no-lead" };
    vec![
        own,
        check("two-staff", staff >= 2, Sentence::plain(two).with("count", staff)),
        check("safeguarding-lead", leads >= 1, Sentence::plain(lead).with("count", leads)),
    ]
}

fn devices() -> Vec<Check> {
    let devices = list_devices();
    let is_ready = |facts: &[crate::media::devices::DeviceFacts]| {
        facts.iter().any(|device| device.state == DeviceState::Ready)
    };
    let camera = is_ready(&devices.cameras);
    let microphone = is_ready(&devices.microphones);
    let camera_key = if camera { "doctor-camera-ok" } else { "doctor-no-camera" };
    let microphone_key = if microphone { "doctor-microphone-ok" } else { "doctor-no-microphone" };
    vec![
        check("camera", camera, Sentence::plain(camera_key)),
        check("microphone", microphone, Sentence::plain(microphone_key)),
    ]
}
