//! A document as one page for a browser and for paper: no script, nothing fetched, its drawings
//! inside it, under a policy as strict as that of the staff pages.

use data_encoding::BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::headings::Tone;
use super::model::{
    Document, DocumentKind, Drawing, Picture, PictureKind, Played, RecordingKind, Section,
    ShownMedium, ShownPiece, ShownSymbol, Statement,
};
use super::wording;
use crate::pages::text::{clean_line, paragraph};
use crate::words::Words;

const STYLE_FILE: &str = include_str!("style.css");

fn style() -> String {
    STYLE_FILE.replace("\r\n", "\n")
}

/// Drawings, photos and recordings lie in the page itself.
fn policy() -> String {
    let hash = BASE64.encode(&Sha256::digest(style().as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; media-src data:; \
         base-uri 'none'; form-action 'none'"
    )
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Coral => "coral",
        Tone::Honey => "honey",
        Tone::Leaf => "leaf",
        Tone::Violet => "violet",
        Tone::Sky => "sky",
    }
}

fn body_class(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Profile => "profile",
        DocumentKind::SectionA => "section-a",
        DocumentKind::Tips => "tips",
        DocumentKind::Slides => "slides",
    }
}

fn data(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", BASE64.encode(bytes))
}

/// The whole page. `translate="no"` keeps a browser from offering to send a pupil's words to a
/// translation service.
pub(super) fn page(document: &Document, words: &Words) -> Markup {
    let sources = wording::shared_sources(document, words);
    html! {
        (DOCTYPE)
        html lang=(words.language_tag()) translate="no" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex, nofollow, noarchive";
                meta name="format-detection" content="telephone=no, date=no, address=no";
                title { (wording::title(document, words)) }
                style { (PreEscaped(style())) }
            }
            body class=(body_class(document.kind)) {
                header.head {
                    div.who {
                        h1 { bdi { (wording::name(document, words)) } }
                        p.kind { (wording::kind(document, words)) }
                        @let place = wording::place(document);
                        @if !place.is_empty() { p.place { bdi { (place) } } }
                    }
                    p class={ "mark " @if document.checked.is_some() { "leaf" } @else { "honey" } } {
                        (wording::mark(document, words))
                    }
                }
                main {
                    @if let Some(lead) = wording::lead(document, words) { p.lead { (lead) } }
                    div.sections {
                        @for section in wording::shown(document) { (section_of(document, section, words)) }
                    }
                    @if document.kind == DocumentKind::SectionA { (parents(words)) }
                }
                footer.foot {
                    @for line in &sources { p { (line) } }
                    @if let Some(unsaid) = wording::unsaid(document, words) { p { (unsaid) } }
                    @if let Some(older) = wording::older(document, words) { p { (older) } }
                    p { (wording::made(document, words)) }
                    @if let Some(line) = wording::attribution(document, words) { p { (line) } }
                }
            }
        }
    }
}

fn section_of(document: &Document, section: &Section, words: &Words) -> Markup {
    let id = section.heading.key();
    html! {
        section class={ (tone(section.heading.tone())) " " (id) } aria-labelledby=(id) {
            h2 id=(id) {
                // It only accompanies the word.
                @if let Some(drawing) = document.drawing(section.drawing) { (image(drawing, "")) }
                span { (wording::heading(section.heading, words)) }
            }
            @for statement in &section.statements {
                (statement_of(document, section, statement, words))
            }
            @if section.statements.is_empty() {
                p.empty { (wording::empty(document, section, words)) }
            }
        }
    }
}

fn statement_of(
    document: &Document,
    section: &Section,
    statement: &Statement,
    words: &Words,
) -> Markup {
    let is_adult = wording::is_adult(statement);
    let tips = statement.said.iter().filter(|piece| matches!(piece, ShownPiece::Tip { .. }));
    let others = statement.said.iter().filter(|piece| !matches!(piece, ShownPiece::Tip { .. }));
    let (tips, others): (Vec<_>, Vec<_>) = (tips.collect(), others.collect());
    html! {
        div class={ "statement" @if is_adult { " adult" } } {
            @if let Some(question) = wording::question(section.heading, statement, words) {
                h3 { bdi { (question) } }
            }
            @if let Some(whose) = wording::whose(statement, words) { p.whose { (whose) } }
            @if !others.is_empty() {
                blockquote { @for piece in others { (piece_of(document, piece, words)) } }
            }
            @if !tips.is_empty() {
                ol.tip-list { @for tip in tips { li { (piece_of(document, tip, words)) } } }
            }
            @for medium in &statement.media { (medium_of(statement, medium, words)) }
            @if let Some(source) = wording::own_source(document, statement, words) {
                p.source { (source) }
            }
        }
    }
}

