//! What must hold on every page, whatever names and words are put into it.

// A test may stop where it finds nothing to look at.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use super::{PageFile, Site, captions, fixtures, frame, render};

fn text(page: &PageFile) -> &str {
    std::str::from_utf8(&page.bytes).unwrap()
}

fn pages(site: &Site) -> Vec<PageFile> {
    let mut pages = render(site, &fixtures::words("en"));
    pages.extend(render(site, &fixtures::words("cy")));
    pages
}

/// The values of an attribute in a page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_pupil_has_one_page_and_every_class_one_and_a_sheet() {
    let site = fixtures::site();
    let paths: Vec<String> =
        render(&site, &fixtures::words("en")).into_iter().map(|page| page.path).collect();
    let pupils: usize = site.classes.iter().map(|class| class.pupils.len()).sum();
    assert_eq!(paths.len(), 2 + 2 * site.classes.len() + pupils);
    assert_eq!(paths.iter().collect::<BTreeSet<_>>().len(), paths.len());
}

#[test]
fn every_link_leads_to_a_page_and_every_clip_to_its_file() {
    let site = fixtures::site();
    let rendered = render(&site, &fixtures::words("en"));
    let paths: BTreeSet<&str> = rendered.iter().map(|page| page.path.as_str()).collect();
    for page in &rendered {
        for link in values(text(page), "href") {
            match link.strip_prefix('#') {
                Some(anchor) => assert!(values(text(page), "id").contains(&anchor), "{link}"),
                None => assert!(paths.contains(link), "{link}"),
            }
        }
        for source in values(text(page), "src") {
            let clip = source.strip_prefix("clip/").and_then(|name| name.strip_suffix(".mp4"));
            let is_file = clip.is_some() || source == "animal-fox.svg";
            assert!(is_file || source.starts_with("data:text/vtt;"), "{source}");
        }
    }
}

#[test]
fn whatever_a_page_shows_or_leads_on_to_is_written_before_it() {
    let mut site = fixtures::site();
    let clips = vec![site.classes[0].pupils[0].clips[0].clone(); 9];
    site.classes[0].pupils[0].clips = clips;
    let mut there = BTreeSet::new();
    for page in render(&site, &fixtures::words("en")) {
        for needed in &page.needs {
            let is_medium = needed.starts_with("clip/") || needed.starts_with("animal-");
            assert!(is_medium || there.contains(needed), "{} before {needed}", page.path);
        }
        // What is shown is named, all of it.
        let shown = values(text(&page), "src").into_iter().chain(values(text(&page), "poster"));
        for path in shown.filter(|path| !path.starts_with("data:")) {
            assert!(page.needs.iter().any(|needed| needed == path), "{path}");
        }
        there.insert(page.path);
    }
    assert!(there.contains("pupil-p0-earlier.html"));
}

#[test]
fn every_page_can_be_reached_in_two_taps_or_says_nothing() {
    let rendered = render(&fixtures::site(), &fixtures::words("en"));
    let links = |path: &str| -> BTreeSet<String> {
        let page = rendered.iter().find(|page| page.path == path).unwrap();
        values(text(page), "href").into_iter().map(str::to_owned).collect()
    };
    let mut reached = BTreeSet::new();
    for class in links("index.html").iter().filter(|link| link.starts_with("class-")) {
        reached.extend(links(class));
    }
    for page in rendered.iter().filter(|page| page.path.starts_with("pupil-")) {
        let says_something = text(page).contains("<ol") || text(page).contains("<video");
        assert_eq!(reached.contains(&page.path), says_something, "{}", page.path);
    }
}

/// Elements opened and closed, by hand: every page of given names and words is well-formed.
fn assert_well_formed(path: &str, page: &str) {
    const VOID: [&str; 4] = ["meta", "img", "track", "br"];
    let body =
        page.split("<style>").next().unwrap().to_owned() + page.split("</style>").nth(1).unwrap();
    let mut open: Vec<&str> = Vec::new();
    for tag in body.split('<').skip(1) {
        let tag = tag.split_once('>').unwrap_or_else(|| panic!("{path}: <{tag}")).0;
        let name: &str = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap();
        match tag.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed), "{path}"),
            None if tag.ends_with('/') || tag.starts_with('!') || VOID.contains(&name) => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{path}: {open:?}");
}

