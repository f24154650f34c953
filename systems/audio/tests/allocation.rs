//! The mixer takes no memory and gives none back while it renders.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use playground_core_assets::Sound;
use playground_core_client::audio::{AudioAction, AudioCommand, MIXER_BUS_COUNT, VoiceStart};
use playground_core_types::Handle;
use playground_systems_audio::backend::output::{DeviceOutput, to_i16};
use playground_systems_audio::mixer::Mixer;
use playground_systems_audio::mixer::rings::{MixerRemote, connect};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Half a second in which 256 voices of 64 sounds begin, fade in, move, loop, pause and fade out, at all speeds and through
/// all buses, and sounds are exchanged.
fn busy_scene() -> (MixerRemote, DeviceOutput) {
    let (mut remote, port) = connect();
    let sounds: Vec<Handle<Sound>> = (0..64_u16).map(sound).collect();
    let mut tell = |frame: u64, action: AudioAction| remote.send(AudioCommand { frame, action }).unwrap();
    for (slot, sound) in sounds.iter().enumerate() {
        tell(0, AudioAction::Load { slot: slot as u16, sound: sound.clone() });
    }
    for voice in 0..256_u16 {
        let (frame, looped) = (u64::from(voice) * 40, voice % 2 == 0);
        let start = VoiceStart {
            slot: voice % 64,
            bus: voice % MIXER_BUS_COUNT as u16,
            gain: 0.1,
            pan: 0.3,
            looped,
            offset_frames: 7,
            // Every third voice plays as it is, the others at all speeds from an eighth on.
            step: if voice % 3 == 0 { VoiceStart::STEP_ONE } else { u64::from(voice + 1) << 29 },
            fade_from: 0.5,
            fade_frames: u32::from(voice) * 8,
            ..VoiceStart::default()
        };
        tell(frame, AudioAction::Play { voice, start });
        tell(frame + 1, AudioAction::Set { voice: voice / 2, gain: 0.2, pan: -0.3 });
    }
    for bus in 1..MIXER_BUS_COUNT as u16 {
        tell(11_000, AudioAction::Route { bus, parent: bus / 2 });
        tell(11_000, AudioAction::Bus { bus, gain: 0.75 });
    }
    tell(12_000, AudioAction::Pause);
    tell(13_000, AudioAction::Resume);
    for voice in 0..64_u16 {
        tell(14_000, AudioAction::Stop { voice, fade_frames: 240 });
        tell(15_000, AudioAction::Load { slot: voice, sound: sounds[0].clone() });
    }
    tell(16_000, AudioAction::Unload { slot: 9 });
    // The mixer holds the last handles of most sounds by now: giving one up here would free it.
    drop(sounds);
    (remote, DeviceOutput::new(Mixer::new(port, 1.0), 2, 44_100))
}

fn sound(index: u16) -> Handle<Sound> {
    let channel = vec![0.25; 500 + usize::from(index) * 10];
    Handle::new(Sound::from_channels(vec![channel; 1 + usize::from(index % 2)]).unwrap())
}

/// Rendering takes no memory and frees none. Without a test's runner, whose threads would count too.
fn main() {
    assert_eq!(allocations_of_one_run(), 0);
}

fn allocations_of_one_run() -> usize {
    let (mut remote, mut output) = busy_scene();
    let mut out = [0_i16; 2 * 441];
    let region = Region::new(ALLOCATOR);
    for _ in 0..50 {
        output.fill(&mut out, to_i16);
    }
    let change = region.change();
    let played = remote.gauge().played();
    assert_eq!(played, 256, "all of the scene was played");
    let mut events = 0;
    while remote.next_event().is_some() {
        events += 1;
    }
    assert!(events > 128, "voices ended and sounds came back: {events}");
    change.allocations + change.deallocations + change.reallocations
}
