//! Ctrl+C in a terminal, and the system's word to end: the run ends as if its player had quit.

use playground_core_types::Handle;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a shell says of a program that Ctrl+C ended.
const STATUS: i32 = 130;

/// Sets `ending` at the first signal, so that recordings, saves and reports are written; the second ends the program
/// as it is, should it hang.
pub(crate) fn listen(ending: Handle<AtomicBool>) {
    #[expect(clippy::exit, reason = "who asks twice waits for nothing any more")]
    let listening = ctrlc::set_handler(move || {
        if ending.swap(true, Ordering::Relaxed) {
            std::process::exit(STATUS);
        }
    });
    listening.unwrap_or_else(|error| log::warn!("Ctrl+C ends the program at once: {error}"));
}
