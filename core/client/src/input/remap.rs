//! The player's own bindings, as data that lies over the game's.

use playground_core_assets::{ActionDeclaration, BindText};
use serde::{Deserialize, Serialize};

/// Whose binds of an action: where they stand in a manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BindPlace {
    /// Those of `bind`.
    Shared,
    /// Those of `left`, the left half of the keyboard.
    Left,
    /// Those of `right`, the right half of the keyboard.
    Right,
    /// Those of `seat`, for one seat. Range: 1 to [`SEAT_COUNT_MAX`](super::SEAT_COUNT_MAX).
    Seat(u32),
}

impl BindPlace {
    /// The binds of the game itself there.
    pub fn texts(self, declaration: &ActionDeclaration) -> &[BindText] {
        match self {
            Self::Shared => &declaration.binds,
            Self::Left => &declaration.left_binds,
            Self::Right => &declaration.right_binds,
            Self::Seat(seat) => declaration.seat_binds.get(&seat).map_or(&[], Vec::as_slice),
        }
    }
}

/// The player's binds in one place of one action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemapEntry {
    /// As in the manifest.
    pub action: String,
    /// Which of its binds.
    pub place: BindPlace,
    /// All binds that there are then, written as in a manifest; none means that nothing moves it.
    pub binds: Vec<String>,
}

/// The player's own bindings for one game; what has no entry is bound as the game says.
///
/// An entry that the game does not know, or whose texts mean nothing, is dropped with one log line when
/// bindings are built; it never breaks a game.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remap {
    /// At most one for each place of each action; the last one counts.
    pub entries: Vec<RemapEntry>,
}

impl Remap {
    /// The binds in effect: the player's, or else the game's.
    pub fn binds(&self, declaration: &ActionDeclaration, place: BindPlace) -> Vec<String> {
        let own = self.entries.iter().rev().find(|entry| entry.is_of(&declaration.name, place));
        match own {
            Some(entry) => entry.binds.clone(),
            None => place.texts(declaration).iter().map(|bind| bind.text.clone()).collect(),
        }
    }

    /// Sets all binds in one place of an action.
    pub fn set(&mut self, action: &str, place: BindPlace, binds: Vec<String>) {
        self.clear(action, place);
        self.entries.push(RemapEntry { action: action.to_owned(), place, binds });
    }

    /// Gives one place of an action back to the game.
    pub fn clear(&mut self, action: &str, place: BindPlace) {
        self.entries.retain(|entry| !entry.is_of(action, place));
    }
}

impl RemapEntry {
    fn is_of(&self, action: &str, place: BindPlace) -> bool {
        self.action == action && self.place == place
    }
}
