//! The mixer against formulas: levels, places, frames, seams, and the same bits for every block size.

mod logs;
mod space;
mod streams;
mod transitions;

use super::rings::{AudioEvent, MixerRemote, connect};
use super::{Mixer, RAMP_FRAMES, render};
use crate::measure::{amplitude_at, roughness, side, sound, tone};
use playground_core_assets::Sound;
use playground_core_client::audio::{
    AudioAction, AudioCommand, SOUND_COUNT_MAX, VOICE_COUNT_MAX, VoiceStart,
};
use playground_core_types::Handle;

pub(crate) const SECOND: usize = 48_000;

pub(crate) fn mixer() -> (MixerRemote, Mixer) {
    let (remote, port) = connect();
    (remote, Mixer::new(port, 1.0))
}

pub(crate) fn tell(remote: &mut MixerRemote, frame: u64, action: AudioAction) {
    remote.send(AudioCommand { frame, action }).unwrap();
}

pub(crate) fn load(remote: &mut MixerRemote, slot: u16, sound: &Handle<Sound>) {
    tell(remote, 0, AudioAction::Load { slot, sound: sound.clone() });
}

/// A voice of its own number's slot, on the left, where a mono sound keeps its exact samples.
pub(crate) fn play(voice: u16) -> AudioAction {
    play_with(voice, VoiceStart::default())
}

/// The same, begun as `start` says but for slot and place.
pub(crate) fn play_with(voice: u16, start: VoiceStart) -> AudioAction {
    AudioAction::Play { voice, start: VoiceStart { slot: voice, pan: -1.0, ..start } }
}

fn play_looped(voice: u16) -> AudioAction {
    play_with(voice, VoiceStart { looped: true, ..VoiceStart::default() })
}

pub(crate) fn rendered(mixer: &mut Mixer, frames: usize, block: usize) -> Vec<f32> {
    let mut out = vec![f32::NAN; 2 * frames];
    for part in out.chunks_mut(2 * block) {
        render(mixer, part);
    }
    out
}

pub(crate) fn left(mixer: &mut Mixer, frames: usize) -> Vec<f32> {
    side(&rendered(mixer, frames, 512), 0)
}

/// A tone of amplitude 0.5 in each of `channels`, at gain 0.5 and `pan`, is heard with `expected` amplitudes.
#[track_caller]
fn check(channels: usize, pan: f32, expected: [f64; 2]) {
    let one = tone(440.0, 0.5, SECOND).channels[0].clone();
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &sound(vec![one; channels]));
    let start = VoiceStart { gain: 0.5, pan, ..VoiceStart::default() };
    let action = AudioAction::Play { voice: 0, start };
    tell(&mut remote, 0, action);
    let out = rendered(&mut mixer, SECOND, 512);
    let heard = [0, 1].map(|index| amplitude_at(&side(&out, index), 440.0));
    let is_near = heard.iter().zip(expected).all(|(heard, expected)| (heard - expected).abs() < 1e-5);
    assert!(is_near, "{channels} channels at pan {pan}: {heard:?}, expected {expected:?}");
}

#[test]
fn a_mono_tone_is_heard_at_equal_power_in_every_place() {
    // cos and sin of (pan + 1)·π/4, times 0.25.
    check(1, -1.0, [0.25, 0.0]);
    check(1, 0.0, [0.176_776_7, 0.176_776_7]);
    check(1, 0.5, [0.095_670_9, 0.230_969_9]);
    check(1, 1.0, [0.0, 0.25]);
}

#[test]
fn a_stereo_sound_keeps_its_sides_in_the_middle_and_folds_over_at_the_ends() {
    check(2, 0.0, [0.25, 0.25]);
    check(2, -1.0, [0.5, 0.0]);
    check(2, 1.0, [0.0, 0.5]);
}

