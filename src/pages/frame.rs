//! What stands around every page: the head with its content security policy, the way back, and
//! the foot.
//!
//! The policy allows the one inline style by its hash and media beside the page, and nothing
//! else. `file:` stands beside `'self'` because browsers do not agree whether a page opened by a
//! double click has an origin that `'self'` could mean (Chromium thinks so), and `data:` because
//! a captions file beside the page would be blocked there and captions fall under the rule for
//! media.

use std::sync::LazyLock;

use data_encoding::BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::icons;
use super::model::Site;
use super::text::{clean_line, line_or};
use crate::words::Words;

const STYLE_FILE: &str = include_str!("style.css");

/// The style sheet as it stands in the page. A checkout on Windows may have given the file
/// other line ends; browsers read `\r\n` as `\n` before they hash.
pub(super) fn style() -> String {
    STYLE_FILE.replace("\r\n", "\n")
}

/// The policy of every page.
pub(super) fn policy() -> String {
    static HASH: LazyLock<String> =
        LazyLock::new(|| BASE64.encode(&Sha256::digest(style().as_bytes())));
    let hash = &*HASH;
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; media-src 'self' file: data:; img-src 'self' file:; \
         base-uri 'none'; form-action 'none'"
    )
}

/// One step of the way back from a page.
pub(super) struct Crumb {
    pub href: String,
    pub label: String,
}

/// What differs from page to page.
pub(super) struct Page<'a> {
    pub title: String,
    /// Classes of the body: which page, and how large it prints.
    pub kind: &'a str,
    pub crumbs: Vec<Crumb>,
    /// The day that this page changed last, already worded; empty where it has none.
    pub updated: &'a str,
    pub main: Markup,
}

/// The whole document.
///
/// `translate="no"` keeps a browser from offering to send a pupil's words to a translation
/// service.
pub(super) fn document(site: &Site, words: &Words, page: Page<'_>) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(words.language_tag()) translate="no" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex, nofollow, noarchive";
                meta name="format-detection" content="telephone=no, date=no, address=no";
                title { (page.title) }
                style { (PreEscaped(style())) }
            }
            body class=(page.kind) {
                a.skip href="#main" { (words.say("pages-skip")) }
                header.top {
                    p.school { (icons::speech()) bdi { (school(site, words)) } }
                    @if !page.crumbs.is_empty() {
                        nav aria-label=(words.say("pages-way-back")) {
                            @for crumb in &page.crumbs {
                                a.pill href=(crumb.href) { (icons::back()) bdi { (crumb.label) } }
                            }
                        }
                    }
                }
                main id="main" tabindex="-1" { (page.main) }
                footer.foot {
                    p.hand-in { (words.say("pages-hand-in")) }
                    p.kept { (words.say("pages-keep-here")) }
                    @let updated = clean_line(page.updated);
                    @if !updated.is_empty() {
                        p.updated { (words.say_with("pages-updated", &[("day", &updated)])) }
                    }
                }
            }
        }
    }
}

/// The school's name, or the words for one that is empty.
pub(super) fn school(site: &Site, words: &Words) -> String {
    line_or(&site.school, words, "pages-school-missing")
}
