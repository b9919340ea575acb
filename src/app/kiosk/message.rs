//! A message in symbols or words.

use super::Kiosk;
use crate::app::command::Command;
use crate::app::route::Route;
use crate::domain::EntryKind;
use crate::domain::entry::{SYMBOLS_LIMIT, TEXT_LIMIT_BYTES};
use crate::symbols::packs::packs;
use crate::symbols::{Topic, Vocabulary};

/// Five by default.
pub const TIPS_OFFERED: usize = 5;

/// What is being put together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message {
    pub symbols: Vec<String>,
    pub text: String,
    /// The board that is shown.
    pub topic: Option<Topic>,
    /// Boards that the school brought, and which of them is shown.
    pub pack: Option<(usize, Option<usize>)>,
    /// Which part of it, where it has more symbols than the pupil's board has places.
    pub part: usize,
    /// First letters to search by; a board of its own.
    pub search: Option<String>,
}

/// Symbols that begin a message, and the board that goes on from there.
#[derive(Debug, PartialEq, Eq)]
pub struct Beginning {
    pub symbols: &'static [&'static str],
    pub topic: Option<Topic>,
}

/// "I feel …"
pub static BEGINNINGS: [Beginning; 5] = [
    Beginning { symbols: &["i", "feel"], topic: Some(Topic::Feelings) },
    Beginning { symbols: &["i", "want"], topic: None },
    Beginning { symbols: &["i", "need"], topic: Some(Topic::Helps) },
    Beginning { symbols: &["i", "like"], topic: None },
    Beginning { symbols: &["i", "dont-like"], topic: None },
];

impl Message {
    pub fn is_empty(&self) -> bool {
        self.symbols.is_empty() && self.text.trim().is_empty()
    }

    /// As one line of words.
    pub fn sentence(&self, language_tag: &str) -> String {
        match self.symbols.is_empty() {
            true => self.text.trim().to_owned(),
            false => Vocabulary::built_in().sentence(&self.symbols, language_tag),
        }
    }
}

/// Backspace on the in-app keyboard.
pub const BACKSPACE: char = '\u{8}';

fn type_into(text: &mut String, letter: char) {
    if letter == BACKSPACE {
        text.pop();
    } else if text.len() + letter.len_utf8() <= TEXT_LIMIT_BYTES {
        text.push(letter);
    }
}

impl Kiosk {
    pub(super) fn command_message(&mut self, command: Command) {
        match command {
            Command::Say(kind) => self.say(kind),
            Command::Question(question) => {
                self.saying.question = question;
                self.go(Route::Record);
                self.open_devices();
            }
            Command::Topic(topic) => {
                self.message.search = None;
                self.message.topic = Some(topic);
                self.message.pack = None;
                self.message.part = 0;
            }
            Command::AllTopics => {
                self.message.search = None;
                self.message.topic = None;
                self.message.pack = None;
            }
            Command::Pack(pack) => {
                // One board needs no choosing.
                let boards = packs().all().get(pack).map_or(0, |pack| pack.boards.len());
                self.message.pack = Some((pack, (boards == 1).then_some(0)));
                self.message.part = 0;
            }
            Command::PackBoard(pack, board) => {
                self.message.pack = Some((pack, Some(board)));
                self.message.part = 0;
            }
            Command::BoardOn => self.board_on(),
            Command::Begin(beginning) => {
                for symbol_id in beginning.symbols {
                    self.put_symbol(symbol_id);
                }
                self.message.search = None;
                self.message.topic = beginning.topic;
                self.message.pack = None;
                self.message.part = 0;
            }
            Command::EndWord(word) => self.end_word(&word),
            Command::Symbol(symbol_id) => {
                if self.put_symbol(&symbol_id) {
                    self.message.search = None;
                }
            }
            Command::Undo => {
                self.message.symbols.pop();
            }
            Command::Letter(letter) => match (&self.route, &mut self.message.search) {
                (Route::Board, Some(search)) => type_into(search, letter),
                (Route::Board, none) => *none = Some(String::new()),
                _ => type_into(&mut self.message.text, letter),
            },
            Command::DoneSaying => self.done_saying(),
            _ => {}
        }
    }

