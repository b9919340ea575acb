//! Drawing that knows nothing of what it draws: rounded gradients, shadows, the backdrop.

mod backdrop;
mod ring;
mod rounded;

pub use backdrop::backdrop;
pub use ring::{arc, wedge};
pub use rounded::{card, gradient, panel};
