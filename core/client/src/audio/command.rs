//! What the mixer is told: plain values, each stamped with the frame at which it takes effect.
//!
//! Whoever sends keeps the books: which voice plays what, and which number is free. The mixer answers when a voice
//! has ended. Nothing that it is told clicks, except where the words say that it jumps: what is cut short fades out
//! in 2 ms beside whatever comes in its place, what begins in its midst fades in, and numbers move within 5 ms.
//! What begins at its beginning begins sharply.

use crate::audio::effect::Effect;
use crate::audio::space::Space;
use crate::audio::tone::Tone;
use crate::audio::tween::{Curve, Tween};
use playground_core_assets::manifest::{BUILT_IN_BUSES, BUS_COUNT_MAX};
use playground_core_assets::{Sound, StreamRing};
use playground_core_types::Handle;
use serde::{Deserialize, Serialize};

/// The most voices that sound at once; further ones stay silent until one is free.
pub const VOICE_COUNT_MAX: usize = 1024;

/// The most different sounds that the mixer holds at once.
pub const SOUND_COUNT_MAX: usize = 256;

/// The sends of each bus, at most: ways beside the one to its parent.
pub const SEND_COUNT_MAX: usize = 4;

/// The buses of the mixer: those that every game has, and the most that one declares. Bus 0 is the one that
/// everything goes through.
pub const MIXER_BUS_COUNT: usize = BUILT_IN_BUSES.len() + BUS_COUNT_MAX;

/// One command to the mixer.
///
/// Commands take effect in the order in which they are sent: one that is due later holds back those behind it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AudioCommand {
    /// When it takes effect, in frames that the mixer has rendered; a frame of the past means at once.
    pub frame: u64,
    /// What happens.
    pub action: AudioAction,
}

