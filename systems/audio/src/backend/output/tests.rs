//! A mixer on devices of other channels, rates and samples.

use super::{DeviceOutput, to_f32, to_i16, to_i32};
use crate::measure::{amplitude_at, tone};
use crate::mixer::Mixer;
use crate::mixer::rings::{MixerRemote, connect};
use playground_core_client::audio::{AudioAction, AudioCommand, VoiceStart};

/// A tone of amplitude 0.5, wholly on the left, at a device; the remote keeps its ring open.
fn output(channels: u16, rate_hertz: u32, hertz: f64) -> (MixerRemote, DeviceOutput) {
    let (mut remote, port) = connect();
    let sound = tone(hertz, 0.5, 48_000);
    let start = VoiceStart { pan: -1.0, looped: true, ..VoiceStart::default() };
    let play = AudioAction::Play { voice: 0, start };
    for action in [AudioAction::Load { slot: 0, sound }, play] {
        remote.send(AudioCommand { frame: 0, action }).unwrap();
    }
    (remote, DeviceOutput::new(Mixer::new(port, 1.0), channels, rate_hertz))
}

/// What each channel of the device plays of a tone in a second.
fn played(channels: u16, rate_hertz: u32, hertz: f64) -> Vec<Vec<f32>> {
    let (_remote, mut output) = output(channels, rate_hertz, hertz);
    let channels = usize::from(channels);
    let mut out = vec![f32::NAN; channels * rate_hertz as usize];
    for block in out.chunks_mut(channels * 480) {
        output.fill(block, to_f32);
    }
    let of = |channel| -> Vec<f32> { out.iter().skip(channel).step_by(channels).copied().collect() };
    (0..channels).map(of).collect()
}

/// A frequency of a device as the analysis, which counts by 48 kHz, sees it.
fn seen(hertz: f64, rate_hertz: u32) -> f64 {
    hertz * 48_000.0 / f64::from(rate_hertz)
}

/// The amplitude of a tone of 1 kHz in each channel.
fn heard(channels: u16, rate_hertz: u32) -> Vec<f64> {
    let played = played(channels, rate_hertz, 1_000.0);
    played.iter().map(|channel| amplitude_at(channel, seen(1_000.0, rate_hertz))).collect()
}

#[track_caller]
fn check(channels: u16, rate_hertz: u32, expected: &[f64], tolerance: f64) {
    let heard = heard(channels, rate_hertz);
    let is_near = heard.iter().zip(expected).all(|(heard, expected)| (heard - expected).abs() < tolerance);
    assert!(is_near && heard.len() == expected.len(), "{rate_hertz} Hz: {heard:?}, expected {expected:?}");
}

#[test]
fn sound_comes_out_of_the_right_channels() {
    check(1, 48_000, &[0.25], 1e-5);
    check(2, 48_000, &[0.5, 0.0], 1e-5);
    check(6, 48_000, &[0.5, 0.0, 0.0, 0.0, 0.0, 0.0], 1e-5);
}

#[test]
fn another_rate_keeps_pitch_and_level() {
    check(2, 44_100, &[0.5, 0.0], 2e-3);
    check(2, 96_000, &[0.5, 0.0], 2e-3);
    check(1, 8_000, &[0.25], 2e-3);
}

/// A tone comes out of a device within half a decibel, and a thousandth of it at most as something else.
#[track_caller]
fn check_clean(rate_hertz: u32, hertz: f64) {
    let left = played(2, rate_hertz, hertz).swap_remove(0);
    // The first milliseconds are the beginning of the tone, which is no whole number of periods.
    let left = &left[rate_hertz as usize / 10..];
    let amplitude = amplitude_at(left, seen(hertz, rate_hertz));
    assert!((0.472..0.53).contains(&amplitude), "{hertz} Hz at {rate_hertz}: {amplitude}");
    let squares: f64 = left.iter().map(|sample| f64::from(sample * sample)).sum();
    let power = squares / left.len() as f64;
    let other = (2.0 * power - amplitude * amplitude).max(0.0).sqrt();
    assert!(other < 1e-3 * amplitude, "{hertz} Hz at {rate_hertz}: {other} is something else");
}

#[test]
fn another_rate_takes_nothing_and_adds_nothing() {
    for rate_hertz in [44_100, 88_200, 96_000, 192_000] {
        for hertz in [1_000.0, 10_000.0, 16_000.0] {
            check_clean(rate_hertz, hertz);
        }
    }
    // What 44.1 kHz cannot hold, and comes back below it, is gone.
    let left = played(2, 44_100, 23_500.0).swap_remove(0);
    let folded = amplitude_at(&left[4_410..], seen(44_100.0 - 23_500.0, 44_100));
    assert!(folded < 0.005, "{folded}");
}

#[test]
fn samples_of_every_format_reach_full_scale() {
    assert_eq!([-1.0, 0.0, 0.5, 1.0].map(to_i16), [-32_767, 0, 16_384, 32_767]);
    assert_eq!([-1.0, 0.0, 1.0].map(to_i32), [-i32::MAX, 0, i32::MAX]);
}

#[test]
fn a_block_that_is_no_whole_number_of_frames_is_filled_all_the_same() {
    let (_remote, mut output) = output(2, 48_000, 1_000.0);
    let mut out = [f32::NAN; 7];
    output.fill(&mut out, to_f32);
    assert!(out[..6].iter().all(|sample| sample.is_finite()));
}
