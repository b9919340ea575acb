//! What a pupil put together: the one-page profile, what they sorted, and a tip or an answer in
//! whatever way it was given.

use maud::{Markup, html};

use super::icons;
use super::model::{Made, Profile, ShownAnswer, ShownSort, Tip};
use super::pupil::provenance;
use super::text::{clean, clean_line, paragraph};
use crate::words::Words;

/// The classes of the three columns' tones, and their words.
const COLUMNS: [(&str, &str); 3] =
    [("leaf", "sort-good"), ("honey", "sort-so-so"), ("coral", "sort-not-good")];

/// Words, or a voice to be heard.
pub(super) fn tip(tip: &Tip, words: &Words) -> Markup {
    html! {
        @if !clean(&tip.text).is_empty() { (paragraph(&tip.text)) }
        @if let Some(path) = &tip.voice {
            audio src=(path) controls preload="metadata"
                controlslist="nodownload noremoteplayback" disableremoteplayback
                aria-label=(words.say("pages-said-aloud")) {
                (words.say("pages-cannot-play"))
            }
        }
    }
}

fn made(made: &Made, words: &Words) -> Markup {
    provenance(&made.recorded, made.helped, made.identity_checked, None, words)
}

pub(super) fn profile(profile: &Profile, words: &Words) -> Markup {
    html! {
        section.profile aria-labelledby="profile" {
            h2 #profile { (icons::people()) (words.say("pages-profile-title")) }
            ul role="list" {
                @for answered in &profile.answers { li { (answer(answered, words)) } }
                @if !clean(&profile.words).is_empty() {
                    li { blockquote { (paragraph(&profile.words)) } }
                }
                @if let Some(path) = &profile.picture {
                    li { img src=(path) alt=(words.say("pages-profile-picture")); }
                }
            }
            (made(&profile.made, words))
        }
    }
}

fn answer(answered: &ShownAnswer, words: &Words) -> Markup {
    let question = clean_line(&words.question(&answered.question));
    html! {
        h3 { (question) }
        blockquote { (tip(&answered.answer, words)) }
    }
}

pub(super) fn sorts(sorts: &[ShownSort], words: &Words) -> Markup {
    html! {
        section.sorts aria-labelledby="sorts" {
            h2 #sorts { (icons::speech()) (words.say("pages-sorts-title")) }
            @for sort in sorts {
                div.sort {
                    h3 { (topic(&sort.topic, words)) }
                    div.columns {
                        @for ((tone, key), cards) in COLUMNS.iter().zip(&sort.columns) {
                            div class=(tone) {
                                h4 { (words.say(key)) }
                                ul role="list" {
                                    @for card in cards { li { (clean_line(card)) } }
                                    @if cards.is_empty() { li.none { (words.say("pages-sort-none")) } }
                                }
                            }
                        }
                    }
                    (made(&sort.made, words))
                }
            }
        }
    }
}

fn topic(topic: &str, words: &Words) -> String {
    let key = format!("topic-{topic}");
    if words.has(&key) { words.say(&key) } else { clean_line(topic) }
}

#[cfg(test)]
mod tests {
    use crate::pages::fixtures;
    use crate::pages::model::{ClassPage, Site, Tip};
    use crate::pages::pupil::pupil_page;

    fn page(change: impl FnOnce(&mut crate::pages::PupilPage)) -> String {
        let mut pupil = fixtures::with_a_page("p1", "Amira");
        change(&mut pupil);
        let class = ClassPage {
            name: "3 Oak".to_owned(),
            file_stem: "c1".to_owned(),
            pupils: vec![pupil.clone()],
            updated: String::new(),
        };
        let site = Site { classes: vec![class.clone()], ..Site::default() };
        pupil_page(&site, &class, &pupil, false, &fixtures::words("en")).into_string()
    }

    #[test]
    fn a_page_and_a_sort_stand_below_the_tips() {
        let page = page(|_| {});
        let places: Vec<usize> =
            ["What is important to me", "my dog and my drum", "Lessons", "So-so", "maths"]
                .map(|words| page.find(words).unwrap_or_else(|| panic!("{words} is not there")))
                .into();
        assert!(places.is_sorted(), "{places:?}");
        assert!(page.contains("Nothing"), "an empty column says so");
    }

    #[test]
    fn what_was_said_aloud_is_heard_and_nothing_of_it_can_break_the_page() {
        let page = page(|pupil| {
            let voice = Some("clip/v1.mp4".to_owned());
            pupil.tips = vec![Tip { text: String::new(), voice }];
            let sort = pupil.sorts.first_mut().unwrap();
            sort.topic = "<script>".to_owned();
            sort.columns[0] = vec!["<b>\"x\"</b>".to_owned()];
        });
        assert!(page.contains("<audio src=\"clip/v1.mp4\""));
        assert!(!page.contains("<script>") && !page.contains("<b>"));
    }
}
