//! A soft clip, at four times the rate: what it adds above half of the rate would fold down otherwise.

use crate::mixer::RAMP_FRAMES;
use crate::mixer::bus::Sides;
use crate::mixer::effect::{amplitude, within};
use crate::mixer::half_band::{HalfBand, LONG, SHORT};
use crate::mixer::ramp::Ramp;
use playground_core_client::audio::Distortion;

/// How many frames later everything comes out: twice the delay of the filter at twice the rate, and once of the other.
const LATE_FRAMES: usize = 2 * LONG.len() + SHORT.len();

/// Frames that are bent at a time.
const CHUNK_FRAMES: usize = 64;

/// One side at work.
#[derive(Debug, Clone)]
struct Side {
    doubled: HalfBand,
    fourfold: HalfBand,
    halved: HalfBand,
    quartered: HalfBand,
    dry: [f32; LATE_FRAMES],
}

impl Side {
    const EMPTY: Self = Self {
        doubled: HalfBand::EMPTY,
        fourfold: HalfBand::EMPTY,
        halved: HalfBand::EMPTY,
        quartered: HalfBand::EMPTY,
        dry: [0.0; LATE_FRAMES],
    };

    /// Bends at most a chunk, by the drive, level and share of each frame.
    fn process(&mut self, side: &mut [f32], numbers: &[[f32; 3]; CHUNK_FRAMES]) {
        let count = side.len();
        let (mut twice, mut often) = ([0.0; 2 * CHUNK_FRAMES], [0.0; 4 * CHUNK_FRAMES]);
        let (twice, often) = (&mut twice[..2 * count], &mut often[..4 * count]);
        self.doubled.double(&LONG, side, twice);
        self.fourfold.double(&SHORT, twice, often);
        for (samples, [drive, level, _]) in often.chunks_exact_mut(4).zip(numbers) {
            samples.iter_mut().for_each(|sample| *sample = clip(*sample * drive) * level);
        }
        self.halved.halve(&SHORT, often, twice);
        let (mut bent, mut dry) = ([0.0; CHUNK_FRAMES], [0.0; LATE_FRAMES + CHUNK_FRAMES]);
        self.quartered.halve(&LONG, twice, &mut bent[..count]);
        dry[..LATE_FRAMES].copy_from_slice(&self.dry);
        dry[LATE_FRAMES..LATE_FRAMES + count].copy_from_slice(side);
        self.dry.copy_from_slice(&dry[count..count + LATE_FRAMES]);
        for (((sample, bent), dry), [_, _, share]) in side.iter_mut().zip(&bent).zip(&dry).zip(numbers) {
            *sample = dry + (bent - dry) * share;
        }
    }
}

/// A distortion at work.
#[derive(Debug, Clone)]
pub struct DistortionCourse {
    /// Drive, level, and share.
    numbers: Ramp<3>,
    sides: [Side; 2],
}

impl DistortionCourse {
    /// A distortion.
    pub fn new(distortion: &Distortion) -> Self {
        Self { numbers: Ramp::steady(numbers(distortion)), sides: [Side::EMPTY; 2] }
    }

    /// Moves to other numbers.
    pub fn aim(&mut self, distortion: &Distortion) {
        self.numbers.start(numbers(distortion), RAMP_FRAMES);
    }

    /// How long it remembers.
    pub fn memory_frames(&self) -> u32 {
        4 * LATE_FRAMES as u32
    }

    /// Forgets what it heard.
    pub fn rest(&mut self) {
        self.sides = [Side::EMPTY; 2];
    }

    /// Bends both sides.
    pub fn process(&mut self, (left, right): Sides<'_>) {
        for (left, right) in left.chunks_mut(CHUNK_FRAMES).zip(right.chunks_mut(CHUNK_FRAMES)) {
            let numbers = std::array::from_fn(|index| self.numbers.value_at(index as u32));
            self.numbers.advance(left.len() as u32);
            let [at_left, at_right] = &mut self.sides;
            at_left.process(left, &numbers);
            at_right.process(right, &numbers);
        }
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
