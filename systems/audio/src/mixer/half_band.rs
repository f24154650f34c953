//! Half-band filters: what takes the upper half of a sound away, or fills in samples between its samples.

/// Every second number of one side of a filter that reaches 15 samples to either side; the others are 0, and the one
/// in the middle is a half.
///
/// # Source
/// A sinc under Kaiser's window for 70 dB: flat to 0.18 of the rate, -73 dB from 0.32 on.
pub const SHORT: [f32; 8] = [
    0.314_498_63,
    -0.095_020_68,
    0.046_631_563,
    -0.024_339_24,
    0.012_131_345,
    -0.005_389_041,
    0.001_951_210_4,
    -0.000_463_802_54,
];

/// As [`SHORT`], of one that reaches 27 samples: flat to 0.21 of the rate, -70 dB from 0.29 on.
pub const LONG: [f32; 14] = [
    0.317_090_72,
    -0.102_378_99,
    0.057_605_29,
    -0.037_323_123,
    0.025_431_315,
    -0.017_566_894,
    0.012_056_494,
    -0.008_107_178,
    0.005_276_577,
    -0.003_280_934_1,
    0.001_916_406_3,
    -0.001_024_771_6,
    0.000_478_304_3,
    -0.000_173_218_46,
];

/// What is filtered at a time, at most, at the higher rate.
const CHUNK_SAMPLES: usize = 256;

/// What a filter remembers: at least four times as many as it has numbers.
const PAST_SAMPLES: usize = 64;

/// One filter at work: samples that it still needs, the oldest first.
#[derive(Debug, Clone)]
pub struct HalfBand([f32; PAST_SAMPLES]);

impl HalfBand {
    /// A filter that has heard nothing.
    pub const EMPTY: Self = Self([0.0; PAST_SAMPLES]);

    /// Fills in a sample behind each one, at most 256 in all; they come out as many samples later as there are weights.
    pub fn double(&mut self, weights: &[f32], samples: &[f32], out: &mut [f32]) {
        let line = self.take(samples);
        let count = weights.len();
        let windows = line[PAST_SAMPLES + 1 - 2 * count..].windows(2 * count);
        for (pair, window) in out.chunks_exact_mut(2).zip(windows) {
            let (before, behind) = window.split_at(count);
            let sides = weights.iter().zip(before.iter().rev().zip(behind));
            pair[0] = before[count - 1];
            pair[1] =
                2.0 * sides.fold(0.0, |sum, (weight, (before, behind))| sum + weight * (before + behind));
        }
    }

    /// Takes the upper half away and every second sample, of at most 256; they come out half as many samples later as
    /// [`HalfBand::double`] gives them.
    pub fn halve(&mut self, weights: &[f32], samples: &[f32], out: &mut [f32]) {
        let line = self.take(samples);
        let count = weights.len();
        // One more at the front, so that the middle is one of the samples that were not filled in.
        let windows = line[PAST_SAMPLES + 1 - 4 * count..].windows(4 * count - 1).step_by(2);
        for (sample, window) in out.iter_mut().zip(windows) {
            *sample = middle_of(window, weights);
        }
    }

    /// What came before with what comes now, which will have come before.
    fn take(&mut self, samples: &[f32]) -> [f32; PAST_SAMPLES + CHUNK_SAMPLES] {
        let mut line = [0.0; PAST_SAMPLES + CHUNK_SAMPLES];
        line[..PAST_SAMPLES].copy_from_slice(&self.0);
        line[PAST_SAMPLES..PAST_SAMPLES + samples.len()].copy_from_slice(samples);
        self.0.copy_from_slice(&line[samples.len()..samples.len() + PAST_SAMPLES]);
        line
    }
}

/// The sample in the middle of a window, without the upper half; the window is one less than four times as long as the
/// weights.
#[inline]
pub fn middle_of(window: &[f32], weights: &[f32]) -> f32 {
    let middle = window.len() / 2;
    let sides = weights.iter().enumerate().map(|(index, weight)| {
        let away = 2 * index + 1;
        weight * (window[middle - away] + window[middle + away])
    });
    sides.fold(0.5 * window[middle], |sum, side| sum + side)
}
