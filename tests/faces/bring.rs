//! Every screen of the kiosk, reached by commands.

use std::collections::BTreeMap;
use std::sync::Arc;

use sayso::app::event::Greeting;
use sayso::app::kiosk::{AsShown, Care, Made, Meaning, ShelfAnswer, Who};
use sayso::app::route::PinFor;
use sayso::app::{Ask, Command, Kiosk, Route};
use sayso::domain::inquiry::{AllSaid, Asked, Faces, Inquiry, InquiryQuestion};
use sayso::domain::shelf::{Kept, PupilShelf};
use sayso::domain::sign_off::Identity;
use sayso::domain::{
    Badge, Column, EntryId, EntryKind, Moment, NoteId, Piece, PupilId, Redaction, Sort, Way,
};
use sayso::media::PreviewPicture;
use sayso::store::shelf::AskedQuote;
use sayso::symbols::obf;
use sayso::symbols::packs::{self, Packs};
use sayso::symbols::{Topic, sort_picture};

use super::screen::Screen;

/// Three questions for everybody.
pub fn a_survey() -> Inquiry {
    let question = |text: &str, has_faces| InquiryQuestion { text: text.to_owned(), has_faces };
    Inquiry {
        inquiry_id: "autumn".to_owned(),
        title: "How is school?".to_owned(),
        asked: Asked::Everybody,
        questions: vec![
            question("How do you feel about coming to school in the morning?", true),
            question("How are break times?", true),
            question("What should we change?", false),
        ],
        rounds: vec![Moment::from_millis(0)],
        is_open: true,
        is_trial: false,
        all_said: Vec::new(),
    }
}

/// What came out of it, as pupils are shown it.
fn all_said(faces: Faces) -> Inquiry {
    let question = "How do you feel about coming to school in the morning?".to_owned();
    let second = AllSaid { question: "How are break times?".to_owned(), faces: [0, 1, 0, 3, 2] };
    let all_said = vec![AllSaid { question, faces }, second];
    Inquiry { inquiry_id: "summer".to_owned(), is_open: false, all_said, ..a_survey() }
}

/// A school's own boards and a word of its own.
fn boards_of_the_school() -> Packs {
    let mut packs = Packs::default();
    let set = obf::built_in("en", 6, 3, &|name| format!("{name:?}"));
    packs.add("Widgit boards of Hillside School", &set);
    let words = [("en", "Mrs Patel-Wolfeschlegelstein"), ("cy", "Mrs Patel")];
    let words: BTreeMap<String, String> =
        words.map(|(tag, word)| (tag.to_owned(), word.to_owned())).into();
    let photo = sort_picture(&Sort::default(), "en").unwrap();
    assert!(packs.add_word(&obf::word_set(Topic::People, &words, photo)));
    packs
}

/// Somebody who has shown who they are, and to whom things came back. It is nobody of the class,
/// so that nothing that comes from the tablet stands in its place.
fn known(kiosk: &mut Kiosk, shelf: PupilShelf, answers: Vec<ShelfAnswer>) {
    let pupil_id = PupilId::from_bytes(&[9; 13]);
    kiosk.who = Some(Who {
        pupil_id: Some(pupil_id.clone()),
        name: "Ben".to_owned(),
        badge: Badge::of(3),
        identity: Identity::Checked,
        has_pictures: true,
    });
    kiosk.greeting = Some(Greeting {
        pupil_id,
        is_checked: true,
        shelf,
        has_pictures: true,
        answers,
        documents: Vec::new(),
        left_over: Vec::new(),
    });
}

fn entry(number: u8) -> EntryId {
    EntryId::from_bytes(&[number; 13])
}

fn kept<T>(number: u8, what: T) -> Kept<T> {
    Kept { at: Moment::from_millis(1_790_000_000_000), entry_id: entry(number), what }
}

