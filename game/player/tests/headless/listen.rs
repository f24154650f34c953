//! `playground sound`: what a sound is, all sounds of a game, and what cannot be one.

use crate::place::Place;
use std::f32::consts::TAU;

/// A wav of one channel of 16 bits: 441 Hz at a little less than half of full scale.
fn tone(seconds: f32) -> Vec<u8> {
    let frames = (seconds * 44_100.0) as u32;
    let mut file = b"RIFF".to_vec();
    file.extend_from_slice(&(36 + frames * 2).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    for number in [44_100_u32, 88_200] {
        file.extend_from_slice(&number.to_le_bytes());
    }
    file.extend_from_slice(b"\x02\0\x10\0data");
    file.extend_from_slice(&(frames * 2).to_le_bytes());
    for frame in 0..frames {
        let amplitude = 16_000.0 * playground_core_types::math::sin(TAU * (frame % 100) as f32 / 100.0);
        file.extend_from_slice(&(amplitude as i16).to_le_bytes());
    }
    file
}

#[test]
fn a_file_is_described() {
    let place = Place::new();
    place.write("tone.wav", tone(1.0));
    let run = place.run("sound tone.wav");
    assert_eq!((run.status, run.complaint.as_str()), (0, ""));
    let (half, rows) = ("█".repeat(80), "\n\n");
    let expected = format!(
        "sound: tone.wav\nformat: wav\nseconds: 1.000\nframes: 44100\nrate: 44100\nchannels: 1\n\
         peak: -6.2 dBFS\nloudness: -9.9 LUFS\n{rows}{half}\n{half}\n"
    );
    assert_eq!(run.lines, expected);
}

#[test]
fn a_file_is_played_on_a_device_or_none() {
    let place = Place::new();
    place.write("tone.wav", tone(0.1));
    let run = place.run("sound tone.wav --play --audio null");
    assert_eq!((run.status, run.complaint.as_str()), (0, ""));
    assert!(run.lines.contains("\nplayed: "), "{}", run.lines);
}

#[test]
fn all_sounds_of_a_game_are_a_table() {
    let place = Place::new();
    place.write("pong/sounds/tone.wav", tone(2.0));
    let run = place.run("sound pong");
    assert_eq!((run.status, run.complaint.as_str()), (0, ""));
    let head: Vec<&str> = run.lines.lines().next().unwrap().split_whitespace().collect();
    assert_eq!(head, ["sound", "seconds", "rate", "channels", "peak", "loudness", "loop"]);
    let row = run.lines.lines().find(|line| line.starts_with("sounds/tone.wav")).unwrap();
    let row: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(row, ["sounds/tone.wav", "2.000", "44100", "1", "-6.2", "-9.9", "-"]);
    assert_eq!(place.run("sound pong/game.toml").lines, run.lines);
}

#[test]
fn a_game_of_the_gallery_is_called_by_its_name() {
    let place = Place::new();
    let run = place.run_words(&["sound", "Sound Board"]);
    assert_eq!((run.status, run.complaint.as_str()), (0, ""));
    assert!(run.lines.lines().filter(|line| line.starts_with("sounds/")).count() > 2, "{}", run.lines);
    assert_eq!(place.run("sound soundboard").lines, run.lines);
}

#[test]
fn what_cannot_be_played_is_told() {
    let place = Place::new();
    place.write("pong/sounds/bad.wav", &tone(1.0)[..1_000]);
    let run = place.run("sound pong");
    assert_eq!(run.status, 1);
    assert!(run.lines.lines().any(|line| line.starts_with("sounds/bad.wav") && line.ends_with("broken")));
    let told = "sounds/bad.wav: the sound ends too early\n  cure: export it as wav, ogg, flac or mp3 again\n";
    assert_eq!(run.complaint, told);
    let alone = place.run("sound pong/sounds/bad.wav");
    assert_eq!((alone.status, alone.lines.as_str()), (1, ""));
    let missing = place.run("sound nothing.wav");
    assert_eq!(missing.status, 1);
    assert!(missing.complaint.contains("there is no sound at `nothing.wav`"), "{}", missing.complaint);
    assert_eq!(place.run("sound pong --play").status, 2);
}
