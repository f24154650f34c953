//! Thousands of broken sounds from good ones, the same in every run.

use super::files::{WAV_FORMAT_FLOAT, sampler, wav_16, wav_file, wav_with};
use crate::budget::Budget;
use crate::sound::decode_whole;
use crate::stream::StreamDecoder;
use playground_core_types::Bytes;
use playground_core_types::random::Pcg32;
use std::fs;
use std::path::Path;

/// How many broken files each run looks at; with `PLAYGROUND_SOAK` in the environment so many times as many.
const MUTANT_COUNT: u64 = 10_000;
const SOAK_FACTOR: u64 = 50;

/// What a broken file may take once it is decoded, so that none takes long. Unit: bytes.
const BUDGET_BYTES: u64 = 4 << 20;

fn files() -> Vec<(&'static str, Bytes)> {
    let samples: Vec<i16> = (0..300).map(|index| index * 100).collect();
    let floats: Vec<u8> = samples.iter().flat_map(|sample| f64::from(*sample).to_le_bytes()).collect();
    vec![
        ("a.wav", wav_16(2, 44_100, &samples)),
        ("a.wav", wav_with(22_050, &samples, b"smpl", &sampler(&[[0, 10, 89]]))),
        ("a.wav", wav_file(WAV_FORMAT_FLOAT, 2, 48_000, 64, &floats)),
        ("a.ogg", Bytes::from_static(include_bytes!("../../../tests/data/tone.ogg"))),
        ("a.ogg", Bytes::from_static(include_bytes!("../../../tests/data/loop.ogg"))),
        ("a.flac", Bytes::from_static(include_bytes!("../../../tests/data/tone.flac"))),
        ("a.mp3", Bytes::from_static(include_bytes!("../../../tests/data/tone.mp3"))),
    ]
}

/// A place below `bound`.
fn below(random: &mut Pcg32, bound: usize) -> usize {
    random.below(bound as u32) as usize
}

/// Breaks a file in one to four places; most of them in its head, where all sizes are.
fn mutate(file: &[u8], random: &mut Pcg32) -> Vec<u8> {
    const SIZES: [u32; 8] = [0, 1, 2, 0x7fff_ffff, 0x8000_0000, 4_000_000_000, u32::MAX - 1, u32::MAX];
    let mut mutant = file.to_vec();
    for _ in 0..1 + below(random, 4) {
        let head = if below(random, 3) == 0 { mutant.len() } else { mutant.len().min(200) };
        let at = below(random, head);
        let end = (at + 1 + below(random, 63)).min(mutant.len());
        match below(random, 7) {
            0 if at < mutant.len() => mutant[at] ^= 1 << below(random, 8),
            1 if at < mutant.len() => mutant[at] = random.next_u32() as u8,
            2 if at + 4 <= mutant.len() => {
                let size = SIZES[below(random, SIZES.len())];
                let bytes = if below(random, 2) == 0 { size.to_le_bytes() } else { size.to_be_bytes() };
                mutant[at..at + 4].copy_from_slice(&bytes);
            }
            3 => mutant.truncate(at),
            4 if at < end => drop(mutant.drain(at..end)),
            5 if at < end => {
                let copy = mutant[at..end].to_vec();
                mutant.splice(at..at, copy);
            }
            _ => mutant.insert(at, random.next_u32() as u8),
        }
    }
    mutant
}

/// Either a sound that can be played, or an error that names the file and says what to do.
#[track_caller]
fn check_mutant(name: &str, file: Vec<u8>, what: &str) {
    match decode_whole(name, &file.into(), Budget::new(BUDGET_BYTES)) {
        Ok(file) => {
            let sound = file.sound;
            let frames = sound.frames();
            assert!(frames * sound.channels.len() as u64 * 4 <= BUDGET_BYTES, "{what}: {frames} frames");
            assert!(sound.channels.iter().flatten().all(|sample| sample.is_finite()), "{what}");
            let is_inside = sound.loop_region.is_none_or(|region| region.end_frame <= frames);
            assert!(is_inside, "{what}: {:?} of {frames}", sound.loop_region);
        }
        Err(error) => {
            let place = error.place().map(|place| place.file.as_str());
            assert_eq!(place, Some(name), "{what}: {error}");
            assert!(error.to_string().contains("cure: "), "{what}: {error}");
        }
    }
}

/// A stream of a broken file ends or goes on, wherever one jumps to.
fn check_stream(name: &str, file: Vec<u8>) {
    let Ok(mut stream) = StreamDecoder::open(name, &file.into(), true) else { return };
    for frame in [5_000, 1 << 40, 0] {
        for _ in 0..3 {
            let Ok(Some(slice)) = stream.seek(frame).and_then(|()| stream.next_slice()) else { break };
            assert!(slice.iter().flatten().all(|sample| sample.is_finite()), "{name}: no number in a stream");
        }
    }
}

#[test]
fn broken_sounds_are_told_or_played() {
    let soak = std::env::var_os("PLAYGROUND_SOAK").map_or(1, |_| SOAK_FACTOR);
    let files = files();
    for seed in 0..MUTANT_COUNT * soak {
        let (name, file) = &files[(seed % files.len() as u64) as usize];
        let mutant = mutate(file, &mut Pcg32::new(seed, 0));
        if seed.is_multiple_of(5) {
            check_stream(name, mutant.clone());
        }
        check_mutant(name, mutant, &format!("seed {seed} of {name}"));
    }
    println!("sounds: {} broken files without a finding", MUTANT_COUNT * soak);
}

/// What fuzzers begin with, and what they found.
#[test]
fn the_corpus_is_told_or_played() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/sound");
    let mut count = 0;
    for entry in fs::read_dir(corpus).unwrap() {
        let path = entry.unwrap().path();
        check_mutant("a.wav", fs::read(&path).unwrap(), &path.display().to_string());
        count += 1;
    }
    assert!(count > 1, "the corpus is not there");
}

#[test]
fn cut_sounds_are_told_or_played() {
    for (name, file) in files() {
        for end in (0..file.len().min(400)).chain((400..file.len()).step_by(37)) {
            check_mutant(name, file[..end].to_vec(), &format!("{name} cut at {end}"));
            check_stream(name, file[..end].to_vec());
        }
    }
}

#[test]
fn garbage_is_told() {
    for seed in 0..200 {
        let mut random = Pcg32::new(seed, 0);
        let garbage = (0..below(&mut random, 20_000)).map(|_| random.next_u32() as u8).collect();
        check_mutant("a.mp3", garbage, &format!("garbage {seed}"));
    }
}
