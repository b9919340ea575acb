//! Made-up entries, so that an inbox has something in it.

use crate::acts::add_entry::{self, NewEntry};
use crate::acts::{ActError, Desk};
use crate::domain::sign_off::{Identity, SignOff};
use crate::domain::worry::WorryDetails;
use crate::domain::{Audience, EntryKind, Helped, Listener, Others, Piece, PupilId, Said};

/// What each sample entry says: kind, words or tips, symbols.
const SAID: [(EntryKind, &str, &[&str]); 6] = [
    (EntryKind::Symbols, "", &["I feel", "happy", "when", "drawing"]),
    (
        EntryKind::Tips,
        "Show me, then let me try\nGive me time to answer\nTell me before things change\nI like to sit by the door\nLet me use my headphones",
        &[],
    ),
    (EntryKind::Page, "I am good at building. Please do not shout.", &[]),
    (EntryKind::Symbols, "", &["I feel", "worried", "because", "noise"]),
    (EntryKind::Worry, "Somebody takes my bag at break.", &[]),
    (EntryKind::Survey, "School feels all right most days.", &[]),
];

fn entry(desk: &Desk, number: usize, pupil_id: PupilId) -> NewEntry {
    let (kind, words, symbols) = SAID[number % SAID.len()];
    let mut said = Said {
        symbols: symbols.iter().map(|symbol| (*symbol).to_owned()).collect(),
        ..Said::default()
    };
    match kind {
        EntryKind::Tips => said.tips = words.lines().map(Piece::from).collect(),
        _ if words.is_empty() => {}
        _ => said.text = Some(words.to_owned()),
    }
    NewEntry {
        kind,
        pupil_id: Some(pupil_id),
        said,
        blobs: Vec::new(),
        sign_off: SignOff {
            at: desk.now(),
            audience: Audience {
                listeners: [Listener::Staff, Listener::Meeting].into_iter().collect(),
            },
            helped: if number.is_multiple_of(3) { Helped::Helped } else { Helped::Alone },
            identity: Identity::Unchecked,
            others: Others::Nobody,
            witness: None,
            worry: kind.is_worry().then(WorryDetails::default),
        },
        draft_ids: Vec::new(),
    }
}

/// Adds so many entries on the tablet, pupil by pupil.
pub fn add(desk: &Desk, count: u32) -> Result<(), ActError> {
    let school = desk.school()?;
    let pupils: Vec<PupilId> = school
        .classes()
        .iter()
        .flat_map(|class| class.pupils.iter().map(|pupil| pupil.pupil_id.clone()))
        .collect();
    for number in 0..count as usize {
        let Some(pupil_id) = pupils.get(number % pupils.len().max(1)) else {
            break;
        };
        add_entry::add(desk, entry(desk, number, pupil_id.clone()))?;
    }
    Ok(())
}
