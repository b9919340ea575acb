//! The clock of worries over the real code, while nobody types a passphrase: who was told, when,
//! why and how, as a table.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use jiff::tz::TimeZone;
use sayso::acts::notify::Means;
use sayso::acts::{ActError, Desk, kiosk};
use sayso::acts::{add_entry, approve, audit, calendar, concern, handover, look, sync, watch};
use sayso::domain::overdue::Limits;
use sayso::domain::worry::WorryDetails;
use sayso::domain::{Calendar, EntryId, EntryKind, EntryState, How, Moment, Role};
use sayso::platform::chance::SeededChance;
use sayso::platform::post::{MemoryPost, check_address};
use sayso::platform::screen::MemoryScreen;
use sayso::platform::{Post, Screen};
use sayso::seal::Identity;
use sayso::share::ShareError;
use sayso::store::{Access, watch as known};

mod table;

use super::computer::{Computer, HOME};
use super::school::{Everything, PASSPHRASE, School, ask};

/// Staff by what they are, in the order of `Watched::staff`.
const STAFF: [(&str, &str, Role); 4] = [
    ("deputy", "Mrs Patel", Role::Senco),
    ("lead", "Mr Khan", Role::Dsl),
    ("head", "Dr Hall", Role::Head),
    ("chair", "Mr Orr", Role::Chair),
];

/// A school whose four adults each have a computer that watches.
struct Watched {
    school: School,
    screens: Vec<Arc<MemoryScreen>>,
    posts: Vec<Arc<MemoryPost>>,
    kept: Everything,
}

fn moment(text: &str) -> Moment {
    let there = format!("2027-01-{text}:00Z").parse::<jiff::Timestamp>().unwrap();
    Moment::from_millis(there.as_millisecond())
}

/// Without the person's key.
fn locked(computer: &Computer) -> Desk {
    let access = Access::Write { verb: "watch" };
    Desk::open(&computer.machine, Path::new(HOME), access).unwrap()
}

impl Watched {
    fn make(seed: u64) -> Self {
        let mut school = School::make(seed, 1, 0);
        for (number, (_, name, role)) in STAFF.iter().enumerate().skip(1) {
            let mut computer = Computer::new(seed + 300 + number as u64, &school.share);
            let asked = ask(&computer, name, *role);
            let words = asked.words.join(" ");
            approve::approve(&school.staff[0].desk(), &asked.device, &words).unwrap();
            let mut theirs = computer.open().unwrap();
            theirs.unlock(PASSPHRASE).unwrap();
            computer.identity = Some(theirs.identities()[0].clone());
            drop(theirs);
            school.staff.push(computer);
        }
        let senco = school.staff[0].desk();
        // A closed Tuesday, and the lead named before the deputy.
        let closed = ["2027-01-26".parse().unwrap()].into();
        let calendar = Calendar { closed, ..Calendar::default() };
        calendar::set(&senco, calendar, Limits::default()).unwrap();
        calendar::put_first(&senco, "Mr Khan").unwrap();
        for (role, name, _) in STAFF {
            let email = format!("{role}@school.example");
            calendar::set_contact(&senco, name, &email).unwrap();
        }
        drop(senco);
        school.settle();
        for computer in &school.staff {
            watch::set_up(&computer.desk()).unwrap();
        }
        school.settle();
        let kept = school.keep();
        let screens = STAFF.map(|_| Arc::default()).to_vec();
        let posts = STAFF.map(|_| Arc::default()).to_vec();
        Self { school, screens, posts, kept }
    }

    fn begin(&mut self, at: &str) {
        self.school.put_back(&self.kept);
        self.screens = STAFF.map(|_| Arc::default()).to_vec();
        self.posts = STAFF.map(|_| Arc::default()).to_vec();
        self.set_clocks(moment(at));
    }

    fn set_clocks(&self, at: Moment) {
        for computer in self.school.computers() {
            computer.clock.set(at);
        }
    }

