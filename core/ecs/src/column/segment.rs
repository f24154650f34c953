//! One component of the rows of one page, as bytes that a snapshot may share.

use super::PAGE_ROWS;
use crate::held::Held;
use crate::schema::Storage;
use bytemuck::{Pod, Zeroable};
use playground_core_types::Bytes;

/// A plain block as large and as aligned as a cache line, so that every column is aligned for SIMD.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C, align(64))]
pub(crate) struct Block([u8; 64]);

/// How large a block is. Unit: bytes.
pub(crate) const BLOCK_BYTES: usize = 64;

/// Pages up to this size are taken whole, larger ones grow with their rows. Unit: bytes.
const WHOLE_PAGE_BYTES_MAX: usize = 1 << 18;

/// Blocks that are zeroed ahead of the rows at once.
const ZEROED_BLOCKS: usize = 64;

/// One component of the up to [`PAGE_ROWS`] rows of one page, and the write that touched values of it last.
///
/// How many rows are in use, and when one came or went last, is for the archetype to know; how long one is, for the
/// schema.
#[derive(Debug)]
pub(crate) struct Segment {
    pub(crate) version: u64,
    pub(super) rows: Rows,
}

#[derive(Debug, Clone)]
pub(super) enum Rows {
    Plain(Held<Vec<Block>>),
    /// Boxed, so that one look at the first word tells plain and owned from all else.
    Blob(Box<Held<Vec<Bytes>>>),
}

impl Clone for Segment {
    fn clone(&self) -> Self {
        Self { version: self.version, rows: self.rows.clone() }
    }

    fn clone_from(&mut self, source: &Self) {
        self.version = source.version;
        match (&mut self.rows, &source.rows) {
            (Rows::Plain(own), Rows::Plain(rows)) => own.clone_from(rows),
            (Rows::Blob(own), Rows::Blob(rows)) => own.clone_from(rows),
            (own, rows) => *own = rows.clone(),
        }
    }
}

impl Segment {
    pub(crate) fn new(storage: Storage) -> Self {
        let rows = match storage {
            Storage::Plain => Rows::Plain(Held::default()),
            Storage::Blob => Rows::Blob(Box::default()),
        };
        Self { version: 0, rows }
    }

    /// All bytes of a plain segment, those of rows that are not in use too; `None` of a blob segment.
    #[inline]
    pub(crate) fn plain(&self) -> Option<&[u8]> {
        self.blocks().map(bytemuck::cast_slice)
    }

    /// The same as blocks.
    #[inline]
    pub(crate) fn blocks(&self) -> Option<&[Block]> {
        match &self.rows {
            Rows::Plain(blocks) => Some(blocks.get()),
            Rows::Blob(_) => None,
        }
    }

    /// The blocks of a plain segment to write; copied first if a snapshot shares them.
    #[inline(always)]
    pub(crate) fn blocks_mut(&mut self, version: u64) -> &mut [Block] {
        self.version = version;
        // One look at the first word tells what is owned.
        match self.rows {
            Rows::Plain(Held::Own(ref mut blocks)) => blocks,
            ref mut shared => owned(shared),
        }
    }

    /// The blobs of the rows; none of a plain segment.
    #[inline]
    pub(crate) fn blobs(&self) -> &[Bytes] {
        match &self.rows {
            Rows::Plain(_) => &[],
            Rows::Blob(rows) => rows.get(),
        }
    }

    /// The bytes of a row.
    #[inline]
    pub(crate) fn row(&self, row: usize, size: usize) -> &[u8] {
        match &self.rows {
            Rows::Plain(blocks) => {
                let bytes: &[u8] = bytemuck::cast_slice(blocks.get());
                &bytes[row * size..(row + 1) * size]
            }
            Rows::Blob(rows) => &rows.get()[row],
        }
    }

    /// Overwrites a row with a value, which is as long as plain rows are.
    #[inline]
    pub(crate) fn set(&mut self, row: usize, value: &[u8], version: u64) {
        self.version = version;
        match &mut self.rows {
            Rows::Plain(blocks) => {
                let bytes: &mut [u8] = bytemuck::cast_slice_mut(blocks.get_mut());
                bytes[row * value.len()..(row + 1) * value.len()].copy_from_slice(value);
            }
            Rows::Blob(rows) => rows.get_mut()[row] = Bytes::copy_from_slice(value),
        }
    }

    /// Appends a value of any kind and length after `row` rows.
    #[inline(never)]
    pub(super) fn push_any(&mut self, row: usize, value: &[u8], push: Push) {
        match &mut self.rows {
            Rows::Plain(blocks) => {
                rows_of(blocks, (row, 1), value.len(), push.is_long).copy_from_slice(value);
            }
            Rows::Blob(rows) => rows.get_mut().push(Bytes::copy_from_slice(value)),
        }
    }

