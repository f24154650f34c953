//! The mixer over random commands: it takes no memory and gives none back, and stays in bounds.
//!
//! `PLAYGROUND_SOAK=1` makes it an hour's worth of audio. It is a program of its own, without a test's runner: that takes
//! memory on other threads, which would hide what the mixer takes.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, and a long one says how far it is"
)]

use playground_core_assets::{Sound, StreamRing};
use playground_core_client::audio::{
    AudioAction, AudioCommand, Compressor, Delay, Distortion, Effect, Envelope, Equalizer, Filter, Limiter,
    Reverb, Space, Tone, Tween, VoiceStart, Wave,
};
use playground_core_types::Handle;
use playground_core_types::random::Pcg32;
use playground_systems_audio::mixer::rings::connect;
use playground_systems_audio::mixer::{Mixer, render};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn sound(index: u16) -> Handle<Sound> {
    let channel = vec![0.25; 500 + usize::from(index) * 100];
    Handle::new(Sound::from_channels(vec![channel; 1 + usize::from(index % 2)]).unwrap())
}

/// Voices that are told something: as many as are heard in a busy game.
const VOICE_COUNT: u32 = 100;

/// Frames of a step of the fuzzed run, at whose start a few commands are sent.
const STEP_FRAMES: u64 = 441;

/// Runs, of which not one may touch the allocator.
const RUN_COUNT: u64 = 5;

/// Of each run: three seconds; in the soak an hour's worth of audio in all.
fn step_count() -> u64 {
    if std::env::var_os("PLAYGROUND_SOAK").is_some() { 3_600 * 48_000 / STEP_FRAMES / RUN_COUNT } else { 326 }
}

/// Rings of all lengths: some hold a whole sound, others run dry.
fn ring(index: u64) -> Handle<StreamRing> {
    let ring = StreamRing::new(1 + (index % 2) as usize, 0, 3_000 + index * 1_000);
    let channel = vec![0.25; 3_000 + (index % 3) as usize * 9_000];
    ring.write(&[&channel, &channel]);
    Handle::new(ring)
}

/// A random command to one of the voices or one of 8 buses, at any frame of a step.
fn fuzzed(
    random: &mut Pcg32,
    (sounds, rings): (&[Handle<Sound>], &[Handle<StreamRing>]),
    first: u64,
) -> AudioCommand {
    let voice = random.below(VOICE_COUNT) as u16;
    let bus = 1 + random.below(8) as u16;
    let (slot, gain) = (random.below(sounds.len() as u32) as u16, random.range_f32(0.0, 0.2));
    let frames = random.below(2_000);
    let step = u64::from(random.next_u32()) << random.below(3);
    let space = Space {
        gains: [random.next_f32(), random.next_f32()],
        delays_frames: [random.range_f32(0.0, 30.0), 0.0],
        cutoffs_hertz: [random.range_f32(500.0, 24_000.0); 2],
    };
    let looped = random.below(2) == 0;
    let start = VoiceStart { slot, bus, gain, looped, step, ..VoiceStart::default() };
    let ring = || rings[frames as usize % rings.len()].clone();
    let action = match random.below(25) {
        19.. => held_or_routed(random, (voice, bus, slot), (gain, frames)),
        18 => AudioAction::LoopStream { voice, offset_frames: u64::from(frames), ring: ring() },
        16 => AudioAction::PlayStream { voice, start: VoiceStart { looped: false, ..start }, ring: ring() },
        17 => {
            let (offset_frames, offset_fraction) = (u64::from(frames), 0);
            AudioAction::SeekStream { voice, offset_frames, offset_fraction, ring: ring() }
        }
        0..5 => AudioAction::Play { voice, start },
        5 => AudioAction::Play { voice, start: VoiceStart { space: Some(space), ..start } },
        6 => {
            let envelope = Envelope { held_frames: frames, ..Envelope::default() };
            let wave = [Wave::Sine, Wave::Square, Wave::Noise][random.below(3) as usize];
            AudioAction::PlayTone { voice, start, tone: Tone { wave, envelope, ..Tone::default() } }
        }
        7 => AudioAction::Level { voice, gain, pan: 0.3, tween: Tween::linear(frames) },
        8 => AudioAction::Space { voice, space, step, frames },
        9 => AudioAction::Seek { voice, offset_frames: u64::from(frames), offset_fraction: 0 },
        10 => AudioAction::Stop { voice, fade_frames: frames },
        11 => AudioAction::Send { bus: bus + 8, target: bus, gain },
        12 => AudioAction::Load { slot, sound: sounds[random.below(sounds.len() as u32) as usize].clone() },
        13 => AudioAction::Pitch { voice, step, tween: Tween::linear(frames) },
        14 => AudioAction::Effect { bus, place: random.below(4) as u16, effect: effect(random) },
        _ => AudioAction::BusLevel { bus, gain: 5.0 * gain, tween: Tween::SHORT },
    };
    AudioCommand { frame: first + u64::from(random.below(STEP_FRAMES as u32)), action }
}