/// Tips of two times, and a sort.
fn a_shelf() -> PupilShelf {
    let mut sort = Sort { topic: Topic::Lessons.as_str().to_owned(), ..Sort::default() };
    for (card, column) in [("maths", Column::NotGood), ("art", Column::Good)] {
        sort.lay(Piece::symbol(card), column);
    }
    PupilShelf {
        tips: vec![
            kept(2, vec!["Show me first, then let me try".into(), Piece::symbol("too-loud")]),
            kept(1, vec!["Give me time".into()]),
        ],
        sorts: [(Topic::Lessons.as_str().to_owned(), vec![kept(3, sort)])].into(),
        ..PupilShelf::default()
    }
}

/// Who has seen what, an answer in words, one in symbols, and a question.
fn answers() -> Vec<ShelfAnswer> {
    let seen = |number: u8| {
        let at = Moment::from_millis(1_790_000_000_000);
        ShelfAnswer::read(entry(number), None, "Mrs Patel".to_owned(), at)
    };
    let text = "We will try the quiet room on Mondays, and you choose who comes along.";
    let symbols = ["help-me", "when", "too-loud", "Mrs Patel-Wolfeschlegelstein"];
    vec![
        ShelfAnswer { text: Some(text.to_owned()), ..seen(2) },
        ShelfAnswer { symbols: symbols.map(str::to_owned).to_vec(), ..seen(3) },
        ShelfAnswer { quotes: vec![a_quote()], ..seen(4) },
        ShelfAnswer { is_worry: true, ..seen(5) },
    ]
}

fn a_quote() -> AskedQuote {
    AskedQuote {
        note_id: NoteId::from_bytes(&[1; 13]),
        by: "Mrs Patel".to_owned(),
        text: "I would rather come in by the side door, because the hall is too loud.".to_owned(),
        is_observation: false,
        is_meant: None,
    }
}

