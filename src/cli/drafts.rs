//! `sayso drafts`

use serde_json::json;

use super::{Context, Done};
use crate::domain::Sentence;
use crate::store::drafts;

/// Marks what is left over from a crash, and writes nothing.
pub fn run(context: &Context) -> Done {
    let desk = context.desk_to_look()?;
    let drafts = drafts::list(&desk.home)?;
    let unreadable = drafts::unreadable(&desk.home)?;
    for draft_id in &unreadable {
        context.output.complain(&Sentence::plain("draft-unreadable").with("draft", draft_id));
    }
    if drafts.is_empty() && unreadable.is_empty() {
        context.output.say(&Sentence::plain("drafts-none"));
    }
    let mut rows = Vec::new();
    for draft in &drafts {
        let seconds = draft.duration_micros as f64 / 1e6;
        let key = match (draft.recovered, draft.is_being_recorded) {
            (true, _) => "draft-recovered",
            (false, true) => "draft-recording",
            (false, false) => "draft-whole",
        };
        let sentence = Sentence::plain(key)
            .with("draft", &draft.draft_id)
            .with("kind", draft.card.kind)
            .with("seconds", format!("{seconds:.1}"));
        context.output.say(&sentence);
        if draft.damaged > 0 {
            let sentence = Sentence::plain("draft-damaged").with("count", draft.damaged);
            context.output.complain(&sentence);
        }
        rows.push(json!({
            "draft_id": draft.draft_id,
            "pupil_id": draft.card.pupil_id,
            "kind": draft.card.kind,
            "duration_secs": seconds,
            "recovered": draft.recovered,
            "damaged_fragments": draft.damaged,
        }));
    }
    context.output.document(&json!(rows));
    Ok(())
}
