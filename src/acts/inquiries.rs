//! What the SENCo asks pupils, and what they answered: in rounds, so that the same questions later can
//! be compared.

use std::collections::BTreeMap;

use super::{ActError, Desk, init, sync};
use crate::domain::inquiry::{APP, Asked, Faces, Inquiry, InquiryError, InquiryQuestion};
use crate::domain::{Answered, EntryKind, EntryState, Moment, Piece, PupilId, School};
use crate::platform::chance::random;
use crate::wire::Hash;

/// Asks something new. Gives its id.
pub fn ask(
    desk: &Desk,
    title: &str,
    asked: Asked,
    questions: Vec<InquiryQuestion>,
) -> Result<String, ActError> {
    begin(desk, new(desk, title, asked, questions))
}

/// Has pupils try something new first, and say what they think of the questions. Gives its id.
pub fn try_first(
    desk: &Desk,
    title: &str,
    asked: Asked,
    questions: Vec<InquiryQuestion>,
) -> Result<String, ActError> {
    // Without a question of the SENCo's there is nothing to try.
    let new = new(desk, title, asked, questions);
    new.check()?;
    begin(desk, new.tried_first())
}

fn new(desk: &Desk, title: &str, asked: Asked, questions: Vec<InquiryQuestion>) -> Inquiry {
    let nonce: [u8; 16] = random(&*desk.home.machine.chance);
    let trimmed =
        |one: InquiryQuestion| InquiryQuestion { text: one.text.trim().to_owned(), ..one };
    Inquiry {
        inquiry_id: Hash::of(&nonce).to_string()[..16].to_owned(),
        title: title.trim().to_owned(),
        asked,
        questions: questions.into_iter().map(trimmed).collect(),
        rounds: vec![desk.now()],
        is_open: true,
        is_trial: false,
        all_said: Vec::new(),
    }
}

fn begin(desk: &Desk, inquiry: Inquiry) -> Result<String, ActError> {
    inquiry.check()?;
    let mut school = desk.school_to_change()?;
    let inquiry_id = inquiry.inquiry_id.clone();
    match &inquiry.asked {
        Asked::Pupil(pupil_id) if school.pupil(pupil_id).is_none() => {
            return Err(ActError::NoPupil { pupil: pupil_id.to_string() });
        }
        Asked::Class(class) if school.pupils.iter().all(|pupil| &pupil.class != class) => {
            return Err(ActError::NoClass { class: class.clone() });
        }
        Asked::Everybody | Asked::Class(_) | Asked::Pupil(_) => {}
    }
    school.inquiries.push(inquiry);
    init::tell_school(desk, school)?;
    sync::send_now(desk)?;
    Ok(inquiry_id)
}

/// Asks the same again: whoever answered before is asked once more.
pub fn ask_again(desk: &Desk, inquiry_id: &str) -> Result<(), ActError> {
    let now = desk.now();
    change(desk, inquiry_id, |inquiry| {
        inquiry.ask_again(now);
        Ok(())
    })
}

/// Asks for real what was tried, of whom it was tried with or of everybody; the trial is closed and
/// what was answered in it stays there. Gives the new id.
pub fn ask_for_real(desk: &Desk, inquiry_id: &str, of_everybody: bool) -> Result<String, ActError> {
    let mut school = desk.school_to_change()?;
    let now = desk.now();
    let tried = find(&mut school, inquiry_id)?;
    tried.is_open = false;
    let asked = if of_everybody { Asked::Everybody } else { tried.asked.clone() };
    let real = tried.for_real(asked, now)?;
    let real_id = real.inquiry_id.clone();
    if school.inquiries.iter().any(|one| one.inquiry_id == real_id) {
        return Err(InquiryError::RealAlready.into());
    }
    school.inquiries.push(real);
    init::tell_school(desk, school)?;
    sync::send_now(desk)?;
    Ok(real_id)
}

/// Shows pupils of whom it was asked the faces of the last round, and closes it.
pub fn show(desk: &Desk, inquiry_id: &str) -> Result<(), ActError> {
    let answers = answers(desk)?;
    change(desk, inquiry_id, |inquiry| {
        let rounds = results(inquiry, answers.get(inquiry_id).map_or(&[], Vec::as_slice));
        let last = rounds.last().map(|round| round.questions.as_slice()).unwrap_or_default();
        let faces: Vec<Faces> = last.iter().map(|counted| counted.faces).collect();
        inquiry.show(&faces)
    })
}

/// Shows pupils nothing of it any more.
pub fn hide(desk: &Desk, inquiry_id: &str) -> Result<(), ActError> {
    change(desk, inquiry_id, |inquiry| {
        inquiry.all_said.clear();
        Ok(())
    })
}

/// Nobody is asked any more; what was answered stays.
pub fn close(desk: &Desk, inquiry_id: &str) -> Result<(), ActError> {
    change(desk, inquiry_id, |inquiry| {
        inquiry.is_open = false;
        Ok(())
    })
}

