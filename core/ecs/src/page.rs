//! What a system's function is given of one page: its rows, and one slice for each column.

use crate::column::{BLOCK_BYTES, Block, Segment};
use crate::entity::Entity;
use crate::paged::Paged;
use crate::schema::Component;
use bytemuck::Pod;
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind};

/// The rows of one page of one archetype.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'w> {
    /// All entities of the archetype: most systems do not ask for those of the page.
    entities: &'w Paged<Entity>,
    page: usize,
    len: usize,
}

impl<'w> Rows<'w> {
    #[inline]
    pub(crate) fn new(entities: &'w Paged<Entity>, page: usize) -> Self {
        Self { entities, page, len: entities.page_len(page) }
    }

    /// The `len` rows of the first page, which is the only one.
    #[inline]
    pub(crate) fn first(entities: &'w Paged<Entity>, len: usize) -> Self {
        Self { entities, page: 0, len }
    }

    /// How many rows there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The entities of the rows.
    pub fn entities(&self) -> &'w [Entity] {
        self.entities.page(self.page)
    }

    /// A column of the page as a slice.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when the column is of another component, or not to be read.
    #[inline(always)]
    pub fn read<'c, T: Component>(&self, column: &PageColumn<'c>) -> CoreResult<&'c [T]> {
        match column {
            PageColumn::Read(rows) => rows.values(self.len).ok_or_else(|| misfit(T::SCHEMA.name)),
            _ => Err(misfit(T::SCHEMA.name)),
        }
    }

    /// A column of the page as a slice to write.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when the column is of another component, or not to be written.
    #[inline(always)]
    pub fn write<'c, T: Component>(&self, column: PageColumn<'c>) -> CoreResult<&'c mut [T]> {
        match column {
            PageColumn::Write(rows) => rows.values_mut(self.len).ok_or_else(|| misfit(T::SCHEMA.name)),
            _ => Err(misfit(T::SCHEMA.name)),
        }
    }
}

/// The part of a column that lies in one page, handed out once.
#[derive(Debug)]
pub enum PageColumn<'w> {
    /// Bytes of the rows, to read.
    Read(Readable<'w>),
    /// Bytes of the rows, to write.
    Write(Writable<'w>),
    /// Serialised values.
    Blobs(&'w [Bytes]),
}

/// Bytes to read.
#[derive(Debug, Clone, Copy)]
pub struct Readable<'w> {
    /// Of rows that are not in use too.
    blocks: &'w [Block],
    size: usize,
}

impl<'w> Readable<'w> {
    /// The bytes of so many rows.
    #[inline]
    pub(crate) fn bytes(&self, rows: usize) -> &'w [u8] {
        let bytes: &[u8] = bytemuck::cast_slice(self.blocks);
        &bytes[..rows * self.size]
    }

    /// So many rows as values; `None` when they are no such values.
    #[inline(always)]
    fn values<T: Component>(&self, rows: usize) -> Option<&'w [T]> {
        match T::SCHEMA.size {
            size if size != self.size => None,
            0 => tags(rows).map(|tags| &*tags),
            // Whole values in each block: nothing is left to be looked at but how many there are.
            size if BLOCK_BYTES.is_multiple_of(size) => {
                bytemuck::try_cast_slice(self.blocks).ok()?.get(..rows)
            }
            size => {
                let bytes: &[u8] = bytemuck::cast_slice(self.blocks);
                bytemuck::try_cast_slice(bytes.get(..rows * size)?).ok()
            }
        }
    }
}

/// Bytes that are copied for a snapshot when they are asked for, and not before.
#[derive(Debug)]
pub struct Writable<'w> {
    segment: &'w mut Segment,
    size: usize,
    version: u64,
}

impl<'w> Writable<'w> {
    /// The bytes of so many rows.
    #[inline]
    pub(crate) fn bytes_mut(self, rows: usize) -> &'w mut [u8] {
        let bytes: &mut [u8] = bytemuck::cast_slice_mut(self.segment.blocks_mut(self.version));
        &mut bytes[..rows * self.size]
    }

    /// So many rows as values; `None` when they are no such values.
    #[inline(always)]
    fn values_mut<T: Component>(self, rows: usize) -> Option<&'w mut [T]> {
        let blocks = self.segment.blocks_mut(self.version);
        match T::SCHEMA.size {
            size if size != self.size => None,
            0 => tags(rows),
            size if BLOCK_BYTES.is_multiple_of(size) => {
                bytemuck::try_cast_slice_mut(blocks).ok()?.get_mut(..rows)
            }
            size => {
                let bytes: &mut [u8] = bytemuck::cast_slice_mut(blocks);
                bytemuck::try_cast_slice_mut(bytes.get_mut(..rows * size)?).ok()
            }
        }
    }
}

impl<'w> PageColumn<'w> {
    /// A plain segment with rows of `size` bytes, to write as the write `version`.
    #[inline]
    pub(crate) fn write(segment: &'w mut Segment, size: usize, version: u64) -> Self {
        Self::Write(Writable { segment, size, version })
    }

    /// A plain segment with rows of `size` bytes, or the blobs of another, to read.
    #[inline]
    pub(crate) fn read(segment: &'w Segment, size: usize) -> Self {
        match segment.blocks() {
            Some(blocks) => Self::Read(Readable { blocks, size }),
            None => Self::Blobs(segment.blobs()),
        }
    }
}

impl Default for PageColumn<'_> {
    /// What remains of a column that was handed out.
    fn default() -> Self {
        Self::Blobs(&[])
    }
}

/// The bytes as so many values; `None` when they are no such values.
#[inline]
pub(crate) fn typed<T: Pod>(bytes: &[u8], rows: usize) -> Option<&[T]> {
    if bytes.is_empty() {
        return tags(rows).map(|tags| &*tags);
    }
    bytemuck::try_cast_slice(bytes).ok()
}

/// The same, to write.
#[inline]
pub(crate) fn typed_mut<T: Pod>(bytes: &mut [u8], rows: usize) -> Option<&mut [T]> {
    if bytes.is_empty() {
        return tags(rows);
    }
    bytemuck::try_cast_slice_mut(bytes).ok()
}

/// As many values of no bytes as there are rows; their number cannot be told from their bytes.
fn tags<'w, T: Pod>(rows: usize) -> Option<&'w mut [T]> {
    // Units take no memory, so nothing leaks.
    let units = vec![(); rows].leak();
    bytemuck::try_cast_slice_mut(units).ok().filter(|tags: &&mut [T]| tags.len() == rows)
}

#[cold]
fn misfit(name: &str) -> CoreError {
    let message = format!("a column handed out is not one of `{name}`, or not for what it is used");
    CoreError::new(ErrorKind::Conflict, message)
}
