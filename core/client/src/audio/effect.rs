//! What a bus does to its sound.
//!
//! A bus has [`EFFECT_PLACE_COUNT`] places, gone through in order. An effect that is put where one of its kind is
//! goes on from it, its numbers moving within 5 ms; another kind fades over in twice that. Numbers out of range
//! count as the nearer end, what is no number as the default.

pub use playground_core_assets::bus_effect::{DELAY_COUNT_MAX, REVERB_COUNT_MAX};

use serde::{Deserialize, Serialize};

/// The effects that a bus has at most, one after the other.
pub const EFFECT_PLACE_COUNT: usize = 4;

/// The longest delay of an echo.
pub const DELAY_SECONDS_MAX: f32 = 2.0;

/// One effect with its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub enum Effect {
    /// Nothing: the place is empty.
    #[default]
    None,
    /// Takes away what lies above, below or beside a frequency.
    Filter(Filter),
    /// Lifts and lowers lows, middles and highs.
    Equalizer(Equalizer),
    /// Makes loud parts quieter, by its own level or by that of another bus.
    Compressor(Compressor),
    /// Echoes.
    Delay(Delay),
    /// A room.
    Reverb(Reverb),
    /// Bends the wave until it is rough.
    Distortion(Distortion),
    /// Keeps everything below a level, by seeing it come; all is heard [`Limiter::AHEAD_FRAMES`] later.
    Limiter(Limiter),
}

/// Which part a filter lets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum FilterKind {
    /// What lies below, falling by 12 dB an octave above.
    #[default]
    Low,
    /// What lies above, falling by 12 dB an octave below.
    High,
    /// What lies beside, falling by 6 dB an octave on both sides; 0 dB at the frequency itself.
    Band,
}

/// A filter of two poles.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Filter {
    /// Which part it lets through.
    pub kind: FilterKind,
    /// Unit: hertz. Range: 10 to 20,000.
    pub cutoff_hertz: f32,
    /// Q: the amplitude at the cutoff. 0.7071 is flat.
    ///
    /// Range: 0.1 to 20.
    pub resonance: f32,
}

impl Default for Filter {
    fn default() -> Self {
        Self { kind: FilterKind::Low, cutoff_hertz: 1_000.0, resonance: std::f32::consts::FRAC_1_SQRT_2 }
    }
}

/// Three bands: a shelf below, a bell, a shelf above.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Equalizer {
    /// The middle of the lower slope. Unit: hertz. Range: 10 to 20,000.
    pub low_hertz: f32,
    /// Unit: decibels. Range: -40 to 24, as the other two.
    pub low_decibels: f32,
    /// The top of the bell. Unit: hertz. Range: 10 to 20,000.
    pub middle_hertz: f32,
    /// Unit: decibels.
    pub middle_decibels: f32,
    /// How narrow the bell is. Range: 0.1 to 20.
    pub middle_resonance: f32,
    /// The middle of the upper slope. Unit: hertz. Range: 10 to 20,000.
    pub high_hertz: f32,
    /// Unit: decibels.
    pub high_decibels: f32,
}

impl Default for Equalizer {
    /// Three bands that change nothing.
    fn default() -> Self {
        Self {
            low_hertz: 200.0,
            low_decibels: 0.0,
            middle_hertz: 1_000.0,
            middle_decibels: 0.0,
            middle_resonance: std::f32::consts::FRAC_1_SQRT_2,
            high_hertz: 5_000.0,
            high_decibels: 0.0,
        }
    }
}

/// What is above a level rises by less.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Compressor {
    /// The level from which on. Unit: decibels of full scale. Range: -60 to 0.
    pub threshold_decibels: f32,
    /// How many decibels more come in for one more going out. Range: 1 to 100.
    pub ratio: f32,
    /// How wide the bend is between both. Unit: decibels. Range: 0 to 24.
    pub knee_decibels: f32,
    /// How long it takes to two thirds of the way down. Unit: seconds. Range: 0 to 1.
    pub attack_seconds: f32,
    /// How long it takes to two thirds of the way up. Unit: seconds. Range: 0.001 to 5.
    pub release_seconds: f32,
    /// What is added in the end. Unit: decibels. Range: 0 to 24.
    pub makeup_decibels: f32,
    /// The bus whose level counts, as it was a moment ago (256 frames); its own without one. Music that ducks under
    /// speech listens to the bus of speech.
    pub side_chain: Option<u16>,
}

impl Default for Compressor {
    fn default() -> Self {
        Self {
            threshold_decibels: -18.0,
            ratio: 4.0,
            knee_decibels: 6.0,
            attack_seconds: 0.005,
            release_seconds: 0.1,
            makeup_decibels: 0.0,
            side_chain: None,
        }
    }
}

/// Echoes that come back quieter each time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Delay {
    /// From one to the next. Unit: seconds. Range: 0.001 to [`DELAY_SECONDS_MAX`]. Another time fades over.
    pub delay_seconds: f32,
    /// The amplitude of each echo, next to the one before. Range: 0 to 0.98.
    pub feedback: f32,
    /// Amplitude of the echoes. Range: 0 to 1.
    pub wet: f32,
    /// Amplitude of the sound itself. Range: 0 to 1.
    pub dry: f32,
}

impl Default for Delay {
    fn default() -> Self {
        Self { delay_seconds: 0.3, feedback: 0.4, wet: 0.35, dry: 1.0 }
    }
}

/// A room of eight delays that feed one another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Reverb {
    /// RT60: how long until the room is 60 dB quieter. Unit: seconds. Range: 0.1 to 20.
    pub decay_seconds: f32,
    /// Above here it decays faster. Unit: hertz. Range: 200 to 24,000, which is nowhere.
    pub damping_hertz: f32,
    /// From the sound to the room's first answer. Unit: seconds. Range: 0 to 0.2. It jumps: set it once.
    pub before_seconds: f32,
    /// Amplitude of the room. Range: 0 to 1.
    pub wet: f32,
    /// Amplitude of the sound itself. Range: 0 to 1; 0 on a bus that others send to.
    pub dry: f32,
}

impl Default for Reverb {
    fn default() -> Self {
        Self { decay_seconds: 1.5, damping_hertz: 6_000.0, before_seconds: 0.01, wet: 0.3, dry: 1.0 }
    }
}

/// A soft clip.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Distortion {
    /// How far the sound is pushed into the bend. Unit: decibels. Range: 0 to 60.
    pub drive_decibels: f32,
    /// What comes out of it. Unit: decibels. Range: -60 to 12.
    pub level_decibels: f32,
    /// The share of what is bent, the rest is as it was. Range: 0 to 1.
    pub wet: f32,
}

impl Default for Distortion {
    fn default() -> Self {
        Self { drive_decibels: 18.0, level_decibels: -6.0, wet: 1.0 }
    }
}

/// A level that nothing exceeds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Limiter {
    /// Unit: decibels of full scale. Range: -24 to 0.
    pub ceiling_decibels: f32,
    /// How long it takes to two thirds of the way up again. Unit: seconds. Range: 0.001 to 5.
    pub release_seconds: f32,
}

impl Limiter {
    /// How far it looks ahead, and how much later all is heard.
    pub const AHEAD_FRAMES: usize = 64;
}

impl Default for Limiter {
    fn default() -> Self {
        Self { ceiling_decibels: -1.0, release_seconds: 0.1 }
    }
}
