//! Effects against formulas: a tone or an impulse goes in on a bus, and what comes out is measured.

mod dynamics;
mod filters;
mod rooms;
mod switching;

pub(crate) use switching::pairs;

use crate::measure::{amplitude_at, sound, tone};
use crate::mixer::Mixer;
use crate::mixer::rings::MixerRemote;
use crate::mixer::tests::{SECOND, left, load, mixer, play_with, tell};
use playground_core_client::audio::{AudioAction, Effect, VoiceStart};
use playground_core_types::math::ln;

/// A mixer whose first voice plays a looped tone of a second through bus 1, which has `effect`.
fn toned(hertz: f64, amplitude: f64, effect: Effect) -> (MixerRemote, Mixer) {
    let (mut remote, mixer) = mixer();
    load(&mut remote, 0, &tone(hertz, amplitude, SECOND));
    tell(&mut remote, 0, put(effect));
    tell(&mut remote, 0, play_with(0, VoiceStart { bus: 1, looped: true, ..VoiceStart::default() }));
    (remote, mixer)
}

/// `effect` in the first place of bus 1.
fn put(effect: Effect) -> AudioAction {
    AudioAction::Effect { bus: 1, place: 0, effect }
}

/// By how many decibels a tone is louder behind `effect`, when it has settled.
fn gain_at(hertz: f64, effect: Effect) -> f64 {
    let (_remote, mut mixer) = toned(hertz, 0.1, effect);
    left(&mut mixer, SECOND);
    decibels(amplitude_at(&left(&mut mixer, SECOND), hertz) / 0.1)
}

/// What comes out when a single sample of 0.5 goes in.
fn response(effect: Effect, frames: usize) -> Vec<f32> {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &sound(vec![vec![0.5]]));
    tell(&mut remote, 0, put(effect));
    tell(&mut remote, 0, play_with(0, VoiceStart { bus: 1, ..VoiceStart::default() }));
    left(&mut mixer, frames).into_iter().map(|sample| 2.0 * sample).collect()
}

fn decibels(ratio: f64) -> f64 {
    // Single precision is enough for a thousandth of a decibel.
    20.0 / std::f64::consts::LN_10 * f64::from(ln(ratio.max(1e-30) as f32))
}

#[track_caller]
fn check_near(heard: f64, expected: f64, tolerance: f64, what: &str) {
    assert!((heard - expected).abs() <= tolerance, "{what}: {heard}, expected {expected}");
}
