//! What stands in words on the staff's screens: times, kinds, states, sentences.

use std::time::Duration;

use crate::app::review::when::{Spoken, When};
use crate::app::review::{Doing, HowFar, Line};
use crate::domain::{
    DocumentKind, EntryKind, EntryState, Flag, Helped, Listener, Says, Sentence, Tag,
};
use crate::ui::Stage;
use crate::ui::theme::Tone;

/// "today at 10.40", "Monday at 9.05", "3 October".
pub fn when(stage: &Stage<'_>, when: &When) -> String {
    let time = format!("{}.{:02}", when.time.hour, when.time.minute);
    let words = stage.words;
    match when.spoken {
        Spoken::Today => words.say_with("staff-today", &[("time", &time)]),
        Spoken::Yesterday => words.say_with("staff-yesterday", &[("time", &time)]),
        Spoken::Weekday(weekday) => {
            let weekday = stage.say(&format!("staff-weekday-{weekday}"));
            words.say_with("staff-weekday-at", &[("weekday", &weekday), ("time", &time)])
        }
        Spoken::ThisYear | Spoken::OtherYear => {
            let day = when.day.day.to_string();
            let month = stage.say(&format!("staff-month-{}", when.day.month));
            let year = when.day.year.to_string();
            let key = if when.spoken == Spoken::ThisYear { "staff-day" } else { "staff-day-year" };
            words.say_with(key, &[("day", &day), ("month", &month), ("year", &year)])
        }
    }
}

/// "Reading: 3 of 12".
pub fn how_far(stage: &Stage<'_>, how_far: HowFar) -> String {
    stage.words.sentence(&how_far.says())
}

pub fn month(stage: &Stage<'_>, when: &When) -> String {
    let month = stage.say(&format!("staff-month-{}", when.day.month));
    let year = when.day.year.to_string();
    stage.words.say_with("staff-month-year", &[("month", &month), ("year", &year)])
}

/// "12 minutes", "3 hours", "2 days".
pub fn how_long(stage: &Stage<'_>, time: Duration) -> String {
    let minutes = time.as_secs() / 60;
    let (key, count) = match minutes {
        0..60 => ("staff-minutes", minutes),
        60..2_880 => ("staff-hours", minutes / 60),
        _ => ("staff-days", minutes / 1_440),
    };
    stage.words.say_count(key, i64::try_from(count).unwrap_or(i64::MAX), &[])
}

pub fn kind(stage: &Stage<'_>, kind: EntryKind) -> String {
    stage.say(&format!("staff-kind-{}", kind.as_str()))
}

/// The picture and the colours of a kind.
pub fn look_of(kind: EntryKind) -> (&'static str, Tone) {
    match kind {
        EntryKind::Clip => ("video", Tone::Coral),
        EntryKind::Voice => ("voice", Tone::Honey),
        EntryKind::Symbols => ("symbols", Tone::Leaf),
        EntryKind::Sort => ("sort", Tone::Sky),
        EntryKind::Tips => ("tips", Tone::Sky),
        EntryKind::Page => ("page", Tone::Coral),
        EntryKind::Worry => ("worry", Tone::Violet),
        EntryKind::Survey => ("question", Tone::Honey),
        EntryKind::Made => ("like", Tone::Leaf),
        EntryKind::Observation => ("search", Tone::Sky),
    }
}

pub fn state(stage: &Stage<'_>, state: EntryState) -> String {
    stage.say(match state {
        EntryState::New => "staff-state-new",
        EntryState::Seen => "staff-state-seen",
        EntryState::Published => "staff-state-published",
        EntryState::TakenBack => "staff-state-taken_back",
        EntryState::Withdrawn => "staff-state-withdrawn",
        EntryState::Held => "staff-state-held",
    })
}

pub fn helped(helped: Helped) -> (&'static str, &'static str) {
    match helped {
        Helped::Alone => ("alone", "staff-helped-alone"),
        Helped::Helped => ("helped", "staff-helped-helped"),
        Helped::Proxy => ("proxy", "staff-helped-proxy"),
    }
}

pub fn flag(flag: Flag) -> &'static str {
    match flag {
        Flag::NoImage => "staff-flag-no-image",
        Flag::NoName => "staff-flag-no-name",
        Flag::NoLocation => "staff-flag-no-location",
    }
}

pub fn tag(stage: &Stage<'_>, tag: Tag) -> String {
    stage.say(&format!("staff-tag-{}", tag.as_str()))
}

pub fn listener(stage: &Stage<'_>, listener: &Listener) -> (&'static str, String) {
    match listener {
        Listener::Staff => ("teachers", stage.say("staff-audience-staff")),
        Listener::Meeting => ("meeting", stage.say("staff-audience-meeting")),
        Listener::Family => ("family", stage.say("staff-audience-family")),
        Listener::FamilyMember(name) => {
            ("family", stage.words.say_with("staff-audience-member", &[("name", name)]))
        }
    }
}

/// What a document is called.
pub fn document(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Profile => "document-profile",
        DocumentKind::Tips => "document-tips",
        DocumentKind::SectionA => "document-section-a",
        DocumentKind::Slides => "document-slides",
    }
}

pub fn doing(doing: Doing) -> &'static str {
    match doing {
        Doing::Publishing => "staff-doing-publishing",
        Doing::Withdrawing => "staff-doing-withdrawing",
        Doing::Replying => "staff-doing-replying",
        Doing::Holding => "staff-doing-holding",
        Doing::Document => "staff-doing-document",
        Doing::AskingDocument => "staff-doing-asking",
        Doing::HandingOver
        | Doing::Concern
        | Doing::Noting
        | Doing::Striking
        | Doing::Tagging
        | Doing::WritingDown => "staff-doing-noting",
        Doing::Asking | Doing::AskingAgain => "staff-doing-asking",
        Doing::Giving | Doing::TakingAway => "staff-doing-words",
        Doing::School => "school-doing",
    }
}

/// A sentence with what can be done about it in this window. What a message says of the command
/// line is left out.
pub fn sentence(stage: &Stage<'_>, sentence: &Sentence) -> String {
    let said = stage.words.sentence(sentence);
    let here = format!("staff-do-{}", sentence.key);
    if stage.words.has(&here) { format!("{said} {}", stage.say(&here)) } else { said }
}

/// What somebody who looks after the computers should hear of.
pub fn alarm(stage: &Stage<'_>, first: &Sentence, count: usize) -> String {
    let what = stage.words.sentence(first);
    stage.words.say_with("staff-alarm", &[("what", &what), ("count", &count.to_string())])
}

/// Whose it is.
pub fn name(stage: &Stage<'_>, line: &Line) -> String {
    line.name.clone().unwrap_or_else(|| stage.say("staff-no-name"))
}

/// Parts that are there, with a dot between.
pub fn joined(parts: &[&str]) -> String {
    let there: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    there.join(" · ")
}
