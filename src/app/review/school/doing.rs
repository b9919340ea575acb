//! What is asked on the school's page, checked before anything changes, and what came of it.

use std::path::PathBuf;

use super::command::{SchoolAsk, SchoolCommand, SchoolField, Whose};
use super::{AdultPage, HoursPage, PupilPage, SchoolJob, SchoolPage, SchoolTold};
use crate::acts::roster::Mapping;
use crate::app::review::office::Job;
use crate::app::review::{Doing, Notice, Review, TWICE_AFTER, Typed};
use crate::domain::consent_record::{Change, ConsentSaid, Speaker};
use crate::domain::{Adult, CalendarChange, Day, Says, Sentence};

impl Review {
    fn school(&mut self) -> Option<&mut SchoolPage> {
        self.unlocked()?.school.as_mut()
    }

    fn school_trouble(&mut self, sentence: Sentence) {
        if let Some(unlocked) = self.unlocked() {
            unlocked.notice = Some(Notice::trouble(sentence));
        }
    }

    fn look_at_school(&mut self, job: SchoolJob) {
        self.ask(Job::School(Box::new(job)));
    }

    /// Begins a change, unless one is under way.
    fn change_school(&mut self, job: SchoolJob) {
        if let Some(page) = self.school() {
            page.asked = None;
        }
        self.decide(Doing::School, Job::School(Box::new(job)));
    }

    pub(in crate::app::review) fn command_school(&mut self, command: SchoolCommand) {
        let now = self.now;
        if let SchoolCommand::Open(is_open) = command {
            let Some(unlocked) = self.unlocked() else { return };
            unlocked.school = is_open.then(SchoolPage::default);
            if is_open {
                unlocked.questions = None;
                self.look_at_school(SchoolJob::Look);
            }
            return;
        }
        let Some(page) = self.school() else { return };
        match command {
            SchoolCommand::Show(section) => {
                page.section = section;
                page.asked = None;
            }
            SchoolCommand::Pupil(pupil_id) => {
                let known = page.known.as_ref();
                let found = pupil_id.and_then(|id| known?.school.pupil(&id).map(PupilPage::of));
                page.pupil = found;
            }
            SchoolCommand::Joining(device) => {
                page.joining = device.map(|device| (device, Typed::default()));
            }
            SchoolCommand::Adult(name) => page.adult = name.map(|name| adult_page(page, name)),
            SchoolCommand::Person(device) => {
                page.person = device;
                page.asked = None;
            }
            SchoolCommand::Column(index) => page.column = index,
            SchoolCommand::Forget => page.roster = None,
            SchoolCommand::Ask(asked) => page.asked = Some((asked, now)),
            SchoolCommand::Cancel => page.asked = None,
            SchoolCommand::About(_)
            | SchoolCommand::Consent(_)
            | SchoolCommand::Whose(_)
            | SchoolCommand::Responsibility(_) => choose_in_pupil(page, &command),
            SchoolCommand::Picture(_) | SchoolCommand::AdultDay(_) => {
                choose_in_adult(page, &command);
            }
            SchoolCommand::Check => {
                page.is_checking = true;
                self.look_at_school(SchoolJob::Check);
            }
            SchoolCommand::Read => {
                let path = PathBuf::from(page.path.as_str().trim().trim_matches('"'));
                if !page.path.is_blank() {
                    self.look_at_school(SchoolJob::Read(path));
                }
            }
            SchoolCommand::Dropped(path) => {
                page.path = Typed::new(path.display().to_string());
                self.look_at_school(SchoolJob::Read(path));
            }
            SchoolCommand::Match(index, column) => {
                self.match_again(|mapping| mapping.with(index, column));
            }
            SchoolCommand::Header(has_header) => {
                self.match_again(|mapping| Mapping { header: has_header.then_some(0), ..mapping })
            }
            SchoolCommand::DryRun => self.look_at_school(SchoolJob::DryRun),
            SchoolCommand::Confirm => self.confirm_school(),
            command => self.change_by(command),
        }
    }

    fn match_again(&mut self, change: impl FnOnce(Mapping) -> Mapping) {
        let Some(page) = self.school() else { return };
        page.column = None;
        let Some((file, preview)) = page.roster.as_deref() else { return };
        let mapping = Box::new(change(preview.mapping.clone()));
        let file = file.clone();
        self.look_at_school(SchoolJob::Match(file, mapping));
    }

    fn confirm_school(&mut self) {
        let now = self.now;
        let Some(page) = self.school() else { return };
        let Some((asked, at)) = page.asked.clone() else { return };
        if now.saturating_sub(at) < TWICE_AFTER {
            return;
        }
        self.change_school(match asked {
            SchoolAsk::Revoke(device) => SchoolJob::Revoke(device),
            SchoolAsk::TakeRole(device, role) => SchoolJob::TakeRole(device, role),
            SchoolAsk::RemoveAdult(name) => SchoolJob::RemoveAdult(name),
            SchoolAsk::Destroy => SchoolJob::Destroy,
        });
    }

