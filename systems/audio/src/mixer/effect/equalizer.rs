//! Three bands: a shelf below, a bell, a shelf above.
//!
//! # Source
//! A. Simper, "SVF linear trapezoidal optimised", 2013: the mixes of shelves and bell; their gains are those of
//! R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients".

use crate::mixer::bus::Sides;
use crate::mixer::effect::svf::{Shape, Svf, warped};
use crate::mixer::effect::{amplitude, within};
use playground_core_client::audio::Equalizer;
use std::f32::consts::SQRT_2;

/// An equalizer at work.
#[derive(Debug, Clone)]
pub struct EqualizerCourse {
    bands: [Svf; 3],
}

impl EqualizerCourse {
    /// An equalizer that has heard nothing.
    pub fn new(equalizer: &Equalizer) -> Self {
        Self { bands: shapes(equalizer).map(Svf::new) }
    }

    /// Moves to other numbers.
    pub fn aim(&mut self, equalizer: &Equalizer) {
        for (band, shape) in self.bands.iter_mut().zip(shapes(equalizer)) {
            band.aim(shape);
        }
    }

    /// Filters both sides.
    pub fn process(&mut self, (left, right): Sides<'_>) {
        for band in &mut self.bands {
            band.process((&mut *left, &mut *right));
        }
    }

    /// Empties what is far below silence.
    pub fn flush(&mut self) {
        self.bands.iter_mut().for_each(Svf::flush);
    }

    /// Forgets what it heard.
    pub fn rest(&mut self) {
        self.bands.iter_mut().for_each(Svf::rest);
    }
}

fn shapes(equalizer: &Equalizer) -> [Shape; 3] {
    let default = Equalizer::default();
    let hertz = |hertz, default| warped(within(hertz, default, 10.0, 20_000.0));
    // Half of the decibels: what the formulas call A.
    let root = |decibels: f32| amplitude(decibels / 2.0, 0.0, -20.0, 12.0);
    let low = {
        let (a, k) = (root(equalizer.low_decibels), SQRT_2);
        let g = hertz(equalizer.low_hertz, default.low_hertz) / a.sqrt();
        Shape { g, k, mix: [1.0, k * (a - 1.0), a * a - 1.0] }
    };
    let middle = {
        let a = root(equalizer.middle_decibels);
        let k = 1.0 / (within(equalizer.middle_resonance, default.middle_resonance, 0.1, 20.0) * a);
        let g = hertz(equalizer.middle_hertz, default.middle_hertz);
        Shape { g, k, mix: [1.0, k * (a * a - 1.0), 0.0] }
    };
    let high = {
        let (a, k) = (root(equalizer.high_decibels), SQRT_2);
        let g = hertz(equalizer.high_hertz, default.high_hertz) * a.sqrt();
        Shape { g, k, mix: [a * a, k * (1.0 - a) * a, 1.0 - a * a] }
    };
    [low, middle, high]
}