    fn put_symbol(&mut self, symbol_id: &str) -> bool {
        let known = Vocabulary::built_in().get(symbol_id).is_some() || packs().has_word(symbol_id);
        let fits = known && self.message.symbols.len() < SYMBOLS_LIMIT;
        if fits {
            self.message.symbols.push(symbol_id.to_owned());
        }
        fits
    }

    /// How many parts the board at hand has.
    pub fn board_parts(&self) -> usize {
        let packs = packs();
        let count = match (self.message.topic, self.message.pack) {
            (Some(topic), _) => {
                Vocabulary::built_in().board(topic).len() + packs.words_of(topic).len()
            }
            (None, Some((pack, Some(board)))) => {
                let board = packs.all().get(pack).and_then(|pack| pack.boards.get(board));
                board.map_or(0, |board| board.symbols.len())
            }
            (None, Some((_, None)) | None) => return 1,
        };
        let (across, down) = self.preferences.board;
        count.div_ceil((usize::from(across) * usize::from(down)).max(1))
    }

    fn board_on(&mut self) {
        self.message.part = (self.message.part + 1) % self.board_parts().max(1);
    }

    /// Words that may end the one that is being written.
    pub fn proposed(&self, language_tag: &str, most: usize) -> Vec<String> {
        let text = self.message.text.as_str();
        let begun = text.rsplit(char::is_whitespace).next().unwrap_or_default();
        // The school's own first: names of people are what a vocabulary cannot have.
        let mut words = packs().words(begun, language_tag, most);
        let ours = Vocabulary::built_in().words(begun, language_tag, most);
        words.extend(ours.into_iter().filter(|word| !words.contains(word)).collect::<Vec<_>>());
        words.truncate(most);
        words
    }

    fn end_word(&mut self, word: &str) {
        let text = &mut self.message.text;
        let begins = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        if begins + word.len() < TEXT_LIMIT_BYTES {
            text.truncate(begins);
            text.push_str(word);
            text.push(' ');
        }
    }

    fn say(&mut self, kind: EntryKind) {
        self.saying.kind = Some(kind);
        self.saying.question = None;
        self.making = None;
        if let Some(worry) = &mut self.worry {
            worry.wants_to_talk_to = None;
        }
        match kind {
            EntryKind::Clip | EntryKind::Voice if self.worry.is_some() => {
                self.go(Route::Record);
                self.open_devices();
            }
            EntryKind::Clip | EntryKind::Voice => self.go(Route::Question),
            EntryKind::Tips => self.open_tips(),
            EntryKind::Page => self.open_page(),
            EntryKind::Sort => self.go(Route::SortTopic),
            EntryKind::Made => self.begin_photo(),
            _ => {
                self.message = Message::default();
                self.go(Route::Board);
            }
        }
    }

    fn done_saying(&mut self) {
        let gathered = match self.route {
            Route::Tips => Some((EntryKind::Tips, !self.tips.is_empty())),
            Route::MyPage => Some((EntryKind::Page, self.has_answers())),
            Route::Survey => Some((EntryKind::Survey, self.has_answers())),
            Route::Sort => Some((EntryKind::Sort, self.has_sorted())),
            _ => None,
        };
        if let Some((kind, has_any)) = gathered {
            if has_any {
                self.saying.kind = Some(kind);
                self.sending.others = None;
                self.go_to_send();
            }
            return;
        }
        if self.message.is_empty() {
            return;
        }
        if self.names_scene() {
            return self.scene_word_chosen();
        }
        if self.making.is_some() {
            return self.message_made();
        }
        self.saying.kind = Some(EntryKind::Symbols);
        self.go_to_send();
    }
}
