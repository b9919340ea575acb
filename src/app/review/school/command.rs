//! What is asked on the school's page.

use std::path::PathBuf;

use crate::acts::roster::Column;
use crate::domain::consent_record::Responsibility;
use crate::domain::people::Nation;
use crate::domain::{
    CalendarChange, Consent, DeviceId, EntryKind, Flag, PupilId, Purpose, Role, Term,
};

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SchoolSection {
    #[default]
    Pupils,
    Adults,
    Roster,
    Hours,
    Keeping,
    Checks,
    Keys,
}

impl SchoolSection {
    pub const ALL: [SchoolSection; 7] = [
        Self::Pupils,
        Self::Adults,
        Self::Roster,
        Self::Hours,
        Self::Keeping,
        Self::Checks,
        Self::Keys,
    ];
}

/// A field of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SchoolField {
    Search,
    /// Who said it.
    Name,
    /// When they said it.
    On,
    Born,
    /// Who found whether the young person can decide.
    FoundBy,
    AdultName,
    SixWords,
    Path,
    /// What a pupil's login said: that it cannot read the pages.
    PagesCode,
    /// When school opens and closes.
    Opens,
    Closes,
    TermFrom,
    TermTo,
    ClosedFrom,
    ClosedTo,
}

/// Whose word is to be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Whose {
    #[default]
    Parent,
    Pupil,
    List,
    Interests,
}

impl Whose {
    pub const ALL: [Whose; 4] = [Self::Parent, Self::Pupil, Self::List, Self::Interests];
}

/// What takes two presses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchoolAsk {
    Revoke(DeviceId),
    TakeRole(DeviceId, Role),
    RemoveAdult(String),
    Destroy,
}

/// What can be done on the school's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchoolCommand {
    /// Opens it, or goes back to the inbox.
    Open(bool),
    Show(SchoolSection),
    /// One pupil, or all.
    Pupil(Option<PupilId>),
    About(Purpose),
    Consent(Consent),
    Whose(Whose),
    Responsibility(Responsibility),
    /// Writes down what was said.
    Note,
    Flag(Flag, bool),
    Capacity(bool),
    Born,
    Nation(Nation),
    /// Opening and closing time as typed.
    KeepHours,
    /// A term as typed.
    AddTerm,
    /// Closed days as typed.
    Close,
    /// Closed no longer, all of these days.
    Reopen(Term),
    Calendar(CalendarChange),
    /// Somebody who asks to join, or nobody.
    Joining(Option<DeviceId>),
    Approve,
    /// Somebody with a computer, or nobody.
    Person(Option<DeviceId>),
    GiveRole(DeviceId, Role),
    GiveEarlier(DeviceId),
    /// An adult's picture and days, by name; an empty name for somebody new.
    Adult(Option<String>),
    Picture(&'static str),
    AdultDay(u8),
    KeepAdult,
    /// Reads the file whose path was typed.
    Read,
    Dropped(PathBuf),
    /// A column that is being matched, or none.
    Column(Option<usize>),
    Match(usize, Option<Column>),
    Header(bool),
    Import,
    /// Lets go of the file.
    Forget,
    Months(EntryKind, u16),
    DryRun,
    Check,
    /// Takes the code of a pupil's login.
    PagesPassed,
    /// The first press.
    Ask(SchoolAsk),
    Confirm,
    Cancel,
}