/// What a command does.
///
/// Range: `voice` is below [`VOICE_COUNT_MAX`], `slot` below [`SOUND_COUNT_MAX`], `bus` below [`MIXER_BUS_COUNT`];
/// others are ignored. Numbers out of their range count as the nearer end, what is no number as 0. What is said to a
/// voice that does not play is ignored. A voice that plays a stream repeats what its ring holds: `Loop` and `Seek` need
/// a ring there, and `Release` is ignored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum AudioAction {
    /// Empties a slot; what plays from it fades out in 2 ms and ends.
    Unload {
        /// Which slot.
        slot: u16,
    },
    /// Starts a voice. Whatever it played before is stolen from: that fades out in 2 ms, and of it no end is told.
    Play {
        /// Which voice.
        voice: u16,
        /// What it plays.
        start: VoiceStart,
    },
    /// Starts a voice that plays a tone, as [`Play`](Self::Play) does.
    PlayTone {
        /// Which voice.
        voice: u16,
        /// How it plays; slot and loop do not count, the offset is one in its envelope and sweep.
        start: VoiceStart,
        /// What it plays.
        tone: Tone,
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
    /// Moves a voice to another level and place on a way of its own: a cross-fade is two of these.
    Level {
        /// Which voice.
        voice: u16,
        /// Linear amplitude.
        gain: f32,
        /// From -1 (left) to 1 (right); does not count for a voice with a space.
        pan: f32,
        /// How it gets there.
        tween: Tween,
    },
    /// Moves the speed of a voice; every frame has its own, in whole 2^-32 frames.
    Pitch {
        /// Which voice.
        voice: u16,
        /// As [`VoiceStart::step`].
        step: u64,
        /// How it gets there.
        tween: Tween,
    },
    /// Moves a voice in space, with its speed for doppler, in straight lines. One a tick and emitter is meant, with
    /// the frames of the tick.
    Space {
        /// Which voice.
        voice: u16,
        /// Where it is heard from.
        space: Space,
        /// As [`VoiceStart::step`].
        step: u64,
        /// How long it takes to get there.
        frames: u32,
    },
    /// Lets a voice go on elsewhere in its sound or tone.
    Seek {
        /// Which voice.
        voice: u16,
        /// As [`VoiceStart::offset_frames`].
        offset_frames: u64,
        /// As [`VoiceStart::offset_fraction`].
        offset_fraction: u32,
    },
    /// Gives a voice another part to repeat, or none: then it plays to its end. A voice behind the part goes on
    /// within it.
    Loop {
        /// Which voice.
        voice: u16,
        /// As [`VoiceStart::looped`].
        looped: bool,
        /// As [`VoiceStart::loop_start_frames`].
        loop_start_frames: u64,
        /// As [`VoiceStart::loop_end_frames`].
        loop_end_frames: u64,
        /// Where the voice is by then: only who decodes a sound ahead needs to know.
        offset_frames: u64,
        /// As [`VoiceStart::offset_fraction`].
        offset_fraction: u32,
    },
    /// Fades a voice out within 5 ms and holds it where it is; it keeps its number.
    Hold {
        /// Which voice.
        voice: u16,
    },
    /// Lets a held voice go on, faded in within 5 ms.
    Continue {
        /// Which voice.
        voice: u16,
    },
    /// Lets a tone fall to silence by its envelope; lets a sound leave its loop and play to its end.
    Release {
        /// Which voice.
        voice: u16,
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
    /// Moves the level of a bus on a way of its own.
    BusLevel {
        /// Which bus.
        bus: u16,
        /// Linear amplitude.
        gain: f32,
        /// How it gets there.
        tween: Tween,
    },
    /// Lets a bus go to another one too, behind its effects and its level: to a reverb that many share. One more than
    /// [`SEND_COUNT_MAX`] is ignored.
    Send {
        /// Which bus.
        bus: u16,
        /// Where to: a bus of a lower number.
        target: u16,
        /// Linear amplitude; at 0 the send is free again.
        gain: f32,
    },
    /// Puts an effect on a bus. Those of bus 0 hold for everything.
    Effect {
        /// Which bus.
        bus: u16,
        /// Which of its places, below [`EFFECT_PLACE_COUNT`](crate::audio::EFFECT_PLACE_COUNT).
        place: u16,
        /// The effect.
        effect: Effect,
    },
    /// Fades everything out and holds all voices, echoes and rooms where they are.
    Pause,
    /// Lets all voices go on from where they are held.
    Resume,
    /// Moves the level of everything, within a few milliseconds.
    Master {
        /// Linear amplitude; 0 is muted.
        gain: f32,
    },
    /// Puts a sound into a slot; what plays from it fades out in 2 ms and ends. Samples and rings are shared memory,
    /// so that whoever writes commands down writes these four in another way. They stay behind the others: those that
    /// are written down are counted from the first.
    #[serde(skip)]
    Load {
        /// Where the sound goes.
        slot: u16,
        /// The sound.
        sound: Handle<Sound>,
    },
    /// Starts a voice that plays a sound which is decoded ahead, as [`Play`](Self::Play) does. What is not there in time
    /// is silent, faded out and in again; its place goes on meanwhile.
    #[serde(skip)]
    PlayStream {
        /// Which voice.
        voice: u16,
        /// How it plays; the ring says what is repeated, and its offset is counted from pass to pass.
        start: VoiceStart,
        /// Where it is decoded to.
        ring: Handle<StreamRing>,
    },
    /// Lets a voice go on elsewhere in the sound that is decoded ahead, and whose ring begins there.
    #[serde(skip)]
    SeekStream {
        /// Which voice.
        voice: u16,
        /// As [`VoiceStart::offset_frames`].
        offset_frames: u64,
        /// As [`VoiceStart::offset_fraction`].
        offset_fraction: u32,
        /// Where it is decoded to.
        ring: Handle<StreamRing>,
    },
    /// Gives a voice that plays a stream a ring which repeats another part, or none, and begins where the voice is by
    /// then. Until enough is there the old one is heard.
    #[serde(skip)]
    LoopStream {
        /// Which voice.
        voice: u16,
        /// Where it is, as the new ring counts.
        offset_frames: u64,
        /// Where it is decoded to.
        ring: Handle<StreamRing>,
    },
}

/// What a voice plays, from where, how fast and how loud.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct VoiceStart {
    /// The slot of its sound.
    pub slot: u16,
    /// The bus that it goes through.
    pub bus: u16,
    /// Linear amplitude.
    pub gain: f32,
    /// From -1 (left) to 1 (right).
    pub pan: f32,
    /// Whether it repeats a part of its sound.
    pub looped: bool,
    /// Where that part begins. What lies before is played once.
    pub loop_start_frames: u64,
    /// Where that part ends: the frame behind its last one. What is beyond the sound, or not behind the part's start,
    /// counts as the end of the sound.
    pub loop_end_frames: u64,
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
    /// The shape of its fade in.
    pub fade_curve: Curve,
    /// Where it is heard from; its pan counts without one.
    pub space: Option<Space>,
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
            loop_start_frames: 0,
            loop_end_frames: u64::MAX,
            offset_frames: 0,
            offset_fraction: 0,
            step: Self::STEP_ONE,
            fade_from: 1.0,
            fade_frames: 0,
            fade_curve: Curve::Linear,
            space: None,
        }
    }
}
