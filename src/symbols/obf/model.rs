//! What a set of boards is. Field names are those of the specification, ids apart, which are said
//! in full. Whatever Say So does not know is in `extra`, so that it is written again.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use super::colour::Colour;
use super::pictures::plain_path;

/// The format that is written, and that a board without one is taken for.
pub(super) const FORMAT: &str = "open-board-0.1";
/// How wide a board is made that comes as a list of pictures.
pub const TOPIC_COLUMNS: usize = 5;
/// Where a button names a symbol of our own vocabulary.
pub(super) const SYMBOL_ID_KEY: &str = "ext_sayso_symbol_id";

/// Boards that belong together, with their files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BoardSet {
    /// The id of the board to begin with; a board of that id is there.
    pub root_id: String,
    /// Sorted by path, then id; ids and paths are unique.
    pub boards: Vec<Board>,
    /// Pictures, sounds and whatever else a package holds, by its path there.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Which of the files are pictures: image id to path, as the manifest says.
    pub images: BTreeMap<String, String>,
    /// Which of the files are sounds: sound id to path, as the manifest says.
    pub sounds: BTreeMap<String, String>,
    /// Other keys of the manifest.
    pub extra: Map<String, Value>,
    /// Other keys of the manifest's `paths`.
    pub extra_paths: Map<String, Value>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Board {
    pub board_id: String,
    /// Where it lies in a package; nothing for a board that came alone.
    pub path: Option<String>,
    pub format: String,
    pub locale: Option<String>,
    pub name: Option<String>,
    pub description_html: Option<String>,
    pub url: Option<String>,
    pub license: Option<License>,
    pub grid: Grid,
    pub buttons: Vec<Button>,
    pub images: Vec<Media>,
    pub sounds: Vec<Media>,
    /// Language to text on a button to that text in the language.
    pub strings: BTreeMap<String, BTreeMap<String, String>>,
    pub extra: Map<String, Value>,
}

/// Where the buttons are: every row is `columns` long.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    pub columns: usize,
    /// Button ids, row by row; nothing where a cell is empty.
    pub order: Vec<Vec<Option<String>>>,
    pub extra: Map<String, Value>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Button {
    pub button_id: String,
    pub label: Option<String>,
    /// What is said instead of the label.
    pub vocalization: Option<String>,
    pub image_id: Option<String>,
    pub sound_id: Option<String>,
    pub load_board: Option<Link>,
    pub background_color: Option<String>,
    pub border_color: Option<String>,
    pub hidden: bool,
    pub action: Option<String>,
    pub actions: Vec<String>,
    pub extra: Map<String, Value>,
}

/// The board that a button opens: in this package by path or id, or elsewhere by an address,
/// which is kept and never opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    pub board_id: Option<String>,
    pub path: Option<String>,
    pub name: Option<String>,
    pub url: Option<String>,
    pub data_url: Option<String>,
    pub extra: Map<String, Value>,
}

/// A picture or a sound of a board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Media {
    pub media_id: String,
    pub data: Option<Data>,
    pub path: Option<String>,
    pub url: Option<String>,
    pub data_url: Option<String>,
    pub symbol: Option<SymbolReference>,
    pub content_type: Option<String>,
    /// Pixels, as the file says them; nobody relies on it.
    pub width: Option<Number>,
    pub height: Option<Number>,
    pub license: Option<License>,
    pub extra: Map<String, Value>,
}

/// What a data address holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Data {
    pub content_type: String,
    pub bytes: Vec<u8>,
}

/// A picture of a set that may not travel in files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SymbolReference {
    pub set: Option<String>,
    pub filename: Option<String>,
    pub extra: Map<String, Value>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct License {
    /// `type` in the file, such as "CC BY-SA".
    pub kind: Option<String>,
    pub copyright_notice_url: Option<String>,
    pub source_url: Option<String>,
    pub author_name: Option<String>,
    pub author_url: Option<String>,
    pub author_email: Option<String>,
    pub extra: Map<String, Value>,
}

impl BoardSet {
    pub fn board(&self, board_id: &str) -> Option<&Board> {
        self.boards.iter().find(|board| board.board_id == board_id)
    }

    pub fn root(&self) -> Option<&Board> {
        self.board(&self.root_id)
    }

    pub(super) fn sort(&mut self) {
        self.boards.sort_by(|a, b| (&a.path, &a.board_id).cmp(&(&b.path, &b.board_id)));
    }

    /// Lists every picture and sound that lies in the package.
    pub(super) fn list_media(&mut self) {
        (self.images, self.sounds) = (
            self.listed(|board| &board.images, &self.images),
            self.listed(|board| &board.sounds, &self.sounds),
        );
    }

    /// What the manifest lists and what it should, as the specification wants it: id to path.
    pub(super) fn listed(
        &self,
        media_of: impl Fn(&Board) -> &[Media],
        known: &BTreeMap<String, String>,
    ) -> BTreeMap<String, String> {
        let mut listed = known.clone();
        for one in self.boards.iter().flat_map(media_of) {
            if let Some(path) = &one.path
                && self.files.contains_key(plain_path(path))
            {
                listed.entry(one.media_id.clone()).or_insert_with(|| path.clone());
            }
        }
        listed
    }
}

impl Board {
    /// What a person calls it.
    pub fn title(&self) -> &str {
        self.name.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or(&self.board_id)
    }

    pub fn button(&self, button_id: &str) -> Option<&Button> {
        self.buttons.iter().find(|button| button.button_id == button_id)
    }
}

impl Button {
    pub fn background(&self) -> Option<Colour> {
        self.background_color.as_deref().and_then(Colour::parse)
    }

    pub fn border(&self) -> Option<Colour> {
        self.border_color.as_deref().and_then(Colour::parse)
    }

    /// The symbol of our own vocabulary that it stands for.
    pub fn symbol_id(&self) -> Option<&str> {
        self.extra.get(SYMBOL_ID_KEY).and_then(Value::as_str)
    }
}

impl Grid {
    pub fn rows(&self) -> usize {
        self.order.len()
    }

    /// A grid that holds these, row by row.
    pub fn of(button_ids: impl IntoIterator<Item = String>, columns: usize) -> Self {
        let columns = columns.max(1);
        let cells: Vec<Option<String>> = button_ids.into_iter().map(Some).collect();
        let mut order: Vec<Vec<Option<String>>> =
            cells.chunks(columns).map(<[Option<String>]>::to_vec).collect();
        for row in &mut order {
            row.resize(columns, None);
        }
        if order.is_empty() {
            order.push(vec![None; columns]);
        }
        Self { columns, order, extra: Map::new() }
    }
}