    /// Appends rows of another segment, after `row` rows.
    #[inline(never)]
    pub(crate) fn push_rows(&mut self, row: usize, from: (&Self, usize, usize), size: usize, push: Push) {
        let (source, first, count) = from;
        self.version = push.version;
        match (&mut self.rows, &source.rows) {
            (Rows::Plain(blocks), Rows::Plain(rows)) => {
                let rows: &[u8] = bytemuck::cast_slice(rows.get());
                let target = rows_of(blocks, (row, count), size, push.is_long);
                target.copy_from_slice(&rows[first * size..][..count * size]);
            }
            (Rows::Blob(rows), Rows::Blob(other)) => {
                rows.get_mut().extend_from_slice(&other.get()[first..first + count]);
            }
            // Both are segments of one component.
            _ => {}
        }
    }

    /// Appends rows of `size` bytes each that follow one another, after `row` rows; of a plain segment.
    pub(crate) fn push_bytes(&mut self, row: usize, values: &[u8], size: usize, push: Push) {
        self.version = push.version;
        if let Rows::Plain(blocks) = &mut self.rows {
            let blocks = blocks.get_mut();
            let end = row * size + values.len();
            if blocks.is_empty() {
                append_blocks(blocks, values, PAGE_ROWS * size);
            } else {
                if end > blocks.len() * BLOCK_BYTES {
                    make_room(blocks, end, size, push.is_long || end > PAGE_ROWS / 2 * size);
                }
                let bytes: &mut [u8] = bytemuck::cast_slice_mut(blocks);
                bytes[row * size..end].copy_from_slice(values);
            }
        }
    }

    /// Appends blobs; of a blob segment.
    pub(crate) fn push_blobs(&mut self, blobs: &[Bytes], push: Push) {
        self.version = push.version;
        if let Rows::Blob(rows) = &mut self.rows {
            rows.get_mut().extend_from_slice(blobs);
        }
    }

    /// What its rows take, shared or not. Unit: bytes.
    pub(crate) fn held_bytes(&self) -> usize {
        let blobs = self.blobs().iter().fold(0, |bytes, blob| bytes + blob.len() + size_of_val(blob));
        self.plain().map_or(blobs, |bytes| bytes.len())
    }

    /// Gives the first `count` rows the same value.
    pub(crate) fn fill(&mut self, value: &[u8], count: usize, version: u64) {
        self.version = version;
        match &mut self.rows {
            Rows::Plain(blocks) => {
                let bytes: &mut [u8] = bytemuck::cast_slice_mut(blocks.get_mut());
                fill(&mut bytes[..count * value.len()], value);
            }
            Rows::Blob(rows) => rows.get_mut().fill(Bytes::copy_from_slice(value)),
        }
    }

    /// Appends the same value `count` times, after `row` rows.
    pub(crate) fn push_same(&mut self, row: usize, value: &[u8], count: usize, push: Push) {
        self.version = push.version;
        match &mut self.rows {
            Rows::Plain(blocks) => {
                fill(rows_of(blocks, (row, count), value.len(), push.is_long), value);
            }
            Rows::Blob(rows) => {
                let (list, value) = (rows.get_mut(), Bytes::copy_from_slice(value));
                list.resize(list.len() + count, value);
            }
        }
    }

    /// Moves the last row, which is `from`, into the one `to` before it, of any kind and length.
    #[inline(never)]
    pub(super) fn move_any_within(&mut self, from: usize, to: usize, size: usize) {
        match &mut self.rows {
            Rows::Plain(blocks) => {
                let bytes: &mut [u8] = bytemuck::cast_slice_mut(blocks.get_mut());
                bytes.copy_within(from * size..(from + 1) * size, to * size);
            }
            Rows::Blob(rows) => drop(rows.get_mut().swap_remove(to)),
        }
    }

    /// Moves row `from` of another segment, which is its last, into row `to`, of any kind and length.
    #[inline(never)]
    pub(super) fn move_any_from(&mut self, other: &mut Self, from: usize, to: usize, size: usize) {
        match (&mut self.rows, &mut other.rows) {
            (Rows::Plain(blocks), Rows::Plain(rows)) => {
                let bytes: &mut [u8] = bytemuck::cast_slice_mut(blocks.get_mut());
                let rows: &[u8] = bytemuck::cast_slice(rows.get());
                bytes[to * size..][..size].copy_from_slice(&rows[from * size..][..size]);
            }
            (Rows::Blob(rows), Rows::Blob(other)) => rows.get_mut()[to] = other.get_mut().swap_remove(from),
            // Both are segments of one component.
            _ => {}
        }
    }

