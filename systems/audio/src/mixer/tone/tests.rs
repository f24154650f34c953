//! Tones: their pitch, their overtones, their envelope, and that they can begin anywhere.

use crate::measure::{amplitude_at, side};
use crate::mixer::rings::AudioEvent;
use crate::mixer::tests::{SECOND, mixer, rendered, tell};
use playground_core_client::audio::{AudioAction, Curve, Envelope, Tone, Tween, VoiceStart, Wave};

fn play(tone: Tone, start: VoiceStart) -> AudioAction {
    AudioAction::PlayTone { voice: 0, start: VoiceStart { pan: -1.0, ..start }, tone }
}

/// A second of a tone.
fn heard(tone: Tone) -> Vec<f32> {
    let (mut remote, mut mixer) = mixer();
    tell(&mut remote, 0, play(tone, VoiceStart { gain: 0.5, ..VoiceStart::default() }));
    side(&rendered(&mut mixer, SECOND, 480), 0)
}

/// The mean power of a second.
fn power_of(samples: &[f32]) -> f64 {
    let squares: f64 = samples.iter().map(|sample| f64::from(sample * sample)).sum();
    squares / SECOND as f64
}

/// The overtones of a wave at 500 Hz, as parts of its own amplitude.
#[track_caller]
fn check(wave: Wave, overtones: [f64; 4]) {
    let out = heard(Tone { wave, hertz: 500.0, sweep_hertz: 500.0, ..Tone::default() });
    for (index, expected) in overtones.into_iter().enumerate() {
        let hertz = 500.0 * (index + 1) as f64;
        let heard = 2.0 * amplitude_at(&out, hertz);
        assert!((heard - expected).abs() < 5e-3, "{wave:?} at {hertz} Hz: {heard}, expected {expected}");
    }
}

#[test]
fn waves_have_the_overtones_of_their_series() {
    use std::f64::consts::{FRAC_2_PI, PI};
    check(Wave::Sine, [1.0, 0.0, 0.0, 0.0]);
    check(Wave::Square, [2.0 * FRAC_2_PI, 0.0, 2.0 * FRAC_2_PI / 3.0, 0.0]);
    check(Wave::Saw, [FRAC_2_PI, FRAC_2_PI / 2.0, FRAC_2_PI / 3.0, FRAC_2_PI / 4.0]);
    check(Wave::Triangle, [8.0 / (PI * PI), 0.0, 8.0 / (9.0 * PI * PI), 0.0]);
}

#[test]
fn a_sine_is_pure_and_corners_fold_little() {
    let out = heard(Tone { hertz: 997.0, sweep_hertz: 997.0, ..Tone::default() });
    let power = power_of(&out);
    let tone = amplitude_at(&out, 997.0);
    assert!((2.0 * power - tone * tone).abs() < 1e-9, "nothing beside the tone");
    // The overtones 13 and 15 of a square of 3,700 Hz lie above the half rate, at 100 and 7,500 Hz folded down.
    for wave in [Wave::Square, Wave::Saw] {
        let out = heard(Tone { wave, hertz: 3_700.0, sweep_hertz: 3_700.0, ..Tone::default() });
        let folded = amplitude_at(&out, 100.0) / amplitude_at(&out, 3_700.0);
        assert!(folded < 0.01, "{wave:?}: {folded}");
    }
}

#[test]
fn noise_is_even_and_the_same_for_one_seed() {
    let noise = |seed| {
        heard(Tone { wave: Wave::Noise, hertz: 48_000.0, sweep_hertz: 48_000.0, seed, ..Tone::default() })
    };
    let out = noise(1);
    assert_eq!(out, noise(1));
    assert_ne!(out, noise(2));
    let power = power_of(&out);
    // An even spread from -0.5 to 0.5.
    assert!((power - 1.0 / 12.0).abs() < 1e-3, "{power}");
    assert!(amplitude_at(&out, 1_000.0) < 0.01);
}