/// Brings the kiosk to a screen, by commands.
pub fn bring(screen: &mut Screen<'_>, what: &str) {
    let pupil = screen.kiosk_state().school.school.classes()[0].pupils[4].pupil_id.clone();
    let kiosk = &mut screen.window().kiosk;
    kiosk.reset();
    kiosk.preferences.way = Way::Direct;
    packs::bring(match what {
        "brought" | "brought-board" | "own-words" | "next-full" => boards_of_the_school(),
        _ => Packs::default(),
    });
    if what != "start" && what != "worry" {
        kiosk.command(Command::ChoosePupil(pupil));
    }
    match what {
        "start" | "home" => kiosk.school.school.inquiries.clear(),
        "class" => kiosk.command(Command::Go(Route::Class)),
        "who" => kiosk.command(Command::ChooseClass("3 Oak".to_owned())),
        "pictures" => kiosk.command(Command::Go(Route::Pictures)),
        "pin" => kiosk.command(Command::AskPin(PinFor::Shelf)),
        "question" => kiosk.command(Command::Say(EntryKind::Clip)),
        "record" => {
            kiosk.command(Command::Say(EntryKind::Clip));
            kiosk.command(Command::Question(Some(4)));
            kiosk.cameras.names = vec!["Front".to_owned(), "Back".to_owned()];
        }
        "photo" => {
            kiosk.command(Command::Say(EntryKind::Made));
            kiosk.cameras.names = vec!["Front".to_owned(), "Back".to_owned()];
        }
        "board" => kiosk.command(Command::Say(EntryKind::Symbols)),
        "topic" => {
            kiosk.command(Command::Say(EntryKind::Symbols));
            kiosk.command(Command::Topic(Topic::Core));
            for id in ["help-me", "dont-want", "happy"] {
                kiosk.command(Command::Symbol(id.to_owned()));
            }
        }
        "brought" | "brought-board" => {
            kiosk.command(Command::Say(EntryKind::Symbols));
            kiosk.command(Command::Pack(0));
            if what == "brought-board" {
                kiosk.command(Command::PackBoard(0, 2));
                kiosk.command(Command::Symbol("happy".to_owned()));
            }
            assert!(kiosk.message.pack.is_some());
        }
        "own-words" => {
            kiosk.command(Command::Say(EntryKind::Symbols));
            kiosk.command(Command::Topic(Topic::People));
            kiosk.command(Command::Symbol("Mrs Patel-Wolfeschlegelstein".to_owned()));
            assert_eq!(kiosk.message.symbols.len(), 1);
            while kiosk.message.part + 1 < kiosk.board_parts() {
                kiosk.command(Command::BoardOn);
            }
        }
        "search" => {
            kiosk.command(Command::Say(EntryKind::Symbols));
            kiosk.command(Command::Letter(' '));
            kiosk.command(Command::Letter('h'));
        }
        "write" => {
            kiosk.command(Command::Go(Route::Write));
            for letter in "i feel sad when it is loud".chars() {
                kiosk.command(Command::Letter(letter));
            }
        }
        "tips" => {
            kiosk.command(Command::Say(EntryKind::Tips));
            kiosk.tips = vec![
                Made::Piece("Show me first, then let me try".into()),
                Made::Piece(Piece::Symbols {
                    symbols: ["help-me", "when", "too-loud"].map(str::to_owned).to_vec(),
                }),
            ];
        }
        "tips-before" => {
            kiosk.command(Command::Say(EntryKind::Tips));
            kiosk.tips = vec![Made::Piece("Let me sit by the door".into())];
            known(kiosk, a_shelf(), Vec::new());
        }
        "how" => {
            kiosk.command(Command::Say(EntryKind::Tips));
            kiosk.command(Command::AddTip);
        }
        "sort-topic" => kiosk.command(Command::Say(EntryKind::Sort)),
        "sort" => {
            kiosk.command(Command::Say(EntryKind::Sort));
            kiosk.command(Command::SortTopic(Topic::Lessons));
            for column in [Column::Good, Column::Good, Column::NotGood, Column::Good] {
                kiosk.command(Command::Lay(column));
            }
            kiosk.command(Command::Hold(Piece::symbol("maths")));
        }
        "sort-before" | "sort-last" => {
            kiosk.command(Command::Say(EntryKind::Sort));
            kiosk.command(Command::SortTopic(Topic::Lessons));
            kiosk.command(Command::Lay(Column::Good));
            known(kiosk, a_shelf(), Vec::new());
            if what == "sort-last" {
                kiosk.command(Command::LastTime);
                assert!(kiosk.sorting.as_ref().is_some_and(|sorting| sorting.shows_last));
            }
        }
        "my-page" => {
            kiosk.command(Command::Say(EntryKind::Page));
            let page = kiosk.answering.as_mut().unwrap();
            page.asked[1].answer = Some(Made::Piece(Piece::symbol("drawing")));
            page.asked[2].answer = Some(Made::Piece("Give me time to answer".into()));
        }
        "survey" | "survey-open" | "survey-all" => {
            kiosk.school.school.inquiries = vec![a_survey()];
            kiosk.command(Command::Inquiry("autumn".to_owned()));
            if what == "survey-open" {
                kiosk.command(Command::QuestionTo(2));
            }
            if what == "survey-all" {
                kiosk.command(Command::Face(4));
                kiosk.command(Command::QuestionTo(9));
            }
        }
        "asked" => kiosk.school.school.inquiries = vec![a_survey()],
        "said-home" => kiosk.school.school.inquiries = vec![all_said([1, 0, 2, 7, 5])],
        "all-said" | "all-said-many" => {
            let is_many = what == "all-said-many";
            let faces = if is_many { [12, 3, 41, 120, 64] } else { [1, 0, 2, 7, 5] };
            kiosk.school.school.inquiries = vec![all_said(faces)];
            kiosk.command(Command::Go(Route::AllSaid(0)));
        }
        "send" => {
            kiosk.command(Command::Say(EntryKind::Symbols));
            kiosk.command(Command::Symbol("happy".to_owned()));
            kiosk.command(Command::DoneSaying);
        }
        "way" => kiosk.route = Route::OnItsWay,
        "worry" => kiosk.command(Command::NoName),
        "worry-board" => {
            kiosk.command(Command::Go(Route::Worry));
            kiosk.command(Command::Say(EntryKind::Symbols));
        }
        "not-for" => {
            kiosk.command(Command::Go(Route::Worry));
            kiosk.command(Command::Go(Route::NotFor));
        }
        "talk-to" => {
            kiosk.command(Command::Go(Route::Worry));
            kiosk.command(Command::Go(Route::TalkTo));
        }
        "care" => {
            kiosk.care = Some(Care {
                entry_id: Some(entry(1)),
                urgent: true,
                go_to: vec!["Mrs Patel".to_owned(), "Mr Cole".to_owned()],
                read_by: None,
                nobody_serving: false,
                leads_back: true,
            });
            kiosk.route = Route::Care;
        }
        "next" => kiosk.command(Command::Go(Route::WhatHappenedNext)),
        "next-full" => {
            kiosk.command(Command::Go(Route::WhatHappenedNext));
            known(kiosk, a_shelf(), answers());
        }
        "meant-words" => {
            kiosk.command(Command::Go(Route::WhatHappenedNext));
            known(kiosk, a_shelf(), answers());
            kiosk.meaning = Some(Meaning {
                seen: Redaction::default(),
                entry_id: Some(entry(4)),
                by: "Mrs Patel".to_owned(),
                shown: AsShown::Words(a_quote()),
            });
            kiosk.route = Route::Meant;
        }
        "meant" => {
            let (width_px, height_px) = (64, 48);
            let rgba = vec![180; width_px * height_px * 4];
            let photo = PreviewPicture { number: 1, width_px, height_px, rgba };
            kiosk.command(Command::Go(Route::WhatHappenedNext));
            kiosk.meaning = Some(Meaning {
                seen: Redaction::default(),
                entry_id: Some(entry(1)),
                by: "Mrs Patel".to_owned(),
                shown: AsShown::Photo(Arc::new(photo)),
            });
            kiosk.route = Route::Meant;
        }
        "meant-line" | "meant-seen" => super::checked::bring(kiosk, what),
        "heard" => {
            kiosk.command(Command::Go(Route::WhatHappenedNext));
            kiosk.meaning = Some(Meaning {
                seen: Redaction::default(),
                entry_id: Some(entry(1)),
                by: "Mrs Patel".to_owned(),
                shown: AsShown::Later,
            });
            kiosk.route = Route::Heard;
        }
        "break" => kiosk.command(Command::Break),
        "liking" => kiosk.command(Command::Go(Route::Liking)),
        "liking-switch" => {
            kiosk.command(Command::Go(Route::Liking));
            kiosk.preferences.way = Way::ONE_SWITCH;
        }
        "ask" => kiosk.command(Command::Ask(Ask::Again)),
        "still" => kiosk.asks_still_there = true,
        other => panic!("no screen {other}"),
    }
}

pub const SCREENS: [&str; 50] = [
    "start",
    "class",
    "who",
    "pictures",
    "pin",
    "home",
    "question",
    "record",
    "photo",
    "board",
    "topic",
    "brought",
    "brought-board",
    "own-words",
    "search",
    "write",
    "tips",
    "tips-before",
    "how",
    "sort-topic",
    "sort",
    "sort-before",
    "sort-last",
    "my-page",
    "survey",
    "survey-open",
    "survey-all",
    "asked",
    "said-home",
    "all-said",
    "all-said-many",
    "send",
    "way",
    "worry",
    "worry-board",
    "not-for",
    "talk-to",
    "care",
    "next",
    "next-full",
    "meant",
    "meant-words",
    "meant-line",
    "meant-seen",
    "heard",
    "break",
    "liking",
    "liking-switch",
    "ask",
    "still",
];
