//! A mixer on devices of other channels, rates and samples.

use super::{DeviceOutput, to_f32, to_i16, to_i32};
use crate::measure::{amplitude_at, tone};
use crate::mixer::Mixer;
use crate::mixer::rings::{MixerRemote, connect};
use playground_core_client::audio::{AudioAction, AudioCommand, VoiceStart};

/// A tone of 1 kHz and amplitude 0.5, wholly on the left, at a device; the remote keeps its ring open.
fn output(channels: u16, rate_hertz: u32) -> (MixerRemote, DeviceOutput) {
    let (mut remote, port) = connect();
    let sound = tone(1_000.0, 0.5, 48_000);
    let start = VoiceStart { pan: -1.0, looped: true, ..VoiceStart::default() };
    let play = AudioAction::Play { voice: 0, start };
    for action in [AudioAction::Load { slot: 0, sound }, play] {
        remote.send(AudioCommand { frame: 0, action }).unwrap();
    }
    (remote, DeviceOutput::new(Mixer::new(port, 1.0), channels, rate_hertz))
}

/// The amplitude of the tone in each channel, over a second of the device.
fn heard(channels: u16, rate_hertz: u32) -> Vec<f64> {
    let (_remote, mut output) = output(channels, rate_hertz);
    let channels = usize::from(channels);
    let mut out = vec![f32::NAN; channels * rate_hertz as usize];
    for block in out.chunks_mut(channels * 480) {
        output.fill(block, to_f32);
    }
    let of = |channel| -> Vec<f32> { out.iter().skip(channel).step_by(channels).copied().collect() };
    // The tone's frequency as the analysis, which counts by 48 kHz, sees it.
    let hertz = 1_000.0 * 48_000.0 / f64::from(rate_hertz);
    (0..channels).map(|channel| amplitude_at(&of(channel), hertz)).collect()
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

#[test]
fn samples_of_every_format_reach_full_scale() {
    assert_eq!([-1.0, 0.0, 0.5, 1.0].map(to_i16), [-32_767, 0, 16_384, 32_767]);
    assert_eq!([-1.0, 0.0, 1.0].map(to_i32), [-i32::MAX, 0, i32::MAX]);
}

#[test]
fn a_block_that_is_no_whole_number_of_frames_is_filled_all_the_same() {
    let (_remote, mut output) = output(2, 48_000);
    let mut out = [f32::NAN; 7];
    output.fill(&mut out, to_f32);
    assert!(out[..6].iter().all(|sample| sample.is_finite()));
}
