//! Sounds of every format, their exact lengths, and broken ones.

use super::fold;
use crate::budget::Budget;
use playground_core_assets::Sound;
use playground_core_types::math::sin_f64;
use playground_core_types::{Bytes, CoreResult};
use std::f64::consts::TAU;

const WAV_FORMAT_PCM: u16 = 1;
const WAV_FORMAT_FLOAT: u16 = 3;

fn decode(file: &str, bytes: &Bytes) -> CoreResult<Sound> {
    super::decode(file, bytes, Budget::new(1 << 30))
}

/// A wav file with `data` behind a header.
fn wav_file(format: u16, channels: u16, rate_hertz: u32, bits: u16, data: &[u8]) -> Bytes {
    let frame_bytes = channels * bits / 8;
    let mut file = Vec::new();
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&(36 + data.len() as u32).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt \x10\0\0\0");
    file.extend_from_slice(&format.to_le_bytes());
    file.extend_from_slice(&channels.to_le_bytes());
    file.extend_from_slice(&rate_hertz.to_le_bytes());
    file.extend_from_slice(&(rate_hertz * u32::from(frame_bytes)).to_le_bytes());
    file.extend_from_slice(&frame_bytes.to_le_bytes());
    file.extend_from_slice(&bits.to_le_bytes());
    file.extend_from_slice(b"data");
    file.extend_from_slice(&(data.len() as u32).to_le_bytes());
    file.extend_from_slice(data);
    file.into()
}

fn wav_16(channels: u16, rate_hertz: u32, samples: &[i16]) -> Bytes {
    let data: Vec<u8> = samples.iter().flat_map(|sample| sample.to_le_bytes()).collect();
    wav_file(WAV_FORMAT_PCM, channels, rate_hertz, 16, &data)
}

#[track_caller]
fn check(file: &Bytes, expected: &[&[f32]]) {
    let sound = decode("a.wav", file).unwrap();
    assert_eq!(sound.channels, expected);
}

#[track_caller]
fn check_error(name: &str, file: impl Into<Bytes>, expected: &str) {
    let error = decode(name, &file.into()).unwrap_err().to_string();
    assert_eq!(error, format!("{name}: {expected}\n  cure: export it as wav, ogg, flac or mp3 again"));
}

#[test]
fn a_wav_keeps_its_samples() {
    check(&wav_16(1, 48_000, &[0, 16384, -32768]), &[&[0.0, 0.5, -1.0]]);
    check(&wav_16(2, 48_000, &[0, 16384, -16384, 8192]), &[&[0.0, -0.5], &[0.5, 0.25]]);
    check(&wav_file(WAV_FORMAT_PCM, 1, 48_000, 8, &[128, 192, 0]), &[&[0.0, 0.5, -1.0]]);
    check(&wav_file(WAV_FORMAT_PCM, 1, 48_000, 24, &[0, 0, 0x40, 0, 0, 0x80]), &[&[0.5, -1.0]]);
    let floats: Vec<u8> =
        [0.25, f32::NAN, f32::INFINITY, 2.0].iter().flat_map(|sample| sample.to_le_bytes()).collect();
    check(&wav_file(WAV_FORMAT_FLOAT, 1, 48_000, 32, &floats), &[&[0.25, 0.0, 0.0, 2.0]]);
}

/// The same file from a program that could not know its length when it wrote the head.
fn streamed(file: &Bytes, riff_size: u32, data_offset: usize) -> Bytes {
    let mut file = file.to_vec();
    file[4..8].copy_from_slice(&riff_size.to_le_bytes());
    file[data_offset + 4..data_offset + 8].copy_from_slice(&u32::MAX.to_le_bytes());
    file.into()
}

#[test]
fn a_streamed_wav_reaches_to_the_end_of_its_file() {
    let file = wav_16(2, 48_000, &[0, 16384, -16384, 8192]);
    for riff_size in [u32::MAX, 0, 44] {
        check(&streamed(&file, riff_size, 36), &[&[0.0, -0.5], &[0.5, 0.25]]);
    }
    // Half a frame at the end is none, and longer sounds are whole as well.
    check(&streamed(&file.slice(..file.len() - 1), u32::MAX, 36), &[&[0.0], &[0.5]]);
    let long: Vec<i16> = (0..10_000).collect();
    assert_eq!(decode("a.wav", &streamed(&wav_16(1, 48_000, &long), u32::MAX, 36)).unwrap().frames(), 10_000);
    // Other chunks may stand before the data, of an odd size too.
    let mut noted = file[..36].to_vec();
    noted.extend_from_slice(b"note\x03\0\0\0abc\0");
    noted.extend_from_slice(&file[36..]);
    check(&streamed(&noted.into(), u32::MAX, 48), &[&[0.0, -0.5], &[0.5, 0.25]]);
}

#[test]
fn another_rate_is_brought_to_the_mixers() {
    let sound = decode("a.wav", &wav_16(2, 44_100, &[8192; 882])).unwrap();
    assert_eq!((sound.channels.len(), sound.frames()), (2, 480));
    assert!((sound.channels[1][240] - 0.25).abs() < 1e-3);
    assert_eq!(decode("a.wav", &wav_16(1, 8_000, &[0; 5])).unwrap().frames(), 30);
}

/// A tenth of a second of 441 Hz at -6 dB: exact in length, near in shape. A shift by one sample
/// would be 0.029 off by itself.
#[track_caller]
fn check_tone(name: &str, file: &'static [u8], tolerance: f32) {
    let sound = decode(name, &Bytes::from_static(file)).unwrap();
    assert_eq!((sound.channels.len(), sound.frames()), (1, 4_800), "{name}");
    let worst = (1_000..3_800).map(|index| {
        let expected = 0.501_187 * sin_f64(TAU * 441.0 * index as f64 / 48_000.0);
        (sound.channels[0][index] - expected as f32).abs()
    });
    let worst = worst.fold(0.0, f32::max);
    assert!(worst < tolerance, "{name} is off by {worst}");
}

#[test]
fn compressed_sounds_are_exact_in_length() {
    check_tone("tone.flac", include_bytes!("../../tests/data/tone.flac"), 1e-4);
    check_tone("tone.ogg", include_bytes!("../../tests/data/tone.ogg"), 0.02);
    check_tone("tone.mp3", include_bytes!("../../tests/data/tone.mp3"), 0.03);
}

#[test]
fn more_channels_are_folded_to_two() {
    // Left, right, centre, low, left behind, right behind.
    let channels: Vec<Vec<f32>> = [1.0, 0.0, 0.5, 0.0, 1.0, 0.0].iter().map(|sample| vec![*sample]).collect();
    assert_eq!(fold(channels), [[2.5 / 4.0], [0.5 / 4.0]]);
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
        assert!(super::decode("a.wav", &file, Budget::new(bytes)).is_ok());
        let error = super::decode("a.wav", &file, Budget::new(bytes - 1)).unwrap_err().to_string();
        let limit = format!("a.wav: with this file, the game takes more than {} bytes of memory", bytes - 1);
        assert!(error.starts_with(&limit), "{error}");
    }
}

#[test]
fn broken_files_never_panic() {
    let wav = wav_16(2, 44_100, &[1000; 40]);
    let files: [(&str, Bytes); 4] = [
        ("a.wav", wav),
        ("a.ogg", Bytes::from_static(include_bytes!("../../tests/data/tone.ogg"))),
        ("a.flac", Bytes::from_static(include_bytes!("../../tests/data/tone.flac"))),
        ("a.mp3", Bytes::from_static(include_bytes!("../../tests/data/tone.mp3"))),
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