fn piece_of(document: &Document, piece: &ShownPiece, words: &Words) -> Markup {
    html! {
        @match piece {
            ShownPiece::Words(said) => p { (paragraph(said)) },
            ShownPiece::Symbols(symbols) => p.symbols {
                @for symbol in symbols { (symbol_of(document, symbol)) " " }
            },
            ShownPiece::Face { face, drawing } => p.symbols {
                @let word = wording::face(*face, words);
                @let symbol_id = format!("face-{face}");
                (symbol_of(document, &ShownSymbol { symbol_id, word, drawing: *drawing }))
            },
            ShownPiece::Aloud => p.aloud { (words.say("doc-aloud")) },
            ShownPiece::Tip { tip, .. } => (piece_of(document, tip, words)),
            ShownPiece::Sort { topic, columns } => {
                p.topic { (wording::topic(topic, words)) }
                div.columns {
                    @for ((key, tone), cards) in
                        wording::COLUMNS.iter().zip(["leaf", "honey", "coral"]).zip(columns)
                    {
                        div class=(tone) {
                            p.column { (words.say(key)) }
                            @for card in cards { (piece_of(document, card, words)) }
                            @if cards.is_empty() { p { (words.say("pages-sort-none")) } }
                        }
                    }
                }
            },
        }
    }
}

/// The picture above its word. The word stands as text, so a screen reader need not hear it twice.
fn symbol_of(document: &Document, symbol: &ShownSymbol) -> Markup {
    let word = clean_line(&symbol.word);
    html! {
        span.symbol {
            @if let Some(drawing) = document.drawing(symbol.drawing) { (image(drawing, &word)) }
            @else { span.no-picture aria-hidden="true" {} }
            bdi aria-hidden=[symbol.drawing.map(|_| "true")] { (word) }
        }
    }
}

fn image(drawing: &Drawing, alt: &str) -> Markup {
    html! { img src=(data("image/svg+xml", &drawing.svg)) alt=(alt); }
}

fn photo(picture: &Picture) -> String {
    data(
        match picture.kind {
            PictureKind::Jpeg => "image/jpeg",
            PictureKind::Png => "image/png",
        },
        &picture.bytes,
    )
}

fn medium_of(statement: &Statement, medium: &ShownMedium, words: &Words) -> Markup {
    let label = wording::medium(medium, &statement.source.day, words);
    html! {
        @match medium {
            ShownMedium::Picture(picture) => img.made src=(photo(picture)) alt=(label);,
            ShownMedium::Recording { kind, played: Some(played), .. } => {
                (player(*kind, played, &label, words))
            },
            ShownMedium::Recording { played: None, .. } | ShownMedium::PictureKeptBack => {
                p.watch { (label) }
            },
        }
    }
}

fn player(kind: RecordingKind, played: &Played, label: &str, words: &Words) -> Markup {
    let poster = played.poster.as_ref().map(photo);
    html! {
        @match kind {
            RecordingKind::Video => {
                video src=(data("video/mp4", &played.mp4)) poster=[poster] controls playsinline
                    preload="metadata" aria-label=(label) { (words.say("pages-cannot-play")) }
            },
            RecordingKind::Voice => {
                audio src=(data("audio/mp4", &played.mp4)) controls preload="metadata"
                    aria-label=(label) { (words.say("pages-cannot-play")) }
            },
        }
        p.watch { (label) }
    }
}

/// For parents to fill in by hand: never filled from anything here.
fn parents(words: &Words) -> Markup {
    html! {
        section.parents aria-labelledby="parents" {
            h2 id="parents" { (words.say("doc-parents")) }
            p.lead { (words.say("doc-parents-lead")) }
            div.box { p { (words.say("doc-parents-empty")) } }
        }
    }
}
