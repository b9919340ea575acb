//! What screens are made of. Each widget takes its place from the screen, tells assistive
//! technology its name and role, and works by every way in.

mod card;
mod dialog;
mod keyboard;
mod meter;
mod page;
mod panel;
mod player;
mod progress;
mod reader;
mod ring;
mod target;
mod text;

pub use card::{Card, Picture, Shape, card, card_height, grid, group};
pub use dialog::{Answer, dialog};
pub use keyboard::{Keys, keyboard};
pub use meter::meter;
pub use page::{Header, Pill, Pressed, page, page_keeping, pill, pill_height, pill_width};
pub use panel::{columns, info_row, panel_height, row_height, sentence_panel};
pub use player::{player, player_view, slider};
pub use progress::{Progress, progress, progress_height};
pub use ring::ring;
pub use target::{Named, Press, target};
pub use text::{is_pressable_focused, is_told, label, label_height, paragraph};
