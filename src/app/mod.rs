//! The faces without their looks: where somebody is, what they asked for, what came of it.
//!
//! Knows no egui. A screen reads the state and sends commands; workers do what blocks and send
//! events; both arrive on one thread, which alone changes the state. Nothing here waits.
//!
//! Read `route` and `command`, then `kiosk`, then `worker`; for the staff's side `review`,
//! for a computer that belongs to no school yet `setup`.

pub mod command;
pub mod event;
pub mod kiosk;
pub mod review;
pub mod route;
pub mod setup;
pub mod worker;

pub use crate::platform::cpu::thread_time as cpu_time;
pub use command::{Ask, Command};
pub use event::Event;
pub use kiosk::Kiosk;
pub use review::{Review, ReviewCommand};
pub use route::Route;
pub use setup::Setup;
