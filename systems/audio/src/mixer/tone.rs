//! Tones: waves that are made of numbers, sample by sample.
//!
//! The phase is a whole number that wraps around; every piece of 64 frames has a speed and a slope, so that the
//! same frames come out however they are cut.

use crate::mixer::glide::{StepGlide, between};
use playground_core_client::audio::{Curve, Envelope, SAMPLE_RATE_HERTZ, Tone, Wave};
use std::f32::consts::TAU;

/// The frames in which the speed of a sweep is a straight line.
const PIECE_FRAMES: u64 = 64;

/// 2^64 and 2^32, as factors.
const PERIOD: f64 = 18_446_744_073_709_551_616.0;
const STEP_ONE: f64 = 4_294_967_296.0;

const HERTZ_MIN: f32 = 1.0;
const HERTZ_MAX: f32 = 20_000.0;

/// A tone as it plays.
#[derive(Debug, Clone, Copy)]
pub struct ToneCourse {
    tone: Tone,
    /// Frames since it began.
    frame: u64,
    /// Part of a period. Unit: 2^-64.
    phase: u64,
    /// Periods since it began.
    period: u32,
    /// The frame of its release, and its level there.
    released: Option<(u64, f32)>,
}

impl ToneCourse {
    /// A tone so many frames after its beginning, at a speed that did not change since.
    pub fn new(tone: &Tone, frame: u64, step: u64) -> Self {
        let most = if tone.wave == Wave::Noise { SAMPLE_RATE_HERTZ as f32 } else { HERTZ_MAX };
        let hertz = |hertz: f32| if hertz.is_nan() { 440.0 } else { hertz.clamp(HERTZ_MIN, most) };
        let level = |level: f32| if level.is_nan() { 0.0 } else { level.clamp(0.0, 1.0) };
        let tone = Tone {
            hertz: hertz(tone.hertz),
            sweep_hertz: hertz(tone.sweep_hertz),
            duty: if tone.duty.is_nan() { 0.5 } else { tone.duty.clamp(0.01, 0.99) },
            envelope: Envelope { sustain: level(tone.envelope.sustain), ..tone.envelope },
            ..*tone
        };
        let mut course = Self { tone, frame, phase: 0, period: 0, released: None };
        course.find_phase(step);
        course
    }

    /// The same tone elsewhere, as if nobody had released it.
    pub fn moved_to(&self, frame: u64, step: u64) -> Self {
        Self::new(&self.tone, frame, step)
    }

    /// Falls to silence from here on.
    pub fn release(&mut self) {
        if self.released.is_none() {
            self.released = Some((self.frame, self.envelope_at(self.frame)));
        }
    }

    /// Frames until it has fallen silent.
    pub fn remaining(&self) -> u64 {
        let release = u64::from(self.tone.envelope.release_frames);
        self.release_frame().saturating_add(release).saturating_sub(self.frame)
    }

    /// Fills `out` with the next frames, silent behind its end.
    pub fn fill(&mut self, speed: &StepGlide, out: &mut [f32]) {
        let mut speed = *speed;
        let mut done = 0;
        while done < out.len() {
            let in_piece = self.frame % PIECE_FRAMES;
            let count = ((PIECE_FRAMES - in_piece) as usize).min(out.len() - done);
            let first = self.piece_step(self.frame - in_piece);
            let slope = (self.piece_step(self.frame - in_piece + PIECE_FRAMES) - first) / PIECE_FRAMES as f64;
            for (index, sample) in out[done..done + count].iter_mut().enumerate() {
                let own = (first + slope * (in_piece + index as u64) as f64) as u64;
                let step = (u128::from(own) * u128::from(speed.step())) >> 32;
                let step = u64::try_from(step).unwrap_or(u64::MAX).min(1 << 63);
                *sample = self.wave(step) * self.envelope_at(self.frame + index as u64);
                let (phase, is_around) = self.phase.overflowing_add(step);
                self.phase = phase;
                self.period = self.period.wrapping_add(u32::from(is_around));
                speed.advance(1);
            }
            self.frame += count as u64;
            done += count;
        }
    }

    /// The speed of a frame at the bounds of a piece, in 2^-64 periods.
    fn piece_step(&self, frame: u64) -> f64 {
        f64::from(self.hertz_at(frame)) / f64::from(SAMPLE_RATE_HERTZ) * PERIOD
    }

    fn hertz_at(&self, frame: u64) -> f32 {
        let Tone { hertz, sweep_hertz, sweep, .. } = self.tone;
        if frame >= u64::from(sweep.frames) {
            return sweep_hertz;
        }
        between(hertz, sweep_hertz, frame as f32 / sweep.frames as f32, sweep.curve)
    }

    /// Where a tone is that began `frame` frames ago: exact without a sweep, near enough with one.
    fn find_phase(&mut self, step: u64) {
        let Tone { hertz, sweep_hertz, sweep, .. } = self.tone;
        let swept = self.frame.min(u64::from(sweep.frames));
        let mean = match sweep.curve {
            Curve::Linear | Curve::Smooth => 0.5 * (hertz + self.hertz_at(swept)),
            Curve::Exponential | Curve::EqualPower => {
                let middle = self.hertz_at(swept / 2);
                (hertz + 4.0 * middle + self.hertz_at(swept)) / 6.0
            }
        };
        let speed = step as f64 / STEP_ONE;
        let periods = |hertz: f32, frames: u64| {
            let step = (f64::from(hertz) / f64::from(SAMPLE_RATE_HERTZ) * PERIOD * speed) as u64;
            u128::from(step) * u128::from(frames)
        };
        let passed = periods(mean, swept) + periods(sweep_hertz, self.frame - swept);
        self.phase = passed as u64;
        self.period = (passed >> 64) as u32;
    }