/// What holds, lets go, repeats otherwise, routes or takes a sound away.
fn held_or_routed(
    random: &mut Pcg32,
    (voice, bus, slot): (u16, u16, u16),
    (gain, frames): (f32, u32),
) -> AudioAction {
    match random.below(10) {
        0 | 1 => AudioAction::Loop {
            voice,
            looped: frames % 3 > 0,
            loop_start_frames: u64::from(frames / 4),
            loop_end_frames: u64::from(frames),
            offset_frames: u64::from(frames),
            offset_fraction: 0,
        },
        2 => AudioAction::Hold { voice },
        3 => AudioAction::Continue { voice },
        4 => AudioAction::Release { voice },
        5 => AudioAction::Pause,
        6 | 7 => AudioAction::Resume,
        8 => AudioAction::Route { bus: bus + 8, parent: bus },
        _ if frames.is_multiple_of(2) => AudioAction::Unload { slot },
        _ => AudioAction::Master { gain: 5.0 * gain },
    }
}

fn effect(random: &mut Pcg32) -> Effect {
    match random.below(9) {
        0 => Effect::None,
        1 => Effect::Filter(Filter { cutoff_hertz: random.range_f32(50.0, 9_000.0), ..Filter::default() }),
        2 => Effect::Equalizer(Equalizer { low_decibels: 6.0, ..Equalizer::default() }),
        3 => Effect::Compressor(Compressor { side_chain: Some(2), ..Compressor::default() }),
        4 => Effect::Delay(Delay { delay_seconds: random.next_f32(), ..Delay::default() }),
        5 => Effect::Reverb(Reverb { before_seconds: random.range_f32(0.0, 0.2), ..Reverb::default() }),
        6 => Effect::Distortion(Distortion {
            drive_decibels: 40.0 * random.next_f32(),
            ..Distortion::default()
        }),
        _ => Effect::Limiter(Limiter::default()),
    }
}

/// A fuzzed run takes no memory, frees none and stays in bounds.
fn main() {
    let sounds: Vec<Handle<Sound>> = (0..16_u16).map(sound).collect();
    let rings: Vec<Handle<StreamRing>> = (0..20).map(ring).collect();
    for seed in 0..RUN_COUNT {
        let touched = fuzzed_run((&sounds, &rings), seed);
        assert_eq!(touched, 0, "run {seed} touched the allocator");
    }
}

/// How often a run touched the allocator while it rendered.
fn fuzzed_run(sources: (&[Handle<Sound>], &[Handle<StreamRing>]), seed: u64) -> usize {
    let (mut remote, port) = connect();
    let mut mixer = Mixer::new(port, 1.0);
    let mut random = Pcg32::new(seed, 7);
    let (mut touched, mut events) = (0, 0);
    let mut out = [0.0_f32; 2 * STEP_FRAMES as usize];
    for step in 0..step_count() {
        let mut commands: Vec<AudioCommand> =
            (0..random.below(12)).map(|_| fuzzed(&mut random, sources, step * STEP_FRAMES)).collect();
        commands.sort_by_key(|command| command.frame);
        commands.into_iter().for_each(|command| remote.send(command).unwrap());
        let region = Region::new(ALLOCATOR);
        render(&mut mixer, &mut out);
        let change = region.change();
        touched += change.allocations + change.deallocations + change.reallocations;
        assert!(out.iter().all(|sample| sample.abs() <= 1.0), "seed {seed}, step {step}");
        while remote.next_event().is_some() {
            events += 1;
        }
    }
    let seconds = step_count() * STEP_FRAMES / 48_000;
    println!("run {seed}: {seconds} s, {events} ends, {touched} touches of the allocator");
    assert!(events > 100, "voices ended and sounds came back: {events}");
    touched
}
