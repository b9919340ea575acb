//! What a pupil gets back on the tablets of their school: their tips, page, last sorts, and how they
//! like the screens. Never a clip, a voice, a message or a worry.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Answered, EntryId, EntryKind, Moment, Piece, Preferences, Said, Sort};

/// Something with when it was said and what entry it is of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept<T> {
    pub at: Moment,
    pub entry_id: EntryId,
    pub what: T,
}

/// So many versions of one thing are kept: what stands when the newest is taken back, and how it
/// changed.
const VERSIONS: usize = 4;

/// All of it for one pupil. Of everything the newest version comes first.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PupilShelf {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tips: Vec<Kept<Vec<Piece>>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub page: Vec<Kept<Vec<Answered>>>,
    /// By topic.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sorts: BTreeMap<String, Vec<Kept<Sort>>>,
    /// Which rounds of what the SENCo asks were answered.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answered: BTreeMap<String, Vec<Kept<u32>>>,
    /// With when they were chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferences: Option<(Moment, Preferences)>,
}

/// What of an entry comes back: the pieces that a shelf holds. Nothing for the other kinds.
pub fn comes_back(kind: EntryKind, entry_id: &EntryId, said: &Said) -> Option<Said> {
    // A voice does not come back; that something was said aloud, and where, does.
    let piece = |piece: &Piece| match piece {
        Piece::Medium { medium } => Piece::Earlier { entry: entry_id.clone(), medium: *medium },
        other => other.clone(),
    };
    let mut back = Said::default();
    match kind {
        EntryKind::Tips => {
            back.tips = said.tips.iter().map(piece).collect();
        }
        EntryKind::Page => {
            let answers = said.answers.iter();
            let back_of = |one: &Answered| Answered { answer: piece(&one.answer), ..one.clone() };
            back.answers = answers.map(back_of).collect();
        }
        EntryKind::Sort => back.sort = said.sort.clone(),
        // That it was answered, not what.
        EntryKind::Survey => (back.survey, back.round) = (said.survey.clone(), said.round),
        EntryKind::Clip
        | EntryKind::Voice
        | EntryKind::Symbols
        | EntryKind::Worry
        | EntryKind::Made
        | EntryKind::Observation => return None,
    }
    Some(back)
}

/// Once for each entry, in order.
fn put<T>(versions: &mut Vec<Kept<T>>, new: Kept<T>) {
    versions.retain(|known| known.entry_id != new.entry_id);
    versions.push(new);
    versions.sort_by(|one, other| (other.at, &other.entry_id).cmp(&(one.at, &one.entry_id)));
    versions.truncate(VERSIONS);
}

impl PupilShelf {
    /// Takes over what came back of an entry.
    pub fn learn(&mut self, kind: EntryKind, entry_id: &EntryId, at: Moment, said: Said) {
        let entry_id = entry_id.clone();
        match kind {
            EntryKind::Tips => put(&mut self.tips, Kept { at, entry_id, what: said.tips }),
            EntryKind::Page => put(&mut self.page, Kept { at, entry_id, what: said.answers }),
            EntryKind::Sort => {
                let Some(sort) = said.sort else { return };
                let versions = self.sorts.entry(sort.topic.clone()).or_default();
                put(versions, Kept { at, entry_id, what: sort });
            }
            EntryKind::Survey => {
                let Some(survey) = said.survey else { return };
                let versions = self.answered.entry(survey).or_default();
                put(versions, Kept { at, entry_id, what: said.round.unwrap_or(0) });
            }
            EntryKind::Clip
            | EntryKind::Voice
            | EntryKind::Symbols
            | EntryKind::Worry
            | EntryKind::Made
            | EntryKind::Observation => {}
        }
    }

    /// How they like the screens, unless something later is there.
    pub fn like(&mut self, at: Moment, preferences: Preferences) {
        if self.preferences.is_none_or(|(known, _)| known <= at) {
            self.preferences = Some((at, preferences.within_limits()));
        }
    }

    /// What an entry was, where it comes back.
    pub fn kind_of(&self, entry_id: &EntryId) -> Option<EntryKind> {
        let is_it = |known: &EntryId| known == entry_id;
        if self.tips.iter().any(|kept| is_it(&kept.entry_id)) {
            return Some(EntryKind::Tips);
        }
        if self.page.iter().any(|kept| is_it(&kept.entry_id)) {
            return Some(EntryKind::Page);
        }
        if self.sorts.values().flatten().any(|kept| is_it(&kept.entry_id)) {
            return Some(EntryKind::Sort);
        }
        let mut answered = self.answered.values().flatten();
        answered.any(|kept| is_it(&kept.entry_id)).then_some(EntryKind::Survey)
    }

    /// Nothing of what the pupil said.
    pub fn only_likes(self) -> Self {
        Self { preferences: self.preferences, ..Self::default() }
    }

    /// The answers of the page with what was asked.
    pub fn page(&self) -> impl Iterator<Item = (&String, &Piece)> {
        let answers = self.page.first().into_iter().flat_map(|kept| &kept.what);
        answers.map(|one| (&one.question, &one.answer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(number: u8) -> EntryId {
        EntryId::from_bytes(&[number; 13])
    }

    fn tips(words: &str) -> Said {
        Said { tips: vec![words.into()], ..Said::default() }
    }

    #[test]
    fn the_later_stands_whatever_comes_first() {
        let mut shelf = PupilShelf::default();
        let at = Moment::from_millis;
        shelf.learn(EntryKind::Tips, &entry(2), at(2), tips("new"));
        shelf.learn(EntryKind::Tips, &entry(1), at(1), tips("old"));
        shelf.learn(EntryKind::Tips, &entry(2), at(2), tips("new"));
        assert_eq!(shelf.tips[0].what, ["new".into()]);
        assert_eq!(shelf.tips[1].what, ["old".into()]);
        assert_eq!(shelf.kind_of(&entry(1)), Some(EntryKind::Tips));
        assert_eq!(shelf.kind_of(&entry(3)), None);
    }

    #[test]
    fn a_voice_and_what_was_answered_do_not_come_back() {
        let said = Said {
            tips: vec!["a".into(), Piece::Medium { medium: 0 }],
            answers: vec![Answered { question: "q".into(), answer: Piece::Face { face: 2 } }],
            survey: Some("autumn".into()),
            ..Said::default()
        };
        let earlier = Piece::Earlier { entry: entry(7), medium: 0 };
        let comes_back = |kind, said| comes_back(kind, &entry(7), said);
        assert_eq!(comes_back(EntryKind::Tips, &said).unwrap().tips, ["a".into(), earlier]);
        let back = comes_back(EntryKind::Survey, &said).unwrap();
        assert!(back.answers.is_empty() && back.survey.is_some());
        assert!(comes_back(EntryKind::Worry, &said).is_none());
        assert!(comes_back(EntryKind::Clip, &said).is_none());
    }
}
