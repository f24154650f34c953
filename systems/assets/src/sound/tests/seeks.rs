//! Seeking inside of a file: exact to the frame, and the same samples as without it.

use super::files::wav_16;
use crate::sound::reader::SoundReader;
use playground_core_types::Bytes;

/// All frames from `frame` to the end.
fn rest(reader: &mut SoundReader) -> Vec<f32> {
    let mut samples = Vec::new();
    while let Some(block) = reader.next_block().unwrap() {
        samples.extend_from_slice(&block[0]);
    }
    samples
}

#[track_caller]
fn check_seeks(file: &str, bytes: &Bytes) {
    let mut reader = SoundReader::open(file, bytes).unwrap();
    let whole = rest(&mut reader);
    let count = whole.len();
    // Back and forth, in no order; with a stride without common factors with the lengths of packets.
    let places = (0..23).map(|index| (index * 7_919_777) % count).chain([0, 1, count - 1, count]);
    for place in places {
        reader.seek(place as u64).unwrap();
        let after = rest(&mut reader);
        assert_eq!(after.len(), count - place, "{file} from {place}");
        assert_eq!(after, whole[place..], "{file} from {place}");
    }
}

#[test]
fn a_seek_is_exact_to_the_frame() {
    let samples: Vec<i16> = (0..200_000_u32).map(|index| (index.wrapping_mul(40_503) >> 7) as i16).collect();
    check_seeks("a.wav", &wav_16(1, 44_100, &samples));
    check_seeks("song.ogg", &Bytes::from_static(include_bytes!("../../../tests/data/song.ogg")));
    check_seeks("song.flac", &Bytes::from_static(include_bytes!("../../../tests/data/song.flac")));
    check_seeks("song.mp3", &Bytes::from_static(include_bytes!("../../../tests/data/song.mp3")));
    check_seeks("stereo.ogg", &Bytes::from_static(include_bytes!("../../../tests/data/stereo.ogg")));
    check_seeks("tone.mp3", &Bytes::from_static(include_bytes!("../../../tests/data/tone.mp3")));
}
