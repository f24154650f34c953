//! A set of components that some entities have in common, and the rows of those entities.

mod bulk;
mod moves;
mod spares;

use crate::column::{Column, PAGE_ROWS, Push, Segment, Stride};
use crate::entity::Entity;
use crate::paged::Paged;
use crate::schema::{ComponentId, Schema, Storage};
pub(crate) use moves::{Edge, Way};
pub(crate) use spares::Spares;
use std::sync::Arc;

/// The entities with exactly one set of components, and their rows.
///
/// Shape: the segments of a page, one for each component in signature order, lie side by side; page after page.
#[derive(Debug)]
pub struct Archetype {
    shape: Arc<Shape>,
    /// Where a row goes when a component is inserted or removed, filled on first use.
    edges: Arc<Vec<Edge>>,
    /// The write that touched any of it last.
    version: u64,
    entities: Paged<Entity>,
    segments: Vec<Segment>,
}

/// What never changes of an archetype.
#[derive(Debug)]
struct Shape {
    /// The components in ascending order of id: the same on every machine.
    signature: Box<[ComponentId]>,
    schemas: Box<[&'static Schema]>,
    /// How long the rows of each schema are, at hand for rows that move.
    strides: Box<[Stride]>,
    /// Whether a row that goes is more than one row less.
    has_blobs: bool,
}

impl Clone for Archetype {
    fn clone(&self) -> Self {
        Self {
            shape: Arc::clone(&self.shape),
            edges: Arc::clone(&self.edges),
            version: self.version,
            entities: self.entities.clone(),
            segments: self.segments.clone(),
        }
    }

    /// Keeps the lists, so that a snapshot into an old one allocates nothing.
    fn clone_from(&mut self, source: &Self) {
        let Self { shape, edges, version, entities, segments } = source;
        if !Arc::ptr_eq(&self.shape, shape) {
            self.shape.clone_from(shape);
        }
        if !Arc::ptr_eq(&self.edges, edges) {
            self.edges.clone_from(edges);
        }
        self.version = *version;
        self.entities.clone_from(entities);
        self.segments.clone_from(segments);
    }
}

impl Archetype {
    /// One without rows; `schemas` are in ascending order of id.
    pub(crate) fn new(schemas: Vec<&'static Schema>) -> Self {
        let signature = schemas.iter().map(|schema| schema.id).collect();
        let strides = schemas.iter().map(|schema| Stride::of(schema)).collect();
        let has_blobs = schemas.iter().any(|schema| schema.storage == Storage::Blob);
        Self {
            shape: Arc::new(Shape { signature, schemas: schemas.into(), strides, has_blobs }),
            edges: Arc::default(),
            version: 0,
            entities: Paged::default(),
            segments: Vec::new(),
        }
    }

    /// The components, in ascending order of id.
    pub fn signature(&self) -> &[ComponentId] {
        &self.shape.signature
    }

    /// What the components are, in the same order.
    pub fn schemas(&self) -> &[&'static Schema] {
        &self.shape.schemas
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// How many pages there are.
    pub fn page_count(&self) -> usize {
        self.entities.page_count()
    }

    /// The entities, in row order.
    pub fn entities(&self) -> impl Iterator<Item = Entity> + '_ {
        self.entities.iter().copied()
    }

    /// The entities of a page, in row order; none past the end.
    pub fn page_entities(&self, page: usize) -> &[Entity] {
        self.entities.page(page)
    }

    /// The write that changed which entities a page holds last; 0 when there is no such page.
    pub fn page_version(&self, page: usize) -> u64 {
        self.entities.page_version(page)
    }

    /// The write that touched any row last; 0 before the first.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Where the component stands in the signature.
    #[inline]
    pub fn position(&self, component: ComponentId) -> Option<usize> {
        // Signatures are short: a walk is quicker than a search.
        self.shape.signature.iter().position(|id| *id == component)
    }

