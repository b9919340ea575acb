//! Every name of the school from A to Z: how somebody finds a pupil without a script.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::frame::{self, Page, document};
use super::model::{ClassPage, PupilPage, Site};
use super::site::{badge_tone, class_label, disc, to_index, tone};
use super::text::{first_and_rest, index_letter, sort_key};
use super::{paths, pupil_path};
use crate::words::Words;

/// One name as it is looked for: by its first part or by its last.
struct Row<'a> {
    pupil: &'a PupilPage,
    class: &'a ClassPage,
    first: String,
    rest: String,
    by_last: bool,
}

impl Row<'_> {
    /// The part of the name under whose letter it stands.
    fn sought(&self) -> &str {
        if self.by_last { &self.rest } else { &self.first }
    }
}

/// Names under the first letter of the first name and of the last; the letter that was chosen is
/// marked. A name that is kept private is not there: whoever looks for it would learn whose page it
/// is.
pub(super) fn page(site: &Site, words: &Words) -> Markup {
    let groups = by_letter(site);
    let label = |letter: &Option<char>| match letter {
        Some(letter) => letter.to_string(),
        None => words.say("pages-names-other"),
    };
    let main = html! {
        div.head {
            h1 { (words.say("pages-find-name")) }
            p.lead { (words.say("pages-names-lead")) }
        }
        @if groups.is_empty() {
            p.empty { (words.say("pages-names-empty")) }
        } @else {
            nav.letters aria-label=(words.say("pages-names-letters")) {
                @for (place, (letter, _)) in groups.iter().enumerate() {
                    a.pill href={ "#letter-" (place) } { bdi { (label(letter)) } }
                }
            }
            @for (place, (letter, rows)) in groups.iter().enumerate() {
                section.letter id={ "letter-" (place) } aria-labelledby={ "letter-name-" (place) } {
                    h2 id={ "letter-name-" (place) } { bdi { (label(letter)) } }
                    ul role="list" {
                        @for (place, row) in rows.iter().enumerate() {
                            li class=(badge_tone(row.pupil).unwrap_or(tone(place))) {
                                (line(row, words))
                            }
                        }
                    }
                }
            }
        }
    };
    let title = words.say_with("pages-title-names", &[("school", &frame::school(site, words))]);
    document(
        site,
        words,
        Page { title, kind: "names", crumbs: vec![to_index(words)], updated: "", main },
    )
}

fn line(row: &Row<'_>, words: &Words) -> Markup {
    let body = html! {
        (disc(row.pupil, words))
        span.text {
            span.whole { bdi {
                @if row.by_last {
                    (row.first) " " strong { (row.rest) }
                } @else {
                    strong { (row.first) }
                    @if !row.rest.is_empty() { " " (row.rest) }
                }
            } }
            span.where { bdi { (class_label(row.class, words)) } }
            @if !row.pupil.has_content() { span.where { (words.say("pages-nothing-yet")) } }
        }
    };
    html! {
        @if row.pupil.has_content() {
            a.row href=(pupil_path(&row.pupil.file_stem)) { (body) }
        } @else {
            span.row { (body) }
        }
    }
}

/// What does not begin with a letter stands together, at the end.
fn by_letter(site: &Site) -> Vec<(Option<char>, Vec<Row<'_>>)> {
    let mut seen = BTreeSet::new();
    let mut groups: BTreeMap<(bool, Option<char>), Vec<Row<'_>>> = BTreeMap::new();
    let pupils =
        site.classes.iter().flat_map(|class| class.pupils.iter().map(move |one| (one, class)));
    for (pupil, class) in pupils {
        let Some((first, rest)) = first_and_rest(pupil) else { continue };
        if !seen.insert(paths::class_path(&pupil.file_stem)) {
            continue;
        }
        let letters = [index_letter(&first), index_letter(&rest)];
        for (by_last, letter) in [false, true].into_iter().zip(letters) {
            // One line is enough where both begin alike, or where there is no last name.
            if by_last && (rest.is_empty() || letter == letters[0]) {
                continue;
            }
            let row = Row { pupil, class, first: first.clone(), rest: rest.clone(), by_last };
            groups.entry((letter.is_none(), letter)).or_default().push(row);
        }
    }
    let mut groups: Vec<_> = groups.into_iter().map(|((_, letter), rows)| (letter, rows)).collect();
    for (_, rows) in &mut groups {
        rows.sort_by_cached_key(|row| {
            let whole = format!("{} {}", row.first, row.rest);
            (sort_key(row.sought()), sort_key(&whole), row.pupil.file_stem.clone())
        });
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixtures;

    #[test]
    fn a_pupil_stands_under_both_names_and_namesakes_are_told_apart() {
        let pupil = |stem: &str, first: &str, last: &str| {
            let mut pupil = fixtures::pupil(stem, &format!("{first} {last}"));
            pupil.first_name = first.to_owned();
            pupil
        };
        let class = |name: &str, pupils| ClassPage {
            name: name.to_owned(),
            file_stem: name.to_lowercase().replace(' ', ""),
            pupils,
            updated: String::new(),
        };
        let site = Site {
            classes: vec![
                class("3 Oak", vec![pupil("p1", "Amira", "Khan"), pupil("p2", "Amira", "Ali")]),
                class("5 Elm", vec![pupil("p3", "Amira", "Khan")]),
            ],
            ..Site::default()
        };
        let groups = by_letter(&site);
        let told: Vec<(Option<char>, Vec<&str>)> = groups
            .iter()
            .map(|(letter, rows)| {
                (*letter, rows.iter().map(|row| row.pupil.file_stem.as_str()).collect())
            })
            .collect();
        assert_eq!(told, [(Some('A'), vec!["p2", "p1", "p3"]), (Some('K'), vec!["p1", "p3"])]);
        let page = page(&site, &fixtures::words("en")).into_string();
        assert!(page.contains("Amira <strong>Khan</strong>"));
        assert!(page.contains("3 Oak") && page.contains("5 Elm"));
    }
}
