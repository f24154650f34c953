//! What a player or a program chooses about sound.

use std::convert::Infallible;
use std::str::FromStr;

/// Where the sound goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum AudioDevice {
    /// The machine's own output; without one, into silence at the same pace.
    #[default]
    Auto,
    /// Nowhere, and nothing is mixed: voices are only counted.
    Null,
    /// Mixed exactly one tick's frames for each tick, for recordings and measurements.
    Offline,
    /// The output whose name holds these words.
    Named(String),
}

impl FromStr for AudioDevice {
    type Err = Infallible;

    /// Reads the argument of `--audio`: `auto`, `null`, `offline`, or a part of a device's name.
    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text {
            "auto" => Self::Auto,
            "null" => Self::Null,
            "offline" => Self::Offline,
            name => Self::Named(name.to_owned()),
        })
    }
}

/// The settings of audio. `start` reads all of them, every frame the level.
#[derive(Debug, Clone, PartialEq)]
pub struct AudioSettings {
    /// Where the sound goes.
    pub device: AudioDevice,
    /// The level of everything.
    ///
    /// Unit: linear amplitude. Range: 0 to 4.
    pub gain: f32,
    /// Whether all is silent, at whatever level.
    pub muted: bool,
    /// Whether the offline device keeps what it mixes in `Client::recorded_audio`.
    pub recorded: bool,
}

impl AudioSettings {
    /// The level of everything, with mute and range applied.
    pub fn master_gain(&self) -> f32 {
        if self.muted || self.gain.is_nan() { 0.0 } else { self.gain.clamp(0.0, 4.0) }
    }
}

impl Default for AudioSettings {
    fn default() -> Self {
        Self { device: AudioDevice::default(), gain: 1.0, muted: false, recorded: false }
    }
}