#[test]
fn hostile_names_and_words_are_shown_as_text_on_every_page() {
    let long = "w".repeat(10_000);
    let hostile = [
        "<script>alert(1)</script>",
        "=1+1",
        "../..",
        "\u{202E}gpj.exe\u{2066}",
        "محمد الأحمد",
        "\u{0}\u{7}\u{1b}[31mred",
        "\" onload=\"x",
        "]]> --> <!-- {{7*7}}",
        long.as_str(),
    ];
    for given in hostile {
        let mut site = fixtures::site();
        site.school = given.to_owned();
        let mut pupil = fixtures::with_a_page("px", given);
        pupil.first_name = given.to_owned();
        pupil.tips[0].text = given.to_owned();
        pupil.messages = vec![pupil.messages[0].clone(); 9];
        pupil.messages[0].text = given.to_owned();
        pupil.messages[8].text = given.to_owned();
        let profile = pupil.profile.as_mut().unwrap();
        profile.words = given.to_owned();
        profile.answers[0].question = given.to_owned();
        pupil.sorts[0].topic = given.to_owned();
        pupil.sorts[0].columns[1] = vec![given.to_owned()];
        pupil.clips[0].captions_vtt = captions(given, 45_000);
        pupil.clips[0].said = Some(given.to_owned());
        let class = &mut site.classes[0];
        class.name = given.to_owned();
        class.pupils.push(pupil);
        for page in pages(&site) {
            let (path, page) = (page.path.clone(), text(&page).to_owned());
            assert_well_formed(&path, &page);
            assert!(!page.contains("<script") && !page.contains(" onload=\""), "{path}");
            let is_shown = |letter: char| letter == '\n' || !letter.is_control();
            assert!(page.chars().all(is_shown), "{path}");
            assert!(!page.contains(['\u{202E}', '\u{2066}']), "{path}");
        }
    }
}

#[test]
fn the_policy_names_the_style_that_stands_in_the_page() {
    use sha2::{Digest, Sha256};
    for page in pages(&fixtures::site()) {
        let page = text(&page);
        let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
        assert!(!style.contains('\r'));
        let hash = data_encoding::BASE64.encode(&Sha256::digest(style.as_bytes()));
        let policy = values(page, "content").into_iter().find(|value| value.contains("-src"));
        assert!(policy.unwrap().contains(&format!("style-src 'sha256-{hash}';")));
        assert!(policy.unwrap().starts_with("default-src 'none';"));
        // An attribute for style would need a weaker policy.
        assert!(values(page, "style").is_empty());
    }
}