    fn release_frame(&self) -> u64 {
        let held = match self.tone.envelope.held_frames {
            Envelope::HELD => u64::MAX,
            held => u64::from(held),
        };
        self.released.map_or(held, |(frame, _)| frame.min(held))
    }

    fn envelope_at(&self, frame: u64) -> f32 {
        let envelope = &self.tone.envelope;
        let released = self.release_frame();
        if frame < released {
            return envelope_held(envelope, frame);
        }
        let level = match self.released {
            Some((at, level)) if at <= released => level,
            _ => envelope_held(envelope, released),
        };
        let passed = frame - released;
        let release = u64::from(envelope.release_frames);
        if passed >= release { 0.0 } else { level * (1.0 - passed as f32 / release as f32) }
    }

    /// The sample of this frame.
    #[inline]
    fn wave(&self, step: u64) -> f32 {
        // 24 bits of the phase are what a number has.
        let (phase, width) = (unit(self.phase), (unit(step)).max(1e-7));
        match self.tone.wave {
            Wave::Sine => sine(phase),
            Wave::Saw => 2.0 * phase - 1.0 - corner(phase, width),
            Wave::Square => {
                let duty = self.tone.duty;
                let fallen = if phase >= duty { phase - duty } else { phase - duty + 1.0 };
                let value = if phase < duty { 1.0 } else { -1.0 };
                value + corner(phase, width) - corner(fallen, width)
            }
            Wave::Triangle => {
                1.0 - 4.0 * (phase - 0.5).abs() + bend(phase, width) - bend(wrapped(phase), width)
            }
            Wave::Noise => noise(self.period, self.tone.seed),
        }
    }
}

fn wrapped(phase: f32) -> f32 {
    if phase >= 0.5 { phase - 0.5 } else { phase + 0.5 }
}

/// The level of an envelope that was not released.
fn envelope_held(envelope: &Envelope, frame: u64) -> f32 {
    let (attack, decay) = (u64::from(envelope.attack_frames), u64::from(envelope.decay_frames));
    if frame < attack {
        return frame as f32 / attack as f32;
    }
    let fallen = frame - attack;
    if fallen >= decay {
        return envelope.sustain;
    }
    1.0 + (envelope.sustain - 1.0) * (fallen as f32 / decay as f32)
}

fn unit(phase: u64) -> f32 {
    (phase >> 40) as i32 as f32 / 16_777_216.0
}

/// The sine of a part of a period.
///
/// # Source
/// Taylor's series to the eleventh power, over a quarter period: less than 1e-6 off.
fn sine(phase: f32) -> f32 {
    let quarter = if phase < 0.25 {
        phase
    } else if phase < 0.75 {
        0.5 - phase
    } else {
        phase - 1.0
    };
    let x = quarter * TAU;
    let square = x * x;
    let series = 1.0 / 362_880.0 - square / 39_916_800.0;
    let series = 1.0 / 120.0 - square * (1.0 / 5_040.0 - square * series);
    x * (1.0 - square * (1.0 / 6.0 - square * series))
}

/// What rounds a step of 2 upwards at phase 0.
///
/// # Source
/// V. Välimäki, A. Huovilainen, "Antialiasing oscillators in subtractive synthesis", 2007 (polyBLEP).
fn corner(phase: f32, width: f32) -> f32 {
    if phase < width {
        let t = phase / width;
        t + t - t * t - 1.0
    } else if phase > 1.0 - width {
        let t = (phase - 1.0) / width;
        t * t + t + t + 1.0
    } else {
        0.0
    }
}

/// What rounds a bend from falling to rising by 4 a period at phase 0.
///
/// # Source
/// F. Esqueda, V. Välimäki, S. Bilbao, "Rounding corners with BLAMP", 2016: the integral of the polyBLEP.
fn bend(phase: f32, width: f32) -> f32 {
    let t = if phase < width {
        phase / width - 1.0
    } else if phase > 1.0 - width {
        (phase - 1.0) / width + 1.0
    } else {
        return 0.0;
    };
    let cube = t * t * t;
    width * (4.0 / 3.0) * if phase < width { -cube } else { cube }
}

/// A random value from -1 to 1 for each period.
///
/// # Source
/// M. Jarzynski, M. Olano, "Hash functions for GPU rendering", 2020: one step of PCG and its output function.
fn noise(period: u32, seed: u32) -> f32 {
    let state = period
        .wrapping_add(seed.wrapping_mul(0x9e37_79b9))
        .wrapping_mul(747_796_405)
        .wrapping_add(2_891_336_453);
    let word = ((state >> ((state >> 28) + 4)) ^ state).wrapping_mul(277_803_737);
    let word = (word >> 22) ^ word;
    (word >> 8) as i32 as f32 / 8_388_608.0 - 1.0
}

#[cfg(test)]
mod tests;
