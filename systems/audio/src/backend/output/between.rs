//! The mixer's frames at another rate, for devices that do not run at 48 kHz: many run at 44.1.

use playground_core_client::audio::SAMPLE_RATE_HERTZ;
use playground_core_types::math::sin_f64;
use std::f64::consts::PI;

/// The frames that count for each one of the device, so half of these is how much later all is heard: 0.7 ms.
const TAP_COUNT: usize = 64;

/// The places between two frames whose numbers are reckoned out; between those lies a straight line.
const PHASE_COUNT: usize = 256;

/// Kaiser's beta for 70 dB.
const BETA: f64 = 6.76;

/// Where the filter is at half: below half of the lower rate, so that nothing that is heard comes back folded.
const CUTOFF: f64 = 0.475;

/// One frame of the mixer, in 32.32 fixed point.
const ONE: u64 = 1 << 32;

/// Where a device is between the mixer's frames. All its memory is taken when it is made.
///
/// # Source
/// J. O. Smith, "Digital Audio Resampling", 2002: a sinc under a window, read between the places of a table.
#[derive(Debug)]
pub struct Between {
    /// Frames of the mixer for each frame of the device.
    step: u64,
    /// How far the device is past the last frame that it was given.
    phase: u64,
    table: Vec<[f32; TAP_COUNT]>,
    /// By side: the last frames, twice, so that wherever they begin they lie one behind the other.
    past: [[f32; 2 * TAP_COUNT]; 2],
    place: usize,
}

impl Between {
    /// For a device of so many frames a second; `None` where it has the mixer's rate.
    pub fn new(rate_hertz: u32) -> Option<Self> {
        let step = u64::from(SAMPLE_RATE_HERTZ) * ONE / u64::from(rate_hertz.max(1));
        let lower = f64::from(rate_hertz.clamp(1, SAMPLE_RATE_HERTZ)) / f64::from(SAMPLE_RATE_HERTZ);
        let row = |phase: usize| row(phase as f64 / PHASE_COUNT as f64, CUTOFF * lower);
        (step != ONE).then(|| Self {
            step,
            phase: ONE,
            table: (0..=PHASE_COUNT).map(row).collect(),
            past: [[0.0; 2 * TAP_COUNT]; 2],
            place: 0,
        })
    }

    /// The device's next frame; `mixed` gives the mixer's, one by one.
    pub fn next_frame(&mut self, mut mixed: impl FnMut() -> [f32; 2]) -> [f32; 2] {
        while self.phase >= ONE {
            self.phase -= ONE;
            self.take(mixed());
        }
        let place = self.phase * PHASE_COUNT as u64;
        let (index, beyond) = ((place >> 32) as usize, (place as u32 >> 8) as f32 / (1 << 24) as f32);
        self.phase += self.step;
        let (here, there) = (&self.table[index], &self.table[index + 1]);
        let mut out = [0.0; 2];
        for (out, past) in out.iter_mut().zip(&self.past) {
            let past = &past[self.place..self.place + TAP_COUNT];
            for ((here, there), sample) in here.iter().zip(there).zip(past) {
                *out += (here + (there - here) * beyond) * sample;
            }
        }
        out
    }

    fn take(&mut self, frame: [f32; 2]) {
        for (past, sample) in self.past.iter_mut().zip(frame) {
            past[self.place] = sample;
            past[self.place + TAP_COUNT] = sample;
        }
        self.place = (self.place + 1) % TAP_COUNT;
    }
}

/// What each of the last frames counts for a place between the two in their middle; all together count 1.
fn row(fraction: f64, cutoff: f64) -> [f32; TAP_COUNT] {
    let half = TAP_COUNT as f64 / 2.0;
    let weights: [f64; TAP_COUNT] = std::array::from_fn(|tap| {
        let distance = tap as f64 - (half - 1.0) - fraction;
        let angle = 2.0 * PI * cutoff * distance;
        let sinc = if angle == 0.0 { 1.0 } else { sin_f64(angle) / angle };
        let inside = 1.0 - (distance / half) * (distance / half);
        sinc * bessel(BETA * inside.max(0.0).sqrt())
    });
    let sum: f64 = weights.iter().sum();
    weights.map(|weight| (weight / sum) as f32)
}

/// The modified Bessel function of the first kind and order 0, by its series.
fn bessel(value: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for index in 1..40 {
        let factor = value / 2.0 / f64::from(index);
        term *= factor * factor;
        sum += term;
    }
    sum
}