#[test]
fn a_voice_begins_at_its_frame() {
    for start in [0, 1, 255, 256, 257, 777, 1023] {
        let (mut remote, mut mixer) = mixer();
        load(&mut remote, 0, &sound(vec![vec![0.5, 0.25]]));
        tell(&mut remote, start as u64, play(0));
        let mut expected = vec![0.0; 2048];
        expected[start..start + 2].copy_from_slice(&[0.5, 0.25]);
        assert_eq!(left(&mut mixer, 2048), expected, "started at frame {start}");
    }
}

#[test]
fn a_loop_has_no_seam() {
    let (mut remote, mut mixer) = mixer();
    let samples: Vec<f32> = (0..97).map(|index| index as f32 / 200.0).collect();
    load(&mut remote, 0, &sound(vec![samples.clone()]));
    tell(&mut remote, 0, play_looped(0));
    let expected: Vec<f32> = samples.iter().cycle().take(5000).copied().collect();
    assert_eq!(left(&mut mixer, 5000), expected);
}

/// All kinds of commands, at frames that no block size divides.
fn busy_scene() -> (MixerRemote, Mixer) {
    let (mut remote, mut mixer) = mixer();
    mixer.master = super::Ramp::steady([0.8]);
    load(&mut remote, 0, &tone(440.0, 0.6, 3001));
    load(&mut remote, 1, &tone(1234.5, 0.4, 777));
    let noise: Vec<f32> = (0..1500_u32).map(|index| (index * 7919 % 1009) as f32 / 1009.0 - 0.5).collect();
    load(&mut remote, 2, &sound(vec![noise.clone(), noise.into_iter().rev().collect()]));
    let begin = |slot, offset_frames, pan, looped| VoiceStart {
        slot,
        bus: slot,
        gain: 0.7,
        pan,
        looped,
        offset_frames,
        ..VoiceStart::default()
    };
    let at = |voice, offset_frames, pan| AudioAction::Play {
        voice,
        start: begin(voice % 3, offset_frames, pan, voice % 2 == 0),
    };
    let slow = VoiceStart { step: 3_000_000_000, fade_from: 0.2, fade_frames: 900, ..begin(0, 5, 0.1, true) };
    let fast = VoiceStart { step: 17_000_000_001, offset_fraction: 99, ..begin(2, 31, -0.2, true) };
    tell(&mut remote, 1, AudioAction::Route { bus: 2, parent: 1 });
    tell(&mut remote, 1, AudioAction::Bus { bus: 1, gain: 0.6 });
    tell(&mut remote, 3, at(0, 0, 0.3));
    tell(&mut remote, 101, at(1, 55, -0.6));
    tell(&mut remote, 207, AudioAction::Play { voice: 9, start: slow });
    tell(&mut remote, 303, AudioAction::Play { voice: 10, start: fast });
    tell(&mut remote, 307, AudioAction::Play { voice: 11, start: VoiceStart { looped: false, ..fast } });
    tell(&mut remote, 333, at(2, 1499, 0.9));
    tell(&mut remote, 350, AudioAction::Bus { bus: 1, gain: 0.9 });
    tell(&mut remote, 371, AudioAction::Bus { bus: 2, gain: 0.4 });
    tell(&mut remote, 333, AudioAction::Set { voice: 0, gain: 0.2, pan: -0.4 });
    tell(&mut remote, 400, AudioAction::Set { voice: 0, gain: 0.9, pan: 0.4 });
    tell(&mut remote, 1501, AudioAction::Pause);
    tell(&mut remote, 2003, AudioAction::Resume);
    tell(&mut remote, 2050, AudioAction::Master { gain: 0.5 });
    tell(&mut remote, 2100, at(3, 0, 0.0));
    tell(&mut remote, 2901, AudioAction::Stop { voice: 9, fade_frames: 1700 });
    tell(&mut remote, 3007, AudioAction::Stop { voice: 2, fade_frames: 333 });
    tell(&mut remote, 3100, at(4, 0, 0.0));
    tell(&mut remote, 3900, AudioAction::Unload { slot: 0 });
    (remote, mixer)
}

