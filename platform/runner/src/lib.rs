//! Runs a client: the wiring of all systems, sessions, and the frame on one page.
//!
//! The desktop and the browser drive the same [`Session`]; so does a headless run.
//!
//! Does NOT: open a window, read a command line, know a game.
//!
//! Reading order: [`program`], [`wiring`], [`frame`](mod@frame), [`session`], [`clock`], [`headless`], [`report`],
//! [`check`], [`new`].

pub mod check;
pub mod clock;
pub mod frame;
pub mod headless;
pub mod new;
pub mod program;
pub mod report;
pub mod session;
pub mod wiring;

pub use frame::{Flow, frame};
pub use program::{Options, Program, Screenshot};
pub use session::Session;
