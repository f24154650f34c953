//! Gzip files.
//!
//! # Source
//! RFC 1952, "GZIP file format specification version 4.3".

use miniz_oxide::deflate::compress_to_vec;

/// From 0 to 10, as in zlib.
const LEVEL: u8 = 9;

/// Packs bytes: no name, no time, no system, so that the same bytes give the same file.
pub(super) fn pack(bytes: &[u8]) -> Vec<u8> {
    const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];
    let (check, length) = (crc32fast::hash(bytes).to_le_bytes(), (bytes.len() as u32).to_le_bytes());
    [HEAD.as_slice(), &compress_to_vec(bytes, LEVEL), &check, &length].concat()
}