#[test]
fn the_output_is_the_same_for_every_block_size() {
    let bits = |block| -> Vec<u32> {
        let (_remote, mut mixer) = busy_scene();
        rendered(&mut mixer, 4800, block).iter().map(|sample| sample.to_bits()).collect()
    };
    let expected = bits(4800);
    for block in [1, 64, 100, 128, 240, 255, 256, 257, 480, 512, 1000, 1024] {
        assert!(bits(block) == expected, "blocks of {block} frames give other samples");
    }
}

#[test]
fn nothing_clicks_when_it_stops_moves_or_begins_in_the_midst() {
    let sine = tone(500.0, 0.5, SECOND);
    // A straight ramp adds a corner of 0.5 in 240 frames, as large as the tone's own curve; a click is 4 times that.
    let smooth = 2.0 * roughness(&sine.channels[0]);
    let scene = |action: AudioAction| {
        let (mut remote, mut mixer) = mixer();
        load(&mut remote, 0, &sine);
        tell(&mut remote, 0, play(0));
        tell(&mut remote, 5017, action);
        roughness(&left(&mut mixer, 9600))
    };
    for action in [
        AudioAction::Stop { voice: 0, fade_frames: RAMP_FRAMES },
        AudioAction::Set { voice: 0, gain: 0.1, pan: 0.7 },
        AudioAction::Pause,
        AudioAction::Master { gain: 0.0 },
    ] {
        let rough = scene(action.clone());
        assert!(rough < 1.01 * smooth, "{action:?}: {rough}, smooth is {smooth}");
    }
    // What a cut would be: proof that the measure sees one.
    assert!(scene(AudioAction::Stop { voice: 0, fade_frames: 0 }) > 50.0 * smooth);

    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &sine);
    let seek = play_with(0, VoiceStart { looped: true, offset_frames: 1017, ..VoiceStart::default() });
    tell(&mut remote, 100, seek);
    assert!(roughness(&left(&mut mixer, 9600)) < 1.01 * smooth, "a voice that begins in the midst fades in");
}

#[test]
fn a_seek_begins_at_its_place_in_the_sound() {
    let (mut remote, mut mixer) = mixer();
    let samples: Vec<f32> = (0..2000).map(|index| index as f32 / 4000.0).collect();
    load(&mut remote, 0, &sound(vec![samples.clone()]));
    let seek = play_with(0, VoiceStart { looped: true, offset_frames: 500, ..VoiceStart::default() });
    tell(&mut remote, 0, seek);
    let faded = RAMP_FRAMES as usize;
    assert_eq!(left(&mut mixer, 2000)[faded..1500], samples[500 + faded..]);
}

#[test]
fn a_pause_holds_every_voice_where_it_is() {
    let (mut remote, mut mixer) = mixer();
    let samples: Vec<f32> = (0..4000).map(|index| index as f32 / 8000.0).collect();
    load(&mut remote, 0, &sound(vec![samples.clone()]));
    tell(&mut remote, 0, play(0));
    tell(&mut remote, 1000, AudioAction::Pause);
    tell(&mut remote, 2000, AudioAction::Resume);
    let out = left(&mut mixer, 4000);
    let faded = RAMP_FRAMES as usize;
    assert!(out[1000 + faded..=2000].iter().all(|sample| *sample == 0.0), "all is held");
    assert_eq!(out[2000 + faded..3000], samples[1000 + 2 * faded..2000 + faded], "and goes on from there");
}

#[test]
fn what_is_stopped_while_it_is_held_is_never_heard_again() {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &tone(440.0, 0.5, SECOND));
    load(&mut remote, 1, &sound(vec![vec![0.5; 100]]));
    tell(&mut remote, 0, play(0));
    tell(&mut remote, 1000, AudioAction::Pause);
    tell(&mut remote, 2000, AudioAction::Stop { voice: 0, fade_frames: RAMP_FRAMES });
    tell(&mut remote, 3000, AudioAction::Resume);
    tell(&mut remote, 3000, play(1));
    let out = left(&mut mixer, 4000);
    assert!(out[1240..3000].iter().all(|sample| *sample == 0.0));
    assert_eq!(out[3000..3100], [0.5; 100], "and what begins then begins at its full level");
}

