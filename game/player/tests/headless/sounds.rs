//! The sound of a run: there when something happens, silent when nothing does, as loud as it is said.

use crate::place::{Place, Run};
use std::fs;

const FRAMES_PER_TICK: usize = 48_000 / 60;

/// A silence as long as a tick parts two sounds.
const GAP_FRAMES: usize = FRAMES_PER_TICK;

/// The right paddle goes to where the first ball comes, and the ball is hit.
const RALLY: &str = "20 key ArrowDown down\n40 key ArrowDown up\n";

/// Plays with a script, and checks that a sound begins in each tick in which the game says so, and in no other.
#[track_caller]
fn check(script: &str, ticks: usize, sounds: usize) {
    let place = Place::new();
    place.write("keys.txt", script);
    let run = place.play(&format!("--ticks {ticks} --input keys.txt --wav sound.wav"));
    let frames = read_wav(&place);
    assert_eq!(frames.len(), ticks * FRAMES_PER_TICK, "a tick has its span of sound");
    check_peak(&run, &frames);
    let begins = begins(&frames);
    assert_eq!(begins.len(), sounds, "sounds begin at {begins:?}");
    for (index, begin) in begins.iter().enumerate() {
        let tick = begin / FRAMES_PER_TICK;
        let played = [tick, tick + 1]
            .map(|ticks| place.play(&format!("--ticks {ticks} --input keys.txt")).value("sounds").to_owned());
        assert_eq!(
            played,
            [index, index + 1].map(|count| count.to_string()),
            "sounds before and after tick {tick}"
        );
        assert!(begin % FRAMES_PER_TICK <= 2, "frame {begin} is not where tick {tick} begins");
    }
}

/// The printed peak is the largest sample of the file, to its last bit.
#[track_caller]
fn check_peak(run: &Run, frames: &[[i16; 2]]) {
    let peak: f64 = run.value("peak").parse().unwrap();
    let largest = frames.iter().flatten().map(|sample| sample.unsigned_abs()).max().unwrap_or_default();
    let apart = (peak - f64::from(largest) / 32_767.0).abs();
    assert!(apart <= 1.0 / 32_767.0 + 0.000_05, "peak {peak}, largest sample {largest}");
}

/// The frames at which sound follows on a gap.
fn begins(frames: &[[i16; 2]]) -> Vec<usize> {
    let mut silent = GAP_FRAMES;
    let begin = |(index, frame): (usize, &[i16; 2])| {
        let is_silent = *frame == [0, 0];
        let is_begin = !is_silent && silent >= GAP_FRAMES;
        silent = if is_silent { silent + 1 } else { 0 };
        is_begin.then_some(index)
    };
    frames.iter().enumerate().filter_map(begin).collect()
}

/// Sixteen bits, two channels, 48 kHz, and nothing else.
#[track_caller]
pub(crate) fn read_wav(place: &Place) -> Vec<[i16; 2]> {
    let bytes = fs::read(place.path("sound.wav")).unwrap();
    let head: [&[u8]; 4] = [&bytes[..4], &bytes[8..16], &bytes[20..24], &bytes[24..28]];
    let rate = 48_000_u32.to_le_bytes();
    assert_eq!(head, [b"RIFF".as_slice(), b"WAVEfmt ", &[1, 0, 2, 0], &rate]);
    let sample = |low: u8, high: u8| i16::from_le_bytes([low, high]);
    bytes[44..]
        .chunks_exact(4)
        .map(|frame| [sample(frame[0], frame[1]), sample(frame[2], frame[3])])
        .collect()
}

#[test]
fn a_ball_that_is_missed_sounds_once_for_the_point() {
    check("", 160, 1);
}

#[test]
fn a_ball_that_is_hit_sounds_at_each_hit() {
    check(RALLY, 450, 4);
}

#[test]
fn before_the_first_serve_there_is_silence() {
    check(RALLY, 60, 0);
}

/// Ears, and beside them a tone of 600 Hz: 60 to the right, where it is 80 in front of the picture.
const TONES: &str = "Scene(format: 1, entities: [
  ( components: [ Transform2d(position: (160, 90)), SoundListener() ] ),
  ( components: [ Transform2d(position: (220, 90)), SoundEmitter(looped: 1, min_distance: 60, gain: 0.5),
      SoundTone(hertz: 600, attack_seconds: 0) ] ),
])";

#[test]
fn a_scene_sounds_from_where_its_emitters_are_and_its_world_is_the_same_unheard() {
    let place = Place::new();
    place.write("tones.ron", TONES);
    let run = place.run("tones.ron --headless --ticks 60 --hash --wav sound.wav");
    assert_eq!((run.status, run.complaint.as_str()), (0, ""));
    let unheard = place.run("tones.ron --headless --ticks 60 --hash");
    assert_eq!(run.value("hash"), unheard.value("hash"));
    let frames = read_wav(&place);
    // 60 in 100: pan 0.6, at equal power.
    for (side, share) in [(0, 0.309_017_f32), (1, 0.951_057)] {
        let second: Vec<f32> =
            frames[24_000..].iter().map(|frame| f32::from(frame[side]) / 32_767.0).collect();
        let power: f32 = second.iter().map(|sample| sample * sample).sum();
        let power = power / second.len() as f32;
        let level = (2.0 * power).sqrt();
        assert!((level - 0.5 * share).abs() < 0.002, "side {side} is at {level}");
    }
}

/// Three tones of 11 ms, less than a tick, each in a tick of its own.
const BLIPS: &str = "Scene(format: 1, entities: [
  ( components: [ Voice(start_tick: 7), SoundTone(hertz: 600, attack_seconds: 0.001, held_seconds: 0.009, release_seconds: 0.001) ] ),
  ( components: [ Voice(start_tick: 17), SoundTone(hertz: 600, attack_seconds: 0.001, held_seconds: 0.009, release_seconds: 0.001) ] ),
  ( components: [ Voice(start_tick: 27), SoundTone(hertz: 600, attack_seconds: 0.001, held_seconds: 0.009, release_seconds: 0.001) ] ),
])";

#[test]
fn a_sound_shorter_than_a_tick_is_heard() {
    let place = Place::new();
    place.write("blips.ron", BLIPS);
    let run = place.run("blips.ron --headless --ticks 60 --wav sound.wav");
    assert_eq!((run.status, run.complaint.as_str()), (0, ""));
    assert_eq!((run.value("sounds"), run.value("entities")), ("3", "0"));
    let ticks: Vec<usize> = begins(&read_wav(&place)).iter().map(|begin| begin / FRAMES_PER_TICK).collect();
    assert_eq!(ticks, [7, 17, 27]);
}
