//! The rows of one component: bytes in copy-on-write pages, and a view of them all.

mod segment;
mod stride;

use crate::archetype::Archetype;
use crate::schema::Schema;
use playground_core_types::Bytes;
pub(crate) use segment::{BLOCK_BYTES, Block, Push, Segment};
pub(crate) use stride::Stride;

/// Rows in a page; the unit of copying, of change detection and of parallel work.
pub const PAGE_ROWS: usize = 4096;

/// All rows of one component of one archetype, to read.
#[derive(Clone, Copy)]
pub struct Column<'w> {
    archetype: &'w Archetype,
    position: usize,
}

impl<'w> Column<'w> {
    pub(crate) fn new(archetype: &'w Archetype, position: usize) -> Self {
        Self { archetype, position }
    }

    /// What the rows are.
    pub fn schema(&self) -> &'static Schema {
        self.archetype.schemas()[self.position]
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.archetype.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.archetype.is_empty()
    }

    /// How many rows lie in page `page`.
    pub fn page_rows(&self, page: usize) -> usize {
        self.archetype.page_entities(page).len()
    }

    /// The write that touched page `page` last; 0 when there is no such page.
    pub fn page_version(&self, page: usize) -> u64 {
        self.archetype.segment_version(self.position, page)
    }

    /// The bytes of all rows of a page; empty for blobs.
    pub fn page_bytes(&self, page: usize) -> &'w [u8] {
        let used = self.page_rows(page) * self.schema().size;
        self.segment(page).and_then(Segment::plain).map_or(&[], |bytes| &bytes[..used])
    }

    /// The blobs of all rows of a page; empty for plain columns.
    pub fn page_blobs(&self, page: usize) -> &'w [Bytes] {
        self.segment(page).map_or(&[], Segment::blobs)
    }

    /// The bytes of one row; `None` past the end.
    pub fn row(&self, row: usize) -> Option<&'w [u8]> {
        if row >= self.len() {
            return None;
        }
        let segment = self.segment(row / PAGE_ROWS)?;
        Some(segment.row(row % PAGE_ROWS, self.schema().size))
    }

    fn segment(&self, page: usize) -> Option<&'w Segment> {
        self.archetype.page_segments(page).get(self.position)
    }
}

impl std::fmt::Debug for Column<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Column({}, {} rows)", self.schema().name, self.len())
    }
}
