//! The assistant on every size of screen, in every look, with larger letters.

use egui::vec2;
use sayso::app::setup::Step;
use sayso::domain::Look;

use super::computer::{Computer, Folders, PASSPHRASE};
use crate::faces::contrast::{rows, too_low};
use crate::faces::holds::{Found, Place, STAFF};
use crate::faces::matrix::SIZES;

/// Every word of what is on the screen stands out from what is behind it, in every look.
fn look_at_contrast(computer: &mut Computer<'_>, what: &str, wrong: &mut Vec<String>) {
    for look in Look::ALL {
        computer.assistant().theme.look = look;
        (0..3).for_each(|_| computer.step());
        let rows = rows(&computer.harness.output().shapes);
        assert!(!rows.is_empty(), "{what}: no words");
        computer.wordless.set(true);
        computer.step();
        let behind = computer.harness.render().unwrap();
        computer.wordless.set(false);
        computer.step();
        wrong.extend(too_low(&rows, &behind, &format!("{what} in {look:?}")).0);
    }
    computer.assistant().theme.look = Look::Soft;
    computer.step();
}

/// Every screen on every size, in every look, with larger letters.
#[test]
fn the_assistant_holds_everywhere() {
    let folders = Folders::new();
    let mut found = Found::default();
    let mut pale = Vec::new();
    let mut all = |computer: &mut Computer<'_>, what: &str| {
        for size in SIZES {
            computer.harness.set_size(size);
            // Made of what stands in review in every look.
            for look in [Look::Soft, Look::Dark] {
                for text in [100, 150, 200] {
                    let theme = &mut computer.assistant().theme;
                    (theme.look, theme.text) = (look, f32::from(text) / 100.0);
                    for _ in 0..4 {
                        computer.step();
                    }
                    let at = Place { what, size, text, look };
                    found.look_at_any(&computer.harness, &at, &STAFF);
                    if size == SIZES[0] && text == 150 && look == Look::Dark {
                        computer.keep_picture(&format!("{what}-dark-150"));
                    }
                }
            }
        }
        computer.harness.set_size(vec2(1280.0, 800.0));
        let theme = &mut computer.assistant().theme;
        (theme.look, theme.text) = (Look::Soft, 1.0);
        computer.step();
        look_at_contrast(computer, what, &mut pale);
    };
    let mut computer = Computer::new(folders.at("home"));
    all(&mut computer, "what");
    computer.press("A new school");
    computer.enter();
    all(&mut computer, "share");
    computer.type_on(&folders.text("share"));
    computer.enter();
    computer.wait_for(Step::Names);
    all(&mut computer, "names");
    computer.type_on("Hillside School");
    computer.enter();
    computer.type_on("Mrs Patel");
    computer.enter();
    computer.wait_for(Step::Pages);
    all(&mut computer, "pages");
    computer.press("Next");
    computer.wait_for(Step::Passphrase);
    all(&mut computer, "passphrase");
    computer.type_over("Your passphrase", PASSPHRASE);
    computer.type_over("The same passphrase again", PASSPHRASE);
    computer.enter();
    computer.wait_for(Step::Safe(0));
    all(&mut computer, "safe");
    let words = computer.words_of_safe();
    for step in [Step::Safe(1), Step::Safe(2), Step::AskBack] {
        computer.press("I have written them down");
        computer.wait_for(step);
    }
    all(&mut computer, "ask back");
    let asked = computer.setup().asked_back;
    for (turn, number) in asked.into_iter().enumerate() {
        let field = format!("Word number {}", asked[turn] + 1);
        computer.type_over(&field, &words[number]);
    }
    computer.press("Make the school");
    computer.wait_for(Step::Ready);
    all(&mut computer, "ready");
    let mut computer = Computer::new(folders.at("staff"));
    computer.press("Staff");
    computer.type_on(&folders.text("share"));
    computer.enter();
    computer.wait_for(Step::Names);
    all(&mut computer, "roles");
    computer.type_over("Your name, as pupils know you", "Ms Jones");
    computer.press("Head");
    computer.press("Next");
    computer.wait_for(Step::Passphrase);
    computer.type_over("Your passphrase", PASSPHRASE);
    computer.type_over("The same passphrase again", PASSPHRASE);
    computer.enter();
    computer.wait_for(Step::Waiting);
    all(&mut computer, "waiting");
    found.none();
    assert!(pale.is_empty(), "{} words:\n{}", pale.len(), pale.join("\n"));
}
