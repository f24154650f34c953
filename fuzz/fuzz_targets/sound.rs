//! Bytes as a sound: decoded whole, measured, and as a stream that jumps.
#![no_main]

use libfuzzer_sys::fuzz_target;
use playground_core_assets::{EmbeddedGame, Source};
use playground_core_types::Bytes;
use playground_systems_assets::sound::{loudness, read_sound};
use playground_systems_assets::stream::StreamDecoder;
use std::collections::BTreeMap;

/// Slices that are asked of a stream after each jump.
const SLICES_MAX: usize = 8;

fuzz_target!(|bytes: &[u8]| {
    let bytes = Bytes::copy_from_slice(bytes);
    let files = BTreeMap::from([("a.wav".to_owned(), bytes.clone())]);
    let source = Source::Embedded(EmbeddedGame { name: "fuzz".to_owned(), files });
    if let Ok(file) = read_sound(&source, "a.wav") {
        loudness(&file.sound);
    }
    let Ok(mut stream) = StreamDecoder::open("a.wav", &bytes, true) else { return };
    for frame in [0, 5_000, 1 << 40, 100] {
        if stream.seek(frame).is_err() {
            return;
        }
        for _ in 0..SLICES_MAX {
            if !matches!(stream.next_slice(), Ok(Some(_))) {
                break;
            }
        }
    }
});
