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
    /// Whether controllers rumble.
    pub rumble: bool,
    /// How strong controllers rumble, by seat - 1. Unit: percent. Range: 0 to 100.
    pub rumble_percent: [u32; SETTINGS_SEAT_COUNT],
    /// What makes games easier to see, hear and steer.
    pub access: Access,
    /// The touch pad on the screen.
    pub touch: TouchSettings,
}

/// How many seats have settings of their own.
pub const SETTINGS_SEAT_COUNT: usize = 8;

/// What makes every game easier to see and to steer; no game knows of it, and no world is other for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Access {
    /// How fast games run: the clock is slower, ticks are the same. Unit: percent. Range: 50 to 100.
    pub speed_percent: u32,
    /// How far the screen shakes of what the game wants. Unit: percent. Range: 0 to 100.
    pub shake_percent: u32,
    /// How bright flashes over the whole screen are of what the game wants. Unit: percent. Range: 0 to 100.
    pub flash_percent: u32,
    /// How large words are, of menus and of games. Unit: percent. Range: 100 to 150.
    pub text_percent: u32,
    /// Whether menus are black and white, and words of games have a rim.
    pub high_contrast: bool,
    /// Which colours are moved to where the player tells them apart.
    pub color_filter: ColorFilter,
    /// Whether the left stick of controllers does what the right one does, and the other way round.
    pub swap_sticks: bool,
    /// How long a direction is held until a menu goes on by itself, and a button of a game that repeats; 0 is never. Unit: milliseconds. Range: 0 to 1,000.
    pub repeat_delay_millis: u32,
}

/// Whose eyes the colours are for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColorFilter {
    /// Colours are as the game has them.
    #[default]
    Off,
    /// Eyes without the cones for red.
    Protanopia,
    /// Eyes without the cones for green.
    Deuteranopia,
    /// Eyes without the cones for blue.
    Tritanopia,
}

impl ColorFilter {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Off, Self::Protanopia, Self::Deuteranopia, Self::Tritanopia];
}

/// When the touch pad is on the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TouchShown {
    /// While fingers are the last that did anything.
    #[default]
    Auto,
    /// In every game.
    Always,
    /// Never: fingers are the game's own.
    Never,
}

impl TouchShown {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Always, Self::Never];
}

/// The touch pad on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TouchSettings {
    /// When it is there.
    pub shown: TouchShown,
    /// Whether sticks lie on the right and buttons on the left.
    pub left_handed: bool,
    /// How large it is. Unit: percent. Range: 60 to 160.
    pub size_percent: u32,
}

impl Default for Access {
    /// Everything is as the game has it.
    fn default() -> Self {
        Self {
            speed_percent: 100,
            shake_percent: 100,
            flash_percent: 100,
            text_percent: 100,
            high_contrast: false,
            color_filter: ColorFilter::Off,
            swap_sticks: false,
            repeat_delay_millis: 400,
        }
    }
}

impl Default for TouchSettings {
    fn default() -> Self {
        Self { shown: TouchShown::Auto, left_handed: false, size_percent: 100 }
    }
}

impl Access {
    /// The same with every number in its range.
    #[must_use]
    pub fn in_range(self) -> Self {
        Self {
            speed_percent: self.speed_percent.clamp(50, 100),
            shake_percent: self.shake_percent.min(100),
            flash_percent: self.flash_percent.min(100),
            text_percent: self.text_percent.clamp(100, 150),
            repeat_delay_millis: self.repeat_delay_millis.min(1_000),
            ..self
        }
    }
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
            rumble: true,
            rumble_percent: [100; SETTINGS_SEAT_COUNT],
            access: Access::default(),
            touch: TouchSettings::default(),
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
            rumble_percent: self.rumble_percent.map(|percent| percent.min(100)),
            access: self.access.in_range(),
            touch: TouchSettings { size_percent: self.touch.size_percent.clamp(60, 160), ..self.touch },
            ..self
        }
    }
}

/// The amplitude of a level in percent: its square, so that equal steps sound about equal.
pub fn gain_of_percent(percent: u32) -> f32 {
    let share = percent.min(100) as f32 / 100.0;
    share * share
}