#[test]
fn no_page_holds_a_script_or_another_computers_address() {
    for page in pages(&fixtures::site()) {
        let page = text(&page).to_lowercase();
        for forbidden in
            ["<script", "http://", "https://", "javascript:", "url(", "@import", "=\"//"]
        {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        for handler in [" onclick", " onload", " onerror", "<iframe", "<form", "<object", "<b>"] {
            assert!(!page.contains(handler), "{handler}");
        }
    }
}

#[test]
fn given_text_is_escaped_and_cannot_turn_its_surroundings_around() {
    let mut site = fixtures::site();
    let hard = "</span><script>x</script>\"'&\u{202E}abc\r\n\r\nnext";
    for pupil in &mut site.classes[0].pupils {
        for tip in &mut pupil.tips {
            tip.text = hard.to_owned();
        }
        for clip in &mut pupil.clips {
            clip.said = Some(hard.to_owned());
            clip.recorded = hard.to_owned();
        }
        for message in &mut pupil.messages {
            message.text = hard.to_owned();
        }
    }
    site.classes[0].name = hard.to_owned();
    site.updated = hard.to_owned();
    for page in pages(&site) {
        let page = text(&page);
        assert!(!page.contains("<script"));
        assert!(!page.contains('\u{202E}') && !page.contains('\r') && !page.contains('\u{E000}'));
    }
    let pupil = pages(&site).into_iter().find(|page| page.path == "pupil-p0.html").unwrap();
    assert!(
        text(&pupil).contains("&lt;/span&gt;&lt;script&gt;x&lt;/script&gt;&quot;'&amp;abc\n\nnext")
    );
}

#[test]
fn the_same_site_gives_the_same_bytes_in_whatever_order() {
    let site = fixtures::site();
    let mut other = site.clone();
    other.classes.reverse();
    for class in &mut other.classes {
        class.pupils.reverse();
    }
    assert_eq!(pages(&site), pages(&other));
}

#[test]
fn a_name_kept_private_is_nowhere_and_not_in_the_list_of_names() {
    let site = fixtures::site();
    for page in pages(&site) {
        if page.path == "names.html" {
            assert!(!text(&page).contains("pupil-pk.html"));
        }
        if page.path == "pupil-pk.html" {
            assert!(!text(&page).contains("unused"));
        }
    }
    let english = render(&site, &fixtures::words("en"));
    let page = english.iter().find(|page| page.path == "pupil-pk.html").unwrap();
    assert!(text(page).contains(&fixtures::words("en").say("pages-name-private")));
}

#[test]
fn no_file_is_named_after_a_person() {
    for page in pages(&fixtures::site()) {
        assert!(!page.path.contains("amira") && !page.path.contains("willow"));
        let stem = page.path.strip_suffix(".html").unwrap();
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(stem.chars().all(allowed), "{}", page.path);
    }
}

#[test]
fn who_helped_and_who_was_not_checked_is_said_plainly() {
    let words = fixtures::words("en");
    let english = render(&fixtures::site(), &words);
    let page = english.iter().find(|page| page.path == "pupil-p0.html").unwrap();
    for key in ["alone", "helped", "proxy"] {
        assert!(text(page).contains(&words.say(&format!("pages-helped-{key}"))), "{key}");
    }
    assert!(text(page).contains(&words.say("pages-identity-not-checked")));
}

#[test]
fn empty_places_say_so_kindly() {
    let words = fixtures::words("en");
    let says = |site: &Site, path: &str, key: &str| {
        let pages = render(site, &words);
        let page = pages.iter().find(|page| page.path == path).unwrap();
        assert!(text(page).contains(&words.say(key)), "{path} {key}");
    };
    says(&Site::default(), "index.html", "pages-index-empty");
    says(&Site::default(), "names.html", "pages-names-empty");
    says(&fixtures::site(), "class-c2.html", "pages-class-empty");
    says(&fixtures::site(), "class-c1.html", "pages-quiet-title");
    let mut site = fixtures::site();
    site.classes[0].pupils[0].tips.clear();
    says(&site, "pupil-p0.html", "pages-tips-empty");
}

/// WCAG contrast of two colours `#rrggbb`.
fn contrast(one: &str, other: &str) -> f64 {
    let light = |colour: &str| {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    };
    let (one, other) = (light(one) + 0.05, light(other) + 0.05);
    one.max(other) / one.min(other)
}

#[test]
fn text_keeps_a_contrast_of_seven_in_light_and_dark() {
    let style = frame::style();
    let blocks: Vec<&str> = style.split(":root {").skip(1).take(2).collect();
    for block in blocks {
        let token = |name: &str| {
            let rest = block.split(&format!("--{name}: ")).nth(1).unwrap();
            rest.split(';').next().unwrap().to_owned()
        };
        let mut pairs = Vec::new();
        for tone in ["coral", "honey", "leaf", "violet", "sky"] {
            for ground in [tone.to_owned(), format!("{tone}-2")] {
                pairs.push((format!("{tone}-ink"), ground.clone()));
                pairs.push(("ink".to_owned(), ground));
            }
            pairs.push((format!("{tone}-ink"), "disc".to_owned()));
        }
        for ink in ["ink", "soft-ink", "link"] {
            for ground in ["ground", "panel", "glow-1", "glow-2", "glow-3", "glow-4"] {
                pairs.push((ink.to_owned(), ground.to_owned()));
            }
        }
        for (ink, ground) in pairs {
            let found = contrast(&token(&ink), &token(&ground));
            assert!(found >= 7.0, "{ink} on {ground}: {found:.1}");
        }
    }
}
