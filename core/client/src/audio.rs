//! The contract of audio: what sounds is part of the world, and the mixer follows it.
//!
//! A plugin calls a cue ([`Cues`]), spawns a [`Voice`], a [`SoundEmitter`] or [`Music`]; that is all a game ever does
//! to sound. `systems/audio` compares the
//! world's voices with what its mixer plays and sends [`AudioCommand`]s, stamped by the mixer's own
//! frames. Nothing flows back: when a voice has ended follows from the [`SoundLengths`] in the world.
//!
//! Reading order: [`voice`], [`cues`], [`emitter`], [`music`], [`numbers`], [`command`], [`tween`], [`tone`], [`space`], [`effect`], [`settings`], [`stats`],
//! [`operations`].

pub mod command;
pub mod cues;
pub mod effect;
pub mod emitter;
pub mod music;
pub mod numbers;
pub mod operations;
pub mod settings;
pub mod space;
pub mod stats;
pub mod tone;
pub mod tween;
pub mod voice;

pub use command::{
    AudioAction, AudioCommand, MIXER_BUS_COUNT, SEND_COUNT_MAX, SOUND_COUNT_MAX, VOICE_COUNT_MAX, VoiceStart,
};
pub use cues::{BusLimit, CueCall, CueTable, CueTimes, CueVoice, Cues};
pub use effect::{
    Compressor, DELAY_COUNT_MAX, DELAY_SECONDS_MAX, Delay, Distortion, EFFECT_PLACE_COUNT, Effect, Equalizer,
    Filter, FilterKind, Limiter, REVERB_COUNT_MAX, Reverb,
};
pub use emitter::{SoundEmitter, SoundListener};
pub use music::{Moment, Music, MusicPlaying, Playing, Tempo, frame_of_tick};
pub use operations::FollowFrame;
pub use playground_core_assets::sound::SAMPLE_RATE_HERTZ;
pub use playground_core_assets::{BusEffect, SoundCue, SoundTone};
pub use settings::{AudioDevice, AudioSettings, BusGains};
pub use space::Space;
pub use stats::AudioStats;
pub use tone::{Envelope, Tone, Wave};
pub use tween::{Curve, Tween};
pub use voice::{
    BUS_EFFECTS, BUS_MASTER, BUS_MUSIC, BusLevel, SOUND_LENGTH_COUNT_MAX, SoundLength, SoundLengths, Voice,
};
