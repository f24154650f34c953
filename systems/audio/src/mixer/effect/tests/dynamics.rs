//! Compressor, limiter, distortion: how loud, and how soon.

use super::{check_near, decibels, gain_at, put, response, toned};
use crate::measure::{amplitude_at, tone};
use crate::mixer::tests::{SECOND, left, load, mixer, play_with, tell};
use playground_core_client::audio::{AudioAction, Compressor, Distortion, Effect, Limiter, VoiceStart};
use std::f64::consts::E;

/// The reduction of a tone of -20 dB, settled.
#[track_caller]
fn check(compressor: Compressor, expected: f64) {
    check_near(gain_at(1_000.0, Effect::Compressor(compressor)), expected, 0.5, &format!("{compressor:?}"));
}

#[test]
fn what_is_above_the_threshold_rises_by_the_ratio() {
    let hard = Compressor { knee_decibels: 0.0, release_seconds: 1.0, ..Compressor::default() };
    check(Compressor { threshold_decibels: -30.0, ratio: 2.0, ..hard }, -5.0);
    check(Compressor { threshold_decibels: -40.0, ratio: 4.0, ..hard }, -15.0);
    check(Compressor { threshold_decibels: -10.0, ratio: 4.0, ..hard }, 0.0);
    check(Compressor { threshold_decibels: -40.0, ratio: 100.0, makeup_decibels: 6.0, ..hard }, -19.8 + 6.0);
    // In the middle of the knee: slope · (knee / 2)² / (2 · knee).
    check(Compressor { threshold_decibels: -20.0, ratio: 4.0, knee_decibels: 12.0, ..hard }, -1.125);
}

/// The level of music under speech that begins after a second and is silent again after three, every 10 ms.
fn ducked() -> Vec<f64> {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &tone(1_000.0, 0.25, SECOND));
    load(&mut remote, 1, &tone(1_000.0, 0.5, SECOND));
    let effect = Effect::Compressor(Compressor {
        threshold_decibels: -26.0,
        ratio: 2.0,
        knee_decibels: 0.0,
        attack_seconds: 0.05,
        release_seconds: 0.2,
        makeup_decibels: 0.0,
        side_chain: Some(2),
    });
    tell(&mut remote, 0, put(effect));
    let looped = VoiceStart { looped: true, ..VoiceStart::default() };
    tell(&mut remote, 0, play_with(0, VoiceStart { bus: 1, ..looped }));
    let speech = VoiceStart { slot: 1, bus: 2, pan: 1.0, ..looped };
    tell(&mut remote, SECOND as u64, AudioAction::Play { voice: 1, start: speech });
    tell(&mut remote, 3 * SECOND as u64, AudioAction::Stop { voice: 1, fade_frames: 0 });
    let out = left(&mut mixer, 5 * SECOND);
    // 10 ms are ten periods.
    out.chunks(480).map(|part| decibels(amplitude_at(part, 1_000.0) / 0.25)).collect()
}

#[test]
fn music_ducks_under_speech_as_deep_and_as_soon_as_it_is_told() {
    let levels = ducked();
    // Speech at -6 dB is 20 dB above the threshold.
    check_near(levels[90], 0.0, 0.01, "before");
    check_near(levels[250], -10.0, 0.3, "under speech");
    check_near(levels[490], 0.0, 0.05, "behind");
    // After its time, and the 256 frames of looking back, two thirds of the way are done.
    check_near(levels[105], -10.0 * (1.0 - 1.0 / E), 0.8, "after the attack");
    check_near(levels[320], -10.0 / E, 0.8, "after the release");
}

#[test]
fn nothing_leaves_a_limiter_above_its_ceiling() {
    let limiter = Limiter { ceiling_decibels: -6.0, release_seconds: 0.05 };
    for (hertz, amplitude) in [(50.0, 0.9), (440.0, 8.0), (15_000.0, 3.0)] {
        let (mut remote, mut mixer) = toned(hertz, amplitude, Effect::Limiter(limiter));
        tell(&mut remote, 24_000, AudioAction::Set { voice: 0, gain: 0.1, pan: -1.0 });
        tell(&mut remote, 36_000, AudioAction::Set { voice: 0, gain: 4.0, pan: -1.0 });
        let loudest =
            left(&mut mixer, SECOND).into_iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
        assert!(loudest <= 0.501_188 && loudest > 0.49, "{hertz} Hz at {amplitude}: {loudest}");
    }
}

#[test]
fn what_is_below_the_ceiling_passes_a_limiter_unchanged_and_later() {
    let (_remote, mut mixer) = toned(440.0, 0.5, Effect::Limiter(Limiter::default()));
    let out = left(&mut mixer, SECOND);
    let ahead = Limiter::AHEAD_FRAMES;
    assert!(out[..ahead].iter().all(|sample| *sample == 0.0));
    assert_eq!(out[ahead..], tone(440.0, 0.5, SECOND).channels[0][..SECOND - ahead]);
}

#[test]
fn a_distortion_is_straight_for_what_is_quiet_and_bounded_for_what_is_loud() {
    let gentle = Distortion { drive_decibels: 20.0, level_decibels: -20.0, wet: 1.0 };
    let (_remote, mut mixer) = toned(440.0, 0.001, Effect::Distortion(gentle));
    check_near(amplitude_at(&left(&mut mixer, SECOND), 440.0), 0.001, 1e-6, "quiet");
    let (_remote, mut mixer) = toned(440.0, 0.9, Effect::Distortion(gentle));
    left(&mut mixer, SECOND);
    let out = left(&mut mixer, SECOND);
    let loudest = out.iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
    // Without what lies above half of the rate a flank swings over, as all flanks do.
    check_near(f64::from(loudest), 0.1, 0.02, "loud");
    // A wave that is bent alike on both sides has odd harmonics only.
    assert!(amplitude_at(&out, 1_320.0) > 0.02 && amplitude_at(&out, 880.0) < 1e-6);
}

#[test]
fn what_a_distortion_adds_does_not_fold_down() {
    let hard = Distortion { drive_decibels: 24.0, level_decibels: -12.0, wet: 1.0 };
    let (_remote, mut mixer) = toned(5_000.0, 0.5, Effect::Distortion(hard));
    left(&mut mixer, SECOND);
    let out = left(&mut mixer, SECOND);
    let first = amplitude_at(&out, 5_000.0);
    assert!(amplitude_at(&out, 15_000.0) > 0.1 * first, "it bends");
    // The 7th, 9th, 11th and 13th harmonic would lie there; what lies closely above half of the rate folds to
    // closely below it, where nobody hears it.
    for hertz in [13_000.0, 3_000.0, 7_000.0, 17_000.0] {
        let folded = decibels(amplitude_at(&out, hertz) / first);
        assert!(folded < -60.0, "{hertz} Hz: {folded} dB beside the tone");
    }
}

#[test]
fn without_a_share_a_distortion_only_delays() {
    let none = Effect::Distortion(Distortion { wet: 0.0, ..Distortion::default() });
    let heard = response(none, 128);
    let sounding: Vec<usize> = (0..128).filter(|index| heard[*index] != 0.0).collect();
    // And what is bent comes out at the same time.
    let bent = Effect::Distortion(Distortion { drive_decibels: 0.0, level_decibels: 0.0, wet: 1.0 });
    let bent = response(bent, 128);
    let loudest = (0..128).max_by(|one, other| bent[*one].abs().total_cmp(&bent[*other].abs()));
    assert!(loudest > Some(0) && sounding == Vec::from_iter(loudest), "{loudest:?}, {sounding:?}");
}
