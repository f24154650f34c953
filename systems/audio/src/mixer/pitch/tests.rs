//! Sound between its samples: exact where it is exact, smooth elsewhere, without a seam in a loop.

use super::{Place, Track, read_between};
use crate::measure::{amplitude_at, roughness, sound, tone};
use crate::mixer::glide::StepGlide;
use crate::mixer::rings::AudioEvent;
use crate::mixer::tests::{SECOND, left, load, mixer, play_with, rendered, tell};
use playground_core_client::audio::{AudioAction, Tween, VoiceStart};

const ONE: u64 = VoiceStart::STEP_ONE;

/// A second of `hertz` at amplitude 0.5, looped and played `step` times as fast, is `expected` hertz.
#[track_caller]
fn check(hertz: f64, step: u64, expected: f64) {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &tone(hertz, 0.5, SECOND));
    tell(&mut remote, 0, play_with(0, VoiceStart { step, looped: true, ..VoiceStart::default() }));
    let out = left(&mut mixer, SECOND);
    let heard = amplitude_at(&out, expected);
    // The cubic loses a few thousandths of a tone of this height.
    assert!((heard - 0.5).abs() < 2e-3, "{expected} Hz at {heard}");
    // Nothing but the tone: what is left of its power is less than a thousandth.
    let squares: f64 = out.iter().map(|sample| f64::from(sample * sample)).sum();
    let power = squares / SECOND as f64;
    assert!((2.0 * power - heard * heard).abs() < 1e-3 * 0.25, "power {power} beside the tone's {heard}");
}

#[test]
fn a_tone_sounds_as_much_higher_as_it_is_faster() {
    check(440.0, 2 * ONE, 880.0);
    check(440.0, ONE / 2, 220.0);
    check(440.0, ONE + ONE / 4, 550.0);
    check(440.0, 8 * ONE, 3520.0);
    check(800.0, ONE / 8, 100.0);
}

/// Reads from a frame, a fraction and with a step.
fn read(samples: &[f32], (frame, fraction, step): (u64, u32, u64), looped: bool, out: &mut [f32]) {
    let length = samples.len() as u64;
    let track = if looped { Track::looped(0, u64::MAX, length) } else { Track::once(length) };
    read_between(samples, track, Place { frame, fraction }, &StepGlide::steady(step), out);
}

#[test]
fn at_its_own_speed_every_sample_comes_out_unchanged_from_whole_frames() {
    let samples: Vec<f32> = (0..64_u16).map(|index| f32::from(index * index % 37) / 40.0).collect();
    let mut out = [f32::NAN; 60];
    for frame in [0, 1, 2] {
        read(&samples, (frame, 0, ONE), false, &mut out);
        assert_eq!(out, samples[frame as usize..frame as usize + 60]);
    }
}

