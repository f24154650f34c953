//! Sounds of every format, their exact lengths, and broken ones.

use super::{decode, fold};
use playground_core_types::Bytes;
use playground_core_types::math::sin_f64;
use std::f64::consts::TAU;

const WAV_FORMAT_PCM: u16 = 1;
const WAV_FORMAT_FLOAT: u16 = 3;

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

#[test]
fn sounds_that_are_too_long_are_refused() {
    let minutes = vec![0; 8_000 * 60 * 20 + 8_000];
    let error = decode("a.wav", &wav_file(WAV_FORMAT_PCM, 1, 8_000, 8, &minutes)).unwrap_err().to_string();
    assert_eq!(error, "a.wav: the sound is longer than 20 minutes\n  cure: cut it into several");
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
