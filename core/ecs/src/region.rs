//! State that is no component: bytes in copy-on-write pages, such as the memory of a script.

use crate::held::Held;
use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// Bytes of a page of a region; the unit of copying and of change detection.
pub const REGION_PAGE_BYTES: usize = 1 << 12;

/// The longest region. Unit: bytes.
pub const REGION_BYTES_MAX: usize = 1 << 30;

/// So many bytes by name, in every snapshot, hash and save of the world.
#[derive(Debug, Default)]
pub struct Region {
    length: usize,
    pages: Vec<RegionPage>,
}

/// A page without bytes holds zeros, so that a region takes memory as it is filled.
#[derive(Debug)]
struct RegionPage {
    bytes: Held<Vec<u8>>,
    version: u64,
}

const ZEROS: [u8; REGION_PAGE_BYTES] = [0; REGION_PAGE_BYTES];

impl Clone for RegionPage {
    fn clone(&self) -> Self {
        Self { bytes: self.bytes.clone(), version: self.version }
    }

    fn clone_from(&mut self, source: &Self) {
        self.bytes.clone_from(&source.bytes);
        self.version = source.version;
    }
}

impl Clone for Region {
    fn clone(&self) -> Self {
        Self { length: self.length, pages: self.pages.clone() }
    }

    fn clone_from(&mut self, source: &Self) {
        self.length = source.length;
        self.pages.clone_from(&source.pages);
    }
}

impl Region {
    /// So many zeros.
    ///
    /// # Errors
    /// [`ErrorKind::LimitReached`] past [`REGION_BYTES_MAX`].
    pub(crate) fn new(length: usize, version: u64) -> CoreResult<Self> {
        if length > REGION_BYTES_MAX {
            let message = format!("a region of {length} bytes, at most {REGION_BYTES_MAX} fit");
            return Err(CoreError::new(ErrorKind::LimitReached, message));
        }
        let page = RegionPage { bytes: Held::default(), version };
        Ok(Self { length, pages: vec![page; length.div_ceil(REGION_PAGE_BYTES)] })
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// How many pages there are.
    pub fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// The bytes of a page; all but the last have [`REGION_PAGE_BYTES`], past the end there are none.
    pub fn page(&self, page: usize) -> &[u8] {
        let used = self.length.saturating_sub(page * REGION_PAGE_BYTES).min(REGION_PAGE_BYTES);
        match self.pages.get(page).map(|page| page.bytes.get().as_slice()) {
            Some([]) => &ZEROS[..used],
            Some(bytes) => bytes,
            None => &[],
        }
    }

    /// The write that changed a page last; 0 past the end.
    pub fn page_version(&self, page: usize) -> u64 {
        self.pages.get(page).map_or(0, |page| page.version)
    }

    /// Copies bytes out, from `offset` on.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] when the region ends before.
    pub fn read(&self, offset: usize, bytes: &mut [u8]) -> CoreResult<()> {
        self.check(offset, bytes.len())?;
        let mut rest = bytes;
        for (page, start, count) in parts(offset, rest.len()) {
            let (head, tail) = std::mem::take(&mut rest).split_at_mut(count);
            head.copy_from_slice(&self.page(page)[start..start + count]);
            rest = tail;
        }
        Ok(())
    }

    /// Overwrites bytes from `offset` on.
    pub(crate) fn write(&mut self, offset: usize, bytes: &[u8], version: u64) -> CoreResult<()> {
        self.check(offset, bytes.len())?;
        let mut rest = bytes;
        for (page, start, count) in parts(offset, bytes.len()) {
            let (head, tail) = rest.split_at(count);
            rest = tail;
            let known = self.page(page);
            if &known[start..start + count] != head {
                let length = known.len();
                let page = &mut self.pages[page];
                page.version = version;
                let own = page.bytes.get_mut();
                own.resize(length, 0);
                own[start..start + count].copy_from_slice(head);
            }
        }
        Ok(())
    }

    /// What it holds alone beside `other`, which was a copy of it or it of that one. Unit: bytes.
    pub(crate) fn bytes_apart(&self, other: Option<&Self>) -> usize {
        let twin = |page| other.map_or(0, |other| other.page_version(page));
        let own = (0..).zip(&self.pages).filter(|(page, own)| own.version != twin(*page));
        own.map(|(_, page)| page.bytes.get().len()).sum()
    }

    /// Makes clones cheap of what was written after `since`; the rest is shared already.
    pub(crate) fn share(&mut self, since: u64) {
        for page in self.pages.iter_mut().filter(|page| page.version > since) {
            page.bytes.share();
        }
    }

    fn check(&self, offset: usize, count: usize) -> CoreResult<()> {
        if offset.checked_add(count).is_some_and(|end| end <= self.length) {
            return Ok(());
        }
        let message = format!("{count} bytes from {offset} on, of a region of {}", self.length);
        Err(CoreError::new(ErrorKind::BadRequest, message))
    }
}

/// A range cut at the ends of pages: page, first byte there, how many.
fn parts(offset: usize, count: usize) -> impl Iterator<Item = (usize, usize, usize)> {
    let (mut next, end) = (offset, offset + count);
    std::iter::from_fn(move || {
        let start = next;
        next = end.min((start / REGION_PAGE_BYTES + 1) * REGION_PAGE_BYTES);
        (start < end).then_some((start / REGION_PAGE_BYTES, start % REGION_PAGE_BYTES, next - start))
    })
}
