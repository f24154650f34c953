//! What a player or a program chooses about sound.

use std::convert::Infallible;
use std::str::FromStr;

/// Where the sound goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum AudioDevice {
    /// The machine's own output; without one, into silence at the same pace.
    #[default]
    Auto,
    /// The same, by way of the library rodio: a second backend of the same contract, with the same fixed
    /// buffer. It is no device that is asked for by name: without one it is silence, not an error. A player that was
    /// built without the feature `rodio` plays as with `Auto`.
    Rodio,
    /// Nowhere, and nothing is mixed: voices are only counted.
    Null,
    /// Mixed exactly one tick's frames for each tick, for recordings and measurements.
    Offline,
    /// The output whose name holds these words.
    Named(String),
}

impl FromStr for AudioDevice {
    type Err = Infallible;

    /// Reads the argument of `--audio`: `auto`, `rodio`, `null`, `offline`, or a part of a device's name.
    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text {
            "auto" => Self::Auto,
            "rodio" => Self::Rodio,
            "null" => Self::Null,
            "offline" => Self::Offline,
            name => Self::Named(name.to_owned()),
        })
    }
}

/// The player's levels of the buses that every game has. A bus that a game declares follows the one it goes through.
///
/// Unit: linear amplitude. Range: 0 to 4 each; what is no number is 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BusGains {
    /// Of everything.
    pub master: f32,
    /// Of music.
    pub music: f32,
    /// Of all other sounds.
    pub effects: f32,
}

impl Default for BusGains {
    fn default() -> Self {
        Self { master: 1.0, music: 1.0, effects: 1.0 }
    }
}

/// The settings of audio. `start` reads all of them, every frame the levels and the output.
#[derive(Debug, Clone, PartialEq)]
pub struct AudioSettings {
    /// Where the sound goes.
    pub device: AudioDevice,
    /// The output that the player chose, by its name; empty for the machine's own. It counts for
    /// [`AudioDevice::Auto`]: while it is not there the machine's own plays.
    pub output: String,
    /// The level of everything.
    ///
    /// Unit: linear amplitude. Range: 0 to 4.
    pub gain: f32,
    /// The player's levels, bus by bus; that of master multiplies with `gain`.
    pub bus_gains: BusGains,
    /// Whether all is silent, at whatever level.
    pub muted: bool,
    /// Whether the offline device keeps what it mixes in `Client::recorded_audio`.
    pub recorded: bool,
}

impl AudioSettings {
    /// The level of everything, with mute and range applied.
    pub fn master_gain(&self) -> f32 {
        if self.muted { 0.0 } else { within_range(self.gain) * within_range(self.bus_gains.master) }
    }

    /// The level of music, in range.
    pub fn music_gain(&self) -> f32 {
        within_range(self.bus_gains.music)
    }

    /// The level of all other sounds, in range.
    pub fn effects_gain(&self) -> f32 {
        within_range(self.bus_gains.effects)
    }
}

impl Default for AudioSettings {
    fn default() -> Self {
        Self {
            device: AudioDevice::default(),
            output: String::new(),
            gain: 1.0,
            bus_gains: BusGains::default(),
            muted: false,
            recorded: false,
        }
    }
}

fn within_range(gain: f32) -> f32 {
    if gain.is_nan() { 0.0 } else { gain.clamp(0.0, 4.0) }
}

#[cfg(test)]
mod tests;
