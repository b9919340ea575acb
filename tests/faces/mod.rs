//! The faces as people use them: by accessible labels, by every way in, on every size of screen.

mod flows;
mod matrix;
mod pictures;
mod screen;
mod story;
mod ways;
