//! Broken sounds: a clear error or silence, in bounded time and memory.

use super::files::{WAV_FORMAT_PCM, wav_16, wav_file};
use super::{decode, streamed};
use crate::budget::Budget;
use playground_core_types::Bytes;

#[track_caller]
fn check_error(name: &str, file: impl Into<Bytes>, expected: &str) {
    let error = decode(name, &file.into()).unwrap_err().to_string();
    assert_eq!(error, format!("{name}: {expected}\n  cure: export it as wav, ogg, flac or mp3 again"));
}

#[test]
fn broken_sounds_are_told() {
    let unknown = "this is no wav, ogg, flac or mp3 that can be read";
    check_error("a.wav", &b""[..], unknown);
    check_error("a.ogg", &b"this is a text, and no sound at all"[..], unknown);
    let file = wav_16(1, 48_000, &[0; 100]);
    check_error("a.wav", file.slice(..file.len() - 50), "the sound ends too early");
    check_error("a.wav", wav_16(1, 48_000, &[]), "the file has no samples");
    let slow = decode("a.wav", &wav_16(1, 4_000, &[0; 8])).unwrap_err().to_string();
    assert_eq!(
        slow,
        "a.wav: the sound has 4000 samples a second, not 8000 to 192000\n  cure: export it at 48000"
    );
}

/// A wav of 8 bits whose head says that it has `frames`; where it has none, that is a lie.
#[track_caller]
fn check_refused(channels: u16, rate_hertz: u32, frames: u32, expected: &str) {
    let mut file = wav_file(WAV_FORMAT_PCM, channels, rate_hertz, 8, &[]).to_vec();
    let data_bytes = frames * u32::from(channels);
    file[4..8].copy_from_slice(&(data_bytes + 36).to_le_bytes());
    file[40..44].copy_from_slice(&data_bytes.to_le_bytes());
    let error = decode("a.wav", &file.into()).unwrap_err().to_string();
    assert_eq!(error, format!("a.wav: {expected}"));
}

#[test]
fn sounds_that_are_too_long_are_refused_by_their_head() {
    let minutes_20 = 60 * 20;
    check_refused(
        1,
        8_000,
        8_000 * minutes_20 + 1,
        "the sound is longer than 20 minutes\n  cure: cut it into several",
    );
    check_refused(
        8,
        192_000,
        192_000 * 75 + 1,
        "the sound has more than 115200000 samples\n  cure: export it with two channels at 48000, or cut it into several",
    );
    // What is no lie, but as long as may be, is only told to be cut off.
    check_refused(
        2,
        48_000,
        48_000 * minutes_20,
        "the sound ends too early\n  cure: export it as wav, ogg, flac or mp3 again",
    );
}

#[test]
fn sounds_are_held_to_their_length_while_they_are_decoded() {
    // Endless, as far as its head says; 20 minutes and a second of samples follow.
    let minutes = vec![128; 8_000 * 60 * 20 + 8_000];
    let file = wav_file(WAV_FORMAT_PCM, 1, 8_000, 8, &minutes);
    let error = decode("a.wav", &streamed(&file, u32::MAX, 36)).unwrap_err().to_string();
    assert_eq!(error, "a.wav: the sound is longer than 20 minutes\n  cure: cut it into several");
}

#[test]
fn a_sound_past_the_budget_is_refused() {
    // 8,000 of 8 kHz become 48,000 samples of four bytes, of each of two channels at most.
    for (channels, bytes) in [(1, 192_000), (2, 384_000), (4, 384_000)] {
        let file = wav_file(WAV_FORMAT_PCM, channels, 8_000, 8, &vec![128; 8_000 * usize::from(channels)]);
        assert!(crate::sound::decode("a.wav", &file, Budget::new(bytes)).is_ok());
        let error = crate::sound::decode("a.wav", &file, Budget::new(bytes - 1)).unwrap_err().to_string();
        let limit = format!("a.wav: with this file, the game takes more than {} bytes of memory", bytes - 1);
        assert!(error.starts_with(&limit), "{error}");
    }
}

#[test]
fn broken_files_never_panic() {
    let wav = wav_16(2, 44_100, &[1000; 40]);
    let files: [(&str, Bytes); 4] = [
        ("a.wav", wav),
        ("a.ogg", Bytes::from_static(include_bytes!("../../../tests/data/tone.ogg"))),
        ("a.flac", Bytes::from_static(include_bytes!("../../../tests/data/tone.flac"))),
        ("a.mp3", Bytes::from_static(include_bytes!("../../../tests/data/tone.mp3"))),
    ];
    for (name, file) in files {
        // Every length of the wav; of the longer ones each in turn, at a stride without common factors.
        let stride = if file.len() > 400 { 37 } else { 1 };
        for end in (0..file.len()).step_by(stride) {
            let short = decode(name, &file.slice(..end));
            assert!(short.is_ok() || short.is_err_and(|error| error.place().is_some()), "{name} at {end}");
            let mut changed = file.to_vec();
            changed[end] ^= 0x55;
            let changed = decode(name, &changed.into());
            assert!(
                changed.is_ok() || changed.is_err_and(|error| error.place().is_some()),
                "{name} at {end}"
            );
        }
    }
}
