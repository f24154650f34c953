//! WAV files, byte for byte.

use super::encode_wav;

#[track_caller]
fn check(samples: &[f32], expected: &[i16]) {
    let file = encode_wav(samples, 2, 48_000);
    let data: Vec<i16> =
        file[44..].chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect();
    assert_eq!(data, expected);
}

#[test]
fn samples_are_rounded_and_cut_at_full_scale() {
    check(&[0.0, 0.5, -0.5, 1.0, -1.0, 2.0], &[0, 16384, -16384, 32767, -32767, 32767]);
    check(&[f32::NAN, 0.00001], &[0, 0]);
    check(&[], &[]);
}

#[test]
fn the_header_is_that_of_the_format() {
    let file = encode_wav(&[0.0; 8], 2, 48_000);
    let number = |at: usize| u32::from_le_bytes([file[at], file[at + 1], file[at + 2], file[at + 3]]);
    assert_eq!((&file[..4], &file[8..16], &file[36..40]), (&b"RIFF"[..], &b"WAVEfmt "[..], &b"data"[..]));
    assert_eq!((number(4) as usize, number(16), number(40)), (file.len() - 8, 16, 16));
    assert_eq!((number(20), number(24), number(28), number(32)), (0x0002_0001, 48_000, 192_000, 0x0010_0004));
}
