//! What came into the world from outside: the payload of every tick, each as what differs from the one before.
//!
//! Ticks lie in chunks, each of which begins with a whole payload, and chunks in segments, each of which begins
//! where the world was changed from outside of a tick. So a rewind cuts off an end, and history drops a beginning,
//! without touching the rest.

mod delta;

use crate::bytes::Reader;
use playground_core_types::CoreResult;
use std::collections::VecDeque;

/// Ticks in a chunk.
const CHUNK_TICKS: u32 = 256;

/// What errors call the bytes of a chunk.
const WHAT: &str = "recorded input";

/// Payloads of ticks that follow each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Chunk {
    pub(crate) first_tick: u64,
    pub(crate) count: u32,
    pub(crate) bytes: Vec<u8>,
}

/// A run of ticks between which nothing else changed the world.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) first_tick: u64,
    /// The world before the first tick, as a file; empty where only history needs the log.
    pub(crate) state: Vec<u8>,
    pub(crate) chunks: VecDeque<Chunk>,
    /// Hashes of the world before a tick, in ascending order of tick.
    pub(crate) hashes: Vec<(u64, u64)>,
}

impl Segment {
    /// The payload of a tick. A cursor that read the tick before finds it at once.
    pub(crate) fn payload<'c>(&self, tick: u64, cursor: &'c mut Cursor) -> CoreResult<Option<&'c [u8]>> {
        let index = self.chunks.partition_point(|chunk| chunk.first_tick <= tick).checked_sub(1);
        let chunk = index.and_then(|index| self.chunks.get(index));
        let Some(chunk) = chunk.filter(|chunk| tick < chunk.first_tick + u64::from(chunk.count)) else {
            return Ok(None);
        };
        if cursor.chunk != Some(chunk.first_tick) || cursor.next > tick {
            *cursor = Cursor { chunk: Some(chunk.first_tick), next: chunk.first_tick, ..Cursor::default() };
        }
        while cursor.next <= tick {
            cursor.step(chunk)?;
        }
        Ok(Some(&cursor.payload))
    }
}

/// A place in a segment, and the payload that lies before it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cursor {
    chunk: Option<u64>,
    next: u64,
    position: usize,
    payload: Vec<u8>,
}

impl Cursor {
    fn step(&mut self, chunk: &Chunk) -> CoreResult<()> {
        let mut reader = Reader::new(WHAT, &chunk.bytes[self.position..]);
        delta::read(&mut reader, &mut self.payload)?;
        self.position = chunk.bytes.len() - reader.rest().len();
        self.next += 1;
        Ok(())
    }
}

/// All segments, and what their bytes come to.
#[derive(Debug, Clone, Default)]
pub(crate) struct InputLog {
    segments: Vec<Segment>,
    /// The payload that was appended last.
    last: Vec<u8>,
    bytes: usize,
}

impl InputLog {
    /// The segments in order.
    pub(crate) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// What all of it takes. Unit: bytes; about right.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Begins a segment before the tick, with the world as a file where it is recorded.
    pub(crate) fn begin(&mut self, first_tick: u64, state: Vec<u8>) {
        self.bytes += state.len();
        self.segments.push(Segment { first_tick, state, ..Segment::default() });
    }

    /// Whether a segment begins at the tick, so that the ticks before do not lead to it.
    pub(crate) fn is_seam(&self, tick: u64) -> bool {
        self.segments.iter().rev().any(|segment| segment.first_tick == tick)
    }

    /// The tick before which the last segment begins.
    pub(crate) fn last_seam(&self) -> u64 {
        self.segments.last().map_or(0, |segment| segment.first_tick)
    }

    /// Appends the payload of the next tick of the last segment.
    pub(crate) fn append(&mut self, tick: u64, payload: &[u8]) {
        let Some(segment) = self.segments.last_mut() else { return };
        if segment.chunks.back().is_none_or(|chunk| chunk.count == CHUNK_TICKS) {
            segment.chunks.push_back(Chunk { first_tick: tick, ..Chunk::default() });
            self.bytes += size_of_val(segment);
            self.last.clear();
        }
        if let Some(chunk) = segment.chunks.back_mut() {
            let before = chunk.bytes.len();
            delta::write(&mut chunk.bytes, &self.last, payload);
            self.last.clear();
            self.last.extend_from_slice(payload);
            chunk.count += 1;
            self.bytes += chunk.bytes.len() - before;
        }
    }

    /// Notes the hash of the world before a tick.
    pub(crate) fn note_hash(&mut self, tick: u64, hash: u64) {
        if let Some(segment) = self.segments.last_mut()
            && segment.hashes.last().is_none_or(|(last, _)| *last < tick)
        {
            segment.hashes.push((tick, hash));
            self.bytes += 16;
        }
    }

    /// Cuts off the tick and all that follow. A segment that begins with it stays, empty.
    ///
    /// # Errors
    /// When a chunk cannot be read; it was written here, so that is a mistake of ours.
    pub(crate) fn truncate(&mut self, tick: u64) -> CoreResult<()> {
        while self.segments.last().is_some_and(|segment| segment.first_tick > tick) {
            self.segments.pop();
        }
        self.last.clear();
        if let Some(segment) = self.segments.last_mut() {
            while segment.chunks.back().is_some_and(|chunk| chunk.first_tick >= tick) {
                segment.chunks.pop_back();
            }
            let mut cursor = Cursor::default();
            if tick > segment.first_tick && segment.payload(tick - 1, &mut cursor)?.is_some() {
                let chunk = segment.chunks.back_mut().filter(|chunk| cursor.chunk == Some(chunk.first_tick));
                if let Some(chunk) = chunk {
                    chunk.bytes.truncate(cursor.position);
                    chunk.count = (cursor.next - chunk.first_tick) as u32;
                }
                self.last = cursor.payload;
            }
            segment.hashes.retain(|(at, _)| *at <= tick);
        }
        self.count_bytes();
        Ok(())
    }

    /// Drops what lies before the tick, as far as whole chunks and segments do.
    pub(crate) fn drop_before(&mut self, tick: u64) {
        let is_over = |segments: &[Segment]| segments.get(1).is_some_and(|next| next.first_tick <= tick);
        let mut dropped = false;
        while is_over(&self.segments) {
            self.segments.remove(0);
            dropped = true;
        }
        if let Some(segment) = self.segments.first_mut() {
            while segment
                .chunks
                .front()
                .is_some_and(|chunk| chunk.first_tick + u64::from(chunk.count) <= tick)
            {
                segment.chunks.pop_front();
                dropped = true;
            }
        }
        if dropped {
            self.count_bytes();
        }
    }

    fn count_bytes(&mut self) {
        self.bytes = 0;
        for segment in &self.segments {
            self.bytes += segment.state.len() + size_of_val(segment) + 16 * segment.hashes.len();
            let chunks = segment.chunks.iter();
            self.bytes += chunks.fold(0, |bytes, chunk| bytes + chunk.bytes.len() + size_of_val(chunk));
        }
    }

    /// The payload of a tick of the newest segment that has it.
    ///
    /// # Errors
    /// As for [`truncate`](Self::truncate).
    pub(crate) fn payload<'c>(&self, tick: u64, cursor: &'c mut Cursor) -> CoreResult<Option<&'c [u8]>> {
        let segment = self.segments.iter().rev().find(|segment| segment.first_tick <= tick);
        segment.map_or(Ok(None), |segment| segment.payload(tick, cursor))
    }
}
