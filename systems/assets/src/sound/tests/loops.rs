//! Loops that files name, and their seams.

use super::decode;
use super::files::{riff, sampler, wav_16, wav_with};
use playground_core_assets::{LoopRegion, Sound};
use playground_core_types::Bytes;
use playground_core_types::math::sin_f64;
use std::f64::consts::TAU;

fn region(sound: &Sound) -> Option<(u64, u64)> {
    sound.loop_region.map(|LoopRegion { start_frame, end_frame }| (start_frame, end_frame))
}

/// A wav of a hundred frames with the loops of a sampler: their kind, first and last frame.
#[track_caller]
fn check_sampler(loops: &[[u32; 3]], expected: Option<(u64, u64)>) {
    let sound = decode("a.wav", &wav_with(48_000, &[100; 100], b"smpl", &sampler(loops))).unwrap();
    assert_eq!((sound.frames(), region(&sound)), (100, expected), "{loops:?}");
}

#[test]
fn a_wav_names_its_loop() {
    check_sampler(&[[0, 10, 89]], Some((10, 90)));
    // Loops back and forth are not ours; the first one forward is.
    check_sampler(&[[1, 3, 4], [0, 10, 89], [0, 5, 6]], Some((10, 90)));
    check_sampler(&[[1, 3, 4]], None);
    check_sampler(&[], None);
    // What reaches out of the sound ends with it; what lies outside of it is none.
    check_sampler(&[[0, 10, 1_000]], Some((10, 100)));
    check_sampler(&[[0, 0, u32::MAX]], Some((0, 100)));
    check_sampler(&[[0, 100, 200]], None);
    check_sampler(&[[0, 50, 49]], None);
}

#[test]
fn a_sampler_that_is_cut_off_names_no_loop() {
    let chunk = sampler(&[[0, 10, 89]]);
    for length in 0..chunk.len() {
        let sound = decode("a.wav", &wav_with(48_000, &[100; 100], b"smpl", &chunk[..length])).unwrap();
        assert_eq!((sound.frames(), region(&sound)), (100, None), "{length} bytes");
    }
    // One that stands before the samples counts as well.
    let plain = wav_16(1, 48_000, &[100; 100]);
    let file = riff(&[(b"smpl", &chunk), (b"fmt ", &plain[20..36]), (b"data", &plain[44..])]);
    assert_eq!(region(&decode("a.wav", &file).unwrap()), Some((10, 90)));
}

/// The flac fixture, 4,410 frames at 44.1 kHz, with comments.
fn flac_with(comments: &[&str]) -> Bytes {
    let plain = include_bytes!("../../../tests/data/tone.flac");
    let mut block = 0_u32.to_le_bytes().to_vec();
    block.extend_from_slice(&(comments.len() as u32).to_le_bytes());
    for comment in comments {
        block.extend_from_slice(&(comment.len() as u32).to_le_bytes());
        block.extend_from_slice(comment.as_bytes());
    }
    // Behind the first block, of 34 bytes, which is not the last any more. Ours is of kind 4.
    let is_last = plain[4] & 0x80;
    let mut file = plain[..42].to_vec();
    file[4] &= 0x7f;
    file.push(is_last | 4);
    file.extend_from_slice(&(block.len() as u32).to_be_bytes()[1..]);
    file.extend_from_slice(&block);
    file.extend_from_slice(&plain[42..]);
    file.into()
}

#[track_caller]
fn check_comments(comments: &[&str], expected: Option<(u64, u64)>) {
    let sound = decode("a.flac", &flac_with(comments)).unwrap();
    assert_eq!(region(&sound), expected, "{comments:?}");
}

#[test]
fn comments_name_a_loop() {
    // 441 frames of the file are 480 of the mixer.
    check_comments(&["LOOPSTART=441", "LOOPLENGTH=882"], Some((480, 1_440)));
    check_comments(&["loop_start=441", "LOOPEND=1323"], Some((480, 1_440)));
    check_comments(&["LOOPSTART= 441 "], Some((480, 4_800)));
    check_comments(&["LOOPSTART=0"], Some((0, 4_800)));
    check_comments(&["LOOPLENGTH=882"], None);
    check_comments(&["LOOPSTART=-1", "LOOPEND=7"], None);
    check_comments(&["LOOPSTART=441", "LOOPLENGTH=18446744073709551615"], Some((480, 4_800)));
    check_comments(&["LOOPSTART=4410"], None);
    check_comments(&["TITLE=tone"], None);
}

#[test]
fn an_ogg_names_its_loop() {
    let sound = decode("a.ogg", &Bytes::from_static(include_bytes!("../../../tests/data/loop.ogg"))).unwrap();
    // 1,000 and 4,000 of 44.1 kHz of 48 kHz are 1,088.5, with the loop stretched from 4,353.7 to 4,354.
    assert_eq!(region(&sound), Some((1_089, 1_089 + 4_354)));
    assert_eq!(sound.frames(), 9_601, "8,820 frames, stretched by the third of a frame in 4,354");
}

/// The largest second difference of a sound that goes through its loop three times, from the start on.
fn roughness(sound: &Sound) -> f32 {
    let (start, end) = region(sound).unwrap();
    let (start, end) = (start as usize, end as usize);
    let samples = &sound.channels[0];
    let played: Vec<f32> = [&samples[..end], &samples[start..end], &samples[start..end]]
        .concat()
        .into_iter()
        .skip(200)
        .collect();
    played.windows(3).map(|near| (near[0] - 2.0 * near[1] + near[2]).abs()).fold(0.0, f32::max)
}

/// A sine with a loop of whole periods, which is no whole number of frames at the mixer's rate: the seam must not be
/// rougher than the sine is anywhere.
#[track_caller]
fn check_seam(rate_hertz: u32, period_frames: u32, first: u32, periods: u32, frames: u32) {
    let step = TAU / f64::from(period_frames);
    let samples: Vec<i16> =
        (0..frames).map(|index| (16_384.0 * sin_f64(step * f64::from(index))).round() as i16).collect();
    let last = first + periods * period_frames - 1;
    let sound =
        decode("a.wav", &wav_with(rate_hertz, &samples, b"smpl", &sampler(&[[0, first, last]]))).unwrap();
    let (start, end) = region(&sound).unwrap();
    let expected = f64::from(periods * period_frames) * 48_000.0 / f64::from(rate_hertz);
    assert_eq!((end - start) as f64, expected.round(), "the loop is as long as it was");
    // Two steps of 16 bits may add to it, and the change of pitch.
    let step = step * f64::from(rate_hertz) / 48_000.0;
    let largest = 0.5 * step * step * 1.02 + 2.0 / 32_768.0;
    let roughness = roughness(&sound);
    assert!(f64::from(roughness) < largest, "the seam bends by {roughness}, not below {largest}");
}

#[test]
fn seams_are_as_smooth_as_the_sound() {
    // The whole file, a loop to its end, one inside of it; 1,000 frames at 44.1 kHz are 1,088.4 at 48.
    check_seam(44_100, 100, 0, 10, 1_000);
    check_seam(44_100, 100, 300, 7, 1_000);
    check_seam(44_100, 100, 300, 3, 1_000);
    // A whole number of frames; one period alone; the mixer's own rate; another rate.
    check_seam(44_100, 147, 147, 10, 147 * 11);
    check_seam(44_100, 100, 500, 1, 1_000);
    check_seam(48_000, 100, 200, 5, 1_000);
    check_seam(22_050, 53, 53, 10, 53 * 20);
    check_seam(96_000, 211, 211, 7, 211 * 8);
}