#[test]
fn a_voice_tells_its_end_once() {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &tone(440.0, 0.5, 1000));
    tell(&mut remote, 0, play(0));
    rendered(&mut mixer, 999, 999);
    assert!(remote.next_event().is_none());
    assert_eq!((remote.gauge().voices(), remote.gauge().played()), (1, 1));
    rendered(&mut mixer, 1, 1);
    assert!(matches!(remote.next_event(), Some(AudioEvent::Ended { voice: 0 })));
    assert_eq!((remote.gauge().voices(), remote.gauge().frame()), (0, 1000));
    rendered(&mut mixer, 100, 100);
    assert!(remote.next_event().is_none());
}

#[test]
fn nothing_is_louder_than_full_scale() {
    let (mut remote, mut mixer) = mixer();
    for voice in 0..40 {
        load(&mut remote, voice, &tone(440.0, 1.0, SECOND));
        tell(&mut remote, 0, play(voice));
    }
    let out = left(&mut mixer, SECOND);
    let loudest = out.iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
    assert!(loudest <= 1.0 && loudest > 0.99, "{loudest}");
    assert_eq!(remote.gauge().peak(), loudest);
}

#[test]
fn sounds_go_back_by_the_ring_and_none_is_lost_when_it_is_full() {
    let (mut remote, mut mixer) = mixer();
    let one = tone(440.0, 0.5, 100);
    let room = 2 * (VOICE_COUNT_MAX + SOUND_COUNT_MAX);
    // Twice as many as the ring back has room for, in portions that the ring there has room for.
    let mut released = 0;
    for _ in 0..2 {
        for _ in 0..room {
            load(&mut remote, 0, &one);
        }
        rendered(&mut mixer, 10, 10);
    }
    for _ in 0..4 {
        while let Some(event) = remote.next_event() {
            assert!(matches!(event, AudioEvent::Released { .. }));
            released += 1;
        }
        rendered(&mut mixer, 10, 10);
    }
    assert_eq!(released, 2 * room - 1, "all but the one that is loaded");
    tell(&mut remote, 0, AudioAction::Unload { slot: 0 });
    rendered(&mut mixer, 10, 10);
    drop(remote.next_event());
    assert_eq!(Handle::strong_count(&one), 1);
}

#[test]
fn a_command_that_makes_no_sense_is_ignored() {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, u16::MAX, &tone(440.0, 0.5, 100));
    load(&mut remote, 0, &sound(vec![Vec::new()]));
    load(&mut remote, 1, &sound(vec![vec![0.5]]));
    for voice in [0, 9, u16::MAX] {
        tell(&mut remote, 0, AudioAction::Set { voice, gain: 1.0, pan: 0.0 });
        tell(&mut remote, 0, AudioAction::Stop { voice, fade_frames: 10 });
        for step in [0, VoiceStart::STEP_ONE, u64::MAX] {
            let far = VoiceStart { looped: true, offset_frames: u64::MAX, step, ..VoiceStart::default() };
            tell(&mut remote, 0, play_with(voice, far));
        }
        tell(&mut remote, 0, AudioAction::Bus { bus: voice.max(100), gain: 0.0 });
        tell(&mut remote, 0, AudioAction::Route { bus: voice.max(1), parent: voice.max(1) });
    }
    let nowhere = VoiceStart { slot: 1, bus: u16::MAX, ..VoiceStart::default() };
    tell(&mut remote, 0, AudioAction::Play { voice: 3, start: nowhere });
    tell(&mut remote, 0, AudioAction::Unload { slot: u16::MAX });
    tell(&mut remote, 0, play_looped(1));
    assert_eq!(left(&mut mixer, 300), [0.5; 300], "the voice of one single frame plays on and on");
}

#[test]
fn an_odd_block_ends_in_silence() {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &sound(vec![vec![0.5; 10]]));
    tell(&mut remote, 0, play(0));
    let mut out = [1.0; 5];
    render(&mut mixer, &mut out);
    assert_eq!(out, [0.5, 0.0, 0.5, 0.0, 0.0]);
}
