//! The system through the VTable, as the runtime calls it.

use crate::measure::{amplitude_at, side, tone};
use crate::registration::{register_audio_handlers, register_systems};
use playground_core_assets::{AssetId, BusDeclaration, Manifest};
use playground_core_client::Client;
use playground_core_client::api::{encode_recording, start_audio, stop_audio};
use playground_core_client::audio::operations::{FOLLOW, RESET, STATS, SYSTEM};
use playground_core_client::audio::{
    AudioDevice, AudioStats, BUS_MUSIC, BusLevel, FollowFrame, SoundLengths, Voice,
};
use playground_core_ecs::{Name, Registry, Row};
use playground_core_types::{Bytes, ErrorKind, Handle, read_now, write_now};
use playground_core_vtable::{Reply, VTableError, VTableErrorKind};
use std::sync::Arc;

const BEEP: AssetId = AssetId::of("sounds/beep.ogg");

/// A client with a beep of a second, 440 Hz at amplitude 0.5, and audio started on `device`.
async fn client(device: AudioDevice) -> Handle<Client> {
    let client = Client::new();
    register_audio_handlers(&client).unwrap();
    write_now(&client.assets.sounds).unwrap().insert(BEEP, tone(440.0, 0.5, 48_000));
    let mut settings = write_now(&client.audio_settings).unwrap();
    (settings.device, settings.recorded) = (device, true);
    drop(settings);
    start_audio(&client).await.unwrap();
    client
}

/// A game of these buses.
fn manifest(buses: Vec<BusDeclaration>) -> Manifest {
    Manifest { buses, ..Manifest::bare("org.example.game", "Game", "scenes/main.ron") }
}

/// Calls a direct operation of the system.
fn call(client: &Client, operation: &str, payload: &[u8]) -> Result<(), VTableError> {
    let id = client.vtable.resolve(SYSTEM, operation)?;
    client.vtable.call(id, payload, &mut Reply::default())
}

fn follow(client: &Client, first_tick: u64, ticks: u64) {
    for tick in first_tick..first_tick + ticks {
        let frame = FollowFrame { next_tick: tick + 1, elapsed_micros: 16_667, ticks: 1, paused: 0 };
        call(client, FOLLOW, bytemuck::bytes_of(&frame)).unwrap();
    }
}

/// The statistics after a second in which the beep is played on the left, 10 ticks in.
async fn check(device: AudioDevice, expected: AudioStats) {
    let client = client(device).await;
    follow(&client, 0, 10);
    write_now(&client.ecs.world).unwrap().spawn(&Row::new().with(&Voice::new(BEEP, 10).pan(-1.0))).unwrap();
    follow(&client, 10, 50);
    call(&client, STATS, &[]).unwrap();
    assert_eq!(*read_now(&client.audio_stats).unwrap(), expected);
}

#[tokio::test]
async fn every_backend_counts() {
    let stats = AudioStats { frames: 48_000, played: 1, ..AudioStats::default() };
    check(AudioDevice::Null, AudioStats { device: "null".to_owned(), ..stats.clone() }).await;
    // The loudest of the 48,000 samples of a sine at 440 Hz is its peak, to the bit.
    let offline = AudioStats { device: "offline".to_owned(), voices: 1, peak: 0.5, ..stats };
    check(AudioDevice::Offline, offline).await;
}

#[tokio::test]
async fn a_voice_of_the_world_is_recorded_from_its_tick_on() {
    let client = client(AudioDevice::Offline).await;
    write_now(&client.ecs.world).unwrap().spawn(&Row::new().with(&Voice::new(BEEP, 3).pan(-1.0))).unwrap();
    follow(&client, 0, 63);
    let recorded = read_now(&client.recorded_audio).unwrap().clone();
    assert_eq!(recorded.len(), 2 * 63 * 800, "a tick is 800 frames");
    assert!(recorded[..2 * 2400].iter().all(|sample| *sample == 0.0));
    assert_eq!(side(&recorded[2 * 2400..], 0), tone(440.0, 0.5, 48_000).channels[0]);
    assert!((amplitude_at(&side(&recorded[2 * 2400..], 0), 440.0) - 0.5).abs() < 1e-6);

    encode_recording(&client).await.unwrap();
    assert_eq!(read_now(&client.recorded_wav).unwrap().len(), 44 + 2 * recorded.len());
}

#[tokio::test]
async fn a_pause_is_silent_and_goes_on_where_it_was() {
    let client = client(AudioDevice::Offline).await;
    write_now(&client.ecs.world).unwrap().spawn(&Row::new().with(&Voice::new(BEEP, 0).pan(-1.0))).unwrap();
    follow(&client, 0, 2);
    let paused = FollowFrame { next_tick: 2, elapsed_micros: 500_000, ticks: 0, paused: 1 };
    call(&client, FOLLOW, bytemuck::bytes_of(&paused)).unwrap();
    assert_eq!(read_now(&client.recorded_audio).unwrap().len(), 2 * 2 * 800, "a pause has no ticks");
    follow(&client, 2, 1);
    let recorded = side(&read_now(&client.recorded_audio).unwrap(), 0);
    let beep = &tone(440.0, 0.5, 48_000).channels[0];
    assert_eq!(recorded[..1600], beep[..1600]);
    assert_eq!(recorded[2000..], beep[2000..2400], "faded in again by then");
}