    /// What changes the school at one press.
    fn change_by(&mut self, command: SchoolCommand) {
        let Some(page) = self.school() else { return };
        let job = match command {
            SchoolCommand::Note => said(page),
            SchoolCommand::Capacity(can_decide) => capacity(page, can_decide),
            SchoolCommand::Born => born(page),
            SchoolCommand::Flag(flag, is_on) => Ok(page.pupil.as_ref().map(|pupil| {
                let change = Box::new(Change::Flag { flag, is_on });
                SchoolJob::Note(pupil.pupil_id.clone(), change)
            })),
            SchoolCommand::Nation(nation) => Ok(Some(SchoolJob::Nation(nation))),
            SchoolCommand::KeepHours => page.typed_hours().map(calendar),
            SchoolCommand::AddTerm => page.typed_term().map(calendar),
            SchoolCommand::Close => page.typed_closed().map(calendar),
            SchoolCommand::Reopen(run) => Ok(calendar(CalendarChange::Reopen(run))),
            SchoolCommand::Calendar(change) => Ok(calendar(change)),
            SchoolCommand::Approve => Ok(page.joining.as_ref().and_then(|(device, words)| {
                let words = words.clone();
                (!words.is_blank()).then(|| SchoolJob::Approve(device.clone(), words))
            })),
            SchoolCommand::GiveEarlier(device) => Ok(Some(SchoolJob::GiveEarlier(device))),
            SchoolCommand::GiveRole(device, role) => Ok(Some(SchoolJob::GiveRole(device, role))),
            SchoolCommand::KeepAdult => Ok(page.adult.as_ref().and_then(|adult| {
                let name = adult.name.as_str().trim().to_owned();
                let (picture, days) = (adult.picture.to_owned(), adult.days.clone());
                (!name.is_empty()).then_some(SchoolJob::PutAdult(Adult { name, picture, days }))
            })),
            SchoolCommand::Import => Ok(page.roster.as_deref().and_then(|(file, preview)| {
                let mapping = Box::new(preview.mapping.clone());
                preview.missing.is_empty().then(|| SchoolJob::Import(file.clone(), mapping))
            })),
            SchoolCommand::PagesPassed => Ok((!page.pages_code.is_blank())
                .then(|| SchoolJob::PagesPassed(page.pages_code.clone()))),
            SchoolCommand::Months(kind, months) => Ok(Some(SchoolJob::Months(kind, months))),
            _ => Ok(None),
        };
        match job {
            Ok(Some(job)) => self.change_school(job),
            Ok(None) => {}
            Err(sentence) => self.school_trouble(sentence),
        }
    }

    pub(in crate::app::review) fn type_school(&mut self, field: SchoolField, typed: Typed) {
        let Some(page) = self.school() else { return };
        let place = match field {
            SchoolField::Search => Some(&mut page.search),
            SchoolField::Path => Some(&mut page.path),
            SchoolField::PagesCode => Some(&mut page.pages_code),
            SchoolField::Name => page.pupil.as_mut().map(|pupil| &mut pupil.name),
            SchoolField::On => page.pupil.as_mut().map(|pupil| &mut pupil.on),
            SchoolField::Born => page.pupil.as_mut().map(|pupil| &mut pupil.born),
            SchoolField::FoundBy => page.pupil.as_mut().map(|pupil| &mut pupil.found_by),
            SchoolField::AdultName => {
                page.adult.as_mut().filter(|adult| !adult.is_known).map(|adult| &mut adult.name)
            }
            SchoolField::SixWords => page.joining.as_mut().map(|(_, words)| words),
            field => page.hours.field(field),
        };
        if let Some(place) = place {
            *place = typed;
        }
    }

    pub(in crate::app::review) fn hear_school(&mut self, told: SchoolTold) {
        let Some(unlocked) = self.unlocked() else { return };
        if let SchoolTold::Done(done) = &told {
            unlocked.doing = None;
            unlocked.notice = Some(match done.clone() {
                Ok(sentence) => Notice { sentence, is_trouble: false },
                Err(sentence) => Notice::trouble(sentence),
            });
        }
        let Some(page) = &mut unlocked.school else { return };
        match told {
            SchoolTold::Known(Ok(known)) => {
                if page.known.is_none() {
                    page.hours = HoursPage::of(known.school.calendar.hours);
                }
                page.known = Some(known);
                page.trouble = None;
            }
            SchoolTold::Known(Err(sentence)) => page.trouble = Some(sentence),
            SchoolTold::Asking(asking) => page.asking = Some(asking),
            SchoolTold::Changes(changes) => page.changes = Some(changes),
            SchoolTold::Read(Ok(read)) => page.roster = Some(read),
            SchoolTold::Read(Err(sentence)) => unlocked.notice = Some(Notice::trouble(sentence)),
            SchoolTold::Over(over) => page.over = Some(over),
            SchoolTold::Checked(checks) => {
                page.is_checking = false;
                page.checks = Some(checks);
            }
            // What was written down is there; what went wrong can be put right.
            SchoolTold::Done(Ok(sentence)) => page.done(sentence.key),
            SchoolTold::Done(Err(_)) => {}
        }
    }
}

