//! The one integration binary: the program as a whole, by its command line, and the house rules.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

mod age;
mod backends;
mod bad_days;
mod beside;
mod boards;
mod browser;
mod documents;
mod drafts;
mod faces;
mod formats;
mod fuzzing;
mod heard;
mod hiding;
mod kills;
mod kiosk_unit;
mod library;
mod names;
mod own;
mod people;
mod program;
mod questions;
mod recording;
mod records;
mod rig;
mod road;
mod roster;
mod sayings;
mod screen_reader;
mod shelf;
mod simulator;
mod site;
mod tampering;
mod tidy;
mod watch;
mod worry;