#[tokio::test]
async fn mute_and_level_take_effect_while_it_plays() {
    let client = client(AudioDevice::Offline).await;
    let looped = Voice::new(BEEP, 0).pan(-1.0).looped();
    write_now(&client.ecs.world).unwrap().spawn(&Row::new().with(&looped)).unwrap();
    follow(&client, 0, 1);
    write_now(&client.audio_settings).unwrap().muted = true;
    follow(&client, 1, 2);
    let recorded = side(&read_now(&client.recorded_audio).unwrap(), 0);
    assert!(recorded[1040..].iter().all(|sample| *sample == 0.0), "5 ms later it is silent");
}

#[tokio::test]
async fn the_players_levels_of_buses_take_effect_within_a_frame_in_a_pause_too() {
    let client = client(AudioDevice::Offline).await;
    let music = Voice::new(BEEP, 0).pan(-1.0).looped().bus(BUS_MUSIC);
    write_now(&client.ecs.world).unwrap().spawn(&Row::new().with(&music)).unwrap();
    follow(&client, 0, 1);
    write_now(&client.audio_settings).unwrap().bus_gains.effects = 0.0;
    follow(&client, 1, 1);
    write_now(&client.audio_settings).unwrap().bus_gains.music = 0.0;
    follow(&client, 2, 1);
    let recorded = side(&read_now(&client.recorded_audio).unwrap(), 0);
    assert_eq!(recorded[..1600], tone(440.0, 0.5, 48_000).channels[0][..1600], "effects are others");
    assert!(recorded[1600 + 240..].iter().all(|sample| *sample == 0.0), "5 ms later it is silent");
    write_now(&client.audio_settings).unwrap().bus_gains.music = 1.0;
    let paused = FollowFrame { next_tick: 3, elapsed_micros: 16_667, ticks: 0, paused: 1 };
    call(&client, FOLLOW, bytemuck::bytes_of(&paused)).unwrap();
    follow(&client, 3, 1);
    let recorded = side(&read_now(&client.recorded_audio).unwrap(), 0);
    assert_eq!(recorded[2640..], tone(440.0, 0.5, 48_000).channels[0][2640..3200]);
}

#[tokio::test]
async fn a_game_that_begins_brings_its_buses() {
    let client = client(AudioDevice::Offline).await;
    let bus = BusDeclaration { gain_millibels: -2_000, ..BusDeclaration::new("drums", "music") };
    *write_now(&client.assets.manifest).unwrap() = Some(manifest(vec![bus]));
    call(&client, RESET, &[]).unwrap();
    let drum = Voice::new(BEEP, 0).pan(-1.0).bus(Name::of("drums"));
    let level = BusLevel { bus: BUS_MUSIC, gain: 0.5, fade_seconds: 0.0 };
    let mut world = write_now(&client.ecs.world).unwrap();
    world.spawn(&Row::new().with(&drum)).unwrap();
    world.spawn(&Row::new().with(&level)).unwrap();
    drop(world);
    follow(&client, 0, 60);
    let recorded = side(&read_now(&client.recorded_audio).unwrap(), 0);
    // -20 dB, and half of it.
    assert!((amplitude_at(&recorded, 440.0) - 0.5 * 0.1 * 0.5).abs() < 1e-6);
    assert_eq!(recorded[1], tone(440.0, 0.5, 2).channels[0][1] * 0.1 * 0.5, "from the first frame on");
}

#[tokio::test]
async fn a_fade_goes_on_where_it_was_when_the_world_is_restored() {
    let client = client(AudioDevice::Offline).await;
    let voice = Voice::new(BEEP, 0).pan(-1.0).looped().pitch(1.5).fade_in(0.2).fade_out(30, 0.5);
    write_now(&client.ecs.world).unwrap().spawn(&Row::new().with(&voice)).unwrap();
    follow(&client, 0, 60);
    let whole = side(&read_now(&client.recorded_audio).unwrap(), 0);
    for first_tick in [6, 20, 40] {
        follow(&client, 0, 1);
        let before = read_now(&client.recorded_audio).unwrap().len() / 2;
        follow(&client, first_tick, 5);
        let seeked = side(&read_now(&client.recorded_audio).unwrap(), 0)[before..].to_vec();
        let expected = &whole[first_tick as usize * 800..];
        // The 5 ms in which a seek fades over are left out.
        let worst = seeked.iter().zip(expected).skip(240).map(|(heard, right)| (heard - right).abs());
        let worst = worst.fold(0.0, f32::max);
        assert!(worst < 1e-4, "from tick {first_tick} on it is off by {worst}");
    }
}

