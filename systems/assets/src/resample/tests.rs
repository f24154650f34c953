//! The resampler against sines whose exact values are known.

use super::resample;
use playground_core_types::math::sin_f64;
use std::f64::consts::TAU;

fn sine(hertz: f64, rate_hertz: u32, length: usize) -> Vec<f32> {
    (0..length)
        .map(|index| (0.5 * sin_f64(TAU * hertz * index as f64 / f64::from(rate_hertz))) as f32)
        .collect()
}

/// 90 dB, as the power of the signal over that of the error.
const QUALITY_MIN: f64 = 1e9;

/// The power of the signal over that of the error, away from the ends where the sound begins and stops.
fn quality(hertz: f64, from_hertz: u32, to_hertz: u32) -> f64 {
    let seconds = 0.25;
    let input = sine(hertz, from_hertz, (seconds * f64::from(from_hertz)) as usize);
    let output = resample(&input, from_hertz, to_hertz);
    let expected = sine(hertz, to_hertz, output.len());
    let inner = output.len() / 4..output.len() * 3 / 4;
    let power = |samples: &mut [f64]| samples.iter().map(|sample| sample * sample).fold(0.0, |a, b| a + b);
    let mut signal: Vec<f64> = expected[inner.clone()].iter().copied().map(f64::from).collect();
    let mut error: Vec<f64> =
        inner.map(|index| f64::from(expected[index]) - f64::from(output[index])).collect();
    power(&mut signal) / power(&mut error)
}

#[track_caller]
fn check_quality(hertz: f64, from_hertz: u32, to_hertz: u32) {
    let quality = quality(hertz, from_hertz, to_hertz);
    assert!(quality >= QUALITY_MIN, "{hertz} Hz from {from_hertz} to {to_hertz}: only {quality:e}");
}

#[track_caller]
fn check_length(frames: usize, from_hertz: u32, expected: usize) {
    assert_eq!(resample(&vec![0.25; frames], from_hertz, 48_000).len(), expected);
}

#[test]
fn a_sine_stays_a_sine() {
    for rate in [8_000, 11_025, 22_050, 32_000, 44_100, 96_000, 192_000] {
        check_quality(100.0, rate, 48_000);
        check_quality(1_000.0, rate, 48_000);
        check_quality(3_300.0, rate, 48_000);
    }
    check_quality(10_000.0, 44_100, 48_000);
    check_quality(19_000.0, 44_100, 48_000);
    check_quality(20_000.0, 96_000, 48_000);
}

#[test]
fn what_the_output_cannot_hold_is_silenced() {
    let output = resample(&sine(30_000.0, 96_000, 24_000), 96_000, 48_000);
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
}

#[test]
fn a_constant_stays_constant() {
    let output = resample(&vec![0.25; 4_000], 44_100, 48_000);
    assert!(output[200..4_000].iter().all(|sample| (sample - 0.25).abs() < 1e-6));
}
