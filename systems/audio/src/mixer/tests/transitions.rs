//! Nothing clicks: whatever happens to a tone in its midst, its curve stays nearly as smooth as it was.

use super::{SECOND, load, mixer, play, play_with, rendered, tell};
use crate::measure::{amplitude_at, roughness, side, tone};
use crate::mixer::rings::AudioEvent;
use playground_core_client::audio::{AudioAction, Curve, Space, Tween, VOICE_COUNT_MAX, VoiceStart};

const ONE: u64 = VoiceStart::STEP_ONE;

/// The roughest place of a second of a tone of 500 Hz that begins looped, to which `actions` happen.
fn rough(actions: &[(u64, AudioAction)]) -> f32 {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &tone(500.0, 0.5, SECOND));
    load(&mut remote, 1, &tone(500.0, 0.5, SECOND));
    tell(&mut remote, 0, play_with(0, VoiceStart { looped: true, ..VoiceStart::default() }));
    for (frame, action) in actions {
        tell(&mut remote, *frame, action.clone());
    }
    let out = rendered(&mut mixer, SECOND, 480);
    roughness(&side(&out, 0)).max(roughness(&side(&out, 1)))
}

/// None of `actions` clicks, all of which happen one by one.
#[track_caller]
fn check(name: &str, actions: &[AudioAction]) {
    // Two ramps of 2 ms add a corner of five times the tone's own curve; a cut adds more than a hundred times that.
    let smooth = roughness(&tone(500.0, 0.5, SECOND).channels[0]);
    let at = |index: usize| 4_817 + 7_001 * index as u64;
    let actions: Vec<_> =
        actions.iter().enumerate().map(|(index, action)| (at(index), action.clone())).collect();
    let rough = rough(&actions);
    assert!(rough < 6.0 * smooth, "{name}: {rough}, smooth is {smooth}");
}

fn stolen(offset_frames: u64, step: u64) -> AudioAction {
    play_with(0, VoiceStart { offset_frames, step, ..VoiceStart::default() })
}

#[test]
fn the_measure_hears_a_cut() {
    let smooth = roughness(&tone(500.0, 0.5, SECOND).channels[0]);
    assert!(rough(&[(4_825, AudioAction::Stop { voice: 0, fade_frames: 0 })]) > 60.0 * smooth);
}

#[test]
fn steals_seeks_and_loops_do_not_click() {
    let seek = |offset_frames| AudioAction::Seek { voice: 0, offset_frames, offset_fraction: 77 };
    let part = |looped, loop_start_frames, loop_end_frames| AudioAction::Loop {
        voice: 0,
        looped,
        loop_start_frames,
        loop_end_frames,
        offset_frames: 0,
        offset_fraction: 0,
    };
    check("steals", &[stolen(31, ONE), stolen(1_234, ONE + 7), stolen(2, 3 * ONE / 2)]);
    check(
        "a steal by a sound that is not there",
        &[AudioAction::Play { voice: 0, start: VoiceStart { slot: 9, ..VoiceStart::default() } }],
    );
    check("seeks", &[seek(20_011), seek(3), seek(40_000)]);
    // 96 frames are a period: a loop of whole periods is a tone that goes on.
    check("loops", &[part(true, 960, 1_920), part(true, 960, 10_560), part(false, 0, 0)]);
    check("sounds that are taken away", &[AudioAction::Unload { slot: 0 }, stolen(5, ONE)]);
}

#[test]
fn starts_and_stops_do_not_click() {
    let begun = |voice, offset_frames, step| AudioAction::Play {
        voice,
        start: VoiceStart { slot: 1, looped: true, offset_frames, step, pan: -1.0, ..VoiceStart::default() },
    };
    let stop = |voice, fade_frames| AudioAction::Stop { voice, fade_frames };
    check(
        "one more in the midst of its sound, and off again",
        &[begun(1, 12_345, ONE), stop(1, 96), begun(1, 24, ONE / 2), stop(1, 2_400), stop(0, 96)],
    );
    check(
        "a stop while it fades in",
        &[begun(1, 31, ONE), stop(1, 96), begun(1, 7, ONE), begun(1, 40_000, ONE)],
    );
}

#[test]
fn what_goes_on_behind_a_lost_device_does_not_click() {
    // Another mixer begins where the first one was, out of silence.
    let (mut remote, mut mixer) = mixer();
    let whole = tone(500.0, 0.5, SECOND);
    load(&mut remote, 0, &whole);
    let start =
        VoiceStart { looped: true, offset_frames: 12_345, offset_fraction: 1 << 30, ..VoiceStart::default() };
    tell(&mut remote, 0, play_with(0, start));
    let mut out = vec![0.0; 3];
    out.extend(side(&rendered(&mut mixer, SECOND, 480), 0));
    let (rough, smooth) = (roughness(&out), roughness(&whole.channels[0]));
    assert!(rough < 6.0 * smooth, "{rough}, smooth is {smooth}");
}

