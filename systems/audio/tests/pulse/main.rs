//! From the world to a loudspeaker: a client plays into a PulseAudio server of its own, which is recorded.
//!
//! The server lives in a temporary folder and has one sink that goes nowhere. Where `pulseaudio` or `parec`
//! is not installed a test says so and checks nothing.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it skips"
)]

mod latency;
mod player;
mod server;

use playground_core_types::math::{cos_f64, sin_f64};
use server::Folder;
use std::f64::consts::TAU;
use std::io::{BufReader, Lines, Read};
use std::process::ChildStdout;

/// Frames of a second, which a test listens to at a time.
const LISTENED_FRAMES: usize = 48_000;

const LISTENED_SECONDS_MAX: u32 = 30;

#[test]
fn two_voices_of_the_world_are_heard_at_their_levels_and_places() {
    let folder = Folder::new();
    let Some(_server) = folder.start_server() else { return };
    let (_player, mut devices) = folder.start_player("auto");
    wait_for(&mut devices, by_cpal);
    check(&folder, "rec");
}

#[cfg(feature = "rodio")]
#[test]
fn by_way_of_rodio_the_same_is_heard() {
    let folder = Folder::new();
    let Some(_server) = folder.start_server() else { return };
    let (_player, mut devices) = folder.start_player("rodio");
    wait_for(&mut devices, by_rodio);
    check(&folder, "rec");
}

#[test]
fn a_player_whose_device_goes_away_and_comes_back_sounds_again() {
    check_loss("auto", by_cpal);
}

#[cfg(feature = "rodio")]
#[test]
fn rodio_is_silent_while_its_device_is_away_and_sounds_again() {
    check_loss("rodio", by_rodio);
}

#[test]
fn the_sound_goes_along_when_the_default_output_changes_or_goes_away() {
    let folder = Folder::new();
    let Some(_server) = folder.start_server() else { return };
    let (_player, mut devices) = folder.start_player("auto");
    wait_for(&mut devices, by_cpal);
    let Some(take_other) = folder.plug_in("other") else { return };
    folder.control("set-default-sink other");
    check(&folder, "other");
    folder.control(&take_other);
    check(&folder, "rec");
    // The last one goes, and some time later there is another.
    let modules = folder.control("list short modules").unwrap();
    let last = modules.lines().find(|line| line.contains("sink_name=rec")).unwrap();
    folder.control(&format!("unload-module {}", last.split_whitespace().next().unwrap()));
    wait_for(&mut devices, |device| device == SILENT);
    folder.plug_in("third");
    wait_for(&mut devices, by_cpal);
    check(&folder, "third");
}

#[test]
fn a_player_that_began_without_any_output_takes_the_first_that_comes() {
    let folder = Folder::new();
    let (_player, mut devices) = folder.start_player("auto");
    wait_for(&mut devices, |device| device == SILENT);
    let Some(_server) = folder.start_server() else { return };
    wait_for(&mut devices, by_cpal);
    check(&folder, "rec");
}

/// Whether words name the server's sink. A server that is just starting may be reached by way of ALSA, by another name.
fn by_cpal(device: &str) -> bool {
    device != SILENT && !by_rodio(device)
}

fn by_rodio(device: &str) -> bool {
    device.ends_with("(rodio)")
}

/// The device of a player that has none.
const SILENT: &str = "silent";

/// A player on `device` falls silent when its server ends, and `plays` again when there is another.
#[track_caller]
fn check_loss(device: &str, plays: fn(&str) -> bool) {
    let folder = Folder::new();
    let Some(server) = folder.start_server() else { return };
    let (_player, mut devices) = folder.start_player(device);
    wait_for(&mut devices, plays);
    drop(server);
    wait_for(&mut devices, |device| device == SILENT);
    let _server = folder.start_server();
    wait_for(&mut devices, plays);
    check(&folder, "rec");
}

/// The player names its device whenever that changes; an end of its words is its end.
#[track_caller]
fn wait_for(devices: &mut Lines<BufReader<ChildStdout>>, is_wanted: fn(&str) -> bool) {
    let found = devices.any(|line| line.unwrap().strip_prefix("device: ").is_some_and(is_wanted));
    assert!(found, "the player ended before it played into the device");
}

/// What is heard: 440 Hz on the left at 0.25, 880 Hz on the right at 0.125, nothing across.
///
/// A machine that is busy makes the device run dry now and then, so one good second of a few is enough.
#[track_caller]
fn check(folder: &Folder, sink: &str) {
    let Some(mut recorder) = folder.start_recorder(sink, 20) else { return };
    let mut tape = recorder.0.stdout.take().unwrap();
    skip_silence(&mut tape);
    let is_near = (0..LISTENED_SECONDS_MAX).any(|_| {
        let heard = listen(&mut tape);
        println!("heard at 440 and 880 Hz, on the left and on the right: {heard:.4?}");
        heard.iter().zip([0.25, 0.0, 0.0, 0.125]).all(|(heard, right)| (heard - right).abs() < 0.001)
    });
    assert!(is_near, "no second was as it should be");
}

/// Reads to the first sound and past the fade of a voice that begins in its midst.
#[track_caller]
fn skip_silence(tape: &mut ChildStdout) {
    let mut frame = [0; 8];
    let sounds = (0..10 * LISTENED_FRAMES).any(|_| {
        tape.read_exact(&mut frame).unwrap();
        frame != [0; 8]
    });
    assert!(sounds, "ten seconds of silence");
    tape.read_exact(&mut vec![0; 8 * 4_800]).unwrap();
}

/// The amplitudes of a second: of 440 and of 880 Hz on the left, of both on the right.
fn listen(tape: &mut ChildStdout) -> [f64; 4] {
    let mut bytes = vec![0; 8 * LISTENED_FRAMES];
    tape.read_exact(&mut bytes).unwrap();
    let sample = |bytes: &[u8]| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    let left: Vec<f32> = bytes.chunks_exact(8).map(|frame: &[u8]| sample(&frame[..4])).collect();
    let right: Vec<f32> = bytes.chunks_exact(8).map(|frame: &[u8]| sample(&frame[4..])).collect();
    [(&left, 440.0), (&left, 880.0), (&right, 440.0), (&right, 880.0)]
        .map(|(side, hertz)| amplitude_at(side, hertz))
}

/// One bin of a discrete Fourier transform.
fn amplitude_at(samples: &[f32], hertz: f64) -> f64 {
    let (mut real, mut imaginary) = (0.0, 0.0);
    for (frame, sample) in samples.iter().enumerate() {
        let angle = TAU * hertz * frame as f64 / 48_000.0;
        real += f64::from(*sample) * cos_f64(angle);
        imaginary += f64::from(*sample) * sin_f64(angle);
    }
    2.0 * (real * real + imaginary * imaginary).sqrt() / samples.len() as f64
}