impl SchoolPage {
    /// Empties what was filled in for it.
    fn done(&mut self, key: &str) {
        match key {
            "school-approved" => self.joining = None,
            "school-imported" => self.roster = None,
            "school-destroyed" => self.over = None,
            "school-hours-kept" => self.hours.done(),
            "school-pages-passed" => self.pages_code = Typed::default(),
            _ => {}
        }
        self.adult = None;
        if let Some(pupil) = &mut self.pupil {
            pupil.about.clear();
            pupil.found_by = Typed::default();
        }
    }
}

fn adult_page(page: &SchoolPage, name: String) -> AdultPage {
    let known = page.known.as_ref().and_then(|known| known.school.adult(&name));
    AdultPage {
        is_known: !name.is_empty(),
        name: Typed::new(name),
        picture: known.and_then(Adult::known_picture).unwrap_or_default(),
        days: known.map(|adult| adult.days.clone()).unwrap_or_default(),
    }
}

fn choose_in_pupil(page: &mut SchoolPage, command: &SchoolCommand) {
    let Some(pupil) = &mut page.pupil else { return };
    match command {
        SchoolCommand::About(purpose) => {
            if !pupil.about.remove(purpose) {
                pupil.about.insert(*purpose);
            }
        }
        SchoolCommand::Consent(consent) => pupil.consent = *consent,
        SchoolCommand::Whose(whose) => pupil.whose = *whose,
        SchoolCommand::Responsibility(known) => pupil.responsibility = *known,
        _ => {}
    }
}

fn choose_in_adult(page: &mut SchoolPage, command: &SchoolCommand) {
    let Some(adult) = &mut page.adult else { return };
    match command {
        SchoolCommand::Picture(picture) => {
            adult.picture = if adult.picture == *picture { "" } else { picture };
        }
        SchoolCommand::AdultDay(day) => {
            if !adult.days.remove(day) {
                adult.days.insert(*day);
            }
        }
        _ => {}
    }
}

fn calendar(change: CalendarChange) -> Option<SchoolJob> {
    Some(SchoolJob::Calendar(change))
}

/// A job, nothing where nothing is open, or what is wrong with what was filled in.
type Filled = Result<Option<SchoolJob>, Sentence>;

/// A day as typed; today where the field is empty.
fn day(typed: &Typed, today: Day) -> Result<Day, Sentence> {
    if typed.is_blank() {
        return Ok(today);
    }
    typed.as_str().parse().map_err(|_| Sentence::plain("bad-day").with("text", typed.as_str()))
}

fn filled(
    page: &SchoolPage,
    change: impl FnOnce(&PupilPage, Day) -> Result<Change, Sentence>,
) -> Filled {
    let (Some(pupil), Some(known)) = (&page.pupil, &page.known) else { return Ok(None) };
    let change = change(pupil, known.today)?;
    change.check(known.today).map_err(|bad| bad.says())?;
    Ok(Some(SchoolJob::Note(pupil.pupil_id.clone(), Box::new(change))))
}

fn said(page: &SchoolPage) -> Filled {
    filled(page, |pupil, today| {
        Ok(Change::Said(ConsentSaid {
            about: pupil.about.clone(),
            consent: pupil.consent,
            speaker: match pupil.whose {
                Whose::Parent => Speaker::Parent(pupil.responsibility),
                Whose::Pupil => Speaker::Pupil,
                Whose::List => Speaker::List,
                Whose::Interests => Speaker::Interests,
            },
            name: match pupil.whose {
                Whose::Parent | Whose::Interests => pupil.name.as_str().trim().to_owned(),
                Whose::Pupil | Whose::List => String::new(),
            },
            on: day(&pupil.on, today)?,
        }))
    })
}

fn capacity(page: &SchoolPage, can_decide: bool) -> Filled {
    filled(page, |pupil, today| {
        let name = pupil.found_by.as_str().trim().to_owned();
        Ok(Change::Capacity { can_decide, name, on: today })
    })
}

fn born(page: &SchoolPage) -> Filled {
    let (Some(pupil), Some(known)) = (&page.pupil, &page.known) else { return Ok(None) };
    let born = match pupil.born.is_blank() {
        true => None,
        false => Some(day(&pupil.born, known.today)?),
    };
    Ok(Some(SchoolJob::Born(pupil.pupil_id.clone(), born)))
}
