//! The resampler against sines whose exact values are known.

use super::{Filter, Ratio, Surroundings, resample};
use playground_core_types::hash::StableHasher;
use playground_core_types::math::{cos_f64, sin_f64};
use std::f64::consts::TAU;

fn convert(samples: &[f32], from_hertz: u64, to_hertz: u64) -> Vec<f32> {
    resample(samples, &Filter::new(Ratio::new(from_hertz, to_hertz)), Surroundings::default())
}

/// Half of full scale.
fn sine(hertz: f64, rate_hertz: u64, length: usize) -> Vec<f32> {
    (0..length).map(|index| (0.5 * sin_f64(TAU * hertz * index as f64 / rate_hertz as f64)) as f32).collect()
}

/// The sine of that frequency that is nearest to a sound: the amplitudes of its sine and cosine parts.
///
/// The normal equations of the least squares, because the two parts are not at right angles in a span that is no
/// whole number of periods.
fn fit_sine(samples: &[f32], hertz: f64, rate_hertz: u64) -> (f64, f64) {
    let (mut ss, mut sc, mut cc, mut sx, mut cx) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (index, sample) in samples.iter().enumerate() {
        let radians = TAU * hertz * index as f64 / rate_hertz as f64;
        let (sine, cosine) = (sin_f64(radians), cos_f64(radians));
        ss += sine * sine;
        sc += sine * cosine;
        cc += cosine * cosine;
        sx += sine * f64::from(*sample);
        cx += cosine * f64::from(*sample);
    }
    let determinant = ss * cc - sc * sc;
    ((sx * cc - cx * sc) / determinant, (cx * ss - sx * sc) / determinant)
}

/// 90 dB, as the power of the signal over that of all the rest.
const QUALITY_MIN: f64 = 1e9;

/// A tenth of a thousandth of a decibel.
const AMPLITUDE_TOLERANCE: f64 = 1e-4;

/// What remains of a sine beside itself, away from the ends where the sound begins and stops.
#[track_caller]
fn check_sine(hertz: f64, from_hertz: u64) {
    let (to_hertz, length) = (48_000, from_hertz as usize / 4);
    let output = convert(&sine(hertz, from_hertz, length), from_hertz, to_hertz);
    let first = output.len() / 4;
    let inner = &output[first..output.len() * 3 / 4];
    let (sine, cosine) = fit_sine(inner, hertz, to_hertz);
    let power = sine * sine + cosine * cosine;
    let rest = inner.iter().enumerate().map(|(index, sample)| {
        let radians = TAU * hertz * index as f64 / to_hertz as f64;
        f64::from(*sample) - sine * sin_f64(radians) - cosine * cos_f64(radians)
    });
    let rest = rest.map(|error| error * error).fold(0.0, |a, b| a + b) / inner.len() as f64;
    let quality = power / 2.0 / rest;
    assert!(quality >= QUALITY_MIN, "{hertz} Hz from {from_hertz}: only {quality:e}");
    let level = power.sqrt() / 0.5;
    assert!(
        (level - 1.0).abs() < AMPLITUDE_TOLERANCE,
        "{hertz} Hz from {from_hertz} comes out {level} times"
    );
    // The phase is the input's: by first / 48,000 seconds further on.
    let radians = TAU * hertz * first as f64 / to_hertz as f64;
    let (expected_sine, expected_cosine) = (0.5 * cos_f64(radians), 0.5 * sin_f64(radians));
    let shift = (sine - expected_sine).abs().max((cosine - expected_cosine).abs());
    assert!(shift < AMPLITUDE_TOLERANCE, "{hertz} Hz from {from_hertz} is shifted: {shift}");
}

#[track_caller]
fn check_length(frames: usize, from_hertz: u64, expected: usize) {
    assert_eq!(convert(&vec![0.25; frames], from_hertz, 48_000).len(), expected);
}

#[test]
fn a_sine_stays_a_sine() {
    for hertz in [440.0, 1_000.0, 5_000.0, 10_000.0, 15_000.0, 19_000.0] {
        check_sine(hertz, 44_100);
    }
    // Of every other rate up to 0.86 of its band.
    for rate in [8_000_u32, 11_025, 16_000, 22_050, 32_000, 88_200, 96_000, 192_000] {
        for part in [0.01, 0.1, 0.3, 0.6, 0.86] {
            let band = f64::from(rate.min(48_000)) / 2.0;
            check_sine(part * band, rate.into());
        }
    }
}

#[test]
fn ratios_of_many_phases_are_as_good() {
    // One with 48,000 phases, and 44.1 kHz stretched by a half of a frame in a long loop.
    check_sine(3_000.0, 47_999);
    check_sine(15_000.0, 44_101);
    let ratio = Ratio::new(1_000_003, 1_088_439);
    let output = resample(&sine(1_000.0, 44_100, 22_050), &Filter::new(ratio), Surroundings::default());
    assert_eq!(output.len() as u64, ratio.output_length(22_050));
}

#[test]
fn no_phase_jumps_in_a_long_sound() {
    // The second difference of a sine is below its amplitude times the square of its step.
    let hertz = 500.0;
    let output = convert(&sine(hertz, 44_100, 44_100 * 12), 44_100, 48_000);
    let step = TAU * hertz / 48_000.0;
    let largest = (0.5 * step * step * 1.001) as f32;
    let bends = output.windows(3).map(|near| (near[0] - 2.0 * near[1] + near[2]).abs());
    let worst = bends.skip(200).take(output.len() - 400).fold(0.0, f32::max);
    assert!(worst < largest, "the second difference is {worst}, not below {largest}");
}

#[test]
fn what_the_output_cannot_hold_is_silenced() {
    let output = convert(&sine(30_000.0, 96_000, 24_000), 96_000, 48_000);
    let inner = &output[3_000..9_000];
    let loudest = inner.iter().fold(0.0, |peak: f32, sample| peak.max(sample.abs()));
    assert!(loudest < 0.5e-4, "30 kHz folds back as {loudest}");
}

#[test]
fn lengths_are_exact() {
    check_length(0, 44_100, 0);
    check_length(1, 44_100, 1);
    check_length(44_100, 44_100, 48_000);
    check_length(100, 44_100, 109);
    check_length(3, 192_000, 1);
    check_length(1, 192_000, 0);
    check_length(7, 48_000, 7);
    check_length(5, 8_000, 30);
    assert_eq!(Ratio::new(1, u64::MAX / 2).output_length(2), u64::MAX - 1);
}

#[test]
fn positions_count_on_without_rounding() {
    let ratio = Ratio::new(44_100, 48_000);
    let mut position = (0, 0);
    for index in 0..1_000 {
        assert_eq!(position, ratio.position(index), "{index}");
        position = ratio.advance(position);
    }
    assert_eq!(ratio.position(48_000 * 3_600), (44_100 * 3_600, 0), "an hour is an hour");
}

#[test]
fn a_constant_stays_constant() {
    let output = convert(&vec![0.25; 4_000], 44_100, 48_000);
    assert!(output[200..4_000].iter().all(|sample| (sample - 0.25).abs() < 1e-6));
}

#[test]
fn the_same_sound_gives_the_same_bits() {
    let output = convert(&sine(1_234.5, 44_100, 4_410), 44_100, 48_000);
    let mut hasher = StableHasher::new();
    output.iter().for_each(|sample| hasher.write(&sample.to_le_bytes()));
    assert_eq!(hasher.finish(), 6_390_434_950_762_186_974, "in every build and on every machine");
}
