//! Runs a client: the wiring of all systems, sessions, and the frame on one page.
//!
//! The desktop and the browser drive the same [`Session`]; so does a headless run.
//!
//! Does NOT: open a window, read a command line, know a game.
//!
//! Reading order: [`program`], [`wiring`], [`frame`](mod@frame), [`session`], [`clock`], [`devices`], [`pointer`](mod@pointer), `clipboard`, [`convert`],
//! [`headless`], [`report`], `hashes`, `trace`, `files`, `replay_file`, [`bug_report`], `archive`, [`saves_file`], [`logging`],
//! [`check`], [`new`], [`sound`]; what is handed on: [`pack`], [`ship`], `web`, [`own_game`], [`icon`].

mod archive;
pub mod bug_report;
pub mod check;
mod clipboard;
pub mod clock;
pub mod convert;
pub mod devices;
mod files;
pub mod frame;
mod hashes;
pub mod headless;
pub mod icon;
pub mod logging;
pub mod new;
pub mod own_game;
pub mod pack;
pub mod pointer;
pub mod program;
mod replay_file;
pub mod report;
pub mod saves_file;
pub mod session;
pub mod ship;
pub mod sound;
mod trace;
#[cfg(not(target_family = "wasm"))]
pub mod web;
pub mod wiring;

pub use frame::{Flow, frame};
pub use program::{Hashes, Options, Program, Screenshot};
pub use session::Session;