fn find<'a>(school: &'a mut School, inquiry_id: &str) -> Result<&'a mut Inquiry, ActError> {
    let found = school.inquiries.iter_mut().find(|one| one.inquiry_id == inquiry_id);
    found.ok_or_else(|| ActError::NoInquiry { inquiry: inquiry_id.to_owned() })
}

fn change(
    desk: &Desk,
    inquiry_id: &str,
    how: impl FnOnce(&mut Inquiry) -> Result<(), InquiryError>,
) -> Result<(), ActError> {
    let mut school = desk.school_to_change()?;
    how(find(&mut school, inquiry_id)?)?;
    init::tell_school(desk, school)?;
    sync::send_now(desk)
}

/// How one question was answered in one round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted {
    /// How many chose each face, from "not good at all".
    pub faces: Faces,
    /// How many said something else.
    pub other: u32,
}

/// One time of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    pub began: Moment,
    /// How many pupils answered.
    pub pupils: u32,
    /// In the order of the questions.
    pub questions: Vec<Counted>,
}

/// Everything that was ever asked, with what was answered; what was asked last comes first.
pub fn all(desk: &Desk) -> Result<Vec<(Inquiry, Vec<Round>)>, ActError> {
    let mut asked = desk.school()?.inquiries;
    asked.sort_by_key(|inquiry| std::cmp::Reverse(inquiry.since()));
    // What the program asks by itself comes last.
    let question = InquiryQuestion { text: "app-how".to_owned(), has_faces: true };
    asked.push(Inquiry {
        inquiry_id: APP.to_owned(),
        title: String::new(),
        asked: Asked::Everybody,
        questions: vec![question],
        rounds: vec![Moment::from_millis(0)],
        is_open: false,
        is_trial: false,
        all_said: Vec::new(),
    });
    let answers = answers(desk)?;
    let counted = asked.into_iter().map(|inquiry| {
        let rounds = results(&inquiry, answers.get(&inquiry.inquiry_id).map_or(&[], Vec::as_slice));
        (inquiry, rounds)
    });
    Ok(counted.collect())
}

/// What one pupil answered at one time.
struct Answers {
    pupil_id: PupilId,
    made_at: Moment,
    round: Option<u32>,
    answers: Vec<Answered>,
}

/// All answers that stand, by survey: one look at the library, whatever is asked.
fn answers(desk: &Desk) -> Result<BTreeMap<String, Vec<Answers>>, ActError> {
    let library = desk.library()?;
    let mut found: BTreeMap<String, Vec<Answers>> = BTreeMap::new();
    for line in library.of_kind(EntryKind::Survey)? {
        if matches!(line.state, EntryState::Withdrawn | EntryState::TakenBack) {
            continue;
        }
        let Some(entry) = library.entry(&line.entry_id)? else { continue };
        let (Some(pupil_id), said) = (entry.record.pupil_id, entry.record.said) else { continue };
        if let Some(survey) = said.survey {
            let (made_at, round, answers) = (entry.record.made_at, said.round, said.answers);
            found.entry(survey).or_default().push(Answers { pupil_id, made_at, round, answers });
        }
    }
    Ok(found)
}

/// What was answered so far, the first round first. A pupil who answered twice in a round counts
/// with the later answer.
fn results(inquiry: &Inquiry, answers: &[Answers]) -> Vec<Round> {
    let mut rounds: Vec<Round> = inquiry.rounds.iter().map(|at| empty(*at, inquiry)).collect();
    let mut latest: BTreeMap<(usize, &PupilId), &Answers> = BTreeMap::new();
    for one in answers {
        // What came before rounds were told goes by the clock.
        let by_clock = || inquiry.rounds.iter().rposition(|began| *began <= one.made_at);
        let round = one.round.map(|round| round as usize).or_else(by_clock).unwrap_or(0);
        let known = latest.entry((round, &one.pupil_id)).or_insert(one);
        if known.made_at <= one.made_at {
            *known = one;
        }
    }
    for ((round, _), one) in latest {
        let Some(round) = rounds.get_mut(round) else { continue };
        round.pupils += 1;
        for answered in &one.answers {
            let place = inquiry.questions.iter().position(|asked| asked.text == answered.question);
            if let Some(counted) = place.and_then(|place| round.questions.get_mut(place)) {
                counted.count(&answered.answer);
            }
        }
    }
    rounds
}

impl Counted {
    fn count(&mut self, answer: &Piece) {
        match answer {
            Piece::Face { face } => {
                let face = usize::from(face.saturating_sub(1));
                if let Some(count) = self.faces.get_mut(face) {
                    *count += 1;
                }
            }
            Piece::Words(_)
            | Piece::Symbols { .. }
            | Piece::Medium { .. }
            | Piece::Earlier { .. } => {
                self.other += 1;
            }
        }
    }
}

fn empty(began: Moment, inquiry: &Inquiry) -> Round {
    Round { began, pupils: 0, questions: vec![Counted::default(); inquiry.questions.len()] }
}
