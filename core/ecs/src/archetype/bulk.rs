//! Many rows of an archetype at once.

use super::{Added, Archetype, default_bytes};
use crate::column::{PAGE_ROWS, Push, Segment};
use crate::entity::{Entity, Names};
use crate::paged::Paged;
use crate::world::{LoadedColumn, LoadedRows};

impl Archetype {
    /// Appends rows of columns: `columns` hold a value for each row, `same` one value for all; both by position
    /// in the signature.
    pub(crate) fn push_rows(
        &mut self,
        mut names: Names,
        columns: &[(usize, &[u8])],
        same: &[(usize, &[u8])],
        version: u64,
    ) {
        let sizes: Vec<usize> = self.shape.schemas.iter().map(|schema| schema.size).collect();
        for (start, count) in runs(self.len(), names.len()) {
            let (row, segments, push) = self.begin_rows(|list| names.move_to(list, count, version), version);
            for (position, bytes) in columns {
                let size = sizes[*position];
                segments[*position].push_bytes(row, &bytes[start * size..(start + count) * size], size, push);
            }
            for (position, value) in same {
                segments[*position].push_same(row, value, count, push);
            }
        }
    }

    /// Appends rows of columns that were read from a file, one for each component in signature order.
    pub(crate) fn push_loaded(&mut self, names: &[Entity], columns: &[LoadedColumn<'_>], version: u64) {
        for (start, count) in runs(self.len(), names.len()) {
            let names = &names[start..start + count];
            let (row, segments, push) =
                self.begin_rows(|list| list.extend_from_slice(names, version), version);
            for (segment, column) in segments.iter_mut().zip(columns) {
                let size = column.schema.size;
                match &column.rows {
                    LoadedRows::Plain(bytes) => {
                        segment.push_bytes(row, &bytes[start * size..(start + count) * size], size, push);
                    }
                    LoadedRows::Blob(blobs) => segment.push_blobs(&blobs[start..start + count], push),
                }
            }
        }
    }

    /// Takes over all rows of another archetype, in order. `added` is the value of one component, by its
    /// position here; other components that the source lacks get their default.
    pub(crate) fn take_all(&mut self, source: &mut Self, added: Added<'_>, version: u64) {
        if self.len().is_multiple_of(PAGE_ROWS) {
            self.take_pages(source, added, version);
        } else {
            self.copy_all(source, added, version);
            source.segments.clear();
            source.entities = Default::default();
        }
        (self.version, source.version) = (version, version);
    }

    /// By whole pages: their segments come over as they are.
    fn take_pages(&mut self, source: &mut Self, added: Added<'_>, version: u64) {
        let width = source.shape.signature.len();
        let is_long = !self.is_empty();
        let mut segments = std::mem::take(&mut source.segments).into_iter();
        self.segments.reserve(source.page_count() * self.shape.signature.len());
        for page in 0..source.page_count() {
            let count = source.page_entities(page).len();
            let push = Push { is_long: is_long || source.page_count() > 1, version };
            let mut old: Vec<Option<Segment>> = segments.by_ref().take(width).map(Some).collect();
            for (position, schema) in self.shape.schemas.iter().enumerate() {
                // The added value even where the source has one: what it requires may be all that is new.
                let kept = source.position(schema.id).filter(|_| value_for(position, added).is_none());
                let found = kept.and_then(|place| old[place].take());
                let segment = found.map(|mut segment| {
                    segment.version = version;
                    segment
                });
                let fresh = || new_segment(schema, value_for(position, added), count, push);
                self.segments.push(segment.unwrap_or_else(fresh));
            }
        }
        self.entities.append(&mut source.entities, version);
    }

    /// By runs of rows that lie in one page on both sides.
    fn copy_all(&mut self, source: &Self, added: Added<'_>, version: u64) {
        for (page, names) in source.entities.pages().enumerate() {
            for (start, count) in runs(self.len(), names.len()) {
                let old = source.page_segments(page);
                let places: Vec<Option<usize>> =
                    self.signature().iter().map(|id| source.position(*id)).collect();
                let schemas = self.shape.schemas.clone();
                let names = &names[start..start + count];
                let (row, segments, push) =
                    self.begin_rows(|list| list.extend_from_slice(names, version), version);
                for (position, segment) in segments.iter_mut().enumerate() {
                    let schema = schemas[position];
                    match places[position].filter(|_| value_for(position, added).is_none()) {
                        Some(place) => segment.push_rows(row, (&old[place], start, count), schema.size, push),
                        None => {
                            let default = default_bytes(schema);
                            let value = value_for(position, added).unwrap_or(&default);
                            segment.push_same(row, value, count, push);
                        }
                    }
                }
            }
        }
    }

    /// Gives all rows the same value of a component.
    pub(crate) fn fill(&mut self, position: usize, value: &[u8], version: u64) {
        let width = self.shape.signature.len();
        self.version = version;
        for page in 0..self.page_count() {
            let count = self.page_entities(page).len();
            self.segments[page * width + position].fill(value, count, version);
        }
    }

    /// Begins rows at the end that fit its last page, whose names are appended: the row of the first, and the page's
    /// segments.
    fn begin_rows(
        &mut self,
        append: impl FnOnce(&mut Paged<Entity>),
        version: u64,
    ) -> (usize, &mut [Segment], Push) {
        let len = self.entities.len();
        if len.is_multiple_of(PAGE_ROWS) {
            self.add_segments();
        }
        self.version = version;
        append(&mut self.entities);
        let start = self.segments.len() - self.shape.signature.len();
        (len % PAGE_ROWS, &mut self.segments[start..], Push { is_long: len >= PAGE_ROWS, version })
    }
}

/// So many rows after the first `len`, cut at the ends of pages: the first of each run, and how many.
fn runs(len: usize, count: usize) -> impl Iterator<Item = (usize, usize)> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let start = next;
        next = count.min(start + PAGE_ROWS - (len + start) % PAGE_ROWS);
        (start < count).then_some((start, next - start))
    })
}

fn value_for(position: usize, added: Added<'_>) -> Option<&[u8]> {
    added.filter(|(place, _)| *place == position).map(|(_, value)| value)
}

/// A segment of `count` rows of a value, or of the default.
fn new_segment(schema: &'static crate::Schema, value: Option<&[u8]>, count: usize, push: Push) -> Segment {
    let default = if value.is_none() { default_bytes(schema) } else { Vec::new() };
    let mut segment = Segment::new(schema.storage);
    segment.push_same(0, value.unwrap_or(&default), count, push);
    segment
}
