//! One component of one archetype: rows of bytes in copy-on-write pages.

use crate::schema::{Schema, Storage};
use bytemuck::{Pod, Zeroable};
use playground_core_types::Bytes;
use std::sync::Arc;

/// Rows in a page; the unit of copying, of change detection and of parallel work.
pub const PAGE_ROWS: usize = 1024;

/// A plain block as large and as aligned as a cache line, so that every column is aligned for SIMD.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C, align(64))]
struct Block([u8; 64]);

const BLOCK_BYTES: usize = 64;

/// Up to [`PAGE_ROWS`] rows and the write that touched them last.
#[derive(Clone, Default)]
struct PlainPage {
    blocks: Vec<Block>,
    version: u64,
}

impl PlainPage {
    fn bytes(&self) -> &[u8] {
        bytemuck::cast_slice(&self.blocks)
    }

    fn bytes_mut(&mut self) -> &mut [u8] {
        bytemuck::cast_slice_mut(&mut self.blocks)
    }
}

#[derive(Clone, Default)]
struct BlobPage {
    rows: Vec<Bytes>,
    version: u64,
}

enum Pages {
    Plain(Vec<Arc<PlainPage>>),
    Blob(Vec<Arc<BlobPage>>),
}

/// The rows of one component. A clone shares all pages until either side writes them.
pub struct Column {
    schema: &'static Schema,
    len: usize,
    pages: Pages,
}

impl Clone for Column {
    fn clone(&self) -> Self {
        let mut column = Self::new(self.schema);
        column.clone_from(self);
        column
    }

    /// Keeps the list of pages, so that a snapshot into an old one allocates nothing.
    fn clone_from(&mut self, source: &Self) {
        let Self { schema, len, pages } = source;
        (self.schema, self.len) = (schema, *len);
        match (&mut self.pages, pages) {
            (Pages::Plain(own), Pages::Plain(pages)) => own.clone_from(pages),
            (Pages::Blob(own), Pages::Blob(pages)) => own.clone_from(pages),
            (own, Pages::Plain(pages)) => *own = Pages::Plain(pages.clone()),
            (own, Pages::Blob(pages)) => *own = Pages::Blob(pages.clone()),
        }
    }
}

impl Column {
    /// An empty column.
    pub fn new(schema: &'static Schema) -> Self {
        let pages = match schema.storage {
            Storage::Plain => Pages::Plain(Vec::new()),
            Storage::Blob => Pages::Blob(Vec::new()),
        };
        Self { schema, len: 0, pages }
    }

    /// What the rows are.
    pub fn schema(&self) -> &'static Schema {
        self.schema
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many rows lie in page `page`.
    pub fn page_rows(&self, page: usize) -> usize {
        self.len.saturating_sub(page * PAGE_ROWS).min(PAGE_ROWS)
    }

    /// The write that touched page `page` last; 0 when there is no such page.
    pub fn page_version(&self, page: usize) -> u64 {
        match &self.pages {
            Pages::Plain(pages) => pages.get(page).map_or(0, |page| page.version),
            Pages::Blob(pages) => pages.get(page).map_or(0, |page| page.version),
        }
    }

    /// The bytes of all rows of a page; empty for blobs.
    pub fn page_bytes(&self, page: usize) -> &[u8] {
        let used = self.page_rows(page) * self.schema.size;
        match &self.pages {
            Pages::Plain(pages) => pages.get(page).map_or(&[], |page| &page.bytes()[..used]),
            Pages::Blob(_) => &[],
        }
    }

    /// The bytes of all rows of a page, to write; the page is copied first if a snapshot shares it.
    pub fn page_bytes_mut(&mut self, page: usize, version: u64) -> &mut [u8] {
        let used = self.page_rows(page) * self.schema.size;
        match &mut self.pages {
            Pages::Plain(pages) if page < pages.len() => {
                let page = Arc::make_mut(&mut pages[page]);
                page.version = version;
                &mut page.bytes_mut()[..used]
            }
            _ => &mut [],
        }
    }

    /// The bytes of every page in order, to write at the same time.
    pub(crate) fn pages_mut(&mut self, version: u64) -> impl Iterator<Item = &mut [u8]> {
        let (len, size) = (self.len, self.schema.size);
        let pages = match &mut self.pages {
            Pages::Plain(pages) => pages.as_mut_slice(),
            Pages::Blob(_) => &mut [],
        };
        pages.iter_mut().enumerate().map(move |(index, page)| {
            let used = len.saturating_sub(index * PAGE_ROWS).min(PAGE_ROWS) * size;
            let page = Arc::make_mut(page);
            page.version = version;
            &mut page.bytes_mut()[..used]
        })
    }

    /// The blobs of all rows of a page; empty for plain columns.
    pub fn page_blobs(&self, page: usize) -> &[Bytes] {
        match &self.pages {
            Pages::Blob(pages) => pages.get(page).map_or(&[], |page| &page.rows),
            Pages::Plain(_) => &[],
        }
    }

    /// The bytes of one row; `None` past the end.
    pub fn row(&self, row: usize) -> Option<&[u8]> {
        if row >= self.len {
            return None;
        }
        let (page, offset) = (row / PAGE_ROWS, row % PAGE_ROWS);
        match &self.pages {
            Pages::Plain(pages) => {
                let start = offset * self.schema.size;
                Some(&pages[page].bytes()[start..start + self.schema.size])
            }
            Pages::Blob(pages) => Some(&pages[page].rows[offset]),
        }
    }

