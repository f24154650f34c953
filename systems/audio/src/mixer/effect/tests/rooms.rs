//! Echoes come when and as loud as they are told; a room decays in its time; both end.

use super::{check_near, decibels, put, response};
use crate::measure::sound;
use crate::mixer::tests::{SECOND, left, load, mixer, play_with, tell};
use playground_core_client::audio::{AudioAction, DELAY_COUNT_MAX, Delay, Effect, Reverb, VoiceStart};

#[test]
fn echoes_come_at_their_frames_and_fall_by_their_feedback() {
    let delay = Delay { delay_seconds: 0.25, feedback: 0.5, wet: 0.5, dry: 1.0 };
    let out = response(Effect::Delay(delay), 2 * SECOND);
    let heard: Vec<(usize, f32)> =
        out.iter().copied().enumerate().filter(|(_, sample)| sample.abs() > 0.01).collect();
    let expected = [1.0, 0.5, 0.25, 0.125, 0.0625, 0.03125, 0.015625];
    let expected: Vec<(usize, f32)> =
        expected.iter().enumerate().map(|(echo, level)| (echo * 12_000, *level)).collect();
    assert_eq!(heard, expected);
}

/// Seconds until what is left of the power of a response has fallen by 60 dB, by the straight part of its fall.
fn decay_seconds(out: &[f32]) -> f64 {
    let mut left = Vec::new();
    let mut power = 0.0;
    for sample in out.iter().rev() {
        power += f64::from(sample * sample);
        left.push(power);
    }
    left.reverse();
    let whole = left[0];
    let falls_to = |level: f64| {
        left.iter().position(|power| decibels((power / whole).sqrt()) < level).unwrap_or(out.len()) as f64
    };
    (falls_to(-35.0) - falls_to(-5.0)) * 2.0 / 48_000.0
}

#[test]
fn a_room_decays_in_its_time() {
    for decay in [0.4, 1.0, 2.5] {
        let reverb =
            Reverb { decay_seconds: decay, damping_hertz: 24_000.0, before_seconds: 0.0, wet: 1.0, dry: 0.0 };
        let out = response(Effect::Reverb(reverb), 4 * SECOND);
        let heard = decay_seconds(&out);
        check_near(heard, f64::from(decay), 0.08 * f64::from(decay), &format!("{decay} s"));
    }
}

#[test]
fn a_room_answers_after_its_time_and_duller_than_it_was_asked() {
    let reverb =
        Reverb { before_seconds: 0.1, wet: 1.0, dry: 0.0, damping_hertz: 24_000.0, ..Reverb::default() };
    let out = response(Effect::Reverb(reverb), SECOND);
    let first = out.iter().position(|sample| sample.abs() > 1e-6);
    assert_eq!(first, Some(4_800 + 1_217), "the time before it and the shortest delay");
    let roughness = |damping_hertz| {
        let out = response(Effect::Reverb(Reverb { damping_hertz, ..reverb }), SECOND);
        let changes: f32 = out.windows(2).map(|two| (two[1] - two[0]) * (two[1] - two[0])).sum();
        let power: f32 = out.iter().map(|sample| sample * sample).sum();
        changes / power
    };
    assert!(roughness(2_000.0) < 0.3 * roughness(24_000.0));
}

/// A click into a bus with a room and echoes after each of `waits`: what comes out of each, for a second.
fn answers(waits: [usize; 2]) -> [Vec<f32>; 2] {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &sound(vec![vec![0.5]]));
    tell(&mut remote, 0, put(Effect::Reverb(Reverb { decay_seconds: 0.3, ..Reverb::default() })));
    let effect = Effect::Delay(Delay { feedback: 0.2, ..Delay::default() });
    tell(&mut remote, 0, AudioAction::Effect { bus: 1, place: 1, effect });
    waits.map(|wait| {
        left(&mut mixer, wait);
        tell(&mut remote, 0, play_with(0, VoiceStart { bus: 1, ..VoiceStart::default() }));
        left(&mut mixer, SECOND)
    })
}

#[test]
fn what_has_fallen_silent_sleeps_and_wakes_as_if_it_were_new() {
    let [first, second] = answers([0, 8 * SECOND]);
    assert!(first[40_000..].iter().any(|sample| sample.abs() > 1e-5), "it sounds on after its voice");
    assert_eq!(first, second);
}

#[test]
fn an_echo_too_many_stays_silent_until_another_one_is_gone() {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &sound(vec![vec![0.5]]));
    let delay = Effect::Delay(Delay { delay_seconds: 0.01, feedback: 0.0, wet: 1.0, dry: 0.0 });
    for bus in 1..=DELAY_COUNT_MAX as u16 + 1 {
        tell(&mut remote, 0, AudioAction::Effect { bus, place: 0, effect: delay });
    }
    let mut heard = |bus, remote: &mut _| {
        tell(remote, 0, play_with(0, VoiceStart { bus, ..VoiceStart::default() }));
        left(&mut mixer, 9_600).iter().position(|sample| *sample == 0.5)
    };
    let last = DELAY_COUNT_MAX as u16 + 1;
    assert_eq!(heard(1, &mut remote), Some(480));
    assert_eq!(heard(last, &mut remote), Some(0), "as it is");
    tell(&mut remote, 0, AudioAction::Effect { bus: 2, place: 0, effect: Effect::None });
    assert_eq!(heard(2, &mut remote), Some(0));
    tell(&mut remote, 0, AudioAction::Effect { bus: last, place: 0, effect: delay });
    assert_eq!(heard(last, &mut remote), Some(480));
}