#[test]
fn an_envelope_rises_falls_holds_and_lets_go() {
    let envelope = Envelope {
        attack_frames: 1_000,
        decay_frames: 2_000,
        sustain: 0.5,
        held_frames: 10_000,
        release_frames: 4_000,
    };
    let square =
        Tone { wave: Wave::Square, hertz: 1.0, sweep_hertz: 1.0, envelope, duty: 0.99, ..Tone::default() };
    let (mut remote, mut mixer) = mixer();
    tell(&mut remote, 0, play(square, VoiceStart { gain: 0.5, ..VoiceStart::default() }));
    let out = side(&rendered(&mut mixer, 13_999, 333), 0);
    for (frame, level) in
        [(500, 0.5), (1_000, 1.0), (2_000, 0.75), (3_000, 0.5), (9_999, 0.5), (12_000, 0.25)]
    {
        assert!((2.0 * out[frame] - level).abs() < 1e-3, "frame {frame}: {}", 2.0 * out[frame]);
    }
    assert!(remote.next_event().is_none());
    rendered(&mut mixer, 1, 1);
    assert!(matches!(remote.next_event(), Some(AudioEvent::Ended { voice: 0 })));
}

#[test]
fn a_held_tone_falls_when_it_is_released() {
    let (mut remote, mut mixer) = mixer();
    tell(&mut remote, 0, play(Tone::default(), VoiceStart { gain: 0.5, ..VoiceStart::default() }));
    tell(&mut remote, 9_600, AudioAction::Release { voice: 0 });
    let out = side(&rendered(&mut mixer, 9_600 + 240, 480), 0);
    assert!(out[9_000..9_600].iter().any(|sample| *sample > 0.499));
    assert!(matches!(remote.next_event(), Some(AudioEvent::Ended { voice: 0 })));
}

#[test]
fn a_sweep_arrives_and_a_pitch_multiplies() {
    for curve in [Curve::Linear, Curve::Exponential, Curve::Smooth] {
        let sweep = Tween { frames: 24_000, curve };
        let tone = Tone { hertz: 200.0, sweep_hertz: 1_000.0, sweep, ..Tone::default() };
        let (mut remote, mut mixer) = mixer();
        let start = VoiceStart { gain: 0.5, step: 2 * VoiceStart::STEP_ONE, ..VoiceStart::default() };
        tell(&mut remote, 0, play(tone, start));
        rendered(&mut mixer, 24_000, 480);
        let out = side(&rendered(&mut mixer, SECOND, 480), 0);
        assert!((amplitude_at(&out, 2_000.0) - 0.5).abs() < 1e-3, "{curve:?}");
    }
}

#[test]
fn a_tone_can_begin_anywhere_in_its_course() {
    let envelope =
        Envelope { attack_frames: 3_000, decay_frames: 9_000, sustain: 0.3, ..Envelope::default() };
    for wave in [Wave::Sine, Wave::Noise, Wave::Triangle] {
        let tone = Tone { wave, hertz: 480.0, sweep_hertz: 480.0, envelope, ..Tone::default() };
        let whole = {
            let (mut remote, mut mixer) = mixer();
            tell(&mut remote, 0, play(tone, VoiceStart::default()));
            side(&rendered(&mut mixer, SECOND, 480), 0)
        };
        let (mut remote, mut mixer) = mixer();
        let start = VoiceStart { offset_frames: 7_777, ..VoiceStart::default() };
        tell(&mut remote, 0, play(tone, start));
        let rest = side(&rendered(&mut mixer, 9_600, 480), 0);
        // Behind the 5 ms in which it fades in.
        let worst =
            rest[240..].iter().zip(&whole[7_777 + 240..]).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(worst < 1e-4, "{wave:?}: {worst}");
    }
}

#[test]
fn numbers_of_tones_that_make_no_sense_stay_within_bounds() {
    for wild in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, -1.0] {
        for wave in [Wave::Sine, Wave::Square, Wave::Saw, Wave::Triangle, Wave::Noise] {
            let envelope = Envelope { sustain: wild, decay_frames: 100, ..Envelope::default() };
            let sweep = Tween { frames: u32::MAX, curve: Curve::Exponential };
            let tone = Tone { wave, hertz: wild, sweep_hertz: wild, sweep, duty: wild, seed: 0, envelope };
            let (mut remote, mut mixer) = mixer();
            let start = VoiceStart { step: u64::MAX, offset_frames: u64::MAX / 2, ..VoiceStart::default() };
            tell(&mut remote, 0, play(tone, start));
            let out = rendered(&mut mixer, 4_800, 480);
            assert!(out.iter().all(|sample| sample.abs() <= 1.0), "{wave:?} of {wild}");
        }
    }
}
