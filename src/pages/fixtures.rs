//! A small school for the tests of these pages.

use super::{
    ClassPage, Clip, ClipKind, HelpedShown, Made, Message, Profile, PupilPage, ShownAnswer,
    ShownBadge, ShownName, ShownSort, Site, Tip,
};
use crate::words::Words;

/// The words of one language, as the program loads them.
pub fn words(tag: &str) -> Words {
    Words::new(match tag {
        "cy" => crate::words::Language::Welsh,
        _ => crate::words::Language::English,
    })
}

/// A pupil with five tips, a clip with captions and a message.
pub fn pupil(file_stem: &str, name: &str) -> PupilPage {
    let tips = [
        "Give me time to think before I answer",
        "Show me, don't only tell me",
        "Let me sit near the door",
        "Tell me before things change",
        "Ask me if I am OK, quietly",
    ];
    PupilPage {
        file_stem: file_stem.to_owned(),
        shown_name: ShownName::Name(name.to_owned()),
        first_name: name.split(' ').next().unwrap_or_default().to_owned(),
        badge: Some(ShownBadge { animal: "fox".to_owned(), colour: 3 }),
        updated: "20 November 2026".to_owned(),
        tips: tips.iter().map(|text| Tip { text: (*text).to_owned(), voice: None }).collect(),
        tips_made: Some(Made {
            recorded: "20 November 2026".to_owned(),
            helped: HelpedShown::Helped,
            identity_checked: true,
        }),
        profile: None,
        sorts: Vec::new(),
        clips: vec![Clip {
            file_stem: format!("k{file_stem}"),
            kind: ClipKind::Video,
            picture: Some(format!("clip/k{file_stem}.jpg")),
            recorded: "19 November 2026".to_owned(),
            said: Some("I like it when you say my name first.".to_owned()),
            captions_vtt: Some(
                "WEBVTT\n\n00:00.000 --> 00:05.000\nI like it when you say my name first.\n"
                    .to_owned(),
            ),
            duration_secs: 45,
            helped: HelpedShown::Alone,
            identity_checked: true,
        }],
        messages: vec![Message {
            text: "I feel happy when we do music because it is loud".to_owned(),
            recorded: "12 November 2026".to_owned(),
            helped: HelpedShown::Proxy,
            identity_checked: false,
        }],
    }
}

/// The same with a one-page profile and a sort.
pub fn with_a_page(file_stem: &str, name: &str) -> PupilPage {
    PupilPage {
        profile: Some(Profile {
            answers: vec![ShownAnswer {
                question: "page-important".to_owned(),
                answer: Tip { text: "my dog and my drum".to_owned(), voice: None },
                face: None,
            }],
            words: String::new(),
            picture: None,
            made: Made {
                recorded: "18 November 2026".to_owned(),
                helped: HelpedShown::Alone,
                identity_checked: true,
            },
        }),
        sorts: vec![ShownSort {
            topic: "lessons".to_owned(),
            columns: [
                vec!["art".to_owned(), "music".to_owned()],
                vec!["maths".to_owned()],
                Vec::new(),
            ],
            made: Made {
                recorded: "17 November 2026".to_owned(),
                helped: HelpedShown::Alone,
                identity_checked: true,
            },
        }],
        ..pupil(file_stem, name)
    }
}

/// A pupil who has shared nothing.
pub fn quiet(file_stem: &str, name: &str) -> PupilPage {
    PupilPage {
        tips: Vec::new(),
        tips_made: None,
        clips: Vec::new(),
        messages: Vec::new(),
        ..pupil(file_stem, name)
    }
}

/// Names that break careless pages.
pub const HARD_NAMES: [&str; 8] = [
    "Zoë O'Brien",
    "محمد",
    "<b>\"x\"</b>",
    "<script>alert(1)</script>",
    "../../etc",
    "👩\u{200D}🎓 \u{202E}evil",
    "a\r\nb",
    "",
];

/// A class of these pupils.
pub fn class(name: &str, file_stem: &str, pupils: Vec<PupilPage>) -> ClassPage {
    let updated = "20 November 2026".to_owned();
    ClassPage { name: name.to_owned(), file_stem: file_stem.to_owned(), pupils, updated }
}

/// Two classes: one with everything, one empty.
pub fn site() -> Site {
    let mut pupils: Vec<PupilPage> = vec![pupil("p0", "Amira"), quiet("p1", "Quietname")];
    pupils.extend(
        HARD_NAMES.iter().enumerate().map(|(place, name)| pupil(&format!("ph{place}"), name)),
    );
    pupils.push(pupil("plong", &"Wolfeschlegelstein".repeat(11)));
    let mut private = pupil("pk", "unused");
    private.shown_name = ShownName::KeptPrivate;
    private.first_name = String::new();
    private.badge = None;
    pupils.push(private);
    Site {
        school: "St Oak's & Ash <School>".to_owned(),
        classes: vec![class("5 Willow", "c1", pupils), class("10 Elm", "c2", Vec::new())],
        updated: "23 November 2026".to_owned(),
    }
}
