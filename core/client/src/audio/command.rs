//! What the mixer is told: plain values, each stamped with the frame at which it takes effect.

use playground_core_assets::Sound;
use playground_core_types::Handle;

/// The most voices that sound at once; further ones stay silent until one is free.
pub const VOICE_COUNT_MAX: usize = 256;

/// The most different sounds that the mixer holds at once.
pub const SOUND_COUNT_MAX: usize = 256;

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
/// Range: `voice` is below [`VOICE_COUNT_MAX`], `slot` below [`SOUND_COUNT_MAX`]; others are ignored.
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
        /// The slot of its sound.
        slot: u16,
        /// Linear amplitude.
        gain: f32,
        /// From -1 (left) to 1 (right).
        pan: f32,
        /// Whether it starts over at its end.
        looped: bool,
        /// Where in the sound it begins; anywhere but at 0 it is faded in.
        offset_frames: u64,
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
    /// Fades a voice out and ends it.
    Stop {
        /// Which voice.
        voice: u16,
        /// How long the fade takes; 0 cuts.
        fade_frames: u32,
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
