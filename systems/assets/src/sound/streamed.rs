//! Wav files from programs that did not know the length when they wrote the head.

use playground_core_types::Bytes;

/// What such a program writes in the place of a size.
const UNKNOWN_SIZE: u32 = u32::MAX;

const RIFF_HEAD_BYTES: usize = 12;
const CHUNK_HEAD_BYTES: usize = 8;

/// The same file with the sizes that it has; every other file as it is.
pub(super) fn with_sizes(file: &Bytes) -> Bytes {
    let Some(data) = find_endless_data(file) else { return file.clone() };
    let size_after = |offset: usize| (file.len() - offset).min(UNKNOWN_SIZE as usize - 1) as u32;
    let mut sized = file.to_vec();
    sized[4..8].copy_from_slice(&size_after(8).to_le_bytes());
    sized[data + 4..data + 8].copy_from_slice(&size_after(data + CHUNK_HEAD_BYTES).to_le_bytes());
    sized.into()
}

/// Where the chunk with the samples begins, in a wav whose samples reach to the end of the file.
fn find_endless_data(file: &[u8]) -> Option<usize> {
    if !file.starts_with(b"RIFF") || file.get(8..RIFF_HEAD_BYTES)? != b"WAVE" {
        return None;
    }
    let mut offset = RIFF_HEAD_BYTES;
    loop {
        let head = file.get(offset..offset + CHUNK_HEAD_BYTES)?;
        let size = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        if head.starts_with(b"data") {
            return (size == UNKNOWN_SIZE).then_some(offset);
        }
        // Chunks begin at even offsets.
        offset = offset.checked_add(CHUNK_HEAD_BYTES + (size as usize).checked_next_multiple_of(2)?)?;
    }
}