    /// Whether the component is one of the signature.
    pub fn has(&self, component: ComponentId) -> bool {
        self.position(component).is_some()
    }

    /// The column of a component.
    pub fn column(&self, component: ComponentId) -> Option<Column<'_>> {
        self.position(component).map(|position| Column::new(self, position))
    }

    /// The bytes of one row of a component.
    #[inline]
    pub(crate) fn row(&self, position: usize, row: usize) -> Option<&[u8]> {
        let segment = self.page_segments(row / PAGE_ROWS).get(position)?;
        Some(segment.row(row % PAGE_ROWS, self.shape.schemas[position].size))
    }

    #[inline]
    pub(crate) fn segment_mut(&mut self, position: usize, page: usize, version: u64) -> Option<&mut Segment> {
        self.version = version;
        self.segments.get_mut(page * self.shape.signature.len() + position)
    }

    /// The segments of a page, in signature order; none past the end.
    #[inline]
    pub(crate) fn page_segments(&self, page: usize) -> &[Segment] {
        let width = self.shape.signature.len();
        self.segments.get(page * width..(page + 1) * width).unwrap_or_default()
    }

    /// The write that touched a component of a page last: its values, or which rows there are; 0 past the end.
    #[inline]
    pub(crate) fn segment_version(&self, position: usize, page: usize) -> u64 {
        let segment = self.page_segments(page).get(position);
        segment.map_or(0, |segment| segment.version.max(self.entities.page_version(page)))
    }

    /// The segments in order, each with the write that touched it last.
    fn versions(&self) -> impl Iterator<Item = (&Segment, u64)> {
        let pages = self.segments.chunks(self.shape.signature.len().max(1)).enumerate();
        pages.flat_map(|(page, segments)| {
            let rows = self.entities.page_version(page);
            segments.iter().map(move |segment| (segment, segment.version.max(rows)))
        })
    }

