//! The same as the pages, for Say So's own staff screens: one JSON file beside them. It holds
//! nothing that the pages do not.

use super::site::in_order;
use super::text::{clean, clean_line};
use super::{PageFile, ShownName, Site};

/// Its name on the site.
pub const BOOK: &str = "book.json";
/// A school of 2,000 pupils with ten long tips each.
pub const BOOK_LIMIT_BYTES: u64 = 32 * 1024 * 1024;

/// The file of it, the same for the same site.
pub fn book(site: &Site) -> PageFile {
    let mut site = in_order(site);
    clean_all(&mut site);
    // Inside strings alone: no reader of any kind can take a pupil's words for a page's.
    let text = serde_json::to_string(&site).unwrap_or_default().replace('<', "\\u003c");
    PageFile { path: BOOK.to_owned(), bytes: text.into_bytes(), needs: Vec::new() }
}

/// What stands on the pages was cleaned of what turns text around; so is this.
fn clean_all(site: &mut Site) {
    site.school = clean_line(&site.school);
    for class in &mut site.classes {
        class.name = clean_line(&class.name);
        for pupil in &mut class.pupils {
            if let ShownName::Name(name) = &mut pupil.shown_name {
                *name = clean_line(name);
            }
            pupil.first_name = clean_line(&pupil.first_name);
            let tips = pupil.tips.iter_mut().map(|tip| &mut tip.text);
            let messages = pupil.messages.iter_mut().map(|message| &mut message.text);
            let profile = pupil.profile.iter_mut().flat_map(|profile| {
                let answers = profile.answers.iter_mut();
                let answers = answers.flat_map(|one| [&mut one.question, &mut one.answer.text]);
                answers.chain([&mut profile.words])
            });
            let sorts = pupil.sorts.iter_mut();
            let cards = sorts.flat_map(|sort| sort.columns.iter_mut().flatten());
            for text in tips.chain(messages).chain(profile).chain(cards) {
                *text = clean(text);
            }
            for clip in &mut pupil.clips {
                clip.said = clip.said.as_deref().map(clean);
            }
        }
    }
}

/// Reads it back; nothing where it is none of ours, or of a newer version.
pub fn read(bytes: &[u8]) -> Option<Site> {
    serde_json::from_slice(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixtures;

    #[test]
    fn the_book_reads_back_and_holds_no_tag() {
        let site = fixtures::site();
        let file = book(&site);
        let mut expected = in_order(&site);
        clean_all(&mut expected);
        assert_eq!(read(&file.bytes), Some(expected));
        assert!(!file.bytes.contains(&b'<'));
        assert_eq!(read(b"{}"), None);
    }
}
