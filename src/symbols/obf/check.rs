//! Looks at a set that was read: refuses pictures that are not safe, mends wrong types, and tells
//! whatever leads nowhere.

use std::collections::{BTreeMap, BTreeSet};

use super::colour::Colour;
use super::model::{Board, BoardSet, Button, Media};
use super::pictures::{Index, Verdict, judge, kind_of, plain_path};
use super::report::{OddityKind, Report};

/// What was found about the files of a package, by path.
type Verdicts = BTreeMap<String, Verdict>;

pub(super) fn check(set: &mut BoardSet, report: &mut Report) {
    let verdicts = judge_files(set);
    let mut boards = std::mem::take(&mut set.boards);
    for board in &mut boards {
        let title = board.title().to_owned();
        for image in &mut board.images {
            check_image(image, &title, &verdicts, report);
        }
    }
    set.boards = boards;
    let refused =
        |path: &String| matches!(verdicts.get(plain_path(path)), Some(Verdict::Refused(_)));
    set.files.retain(|path, _| !refused(path));
    set.images.retain(|_, path| !refused(path));
    set.sounds.retain(|_, path| !refused(path));
    let index = Index::new(set);
    for board in &set.boards {
        check_sources(board, &index, report);
        check_grid(board, report);
        for button in &board.buttons {
            check_button(board, button, &index, report);
        }
    }
}

/// Files that are pictures, or are said to be.
fn judge_files(set: &BoardSet) -> Verdicts {
    let named = set.boards.iter().flat_map(|board| &board.images);
    let named = named.filter_map(|image| image.path.as_deref());
    let named: BTreeSet<&str> =
        named.chain(set.images.values().map(String::as_str)).map(plain_path).collect();
    set.files
        .iter()
        .filter(|(path, bytes)| named.contains(path.as_str()) || kind_of(bytes).is_some())
        .map(|(path, bytes)| (path.clone(), judge(bytes)))
        .collect()
}

fn check_image(image: &mut Media, title: &str, verdicts: &Verdicts, report: &mut Report) {
    let mut found = None;
    if let Some(data) = &mut image.data {
        let verdict = judge(&data.bytes);
        if let Some(content_type) = content_type(verdict)
            && !is_type(&data.content_type, content_type)
        {
            data.content_type = content_type.to_owned();
            report.add(title, &image.media_id, OddityKind::OtherContentType);
        }
        found = Some(verdict);
    }
    if let Some(Verdict::Refused(kind)) = found {
        report.add(title, &image.media_id, kind);
        image.data = None;
        found = None;
    }
    let of_file = image.path.as_deref().and_then(|path| verdicts.get(plain_path(path))).copied();
    if let Some(Verdict::Refused(kind)) = of_file {
        report.add(title, &image.media_id, kind);
        image.path = None;
    }
    let verdict = found.or(of_file);
    if matches!(verdict, Some(Verdict::NotShown(_))) {
        report.add(title, &image.media_id, OddityKind::NotShown);
    }
    let right = verdict.and_then(content_type);
    if let (Some(right), Some(stated)) = (right, &image.content_type)
        && !is_type(stated, right)
    {
        report.add(title, &image.media_id, OddityKind::OtherContentType);
        image.content_type = Some(right.to_owned());
    }
}

fn content_type(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Shown(kind) => Some(kind.content_type()),
        Verdict::NotShown(known) => known,
        Verdict::Refused(_) => None,
    }
}

/// The registered type, or what many programs write for it.
fn is_type(stated: &str, right: &str) -> bool {
    let usual = match right {
        "image/svg+xml" => "image/svg",
        "image/jpeg" => "image/jpg",
        "image/png" => "image/x-png",
        _ => right,
    };
    stated.eq_ignore_ascii_case(right) || stated.eq_ignore_ascii_case(usual)
}

/// Pictures and sounds that are nowhere to be had.
fn check_sources(board: &Board, index: &Index<'_>, report: &mut Report) {
    let title = board.title();
    for media in board.images.iter().chain(&board.sounds) {
        let is_missing = |path: &String| index.file(path).is_none();
        if media.path.as_ref().is_some_and(is_missing) {
            report.add(title, &media.media_id, OddityKind::FileMissing);
        }
        let has_file = media.path.as_ref().is_some_and(|path| !is_missing(path));
        if media.data.is_some() || has_file || index.picture_of(media).is_some() {
            continue;
        }
        let kind = if media.url.is_some() || media.data_url.is_some() {
            OddityKind::OnlyByAddress
        } else if media.symbol.is_some() {
            OddityKind::SymbolElsewhere
        } else {
            OddityKind::NoSource
        };
        report.add(title, &media.media_id, kind);
    }
}

fn check_grid(board: &Board, report: &mut Report) {
    let known: BTreeSet<&str> =
        board.buttons.iter().map(|button| button.button_id.as_str()).collect();
    let placed: BTreeSet<&str> =
        board.grid.order.iter().flatten().flatten().map(String::as_str).collect();
    for button_id in placed.difference(&known) {
        report.add(board.title(), button_id, OddityKind::GridNamesNothing);
    }
    for button in &board.buttons {
        if !button.hidden && !placed.contains(button.button_id.as_str()) {
            report.add(board.title(), name(button), OddityKind::OutsideGrid);
        }
    }
}

fn name(button: &Button) -> &str {
    button.label.as_deref().filter(|label| !label.is_empty()).unwrap_or(&button.button_id)
}

fn check_button(board: &Board, button: &Button, index: &Index<'_>, report: &mut Report) {
    let title = board.title();
    if let Some(image_id) = &button.image_id
        && index.image(board, image_id).is_none()
        && index.picture(board, button).is_none()
    {
        report.add(title, name(button), OddityKind::NoSuchImage);
    }
    if let Some(sound_id) = &button.sound_id
        && index.sound(board, sound_id).is_none()
        && !index.lists_sound(sound_id)
    {
        report.add(title, name(button), OddityKind::NoSuchSound);
    }
    if let Some(link) = &button.load_board
        && index.linked(link).is_none()
    {
        let is_elsewhere = link.url.is_some() || link.data_url.is_some();
        let kind = if is_elsewhere { OddityKind::BoardElsewhere } else { OddityKind::NoSuchBoard };
        report.add(title, name(button), kind);
    }
    for colour in [&button.background_color, &button.border_color].into_iter().flatten() {
        if Colour::parse(colour).is_none() {
            report.add(title, format!("{}, {colour}", name(button)), OddityKind::BadColour);
        }
    }
}