    fn worry(&self, details: WorryDetails) -> EntryId {
        let mut new = self.school.entry(EntryKind::Worry, 0);
        new.sign_off.worry = Some(details);
        add_entry::add(&self.school.tablets[0].desk(), new).unwrap().entry_id
    }

    fn means(&self, number: usize, has_mail: bool) -> Means {
        let screen = Arc::clone(&self.screens[number]) as Arc<dyn Screen>;
        let post = has_mail.then(|| Arc::clone(&self.posts[number]) as Arc<dyn Post>);
        Means { screen, post, zone: TimeZone::UTC }
    }

    /// A look on each of these computers; what was told by it.
    fn look(&self, on: &[&str], with_mail: &[&str]) -> Vec<String> {
        let mut told = Vec::new();
        for (number, (role, _, _)) in STAFF.iter().enumerate() {
            if !on.contains(role) {
                continue;
            }
            let desk = locked(&self.school.staff[number]);
            let means = self.means(number, with_mail.contains(role));
            let (watch, _) = watch::pass(&desk, &means).unwrap();
            assert_eq!(watch.trouble, []);
            for one in watch.told {
                let whom = self.role(&one.whom);
                told.push(match one.how {
                    How::Screen => format!("{whom} {}", one.why.as_str()),
                    How::Mail => format!("{whom} {} by mail from {role}", one.why.as_str()),
                });
            }
        }
        told
    }

    fn role(&self, device: &sayso::domain::DeviceId) -> &'static str {
        let place = self.school.staff.iter().position(|one| {
            sayso::store::home::read_settings(&*one.machine.fs, Path::new(HOME)).unwrap().device
                == *device
        });
        STAFF[place.unwrap()].0
    }

    /// Everything that anybody was told in words.
    fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        for screen in &self.screens {
            let shown = screen.shown.lock().unwrap();
            words.extend(shown.iter().map(|(title, text)| format!("{title}\n{text}")));
        }
        for post in &self.posts {
            let sent = post.sent.lock().unwrap();
            words.extend(sent.iter().map(|letter| format!("{}\n{}", letter.subject, letter.text)));
        }
        words
    }
}

fn not_for(names: &[&str]) -> WorryDetails {
    let not_for = names.iter().map(|name| (*name).to_owned()).collect();
    WorryDetails { not_for, ..WorryDetails::default() }
}

/// One school for all of these, since making one takes scrypt's time.
#[test]
fn what_is_told_is_written_down_and_kept_from_whom_it_is_about() {
    let mut all = Watched::make(43);
    a_key_that_is_no_key_is_nobodys(&mut all);
    whoever_a_worry_is_kept_from_does_not_even_learn_that_it_is_there(&mut all);
    who_cannot_be_told_now_is_told_at_the_next_look(&mut all);
    once_somebody_has_opened_it_nobody_else_is_told_and_all_of_it_is_written_down(&mut all);
    what_worries_a_senco_stands_with_the_worries_and_is_held(&mut all);
}

fn whoever_a_worry_is_kept_from_does_not_even_learn_that_it_is_there(all: &mut Watched) {
    all.begin("18T10:00");
    all.worry(not_for(&["Mr Khan"]));
    all.school.settle();
    let lead = &all.school.staff[1];
    let desk = locked(lead);
    let keys = desk.trust().unwrap().keys;
    let identity = known::identity(&desk.home).unwrap().unwrap();
    let watched = known::look(&desk.home, &keys, &identity).unwrap();
    assert!(watched.waiting.is_empty() && watched.told.is_empty());
    drop(desk);
    assert!(lead.desk().library().unwrap().ids().unwrap().is_empty());
    // Nor does it once others were told, and have opened it.
    all.look(&["deputy", "head"], &[]);
    all.school.settle();
    let desk = locked(&all.school.staff[1]);
    let watched = known::look(&desk.home, &keys, &identity).unwrap();
    assert!(watched.waiting.is_empty() && watched.told.is_empty());
}

