//! A level that nothing exceeds.
//!
//! For every frame there is a gain that keeps it below the ceiling. The smallest of the frames that it looks ahead
//! holds at once and lets go slowly; the mean of that over as many frames is what all are multiplied with: by the
//! time that a frame goes out, every part of its mean is at most its own gain.

use crate::mixer::RAMP_FRAMES;
use crate::mixer::bus::Sides;
use crate::mixer::effect::{amplitude, within};
use crate::mixer::ramp::Ramp;
use playground_core_client::audio::{Limiter, SAMPLE_RATE_HERTZ};
use playground_core_types::math::exp;

const AHEAD: usize = Limiter::AHEAD_FRAMES;

/// A power of two, so that places wrap around; the frames from the one that goes out to the one that comes in.
const RING: usize = 2 * AHEAD;
const WINDOW: u64 = AHEAD as u64 + 1;

/// A gain of 1 as a whole number, so that a sum of them never drifts.
const ONE: f32 = 1_073_741_824.0;

/// A limiter at work.
#[derive(Debug, Clone)]
pub struct LimiterCourse {
    ceiling: Ramp<1>,
    release: f32,
    sides: [[f32; RING]; 2],
    /// The gain that each frame needs.
    needed: [f32; RING],
    /// The gains that are held, in 2^-30.
    held: [u32; RING],
    sum: u64,
    /// The last of the held ones.
    last: f32,
    place: usize,
    /// Frames since one needed less than 1.
    calm: u64,
}

impl LimiterCourse {
    /// A limiter that has heard nothing.
    pub fn new(limiter: &Limiter) -> Self {
        let mut course = Self {
            ceiling: Ramp::steady([ceiling(limiter)]),
            release: 0.0,
            sides: [[0.0; RING]; 2],
            needed: [1.0; RING],
            held: [ONE as u32; RING],
            sum: WINDOW * ONE as u64,
            last: 1.0,
            place: 0,
            calm: WINDOW,
        };
        course.release = release(limiter);
        course
    }

    /// Moves to other numbers.
    pub fn aim(&mut self, limiter: &Limiter) {
        self.ceiling.start([ceiling(limiter)], RAMP_FRAMES);
        self.release = release(limiter);
    }

    /// Keeps both sides below the ceiling, [`Limiter::AHEAD_FRAMES`] later.
    pub fn process(&mut self, (left, right): Sides<'_>) {
        let count = left.len();
        for (index, (left, right)) in left.iter_mut().zip(right).enumerate() {
            let [ceiling] = self.ceiling.value_at(index as u32);
            [*left, *right] = self.take([*left, *right], ceiling);
        }
        self.ceiling.advance(count as u32);
    }

    fn take(&mut self, [left, right]: [f32; 2], ceiling: f32) -> [f32; 2] {
        let peak = left.abs().max(right.abs());
        let needed = if peak > ceiling { ceiling / peak } else { 1.0 };
        let place = self.place;
        (self.sides[0][place], self.sides[1][place], self.needed[place]) = (left, right, needed);
        self.calm = if needed < 1.0 { 0 } else { self.calm.saturating_add(1) };
        let smallest = if self.calm >= WINDOW { 1.0 } else { self.smallest() };
        self.last = smallest.min(smallest + (self.last - smallest) * self.release);
        let out = (place + RING - AHEAD) % RING;
        let leaving = (out + RING - 1) % RING;
        // Rounded down: never louder than what is needed.
        let held = (self.last * ONE) as u32;
        self.sum = self.sum - u64::from(self.held[leaving]) + u64::from(held);
        self.held[place] = held;
        self.place = (place + 1) % RING;
        let gain = (self.sum as f64 / (WINDOW as f64 * f64::from(ONE))) as f32;
        [self.sides[0][out] * gain, self.sides[1][out] * gain]
    }

    fn smallest(&self) -> f32 {
        (0..=AHEAD).fold(1.0, |smallest, back| smallest.min(self.needed[(self.place + RING - back) % RING]))
    }

    /// Forgets what it heard.
    pub fn rest(&mut self) {
        let [ceiling] = self.ceiling.value();
        let release = self.release;
        *self = Self { release, ..Self::new(&Limiter::default()) };
        self.ceiling = Ramp::steady([ceiling]);
    }
}

fn ceiling(limiter: &Limiter) -> f32 {
    amplitude(limiter.ceiling_decibels, Limiter::default().ceiling_decibels, -24.0, 0.0)
}

fn release(limiter: &Limiter) -> f32 {
    let seconds = within(limiter.release_seconds, Limiter::default().release_seconds, 0.001, 5.0);
    exp(-1.0 / (seconds * SAMPLE_RATE_HERTZ as f32))
}
