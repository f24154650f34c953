//! The player's own bindings, as data that lies over the game's.

use super::bind_text::BindParts;
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

/// The player's binds of pads for one action; they stand in the place of the pads' binds of `bind`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PadEntry {
    /// As in the manifest.
    pub action: String,
    /// The family of pads, by [`PadFamily::name`](super::PadFamily::name); empty for all of them.
    pub family: String,
    /// The seat; 0 for all of them.
    #[serde(default)]
    pub seat: u32,
    /// All binds that pads have then; none means that no pad moves it.
    pub binds: Vec<String>,
}

/// A hand with which somebody plays alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hand {
    /// Both.
    #[default]
    Both,
    /// The left one.
    Left,
    /// The right one.
    Right,
}

impl Hand {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Both, Self::Left, Self::Right];
}

/// The player's own bindings for one game; what has no entry is bound as the game says.
///
/// An entry that the game does not know, or whose texts mean nothing, is dropped with one log line when
/// bindings are built; it never breaks a game.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remap {
    /// The hand whose layout was laid over the game's last.
    #[serde(default)]
    pub hand: Hand,
    /// The buttons that stay down from one press to the next, by action.
    #[serde(default)]
    pub toggled: Vec<String>,
    /// At most one for each place of each action; the last one counts.
    #[serde(default)]
    pub entries: Vec<RemapEntry>,
    /// At most one for each family and seat of each action; the last one counts.
    #[serde(default)]
    pub pads: Vec<PadEntry>,
}

impl Remap {
    /// The binds in effect in a place, but for [`pads`](Self::pads): the player's, or else the game's.
    pub fn binds(&self, declaration: &ActionDeclaration, place: BindPlace) -> Vec<String> {
        let own = self.entries.iter().rev().find(|entry| entry.is_of(&declaration.name, place));
        match own {
            Some(entry) => entry.binds.clone(),
            None => place.texts(declaration).iter().map(|bind| bind.text.clone()).collect(),
        }
    }

    /// The player's binds for a pad of a family at a seat; `None` where they said nothing of it. What is said of one
    /// seat comes before what is said of all, and then what is said of one family.
    pub fn pad_entry(&self, action: &str, seat: u32, family: &str) -> Option<&PadEntry> {
        let find = |seat: u32, family: &str| {
            let mut entries = self.pads.iter().rev();
            entries.find(|entry| entry.action == action && entry.seat == seat && entry.family == family)
        };
        find(seat, family).or_else(|| find(seat, "")).or_else(|| find(0, family)).or_else(|| find(0, ""))
    }

    /// All binds in effect in a place, for a pad of a family at a seat; seat 0 is whoever has none of their own.
    pub fn binds_for(
        &self,
        declaration: &ActionDeclaration,
        place: BindPlace,
        (seat, family): (u32, &str),
    ) -> Vec<String> {
        let mut binds = self.binds(declaration, place);
        let own = self.pad_entry(&declaration.name, seat, family).filter(|_| place == BindPlace::Shared);
        if let Some(own) = own {
            binds.retain(|bind| !is_on_pad(bind));
            binds.extend(own.binds.iter().cloned());
        }
        binds
    }

    /// Sets all binds in one place of an action.
    pub fn set(&mut self, action: &str, place: BindPlace, binds: Vec<String>) {
        self.clear(action, place);
        self.entries.push(RemapEntry { action: action.to_owned(), place, binds });
    }

    /// Sets what a pad of a family at a seat (0 for all) does.
    pub fn set_pads(&mut self, action: &str, (seat, family): (u32, &str), binds: Vec<String>) {
        self.clear_pads(action, (seat, family));
        let (action, family) = (action.to_owned(), family.to_owned());
        self.pads.push(PadEntry { action, family, seat, binds });
    }

    /// Gives one place of an action back to the game.
    pub fn clear(&mut self, action: &str, place: BindPlace) {
        self.entries.retain(|entry| !entry.is_of(action, place));
    }

    /// Gives what a pad of a family at a seat (0 for all) does back to the game.
    pub fn clear_pads(&mut self, action: &str, (seat, family): (u32, &str)) {
        self.pads.retain(|entry| entry.action != action || entry.seat != seat || entry.family != family);
    }

    /// Gives all binds back to the game; what is toggled stays so.
    pub fn clear_all(&mut self) {
        self.hand = Hand::Both;
        self.entries.clear();
        self.pads.clear();
    }

    /// Whether a button stays down from one press to the next.
    pub fn is_toggled(&self, action: &str) -> bool {
        self.toggled.iter().any(|toggled| toggled == action)
    }

    /// Lets a button stay down from one press to the next, or not.
    pub fn toggle(&mut self, action: &str) {
        if self.is_toggled(action) {
            self.toggled.retain(|toggled| toggled != action);
        } else {
            self.toggled.push(action.to_owned());
        }
    }
}

impl RemapEntry {
    fn is_of(&self, action: &str, place: BindPlace) -> bool {
        self.action == action && self.place == place
    }
}

/// Whether a bind text is of a pad.
pub fn is_on_pad(bind: &str) -> bool {
    BindParts::of(bind).controls.iter().all(|(device, _)| *device == "pad")
}
