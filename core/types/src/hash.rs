//! Stable hashes: equal on every machine and in every build.

use twox_hash::XxHash3_64;
use xxhash_rust::const_xxh3::xxh3_64 as const_xxh3_64;
use xxhash_rust::xxh3::Xxh3;

/// The 64-bit xxh3 hash of a name, also in constants.
///
/// # Source
/// XXH3 of the xxHash specification, seed 0.
pub const fn name_hash(name: &str) -> u64 {
    const_xxh3_64(name.as_bytes())
}

/// The same hash of bytes in one piece, which is quicker than feeding a [`StableHasher`].
pub fn bytes_hash(bytes: &[u8]) -> u64 {
    XxHash3_64::oneshot(bytes)
}

/// A hash of many parts, fed in order.
#[derive(Clone, Default)]
pub struct StableHasher {
    state: Xxh3,
}

impl StableHasher {
    /// An empty hasher.
    pub fn new() -> Self {
        Self::default()
    }

    /// Feeds bytes.
    pub fn write(&mut self, bytes: &[u8]) {
        self.state.update(bytes);
    }

    /// Feeds a number, little-endian.
    pub fn write_u64(&mut self, value: u64) {
        self.state.update(&value.to_le_bytes());
    }

    /// The hash of all that was fed.
    pub fn finish(&self) -> u64 {
        self.state.digest()
    }
}

impl std::fmt::Debug for StableHasher {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "StableHasher({:016x})", self.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_follow_the_specification() {
        // The published XXH3_64bits value of the empty input with seed 0.
        assert_eq!(name_hash(""), 0x2d06_8005_38d3_94c2);
        let mut hasher = StableHasher::new();
        hasher.write(b"play");
        hasher.write(b"ground");
        assert_eq!(hasher.finish(), name_hash("playground"), "parts hash as the whole");
        assert_eq!(bytes_hash(b"playground"), name_hash("playground"));
    }

    #[test]
    fn bytes_in_one_piece_hash_as_their_parts() {
        let bytes: Vec<u8> = (0..5_000_u32).map(|number| ((number * 31) >> 3) as u8).collect();
        // The specification treats lengths in classes, and long inputs by stripes of 64 and blocks of 1,024.
        for count in (0..300).chain([511, 512, 1_023, 1_024, 1_025, 2_048, 2_112, 4_999, 5_000]) {
            let mut hasher = StableHasher::new();
            bytes[..count].chunks(7).for_each(|part| hasher.write(part));
            assert_eq!(bytes_hash(&bytes[..count]), hasher.finish(), "{count} bytes");
        }
    }
}
