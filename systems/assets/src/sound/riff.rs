//! The chunks of a wav: sizes that its program did not know when it wrote the head, and loops.

use playground_core_types::Bytes;

/// What a program that streams writes in the place of a size.
const UNKNOWN_SIZE: u32 = u32::MAX;

const RIFF_HEAD_BYTES: usize = 12;
const CHUNK_HEAD_BYTES: usize = 8;

/// The head of a `smpl` chunk, behind which the loops stand, of which one has so many bytes.
const SAMPLER_HEAD_BYTES: usize = 36;
const SAMPLER_LOOP_BYTES: usize = 24;

/// What a loop that always goes forward has as its kind.
const FORWARD: u32 = 0;

/// A part of the file behind its head.
struct Chunk {
    name: [u8; 4],
    /// Where its head begins.
    offset: usize,
    size: u32,
}

/// The same file with the sizes that it has; every other file as it is.
pub(super) fn with_sizes(file: &Bytes) -> Bytes {
    let is_endless = |chunk: &Chunk| chunk.name == *b"data" && chunk.size == UNKNOWN_SIZE;
    let data = chunks(file).find(|chunk| chunk.name == *b"data").filter(is_endless);
    let Some(Chunk { offset: data, .. }) = data else { return file.clone() };
    let size_after = |offset: usize| (file.len() - offset).min(UNKNOWN_SIZE as usize - 1) as u32;
    let mut sized = file.to_vec();
    sized[4..8].copy_from_slice(&size_after(8).to_le_bytes());
    sized[data + 4..data + 8].copy_from_slice(&size_after(data + CHUNK_HEAD_BYTES).to_le_bytes());
    sized.into()
}

/// How many channels a wav says that it has; none for another file.
pub(super) fn find_channel_count(file: &[u8]) -> Option<u16> {
    let format = chunks(file).find(|chunk| chunk.name == *b"fmt ")?;
    let start = format.offset + CHUNK_HEAD_BYTES + 2;
    Some(u16::from_le_bytes(file.get(start..start + 2)?.try_into().ok()?))
}

/// The first loop of the file that goes forward, as its first frame and the one after its last.
pub(super) fn find_loop(file: &[u8]) -> Option<(u64, u64)> {
    let sampler = chunks(file).find(|chunk| chunk.name == *b"smpl")?;
    let data = file.get(sampler.offset + CHUNK_HEAD_BYTES..)?;
    let data = &data[..data.len().min(sampler.size as usize)];
    let loops = data.get(SAMPLER_HEAD_BYTES..)?.chunks_exact(SAMPLER_LOOP_BYTES);
    let forward = loops.into_iter().find(|entry| number(entry, 4) == Some(FORWARD))?;
    // The chunk names the last frame, not the one after it.
    Some((number(forward, 8)?.into(), u64::from(number(forward, 12)?) + 1))
}

fn number(bytes: &[u8], offset: usize) -> Option<u32> {
    let bytes = bytes.get(offset..offset + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// All chunks of a wav, as far as their heads are there; none of another file.
fn chunks(file: &[u8]) -> impl Iterator<Item = Chunk> {
    let is_wave = file.starts_with(b"RIFF") && file.get(8..RIFF_HEAD_BYTES) == Some(b"WAVE");
    let mut next = is_wave.then_some(RIFF_HEAD_BYTES);
    std::iter::from_fn(move || {
        let offset = next?;
        let name = file.get(offset..offset.checked_add(4)?)?.try_into().ok()?;
        let size = number(file, offset + 4)?;
        // Chunks begin at even offsets.
        let padded = (size as usize).checked_next_multiple_of(2);
        next = padded.and_then(|size| offset.checked_add(CHUNK_HEAD_BYTES)?.checked_add(size));
        Some(Chunk { name, offset, size })
    })
}