#[test]
fn moves_do_not_click() {
    let level = |gain, tween| AudioAction::Level { voice: 0, gain, pan: 0.5 - gain, tween };
    let curved = |curve, frames| Tween { frames, curve };
    check(
        "levels",
        &[
            level(0.1, curved(Curve::Linear, 1_000)),
            level(1.0, curved(Curve::Smooth, 1_000)),
            level(0.0, curved(Curve::Exponential, 3_000)),
            level(1.0, curved(Curve::Exponential, 3_000)),
        ],
    );
    let pitch = |step, tween| AudioAction::Pitch { voice: 0, step, tween };
    check(
        "pitches",
        &[
            pitch(ONE / 2, Tween::JUMP),
            pitch(3 * ONE / 2, Tween::SHORT),
            pitch(ONE / 8, curved(Curve::Exponential, 5_000)),
            pitch(ONE, curved(Curve::Smooth, 5_000)),
        ],
    );
    check("holds", &[AudioAction::Hold { voice: 0 }, AudioAction::Continue { voice: 0 }]);
    let bus = |gain, tween| AudioAction::BusLevel { bus: 0, gain, tween };
    check("buses", &[bus(0.2, curved(Curve::Smooth, 480)), bus(1.0, Tween::SHORT)]);
    check("all", &[AudioAction::Pause, AudioAction::Resume, AudioAction::Master { gain: 0.3 }]);
}

#[test]
fn moves_in_space_do_not_click() {
    let go = |gains, delays_frames, cutoffs_hertz| AudioAction::Space {
        voice: 0,
        space: Space { gains, delays_frames, cutoffs_hertz },
        step: ONE + 1_234_567,
        frames: 800,
    };
    check(
        "a voice without a space gets ears",
        &[
            go([1.0, 0.4], [0.0, 30.0], [20_000.0, 1_500.0]),
            go([0.4, 1.0], [30.0, 0.0], [1_500.0, 20_000.0]),
            go([0.5, 0.5], [3.5, 0.0], [Space::OPEN_HERTZ; 2]),
            go([0.0, 0.1], [0.0, 0.0], [300.0; 2]),
        ],
    );
}

/// `count` voices share a tone at low level, and all are told `action` in the same frame.
#[track_caller]
fn check_all(name: &str, count: u16, action: impl Fn(u16) -> AudioAction) {
    let smooth = roughness(&tone(500.0, 0.5, SECOND).channels[0]);
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &tone(500.0, 0.5, SECOND));
    let gain = 1.0 / f32::from(count);
    for voice in 0..count {
        let start = VoiceStart { looped: true, gain, pan: -1.0, ..VoiceStart::default() };
        tell(&mut remote, 0, AudioAction::Play { voice, start });
    }
    (0..count).for_each(|voice| tell(&mut remote, 4_825, action(voice)));
    let out = rendered(&mut mixer, 9_600, 480);
    let rough = roughness(&side(&out, 0)).max(roughness(&side(&out, 1)));
    assert!(rough < 6.0 * smooth, "{name}: {rough}, smooth is {smooth}");
}

#[test]
fn all_voices_may_move_in_one_frame_without_a_click() {
    let delays_frames = [0.0, 30.0];
    let space = Space { delays_frames, ..Space::of_gains([1.0; 2]) };
    let go = |voice| AudioAction::Space { voice, space, step: ONE, frames: 800 };
    check_all("one gets ears", 1, go);
    check_all("all of few get ears", 40, go);
    for count in [150, VOICE_COUNT_MAX as u16] {
        check_all("all of many get ears", count, go);
        let seek = |voice| AudioAction::Seek { voice, offset_frames: 20_011, offset_fraction: 0 };
        check_all("all of many seek", count, seek);
    }
}

#[test]
fn what_seeks_or_begins_in_the_midst_before_ears_does_not_click() {
    let smooth = roughness(&tone(500.0, 0.5, SECOND).channels[0]);
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &tone(500.0, 0.5, SECOND));
    let space = Space { delays_frames: [0.0, 30.0], ..Space::of_gains([1.0; 2]) };
    let start = VoiceStart { looped: true, offset_frames: 24, space: Some(space), ..VoiceStart::default() };
    tell(&mut remote, 0, AudioAction::Play { voice: 0, start });
    tell(&mut remote, 4_825, AudioAction::Seek { voice: 0, offset_frames: 20_040, offset_fraction: 0 });
    let out = rendered(&mut mixer, 9_600, 480);
    for ear in [0, 1] {
        let rough = roughness(&side(&out, ear));
        assert!(rough < 6.0 * smooth, "ear {ear}: {rough}, smooth is {smooth}");
    }
}

