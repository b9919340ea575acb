//! A document that the SENCo puts together and the pupil goes through on a tablet, line by line; what
//! they say stands beside it.

use sayso::acts::{add_entry, sync};
use sayso::app::kiosk::{AsShown, Meaning, Reading};
use sayso::app::review::{Check, ReviewState, Unlocked};
use sayso::app::{Command, Kiosk, Route};
use sayso::domain::{
    Column, DocumentKind, DocumentLine, EntryKind, Language, LineBy, LineShows, Look, Moment,
    Piece, PupilId, Redaction, Said,
};
use sayso::store::asked::{self, AskedDocument};
use sayso::wire::Hash;

use super::holds::{Found, Place, STAFF};
use super::matrix::{SIZES, settle_in};
use super::school::School;
use super::screen::Screen;
use super::story::{back_on_the_tablet, bens_things, give_ben_pictures};
use crate::sayings::saying;

fn line(heading: &str, said: Vec<Piece>) -> DocumentLine {
    let (heading, by) = (heading.to_owned(), LineBy::Pupil);
    DocumentLine { heading, question: None, sorted: None, said, shows: Vec::new(), by }
}

/// A line as it looks when much stands in it, and one of an adult's words.
pub fn bring(kiosk: &mut Kiosk, what: &str) {
    let cards = ["art", "music", "maths", "reading", "quiet"].map(Piece::symbol);
    let mut line = match what {
        "meant-line" => DocumentLine {
            question: Some("What do you think of your lessons this year?".to_owned()),
            sorted: Some(("lessons".to_owned(), Column::NotGood)),
            ..line("doc-schooling", cards.to_vec())
        },
        _ => DocumentLine {
            by: LineBy::Adult { by: Some("Mrs Patel".to_owned()) },
            ..line("doc-friendships", vec!["Sat with a friend at lunch and laughed.".into()])
        },
    };
    line.shows.push(LineShows::Video);
    let asked = AskedDocument {
        pupil_id: PupilId::from_bytes(&[1; 13]),
        document: DocumentKind::SectionA,
        digest: Hash::default(),
        asked_at: Moment::from_millis(0),
        by: "Mrs Patel".to_owned(),
        lines: vec![line.clone(), line],
        entries: Vec::new(),
        notes: Vec::new(),
        said: None,
    };
    kiosk.command(Command::Go(Route::WhatHappenedNext));
    let shown = AsShown::Document(Box::new(Reading::from((asked, asked::Place::default()))));
    kiosk.meaning = Some(Meaning {
        entry_id: None,
        by: "Mrs Patel".to_owned(),
        seen: Redaction::default(),
        shown,
    });
    kiosk.route = Route::Meant;
}

fn until(screen: &mut Screen<'_>, what: &str, is_so: impl Fn(&Unlocked) -> bool) {
    screen.wait_for_review(what, |state| match state {
        ReviewState::Unlocked(unlocked) => unlocked.doing.is_none() && is_so(unlocked),
        ReviewState::Locked(_) => false,
    });
}

fn check(unlocked: &Unlocked) -> Option<&Check> {
    Some(&unlocked.writable.as_ref()?.checking.as_ref()?.check)
}

/// For whoever asks (`pictures`).
fn keep_picture(screen: &mut Screen<'_>, name: &str) {
    let Some(folder) = std::env::var_os("SAYSO_PICTURES").map(std::path::PathBuf::from) else {
        return;
    };
    std::fs::create_dir_all(&folder).unwrap();
    for _ in 0..4 {
        screen.step();
    }
    screen.harness.render().unwrap().save(folder.join(format!("{name}.png"))).unwrap();
}

fn bens_documents(screen: &mut Screen<'_>) {
    screen.tab("SENCo");
    screen.unlock();
    until(screen, "the inbox", |unlocked| !unlocked.overview.lines.is_empty());
    screen.press_containing("Ben Walker");
    until(screen, "the year", |unlocked| unlocked.year.is_some());
    screen.press("Documents");
    screen.press("Top tips");
    until(screen, "how it stands", |unlocked| check(unlocked).is_some());
}

