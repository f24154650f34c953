//! Brings a sound to another rate: a windowed sinc, as a table of weights for each phase between two samples.
//!
//! Whole sounds at load and streams block by block use the same weights and the same positions, so that what they
//! give is the same. Positions are whole numbers, so that no rounding gathers up over a long sound.

use playground_core_types::math::sin_f64;
use std::f64::consts::PI;

/// The length of the filter at the lower of both rates, a multiple of [`LANE_COUNT`].
const TAP_COUNT: usize = 80;

/// Where the filter is at half its height: the part of the lower rate's band. From 0.87 of the band up it is its
/// slope, which ends at 1.03.
const CUTOFF: f64 = 0.95;

/// How far down the window's side lobes are: 97 dB.
const KAISER_BETA: f64 = 9.73;

/// The most phases that have a row of weights each. Ratios that have more read between two rows of so many.
const EXACT_PHASE_COUNT_MAX: u64 = 1_024;

/// Sums side by side, because one would wait for itself at every tap.
const LANE_COUNT: usize = 8;

/// How far a sound goes for each sample of the output: `step` of `phase_count` parts of its own sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ratio {
    step: u64,
    phase_count: u64,
}

impl Ratio {
    /// From one rate to another; of rates or, to make a part of a sound a whole number of samples long, of lengths.
    /// None of them is 0.
    pub(crate) fn new(from: u64, to: u64) -> Self {
        let divisor = greatest_common_divisor(from, to);
        Self { step: from / divisor, phase_count: to / divisor }
    }

    /// Whether nothing changes.
    pub(crate) fn is_one(self) -> bool {
        self.step == self.phase_count
    }

    /// How many samples come out for `length`: the nearest whole number.
    pub(crate) fn output_length(self, length: u64) -> u64 {
        let (step, phase_count) = (u128::from(self.step), u128::from(self.phase_count));
        ((u128::from(length) * phase_count + step / 2) / step) as u64
    }

    /// Where an output sample lies: a whole input sample, and the phase after it.
    pub(crate) fn position(self, index: u64) -> (u64, u64) {
        let (step, phase_count) = (u128::from(self.step), u128::from(self.phase_count));
        let parts = u128::from(index) * step;
        ((parts / phase_count) as u64, (parts % phase_count) as u64)
    }

    /// The position of the next output sample.
    pub(crate) fn advance(self, (whole, phase): (u64, u64)) -> (u64, u64) {
        let phase = phase + self.step % self.phase_count;
        let carry = u64::from(phase >= self.phase_count);
        (whole + self.step / self.phase_count + carry, phase - carry * self.phase_count)
    }
}

/// The weights of the neighbours of an output sample, for each phase between two input samples.
#[derive(Debug)]
pub(crate) struct Filter {
    ratio: Ratio,
    /// Neighbours on each side.
    reach: usize,
    row_count: u64,
    /// For each row 2 · `reach` weights; one row more than there are, where rows are read between.
    weights: Vec<f32>,
}

impl Filter {
    pub(crate) fn new(ratio: Ratio) -> Self {
        let row_count = ratio.phase_count.min(EXACT_PHASE_COUNT_MAX);
        // Cycles of the sinc for each input sample: below 1 where the output's band is narrower.
        let narrowed = (ratio.phase_count as f64 / ratio.step as f64).min(1.0);
        let cutoff = CUTOFF * narrowed;
        let half_length = TAP_COUNT as f64 / 2.0 / narrowed;
        let reach = (half_length.ceil() as usize).next_multiple_of(LANE_COUNT / 2);
        let mut weights = Vec::with_capacity((row_count as usize + 1) * 2 * reach);
        let mut row = vec![0.0; 2 * reach];
        let peak = bessel(KAISER_BETA);
        for phase in 0..=row_count {
            let fraction = phase as f64 / row_count as f64;
            for (tap, weight) in row.iter_mut().enumerate() {
                let distance = tap as f64 - (reach as f64 - 1.0) - fraction;
                *weight = sinc(cutoff * distance) * kaiser(distance / half_length) / peak;
            }
            // A constant stays what it is, at every phase.
            let sum = row.iter().fold(0.0, |sum, weight| sum + weight);
            weights.extend(row.iter().map(|weight| (weight / sum) as f32));
        }
        Self { ratio, reach, row_count, weights }
    }

