//! Why a file became no boards at all. Nothing was taken over then, and nothing was changed.

use crate::domain::{Says, Sentence};
use crate::platform::FsError;

/// Trying again helps with none of these but `Fs`; a mended file does.
#[derive(Debug, thiserror::Error)]
pub enum ObfError {
    #[error("neither JSON nor a zip package")]
    NotBoards,
    #[error("broken JSON at line {line}")]
    BrokenJson { line: usize },
    #[error("JSON that is no board")]
    NotABoard,
    #[error("format {format} is newer than open-board-0")]
    NewerFormat { format: String },
    #[error("broken zip package: {detail}")]
    BrokenPackage { detail: String },
    #[error("broken manifest: {what}")]
    BrokenManifest { what: &'static str },
    #[error("no board that can be read in the package")]
    NoBoards,
    #[error("the package has a password")]
    Locked,
    #[error("a path that leads out of the package: {path}")]
    UnsafePath { path: String },
    #[error("a link to somewhere else: {path}")]
    LinkInside { path: String },
    #[error("more than {limit} files in the package")]
    TooManyFiles { limit: usize },
    #[error("more than {limit_bytes} bytes")]
    TooLarge { limit_bytes: u64 },
    #[error("{path} is packed too tightly to be honest")]
    PackedTooTightly { path: String },
    #[error("more than {limit} {what}")]
    TooMany { what: &'static str, limit: usize },
    #[error("no pictures in the folder")]
    NoPictures,
    #[error("the list of pictures has no column for their files")]
    NotAPictureList,
    #[error("no board {board_id}")]
    NoSuchBoard { board_id: String },
    #[error("could not be written: {detail}")]
    Unwritable { detail: String },
    #[error(transparent)]
    Fs(#[from] FsError),
}

impl ObfError {
    pub(super) fn broken(error: &zip::result::ZipError) -> Self {
        Self::BrokenPackage { detail: error.to_string() }
    }
}

impl Says for ObfError {
    fn says(&self) -> Sentence {
        match self {
            Self::NotBoards => Sentence::plain("obf-not-boards"),
            Self::BrokenJson { line } => Sentence::plain("obf-broken-json").with("line", line),
            Self::NotABoard => Sentence::plain("obf-not-a-board"),
            Self::NewerFormat { format } => {
                Sentence::plain("obf-newer-format").with("format", format)
            }
            Self::BrokenPackage { detail } => {
                Sentence::plain("obf-broken-package").with("detail", detail)
            }
            Self::BrokenManifest { what } => {
                Sentence::plain("obf-broken-manifest").with("what", what)
            }
            Self::NoBoards => Sentence::plain("obf-no-boards"),
            Self::Locked => Sentence::plain("obf-locked"),
            Self::UnsafePath { path } => Sentence::plain("obf-unsafe-path").with("path", path),
            Self::LinkInside { path } => Sentence::plain("obf-link-inside").with("path", path),
            Self::TooManyFiles { limit } => {
                Sentence::plain("obf-too-many-files").with("limit", limit)
            }
            Self::TooLarge { limit_bytes } => {
                Sentence::plain("obf-too-large").with("limit", limit_bytes / 1024 / 1024)
            }
            Self::PackedTooTightly { path } => {
                Sentence::plain("obf-packed-too-tightly").with("path", path)
            }
            Self::TooMany { what, limit } => {
                Sentence::plain("obf-too-many").with("what", what).with("limit", limit)
            }
            Self::NoPictures => Sentence::plain("obf-no-pictures"),
            Self::NotAPictureList => Sentence::plain("obf-not-a-picture-list"),
            Self::NoSuchBoard { board_id } => {
                Sentence::plain("obf-no-such-board").with("board", board_id)
            }
            Self::Unwritable { detail } => Sentence::plain("obf-unwritable").with("detail", detail),
            Self::Fs(error) => error.says(),
        }
    }
}
