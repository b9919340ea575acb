//! The ways to a pupil's page: the classes, and one class.

use maud::{Markup, html};

use super::frame::{self, Crumb, Page, document};
use super::model::{ClassPage, PupilPage, Site};
use super::text::{
    clean_line, first_and_rest, given_name, initial, line_or, paragraph, pupil_label, sort_key,
};
use super::{animal_path, class_path, icons, paths, pupil_path};
use crate::words::Words;

/// How many tones the style sheet has for cards that stand side by side.
const TONES: usize = 5;

/// The tone of the card at this place.
pub(super) fn tone(place: usize) -> &'static str {
    const NAMES: [&str; TONES] = ["sky", "coral", "leaf", "honey", "violet"];
    NAMES[place % TONES]
}

/// Classes and pupils as people look for them; a pupil whose name is kept private comes last,
/// or the place in the list would tell the name.
pub(super) fn in_order(site: &Site) -> Site {
    let mut site = site.clone();
    site.classes.sort_by_cached_key(|class| (sort_key(&class.name), class.file_stem.clone()));
    for class in &mut site.classes {
        class.pupils.sort_by_cached_key(|pupil| {
            let name = given_name(pupil);
            let key = name.as_deref().map(sort_key).unwrap_or_default();
            (name.is_none(), key, pupil.file_stem.clone())
        });
    }
    site
}

/// A class's name, or the words for one that is empty.
pub(super) fn class_label(class: &ClassPage, words: &Words) -> String {
    line_or(&class.name, words, "pages-class-missing")
}

/// The first page: the school and its classes.
pub(super) fn index_page(site: &Site, words: &Words) -> Markup {
    let main = html! {
        div.head-row {
            div.head {
                h1 { (words.say("pages-index-title")) }
                p.lead { (words.say("pages-index-lead")) }
            }
            @if !site.classes.is_empty() {
                a.pill href=(paths::NAMES) { (icons::find()) (words.say("pages-find-name")) }
            }
        }
        @if site.classes.is_empty() {
            p.empty { (words.say("pages-index-empty")) }
        } @else {
            h2 { (words.say("pages-index-classes")) }
            ul.grid role="list" {
                @for (place, class) in site.classes.iter().enumerate() {
                    li {
                        a class={ "card " (tone(place)) } href=(class_path(&class.file_stem)) {
                            span.disc { (icons::people()) }
                            span.name { bdi { (class_label(class, words)) } }
                            span.first { (words.say_count(
                                "pages-pupil-count",
                                class.pupils.len() as i64,
                                &[],
                            )) }
                        }
                    }
                }
            }
        }
    };
    let title = words.say_with("pages-title-index", &[("school", &frame::school(site, words))]);
    let updated = &site.updated;
    document(site, words, Page { title, kind: "index", crumbs: Vec::new(), updated, main })
}

/// One class: a card for each pupil who has shared something, and the names of the others.
pub(super) fn class_page(site: &Site, class: &ClassPage, words: &Words) -> Markup {
    let label = class_label(class, words);
    let (shared, quiet): (Vec<_>, Vec<_>) =
        class.pupils.iter().partition(|pupil| pupil.has_content());
    let main = html! {
        div.head-row {
            div.head {
                h1 { bdi { (label) } }
                @if !shared.is_empty() { p.lead { (words.say("pages-class-lead")) } }
            }
            @if !class.pupils.is_empty() {
                a.pill href=(paths::sheet_path(&class.file_stem)) {
                    (icons::paper()) (words.say("pages-sheet-link"))
                }
            }
        }
        @if class.pupils.is_empty() { p.empty { (words.say("pages-class-empty")) } }
        @else if shared.is_empty() { p.empty { (words.say("pages-class-quiet")) } }
        @if !shared.is_empty() {
            ul.grid role="list" {
                @for (place, pupil) in shared.iter().enumerate() {
                    li { (pupil_card(pupil, badge_tone(pupil).unwrap_or(tone(place)), words)) }
                }
            }
        }
        @if !quiet.is_empty() {
            section.quiet aria-labelledby="quiet" {
                h2 #quiet { (words.say("pages-quiet-title")) }
                ul role="list" {
                    @for pupil in &quiet { li { bdi { (pupil_label(pupil, words)) } } }
                }
            }
        }
    };
    let title = words.say_with("pages-title-class", &[("class", &label)]);
    let (crumbs, updated) = (vec![to_index(words)], &class.updated);
    document(site, words, Page { title, kind: "class", crumbs, updated, main })
}

/// The tone of a pupil's colour on the tablets.
pub(super) fn badge_tone(pupil: &PupilPage) -> Option<&'static str> {
    const NAMES: [&str; TONES] = ["coral", "honey", "leaf", "sky", "violet"];
    let badge = pupil.badge.as_ref()?;
    NAMES.get(usize::from(badge.colour)).copied()
}

/// The animal that the pupil is known by on tablets, else the initial.
pub(super) fn disc(pupil: &PupilPage, words: &Words) -> Markup {
    html! {
        @match &pupil.badge {
            Some(badge) => span.disc.animal {
                @let key = format!("animal-{}", clean_line(&badge.animal));
                img src=(animal_path(&badge.animal)) alt=(words.say(&key)) width="72" height="72";
            },
            None => span.disc aria-hidden="true" {
                @match given_name(pupil) {
                    Some(name) => (initial(&name)),
                    None => (icons::alone()),
                }
            },
        }
    }
}

/// The first name large, as the class says it, and the rest of it smaller.
pub(super) fn name(pupil: &PupilPage, words: &Words) -> Markup {
    html! {
        @match first_and_rest(pupil) {
            Some((first, rest)) => bdi {
                (first)
                @if !rest.is_empty() { " " span.rest { (rest) } }
            },
            None => bdi { (pupil_label(pupil, words)) },
        }
    }
}

fn pupil_card(pupil: &PupilPage, tone: &str, words: &Words) -> Markup {
    html! {
        a class={ "card " (tone) } href=(pupil_path(&pupil.file_stem)) {
            (disc(pupil, words))
            span.name { (name(pupil, words)) }
            @if let Some(tip) = pupil.tips.first() {
                span.first { (paragraph(&tip.text)) }
            } @else {
                span.first { (words.say("pages-card-no-tips")) }
            }
            @if !pupil.clips.is_empty() {
                span.has { (icons::film()) (words.say_count(
                    "pages-clip-count",
                    pupil.clips.len() as i64,
                    &[],
                )) }
            }
        }
    }
}

/// The way back to the first page.
pub(super) fn to_index(words: &Words) -> Crumb {
    Crumb { href: paths::INDEX.to_owned(), label: words.say("pages-all-classes") }
}