    /// Forgets the last row.
    pub(crate) fn pop(&mut self) {
        if let Rows::Blob(rows) = &mut self.rows {
            rows.get_mut().pop();
        }
    }

    /// The same without rows, and with the memory that it holds alone.
    pub(crate) fn emptied(self) -> Self {
        let rows = match self.rows {
            Rows::Plain(Held::Own(blocks)) => Rows::Plain(Held::Own(blocks)),
            Rows::Plain(Held::Shared(..)) => Rows::Plain(Held::default()),
            Rows::Blob(_) => Rows::Blob(Box::default()),
        };
        Self { version: 0, rows }
    }

    /// Makes the segment of an old snapshot one of this shared one, and keeps its memory for the next write; nothing
    /// of it where the rows are the same.
    pub(crate) fn recycle(&mut self, copy: &mut Self, is_same: bool) {
        if let (Rows::Plain(own), Rows::Plain(old)) = (&mut self.rows, &mut copy.rows) {
            if is_same {
                own.forget_spare();
            } else {
                own.recycle(old);
            }
        }
    }

    /// Makes clones cheap until the next write.
    pub(crate) fn share(&mut self) {
        match &mut self.rows {
            Rows::Plain(blocks) => blocks.share(),
            Rows::Blob(rows) => rows.share(),
        }
    }
}

/// The blocks of rows that a snapshot shares, copied first; none of blobs.
#[cold]
#[inline(never)]
fn owned(rows: &mut Rows) -> &mut [Block] {
    match rows {
        Rows::Plain(blocks) => blocks.get_mut(),
        Rows::Blob(_) => &mut [],
    }
}

/// How rows are appended.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Push {
    /// Whole pages came before.
    pub(crate) is_long: bool,
    /// The write.
    pub(crate) version: u64,
}

/// The bytes of `count` rows of `size` bytes each, from `row` on, with room made for them.
#[inline]
fn rows_of(
    blocks: &mut Held<Vec<Block>>,
    (row, count): (usize, usize),
    size: usize,
    is_long: bool,
) -> &mut [u8] {
    let blocks = blocks.get_mut();
    let end = (row + count) * size;
    if end > blocks.len() * BLOCK_BYTES {
        make_room(blocks, end, size, is_long);
    }
    let bytes: &mut [u8] = bytemuck::cast_slice_mut(blocks);
    &mut bytes[row * size..][..count * size]
}

/// Room for `end` bytes. A second page says that the archetype is large: it is taken whole at once.
#[cold]
fn make_room(blocks: &mut Vec<Block>, end: usize, size: usize, is_long: bool) {
    let needed = end.div_ceil(BLOCK_BYTES);
    let whole = (PAGE_ROWS * size).div_ceil(BLOCK_BYTES);
    let room = match blocks.len() {
        _ if is_long && PAGE_ROWS * size <= WHOLE_PAGE_BYTES_MAX => whole,
        // Many archetypes have one row only.
        0 => needed,
        _ if blocks.capacity() >= needed => blocks.capacity(),
        _ => (needed * 2).min(whole),
    };
    blocks.reserve_exact(room - blocks.len());
    // A part at a time, so that what is zeroed is in the nearest cache still when the rows come.
    blocks.resize(room.min(needed + ZEROED_BLOCKS), Block::zeroed());
}

/// Fills an empty page with values, without zeroing it first; with room for all where half of it is in use.
fn append_blocks(blocks: &mut Vec<Block>, values: &[u8], whole_bytes: usize) {
    if values.len() > whole_bytes / 2 && whole_bytes <= WHOLE_PAGE_BYTES_MAX {
        blocks.reserve_exact(whole_bytes.div_ceil(BLOCK_BYTES));
    }
    let (chunks, rest): (&[[u8; BLOCK_BYTES]], &[u8]) = values.as_chunks();
    blocks.extend(chunks.iter().map(|chunk| Block(*chunk)));
    if !rest.is_empty() {
        let mut last = Block::zeroed();
        last.0[..rest.len()].copy_from_slice(rest);
        blocks.push(last);
    }
}

/// Fills a list of values with one value, by doubling what is filled already.
fn fill(bytes: &mut [u8], value: &[u8]) {
    if bytes.is_empty() || value.is_empty() {
        return;
    }
    bytes[..value.len()].copy_from_slice(value);
    let mut filled = value.len();
    while filled < bytes.len() {
        let count = filled.min(bytes.len() - filled);
        bytes.copy_within(..count, filled);
        filled += count;
    }
}