    /// Overwrites one row; a row past the end is left alone.
    pub fn set_row(&mut self, row: usize, value: &[u8], version: u64) {
        if row >= self.len {
            return;
        }
        let (page, offset) = (row / PAGE_ROWS, row % PAGE_ROWS);
        match &mut self.pages {
            Pages::Plain(pages) => {
                let page = Arc::make_mut(&mut pages[page]);
                let start = offset * self.schema.size;
                page.version = version;
                page.bytes_mut()[start..start + self.schema.size].copy_from_slice(value);
            }
            Pages::Blob(pages) => {
                let page = Arc::make_mut(&mut pages[page]);
                page.version = version;
                page.rows[offset] = Bytes::copy_from_slice(value);
            }
        }
    }

    /// Appends a row; plain values have exactly the schema's size.
    pub fn push(&mut self, value: &[u8], version: u64) {
        let (page, offset) = (self.len / PAGE_ROWS, self.len % PAGE_ROWS);
        match &mut self.pages {
            Pages::Plain(pages) => {
                if page == pages.len() {
                    pages.push(Arc::default());
                }
                let target = Arc::make_mut(&mut pages[page]);
                let (start, end) = (offset * self.schema.size, (offset + 1) * self.schema.size);
                let blocks = end.div_ceil(BLOCK_BYTES);
                if blocks > target.blocks.len() {
                    // A second page says that the archetype is large: take the whole page at once.
                    let whole = (PAGE_ROWS * self.schema.size).div_ceil(BLOCK_BYTES);
                    let room = if page > 0 { whole } else { (blocks * 2).min(whole) };
                    target.blocks.resize(room, Block::zeroed());
                }
                target.version = version;
                target.bytes_mut()[start..end].copy_from_slice(value);
            }
            Pages::Blob(pages) => {
                if page == pages.len() {
                    pages.push(Arc::default());
                }
                let target = Arc::make_mut(&mut pages[page]);
                target.version = version;
                target.rows.push(Bytes::copy_from_slice(value));
            }
        }
        self.len += 1;
    }

    /// Appends rows whose bytes lie one after the other; a part of a row at the end is left out.
    pub fn extend(&mut self, mut rows: &[u8], version: u64) {
        let size = self.schema.size;
        while size > 0 && rows.len() >= size {
            let (page, offset) = (self.len / PAGE_ROWS, self.len % PAGE_ROWS);
            let count = (rows.len() / size).min(PAGE_ROWS - offset);
            let (taken, rest) = rows.split_at(count * size);
            let Pages::Plain(pages) = &mut self.pages else { return };
            if page == pages.len() {
                pages.push(Arc::default());
            }
            let target = Arc::make_mut(&mut pages[page]);
            let end = (offset + count) * size;
            let blocks = end.div_ceil(BLOCK_BYTES).max(target.blocks.len());
            target.blocks.resize(blocks, Block::zeroed());
            target.version = version;
            target.bytes_mut()[offset * size..end].copy_from_slice(taken);
            self.len += count;
            rows = rest;
        }
    }

    /// What this column holds alone beside `other`, which was a copy of it or it of that one. Unit: bytes.
    pub fn bytes_apart(&self, other: &Self) -> usize {
        let pages = 0..self.len.div_ceil(PAGE_ROWS);
        let own = pages.filter(|page| self.page_version(*page) != other.page_version(*page));
        own.map(|page| {
            let blobs = self.page_blobs(page).iter();
            let bytes = blobs.fold(0, |bytes, blob| bytes + blob.len() + size_of_val(blob));
            bytes + self.page_bytes(page).len()
        })
        .sum()
    }

    /// Removes a row by moving the last one into its place; a row past the end is left alone.
    pub fn swap_remove(&mut self, row: usize, version: u64) {
        if row >= self.len {
            return;
        }
        let last = self.len - 1;
        match &mut self.pages {
            Pages::Plain(pages) => {
                if row != last {
                    move_row(pages, self.schema.size, last, row, version);
                }
                // The page is gone with its last row, so that an emptied column holds no memory.
                if last.is_multiple_of(PAGE_ROWS) {
                    pages.pop();
                }
            }
            Pages::Blob(pages) => {
                let last_page = Arc::make_mut(&mut pages[last / PAGE_ROWS]);
                last_page.version = version;
                let moved = last_page.rows.pop().unwrap_or_default();
                if last_page.rows.is_empty() {
                    pages.pop();
                }
                if row != last {
                    let target = Arc::make_mut(&mut pages[row / PAGE_ROWS]);
                    target.version = version;
                    target.rows[row % PAGE_ROWS] = moved;
                }
            }
        }
        self.len = last;
    }
}

fn move_row(pages: &mut [Arc<PlainPage>], size: usize, from: usize, to: usize, version: u64) {
    let (from_start, to_start) = ((from % PAGE_ROWS) * size, (to % PAGE_ROWS) * size);
    let (head, tail) = pages.split_at_mut(from / PAGE_ROWS);
    if from / PAGE_ROWS == to / PAGE_ROWS {
        let page = Arc::make_mut(&mut tail[0]);
        page.version = version;
        page.bytes_mut().copy_within(from_start..from_start + size, to_start);
    } else {
        let page = Arc::make_mut(&mut head[to / PAGE_ROWS]);
        page.version = version;
        page.bytes_mut()[to_start..to_start + size]
            .copy_from_slice(&tail[0].bytes()[from_start..from_start + size]);
    }
}

impl std::fmt::Debug for Column {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Column({}, {} rows)", self.schema.name, self.len)
    }
}
