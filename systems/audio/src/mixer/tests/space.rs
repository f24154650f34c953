//! What each ear hears: how loud, how much later, how dull.

use super::{SECOND, load, mixer, rendered, tell};
use crate::measure::{amplitude_at, side, sound, tone};
use playground_core_assets::Sound;
use playground_core_client::audio::{AudioAction, Space, VoiceStart};
use playground_core_types::Handle;

fn heard(sound: &Handle<Sound>, space: Space) -> [Vec<f32>; 2] {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, sound);
    let start = VoiceStart { looped: true, space: Some(space), ..VoiceStart::default() };
    tell(&mut remote, 0, AudioAction::Play { voice: 0, start });
    rendered(&mut mixer, SECOND, 480);
    let out = rendered(&mut mixer, SECOND, 480);
    [side(&out, 0), side(&out, 1)]
}

#[test]
fn each_ear_has_its_level_and_both_channels_are_one_point() {
    let wave = tone(500.0, 0.5, SECOND).channels[0].clone();
    for channels in [1, 2] {
        let ears = heard(&sound(vec![wave.clone(); channels]), Space::of_gains([0.8, 0.2]));
        assert!((amplitude_at(&ears[0], 500.0) - 0.4).abs() < 1e-6);
        assert!((amplitude_at(&ears[1], 500.0) - 0.1).abs() < 1e-6);
    }
}

#[test]
fn an_ear_hears_later_by_fractions_of_a_frame() {
    let wave = tone(500.0, 0.5, SECOND);
    let space = |delays_frames| Space { delays_frames, ..Space::of_gains([1.0; 2]) };
    for delay in [0.5, 7.25, 31.0, 48.0] {
        let ears = heard(&wave, space([0.0, delay]));
        // The angle by which a tone lags behind is what its delay is made of.
        let lag = |samples: &[f32]| {
            let quarter = tone(500.0, 0.5, SECOND + 24);
            let sum = |shift: usize| -> f64 {
                let wave = &quarter.channels[0][shift..];
                samples.iter().zip(wave).map(|(heard, wave)| f64::from(heard * wave)).sum()
            };
            f64::from(playground_core_types::math::atan2(-sum(24) as f32, sum(0) as f32))
                / std::f64::consts::TAU
        };
        let late = (lag(&ears[1]) - lag(&ears[0])).rem_euclid(1.0) * 96.0;
        assert!((late - f64::from(delay)).abs() < 0.02, "{delay}: {late}");
        assert!((amplitude_at(&ears[1], 500.0) - 0.5).abs() < 1e-3);
    }
}

#[test]
fn a_shadow_falls_by_three_decibels_at_its_cutoff_and_six_an_octave() {
    let at = |hertz: f64| {
        let cutoffs_hertz = [1_000.0, Space::OPEN_HERTZ];
        let ears = heard(&tone(hertz, 0.5, SECOND), Space { cutoffs_hertz, ..Space::of_gains([1.0; 2]) });
        assert!((amplitude_at(&ears[1], hertz) - 0.5).abs() < 0.01, "the other ear hears all");
        2.0 * amplitude_at(&ears[0], hertz)
    };
    assert!((at(1_000.0) - std::f64::consts::FRAC_1_SQRT_2).abs() < 0.03);
    assert!((at(2_000.0) / at(4_000.0) - 1.84).abs() < 0.1);
}

#[test]
fn doppler_is_a_speed_of_every_frame() {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &tone(1_000.0, 0.5, SECOND));
    let space = Space::of_gains([1.0, 0.0]);
    let start = VoiceStart { looped: true, space: Some(space), ..VoiceStart::default() };
    tell(&mut remote, 0, AudioAction::Play { voice: 0, start });
    let step = VoiceStart::STEP_ONE / 10 * 11;
    tell(&mut remote, 0, AudioAction::Space { voice: 0, space, step, frames: 800 });
    rendered(&mut mixer, 4_800, 480);
    let out = side(&rendered(&mut mixer, SECOND, 480), 0);
    assert!((amplitude_at(&out, 1_100.0) - 0.5).abs() < 0.01);
}