#[test]
fn a_pupil_goes_through_a_document_line_by_line_and_the_senco_sees_what_they_say() {
    let school = School::new();
    let ben = give_ben_pictures(&school);
    let tablet = school.tablet();
    let tips = vec!["Tell me before things change".into(), Piece::symbol("quiet")];
    let said = Said { tips, ..Said::default() };
    let mut tips = saying(&tablet, EntryKind::Tips, said, Vec::new());
    tips.pupil_id = Some(ben.clone());
    tips.sign_off.audience = "staff".parse().unwrap();
    add_entry::add(&tablet, tips).unwrap();
    let said = Said { text: Some("For my family".to_owned()), ..Said::default() };
    let mut private = saying(&tablet, EntryKind::Symbols, said, Vec::new());
    private.pupil_id = Some(ben);
    private.sign_off.audience = "family".parse().unwrap();
    add_entry::add(&tablet, private).unwrap();
    sync::send_now(&tablet).unwrap();
    drop(tablet);

    let mut screen = Screen::both_faces(&school);
    bens_documents(&mut screen);
    assert!(screen.shows("The pupil was not asked yet"));
    keep_picture(&mut screen, "check-not-asked");
    screen.press("Ask the pupil: is this what you meant?");
    until(&mut screen, "the question", |unlocked| matches!(check(unlocked), Some(Check::Asked(_))));
    assert!(screen.shows("The pupil is asked on the tablets since"));

    back_on_the_tablet(&mut screen);
    bens_things(&mut screen);
    screen.wait("the question", |kiosk| kiosk.asked().is_some());
    assert!(screen.shows("There is a question for you"));
    screen.press("What happened next");
    assert!(screen.shows("put together what you said"));
    keep_picture(&mut screen, "check-asked");
    screen.press("See it");
    screen.wait_for_route(Route::Meant);
    assert!(screen.shows("1 of 2") && screen.shows("Tell me before things change"));
    keep_picture(&mut screen, "check-line-1");
    screen.press("No");
    assert!(screen.shows("2 of 2") && screen.shows("quiet"), "a symbol has its word");
    keep_picture(&mut screen, "check-line-2");
    // Enough for now: another time it goes on from there.
    screen.tab("SENCo");
    back_on_the_tablet(&mut screen);
    bens_things(&mut screen);
    screen.wait("the question", |kiosk| kiosk.asked().is_some());
    screen.press("What happened next");
    screen.press("See it");
    screen.wait_for_route(Route::Meant);
    assert!(screen.shows("2 of 2"), "where it was left");
    screen.press("Back");
    assert!(screen.shows("1 of 2"), "a change of mind goes one line back");
    screen.press("Yes");
    screen.press("No");
    screen.wait_for_route(Route::WhatHappenedNext);
    assert!(screen.shows("no, this is not what I meant"));
    assert!(screen.kiosk_state().asked().is_none(), "nobody is asked twice");
    screen.wait("it is on the share", |kiosk| kiosk.reachable && kiosk.waiting == 0);

    screen.tab("SENCo");
    screen.unlock();
    until(&mut screen, "what Ben says", |unlocked| !unlocked.overview.refused.is_empty());
    assert!(screen.shows("Documents that pupils say no to"));
    keep_picture(&mut screen, "check-inbox");
    screen.press_containing("Top tips: not what I meant");
    until(&mut screen, "the year", |unlocked| unlocked.year.is_some());
    screen.press("Documents");
    screen.press("Top tips");
    until(&mut screen, "how it stands", |unlocked| matches!(check(unlocked), Some(Check::No(_))));
    assert!(screen.shows("Not what they meant:") && screen.shows("My top tips: quiet"));
    assert!(screen.shows("Ask the pupil again"));
    assert!(screen.shows("chose for other readers: 1."), "and what stays out of it is told");
    keep_picture(&mut screen, "check-no");
    let mut found = Found::default();
    for size in SIZES {
        screen.harness.set_size(size);
        for look in [Look::Soft, Look::Dark] {
            for text in [100, 200] {
                settle_in(&mut screen, Language::English, look, text);
                found.look_at(&screen, &Place { what: "documents", size, text, look }, &STAFF);
            }
        }
    }
    found.none();
}