#[tokio::test]
async fn ticks_that_found_the_world_busy_count_with_the_next_call() {
    let client = client(AudioDevice::Offline).await;
    follow(&client, 0, 2);
    write_now(&client.ecs.world).unwrap().spawn(&Row::new().with(&Voice::new(BEEP, 2))).unwrap();
    let guard = write_now(&client.ecs.world).unwrap();
    let frame = FollowFrame { next_tick: 3, ticks: 1, ..FollowFrame::default() };
    let busy = call(&client, FOLLOW, bytemuck::bytes_of(&frame));
    assert_eq!(busy.unwrap_err().kind(), VTableErrorKind::Failed(ErrorKind::Busy));
    drop(guard);
    follow(&client, 3, 1);
    assert_eq!(read_now(&client.recorded_audio).unwrap().len(), 2 * 4 * 800, "no tick is left out");
    call(&client, STATS, &[]).unwrap();
    assert_eq!(read_now(&client.audio_stats).unwrap().played, 1);
}

#[tokio::test]
async fn a_device_that_is_not_there_is_an_error_and_silence() {
    let client = client(AudioDevice::Null).await;
    write_now(&client.audio_settings).unwrap().device = AudioDevice::Named("no such loudspeaker".to_owned());
    let error = start_audio(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoDevice);
    assert!(error.to_string().contains("no such loudspeaker"), "{error}");
    follow(&client, 0, 60);
    call(&client, STATS, &[]).unwrap();
    let stats = read_now(&client.audio_stats).unwrap().clone();
    // Sixty times 16,667 µs, at 48 kHz.
    assert_eq!((stats.device.as_str(), stats.frames), ("silent", 48_000));
}

#[tokio::test]
async fn stopped_audio_goes_on_counting() {
    let client = client(AudioDevice::Offline).await;
    stop_audio(&client).await.unwrap();
    follow(&client, 0, 1);
    call(&client, RESET, &[]).unwrap();
    call(&client, STATS, &[]).unwrap();
    assert_eq!(read_now(&client.audio_stats).unwrap().device, "null");
    assert!(read_now(&client.recorded_audio).unwrap().is_empty());
}

#[tokio::test]
async fn what_it_cannot_do_is_said() {
    let client = client(AudioDevice::Null).await;
    let error = client.vtable.send_command("audio", "sing", Bytes::new()).await.unwrap_err();
    assert_eq!(error.kind(), VTableErrorKind::UnknownOperation);
    let follow = client.vtable.resolve("audio", "follow").unwrap();
    let error = client.vtable.call(follow, &[1, 2, 3], &mut Default::default()).unwrap_err();
    assert_eq!(error.kind(), VTableErrorKind::MalformedPayload);
}

#[tokio::test]
async fn a_system_that_is_replaced_plays_on() {
    let client = client(AudioDevice::Offline).await;
    write_now(&client.ecs.world).unwrap().spawn(&Row::new().with(&Voice::new(BEEP, 0).pan(-1.0))).unwrap();
    follow(&client, 0, 5);
    register_audio_handlers(&client).unwrap();
    follow(&client, 5, 5);
    call(&client, STATS, &[]).unwrap();
    let stats = read_now(&client.audio_stats).unwrap().clone();
    assert_eq!((stats.device.as_str(), stats.played, stats.voices), ("offline", 1, 1));
    let recorded = side(&read_now(&client.recorded_audio).unwrap(), 0);
    assert_eq!(recorded, tone(440.0, 0.5, 48_000).channels[0][..10 * 800], "not a sample is missing");
    stop_audio(&client).await.unwrap();
}

#[tokio::test]
async fn a_client_that_is_dropped_is_gone() {
    let client = client(AudioDevice::Offline).await;
    let (vtable, observed) = (client.vtable.clone(), Arc::downgrade(&client));
    let stats = vtable.resolve(SYSTEM, STATS).unwrap();
    drop(client);
    assert!(observed.upgrade().is_none(), "the system holds no client");
    let error = vtable.call(stats, &[], &mut Reply::default()).unwrap_err();
    assert_eq!(error.kind(), VTableErrorKind::Closed);
}

#[test]
fn a_game_gets_the_system_and_the_lengths() {
    let mut registry = Registry::default();
    register_systems(&mut registry).unwrap();
    assert!(registry.resources.iter().any(|(id, _)| *id == SoundLengths::ID));
    let names: Vec<&str> = registry.systems.iter().map(|(_, system)| system.name).collect();
    let of_ends = ["end_voices", "end_tones", "begin_emitters", "end_emitters", "end_emitter_tones"];
    assert_eq!(names, [of_ends.as_slice(), &["conduct", "play_cues"]].concat());
}
