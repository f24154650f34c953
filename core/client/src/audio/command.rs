//! What the mixer is told: plain values, each stamped with the frame at which it takes effect.

use playground_core_assets::Sound;
use playground_core_assets::manifest::{BUILT_IN_BUSES, BUS_COUNT_MAX};
use playground_core_types::Handle;

/// The most voices that sound at once; further ones stay silent until one is free.
pub const VOICE_COUNT_MAX: usize = 256;

/// The most different sounds that the mixer holds at once.
pub const SOUND_COUNT_MAX: usize = 256;

/// The buses of the mixer: those that every game has, and the most that one declares. Bus 0 is the one that
/// everything goes through.
pub const MIXER_BUS_COUNT: usize = BUILT_IN_BUSES.len() + BUS_COUNT_MAX;

/// One command to the mixer.
///
/// Commands take effect in the order in which they are sent: one that is due later holds back those behind it.
#[derive(Debug, Clone)]
pub struct AudioCommand {
    /// When it takes effect, in frames that the mixer has rendered; a frame of the past means at once.
    pub frame: u64,
    /// What happens.
    pub action: AudioAction,
}

/// What a command does.
///
/// Range: `voice` is below [`VOICE_COUNT_MAX`], `slot` below [`SOUND_COUNT_MAX`], `bus` below [`MIXER_BUS_COUNT`];
/// others are ignored.
#[derive(Debug, Clone)]
pub enum AudioAction {
    /// Puts a sound into a slot; what lay there before ends at once.
    Load {
        /// Where the sound goes.
        slot: u16,
        /// The sound.
        sound: Handle<Sound>,
    },
    /// Empties a slot; what plays from it ends at once.
    Unload {
        /// Which slot.
        slot: u16,
    },
    /// Starts a voice, in place of whatever it played before.
    Play {
        /// Which voice.
        voice: u16,
        /// What it plays.
        start: VoiceStart,
    },
    /// Moves a voice to another level and place, within a few milliseconds.
    Set {
        /// Which voice.
        voice: u16,
        /// Linear amplitude.
        gain: f32,
        /// From -1 (left) to 1 (right).
        pan: f32,
    },
    /// Fades a voice out, from whatever its fade in has come to, and ends it. Where it is fading out already the
    /// shorter way counts.
    Stop {
        /// Which voice.
        voice: u16,
        /// How long the fade takes; 0 cuts.
        fade_frames: u32,
    },
    /// Lets a bus go through another; until it is told so, each goes through bus 0.
    Route {
        /// Which bus; bus 0 goes nowhere.
        bus: u16,
        /// The bus that it goes through: one of a lower number.
        parent: u16,
    },
    /// Moves the level of a bus, within a few milliseconds; at once while nothing sounds.
    Bus {
        /// Which bus.
        bus: u16,
        /// Linear amplitude.
        gain: f32,
    },
    /// Fades everything out and holds all voices where they are.
    Pause,
    /// Lets all voices go on from where they are held.
    Resume,
    /// Moves the level of everything, within a few milliseconds.
    Master {
        /// Linear amplitude; 0 is muted.
        gain: f32,
    },
}

/// What a voice plays, from where, how fast and how loud.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VoiceStart {
    /// The slot of its sound.
    pub slot: u16,
    /// The bus that it goes through.
    pub bus: u16,
    /// Linear amplitude.
    pub gain: f32,
    /// From -1 (left) to 1 (right).
    pub pan: f32,
    /// Whether it starts over at its end.
    pub looped: bool,
    /// Where in the sound it begins; anywhere but at 0 it is faded in within a few milliseconds.
    pub offset_frames: u64,
    /// The part of a frame beyond that. Unit: 2^-32 frames.
    pub offset_fraction: u32,
    /// How far in the sound it goes in each frame. Unit: 2^-32 frames. Range: up to 8 frames.
    pub step: u64,
    /// The level from which its fade in begins, 0 to 1.
    pub fade_from: f32,
    /// How long its fade in takes from there to 1.
    pub fade_frames: u32,
}

impl VoiceStart {
    /// The [`step`](Self::step) of a sound that plays as it is.
    pub const STEP_ONE: u64 = 1 << 32;
}

impl Default for VoiceStart {
    /// The sound of slot 0 once through bus 0, as it is, in the middle.
    fn default() -> Self {
        Self {
            slot: 0,
            bus: 0,
            gain: 1.0,
            pan: 0.0,
            looped: false,
            offset_frames: 0,
            offset_fraction: 0,
            step: Self::STEP_ONE,
            fade_from: 1.0,
            fade_frames: 0,
        }
    }
}
