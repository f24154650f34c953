//! Tests of the mixer that shares no memory: it sounds as the near one does, bit for bit.

use super::{FarBackend, FarMixer};
use crate::mixer::rings::{AudioEvent, connect};
use crate::mixer::{Mixer, render};
use playground_core_assets::Sound;
use playground_core_client::audio::{AudioAction, AudioCommand, Effect, Reverb, Tone, VoiceStart};
use playground_core_types::handle;

/// A second of two channels, a voice of it, a tone, and a room.
fn commands() -> Vec<AudioCommand> {
    let channel = |step: f32| (0..48_000).map(|index| (index as f32 * step) % 1.0 - 0.5).collect();
    let sound = Sound::from_channels(vec![channel(0.013), channel(0.007)]).unwrap();
    let looped = VoiceStart { looped: true, gain: 0.5, ..VoiceStart::default() };
    let actions = [
        (0, AudioAction::Load { slot: 3, sound: handle(sound) }),
        (10, AudioAction::Play { voice: 0, start: VoiceStart { slot: 3, ..looped } }),
        (300, AudioAction::PlayTone { voice: 7, start: VoiceStart::default(), tone: Tone::default() }),
        (400, AudioAction::Effect { bus: 0, place: 0, effect: Effect::Reverb(Reverb::default()) }),
        (900, AudioAction::Stop { voice: 7, fade_frames: 100 }),
    ];
    actions.map(|(frame, action)| AudioCommand { frame, action }).to_vec()
}

#[test]
fn it_sounds_as_the_near_one() {
    let (mut remote, port) = connect();
    let mut near = Mixer::new(port, 0.25);
    let (mut far_remote, port) = connect();
    let mut backend = FarBackend::new(port, 0.25);
    let mut far = FarMixer::default();
    // The near one has its level from the first frame on, the far one moves to it while nothing sounds.
    let mut silence = [0.0; 2 * 240];
    render(&mut near, &mut silence);
    far.take_message(&backend.take_message()).unwrap();
    far.render(&mut silence);
    for command in commands() {
        let command = AudioCommand { frame: command.frame + 240, ..command };
        remote.send(command.clone()).unwrap();
        far_remote.send(command).unwrap();
    }
    backend.advance();
    far.take_message(&backend.take_message()).unwrap();
    for _ in 0..40 {
        let (mut expected, mut heard) = ([0.0; 2 * 128], [0.0; 2 * 128]);
        render(&mut near, &mut expected);
        far.render(&mut heard);
        assert_eq!(expected, heard);
    }
    let report = far.report();
    assert_eq!(report.ended, [7]);
    backend.take_report(&report);
    let gauge = far_remote.gauge();
    assert_eq!((gauge.frame(), gauge.played(), gauge.voices()), (240 + 40 * 128, 2, 1));
    assert!(gauge.peak() > 0.05);
    assert!(matches!(far_remote.next_event(), Some(AudioEvent::Released { .. })), "the sound is free here");
    assert!(matches!(far_remote.next_event(), Some(AudioEvent::Ended { voice: 7 })));
}

#[test]
fn a_torn_message_is_an_error() {
    let (mut remote, port) = connect();
    let mut backend = FarBackend::new(port, 1.0);
    for command in commands().into_iter().skip(1) {
        remote.send(command).unwrap();
    }
    let sound = Sound::from_channels(vec![vec![0.5; 3]]).unwrap();
    remote
        .send(AudioCommand { frame: 0, action: AudioAction::Load { slot: 0, sound: handle(sound) } })
        .unwrap();
    backend.advance();
    let message = backend.take_message();
    FarMixer::default().take_message(&message).unwrap();
    let mut torn = 0;
    for size in 0..message.len() {
        torn += usize::from(FarMixer::default().take_message(&message[..size]).is_err());
    }
    // Only where a part ends is there nothing missing.
    assert_eq!(torn, message.len() - 6);
    for place in 0..message.len() {
        let mut bent = message.clone();
        bent[place] ^= 0xff;
        let mut mixer = FarMixer::default();
        // What it says of a bent message does not matter here: it must go on.
        mixer.take_message(&bent).unwrap_or_default();
        mixer.render(&mut [0.0; 512]);
    }
}
