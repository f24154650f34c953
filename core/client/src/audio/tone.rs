//! Sounds that are made of numbers.

use crate::audio::tween::Tween;
use serde::{Deserialize, Serialize};

/// A generator with an envelope: what a voice plays in place of a sound.
///
/// Its course is a function of the frame, so it can begin anywhere in it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Tone {
    /// What swings.
    pub wave: Wave,
    /// How often it swings in a second when it begins.
    ///
    /// Unit: hertz. Range: 1 to 20,000. For [`Wave::Noise`] how often another random value is drawn, to 48,000.
    pub hertz: f32,
    /// How often it swings at the end of its [`sweep`](Self::sweep).
    ///
    /// Unit: hertz. Range: as `hertz`.
    pub sweep_hertz: f32,
    /// How it goes from the one to the other, beginning with the tone.
    pub sweep: Tween,
    /// The part of each period in which a square is up.
    ///
    /// Range: 0.01 to 0.99.
    pub duty: f32,
    /// Which noise it is; two of one seed are equal.
    pub seed: u32,
    /// How its level comes and goes.
    pub envelope: Envelope,
}

/// What swings in a tone. Corners are rounded so far that little is heard above half of the rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Wave {
    /// One pure tone.
    #[default]
    Sine,
    /// Up and down: hollow; with a narrow duty nasal.
    Square,
    /// A slope and a fall: bright.
    Saw,
    /// Two slopes: soft.
    Triangle,
    /// Random values, each held for a period.
    Noise,
}

/// The level of a tone over time: it rises, falls to a level that it keeps, and falls to silence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// How long it takes from silence to full level; 0 begins sharply.
    pub attack_frames: u32,
    /// How long it takes from there to `sustain`.
    pub decay_frames: u32,
    /// The level that is kept.
    ///
    /// Unit: linear amplitude. Range: 0 to 1.
    pub sustain: f32,
    /// Frames from its beginning until it falls by itself; [`Envelope::HELD`] waits for
    /// [`Release`](crate::audio::AudioAction::Release).
    pub held_frames: u32,
    /// How long it takes from wherever it is to silence, where the voice ends.
    pub release_frames: u32,
}

impl Envelope {
    /// The [`held_frames`](Self::held_frames) of a tone that sounds until it is released or stopped.
    pub const HELD: u32 = u32::MAX;
}

impl Default for Envelope {
    /// At full level from the first frame on, and silent within 5 ms of its release.
    fn default() -> Self {
        Self { attack_frames: 0, decay_frames: 0, sustain: 1.0, held_frames: Self::HELD, release_frames: 240 }
    }
}

impl Default for Tone {
    /// A sine of 440 Hz that is held.
    fn default() -> Self {
        Self {
            wave: Wave::Sine,
            hertz: 440.0,
            sweep_hertz: 440.0,
            sweep: Tween::JUMP,
            duty: 0.5,
            seed: 0,
            envelope: Envelope::default(),
        }
    }
}
