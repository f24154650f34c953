//! A recording as the bytes of a file, and the playing of it.
//!
//! Shape: eight letters, the xxh3 hash of all behind it, the head as postcard, the length of the body, the body,
//! deflated: segments with the world at their beginning, their input, and hashes.

mod playback;

use crate::bytes::{Reader, damaged, put_bytes, put_number};
use crate::input_log::{Chunk, Segment};
use crate::state::State;
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
pub(crate) use playback::{Playback, check, next, open};
use playground_core_ecs::{Ecs, ReplayHead};
use playground_core_types::hash::bytes_hash;
use playground_core_types::{CoreError, CoreResult, ErrorKind, read_now};
use playground_core_vtable::Reply;

/// The last letter is the version of the shape.
const MAGIC: &[u8; 8] = b"PLAYRPL1";

/// What errors call it.
const WHAT: &str = "replay";

/// The largest body. Unit: bytes.
const BODY_BYTES_MAX: usize = 256 << 20;

/// How hard is tried to make it small, 0 to 10; more than this is slow for little.
const LEVEL: u8 = 6;

/// Writes the recording; `payload` is its head as postcard.
pub(crate) fn write(state: &State, ecs: &Ecs, payload: &[u8], reply: &mut Reply) -> CoreResult<()> {
    read_head(payload).map_err(|_| CoreError::new(ErrorKind::BadRequest, "this is no head of a replay"))?;
    let log = state.history.recording(&*read_now(&ecs.world)?)?;
    let body = put_segments(log.segments());
    let mut file = Vec::new();
    put_bytes(&mut file, payload);
    put_number(&mut file, body.len() as u64);
    file.extend(compress_to_vec_zlib(&body, LEVEL));
    reply.write(MAGIC);
    reply.write_value(&bytes_hash(&file));
    reply.write(&file);
    Ok(())
}

fn put_segments(segments: &[Segment]) -> Vec<u8> {
    let mut body = Vec::new();
    put_number(&mut body, segments.len() as u64);
    for segment in segments {
        put_number(&mut body, segment.first_tick);
        put_bytes(&mut body, &segment.state);
        put_number(&mut body, segment.chunks.len() as u64);
        for chunk in &segment.chunks {
            put_number(&mut body, u64::from(chunk.count));
            put_bytes(&mut body, &chunk.bytes);
        }
        put_number(&mut body, segment.hashes.len() as u64);
        for (tick, hash) in &segment.hashes {
            put_number(&mut body, *tick);
            body.extend_from_slice(&hash.to_le_bytes());
        }
    }
    body
}

fn read_head(bytes: &[u8]) -> Result<ReplayHead, postcard::Error> {
    postcard::from_bytes(bytes)
}

/// Answers with the head of a file as it lies there.
pub(crate) fn describe(bytes: &[u8], reply: &mut Reply) -> CoreResult<()> {
    let (head, _) = read(bytes)?;
    reply.write(head);
    Ok(())
}

/// The head of a file as it lies there, and its segments.
fn read(bytes: &[u8]) -> CoreResult<(&[u8], Vec<Segment>)> {
    let mut reader = Reader::open(WHAT, MAGIC, bytes)?;
    let head = reader.bytes()?;
    read_head(head).map_err(|_| damaged(WHAT, "its head cannot be read"))?;
    let length = usize::try_from(reader.number()?).unwrap_or(usize::MAX);
    if length > BODY_BYTES_MAX {
        return Err(damaged(WHAT, "it is larger than any replay"));
    }
    let body = decompress_to_vec_zlib_with_limit(reader.rest(), length);
    let body = body.ok().filter(|body| body.len() == length);
    let body = body.ok_or_else(|| damaged(WHAT, "its body cannot be unpacked"))?;
    Ok((head, read_segments(&mut Reader::new(WHAT, &body))?))
}

fn read_segments(reader: &mut Reader<'_>) -> CoreResult<Vec<Segment>> {
    let count = reader.count(4)?;
    if count == 0 {
        return Err(reader.damaged("it has no beginning"));
    }
    let mut segments = Vec::new();
    for _ in 0..count {
        segments.push(read_segment(reader)?);
    }
    if !reader.is_at_end() {
        return Err(reader.damaged("it goes on behind its end"));
    }
    Ok(segments)
}

fn read_segment(reader: &mut Reader<'_>) -> CoreResult<Segment> {
    let first_tick = reader.number()?;
    let mut segment = Segment { first_tick, state: reader.bytes()?.to_vec(), ..Segment::default() };
    let mut first_tick = first_tick;
    for _ in 0..reader.count(2)? {
        let count = u32::try_from(reader.number()?).unwrap_or(u32::MAX);
        let bytes = reader.bytes()?.to_vec();
        // A tick takes a byte at least.
        let end =
            first_tick.checked_add(u64::from(count)).filter(|_| count > 0 && count as usize <= bytes.len());
        let end = end.ok_or_else(|| reader.damaged("it has more ticks than input"))?;
        segment.chunks.push_back(Chunk { first_tick, count, bytes });
        first_tick = end;
    }
    for _ in 0..reader.count(9)? {
        let hash = (reader.number()?, reader.word()?);
        segment.hashes.push(hash);
    }
    if !segment.hashes.is_sorted() {
        return Err(reader.damaged("its hashes are out of order"));
    }
    Ok(segment)
}

#[cfg(test)]
mod tests;