fn once_somebody_has_opened_it_nobody_else_is_told_and_all_of_it_is_written_down(
    all: &mut Watched,
) {
    all.begin("18T10:00");
    let entry_id = all.worry(WorryDetails::default());
    all.school.settle();
    all.set_clocks(moment("18T10:01"));
    assert_eq!(all.look(&["deputy", "lead", "head"], &[]), ["lead arrived"]);
    assert_eq!(all.look(&["deputy", "lead", "head"], &[]), Vec::<String>::new());
    all.set_clocks(moment("18T10:20"));
    {
        let lead = all.school.staff[1].desk();
        look::look(&lead, &entry_id).unwrap();
        sync::sync(&lead).unwrap();
    }
    for at in ["18T10:40", "18T16:30", "19T12:00"] {
        all.set_clocks(moment(at));
        assert_eq!(all.look(&["deputy", "lead", "head"], &[]), Vec::<String>::new(), "{at}");
    }
    // The deputy reads who was told and who opened it, and what is done stands in the audit.
    let deputy = all.school.staff[0].desk();
    sync::sync(&deputy).unwrap();
    let entry = deputy.library().unwrap().entry(&entry_id).unwrap().unwrap();
    assert_eq!(entry.opened_by.len(), 1);
    assert_eq!(all.role(&entry.opened_by[0].by), "lead");
    assert_eq!(entry.opened_by[0].at, moment("18T10:20"));
    assert_eq!(entry.told.iter().map(|one| all.role(&one.whom)).collect::<Vec<_>>(), ["lead"]);
    for (recorded_in, reference) in [("CPOMS", "123"), ("Children’s services", "R-9")] {
        let done = handover::Handover {
            what: "Talked with them",
            recorded_in: Some(recorded_in),
            reference: Some(reference),
        };
        handover::handover(&deputy, &entry_id, &done).unwrap();
    }
    let nothing = handover::Handover { what: " ", recorded_in: None, reference: Some("") };
    assert!(handover::handover(&deputy, &entry_id, &nothing).is_err());
    drop(deputy);
    all.school.settle();
    let lead = all.school.staff[1].desk();
    let entry = lead.library().unwrap().entry(&entry_id).unwrap().unwrap();
    assert_eq!(entry.done.len(), 2);
    assert_eq!(entry.done[1].reference.as_deref(), Some("R-9"));
    let lines = audit::audit(&lead, Some(&entry_id), None).unwrap();
    let did: Vec<&str> = lines.iter().map(|line| line.did).collect();
    assert_eq!(did, ["entry", "told", "opened", "handed_over", "handed_over"]);
    assert_eq!(lines[1].whom.as_deref(), Some("Mr Khan"));
    assert_eq!(lines[3].recorded_in.as_deref(), Some("CPOMS"));
    drop(lead);
    // The head, who may not read it, has none of it.
    assert!(all.school.staff[2].desk().library().unwrap().ids().unwrap().is_empty());
    all.school.assert_no_clear_word("told");
}

fn who_cannot_be_told_now_is_told_at_the_next_look(all: &mut Watched) {
    all.begin("18T10:00");
    all.worry(WorryDetails::default());
    all.school.settle();
    all.screens[1] = Arc::new(MemoryScreen { is_off: true, ..MemoryScreen::default() });
    all.posts[1].is_away.store(true, Ordering::Relaxed);
    let desk = locked(&all.school.staff[1]);
    let (watch, _) = watch::pass(&desk, &all.means(1, true)).unwrap();
    assert!(watch.told.is_empty());
    assert_eq!(watch.trouble.len(), 1);
    drop(desk);
    all.posts[1].is_away.store(false, Ordering::Relaxed);
    assert_eq!(all.look(&["lead"], &["lead"]), ["lead arrived by mail from lead"]);
    all.screens[1] = Arc::default();
    assert_eq!(all.look(&["lead"], &["lead"]), ["lead arrived"]);
    assert_eq!(all.look(&["lead"], &["lead"]), Vec::<String>::new());
    assert!(check_address("nobody").is_err());
    // A share so slow that its sync was stopped: who is to be told is told of what is known here.
    all.begin("18T10:00");
    all.worry(WorryDetails::default());
    all.school.settle();
    let desk = locked(&all.school.staff[1]);
    desk.home.work.stop();
    let stopped = watch::pass(&desk, &all.means(1, false));
    assert!(matches!(stopped, Err(ActError::Share(ShareError::Stopped))), "{stopped:?}");
    drop(desk);
    assert_eq!(all.screens[1].shown.lock().unwrap().len(), 1);
    assert_eq!(all.look(&["lead"], &[]), Vec::<String>::new());
}

