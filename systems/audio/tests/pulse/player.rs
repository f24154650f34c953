//! The process that plays: a client whose world has two voices, until somebody ends it.

use playground_core_assets::{AssetId, Sound};
use playground_core_client::Client;
use playground_core_client::api::{AudioCalls, start_audio};
use playground_core_client::audio::{FollowFrame, Voice};
use playground_core_ecs::Row;
use playground_core_types::math::sin_f64;
use playground_core_types::{Handle, read_now, write_now};
use playground_systems_audio::registration::register_audio_handlers;
use std::f64::consts::TAU;
use std::time::{Duration, Instant};

/// Set for the process that plays; without it the test is only the place of its code.
pub(crate) const PLAYER: &str = "PLAYGROUND_AUDIO_PLAYER";

/// Long after every test has ended its player.
const FRAME_COUNT_MAX: u64 = 60 * 120;

#[tokio::test]
async fn the_player() {
    if std::env::var_os(PLAYER).is_none() {
        return;
    }
    let client = client();
    start_audio(&client).await.unwrap();
    let (mut calls, mut device, mut last) = (AudioCalls::default(), String::new(), Instant::now());
    for tick in 1..=FRAME_COUNT_MAX {
        let elapsed_micros = last.elapsed().as_micros() as u64;
        last = Instant::now();
        calls.follow(&client, FollowFrame { next_tick: tick, elapsed_micros, ticks: 1, paused: 0 }).unwrap();
        calls.stats(&client).unwrap();
        let now = read_now(&client.audio_stats).unwrap().device.clone();
        if now != device {
            println!("\ndevice: {now}");
            device = now;
        }
        std::thread::sleep(Duration::from_millis(16));
    }
}

/// 440 Hz on the left at a gain of a half, 880 Hz on the right at a quarter; the tones have amplitude 0.5.
fn client() -> Handle<Client> {
    let client = Client::new();
    register_audio_handlers(&client).unwrap();
    let (low, high) = (AssetId::of("low"), AssetId::of("high"));
    write_now(&client.assets.sounds).unwrap().extend([(low, tone(440.0)), (high, tone(880.0))]);
    let mut world = write_now(&client.ecs.world).unwrap();
    for voice in [Voice::new(low, 0).gain(0.5).pan(-1.0), Voice::new(high, 0).gain(0.25).pan(1.0)] {
        world.spawn(&Row::new().with(&voice.looped())).unwrap();
    }
    drop(world);
    client
}

fn tone(hertz: f64) -> Handle<Sound> {
    let sample = |frame: u32| (0.5 * sin_f64(TAU * hertz * f64::from(frame) / 48_000.0)) as f32;
    Handle::new(Sound::from_channels(vec![(0..48_000).map(sample).collect()]).unwrap())
}
