//! An effect that comes, goes or changes its numbers does not click, and nothing that is no number gets out.

use super::{put, response, toned};
use crate::measure::{roughness, tone};
use crate::mixer::tests::{SECOND, left, load, mixer, play_with, rendered, tell};
use playground_core_client::audio::{
    AudioAction, Compressor, Delay, Distortion, Effect, Equalizer, Filter, FilterKind, Limiter, Reverb,
    VoiceStart,
};

/// One of each kind, and another one of the same.
pub(crate) fn pairs() -> [[Effect; 2]; 7] {
    let filter = Filter { cutoff_hertz: 4_000.0, ..Filter::default() };
    let equalizer = Equalizer { low_decibels: 9.0, high_decibels: -9.0, ..Equalizer::default() };
    let delay = Delay { delay_seconds: 0.05, ..Delay::default() };
    let limiter = Limiter { ceiling_decibels: -12.0, ..Limiter::default() };
    [
        [
            Effect::Filter(filter),
            Effect::Filter(Filter { kind: FilterKind::High, cutoff_hertz: 300.0, ..filter }),
        ],
        [
            Effect::Equalizer(equalizer),
            Effect::Equalizer(Equalizer { middle_decibels: -12.0, middle_hertz: 400.0, ..equalizer }),
        ],
        [
            Effect::Compressor(Compressor::default()),
            Effect::Compressor(Compressor {
                threshold_decibels: -40.0,
                makeup_decibels: 12.0,
                ..Compressor::default()
            }),
        ],
        [Effect::Delay(delay), Effect::Delay(Delay { delay_seconds: 0.0713, wet: 0.9, ..delay })],
        [
            Effect::Reverb(Reverb::default()),
            Effect::Reverb(Reverb {
                decay_seconds: 0.3,
                damping_hertz: 1_000.0,
                wet: 0.9,
                ..Reverb::default()
            }),
        ],
        [
            Effect::Distortion(Distortion { drive_decibels: 6.0, ..Distortion::default() }),
            Effect::Distortion(Distortion { drive_decibels: 3.0, level_decibels: -20.0, wet: 0.5 }),
        ],
        [Effect::Limiter(Limiter::default()), Effect::Limiter(limiter)],
    ]
}

#[test]
fn an_effect_comes_moves_and_goes_without_a_click() {
    // The ramps of 5 ms add corners as large as the curve of the tone; a cut would be ten times that.
    let smooth = roughness(&tone(500.0, 0.25, SECOND).channels[0]);
    for [one, other] in pairs() {
        let (mut remote, mut mixer) = toned(500.0, 0.25, Effect::None);
        for (frame, effect) in [(9_601, one), (19_207, other), (28_803, Effect::None), (38_417, other)] {
            tell(&mut remote, frame, put(effect));
        }
        tell(&mut remote, 43_003, put(Effect::Filter(Filter::default())));
        let rough = roughness(&left(&mut mixer, SECOND));
        assert!(rough < 3.0 * smooth, "{one:?}: {rough}, smooth is {smooth}");
    }
}

#[test]
fn a_room_moves_nearer_and_further_without_a_click() {
    let room = |before_seconds| Effect::Reverb(Reverb { before_seconds, wet: 1.0, ..Reverb::default() });
    let [near, far, further] = [0.01, 0.1003, 0.2].map(room);
    let (mut remote, mut mixer) = toned(500.0, 0.1, near);
    left(&mut mixer, SECOND);
    let steady = roughness(&left(&mut mixer, SECOND));
    let first = 2 * SECOND as u64;
    for (frame, effect) in [(4_801, far), (14_407, near), (14_507, further), (24_003, near), (24_099, far)] {
        tell(&mut remote, first + frame, put(effect));
    }
    let rough = roughness(&left(&mut mixer, SECOND));
    assert!(rough < 2.0 * steady, "{rough}, steady is {steady}");
}

#[test]
fn an_effect_that_is_called_back_while_it_goes_stays() {
    let [[low, _], ..] = pairs();
    let (mut remote, mut mixer) = toned(500.0, 0.25, low);
    let (_same, mut other) = toned(500.0, 0.25, low);
    tell(&mut remote, 9_600, put(Effect::None));
    tell(&mut remote, 9_700, put(low));
    assert_eq!(left(&mut mixer, SECOND)[12_000..], left(&mut other, SECOND)[12_000..]);
}

/// Numbers that are none, or far beyond all ranges.
const WILD: [f32; 5] = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, -1.0];

#[test]
fn nothing_that_is_no_number_gets_out_of_an_effect() {
    for wild in WILD {
        for effect in wild_effects(wild) {
            let out = response(effect, 9_600);
            assert!(out.iter().all(|sample| sample.abs() <= 2.0), "{effect:?}");
        }
    }
    for [effect, _] in pairs() {
        let (mut remote, mut mixer) = mixer();
        // The field is open, so a sound may hold anything.
        let broken = playground_core_assets::Sound {
            channels: vec![WILD.repeat(20)],
            loop_region: None,
            streamed: None,
        };
        load(&mut remote, 0, &playground_core_types::Handle::new(broken));
        load(&mut remote, 1, &tone(500.0, 0.25, SECOND));
        tell(&mut remote, 0, put(effect));
        tell(&mut remote, 0, play_with(0, VoiceStart { bus: 1, ..VoiceStart::default() }));
        tell(&mut remote, 4_800, play_with(1, VoiceStart { bus: 1, ..VoiceStart::default() }));
        let out = rendered(&mut mixer, SECOND, 480);
        assert!(out.iter().all(|sample| sample.abs() <= 1.0), "{effect:?}");
        assert!(out[SECOND..].iter().any(|sample| sample.abs() > 0.01), "{effect:?} lives on");
    }
}

fn wild_effects(wild: f32) -> [Effect; 7] {
    let filter = Filter { cutoff_hertz: wild, resonance: wild, kind: FilterKind::Low };
    let equalizer = Equalizer {
        low_hertz: wild,
        low_decibels: wild,
        middle_hertz: wild,
        middle_decibels: wild,
        middle_resonance: wild,
        high_hertz: wild,
        high_decibels: wild,
    };
    let compressor = Compressor {
        threshold_decibels: wild,
        ratio: wild,
        knee_decibels: wild,
        attack_seconds: wild,
        release_seconds: wild,
        makeup_decibels: wild,
        side_chain: Some(u16::MAX),
    };
    [
        Effect::Filter(filter),
        Effect::Equalizer(equalizer),
        Effect::Compressor(compressor),
        Effect::Delay(Delay { delay_seconds: wild, feedback: wild, wet: wild, dry: wild }),
        Effect::Reverb(Reverb {
            decay_seconds: wild,
            damping_hertz: wild,
            before_seconds: wild,
            wet: wild,
            dry: wild,
        }),
        Effect::Distortion(Distortion { drive_decibels: wild, level_decibels: wild, wet: wild }),
        Effect::Limiter(Limiter { ceiling_decibels: wild, release_seconds: wild }),
    ]
}

#[test]
fn numbers_of_effects_that_make_no_sense_are_ignored() {
    let (mut remote, mut mixer) = toned(500.0, 0.25, Effect::None);
    let [[effect, _], ..] = pairs();
    tell(&mut remote, 0, AudioAction::Effect { bus: u16::MAX, place: 0, effect });
    tell(&mut remote, 0, AudioAction::Effect { bus: 1, place: u16::MAX, effect });
    assert_eq!(left(&mut mixer, 4_800), tone(500.0, 0.25, 4_800).channels[0]);
}
