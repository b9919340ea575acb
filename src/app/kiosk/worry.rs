//! The worry box. Nobody is promised secrecy, nobody has to say their name, and until an adult
//! has read it the screen says so and who to go to now.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Kiosk, trouble};
use crate::acts::add_entry::Added;
use crate::acts::kiosk as acts;
use crate::app::command::Command;
use crate::app::event::Event;
use crate::app::route::Route;
use crate::domain::worry::WorryDetails;
use crate::domain::{EntryId, LocalTime, Moment, SchoolTime};

/// A worry before it is sent: what it adds to what is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorryDraft {
    pub not_for: BTreeSet<String>,
    pub wants_to_talk_to: Option<String>,
    /// Who would read it as things stand.
    pub readers: Vec<String>,
    pub(super) urgent: bool,
}

impl WorryDraft {
    pub(super) fn details(&self) -> WorryDetails {
        WorryDetails {
            urgent: self.urgent,
            not_for: self.not_for.iter().cloned().collect(),
            wants_to_talk_to: self.wants_to_talk_to.clone(),
            ..WorryDetails::default()
        }
    }
}

/// After a worry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Care {
    /// Nothing where the tablet could not keep it: then only a person can help.
    pub entry_id: Option<EntryId>,
    pub urgent: bool,
    /// Who to go to now.
    pub go_to: Vec<String>,
    /// Who has read it. Nobody yet, mostly.
    pub read_by: Option<String>,
    pub nobody_serving: bool,
    /// Something half said waits behind it.
    pub leads_back: bool,
}

impl Kiosk {
    pub(super) fn open_worry(&mut self) {
        if self.worry.is_none() {
            let readers = self.school.worry_readers.clone();
            self.worry = Some(WorryDraft { readers, ..WorryDraft::default() });
            self.saying = super::Saying::default();
            self.message = super::Message::default();
            self.making = None;
        }
    }

    /// Adults whom a pupil can name, the head among them.
    pub fn adults(&self) -> Vec<String> {
        let school = &self.school.school;
        let staff =
            school.people.iter().filter(|person| person.roles.iter().any(|role| role.is_staff()));
        let named = staff.map(|person| person.name.clone());
        let mut adults: Vec<String> = named.chain(school.other_adults.iter().cloned()).collect();
        adults.retain(|name| !name.trim().is_empty());
        adults.sort();
        adults.dedup();
        adults
    }

    /// Of those, who is in today: whom a pupil can ask to talk to. All of them where nobody is.
    pub fn adults_in_today(&self) -> Vec<String> {
        let weekday = self.local_time().weekday();
        let is_in = |name: &String| self.school.school.is_in(name, weekday);
        let mut adults = self.adults();
        if adults.iter().any(is_in) {
            adults.retain(is_in);
        }
        adults
    }

    /// Whether somebody is there to read it now.
    pub fn school_time(&self) -> SchoolTime {
        self.school.school.calendar.at(self.local_time())
    }

    /// The day and the time on this tablet's clock.
    pub fn now(&self) -> Moment {
        self.desk.now()
    }

    pub fn local_time(&self) -> LocalTime {
        LocalTime::of(self.now(), &jiff::tz::TimeZone::system())
    }

    pub(super) fn command_worry(&mut self, command: Command) {
        match command {
            Command::NotFor(name) => {
                self.open_worry();
                let Some(worry) = &mut self.worry else { return };
                if !worry.not_for.remove(&name) {
                    worry.not_for.insert(name);
                }
                let details = worry.details();
                let desk = Arc::clone(&self.desk);
                self.ask(move || match acts::worry_readers(&desk, &details) {
                    Ok(readers) => Event::WorryReaders(readers),
                    Err(error) => Event::Failed(trouble(error)),
                });
            }
            Command::TalkTo(name) => {
                self.open_worry();
                // Only this: nothing that was begun and left goes with it.
                self.message = super::Message::default();
                self.saying = super::Saying::default();
                if let Some(worry) = &mut self.worry {
                    worry.wants_to_talk_to = Some(name);
                }
                self.go_to_send();
            }
            Command::NotSafe => {
                let worry = WorryDraft { urgent: true, ..self.worry_or_new() };
                self.send_worry_at_once(worry);
            }
            Command::Hide => self.reset(),
            _ => {}
        }
    }

    /// The worry that is being said, or one that says nothing yet.
    pub(super) fn worry_or_new(&self) -> WorryDraft {
        self.worry.clone().unwrap_or_else(|| WorryDraft {
            readers: self.school.worry_readers.clone(),
            ..WorryDraft::default()
        })
    }

    pub(super) fn care_after(&mut self, worry: WorryDraft, added: &Added, leads_back: bool) {
        self.show_care(Care {
            entry_id: Some(added.entry_id.clone()),
            urgent: worry.urgent,
            go_to: worry.readers,
            read_by: None,
            nobody_serving: added.nobody_serving,
            leads_back,
        });
    }

    /// It could not be kept: who to go to stands there all the same.
    pub(super) fn care_without(&mut self, worry: WorryDraft) {
        self.show_care(Care {
            entry_id: None,
            urgent: worry.urgent,
            go_to: worry.readers,
            read_by: None,
            nobody_serving: true,
            leads_back: true,
        });
    }

    fn show_care(&mut self, care: Care) {
        let trouble = self.trouble.take();
        let leads_back = care.leads_back;
        self.care = Some(care);
        if leads_back {
            self.stop_or_keep_recording();
            self.go(Route::Care);
        } else {
            self.go_for_good(Route::Care);
        }
        self.trouble = trouble;
    }

    /// After a sync: whether an adult has opened it by now.
    pub(super) fn look_for_reader(&self) {
        let Some(care) = self.care.as_ref().filter(|care| care.read_by.is_none()) else { return };
        let Some(entry_id) = care.entry_id.clone() else { return };
        let desk = Arc::clone(&self.desk);
        self.worker.ask(move || match acts::read_by(&desk, &entry_id) {
            Ok(Some(by)) => Some(Event::WorryRead { entry_id, by }),
            Ok(None) => None,
            Err(error) => Some(Event::Failed(trouble(error))),
        });
    }

    pub(super) fn worry_was_read(&mut self, entry_id: &EntryId, by: String) {
        if let Some(care) = &mut self.care
            && care.entry_id.as_ref() == Some(entry_id)
        {
            care.read_by = Some(by);
        }
    }
}
