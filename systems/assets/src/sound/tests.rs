//! Sounds of every format, and their exact lengths.

mod broken;
mod files;
mod loops;
mod mutations;
mod seeks;

use crate::budget::Budget;
use files::{WAV_FORMAT_FLOAT, WAV_FORMAT_PCM, wav_16, wav_extensible, wav_file};
use playground_core_assets::Sound;
use playground_core_types::math::sin_f64;
use playground_core_types::{Bytes, CoreResult};
use std::f64::consts::TAU;

fn decode(file: &str, bytes: &Bytes) -> CoreResult<Sound> {
    super::decode(file, bytes, Budget::new(1 << 30))
}

#[track_caller]
fn check(file: &Bytes, expected: &[&[f32]]) {
    let sound = decode("a.wav", file).unwrap();
    assert_eq!(sound.channels, expected);
}

#[test]
fn a_wav_keeps_its_samples() {
    check(&wav_16(1, 48_000, &[0, 16384, -32768]), &[&[0.0, 0.5, -1.0]]);
    check(&wav_16(2, 48_000, &[0, 16384, -16384, 8192]), &[&[0.0, -0.5], &[0.5, 0.25]]);
    check(&wav_file(WAV_FORMAT_PCM, 1, 48_000, 8, &[128, 192, 0]), &[&[0.0, 0.5, -1.0]]);
    check(&wav_file(WAV_FORMAT_PCM, 1, 48_000, 24, &[0, 0, 0x40, 0, 0, 0x80]), &[&[0.5, -1.0]]);
    check(&wav_file(WAV_FORMAT_PCM, 1, 48_000, 32, &[0, 0, 0, 0x40, 0, 0, 0, 0x80]), &[&[0.5, -1.0]]);
    let doubles: Vec<u8> = [0.25, -0.5, f64::NAN].iter().flat_map(|sample| sample.to_le_bytes()).collect();
    check(&wav_file(WAV_FORMAT_FLOAT, 1, 48_000, 64, &doubles), &[&[0.25, -0.5, 0.0]]);
    let floats: Vec<u8> =
        [0.25, f32::NAN, f32::INFINITY, 2.0].iter().flat_map(|sample| sample.to_le_bytes()).collect();
    check(&wav_file(WAV_FORMAT_FLOAT, 1, 48_000, 32, &floats), &[&[0.25, 0.0, 0.0, 2.0]]);
    let absurd: Vec<u8> = [1e30_f32, -1e30].iter().flat_map(|sample| sample.to_le_bytes()).collect();
    check(&wav_file(WAV_FORMAT_FLOAT, 1, 48_000, 32, &absurd), &[&[64.0, -64.0]]);
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

/// The frames that the last page of an ogg file says it ends with.
fn last_granule(file: &[u8]) -> u64 {
    let page = file.windows(4).rposition(|four| four == b"OggS").unwrap();
    u64::from_le_bytes(file[page + 6..page + 14].try_into().unwrap())
}

#[test]
fn a_vorbis_is_as_long_as_its_pages_count() {
    // The length comes from whole numbers of the file, never from what a decoder computes.
    for file in
        [&include_bytes!("../../tests/data/tone.ogg")[..], &include_bytes!("../../tests/data/song.ogg")[..]]
    {
        let decoded = super::decode_file("a.ogg", &Bytes::from_static(file), Budget::new(1 << 30)).unwrap();
        assert_eq!(decoded.frames, last_granule(file));
        let heard = (decoded.frames * 48_000).div_ceil(decoded.rate_hertz.into());
        assert!(decoded.sound.frames().abs_diff(heard) <= 1, "{} frames, {heard}", decoded.sound.frames());
    }
}

#[test]
fn an_mp3_that_does_not_say_how_long_it_is_is_heard_to_its_end() {
    // Six seconds, and what the encoder adds on both sides, of which only its tag would tell.
    let file = Bytes::from_static(include_bytes!("../../tests/data/song.mp3"));
    let frames = decode("a.mp3", &file).unwrap().frames();
    assert!((6 * 48_000..6 * 48_000 + 6_000).contains(&frames), "{frames}");
    assert!(
        decode("a.mp3", &file.slice(..file.len() / 2)).unwrap().frames() > 2 * 48_000,
        "half a file is half a song"
    );
}

#[test]
fn a_tag_before_the_sound_is_skipped() {
    // Its bytes look like frames.
    let mut tagged = b"ID3\x04\0\0\0\0\0\x08\xff\xfb\x90\0\xff\xfb\x90\0".to_vec();
    let file = Bytes::from_static(include_bytes!("../../tests/data/tone.mp3"));
    tagged.extend_from_slice(&file);
    assert_eq!(decode("a.mp3", &tagged.into()).unwrap(), decode("a.mp3", &file).unwrap());
}

#[test]
fn more_channels_are_folded_to_two() {
    // Left, right, centre, low, two behind, two at the sides: only the left of the sides sounds.
    let mut samples = [0_i16; 8];
    samples[6] = 16_384;
    let sound = decode("a.wav", &wav_extensible(8, 0x63f, 48_000, &samples)).unwrap();
    let expected = 0.5 * 0.5_f32.sqrt() / (1.0 + 3.0 * 0.5_f32.sqrt());
    assert_eq!((sound.channels.len(), sound.frames()), (2, 1));
    assert!((sound.channels[0][0] - expected).abs() < 1e-6, "{:?}", sound.channels);
    assert!(sound.channels[1][0].abs() < 1e-6, "{:?}", sound.channels);
}
