//! What is loud rises by less; ducking, where the level is that of another bus.
//!
//! The level is taken in parts of 16 frames on the mixer's clock; between them the gain goes in straight lines.
//!
//! # Source
//! D. Giannoulis, M. Massberg, J. Reiss, "Digital dynamic range compressor design", 2012: the gain computer with a
//! soft knee, and the smooth branching peak detector in decibels.

use crate::mixer::RAMP_FRAMES;
use crate::mixer::bus::Sides;
use crate::mixer::effect::{EffectContext, PART_COUNT, PART_FRAMES, amplitude, within};
use crate::mixer::ramp::Ramp;
use playground_core_client::audio::{Compressor, SAMPLE_RATE_HERTZ};
use playground_core_types::math::{amplitude_of_decibels, exp, ln};

/// Decibels of a natural logarithm: 20 / ln 10.
const DECIBELS: f32 = 20.0 / std::f32::consts::LN_10;

/// A compressor at work.
#[derive(Debug, Clone)]
pub struct CompressorCourse {
    threshold: f32,
    slope: f32,
    knee: f32,
    /// How much of the way is left after a part.
    attack: f32,
    release: f32,
    makeup: Ramp<1>,
    side_chain: Option<u16>,
    /// By how many decibels it is quieter.
    reduction: f32,
    /// The gain of this part, and what each frame adds to it.
    gain: [f32; 2],
    /// The largest amplitude of this part so far.
    peak: f32,
}

impl CompressorCourse {
    /// A compressor that has heard nothing.
    pub fn new(compressor: &Compressor) -> Self {
        let mut course = Self {
            threshold: 0.0,
            slope: 0.0,
            knee: 0.0,
            attack: 0.0,
            release: 0.0,
            makeup: Ramp::steady([makeup(compressor)]),
            side_chain: None,
            reduction: 0.0,
            gain: [1.0, 0.0],
            peak: 0.0,
        };
        course.aim(compressor);
        course
    }

    /// Moves to other numbers: what they do to the gain takes its attack and its release.
    pub fn aim(&mut self, compressor: &Compressor) {
        let default = Compressor::default();
        self.threshold = within(compressor.threshold_decibels, default.threshold_decibels, -60.0, 0.0);
        self.slope = 1.0 - 1.0 / within(compressor.ratio, default.ratio, 1.0, 100.0);
        self.knee = within(compressor.knee_decibels, default.knee_decibels, 0.0, 24.0);
        self.attack = rest_of_part(within(compressor.attack_seconds, default.attack_seconds, 0.0, 1.0));
        self.release = rest_of_part(within(compressor.release_seconds, default.release_seconds, 0.001, 5.0));
        self.makeup.start([makeup(compressor)], RAMP_FRAMES);
        self.side_chain = compressor.side_chain;
    }

    /// The bus that it listens to.
    pub fn side_chain(&self) -> Option<u16> {
        self.side_chain
    }

    /// One that listens to another bus must not sleep: it would wake up loud.
    pub fn memory_frames(&self) -> u32 {
        if self.side_chain.is_some() { u32::MAX - 1 } else { 0 }
    }

    /// Brings both sides to their level.
    pub fn process(&mut self, (left, right): Sides<'_>, context: &EffectContext<'_>) {
        for (index, (left, right)) in left.iter_mut().zip(right).enumerate() {
            let frame = context.frame + index as u64;
            let in_part = frame % PART_FRAMES as u64;
            if in_part == 0 {
                self.begin_part(frame, context);
            }
            self.peak = self.peak.max(left.abs()).max(right.abs());
            let [makeup] = self.makeup.value_at(index as u32);
            let gain = (self.gain[0] + self.gain[1] * in_part as f32) * makeup;
            *left *= gain;
            *right *= gain;
        }
        self.makeup.advance(left.len() as u32);
    }

    fn begin_part(&mut self, frame: u64, context: &EffectContext<'_>) {
        let heard = match self.side_chain {
            None => self.peak,
            Some(bus) => {
                let part = frame as usize / PART_FRAMES % PART_COUNT;
                context.levels.get(usize::from(bus)).map_or(0.0, |levels| levels[part])
            }
        };
        self.peak = 0.0;
        let wanted = self.reduction_of(heard);
        let rest = if wanted > self.reduction { self.attack } else { self.release };
        self.reduction = wanted + (self.reduction - wanted) * rest;
        let from = self.gain[0] + self.gain[1] * PART_FRAMES as f32;
        let to = amplitude_of_decibels(-self.reduction);
        self.gain = [from, (to - from) / PART_FRAMES as f32];
    }

    /// By how many decibels an amplitude is too loud.
    fn reduction_of(&self, amplitude: f32) -> f32 {
        let over = DECIBELS * ln(amplitude.max(1e-6)) - self.threshold;
        if 2.0 * over <= -self.knee {
            0.0
        } else if 2.0 * over < self.knee {
            let bent = over + 0.5 * self.knee;
            self.slope * bent * bent / (2.0 * self.knee)
        } else {
            self.slope * over
        }
    }

    /// Forgets what it heard.
    pub fn rest(&mut self) {
        (self.reduction, self.gain, self.peak) = (0.0, [1.0, 0.0], 0.0);
    }
}

fn makeup(compressor: &Compressor) -> f32 {
    amplitude(compressor.makeup_decibels, 0.0, 0.0, 24.0)
}

/// e^(-1) after so many seconds, for each part.
fn rest_of_part(seconds: f32) -> f32 {
    if seconds <= 0.0 {
        return 0.0;
    }
    exp(-(PART_FRAMES as f32) / (seconds * SAMPLE_RATE_HERTZ as f32))
}
