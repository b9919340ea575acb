//! The page of one pupil, for a grown-up who arrived this morning: the top tips first and
//! large, the clip beside them, the pupil's own words below, and beside each who helped.

use data_encoding::BASE64;
use maud::{Markup, html};

use super::frame::{Crumb, Page, document};
use super::model::{ClassPage, Clip, ClipKind, HelpedShown, Message, PupilPage, Site};
use super::paths::earlier_path;
use super::print::{Kept, PrintFit, fit};
use super::site::{class_label, disc, to_index, tone};
use super::text::{about_pupil, clean, clean_line, paragraph, pupil_label};
use super::{class_path, clip_path, icons, own_words};
use crate::words::Words;

/// Up to this long a clip's length is told in seconds, above in minutes.
const SECONDS_UP_TO: u32 = 90;

/// The whole page of a pupil, also of one who has nothing to read yet: a link that somebody
/// kept then says so kindly.
pub(super) fn pupil_page(
    site: &Site,
    class: &ClassPage,
    pupil: &PupilPage,
    has_earlier: bool,
    words: &Words,
) -> Markup {
    let label = pupil_label(pupil, words);
    let class_name = class_label(class, words);
    let PrintFit { size_class, kept, is_small, cut } = fit(pupil);
    let is_all_on_paper = kept == Kept::All && cut.is_empty() && !has_earlier;
    let main = html! {
        div.head.who {
            (disc(pupil, words))
            div {
                h1 { bdi { (label) } }
                p.lead { bdi { (class_name) } }
            }
        }
        @if pupil.has_content() {
            p.agreed { (icons::tick()) span {
                (about_pupil(words, "pages-agreed", pupil)) " "
                strong { (words.say("pages-do-not-copy")) }
            } }
            div class={ "both" @if pupil.clips.is_empty() { " no-clip" } } {
                (tips_section(pupil, words))
                @if !pupil.clips.is_empty() { (clips_section(pupil, words)) }
            }
            @if let Some(profile) = &pupil.profile { (own_words::profile(profile, words)) }
            @if !pupil.sorts.is_empty() { (own_words::sorts(&pupil.sorts, words)) }
            @if !pupil.messages.is_empty() { (messages_section(pupil, words)) }
            @if has_earlier {
                p { a.pill href=(earlier_path(&pupil.file_stem)) {
                    (icons::clock()) (words.say("pages-earlier-link"))
                } }
            }
            @if !is_all_on_paper {
                p.paper-more {
                    (words.say_with("pages-more-on-screen", &[("class", &class_name)]))
                }
            }
        } @else {
            p.empty { (about_pupil(words, "pages-pupil-empty", pupil)) }
        }
    };
    let title = words.say_with("pages-title-pupil", &[("name", &label)]);
    let to_class = Crumb { href: class_path(&class.file_stem), label: class_name };
    let small = if is_small { "small-print" } else { "" };
    let kind = format!("pupil {size_class} {small} {} {cut}", kept.class());
    let (crumbs, updated) = (vec![to_index(words), to_class], &pupil.updated);
    let page = Page { title, kind: kind.trim(), crumbs, updated, main };
    document(site, words, page)
}

fn tips_section(pupil: &PupilPage, words: &Words) -> Markup {
    let title = match &pupil.tips_made {
        // "My" would put an adult's words into the pupil's mouth.
        Some(made) if made.helped == HelpedShown::Proxy => words.say("pages-tips-title-proxy"),
        _ => words.say_count("pages-tips-title", pupil.tips.len() as i64, &[]),
    };
    html! {
        section.tips aria-labelledby="tips" {
            h2 #tips { (icons::bulb()) (title) }
            @if pupil.tips.is_empty() {
                p.empty { (words.say("pages-tips-empty")) }
            } @else {
                // The role stays because some screen readers drop a list whose marks the style
                // replaces; the number is text so that it is read.
                ol role="list" {
                    @for (place, tip) in pupil.tips.iter().enumerate() {
                        li class=(tone(place)) {
                            span.disc { (place + 1) }
                            (own_words::tip(tip, words))
                        }
                    }
                }
                @if let Some(made) = &pupil.tips_made {
                    (provenance(&made.recorded, made.helped, made.identity_checked, None, words))
                }
            }
        }
    }
}