    /// The entities, schemas and segments of a page, to write some of them.
    #[inline]
    pub(crate) fn page_parts(&mut self, page: usize, version: u64) -> PageParts<'_> {
        let width = self.shape.signature.len();
        self.version = version;
        PageParts {
            entities: self.entities.page(page),
            schemas: &self.shape.schemas,
            segments: self.segments.get_mut(page * width..(page + 1) * width).unwrap_or_default(),
        }
    }

    /// All rows taken apart, to read, or to write as the write of that number.
    #[inline]
    pub(crate) fn split(&mut self, write: Option<u64>) -> Split<'_> {
        self.version = write.unwrap_or(self.version);
        Split { entities: &self.entities, schemas: &self.shape.schemas, segments: &mut self.segments }
    }

    /// All pages, each with its segments to read, or to write as the write of that number.
    #[inline]
    pub(crate) fn all_page_parts(&mut self, write: Option<u64>) -> impl Iterator<Item = PageParts<'_>> {
        let width = self.shape.signature.len();
        self.version = write.unwrap_or(self.version);
        let (schemas, mut rest) = (&*self.shape.schemas, self.segments.as_mut_slice());
        self.entities.pages().map(move |entities| {
            let (segments, others) = std::mem::take(&mut rest).split_at_mut(width);
            rest = others;
            PageParts { entities, schemas, segments }
        })
    }

    /// Begins a row at the end: each component is to be pushed to its segment.
    #[inline(always)]
    pub(crate) fn begin_row(&mut self, entity: Entity, version: u64, spares: &mut Spares) -> NewRow<'_> {
        let len = self.entities.len();
        if len.is_multiple_of(PAGE_ROWS) {
            self.add_page(spares);
        }
        self.version = version;
        self.entities.push(entity, version);
        let start = self.segments.len() - self.shape.signature.len();
        let push = Push { is_long: len >= PAGE_ROWS, version };
        NewRow { segments: &mut self.segments[start..], row: len % PAGE_ROWS, push }
    }

    /// A page that ran empty before, or a fresh one.
    #[cold]
    fn add_page(&mut self, spares: &mut Spares) {
        match spares.take(&self.shape) {
            Some(mut segments) => self.segments.append(&mut segments),
            None => self.add_segments(),
        }
    }

    #[cold]
    fn add_segments(&mut self) {
        self.segments.reserve_exact(self.shape.schemas.len());
        self.segments.extend(self.shape.schemas.iter().map(|schema| Segment::new(schema.storage)));
    }

    /// What it holds alone beside `other`, which was a copy of it or it of that one. Unit: bytes.
    pub(crate) fn bytes_apart(&self, other: Option<&Self>) -> usize {
        let Some(other) = other.filter(|other| Arc::ptr_eq(&other.shape, &self.shape)) else {
            let segments: usize = self.segments.iter().map(Segment::held_bytes).sum();
            return segments + self.entities.len() * size_of_val(&Entity::NONE);
        };
        let twins = other.versions().map(|(_, version)| version).chain(std::iter::repeat(0));
        let own = self.versions().zip(twins).filter(|((_, version), twin)| version != twin);
        let segments: usize = own.map(|((segment, _), _)| segment.held_bytes()).sum();
        segments + self.entities.bytes_apart(&other.entities)
    }

    /// What the lists of it take in every snapshot, however little that holds. Unit: bytes.
    pub(crate) fn list_bytes(&self) -> usize {
        size_of_val(self) + size_of_val(self.segments.as_slice())
    }

    /// Takes the memory of an old snapshot for the next copies of what was written since.
    pub(crate) fn recycle(&mut self, copy: &mut Self) {
        if self.version != copy.version && Arc::ptr_eq(&self.shape, &copy.shape) {
            let width = self.shape.signature.len().max(1);
            let pages = self.segments.chunks_mut(width).zip(copy.segments.chunks_mut(width));
            for (page, (segments, olds)) in pages.enumerate() {
                let is_same = self.entities.page_version(page) == copy.entities.page_version(page);
                for (segment, old) in segments.iter_mut().zip(olds) {
                    segment.recycle(old, is_same && segment.version == old.version);
                }
            }
        }
    }

    /// Makes clones cheap of what was written after `since`; the rest is shared already.
    pub(crate) fn share(&mut self, since: u64) {
        if self.version <= since {
            return;
        }
        for (page, segments) in self.segments.chunks_mut(self.shape.signature.len().max(1)).enumerate() {
            let has_other_rows = self.entities.page_version(page) > since;
            let written = segments.iter_mut().filter(|segment| has_other_rows || segment.version > since);
            written.for_each(Segment::share);
        }
        self.entities.share(since);
    }
}

/// All rows of an archetype.
pub(crate) struct Split<'a> {
    pub(crate) entities: &'a Paged<Entity>,
    pub(crate) schemas: &'a [&'static Schema],
    /// Shape: `segments[page * schemas.len() + position]`.
    pub(crate) segments: &'a mut [Segment],
}

/// One page of an archetype: its entities, what its components are, and their segments.
#[derive(Debug)]
pub(crate) struct PageParts<'w> {
    pub(crate) entities: &'w [Entity],
    pub(crate) schemas: &'w [&'static Schema],
    pub(crate) segments: &'w mut [Segment],
}

/// A row at the end of an archetype, whose values are to be pushed.
#[derive(Debug)]
pub(crate) struct NewRow<'a> {
    /// Of its page, in signature order.
    pub(crate) segments: &'a mut [Segment],
    /// Its place in the page.
    pub(crate) row: usize,
    pub(crate) push: Push,
}

/// A value that comes along with moved rows: its component's position in the target, and its bytes.
pub(crate) type Added<'a> = Option<(usize, &'a [u8])>;

/// The bytes of a component's default.
pub(crate) fn default_bytes(schema: &'static Schema) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(schema.size);
    (schema.default)(&mut bytes);
    bytes
}