    /// Neighbours on each side that an output sample hears.
    pub(crate) fn reach(&self) -> usize {
        self.reach
    }

    /// The output sample at a phase, of its 2 · `reach` neighbours: as many before it, the whole sample counted, as
    /// after it.
    pub(crate) fn apply(&self, neighbours: &[f32], phase: u64) -> f32 {
        if self.row_count == self.ratio.phase_count {
            return dot(neighbours, self.row(phase as usize));
        }
        let place = phase as f64 * self.row_count as f64 / self.ratio.phase_count as f64;
        let row = place.floor();
        let (below, above) =
            (dot(neighbours, self.row(row as usize)), dot(neighbours, self.row(row as usize + 1)));
        below + (place - row) as f32 * (above - below)
    }

    fn row(&self, phase: usize) -> &[f32] {
        let taps = 2 * self.reach;
        &self.weights[phase * taps..(phase + 1) * taps]
    }
}

/// What lies around a sound, as far as the filter hears it; silence where it says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Surroundings<'a> {
    /// The last samples before it; before them is silence.
    pub(crate) before: &'a [f32],
    /// The first samples after it; after them is silence.
    pub(crate) after: &'a [f32],
}

/// Brings a whole sound through a filter; the result has [`Ratio::output_length`] samples.
pub(crate) fn resample(samples: &[f32], filter: &Filter, around: Surroundings<'_>) -> Vec<f32> {
    let (ratio, reach) = (filter.ratio, filter.reach);
    if ratio.is_one() {
        return samples.to_vec();
    }
    // Silence, or what is said to be there, on both sides: no sample then needs to look whether it has neighbours.
    let mut padded = vec![0.0; samples.len() + 2 * reach];
    let before = &around.before[around.before.len().saturating_sub(reach)..];
    padded[reach - before.len()..reach].copy_from_slice(before);
    padded[reach..reach + samples.len()].copy_from_slice(samples);
    let after = &around.after[..around.after.len().min(reach)];
    padded[reach + samples.len()..][..after.len()].copy_from_slice(after);
    let mut position = (0, 0);
    let length = ratio.output_length(samples.len() as u64);
    let sample = |_| {
        let (whole, phase) = position;
        position = ratio.advance(position);
        let first = whole as usize + 1;
        // The nearest length may be half a sample longer than the sound, and the last neighbour out of it.
        padded.get(first..first + 2 * reach).map_or(0.0, |neighbours| filter.apply(neighbours, phase))
    };
    (0..length).map(sample).collect()
}

fn dot(samples: &[f32], weights: &[f32]) -> f32 {
    let mut sums = [0.0_f32; LANE_COUNT];
    for (samples, weights) in samples.chunks_exact(LANE_COUNT).zip(weights.chunks_exact(LANE_COUNT)) {
        for lane in 0..LANE_COUNT {
            sums[lane] += samples[lane] * weights[lane];
        }
    }
    (sums[0] + sums[4]) + (sums[1] + sums[5]) + ((sums[2] + sums[6]) + (sums[3] + sums[7]))
}

/// sin(πx) / πx.
fn sinc(x: f64) -> f64 {
    if x.abs() < 1e-9 { 1.0 } else { sin_f64(PI * x) / (PI * x) }
}

/// The Kaiser window over -1 to 1, as many times too high as in its middle.
///
/// # Source
/// J. F. Kaiser, R. W. Schafer, "On the Use of the I0-Sinh Window for Spectrum Analysis", 1980; β = 0.1102 · (dB - 8.7).
fn kaiser(x: f64) -> f64 {
    let inside = 1.0 - x * x;
    if inside <= 0.0 { 0.0 } else { bessel(KAISER_BETA * inside.sqrt()) }
}

/// The modified Bessel function of the first kind, order 0, by its power series.
fn bessel(x: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0;
    let mut index = 1.0;
    while term > sum * 1e-17 {
        term *= (x / 2.0 / index) * (x / 2.0 / index);
        sum += term;
        index += 1.0;
    }
    sum
}

fn greatest_common_divisor(mut larger: u64, mut smaller: u64) -> u64 {
    while smaller != 0 {
        (larger, smaller) = (smaller, larger % smaller);
    }
    larger.max(1)
}

#[cfg(test)]
mod tests;
