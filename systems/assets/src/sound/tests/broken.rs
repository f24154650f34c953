//! Broken sounds: a clear error or silence, in bounded time and memory.

use super::files::{WAV_FORMAT_FLOAT, WAV_FORMAT_PCM, wav_16, wav_file};
use super::{decode, streamed};
use crate::budget::Budget;
use crate::stream::StreamDecoder;
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

#[track_caller]
fn check_start(file: impl Into<Bytes>, expected: &str) {
    let error = decode("a.wav", &file.into()).unwrap_err().to_string();
    assert!(error.starts_with(&format!("a.wav: {expected}")) && error.contains("\n  cure: "), "{error}");
}

#[test]
fn rates_that_no_sound_has_are_told() {
    for rate in [0, 1, 7_999, 192_001, 4_000_000_000, u32::MAX] {
        check_start(
            wav_16(1, rate, &[0; 8]),
            &format!("the sound has {rate} samples a second, not 8000 to 192000"),
        );
    }
}

#[test]
fn channels_that_no_sound_has_are_told() {
    for channels in [0, 9, 40_000] {
        let mut file = wav_16(1, 48_000, &[0; 200]).to_vec();
        file[22..24].copy_from_slice(&u16::to_le_bytes(channels));
        check_error("a.wav", file, &format!("the sound has {channels} channels, not 1 to 8"));
    }
    assert!(decode("a.wav", &wav_file(WAV_FORMAT_PCM, 8, 48_000, 16, &[0; 400])).is_ok());
}

#[test]
fn sizes_of_gigabytes_are_not_believed() {
    // A wav says so in 32 bits, its big brother in 64, which is another format.
    let file = wav_16(2, 48_000, &[0; 100]).to_vec();
    for size in [i32::MAX as u32, 4_000_000_000, u32::MAX - 64] {
        let mut claims = file.clone();
        claims[4..8].copy_from_slice(&(size + 36).to_le_bytes());
        claims[40..44].copy_from_slice(&size.to_le_bytes());
        check_start(claims, "the sound is longer than 20 minutes");
    }
    let mut large = file.clone();
    large[..4].copy_from_slice(b"RF64");
    check_start(large, "this is no wav, ogg, flac or mp3 that can be read");
    // A flac says it in samples, in 36 bits at the end of its first block's counts.
    let mut flac = include_bytes!("../../../tests/data/tone.flac").to_vec();
    flac[21] |= 0x0f;
    flac[22..26].fill(0xff);
    let error = decode("a.flac", &flac.into()).unwrap_err().to_string();
    assert!(error.starts_with("a.flac: the sound is longer than 20 minutes"), "{error}");
}

#[test]
fn what_is_no_number_is_silence() {
    let samples = [f32::NAN, 0.5, f32::INFINITY, f32::NEG_INFINITY, -0.5, f32::MAX];
    let bytes: Vec<u8> = samples.repeat(100).iter().flat_map(|sample| sample.to_le_bytes()).collect();
    for (channels, rate) in [(1, 48_000), (2, 44_100), (3, 44_100), (6, 22_050)] {
        let sound = decode("a.wav", &wav_file(WAV_FORMAT_FLOAT, channels, rate, 32, &bytes)).unwrap();
        assert!(sound.frames() > 0 && sound.channels.iter().flatten().all(|sample| sample.is_finite()));
    }
    // A game is played with it; a check tells.
    let file = wav_file(WAV_FORMAT_FLOAT, 1, 48_000, 32, &bytes);
    let error = crate::sound::check("a.wav", &file, Budget::new(u64::MAX)).unwrap_err().to_string();
    let told = "a.wav: samples are no numbers, or far beyond full scale\n  cure: export it as wav, ogg, flac or mp3 again";
    assert_eq!(error, told);
    let loud: Vec<u8> = [1.5_f32, -1.5].iter().flat_map(|sample| sample.to_le_bytes()).collect();
    assert!(
        crate::sound::check(
            "a.wav",
            &wav_file(WAV_FORMAT_FLOAT, 1, 48_000, 32, &loud),
            Budget::new(u64::MAX)
        )
        .is_ok()
    );
}

/// How many frames a stream of a wav gives before it ends or breaks, at most 10,000; all of them are numbers.
fn streamed_frames(file: impl Into<Bytes>, is_looped: bool) -> Result<usize, String> {
    let mut stream =
        StreamDecoder::open("a.wav", &file.into(), is_looped).map_err(|error| error.to_string())?;
    let mut frames = 0;
    while frames < 10_000
        && let Ok(Some(slice)) = stream.next_slice()
    {
        assert!(slice.iter().flatten().all(|sample| sample.is_finite()));
        frames += slice[0].len();
    }
    Ok(frames)
}

#[test]
fn streams_are_held_to_the_same() {
    for is_looped in [false, true] {
        for rate in [0, 7_999, 192_001, u32::MAX] {
            let error = streamed_frames(wav_16(1, rate, &[0; 8]), is_looped).unwrap_err();
            assert!(error.contains("samples a second, not 8000 to 192000"), "{error}");
        }
        let mut many = wav_16(1, 48_000, &[0; 200]).to_vec();
        many[22..24].copy_from_slice(&u16::to_le_bytes(9));
        let error = streamed_frames(many, is_looped).unwrap_err();
        assert!(error.contains("the sound has 9 channels, not 1 to 8"), "{error}");
        let eight = wav_file(WAV_FORMAT_PCM, 8, 48_000, 16, &[0; 400]);
        assert!(streamed_frames(eight, is_looped).is_ok_and(|frames| frames >= 25));
        // Gigabytes that are only claimed: what is there, and no more.
        let mut claims = wav_16(2, 48_000, &[0; 100]).to_vec();
        claims[40..44].copy_from_slice(&4_000_000_000_u32.to_le_bytes());
        let heard = streamed_frames(claims, is_looped);
        assert!(matches!(heard, Ok(0..=50) | Err(_)), "{heard:?}");
        // Nothing at all: silence, or an error.
        assert!(matches!(streamed_frames(wav_16(1, 48_000, &[]), is_looped), Ok(0) | Err(_)));
        assert!(streamed_frames(&b"no sound"[..], is_looped).is_err());
    }
    let samples = [f32::NAN, 0.5, f32::INFINITY, f32::NEG_INFINITY, -0.5, f32::MAX];
    let bytes: Vec<u8> = samples.repeat(100).iter().flat_map(|sample| sample.to_le_bytes()).collect();
    for (channels, rate) in [(1, 48_000), (2, 44_100), (3, 44_100), (6, 22_050)] {
        let file = wav_file(WAV_FORMAT_FLOAT, channels, rate, 32, &bytes);
        assert!(streamed_frames(file, false).is_ok_and(|frames| frames > 0));
    }
}
