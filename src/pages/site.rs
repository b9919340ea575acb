//! The ways to a pupil's page: the classes, one class, and every name from A to Z.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::frame::{self, Crumb, Page, document};
use super::model::{ClassPage, PupilPage, Site};
use super::text::{given_name, index_letter, initial, line_or, paragraph, pupil_label, sort_key};
use super::{class_path, icons, paths, pupil_path};
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
        div.head {
            h1 { (words.say("pages-index-title")) }
            p.lead { (words.say("pages-index-lead")) }
        }
        @if site.classes.is_empty() {
            p.empty { (words.say("pages-index-empty")) }
        } @else {
            p { a.pill href=(paths::NAMES) { (icons::find()) (words.say("pages-find-name")) } }
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
    document(site, words, Page { title, kind: "index", crumbs: Vec::new(), main })
}

/// One class: a card for each pupil who has shared something, and the names of the others.
pub(super) fn class_page(site: &Site, class: &ClassPage, words: &Words) -> Markup {
    let label = class_label(class, words);
    let (shared, quiet): (Vec<_>, Vec<_>) =
        class.pupils.iter().partition(|pupil| pupil.has_content());
    let main = html! {
        div.head {
            h1 { bdi { (label) } }
            @if !shared.is_empty() { p.lead { (words.say("pages-class-lead")) } }
        }
        @if class.pupils.is_empty() { p.empty { (words.say("pages-class-empty")) } }
        @else if shared.is_empty() { p.empty { (words.say("pages-class-quiet")) } }
        @if !shared.is_empty() {
            ul.grid role="list" {
                @for (place, pupil) in shared.iter().enumerate() {
                    li { (pupil_card(pupil, tone(place), words)) }
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
    document(site, words, Page { title, kind: "class", crumbs: vec![to_index(words)], main })
}

fn pupil_card(pupil: &PupilPage, tone: &str, words: &Words) -> Markup {
    let label = pupil_label(pupil, words);
    html! {
        a class={ "card " (tone) } href=(pupil_path(&pupil.file_stem)) {
            span.disc aria-hidden="true" {
                @if given_name(pupil).is_some() { (initial(&label)) } @else { (icons::alone()) }
            }
            span.name { bdi { (label) } }
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

/// Every name of the school from A to Z, under its first letter. A name that is kept private
/// is not there: whoever looks for it would learn whose page it is.
pub(super) fn names_page(site: &Site, words: &Words) -> Markup {
    let groups = by_letter(site, words);
    let main = html! {
        div.head {
            h1 { (words.say("pages-find-name")) }
            p.lead { (words.say("pages-names-lead")) }
        }
        @if groups.is_empty() {
            p.empty { (words.say("pages-names-empty")) }
        } @else {
            nav.letters aria-label=(words.say("pages-names-letters")) {
                @for (place, group) in groups.iter().enumerate() {
                    a.pill href={ "#letter-" (place) } { bdi { (group.letter) } }
                }
            }
            @for (place, group) in groups.iter().enumerate() {
                section.letter aria-labelledby={ "letter-" (place) } {
                    h2 id={ "letter-" (place) } { bdi { (group.letter) } }
                    ul role="list" {
                        @for (pupil, name, class) in &group.pupils {
                            li {
                                @if pupil.has_content() {
                                    a href=(pupil_path(&pupil.file_stem)) { bdi { (name) } }
                                } @else {
                                    bdi { (name) }
                                }
                                span.where { bdi { (class_label(class, words)) } }
                                @if !pupil.has_content() {
                                    span.where { (words.say("pages-nothing-yet")) }
                                }
                            }
                        }
                    }
                }
            }
        }
    };
    let title = words.say_with("pages-title-names", &[("school", &frame::school(site, words))]);
    document(site, words, Page { title, kind: "names", crumbs: vec![to_index(words)], main })
}

struct LetterGroup<'a> {
    letter: String,
    pupils: Vec<(&'a PupilPage, String, &'a ClassPage)>,
}

fn by_letter<'a>(site: &'a Site, words: &Words) -> Vec<LetterGroup<'a>> {
    let mut seen = BTreeSet::new();
    let mut named: Vec<_> = site
        .classes
        .iter()
        .flat_map(|class| class.pupils.iter().map(move |pupil| (pupil, class)))
        .filter(|(pupil, _)| seen.insert(pupil.file_stem.as_str()))
        .filter_map(|(pupil, class)| given_name(pupil).map(|name| (pupil, name, class)))
        .collect();
    // All that does not begin with a letter stands together, at the end.
    named.sort_by_cached_key(|(pupil, name, _)| {
        (index_letter(name).is_none(), sort_key(name), pupil.file_stem.clone())
    });
    let mut groups: Vec<LetterGroup<'a>> = Vec::new();
    for entry in named {
        let letter = index_letter(&entry.1)
            .map_or_else(|| words.say("pages-names-other"), |letter| letter.to_string());
        match groups.last_mut() {
            Some(group) if group.letter == letter => group.pupils.push(entry),
            _ => groups.push(LetterGroup { letter, pupils: vec![entry] }),
        }
    }
    groups
}

/// The way back to the first page.
pub(super) fn to_index(words: &Words) -> Crumb {
    Crumb { href: paths::INDEX.to_owned(), label: words.say("pages-all-classes") }
}
