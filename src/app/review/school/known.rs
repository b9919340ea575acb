//! What the page shows of the school: made at the desk, so that no screen waits for it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::acts::approve::Request;
use crate::acts::doctor::Check;
use crate::acts::keys_history::KeysChange;
use crate::acts::retention::Over;
use crate::acts::roster::Preview;
use crate::acts::{ActError, Desk, people, pupils};
use crate::domain::people::Person;
use crate::domain::{Day, DeviceId, Moment, Role, School, Sentence};

/// The school as this computer knows it.
#[derive(Debug, Clone)]
pub struct KnownSchool {
    pub at: Moment,
    pub today: Day,
    pub school: School,
    /// Everybody with a computer on the share, tablets too.
    pub people: Vec<Person>,
    pub own: DeviceId,
    pub own_roles: BTreeSet<Role>,
    /// Which keys file holds now, and when it was made.
    pub keys: (u64, Moment),
    pub has_site: bool,
}

impl KnownSchool {
    pub fn of(desk: &Desk) -> Result<Self, ActError> {
        let at = desk.now();
        let keys = desk.trust()?.keys;
        let own = desk.home.device_id().clone();
        Ok(Self {
            at,
            today: pupils::day_of(at).ok_or(ActError::SchoolUnknown)?,
            school: desk.school_to_change()?,
            people: people::list(desk)?,
            own_roles: keys.member(&own).map(|member| member.roles.clone()).unwrap_or_default(),
            own,
            keys: (keys.number, keys.made_at),
            has_site: desk.site.is_some(),
        })
    }

    fn has(&self, role: Role) -> bool {
        self.own_roles.contains(&role)
    }

    /// Whether this computer may tell of the school.
    pub fn may_tell(&self) -> bool {
        self.has(Role::Senco) || self.has(Role::Admin)
    }

    /// Whether it may let in and shut out.
    pub fn may_sign(&self) -> bool {
        self.has(Role::Admin)
    }

    /// Whether it may destroy what has been kept long enough.
    pub fn may_destroy(&self) -> bool {
        self.has(Role::Senco)
    }

    /// Whether it hears worries, and may give them to somebody who came later.
    pub fn may_give_earlier(&self, to: &Person) -> bool {
        let keep_safe = |roles: &BTreeSet<Role>| roles.iter().any(|role| role.keeps_safe());
        keep_safe(&self.own_roles) && keep_safe(&to.roles) && to.device_id != self.own
    }

    /// Whose computer it is.
    pub fn person(&self, device_id: &DeviceId) -> Option<&Person> {
        self.people.iter().find(|person| &person.device_id == device_id)
    }
}

/// A class list that was read.
#[derive(Clone, PartialEq, Eq)]
pub struct RosterFile {
    /// Its name without its folders.
    pub name: String,
    pub bytes: Arc<[u8]>,
}

/// By its size alone: a log must not hold a name.
impl std::fmt::Debug for RosterFile {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "a list of {} bytes", self.bytes.len())
    }
}

/// What the desk's thread tells of the school.
#[derive(Debug)]
pub enum SchoolTold {
    Known(Result<Box<KnownSchool>, Sentence>),
    Asking(Result<Vec<Request>, Sentence>),
    Changes(Result<Vec<KeysChange>, Sentence>),
    Read(Result<Box<(RosterFile, Preview)>, Sentence>),
    Over(Result<Vec<Over>, Sentence>),
    Checked(Result<Vec<Check>, Sentence>),
    /// Something was changed.
    Done(Result<Sentence, Sentence>),
}
