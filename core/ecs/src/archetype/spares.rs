//! Pages that ran empty, kept for the next rows of their archetype.

use super::Shape;
use crate::column::Segment;
use std::collections::VecDeque;
use std::sync::Arc;

/// What is kept of a world at most. Unit: bytes.
const KEPT_BYTES_MAX: usize = 1 << 22;

/// How many pages are kept at most, however small they are.
const KEPT_PAGES_MAX: usize = 64;

/// Pages that ran empty, the latest one last: who spawns after a wave is over asks the system for no memory.
///
/// What is kept is bounded, and no part of the world: neither copies nor hashes nor files have it.
#[derive(Debug, Default)]
pub(crate) struct Spares {
    pages: VecDeque<Spare>,
    bytes: usize,
}

/// A page without rows.
#[derive(Debug)]
struct Spare {
    shape: Arc<Shape>,
    segments: Vec<Segment>,
    bytes: usize,
}

impl Spares {
    /// Keeps a page of an archetype, as far as it holds memory alone; the oldest pages make room for it.
    pub(super) fn keep(&mut self, shape: &Arc<Shape>, segments: impl Iterator<Item = Segment>) {
        let segments: Vec<Segment> = segments.map(Segment::emptied).collect();
        let bytes = segments.iter().map(Segment::held_bytes).sum();
        if bytes == 0 || bytes > KEPT_BYTES_MAX {
            return;
        }
        self.bytes += bytes;
        self.pages.push_back(Spare { shape: Arc::clone(shape), segments, bytes });
        while self.bytes > KEPT_BYTES_MAX || self.pages.len() > KEPT_PAGES_MAX {
            let Some(oldest) = self.pages.pop_front() else { return };
            self.bytes -= oldest.bytes;
        }
    }

    /// The latest page of an archetype.
    pub(super) fn take(&mut self, shape: &Arc<Shape>) -> Option<Vec<Segment>> {
        let place = self.pages.iter().rposition(|spare| Arc::ptr_eq(&spare.shape, shape))?;
        let spare = self.pages.remove(place)?;
        self.bytes -= spare.bytes;
        Some(spare.segments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column::{PAGE_ROWS, Push};

    /// Something of 64 bytes.
    #[crate::component]
    #[derive(Default)]
    pub(crate) struct Numbers {
        /// Whatever.
        pub(crate) numbers: [u64; 8],
    }

    /// Keeps a page of a kind of its own with so many rows.
    fn keep(spares: &mut Spares, rows: usize) -> Arc<Shape> {
        let archetype = super::super::Archetype::new(vec![Numbers::SCHEMA]);
        let mut segment = Segment::new(Numbers::SCHEMA.storage);
        segment.push_same(0, &[1; 64], rows, Push { is_long: false, version: 1 });
        spares.keep(&archetype.shape, std::iter::once(segment));
        archetype.shape
    }

    #[test]
    fn old_pages_make_room_for_new_ones() {
        for (rows, count) in [(PAGE_ROWS, KEPT_BYTES_MAX / (PAGE_ROWS * 64)), (1, KEPT_PAGES_MAX)] {
            let mut spares = Spares::default();
            let shapes: Vec<Arc<Shape>> = (0..count + 3).map(|_| keep(&mut spares, rows)).collect();
            assert!(spares.bytes <= KEPT_BYTES_MAX && spares.pages.len() == count);
            assert!(shapes[..3].iter().all(|shape| spares.take(shape).is_none()));
            assert!(shapes[3..].iter().all(|shape| spares.take(shape).is_some()));
            assert_eq!((spares.bytes, spares.pages.len()), (0, 0));
        }
    }

    #[test]
    fn a_page_without_memory_is_not_kept() {
        let mut spares = Spares::default();
        let shape = keep(&mut spares, 0);
        assert!(spares.take(&shape).is_none());
    }
}
