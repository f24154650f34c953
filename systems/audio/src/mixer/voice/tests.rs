//! Fades of a voice: how loud, how long, and that nothing clicks.

use crate::measure::{roughness, tone};
use crate::mixer::RAMP_FRAMES;
use crate::mixer::rings::AudioEvent;
use crate::mixer::tests::{SECOND, left, load, mixer, play, play_with, tell};
use playground_core_assets::Sound;
use playground_core_client::audio::{AudioAction, VoiceStart};
use playground_core_types::Handle;

/// The level of a sound of ones, heard frame by frame while `actions` take effect.
fn levels(frames: usize, actions: &[(u64, AudioAction)]) -> Vec<f32> {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &crate::measure::sound(vec![vec![0.5; SECOND]]));
    for (frame, action) in actions {
        tell(&mut remote, *frame, action.clone());
    }
    left(&mut mixer, frames).into_iter().map(|sample| 2.0 * sample).collect()
}

#[track_caller]
fn check(levels: &[f32], expected: &[(usize, f32)]) {
    for (frame, level) in expected {
        let heard = levels[*frame];
        assert!((heard - level).abs() < 1e-5, "at frame {frame}: {heard}, expected {level}");
    }
}

fn fading_in(fade_from: f32, fade_frames: u32) -> AudioAction {
    play_with(0, VoiceStart { fade_from, fade_frames, ..VoiceStart::default() })
}

fn stop(fade_frames: u32) -> AudioAction {
    AudioAction::Stop { voice: 0, fade_frames }
}

#[test]
fn a_voice_rises_from_silence_or_from_where_it_was() {
    check(
        &levels(3_000, &[(0, fading_in(0.0, 2_000))]),
        &[(0, 0.0), (500, 0.25), (1_999, 0.9995), (2_000, 1.0)],
    );
    check(&levels(3_000, &[(0, fading_in(0.5, 1_000))]), &[(0, 0.5), (500, 0.75), (1_000, 1.0)]);
}

#[test]
fn a_voice_falls_from_where_its_fade_in_has_come_to() {
    let heard = levels(3_000, &[(0, fading_in(0.0, 2_000)), (1_000, stop(500))]);
    check(&heard, &[(999, 0.4995), (1_000, 0.5), (1_250, 0.25), (1_500, 0.0), (2_999, 0.0)]);
}

#[test]
fn a_voice_that_fades_out_still_moves_and_may_be_ended_sooner() {
    let quieter = AudioAction::Set { voice: 0, gain: 0.5, pan: -1.0 };
    let heard = levels(3_000, &[(0, play(0)), (0, stop(2_000)), (100, quieter), (1_000, stop(100))]);
    check(&heard, &[(0, 1.0), (500, 0.375), (1_000, 0.25), (1_050, 0.125), (1_100, 0.0)]);
    // A longer way than the one it is on changes nothing.
    let heard = levels(3_000, &[(0, play(0)), (0, stop(1_000)), (500, stop(2_000))]);
    check(&heard, &[(500, 0.5), (750, 0.25), (1_000, 0.0)]);
}

#[test]
fn a_voice_that_has_faded_out_tells_its_end() {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &tone(440.0, 0.5, SECOND));
    tell(&mut remote, 0, play(0));
    tell(&mut remote, 10, stop(1_000));
    left(&mut mixer, 1_009);
    assert!(remote.next_event().is_none());
    left(&mut mixer, 1);
    assert!(matches!(remote.next_event(), Some(AudioEvent::Ended { voice: 0 })));
}

/// The roughest place of a second in which `actions` take effect on a tone of 500 Hz and another of 750.
fn rough(actions: &[(u64, AudioAction)]) -> f32 {
    let (mut remote, mut mixer) = mixer();
    let other: Handle<Sound> = tone(750.0, 0.5, SECOND);
    load(&mut remote, 0, &tone(500.0, 0.5, SECOND));
    load(&mut remote, 1, &other);
    for (frame, action) in actions {
        tell(&mut remote, *frame, action.clone());
    }
    roughness(&left(&mut mixer, 24_000))
}

#[test]
fn fades_stops_pitches_and_moves_of_buses_do_not_click() {
    // A straight ramp over the shortest time adds a corner as large as the curve of the slowest tone.
    let smooth = roughness(&tone(750.0, 0.5, SECOND).channels[0]);
    let on_bus = |bus, step| play_with(0, VoiceStart { bus, step, ..VoiceStart::default() });
    let higher = |voice, bus, offset_frames| {
        let step = 3 * VoiceStart::STEP_ONE / 2;
        let start = VoiceStart { slot: 0, bus, pan: -1.0, step, offset_frames, ..VoiceStart::default() };
        AudioAction::Play { voice, start }
    };
    let one = VoiceStart::STEP_ONE;
    let scenes = [
        ("a fade in", vec![(0, fading_in(0.0, 4_800))]),
        ("a fade out", vec![(0, play(0)), (4_801, stop(9_600))]),
        ("a fade in that turns into one out", vec![(0, fading_in(0.0, 9_600)), (4_801, stop(480))]),
        ("a stop", vec![(0, play(0)), (4_801, stop(RAMP_FRAMES))]),
        ("a stop in a fade", vec![(0, play(0)), (4_801, stop(9_600)), (6_001, stop(RAMP_FRAMES))]),
        ("a stop at another pitch", vec![(0, on_bus(0, one + 987_654_321)), (4_801, stop(RAMP_FRAMES))]),
        ("another pitch", vec![(0, play(0)), (4_801, stop(RAMP_FRAMES)), (4_801, higher(1, 0, 7_201))]),
        ("another bus", vec![(0, on_bus(1, one)), (4_801, stop(RAMP_FRAMES)), (4_801, higher(1, 2, 7_201))]),
        ("a bus that moves", vec![(0, on_bus(2, one)), (4_801, AudioAction::Bus { bus: 2, gain: 0.1 })]),
        ("all that moves", vec![(0, on_bus(2, one)), (4_801, AudioAction::Bus { bus: 0, gain: 0.1 })]),
    ];
    for (name, actions) in scenes {
        let rough = rough(&actions);
        assert!(rough < 2.0 * smooth, "{name}: {rough}, smooth is {smooth}");
    }
    assert!(rough(&[(0, play(0)), (4_850, stop(0))]) > 10.0 * smooth, "a cut, which the measure sees");
}
