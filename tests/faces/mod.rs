//! The faces as people use them: by accessible labels, by every way in, on every size of screen.

mod all_said;
mod bring;
mod checked;
mod contrast;
mod flows;
mod hand;
mod heard;
mod holds;
mod languages;
mod looking;
mod matrix;
mod meant;
mod morning;
mod own_way;
mod pictures;
mod reading;
mod school;
mod school_page;
mod screen;
mod setup;
mod story;
mod supply;
mod ways;
