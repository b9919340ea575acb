//! What the SENCo asks pupils, and what they answered: in rounds, so that the same questions later can
//! be compared.

use std::collections::BTreeMap;

use super::{ActError, Desk, init, sync};
use crate::domain::inquiry::{APP, Asked, Inquiry, InquiryQuestion};
use crate::domain::said::FACES;
use crate::domain::{EntryKind, EntryState, Moment, Piece, PupilId};
use crate::platform::chance::random;
use crate::wire::Hash;

/// Asks something new. Gives its id.
pub fn ask(
    desk: &Desk,
    title: &str,
    asked: Asked,
    questions: Vec<InquiryQuestion>,
    is_council: bool,
) -> Result<String, ActError> {
    let nonce: [u8; 16] = random(&*desk.home.machine.chance);
    let inquiry_id = Hash::of(&nonce).to_string()[..16].to_owned();
    let trimmed =
        |one: InquiryQuestion| InquiryQuestion { text: one.text.trim().to_owned(), ..one };
    let inquiry = Inquiry {
        inquiry_id: inquiry_id.clone(),
        title: title.trim().to_owned(),
        asked,
        questions: questions.into_iter().map(trimmed).collect(),
        rounds: vec![desk.now()],
        is_open: true,
        is_council,
    };
    inquiry.check()?;
    let mut school = desk.school_to_change()?;
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
        inquiry.rounds.push(now);
        inquiry.is_open = true;
    })
}

/// Nobody is asked any more; what was answered stays.
pub fn close(desk: &Desk, inquiry_id: &str) -> Result<(), ActError> {
    change(desk, inquiry_id, |inquiry| inquiry.is_open = false)
}

fn change(desk: &Desk, inquiry_id: &str, how: impl FnOnce(&mut Inquiry)) -> Result<(), ActError> {
    let mut school = desk.school_to_change()?;
    let found = school.inquiries.iter_mut().find(|one| one.inquiry_id == inquiry_id);
    let Some(inquiry) = found else {
        return Err(ActError::NoInquiry { inquiry: inquiry_id.to_owned() });
    };
    how(inquiry);
    init::tell_school(desk, school)?;
    sync::send_now(desk)
}

/// How one question was answered in one round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted {
    /// How many chose each face, from "not good at all".
    pub faces: [u32; FACES as usize],
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
        is_council: false,
    });
    asked
        .into_iter()
        .map(|inquiry| Ok((results(desk, &inquiry)?, inquiry)))
        .map(|found| found.map(|(rounds, inquiry)| (inquiry, rounds)))
        .collect()
}

/// What was answered so far, the first round first. A pupil who answered twice in a round counts
/// with the later answer.
pub fn results(desk: &Desk, inquiry: &Inquiry) -> Result<Vec<Round>, ActError> {
    let library = desk.library()?;
    let mut rounds: Vec<Round> = inquiry.rounds.iter().map(|at| empty(*at, inquiry)).collect();
    // Of each round and pupil the latest answer.
    let mut latest: BTreeMap<(usize, PupilId), (Moment, Vec<(String, Piece)>)> = BTreeMap::new();
    for line in library.lines()? {
        let stands = !matches!(line.state, EntryState::Withdrawn | EntryState::TakenBack);
        let Some(pupil_id) = line.pupil_id.filter(|_| line.kind == EntryKind::Survey && stands)
        else {
            continue;
        };
        let Some(entry) = library.entry(&line.entry_id)? else { continue };
        let said = &entry.record.said;
        if said.survey.as_deref() != Some(inquiry.inquiry_id.as_str()) {
            continue;
        }
        let made_at = entry.record.made_at;
        // A tablet whose clock is behind still answers the first round.
        let round = inquiry.rounds.iter().rposition(|began| *began <= made_at).unwrap_or(0);
        let answers = said.answers.iter().map(|one| (one.question.clone(), one.answer.clone()));
        let known = latest.entry((round, pupil_id)).or_insert_with(|| (made_at, Vec::new()));
        if known.0 <= made_at {
            *known = (made_at, answers.collect());
        }
    }
    for ((round, _), (_, answers)) in latest {
        let Some(round) = rounds.get_mut(round) else { continue };
        round.pupils += 1;
        for (asked, answer) in answers {
            let place = inquiry.questions.iter().position(|one| one.text == asked);
            let Some(counted) = place.and_then(|place| round.questions.get_mut(place)) else {
                continue;
            };
            match answer {
                Piece::Face { face } => {
                    let face = usize::from(face.saturating_sub(1));
                    if let Some(count) = counted.faces.get_mut(face) {
                        *count += 1;
                    }
                }
                Piece::Words(_) | Piece::Symbols { .. } | Piece::Medium { .. } => {
                    counted.other += 1
                }
            }
        }
    }
    Ok(rounds)
}

fn empty(began: Moment, inquiry: &Inquiry) -> Round {
    Round { began, pupils: 0, questions: vec![Counted::default(); inquiry.questions.len()] }
}
