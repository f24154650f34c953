//! Brings a sound to another rate: a windowed sinc, evaluated exactly, in double precision.
//!
//! It runs once for each sound, at load, so it trades time for a table of every phase that occurs.

use playground_core_types::math::{cos_f64, sin_f64};
use std::f64::consts::PI;

/// Zero crossings of the sinc on each side: the length of the filter at the lower of both rates.
const ZERO_CROSSINGS: usize = 64;

/// The part of the lower rate's band that is kept; the rest is the slope of the filter.
const PASS_BAND: f64 = 0.95;

/// Brings `samples` from one rate to another; the result has round(length · to / from) samples.
pub(crate) fn resample(samples: &[f32], from_hertz: u32, to_hertz: u32) -> Vec<f32> {
    if from_hertz == to_hertz || from_hertz == 0 || to_hertz == 0 {
        return samples.to_vec();
    }
    let divisor = greatest_common_divisor(from_hertz, to_hertz);
    let (step, phase_count) = (u64::from(from_hertz / divisor), u64::from(to_hertz / divisor));
    let length = (samples.len() as u64 * phase_count + step / 2) / step;
    let filter = Filter::new(from_hertz, to_hertz, phase_count as usize);
    // The position of an output sample is a whole input sample plus one of `phase_count` phases.
    let position = |index: u64| (index * step / phase_count, index * step % phase_count);
    (0..length)
        .map(position)
        .map(|(whole, phase)| filter.apply(samples, whole as usize, phase as usize))
        .collect()
}

/// The weights of the neighbours of an output sample, for each phase between two input samples.
struct Filter {
    /// Neighbours on each side.
    reach: usize,
    /// For each phase, 2 · `reach` weights.
    weights: Vec<f64>,
}

impl Filter {
    fn new(from_hertz: u32, to_hertz: u32, phase_count: usize) -> Self {
        // Cycles of the sinc for each input sample: below 1 where the output's band is narrower.
        let cutoff = PASS_BAND * (f64::from(to_hertz) / f64::from(from_hertz)).min(1.0);
        let half_length = ZERO_CROSSINGS as f64 / cutoff;
        let reach = half_length.ceil() as usize;
        let mut weights = Vec::with_capacity(phase_count * 2 * reach);
        for phase in 0..phase_count {
            let fraction = phase as f64 / phase_count as f64;
            let start = weights.len();
            for tap in 0..2 * reach {
                let distance = tap as f64 - (reach as f64 - 1.0) - fraction;
                weights.push(cutoff * sinc(cutoff * distance) * window(distance / half_length));
            }
            // A constant stays what it is, at every phase.
            let sum: f64 = weights[start..].iter().sum();
            weights[start..].iter_mut().for_each(|weight| *weight /= sum);
        }
        Self { reach, weights }
    }

    /// The sample at `whole` plus `phase`; before and after the sound there is silence.
    fn apply(&self, samples: &[f32], whole: usize, phase: usize) -> f32 {
        let taps = 2 * self.reach;
        let weights = &self.weights[phase * taps..(phase + 1) * taps];
        // The first tap lies `reach - 1` samples before `whole`, perhaps before the sound.
        let skipped = (self.reach - 1).saturating_sub(whole);
        let first = whole.saturating_sub(self.reach - 1).min(samples.len());
        // Several sums side by side, because one would wait for itself at every tap.
        let mut sums = [0.0; 8];
        for (samples, weights) in samples[first..].chunks(8).zip(weights[skipped..].chunks(8)) {
            for ((sum, sample), weight) in sums.iter_mut().zip(samples).zip(weights) {
                *sum += f64::from(*sample) * weight;
            }
        }
        let sum: f64 = sums.iter().sum();
        sum as f32
    }
}

/// sin(πx) / πx.
fn sinc(x: f64) -> f64 {
    if x.abs() < 1e-9 { 1.0 } else { sin_f64(PI * x) / (PI * x) }
}

/// The four-term Blackman-Harris window over -1 to 1: side lobes below -92 dB.
///
/// # Source
/// F. J. Harris, "On the Use of Windows for Harmonic Analysis with the Discrete Fourier Transform", 1978.
fn window(x: f64) -> f64 {
    if x.abs() >= 1.0 {
        return 0.0;
    }
    0.35875 + 0.48829 * cos_f64(PI * x) + 0.14128 * cos_f64(2.0 * PI * x) + 0.01168 * cos_f64(3.0 * PI * x)
}

fn greatest_common_divisor(mut larger: u32, mut smaller: u32) -> u32 {
    while smaller != 0 {
        (larger, smaller) = (smaller, larger % smaller);
    }
    larger.max(1)
}

#[cfg(test)]
mod tests;
