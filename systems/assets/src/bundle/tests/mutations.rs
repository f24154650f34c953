//! Every byte of a small bundle that is another, and every end that is missing: the same game, or an error.

use super::{pack, read_all, sample};
use crate::bundle::open_bytes;
use playground_core_types::random::Pcg32;
use std::fs;
use std::path::Path;

/// How many bundles each run breaks in several places; with `PLAYGROUND_SOAK` in the environment so many times as many.
const MUTANT_COUNT: u64 = 20_000;
const SOAK_FACTOR: u64 = 50;

/// Whether the bytes are the sample's files; an error has words and a cure.
#[track_caller]
fn is_whole(bytes: Vec<u8>, what: &str) -> bool {
    let opened = open_bytes("broken", &bytes.into()).map_err(|error| error.to_string());
    match opened.and_then(|bundle| read_all(&bundle)) {
        Ok(files) => {
            let files: Vec<(&str, Vec<u8>)> =
                files.iter().map(|(path, bytes)| (path.as_str(), bytes.to_vec())).collect();
            assert_eq!(files, sample(), "{what}: another game");
            true
        }
        Err(error) => {
            assert!(error.contains("cure: "), "{what}: {error}");
            false
        }
    }
}

#[test]
fn every_byte_that_is_another_is_told_or_does_not_matter() {
    let good = pack(&sample());
    let mut same = 0;
    for at in 0..good.len() {
        for mask in [1, 2, 4, 8, 16, 32, 64, 128, 255] {
            let mut bytes = good.clone();
            bytes[at] ^= mask;
            same += usize::from(is_whole(bytes, &format!("byte {at} with {mask}")));
        }
    }
    // Versions, attributes of other systems.
    let spare = sample().len() * 10 * 9;
    assert!(same < spare, "{same} changes do not matter");
}

#[test]
fn every_cut_is_told() {
    let good = pack(&sample());
    for length in 0..good.len() {
        assert!(!is_whole(good[..length].to_vec(), &format!("{length} bytes")), "cut to {length} bytes");
        assert!(!is_whole(good[good.len() - length..].to_vec(), "cut in front"), "the last {length} bytes");
    }
    assert!(is_whole(good, "whole"));
}

#[test]
fn what_is_broken_in_several_places_is_told() {
    let soak = std::env::var_os("PLAYGROUND_SOAK").map_or(1, |_| SOAK_FACTOR);
    let good = pack(&sample());
    for seed in 0..MUTANT_COUNT * soak {
        let mut random = Pcg32::new(seed, 0);
        let mut below = |bound: usize| random.below(bound as u32) as usize;
        let mut bytes = good.clone();
        for _ in 0..1 + below(4) {
            // Half of the changes in the directory and its end, where all sizes are.
            let from = if below(2) == 0 { 0 } else { bytes.len() * 2 / 3 };
            let at = from + below(bytes.len() - from);
            match below(4) {
                0 => bytes[at] = below(256) as u8,
                1 => bytes.insert(at, below(256) as u8),
                2 if bytes.len() > 30 => drop(bytes.remove(at)),
                _ => {
                    let number = [0_u32, 1, 0xffff, 0x7fff_ffff, u32::MAX][below(5)].to_le_bytes();
                    let end = (at + 4).min(bytes.len());
                    bytes[at..end].copy_from_slice(&number[..end - at]);
                }
            }
        }
        is_whole(bytes, &format!("seed {seed}"));
    }
    println!("bundles: {} broken ones without a finding", MUTANT_COUNT * soak);
}

/// What fuzzers begin with, and what they found: an error, or files that are all there.
#[test]
fn the_corpus_is_told_or_read() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/bundle");
    let mut count = 0;
    for entry in fs::read_dir(corpus).unwrap() {
        let path = entry.unwrap().path();
        if let Ok(bundle) = open_bytes("corpus", &fs::read(&path).unwrap().into()) {
            drop(read_all(&bundle));
        }
        count += 1;
    }
    assert!(count > 1, "the corpus is not there");
}
