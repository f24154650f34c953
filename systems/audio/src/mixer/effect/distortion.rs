//! A soft clip.

use crate::mixer::RAMP_FRAMES;
use crate::mixer::bus::Sides;
use crate::mixer::effect::{amplitude, within};
use crate::mixer::ramp::Ramp;
use playground_core_client::audio::Distortion;

/// A distortion at work.
#[derive(Debug, Clone)]
pub struct DistortionCourse {
    /// Drive, level, and share.
    numbers: Ramp<3>,
}

impl DistortionCourse {
    /// A distortion.
    pub fn new(distortion: &Distortion) -> Self {
        Self { numbers: Ramp::steady(numbers(distortion)) }
    }

    /// Moves to other numbers.
    pub fn aim(&mut self, distortion: &Distortion) {
        self.numbers.start(numbers(distortion), RAMP_FRAMES);
    }

    /// Bends both sides.
    pub fn process(&mut self, (left, right): Sides<'_>) {
        for side in [&mut *left, &mut *right] {
            for (index, sample) in side.iter_mut().enumerate() {
                let [drive, level, share] = self.numbers.value_at(index as u32);
                let bent = clip(*sample * drive) * level;
                *sample += (bent - *sample) * share;
            }
        }
        self.numbers.advance(left.len() as u32);
    }
}

/// Bends a wave until it stays within -1 and 1.
///
/// # Source
/// x·(27 + x²) / (27 + 9·x²), Padé's approximant of the hyperbolic tangent, which meets ±1 at ±3 without a corner.
pub fn clip(sample: f32) -> f32 {
    let x = sample.clamp(-3.0, 3.0);
    x * (27.0 + x * x) / (27.0 + 9.0 * x * x)
}

fn numbers(distortion: &Distortion) -> [f32; 3] {
    let default = Distortion::default();
    [
        amplitude(distortion.drive_decibels, default.drive_decibels, 0.0, 60.0),
        amplitude(distortion.level_decibels, default.level_decibels, -60.0, 12.0),
        within(distortion.wet, default.wet, 0.0, 1.0),
    ]
}
