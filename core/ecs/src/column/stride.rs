//! Single rows that come, go and move: copies of lengths that the compiler knows, out of and into owned pages.
//!
//! No version is noted down here: that of the page's list of names tells that rows came or went.
//!
//! All else (pages that a snapshot shares, blobs, room that is missing, other lengths) is for the slower ways of
//! [`Segment`], to which `false` sends.

use super::segment::{Block, Rows, Segment};
use super::{PAGE_ROWS, Push};
use crate::held::Held;
use crate::schema::{Schema, Storage};

/// How long the rows of a component are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stride {
    known: Known,
    /// Unit: bytes; read from memory for each copy. As a constant the places of rows would be computed for all
    /// known lengths ahead of a loop over columns.
    short: u16,
    /// Unit: bytes; 0 for blobs.
    size: u32,
}

/// The lengths that copies are compiled for.
#[derive(Debug, Clone, Copy)]
enum Known {
    Of4,
    Of8,
    Of12,
    Of16,
    Of24,
    Of32,
    Of48,
    Of64,
    /// None of them, or a blob.
    Not,
}

impl Stride {
    pub(crate) fn of(schema: &Schema) -> Self {
        let known = match (schema.storage, schema.size) {
            (Storage::Plain, 4) => Known::Of4,
            (Storage::Plain, 8) => Known::Of8,
            (Storage::Plain, 12) => Known::Of12,
            (Storage::Plain, 16) => Known::Of16,
            (Storage::Plain, 24) => Known::Of24,
            (Storage::Plain, 32) => Known::Of32,
            (Storage::Plain, 48) => Known::Of48,
            (Storage::Plain, 64) => Known::Of64,
            _ => Known::Not,
        };
        let size = if schema.storage == Storage::Blob { 0 } else { schema.size as u32 };
        Self { known, short: size as u16, size }
    }

    /// Unit: bytes; 0 for blobs.
    #[inline]
    pub(crate) fn size(&self) -> usize {
        self.size as usize
    }

    /// Where a row of a known length begins.
    #[inline(always)]
    fn start(&self, row: usize) -> usize {
        // What is known to lie in a page cannot overflow.
        row % PAGE_ROWS * usize::from(self.short)
    }
}

/// The same work for each known stride, with its number of bytes as a constant; `false` for the others.
macro_rules! known {
    ($stride:expr, $size:ident => $work:expr) => {
        known!($stride, $size => $work, Of4 4, Of8 8, Of12 12, Of16 16, Of24 24, Of32 32, Of48 48, Of64 64)
    };
    ($stride:expr, $size:ident => $work:expr, $($name:ident $bytes:literal),*) => {
        match $stride.known {
            $(Known::$name => {
                const $size: usize = $bytes;
                $work
            })*
            Known::Not => false,
        }
    };
}

impl Segment {
    /// Copies row `from` of another segment into row `to`, for which there is room.
    #[inline(always)]
    pub(crate) fn copy_row(&mut self, to: usize, (other, from): (&Self, usize), stride: &Stride) -> bool {
        let Rows::Plain(Held::Own(source)) = &other.rows else { return false };
        let Rows::Plain(Held::Own(target)) = &mut self.rows else { return false };
        let (target, source): (&mut [u8], &[u8]) = (bytes_of_mut(target), bytemuck::cast_slice(source));
        let (to, from) = (stride.start(to), stride.start(from));
        known!(stride, SIZE => {
            let target = target.get_mut(to..to + SIZE);
            match (target, source.get(from..from + SIZE)) {
                (Some(target), Some(source)) => {
                    target.copy_from_slice(source);
                    true
                }
                _ => false,
            }
        })
    }

    /// Copies row `from` into the row `to` of the same page.
    #[inline(always)]
    pub(crate) fn copy_within(&mut self, from: usize, to: usize, stride: &Stride) -> bool {
        let Rows::Plain(Held::Own(blocks)) = &mut self.rows else { return false };
        let bytes = bytes_of_mut(blocks);
        let (to, from) = (stride.start(to), stride.start(from));
        known!(stride, SIZE => {
            let row: Option<[u8; SIZE]> =
                bytes.get(from..from + SIZE).and_then(|row| row.try_into().ok());
            match (row, bytes.get_mut(to..to + SIZE)) {
                (Some(row), Some(target)) => {
                    target.copy_from_slice(&row);
                    true
                }
                _ => false,
            }
        })
    }

    /// Writes a value into row `to`, for which there is room.
    #[inline(always)]
    pub(crate) fn copy_value(&mut self, to: usize, value: &[u8], stride: &Stride) -> bool {
        let Rows::Plain(Held::Own(blocks)) = &mut self.rows else { return false };
        let bytes = bytes_of_mut(blocks);
        let to = stride.start(to);
        known!(stride, SIZE => {
            match (bytes.get_mut(to..to + SIZE), value.get(..SIZE)) {
                (Some(target), Some(value)) => {
                    target.copy_from_slice(value);
                    true
                }
                _ => false,
            }
        })
    }

    /// Appends a row of another segment after `row` rows.
    #[inline(always)]
    pub(crate) fn push_row(&mut self, row: usize, from: (&Self, usize), stride: &Stride, push: Push) {
        if !self.copy_row(row, from, stride) {
            self.push_rows(row, (from.0, from.1, 1), stride.size(), push);
        }
    }

    /// Appends a value of a length that the compiler does not know after `row` rows.
    #[inline(always)]
    pub(crate) fn push_value(&mut self, row: usize, value: &[u8], stride: &Stride, push: Push) {
        if !self.copy_value(row, value, stride) {
            self.push_any(row, value, push);
        }
    }

    /// Appends a value of a length that the compiler knows after `row` rows.
    #[inline(always)]
    pub(crate) fn push(&mut self, row: usize, value: &[u8], push: Push) {
        if let Rows::Plain(Held::Own(blocks)) = &mut self.rows {
            let start = row % PAGE_ROWS * value.len();
            if let Some(target) = bytes_of_mut(blocks).get_mut(start..start + value.len()) {
                return target.copy_from_slice(value);
            }
        }
        self.push_any(row, value, push);
    }

    /// Moves the last row, which is `from`, into the one `to` before it.
    #[inline(always)]
    pub(crate) fn move_within(&mut self, from: usize, to: usize, stride: &Stride) {
        if !self.copy_within(from, to, stride) {
            self.move_any_within(from, to, stride.size());
        }
    }

    /// Moves row `from` of another segment, which is its last, into row `to`.
    #[inline(always)]
    pub(crate) fn move_from(&mut self, other: &mut Self, from: usize, to: usize, stride: &Stride) {
        if !self.copy_row(to, (other, from), stride) {
            self.move_any_from(other, from, to, stride.size());
        }
    }
}

#[inline(always)]
fn bytes_of_mut(blocks: &mut [Block]) -> &mut [u8] {
    bytemuck::cast_slice_mut(blocks)
}
