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

mod player;
mod server;

use playground_core_types::math::{cos_f64, sin_f64};
use server::{Folder, Guest};
use std::f64::consts::TAU;
use std::io::{BufRead, BufReader, Lines, Read};
use std::process::ChildStdout;

/// Frames that a test listens to: a second.
const LISTENED_FRAMES: usize = 48_000;

#[test]
fn two_voices_of_the_world_are_heard_at_their_levels_and_places() {
    let folder = Folder::new("levels");
    let Some(_server) = folder.start_server() else { return };
    let (_player, mut devices) = folder.start_player();
    wait_for(&mut devices, "Null Output");
    check(&folder);
}

#[test]
fn a_player_whose_device_goes_away_and_comes_back_sounds_again() {
    let folder = Folder::new("loss");
    let Some(server) = folder.start_server() else { return };
    let (_player, mut devices) = folder.start_player();
    wait_for(&mut devices, "Null Output");
    drop(server);
    wait_for(&mut devices, "silent");
    let _server = folder.start_server();
    wait_for(&mut devices, "Null Output");
    check(&folder);
}

/// The player names its device whenever that changes; an end of its words is its end.
#[track_caller]
fn wait_for(devices: &mut Lines<BufReader<ChildStdout>>, expected: &str) {
    let found = devices.any(|line| line.unwrap() == format!("device: {expected}"));
    assert!(found, "the player ended before it played into `{expected}`");
}

/// What is heard: 440 Hz on the left at 0.25, 880 Hz on the right at 0.125, nothing across.
#[track_caller]
fn check(folder: &Folder) {
    let Some(mut recorder) = folder.start_recorder() else { return };
    let samples = listen(&mut recorder);
    let side = |side| -> Vec<f32> { samples.chunks_exact(2).map(|frame: &[f32]| frame[side]).collect() };
    let (left, right) = (side(0), side(1));
    let heard = [(&left, 440.0), (&left, 880.0), (&right, 440.0), (&right, 880.0)]
        .map(|(side, hertz)| amplitude_at(side, hertz));
    println!("heard at 440 and 880 Hz, on the left and on the right: {heard:.4?}");
    let is_near =
        heard.iter().zip([0.25, 0.0, 0.0, 0.125]).all(|(heard, right)| (heard - right).abs() < 0.005);
    assert!(is_near, "{heard:?}");
}

/// A second of what the recorder hears, from a while after the first sound on.
fn listen(recorder: &mut Guest) -> Vec<f32> {
    let mut tape = recorder.0.stdout.take().unwrap();
    let mut frame = [0; 8];
    while frame == [0; 8] {
        tape.read_exact(&mut frame).unwrap();
    }
    // A voice that begins in its midst is faded in.
    let mut skipped = vec![0; 8 * 4_800];
    tape.read_exact(&mut skipped).unwrap();
    let mut bytes = vec![0; 4 * 2 * LISTENED_FRAMES];
    tape.read_exact(&mut bytes).unwrap();
    bytes
        .chunks_exact(4)
        .map(|sample| f32::from_le_bytes([sample[0], sample[1], sample[2], sample[3]]))
        .collect()
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