#[test]
fn a_stolen_voice_tells_no_end_and_the_new_one_begins_at_once() {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &tone(500.0, 0.5, SECOND));
    tell(&mut remote, 0, play(0));
    tell(&mut remote, 480, play(0));
    let out = side(&rendered(&mut mixer, 960, 960), 0);
    let wave = &tone(500.0, 0.5, SECOND).channels[0];
    // The old one is silent after 2 ms, the new one was there from its first frame on.
    assert_eq!(out[576..], wave[96..480]);
    assert!((out[500] - (wave[500] * (1.0 - 20.0 / 96.0) + wave[20])).abs() < 1e-6);
    assert!(remote.next_event().is_none());
    assert_eq!(remote.gauge().voices(), 1);
}

#[test]
fn a_held_voice_goes_on_where_it_was() {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &tone(500.0, 0.5, SECOND));
    tell(&mut remote, 0, play(0));
    tell(&mut remote, 480, AudioAction::Hold { voice: 0 });
    tell(&mut remote, 4_800, AudioAction::Continue { voice: 0 });
    let out = side(&rendered(&mut mixer, 9_600, 480), 0);
    assert!(out[720..4_800].iter().all(|sample| *sample == 0.0));
    let wave = &tone(500.0, 0.5, SECOND).channels[0];
    assert_eq!(out[5_040..], wave[960..960 + 4_560]);
    tell(&mut remote, 0, AudioAction::Hold { voice: 0 });
    tell(&mut remote, 12_000, AudioAction::Stop { voice: 0, fade_frames: 480 });
    rendered(&mut mixer, 4_800, 480);
    assert!(matches!(remote.next_event(), Some(AudioEvent::Ended { voice: 0 })), "what is held ends at once");
}

#[test]
fn a_tween_passes_through_the_middle_of_its_curve() {
    let at_half = |curve| {
        let (mut remote, mut mixer) = mixer();
        load(&mut remote, 0, &crate::measure::sound(vec![vec![0.5; SECOND]]));
        tell(&mut remote, 0, play(0));
        let tween = Tween { frames: 9_600, curve };
        tell(&mut remote, 0, AudioAction::Level { voice: 0, gain: 0.01, pan: -1.0, tween });
        let out = side(&rendered(&mut mixer, 19_200, 480), 0);
        assert_eq!(out[9_600..], [0.005; 9_600]);
        (2.0 * out[4_800], 2.0 * out[2_400])
    };
    let near = |(half, quarter): (f32, f32), expected: (f32, f32)| {
        assert!((half - expected.0).abs() < 1e-3 && (quarter - expected.1).abs() < 1e-3, "{half} {quarter}");
    };
    near(at_half(Curve::Linear), (0.505, 0.7525));
    // 40 dB down: 20 in the middle.
    near(at_half(Curve::Exponential), (0.1, 0.316_228));
    near(at_half(Curve::Smooth), (0.505, 1.0 - 0.99 * 0.156_25));
}

#[test]
fn a_pitch_that_glides_arrives_where_its_frames_say() {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &tone(1_000.0, 0.5, 4 * SECOND));
    tell(&mut remote, 0, play(0));
    tell(&mut remote, 0, AudioAction::Pitch { voice: 0, step: 2 * ONE, tween: Tween::linear(SECOND as u32) });
    rendered(&mut mixer, SECOND, 480);
    let out = side(&rendered(&mut mixer, SECOND, 480), 0);
    assert!((amplitude_at(&out, 2_000.0) - 0.5).abs() < 0.01);
    // A second from 1 to 2 is one and a half; another one at 2 ends half a second before the sound does.
    rendered(&mut mixer, SECOND / 4 - 480, 480);
    assert!(remote.next_event().is_none());
    rendered(&mut mixer, 960, 480);
    assert!(matches!(remote.next_event(), Some(AudioEvent::Ended { voice: 0 })));
}

#[test]
fn of_seventeen_sounds_that_are_taken_away_at_once_sixteen_fade_out_and_all_come_back() {
    let (mut remote, mut mixer) = mixer();
    for voice in 0..17 {
        load(&mut remote, voice, &crate::measure::sound(vec![vec![0.01; SECOND]]));
        tell(&mut remote, 0, play(voice));
    }
    let before = side(&rendered(&mut mixer, 480, 480), 0)[479];
    assert!((before - 0.17).abs() < 1e-4, "{before}");
    (0..17).for_each(|slot| tell(&mut remote, 0, AudioAction::Unload { slot }));
    let out = side(&rendered(&mut mixer, 480, 480), 0);
    assert!((0.155..0.161).contains(&out[0]), "only one of them is cut: {}", out[0]);
    assert!(out.windows(2).all(|pair| pair[1] <= pair[0]) && out[96..] == [0.0; 384], "2 ms");
    rendered(&mut mixer, 480, 480);
    let events: Vec<AudioEvent> = std::iter::from_fn(|| remote.next_event()).collect();
    let released = events.iter().filter(|event| matches!(event, AudioEvent::Released { .. })).count();
    let ended = events.iter().filter(|event| matches!(event, AudioEvent::Ended { .. })).count();
    assert_eq!((released, ended), (17, 17));
}
