//! A class on one sheet of paper, for whoever is here for a day: each pupil with their first tip.

use maud::{Markup, html};

use super::frame::{Crumb, Page, document};
use super::model::{ClassPage, PupilPage, Site};
use super::site::{badge_tone, class_label, disc, name, to_index, tone};
use super::text::{clean, paragraph};
use super::{class_path, icons, print, pupil_path};
use crate::words::Words;

pub(super) fn page(site: &Site, class: &ClassPage, words: &Words) -> Markup {
    let label = class_label(class, words);
    let main = html! {
        div.head {
            h1 { bdi { (label) } }
            p.lead { (words.say("pages-sheet-lead")) }
            p.how-to-print { (icons::paper()) (words.say("pages-sheet-print")) }
        }
        @if class.pupils.is_empty() {
            p.empty { (words.say("pages-class-empty")) }
        } @else {
            table.sheet {
                thead { tr {
                    th scope="col" { (words.say("pages-sheet-pupil")) }
                    th scope="col" { (words.say("pages-sheet-tip")) }
                } }
                tbody {
                    @for (place, pupil) in class.pupils.iter().enumerate() {
                        tr class=(badge_tone(pupil).unwrap_or(tone(place))) {
                            th scope="row" { span.who-row {
                                (disc(pupil, words))
                                span { (linked_name(pupil, words)) }
                            } }
                            td { (tip(pupil, words)) }
                        }
                    }
                }
            }
        }
    };
    let title = words.say_with("pages-title-sheet", &[("class", &label)]);
    let crumbs =
        vec![to_index(words), Crumb { href: class_path(&class.file_stem), label: label.clone() }];
    let kind = format!("sheet {}", print::sheet(class));
    document(site, words, Page { title, kind: &kind, crumbs, updated: &class.updated, main })
}

fn linked_name(pupil: &PupilPage, words: &Words) -> Markup {
    html! {
        @if pupil.has_content() {
            a href=(pupil_path(&pupil.file_stem)) { (name(pupil, words)) }
        } @else {
            (name(pupil, words))
        }
    }
}

/// The first tip that can be read.
fn tip(pupil: &PupilPage, words: &Words) -> Markup {
    let written = pupil.tips.iter().find(|tip| !clean(&tip.text).is_empty());
    html! {
        @match (written, pupil.tips.is_empty(), pupil.has_content()) {
            (Some(tip), _, _) => (paragraph(&tip.text)),
            (None, false, _) => span.none { (words.say("pages-sheet-aloud")) },
            (None, true, true) => span.none { (words.say("pages-card-no-tips")) },
            (None, true, false) => span.none { (words.say("pages-nothing-yet")) },
        }
    }
}