pub(super) fn clips_section(pupil: &PupilPage, words: &Words) -> Markup {
    let all_voice = pupil.clips.iter().all(|clip| clip.kind == ClipKind::Voice);
    let all_made = pupil.clips.iter().all(|clip| clip.kind == ClipKind::Picture);
    let title = match (all_voice, all_made) {
        (true, _) => "pages-voices-title",
        (false, true) => "pages-made-title",
        (false, false) => "pages-clips-title",
    };
    html! {
        section.clips aria-labelledby="clips" {
            h2 #clips {
                @if all_voice { (icons::voice()) } @else { (icons::film()) }
                (words.say_count(title, pupil.clips.len() as i64, &[]))
            }
            @for clip in &pupil.clips { (clip_figure(clip, words)) }
            p.paper-clip { (words.say("pages-clip-on-screen")) }
        }
    }
}

fn clip_figure(clip: &Clip, words: &Words) -> Markup {
    let day = clean_line(&clip.recorded);
    let path = clip_path(&clip.file_stem);
    html! {
        figure.clip {
            @match clip.kind {
                // Nothing is fetched before play but the length and first picture. The controls
                // that would save the clip or send it to another screen are left out.
                ClipKind::Video => video src=(path) poster=[clip.picture.as_deref()] controls
                    preload="metadata" playsinline
                    controlslist="nodownload noremoteplayback" disableremoteplayback
                    aria-label=(words.say_with("pages-video-label", &[("day", &day)])) {
                    @if let Some(captions) = &clip.captions_vtt {
                        track kind="captions" default srclang=(words.language_tag())
                            label=(words.say("pages-captions")) src=(captions_address(captions));
                    }
                    (words.say("pages-cannot-play"))
                },
                ClipKind::Voice => audio src=(path) controls preload="metadata"
                    controlslist="nodownload noremoteplayback" disableremoteplayback
                    aria-label=(words.say_with("pages-voice-label", &[("day", &day)])) {
                    (words.say("pages-cannot-play"))
                },
                ClipKind::Picture => img src=[clip.picture.as_deref()]
                    alt=(words.say_with("pages-picture-label", &[("day", &day)]));,
            }
            figcaption {
                @if let Some(said) = clip.said.as_deref().filter(|said| !clean(said).is_empty()) {
                    blockquote { (paragraph(said)) }
                }
                (provenance(
                    &clip.recorded,
                    clip.helped,
                    clip.identity_checked,
                    length(clip.duration_secs, words),
                    words,
                ))
            }
        }
    }
}

/// The captions inside the address: a file beside the page would be blocked on `file://`.
fn captions_address(vtt: &str) -> String {
    format!("data:text/vtt;charset=utf-8;base64,{}", BASE64.encode(vtt.as_bytes()))
}

fn length(duration_secs: u32, words: &Words) -> Option<String> {
    match duration_secs {
        0 => None,
        1..=SECONDS_UP_TO => {
            Some(words.say_count("pages-length-seconds", i64::from(duration_secs), &[]))
        }
        longer => {
            let minutes = (i64::from(longer) + 30) / 60;
            Some(words.say_count("pages-length-minutes", minutes, &[]))
        }
    }
}

pub(super) fn messages_section(pupil: &PupilPage, words: &Words) -> Markup {
    let by_proxy = pupil.messages.iter().any(|message| message.helped == HelpedShown::Proxy);
    let title = if by_proxy { "pages-messages-title-proxy" } else { "pages-messages-title" };
    html! {
        section.messages aria-labelledby="messages" {
            h2 #messages { (icons::speech()) (words.say(title)) }
            ul role="list" {
                @for message in &pupil.messages { li { (message_item(message, words)) } }
            }
        }
    }
}

fn message_item(message: &Message, words: &Words) -> Markup {
    html! {
        blockquote { (paragraph(&message.text)) }
        (provenance(&message.recorded, message.helped, message.identity_checked, None, words))
    }
}

/// The day, who helped, and whether the tablet knew who it was; in words, each with its own
/// shape, never by colour alone.
pub(super) fn provenance(
    day: &str,
    helped: HelpedShown,
    identity_checked: bool,
    length: Option<String>,
    words: &Words,
) -> Markup {
    let day = clean_line(day);
    let (icon, tone, key) = match helped {
        HelpedShown::Alone => (icons::alone(), "leaf", "pages-helped-alone"),
        HelpedShown::Helped => (icons::people(), "honey", "pages-helped-helped"),
        HelpedShown::Proxy => (icons::pen(), "coral", "pages-helped-proxy"),
    };
    html! {
        ul.made role="list" {
            li class=(tone) { (icon) span { (words.say(key)) } }
            @if !identity_checked {
                li.violet { (icons::question()) span { (words.say("pages-identity-not-checked")) } }
            }
            @if let Some(length) = length { li.day.length { (length) } }
            @if !day.is_empty() {
                li.day { (words.say_with("pages-made-on", &[("day", &day)])) }
            }
        }
    }
}