fn what_worries_a_senco_stands_with_the_worries_and_is_held(all: &mut Watched) {
    all.begin("18T10:00");
    // A SENCo who does not keep safe.
    let mut colleague = Computer::new(599, &all.school.share);
    colleague.clock.set(moment("18T10:00"));
    let asked = ask(&colleague, "Mr Cole", Role::Senco);
    let senco = all.school.staff[0].desk();
    approve::approve(&senco, &asked.device, &asked.words.join(" ")).unwrap();
    drop(senco);
    let mut desk = colleague.open().unwrap();
    desk.unlock(PASSPHRASE).unwrap();
    colleague.identity = Some(desk.identities()[0].clone());
    drop(desk);
    all.school.staff.push(colleague);
    // The tablet hears of them first: what it said before is not sealed to them.
    all.school.settle();
    let entry_id = all.school.add(0, EntryKind::Symbols).unwrap();
    all.school.settle();
    const WHY: &str = "She draws the same house on fire each week";
    let cole = all.school.staff[4].desk();
    look::look(&cole, &entry_id).unwrap();
    assert!(concern::concern(&cole, &entry_id, "  ").is_err());
    concern::concern(&cole, &entry_id, WHY).unwrap();
    drop(cole);
    all.school.settle();
    // A computer that nobody has unlocked tells its person too.
    let closed = locked(&all.school.staff[1]);
    let (heard, _) = watch::pass(&closed, &all.means(1, false)).unwrap();
    assert_eq!(heard.told.len(), 1);
    assert!(heard.new.contains(&entry_id));
    drop(closed);
    all.school.settle();
    let lead = all.school.staff[1].desk();
    let line = lead.library().unwrap().lines().unwrap().remove(0);
    assert!(line.concern && line.state == EntryState::Held);
    let entry = lead.library().unwrap().entry(&entry_id).unwrap().unwrap();
    assert_eq!(entry.concerns[0].why, WHY);
    assert_eq!(entry.concerns[0].name, "Mr Cole");
    // It waits until somebody who keeps safe has looked, and nobody is told twice.
    assert!(watch::tell(&lead, &all.means(1, false)).unwrap().told.is_empty());
    look::look(&lead, &entry_id).unwrap();
    sync::sync(&lead).unwrap();
    drop(lead);
    all.set_clocks(moment("18T15:00"));
    let closed = locked(&all.school.staff[2]);
    let (heard, _) = watch::pass(&closed, &all.means(2, false)).unwrap();
    assert!(heard.told.is_empty(), "the lead has looked: {:?}", heard.told);
    drop(closed);
    // A second concern is news to whoever heard of the first, whatever the clocks say.
    all.school.staff[4].clock.set(moment("17T10:00"));
    let cole = all.school.staff[4].desk();
    concern::concern(&cole, &entry_id, "And again today").unwrap();
    drop(cole);
    let closed = locked(&all.school.staff[1]);
    let (heard, _) = watch::pass(&closed, &all.means(1, false)).unwrap();
    assert_eq!(heard.told.len(), 1, "{:?}", heard.told);
    let (again, _) = watch::pass(&closed, &all.means(1, false)).unwrap();
    assert!(again.told.is_empty(), "once: {:?}", again.told);
    drop(closed);
    let deputy = all.school.staff[0].desk();
    sync::sync(&deputy).unwrap();
    let told = watch::tell(&deputy, &all.means(0, false)).unwrap().told;
    assert!(!told.is_empty(), "nor does the opening of the first end it for others");
    look::look(&deputy, &entry_id).unwrap();
    sync::sync(&deputy).unwrap();
    assert!(watch::tell(&deputy, &all.means(0, false)).unwrap().told.is_empty());
    drop(deputy);
    let closed = locked(&all.school.staff[2]);
    let (heard, _) = watch::pass(&closed, &all.means(2, false)).unwrap();
    assert!(heard.told.is_empty(), "the deputy has looked: {:?}", heard.told);
    drop(closed);
    // Why it worries somebody is for those who keep safe, and for whoever said so.
    let head = all.school.staff[2].desk();
    assert!(head.library().unwrap().ids().unwrap().is_empty());
    drop(head);
    let cole = all.school.staff[4].desk();
    let refused = sayso::acts::withdraw::withdraw(&cole, &entry_id, "a reason");
    assert!(refused.is_err(), "what is held stays");
    drop(cole);
    what_became_of_a_concern_is_for_those_who_keep_safe(all, &entry_id);
    // What the pupil finds again is as it was.
    let tablet = all.school.tablets[0].desk();
    assert!(kiosk::read_by(&tablet, &entry_id).unwrap().is_some());
}

