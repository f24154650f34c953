//! How loud a sound is: its highest sample, and its loudness as broadcasters measure it.

use playground_core_assets::{SAMPLE_RATE_HERTZ, Sound};
use playground_core_types::math::{exp, ln};

/// A block of the measure, and how far apart blocks begin. Unit: frames, 400 ms and 100 ms.
const BLOCK_FRAMES: usize = SAMPLE_RATE_HERTZ as usize * 2 / 5;
const STEP_FRAMES: usize = SAMPLE_RATE_HERTZ as usize / 10;

/// Blocks below it count as silence. Unit: LUFS.
const ABSOLUTE_GATE: f32 = -70.0;

/// Blocks so far below the mean of the others do not count. Unit: LU.
const RELATIVE_GATE: f32 = -10.0;

/// What makes 997 Hz at full scale in one channel -3.01 LUFS. Unit: dB.
const OFFSET: f32 = -0.691;

/// The highest amplitude of any channel. Unit: linear amplitude.
pub fn peak(sound: &Sound) -> f32 {
    sound.channels.iter().flatten().fold(0.0, |peak, sample| peak.max(sample.abs()))
}

/// The integrated loudness of a sound in LUFS; none for one that is silent.
///
/// A sound that is shorter than a block of 400 ms is one block of its own length. One channel counts once, as in a
/// file of one channel.
///
/// # Source
/// ITU-R BS.1770-5, annex 1: the K-weighting for 48 kHz, mean squares of blocks that overlap by three quarters, the
/// gates at -70 LUFS and 10 LU below.
pub fn loudness(sound: &Sound) -> Option<f32> {
    let frames = sound.frames() as usize;
    let block = BLOCK_FRAMES.min(frames).max(1);
    let weighted: Vec<Vec<f64>> = sound.channels.iter().map(|channel| weighted_squares(channel)).collect();
    let starts = (0..(frames + 1).saturating_sub(block)).step_by(STEP_FRAMES);
    // Sums up to each frame would lose digits; a block has few enough samples to be added up each time.
    let power = |start: usize| {
        let sums =
            weighted.iter().map(|squares| squares[start..start + block].iter().fold(0.0, |a, b| a + b));
        sums.fold(0.0, |a, b| a + b) / block as f64
    };
    let powers: Vec<f64> = starts.map(power).collect();
    let audible = mean_above(&powers, power_of(ABSOLUTE_GATE))?;
    let gate = loudness_of(audible) + RELATIVE_GATE;
    mean_above(&powers, power_of(gate.max(ABSOLUTE_GATE))).map(loudness_of)
}

/// The mean of those that are above a gate; none where there are none.
fn mean_above(powers: &[f64], gate: f64) -> Option<f64> {
    let (sum, count) = powers
        .iter()
        .filter(|power| **power > gate)
        .fold((0.0, 0), |(sum, count), power| (sum + power, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

fn loudness_of(power: f64) -> f32 {
    OFFSET + 10.0 * ln(power as f32) / ln(10.0)
}

fn power_of(loudness: f32) -> f64 {
    f64::from(exp((loudness - OFFSET) / 10.0 * ln(10.0)))
}

/// Each sample as the ear weighs it, squared.
fn weighted_squares(channel: &[f32]) -> Vec<f64> {
    // The shelf of a head, then the high pass: coefficients of the recommendation for 48 kHz.
    let mut shelf = Biquad {
        feed: [1.535_124_859_586_97, -2.691_696_189_406_38, 1.198_392_810_852_85],
        back: [-1.690_659_293_182_41, 0.732_480_774_215_85],
        state: [0.0; 2],
    };
    let mut high_pass = Biquad {
        feed: [1.0, -2.0, 1.0],
        back: [-1.990_047_454_833_98, 0.990_072_250_366_21],
        state: [0.0; 2],
    };
    let weigh = |sample: &f32| {
        let weighted = high_pass.next(shelf.next(f64::from(*sample)));
        weighted * weighted
    };
    channel.iter().map(weigh).collect()
}

/// A filter of the second order, transposed direct form II.
struct Biquad {
    feed: [f64; 3],
    back: [f64; 2],
    state: [f64; 2],
}

impl Biquad {
    fn next(&mut self, sample: f64) -> f64 {
        let output = self.feed[0] * sample + self.state[0];
        self.state[0] = self.feed[1] * sample - self.back[0] * output + self.state[1];
        self.state[1] = self.feed[2] * sample - self.back[1] * output;
        output
    }
}

#[cfg(test)]
mod tests {
    use super::{loudness, peak};
    use playground_core_assets::Sound;
    use playground_core_types::math::{amplitude_of_decibels, sin_f64};
    use std::f64::consts::TAU;

    /// Sines of that level in each channel, one part after the other: decibels of full scale and seconds.
    fn tone(hertz: f64, channels: usize, parts: &[(f32, f64)]) -> Sound {
        let mut samples = Vec::new();
        for (decibels, seconds) in parts {
            let gain = f64::from(amplitude_of_decibels(*decibels));
            let part = (0..(seconds * 48_000.0) as usize)
                .map(|index| (gain * sin_f64(TAU * hertz * index as f64 / 48_000.0)) as f32);
            samples.extend(part);
        }
        Sound::from_channels(vec![samples; channels]).unwrap()
    }

    #[track_caller]
    fn check(sound: &Sound, expected: f32) {
        let loudness = loudness(sound).unwrap();
        assert!((loudness - expected).abs() < 0.05, "{loudness} LUFS, not {expected}");
    }

    #[test]
    fn tones_are_as_loud_as_the_recommendation_says() {
        // BS.1770: 997 Hz at full scale in one channel. Tech 3341, tests 1 and 2: 1 kHz in both channels.
        check(&tone(997.0, 1, &[(0.0, 3.0)]), -3.01);
        check(&tone(1_000.0, 2, &[(-23.0, 20.0)]), -23.0);
        check(&tone(1_000.0, 2, &[(-33.0, 20.0)]), -33.0);
    }

    #[test]
    fn quiet_parts_do_not_count() {
        // Tech 3341, tests 3 and 4.
        check(&tone(1_000.0, 2, &[(-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0)]), -23.0);
        check(
            &tone(1_000.0, 2, &[(-72.0, 10.0), (-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0), (-72.0, 10.0)]),
            -23.0,
        );
    }

    #[test]
    fn low_tones_are_weighed_less() {
        let low = loudness(&tone(50.0, 1, &[(0.0, 3.0)])).unwrap();
        assert!((-9.0..-6.0).contains(&low), "50 Hz has {low} LUFS");
    }

    #[test]
    fn short_and_silent_sounds_have_a_loudness_or_none() {
        check(&tone(1_000.0, 1, &[(-20.0, 0.1)]), -23.0);
        let silent = Sound::from_channels(vec![vec![0.0; 48_000]]).unwrap();
        assert_eq!((loudness(&silent), peak(&silent)), (None, 0.0));
        let empty = Sound::from_channels(vec![Vec::new()]).unwrap();
        assert_eq!((loudness(&empty), peak(&empty)), (None, 0.0));
        assert!((peak(&tone(1_000.0, 2, &[(-6.02, 0.1)])) - 0.5).abs() < 1e-3);
    }
}
