//! What was odd about a file that was read all the same.

use super::limits::ODDITIES_LIMIT;
use super::svg::SvgProblem;
use crate::domain::{Says, Sentence};

/// One odd thing, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oddity {
    /// What the board is called; the package or folder where it is no board's.
    pub board: String,
    /// The button, picture, file or line by its label, id, path or number, and the field.
    pub element: String,
    pub kind: OddityKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OddityKind {
    // Of the package.
    NoManifest,
    NoRoot,
    InFolder,
    ManifestNamesNothing,
    NotInManifest,
    OtherIdInManifest,
    FileUnreadable,
    BoardUnreadable,
    // Of a board.
    OtherFormat,
    NumberIds,
    NoId,
    IdTwice,
    NumberAsText,
    FieldUnreadable,
    NoGrid,
    RaggedGrid,
    GridNamesNothing,
    OutsideGrid,
    NoSuchImage,
    NoSuchSound,
    NoSuchBoard,
    BoardElsewhere,
    BadColour,
    // Of a picture or sound.
    BadData,
    FileMissing,
    OtherContentType,
    OnlyByAddress,
    SymbolElsewhere,
    NoSource,
    NotShown,
    MediaTooLarge,
    TooManyPixels,
    PictureBroken,
    SvgScript,
    SvgOutside,
    SvgForeign,
    SvgEntities,
    SvgTooComplex,
    // Of a list of pictures.
    NoWord,
    PictureNotThere,
    PictureNotListed,
    LineUnreadable,
    // Of the report.
    More,
}

impl From<SvgProblem> for OddityKind {
    fn from(problem: SvgProblem) -> Self {
        match problem {
            SvgProblem::TooLarge => Self::MediaTooLarge,
            SvgProblem::Broken => Self::PictureBroken,
            SvgProblem::Script => Self::SvgScript,
            SvgProblem::Outside => Self::SvgOutside,
            SvgProblem::Foreign => Self::SvgForeign,
            SvgProblem::Entities => Self::SvgEntities,
            SvgProblem::TooComplex => Self::SvgTooComplex,
        }
    }
}

impl OddityKind {
    fn sentence(self) -> Sentence {
        match self {
            Self::NoManifest => Sentence::plain("obf-odd-no-manifest"),
            Self::NoRoot => Sentence::plain("obf-odd-no-root"),
            Self::InFolder => Sentence::plain("obf-odd-in-folder"),
            Self::ManifestNamesNothing => Sentence::plain("obf-odd-manifest-names-nothing"),
            Self::NotInManifest => Sentence::plain("obf-odd-not-in-manifest"),
            Self::OtherIdInManifest => Sentence::plain("obf-odd-other-id-in-manifest"),
            Self::FileUnreadable => Sentence::plain("obf-odd-file-unreadable"),
            Self::BoardUnreadable => Sentence::plain("obf-odd-board-unreadable"),
            Self::OtherFormat => Sentence::plain("obf-odd-other-format"),
            Self::NumberIds => Sentence::plain("obf-odd-number-ids"),
            Self::NoId => Sentence::plain("obf-odd-no-id"),
            Self::IdTwice => Sentence::plain("obf-odd-id-twice"),
            Self::NumberAsText => Sentence::plain("obf-odd-number-as-text"),
            Self::FieldUnreadable => Sentence::plain("obf-odd-field-unreadable"),
            Self::NoGrid => Sentence::plain("obf-odd-no-grid"),
            Self::RaggedGrid => Sentence::plain("obf-odd-ragged-grid"),
            Self::GridNamesNothing => Sentence::plain("obf-odd-grid-names-nothing"),
            Self::OutsideGrid => Sentence::plain("obf-odd-outside-grid"),
            Self::NoSuchImage => Sentence::plain("obf-odd-no-such-image"),
            Self::NoSuchSound => Sentence::plain("obf-odd-no-such-sound"),
            Self::NoSuchBoard => Sentence::plain("obf-odd-no-such-board"),
            Self::BoardElsewhere => Sentence::plain("obf-odd-board-elsewhere"),
            Self::BadColour => Sentence::plain("obf-odd-bad-colour"),
            Self::BadData => Sentence::plain("obf-odd-bad-data"),
            Self::FileMissing => Sentence::plain("obf-odd-file-missing"),
            Self::OtherContentType => Sentence::plain("obf-odd-other-content-type"),
            Self::OnlyByAddress => Sentence::plain("obf-odd-only-by-address"),
            Self::SymbolElsewhere => Sentence::plain("obf-odd-symbol-elsewhere"),
            Self::NoSource => Sentence::plain("obf-odd-no-source"),
            Self::NotShown => Sentence::plain("obf-odd-not-shown"),
            Self::MediaTooLarge => Sentence::plain("obf-odd-media-too-large"),
            Self::TooManyPixels => Sentence::plain("obf-odd-too-many-pixels"),
            Self::PictureBroken => Sentence::plain("obf-odd-picture-broken"),
            Self::SvgScript => Sentence::plain("obf-odd-svg-script"),
            Self::SvgOutside => Sentence::plain("obf-odd-svg-outside"),
            Self::SvgForeign => Sentence::plain("obf-odd-svg-foreign"),
            Self::SvgEntities => Sentence::plain("obf-odd-svg-entities"),
            Self::SvgTooComplex => Sentence::plain("obf-odd-svg-too-complex"),
            Self::NoWord => Sentence::plain("obf-odd-no-word"),
            Self::PictureNotThere => Sentence::plain("obf-odd-picture-not-there"),
            Self::PictureNotListed => Sentence::plain("obf-odd-picture-not-listed"),
            Self::LineUnreadable => Sentence::plain("obf-odd-line-unreadable"),
            Self::More => Sentence::plain("obf-odd-more"),
        }
    }
}

impl Says for Oddity {
    fn says(&self) -> Sentence {
        self.kind.sentence().with("board", &self.board).with("element", &self.element)
    }
}

/// Everything that was odd, in the order in which it was met.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    oddities: Vec<Oddity>,
    more: usize,
}

impl Report {
    pub(super) fn add(&mut self, board: &str, element: impl ToString, kind: OddityKind) {
        if self.oddities.len() < ODDITIES_LIMIT {
            let board = shortened(board);
            let element = shortened(&element.to_string());
            self.oddities.push(Oddity { board, element, kind });
        } else {
            self.more += 1;
        }
    }

    /// Those told one by one; where there were more, the last says how many.
    pub fn into_oddities(mut self) -> Vec<Oddity> {
        if self.more > 0 {
            let element = self.more.to_string();
            self.oddities.push(Oddity { board: String::new(), element, kind: OddityKind::More });
        }
        self.oddities
    }
}

/// A name that somebody else gave, short enough to be told.
fn shortened(name: &str) -> String {
    const LIMIT_CHARS: usize = 80;
    if name.chars().count() <= LIMIT_CHARS {
        return name.replace(char::is_control, " ");
    }
    let begin: String = name.chars().take(LIMIT_CHARS).collect();
    format!("{}…", begin.replace(char::is_control, " "))
}