#[test]
fn behind_its_end_a_sound_is_silent_and_a_loop_goes_on() {
    let samples = [0.25, 0.5, 0.75, 1.0];
    let mut out = [f32::NAN; 10];
    read(&samples, (2, 0, ONE), false, &mut out);
    assert_eq!(out, [0.75, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
    read(&samples, (2, 0, ONE), true, &mut out);
    assert_eq!(out, [0.75, 1.0, 0.25, 0.5, 0.75, 1.0, 0.25, 0.5, 0.75, 1.0]);
    read(&[0.5], (7, 99, 3 * ONE + 1), true, &mut out);
    assert!(out.iter().all(|sample| (sample - 0.5).abs() < 1e-6), "a loop of one sample: {out:?}");
    read(&[], (0, 0, ONE), true, &mut out);
    assert_eq!(out, [0.0; 10], "a loop of none");
}

#[test]
fn a_loop_at_another_pitch_has_no_seam() {
    // 50 periods in 4,800 frames: a tone that goes on over the end.
    let sine = tone(500.0, 0.5, 4_800);
    for step in [ONE / 3, ONE - 12_345, ONE + 99_999_999, 5 * ONE / 3, 7 * ONE + 1] {
        let (mut remote, mut mixer) = mixer();
        load(&mut remote, 0, &sine);
        tell(&mut remote, 0, play_with(0, VoiceStart { step, looped: true, ..VoiceStart::default() }));
        let out = left(&mut mixer, SECOND);
        let speed = step as f64 / ONE as f64;
        let smooth = roughness(&tone(500.0 * speed, 0.5, SECOND).channels[0]);
        let rough = roughness(&out);
        assert!(rough < 1.05 * smooth + 1e-4, "{speed} times as fast: {rough}, smooth is {smooth}");
    }
}

#[test]
fn a_voice_ends_after_its_length_divided_by_its_pitch() {
    for (step, frames) in [(2 * ONE, 500), (ONE / 2, 2_000), (3 * ONE, 334), (ONE + 1, 1_000), (8 * ONE, 125)]
    {
        let (mut remote, mut mixer) = mixer();
        load(&mut remote, 0, &sound(vec![vec![0.5; 1_000]]));
        tell(&mut remote, 0, play_with(0, VoiceStart { step, ..VoiceStart::default() }));
        rendered(&mut mixer, frames - 1, 64);
        assert!(remote.next_event().is_none(), "{step} of {ONE}: over before frame {frames}");
        rendered(&mut mixer, 1, 1);
        assert!(matches!(remote.next_event(), Some(AudioEvent::Ended { voice: 0 })), "{step} of {ONE}");
    }
}

#[test]
fn no_error_adds_up_however_long_it_plays() {
    let step = ONE + 1_234_567_891;
    let (mut walked, mut jumped) = (Place::default(), Place::default());
    for _ in 0..1_000 {
        walked.advance(step, 0, 240);
    }
    jumped.advance(step, 0, 240_000);
    assert_eq!(walked, jumped);
}

#[test]
fn what_lies_before_a_loop_is_played_once_and_its_seam_is_exact() {
    let samples: Vec<f32> = (0..500_u16).map(|index| f32::from(index) / 1_000.0).collect();
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &sound(vec![samples.clone()]));
    let looped =
        VoiceStart { looped: true, loop_start_frames: 120, loop_end_frames: 437, ..VoiceStart::default() };
    tell(&mut remote, 0, play_with(0, looped));
    let expected: Vec<f32> =
        samples[..120].iter().chain(samples[120..437].iter().cycle()).take(5_000).copied().collect();
    assert_eq!(left(&mut mixer, 5_000), expected);
}

#[test]
fn a_loop_behind_an_intro_has_no_seam_at_another_pitch() {
    // The part is ten periods; what lies behind it is silent, and would be heard.
    let mut wave = tone(500.0, 0.5, 5_000).channels[0].clone();
    wave[2_960..].fill(0.0);
    for step in [ONE / 3, ONE + 99_999_999, 5 * ONE / 3] {
        let (mut remote, mut mixer) = mixer();
        load(&mut remote, 0, &sound(vec![wave.clone()]));
        let looped = VoiceStart {
            looped: true,
            loop_start_frames: 2_000,
            loop_end_frames: 2_960,
            step,
            ..VoiceStart::default()
        };
        tell(&mut remote, 0, play_with(0, looped));
        let smooth = roughness(&tone(500.0 * step as f64 / ONE as f64, 0.5, SECOND).channels[0]);
        // The very beginning bends up from silence.
        let rough = roughness(&left(&mut mixer, SECOND)[16..]);
        assert!(rough < 1.05 * smooth + 1e-4, "{step}: {rough}, smooth is {smooth}");
    }
}

/// What is heard of a looped tone at a speed: its amplitude, and the power of everything else as an amplitude.
fn heard_at(hertz: f64, step: u64) -> (f64, f64) {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &tone(hertz, 0.5, SECOND));
    tell(&mut remote, 0, play_with(0, VoiceStart { step, looped: true, ..VoiceStart::default() }));
    let out = left(&mut mixer, SECOND);
    let heard = amplitude_at(&out, hertz * step as f64 / ONE as f64);
    let squares: f64 = out.iter().map(|sample| f64::from(sample * sample)).sum();
    let power = squares / SECOND as f64;
    (heard, (2.0 * power - heard * heard).max(0.0).sqrt())
}

/// Speeds from where voices are no longer read out of their samples.
const FAST: [f64; 16] = [1.4, 1.5, 1.57, 1.7, 1.85, 2.0, 2.2, 2.26, 2.5, 2.8, 3.1, 3.5, 4.0, 5.0, 6.2, 8.0];

fn step_at(speed: f64) -> u64 {
    (speed * ONE as f64) as u64
}

#[test]
fn what_would_lie_above_half_of_the_rate_does_not_fold_down() {
    // All of it would be above 24 kHz, so nothing is to be heard: at most -60 dB of what was played.
    for speed in FAST {
        for share in [1.01, 1.1, 1.25, 1.5, 1.9, 3.0] {
            let hertz = (24_000.0 / speed * share).round();
            let (heard, rest) = heard_at(hertz, step_at(speed));
            let loudest = heard.max(rest);
            assert!(hertz > 23_500.0 || loudest < 0.5e-3, "{hertz} Hz at {speed} times its speed: {loudest}");
        }
    }
}

#[test]
fn what_lies_below_is_heard_as_before() {
    // Within half a decibel, and nothing beside it above -40 dB.
    for speed in FAST {
        for heard_hertz in [500.0, 4_000.0, 7_500.0] {
            let hertz: f64 = (heard_hertz / speed / 100.0_f64).round() * 100.0;
            let (heard, rest) = heard_at(hertz, step_at(speed));
            assert!(
                (heard / 0.5 - 1.0).abs() < 0.056 && rest < 5e-3,
                "{hertz} Hz at {speed} times its speed: {heard}, beside it {rest}"
            );
        }
    }
}

#[test]
fn a_glide_through_all_octaves_has_no_step() {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &tone(300.0, 0.5, SECOND));
    tell(&mut remote, 0, play_with(0, VoiceStart { looped: true, ..VoiceStart::default() }));
    let tween = Tween::linear(2 * SECOND as u32);
    tell(&mut remote, 0, AudioAction::Pitch { voice: 0, step: 8 * ONE, tween });
    let rough = roughness(&left(&mut mixer, 2 * SECOND)[16..]);
    let smooth = roughness(&tone(2_400.0, 0.5, SECOND).channels[0]);
    assert!(rough < 1.05 * smooth, "{rough}, smooth is {smooth}");
}
