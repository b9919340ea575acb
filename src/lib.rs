//! Say So: pupils say in their own way what helps them, what they hope for and what worries
//! them; the school hears it, acts and answers.
//!
//! The layers, from the bottom up; `tests/tidy.rs` holds which may use which, and
//! `ARCHITECTURE.md` says why.

pub mod acts;
#[cfg(feature = "gui")]
pub mod app;
pub mod cli;
pub mod domain;
pub mod media;
pub mod pages;
pub mod platform;
pub mod sample;
pub mod seal;
pub mod share;
pub mod store;
pub mod symbols;
#[cfg(feature = "gui")]
pub mod ui;
pub mod wire;
pub mod words;
