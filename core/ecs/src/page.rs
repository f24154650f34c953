//! What a system's function is given of one page: its rows, and one slice for each column.

use crate::column::Segment;
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

    /// How many rows there are.
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
            PageColumn::Read(bytes) => typed(bytes, self.len)
                .filter(|values: &&[T]| values.len() == self.len)
                .ok_or_else(|| misfit(T::SCHEMA.name)),
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
            PageColumn::Write(segment) => typed_mut(segment.bytes_mut(), self.len)
                .filter(|values: &&mut [T]| values.len() == self.len)
                .ok_or_else(|| misfit(T::SCHEMA.name)),
            _ => Err(misfit(T::SCHEMA.name)),
        }
    }
}

/// The part of a column that lies in one page, handed out once.
#[derive(Debug)]
pub enum PageColumn<'w> {
    /// Bytes of the rows, to read.
    Read(&'w [u8]),
    /// Bytes of the rows, to write.
    Write(Writable<'w>),
    /// Serialised values.
    Blobs(&'w [Bytes]),
}

/// Bytes that are copied for a snapshot when they are asked for, and not before.
#[derive(Debug)]
pub struct Writable<'w> {
    segment: &'w mut Segment,
    used: usize,
    version: u64,
}

impl<'w> Writable<'w> {
    #[inline(always)]
    pub(crate) fn bytes_mut(self) -> &'w mut [u8] {
        &mut self.segment.bytes_mut(self.version)[..self.used]
    }
}

impl<'w> PageColumn<'w> {
    /// The first `used` bytes of a plain segment, to write as the write `version`.
    #[inline]
    pub(crate) fn write(segment: &'w mut Segment, used: usize, version: u64) -> Self {
        Self::Write(Writable { segment, used, version })
    }

    /// The first `used` bytes of a plain segment, or the blobs of another, to read.
    #[inline]
    pub(crate) fn read(segment: &'w Segment, used: usize) -> Self {
        match segment.plain() {
            Some(bytes) => Self::Read(&bytes[..used]),
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
