//! No bundle takes more memory than it says, and none more than its reader allows.

#![cfg(test)]

use playground_core_types::Bytes;
use playground_systems_assets::bundle::{BundleWriter, open_bytes, read_entry};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// What the reader of one file may allocate beside the file: the state of the inflater, an error. Unit: bytes.
const SPARE_BYTES: usize = 64 << 10;

/// What may be read of a file. Unit: bytes.
const FILE_BYTES: u64 = 4 << 10;

fn sample() -> Vec<u8> {
    let mut writer = BundleWriter::new(Vec::new());
    writer.add("game.toml", &b"name = \"B\"\n".repeat(300)).unwrap();
    writer.add("sprites/hero.png", &[7; 200]).unwrap();
    writer.add("text.txt", &[b'x'; 3_000]).unwrap();
    writer.finish().unwrap()
}

/// Opens the bundle and reads each file, and gives the most bytes that one step allocated.
fn most_allocated(bytes: &Bytes) -> usize {
    let region = Region::new(ALLOCATOR);
    let bundle = open_bytes("broken", bytes);
    let mut most = region.change().bytes_allocated;
    let Ok(bundle) = bundle else { return most };
    for entry in bundle.entries.iter() {
        let region = Region::new(ALLOCATOR);
        drop(read_entry(&bundle, entry, FILE_BYTES));
        most = most.max(region.change().bytes_allocated);
    }
    most
}

// One test, so that no other allocates meanwhile.
#[test]
fn no_bundle_takes_more_memory_than_is_allowed() {
    let good = sample();
    let bound = FILE_BYTES as usize + SPARE_BYTES;
    for at in 0..good.len() {
        for mask in [1, 16, 64, 128, 255] {
            let mut bytes = good.clone();
            bytes[at] ^= mask;
            let most = most_allocated(&bytes.into());
            assert!(most <= bound, "byte {at} with {mask}: {most} bytes");
        }
    }
    for length in 0..good.len() {
        let most = most_allocated(&Bytes::copy_from_slice(&good[..length]));
        assert!(most <= bound, "{length} bytes: {most} bytes");
    }
    // A file of the largest size, in as few bytes as a bundle may have it in.
    let mut writer = BundleWriter::new(Vec::new());
    let large = [vec![0; 100_000], (0..300).map(|at| (at % 251) as u8).collect()].concat();
    writer.add("large.txt", &large).unwrap();
    let most = most_allocated(&writer.finish().unwrap().into());
    assert!(most <= bound, "a large file: {most} bytes");
}
