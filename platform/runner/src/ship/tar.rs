//! Tar files.
//!
//! # Source
//! POSIX.1-1988, "ustar interchange format", as in the page of `pax`.

/// What a head and the end of each file are rounded to. Unit: bytes.
const BLOCK_BYTES: usize = 512;

/// 1980-01-01, as in bundles: no file hangs on a clock. Unit: seconds since 1970.
const TIME_SECONDS: u64 = 315_532_800;

/// Packs files by path, mode and content. Paths have at most 100 bytes.
pub(super) fn pack<'f>(files: impl Iterator<Item = (&'f str, u32, &'f [u8])>) -> Vec<u8> {
    let mut tar = Vec::new();
    for (path, mode, bytes) in files {
        tar.extend(head(path, mode, bytes.len()));
        tar.extend(bytes);
        tar.resize(tar.len().next_multiple_of(BLOCK_BYTES), 0);
    }
    // Two blocks of nothing are the end.
    tar.resize(tar.len() + 2 * BLOCK_BYTES, 0);
    tar
}

fn head(path: &str, mode: u32, length: usize) -> [u8; BLOCK_BYTES] {
    let mut head = [0; BLOCK_BYTES];
    let mut put = |at: usize, text: &str| head[at..at + text.len()].copy_from_slice(text.as_bytes());
    put(0, &path[..path.len().min(100)]);
    put(100, &format!("{mode:07o}"));
    put(108, "0000000");
    put(116, "0000000");
    put(124, &format!("{length:011o}"));
    put(136, &format!("{TIME_SECONDS:011o}"));
    // The sum counts its own place as spaces.
    put(148, "        ");
    put(156, "0");
    put(257, "ustar\u{0}00");
    let sum: u32 = head.iter().map(|byte| u32::from(*byte)).sum();
    head[148..155].copy_from_slice(format!("{sum:06o}\u{0}").as_bytes());
    head
}
