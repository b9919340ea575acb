//! What a pupil shared earlier: a page that is read in two minutes has no room for a year.

use maud::{Markup, html};

use super::frame::{Crumb, Page, document};
use super::model::{ClassPage, PupilPage, Site};
use super::pupil::{clips_section, messages_section};
use super::site::{class_label, disc, to_index};
use super::text::pupil_label;
use super::{class_path, own_words, pupil_path};
use crate::words::Words;

/// So much of each kind has room beside the tips, newest first.
const CLIPS: usize = 2;
const SORTS: usize = 2;
const MESSAGES: usize = 3;

/// What stands on the pupil's page, and what on the page of earlier things, where there are any.
pub(super) fn split(pupil: &PupilPage) -> (PupilPage, Option<PupilPage>) {
    let (mut shown, mut earlier) = (pupil.clone(), pupil.clone());
    shown.clips.truncate(CLIPS);
    shown.sorts.truncate(SORTS);
    shown.messages.truncate(MESSAGES);
    earlier.tips.clear();
    earlier.profile = None;
    earlier.clips.drain(..shown.clips.len());
    earlier.sorts.drain(..shown.sorts.len());
    earlier.messages.drain(..shown.messages.len());
    let earlier = Some(earlier).filter(PupilPage::has_content);
    (shown, earlier)
}

pub(super) fn page(site: &Site, class: &ClassPage, earlier: &PupilPage, words: &Words) -> Markup {
    let label = pupil_label(earlier, words);
    let class_name = class_label(class, words);
    let main = html! {
        div.head.who {
            (disc(earlier, words))
            div {
                h1 { bdi { (label) } }
                p.lead { (words.say("pages-earlier-lead")) }
            }
        }
        p.paper-only { (words.say("pages-earlier-paper")) }
        @if !earlier.clips.is_empty() { (clips_section(earlier, words)) }
        @if !earlier.sorts.is_empty() { (own_words::sorts(&earlier.sorts, words)) }
        @if !earlier.messages.is_empty() { (messages_section(earlier, words)) }
    };
    let title = words.say_with("pages-title-earlier", &[("name", &label)]);
    let crumbs = vec![
        to_index(words),
        Crumb { href: class_path(&class.file_stem), label: class_name },
        Crumb { href: pupil_path(&earlier.file_stem), label },
    ];
    let updated = &earlier.updated;
    document(site, words, Page { title, kind: "earlier", crumbs, updated, main })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::{fixtures, render};

    #[test]
    fn a_full_year_stands_on_two_pages_and_nothing_is_lost() {
        let mut pupil = fixtures::with_a_page("p1", "Amira");
        for number in 0..40 {
            let mut clip = pupil.clips[0].clone();
            clip.file_stem = format!("k{number}");
            pupil.clips.push(clip);
            let mut message = pupil.messages[0].clone();
            message.text = format!("message {number}.");
            pupil.messages.push(message);
        }
        let (shown, earlier) = split(&pupil);
        let earlier = earlier.unwrap();
        assert_eq!(shown.clips.len() + earlier.clips.len(), pupil.clips.len());
        assert_eq!(shown.messages.len() + earlier.messages.len(), pupil.messages.len());
        let class = ClassPage { pupils: vec![pupil], ..ClassPage::default() };
        let site = Site { classes: vec![class], ..Site::default() };
        let files = render(&site, &fixtures::words("en"));
        let page = |path: &str| {
            let file = files.iter().find(|file| file.path == path).unwrap();
            String::from_utf8(file.bytes.clone()).unwrap()
        };
        let (main, rest) = (page("pupil-p1.html"), page("pupil-p1-earlier.html"));
        assert!(main.contains("href=\"pupil-p1-earlier.html\""));
        for number in 0..40 {
            let said = format!("message {number}.");
            assert!(main.contains(&said) != rest.contains(&said), "{said}");
        }
        assert_eq!(split(&fixtures::with_a_page("p2", "Ben")).1, None);
    }
}
