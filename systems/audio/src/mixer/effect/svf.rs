//! A filter of two poles whose numbers may move while it works.
//!
//! # Source
//! A. Simper, "Solving the continuous SVF equations using trapezoidal integration and equivalent currents", 2013.

use crate::mixer::RAMP_FRAMES;
use crate::mixer::bus::Sides;
use crate::mixer::effect::flushed;
use crate::mixer::ramp::Ramp;
use playground_core_client::audio::SAMPLE_RATE_HERTZ;
use playground_core_types::math::tan;
use std::f32::consts::PI;

/// What decides how a filter sounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    /// The tangent of half the angle of its frequency: [`warped`].
    pub g: f32,
    /// 1 / Q.
    pub k: f32,
    /// How much comes out of what goes in, of the band, and of the lows.
    pub mix: [f32; 3],
}

/// A filter of two poles at work on both sides.
#[derive(Debug, Clone)]
pub struct Svf {
    numbers: Ramp<5>,
    state: [[f32; 2]; 2],
}

impl Svf {
    /// A filter that has heard nothing.
    pub fn new(shape: Shape) -> Self {
        Self { numbers: Ramp::steady(shape.to_array()), state: [[0.0; 2]; 2] }
    }

    /// Moves to another shape.
    pub fn aim(&mut self, shape: Shape) {
        self.numbers.start(shape.to_array(), RAMP_FRAMES);
    }

    /// Filters both sides.
    pub fn process(&mut self, (left, right): Sides<'_>) {
        let mut done = 0;
        while done < left.len() {
            let frames = self.numbers.cut(left.len() - done);
            let line = self.numbers.line();
            let mut step = Step::of(line.at(0));
            let is_flat = line.is_flat();
            let [mut at_left, mut at_right] = self.state;
            let sides = left[done..done + frames].iter_mut().zip(&mut right[done..done + frames]);
            for (index, (left, right)) in sides.enumerate() {
                if !is_flat {
                    step = Step::of(line.at(index));
                }
                *left = step.take(*left, &mut at_left);
                *right = step.take(*right, &mut at_right);
            }
            self.state = [at_left, at_right];
            self.numbers.advance(frames as u32);
            done += frames;
        }
    }

    /// Empties what is far below silence.
    pub fn flush(&mut self) {
        self.state = self.state.map(|side| side.map(flushed));
    }

    /// Forgets what it heard.
    pub fn rest(&mut self) {
        self.state = [[0.0; 2]; 2];
    }
}

impl Shape {
    fn to_array(self) -> [f32; 5] {
        let [straight, band, low] = self.mix;
        [self.g, self.k, straight, band, low]
    }
}

/// The numbers of one frame.
#[derive(Debug, Clone, Copy)]
struct Step {
    a1: f32,
    a2: f32,
    a3: f32,
    mix: [f32; 3],
}

impl Step {
    #[inline]
    fn of([g, k, straight, band, low]: [f32; 5]) -> Self {
        let a1 = 1.0 / (1.0 + g * (g + k));
        let a2 = g * a1;
        Self { a1, a2, a3: g * a2, mix: [straight, band, low] }
    }

    #[inline]
    fn take(&self, input: f32, [first, second]: &mut [f32; 2]) -> f32 {
        let rest = input - *second;
        let band = self.a1 * *first + self.a2 * rest;
        let low = *second + self.a2 * *first + self.a3 * rest;
        *first = 2.0 * band - *first;
        *second = 2.0 * low - *second;
        self.mix[0] * input + self.mix[1] * band + self.mix[2] * low
    }
}

/// The tangent of half the angle that a frequency goes in a frame; of 10 to 20,000 Hz.
pub fn warped(hertz: f32) -> f32 {
    tan(PI * hertz / SAMPLE_RATE_HERTZ as f32)
}