/// Whoever raised it hears that it was heard; what was done is not for them, nor for a SENCo who
/// comes later.
fn what_became_of_a_concern_is_for_those_who_keep_safe(all: &mut Watched, entry_id: &EntryId) {
    let deputy = all.school.staff[0].desk();
    let done = handover::Handover {
        what: "Spoke with her aunt",
        recorded_in: Some("CPOMS"),
        reference: Some("77"),
    };
    handover::handover(&deputy, entry_id, &done).unwrap();
    drop(deputy);
    let computer = &all.school.spare;
    computer.clock.set(moment("18T15:00"));
    let asked = ask(computer, "Ms New", Role::Senco);
    let senco = all.school.staff[0].desk();
    approve::approve(&senco, &asked.device, &asked.words.join(" ")).unwrap();
    drop(senco);
    all.school.settle();
    let cole = all.school.staff[4].desk();
    let mut newcomer = computer.open().unwrap();
    newcomer.unlock(PASSPHRASE).unwrap();
    sync::sync(&newcomer).unwrap();
    for desk in [&cole, &newcomer] {
        let entry = desk.library().unwrap().entry(entry_id).unwrap().unwrap();
        assert!(entry.opened_by.len() >= 2, "{:?}", entry.opened_by);
        assert!(entry.done.is_empty());
    }
    let entry = newcomer.library().unwrap().entry(entry_id).unwrap().unwrap();
    assert!(entry.told.is_empty() && entry.concerns.is_empty());
    assert!(entry.opened_by.iter().all(|one| one.concerns.is_empty()));
    assert!(watch::tell(&cole, &all.means(0, true)).unwrap().told.is_empty(), "it was heard");
    drop(cole);
    let lead = all.school.staff[1].desk();
    let entry = lead.library().unwrap().entry(entry_id).unwrap().unwrap();
    assert_eq!(entry.done.len(), 1);
}

fn a_key_that_is_no_key_is_nobodys(all: &mut Watched) {
    let desk = all.school.tablets[0].desk();
    let keys = known::keys(&desk.home).unwrap();
    assert_eq!(keys.len(), STAFF.len());
    let mut batch = sayso::platform::Batch::new();
    let device = keys.keys().next().unwrap().clone();
    let log = sayso::wire::Log::Daily;
    let at = |seq| sayso::wire::record::BodyAddress { device: device.clone(), log, seq, leaf: 0 };
    known::note_key(&desk.home, &mut batch, &at(900), "age1nonsense").unwrap();
    let other = Identity::random(&SeededChance::new(1)).recipient();
    // An older word that comes late does not stand in the place of a later one.
    known::note_key(&desk.home, &mut batch, &at(0), &other).unwrap();
    assert!(batch.changes.is_empty());
    known::note_key(&desk.home, &mut batch, &at(901), &other).unwrap();
    desk.home.ledger.commit(batch).unwrap();
    assert_eq!(known::keys(&desk.home).unwrap()[&device], other);
}
