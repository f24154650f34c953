//! The process that plays: a client whose world has two voices, until somebody ends it. A line that it is given is a
//! clap; it says when it told the mixer of it.

#![expect(clippy::disallowed_methods, reason = "a player in real time is waited for")]

use playground_core_assets::{AssetId, Sound};
use playground_core_client::Client;
use playground_core_client::api::start_audio;
use playground_core_client::audio::operations::{FOLLOW, STATS, SYSTEM};
use playground_core_client::audio::{FollowFrame, Voice};
use playground_core_ecs::Row;
use playground_core_types::math::sin_f64;
use playground_core_types::{Handle, read_now, write_now};
use playground_core_vtable::{Reply, Route};
use playground_systems_audio::registration::register_audio_handlers;
use std::f64::consts::TAU;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime};

/// Set to a device for the process that plays; without it the test is only the place of its code.
pub(crate) const PLAYER: &str = "PLAYGROUND_AUDIO_PLAYER";

/// A tick of a game.
const FRAME: Duration = Duration::from_nanos(16_666_667);

const CLAP: AssetId = AssetId::of("clap");

/// Louder than all that plays beside it, in frames.
const CLAP_FRAMES: usize = 48;

#[tokio::test]
async fn the_player() {
    let Ok(device) = std::env::var(PLAYER) else { return };
    let client = client();
    write_now(&client.audio_settings).unwrap().device = device.parse().unwrap();
    start_audio(&client).await.unwrap();
    let (mut device, mut last) = (String::new(), Instant::now());
    let mut next = last + FRAME;
    let (mut follow, mut stats) = (Route::new(SYSTEM, FOLLOW), Route::new(SYSTEM, STATS));
    let mut reply = Reply::default();
    let claps = claps();
    let mut claps_now = false;
    for tick in 1.. {
        if claps_now {
            clap(&client, tick - 1);
        }
        let elapsed_micros = last.elapsed().as_micros() as u64;
        last = Instant::now();
        let frame = FollowFrame { next_tick: tick, elapsed_micros, ticks: 1, paused: 0 };
        follow.call(&client.vtable, bytemuck::bytes_of(&frame), &mut reply).unwrap();
        if claps_now {
            println!("\nclap: {}", now_micros());
        }
        stats.call(&client.vtable, &[], &mut reply).unwrap();
        let now = read_now(&client.audio_stats).unwrap().device.clone();
        if now != device {
            println!("\ndevice: {now}");
            device = now;
        }
        claps_now = false;
        loop {
            match claps.recv_timeout(next.saturating_duration_since(Instant::now())) {
                Ok(()) => claps_now = true,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        next += FRAME;
    }
}

/// Gives something for each line of the input, and hangs up when it closes, which is when the test that wants the
/// player ends.
fn claps() -> Receiver<()> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for _ in std::io::stdin().lines().map_while(Result::ok) {
            sender.send(()).unwrap_or_default();
        }
    });
    receiver
}

fn clap(client: &Client, tick: u64) {
    let mut world = write_now(&client.ecs.world).unwrap();
    world.spawn(&Row::new().with(&Voice::new(CLAP, tick).pan(-1.0))).unwrap();
}

/// The time that all processes of the machine agree on.
pub(crate) fn now_micros() -> i64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_micros() as i64
}

/// 440 Hz on the left at a gain of a half, 880 Hz on the right at a quarter; the tones have amplitude 0.5.
fn client() -> Handle<Client> {
    let client = Client::new();
    register_audio_handlers(&client).unwrap();
    let (low, high) = (AssetId::of("low"), AssetId::of("high"));
    let clap = Handle::new(Sound::from_channels(vec![vec![0.7; CLAP_FRAMES]]).unwrap());
    let sounds = [(low, tone(440.0)), (high, tone(880.0)), (CLAP, clap)];
    write_now(&client.assets.sounds).unwrap().extend(sounds);
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
