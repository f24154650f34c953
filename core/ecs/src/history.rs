//! What is kept of the ticks that were, and what a recording says of itself.

use crate::component;
use serde::{Deserialize, Serialize};

/// What the runtime keeps while a world runs. No part of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistorySettings {
    /// What snapshots and recorded input may take together; 0 keeps none, and there is no way back. Unit: bytes.
    pub history_bytes_max: usize,
    /// Whether input is kept from the beginning, for a replay.
    pub recorded: bool,
    /// After how many ticks each a recording notes the hash of the world; 0 is never.
    pub hash_interval_ticks: u64,
}

impl Default for HistorySettings {
    /// Nothing is kept.
    fn default() -> Self {
        Self { history_bytes_max: 0, recorded: false, hash_interval_ticks: 60 }
    }
}

/// What a replay is a replay of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplayHead {
    /// The game's `id`.
    pub game: String,
    /// The game's `version`.
    pub version: String,
    /// The hash of all files of the game that were loaded.
    pub game_hash: u64,
    /// The seed of the run.
    pub seed: u64,
    /// The version of the program.
    pub program: String,
    /// What the player had set, by name.
    pub settings: Vec<(String, String)>,
}

/// What [`SaveWish`] asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveVerb {
    /// Nothing.
    None = 0,
    /// Write the whole world as it is after this tick.
    Save = 1,
    /// Go on with the world that was written.
    Load = 2,
}

/// A resource through which rules ask for the whole world to be saved, or loaded. Looked at after each tick, and
/// set back to nothing before the next.
#[component]
#[derive(Default)]
pub struct SaveWish {
    /// A [`SaveVerb`], as a number.
    pub verb: u32,
    /// Which of the game's saves, 0 to [`SAVE_SLOT_COUNT`] - 1.
    pub slot: u32,
}

/// How many whole worlds a game keeps, by number.
pub const SAVE_SLOT_COUNT: u32 = 10;

impl SaveWish {
    /// The wish to do `verb` with the save `slot`.
    pub fn new(verb: SaveVerb, slot: u32) -> Self {
        Self { verb: verb as u32, slot }
    }
}
