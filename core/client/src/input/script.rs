//! Input from a file: the events of `--input`, by tick.

use super::event::RawEvent;

/// A script of input, as text and, once the operation `load_script` ran, as events.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InputScript {
    /// What errors call the file.
    pub file: String,
    /// Lines of `TICK SOURCE CONTROL VALUE`.
    pub text: String,
    /// A log of input in the place of text; empty where there is text.
    pub log: Vec<u8>,
    /// Whether it plays alone: what devices do is seen, but reaches no tick, and neither do the player's own binds.
    pub is_alone: bool,
    /// Sorted by tick and time; lines of one time in the order of the file.
    pub events: Vec<ScriptEvent>,
}

/// One event, and the tick that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScriptEvent {
    /// The number of the tick.
    pub tick: u64,
    /// The event; its `micros` count from the start of the tick's window.
    pub event: RawEvent,
}
