//! As many commands as the ring holds, all due in one block: what that costs, told and held to nothing, and that all of
//! them took effect in their frame.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and tells a time"
)]

use playground_core_assets::Sound;
use playground_core_client::audio::{AudioAction, AudioCommand, Space, Tween, VOICE_COUNT_MAX, VoiceStart};
use playground_core_types::Handle;
use playground_systems_audio::mixer::rings::{COMMAND_COUNT_MAX, connect};
use playground_systems_audio::mixer::{Mixer, render};
use std::time::{Duration, Instant};

/// A block of a device: 8 ms.
const DEVICE_FRAMES: usize = 384;

/// Tells the least time that a block of all voices takes with a full ring of an action.
#[track_caller]
fn check(what: &str, action: fn(u16) -> AudioAction) {
    let sound = Handle::new(Sound::from_channels(vec![vec![0.25; 48_000]]).unwrap());
    let (mut least, mut least_without) = (Duration::MAX, Duration::MAX);
    for _ in 0..5 {
        let (mut remote, port) = connect();
        let mut mixer = Box::new(Mixer::new(port, 1.0));
        let mut tell = |action| remote.send(AudioCommand { frame: 0, action }).unwrap();
        tell(AudioAction::Load { slot: 0, sound: sound.clone() });
        (0..VOICE_COUNT_MAX as u16).for_each(|voice| tell(start(voice)));
        let mut out = vec![0.0; 2 * DEVICE_FRAMES];
        render(&mut mixer, &mut out);
        for index in 0..COMMAND_COUNT_MAX {
            remote.send(AudioCommand { frame: 0, action: action((index % VOICE_COUNT_MAX) as u16) }).unwrap();
        }
        let begun = Instant::now();
        render(&mut mixer, &mut out);
        least = least.min(begun.elapsed());
        assert!(
            remote.send(AudioCommand { frame: 0, action: AudioAction::Resume }).is_ok(),
            "all were taken"
        );
        let begun = Instant::now();
        render(&mut mixer, &mut out);
        least_without = least_without.min(begun.elapsed());
    }
    println!(
        "{COMMAND_COUNT_MAX} times {what}: a block of 8,000 us takes {}, the next one {}",
        least.as_micros(),
        least_without.as_micros()
    );
}

fn start(voice: u16) -> AudioAction {
    let start = VoiceStart { gain: 0.0005, looped: true, ..VoiceStart::default() };
    AudioAction::Play { voice, start }
}

#[test]
fn what_a_full_ring_in_one_block_costs_is_told() {
    check("a level", |voice| AudioAction::Set { voice, gain: 0.0004, pan: 0.5 });
    check("a pitch", |voice| AudioAction::Pitch { voice, step: 1 << 32, tween: Tween::SHORT });
    check("a place in space", |voice| AudioAction::Space {
        voice,
        space: Space::of_gains([0.0004, 0.0002]),
        step: 1 << 32,
        frames: 800,
    });
    check("a start", start);
    check("a seek", |voice| AudioAction::Seek { voice, offset_frames: 4_800, offset_fraction: 0 });
    check("a stop", |voice| AudioAction::Stop { voice, fade_frames: 96 });
    check("an unload", |slot| AudioAction::Unload { slot });
}
