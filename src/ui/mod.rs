//! The windows: what is drawn and pressed. Screens read the app's state and send commands; they
//! hold no rule, touch no file and wait for nothing.
//!
//! Read `stage` (what a screen is given), `widgets` (what it is made of), `access` (every way
//! in), then `pupil::home` as an example of a screen.

pub mod access;
pub mod paint;
pub mod pictures;
pub mod pupil;
pub mod reading;
pub mod review_window;
pub mod setup_window;
pub mod staff;
pub mod stage;
pub mod theme;
pub mod video;
pub mod widgets;
pub mod window;

pub use pictures::Pictures;
pub use stage::{Stage, Told};
pub use video::Video;
