//! What a player chooses for all games.

use serde::{Deserialize, Serialize};

/// The player's own settings; kept in the store as `settings.toml`.
///
/// A file that lacks some of them means the defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The level of everything. Unit: percent. Range: 0 to 100.
    pub master_percent: u32,
    /// The level of music. Unit: percent. Range: 0 to 100.
    pub music_percent: u32,
    /// The level of all other sounds. Unit: percent. Range: 0 to 100.
    pub effects_percent: u32,
    /// Whether nothing is heard.
    pub muted: bool,
    /// Whether games have the whole screen.
    pub fullscreen: bool,
    /// Whether a frame waits for the screen.
    pub vsync: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            master_percent: 100,
            music_percent: 100,
            effects_percent: 100,
            muted: false,
            fullscreen: false,
            vsync: true,
        }
    }
}

impl Settings {
    /// The settings with every level in its range.
    #[must_use]
    pub fn in_range(self) -> Self {
        Self {
            master_percent: self.master_percent.min(100),
            music_percent: self.music_percent.min(100),
            effects_percent: self.effects_percent.min(100),
            ..self
        }
    }
}

/// The amplitude of a level in percent: its square, so that equal steps sound about equal.
pub fn gain_of_percent(percent: u32) -> f32 {
    let share = percent.min(100) as f32 / 100.0;
    share * share
}
