//! Bytes as a bundle: opened, and all of its files read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use playground_core_types::Bytes;
use playground_systems_assets::bundle::{open_bytes, read_entry};

/// What is read of a file at most, so that a run is short. Unit: bytes.
const FILE_BYTES_MAX: u64 = 1 << 20;

fuzz_target!(|bytes: &[u8]| {
    let Ok(bundle) = open_bytes("fuzz", &Bytes::copy_from_slice(bytes)) else { return };
    for entry in bundle.entries.iter() {
        if let Ok(file) = read_entry(&bundle, entry, FILE_BYTES_MAX) {
            assert_eq!(file.len() as u64, entry.bytes);
        }
    }
});
