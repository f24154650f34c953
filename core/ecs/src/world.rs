//! The state of a game: entities, archetypes, columns, resources, regions.

mod bulk;
mod changes;
mod load;
mod outside;
mod parts;
mod snapshot;
mod structure;

use crate::archetype::{Archetype, Spares};
use crate::catalog::Catalog;
use crate::column::{Column, PAGE_ROWS};
use crate::entity::{Entities, Entity, Location};
use crate::query::{Page, PageRef, Query};
use crate::region::Region;
use crate::schema::{Blob, Component, ComponentId, Schema, Storage};
pub use parts::Lineage;
pub(crate) use parts::{Parts, resource_of};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::sync::Arc;

pub use load::{LoadedColumn, LoadedRows};

/// All state of a game.
///
/// Iteration order is the order of archetypes' creation and of rows, which the same commands make the same
/// everywhere. A [`World::snapshot`] shares every page until either side writes it; a clone copies what was
/// written since the last snapshot.
#[derive(Debug, Default)]
pub struct World {
    catalog: Arc<Catalog>,
    entities: Entities,
    archetypes: Vec<Archetype>,
    /// In ascending order of id.
    resources: Vec<(ComponentId, Arc<[u8]>)>,
    /// In ascending order of id.
    regions: Vec<(ComponentId, Region)>,
    /// Counts writes; never turned back, so that a cache keyed by it cannot go stale.
    writes: u64,
    /// What was written up to here is shared already.
    shared: u64,
    /// Caches are keyed by it, together with versions and indices of archetypes.
    lineage: Lineage,
    /// A copy of a world goes by the same lineage until it is written.
    is_copy: bool,
    /// The write that despawned last.
    despawned: u64,
    spares: Spares,
}

impl World {
    /// A world without anything.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a component known by its schema; twice is once.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when another schema has the same id.
    pub fn register(&mut self, schema: &'static Schema) -> CoreResult<()> {
        if self.catalog.knows(schema)? {
            return Ok(());
        }
        Arc::make_mut(&mut self.catalog).add_schema(schema);
        schema.requires.iter().try_for_each(|required| self.register(required))
    }

    /// The schema of a known component.
    pub fn schema(&self, component: ComponentId) -> Option<&'static Schema> {
        self.catalog.schema(component)
    }

    /// All known schemas, in the order in which they were registered.
    pub fn schemas(&self) -> &[&'static Schema] {
        self.catalog.schemas()
    }

    /// How many entities live.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether no entity lives.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// Whether the entity lives.
    pub fn contains(&self, entity: Entity) -> bool {
        self.entities.locate(entity).is_some()
    }

    /// The entity table.
    pub fn entities(&self) -> &Entities {
        &self.entities
    }

    /// The entity table, for names to be promised from.
    pub(crate) fn entities_mut(&mut self) -> &mut Entities {
        &mut self.entities
    }

    /// All archetypes, in the order in which they came to be.
    pub fn archetypes(&self) -> &[Archetype] {
        &self.archetypes
    }

    /// The column of a component in an archetype.
    pub fn column(&self, archetype: usize, component: ComponentId) -> Option<Column<'_>> {
        self.archetypes.get(archetype)?.column(component)
    }

    /// Whether the entity lives and has the component.
    pub fn has(&self, entity: Entity, component: ComponentId) -> bool {
        self.bytes(entity, component).is_some()
    }

    /// The bytes of an entity's component.
    #[inline]
    pub fn bytes(&self, entity: Entity, component: ComponentId) -> Option<&[u8]> {
        let location = self.entities.locate(entity)?;
        let archetype = self.archetypes.get(location.archetype as usize)?;
        archetype.row(archetype.position(component)?, location.row as usize)
    }

    /// An entity's component; its type follows from what the caller does with it.
    #[inline]
    pub fn get<T: Component>(&self, entity: Entity) -> Option<&T> {
        bytemuck::try_from_bytes(self.bytes(entity, T::SCHEMA.id)?).ok()
    }

    /// An entity's blob component, decoded.
    pub fn blob<T: Blob>(&self, entity: Entity) -> Option<T> {
        postcard::from_bytes(self.bytes(entity, T::SCHEMA.id)?).ok()
    }

    /// Overwrites an entity's component in place; false when it does not live or has none.
    #[inline]
    pub fn set<T: Component>(&mut self, entity: Entity, value: &T) -> bool {
        self.set_bytes(entity, T::SCHEMA.id, bytemuck::bytes_of(value))
    }

    /// Overwrites the bytes of an entity's component in place; false when there is nothing to overwrite.
    pub fn set_bytes(&mut self, entity: Entity, component: ComponentId, value: &[u8]) -> bool {
        let Some(location) = self.entities.locate(entity) else { return false };
        let archetype = &self.archetypes[location.archetype as usize];
        let Some(position) = archetype.position(component) else { return false };
        let schema = archetype.schemas()[position];
        if schema.storage == Storage::Plain && schema.size != value.len() {
            return false;
        }
        self.overwrite(location, position, value);
        true
    }

    #[inline]
    fn overwrite(&mut self, location: Location, position: usize, value: &[u8]) {
        let write = self.next_write();
        let row = location.row as usize;
        let archetype = &mut self.archetypes[location.archetype as usize];
        if let Some(segment) = archetype.segment_mut(position, row / PAGE_ROWS, write) {
            segment.set(row % PAGE_ROWS, value, write);
        }
    }

    /// The pages that match, to read.
    pub fn pages<'w>(&'w self, query: &'w Query) -> impl Iterator<Item = PageRef<'w>> {
        let matching = (0..self.archetypes.len()).filter(|index| query.matches(&self.archetypes[*index]));
        matching.flat_map(move |index| {
            let pages = self.archetypes[index].page_count();
            (0..pages).map(move |page| PageRef::new(&self.archetypes[index], index, page))
        })
    }

    /// The pages that match, each to write what the query says: for who hands them to several workers.
    ///
    /// # Errors
    /// [`ErrorKind::LimitReached`] for more columns than a page hands out.
    pub fn pages_mut<'w>(&'w mut self, query: &'w Query) -> CoreResult<impl Iterator<Item = Page<'w>>> {
        query.check()?;
        let write = self.next_write();
        let written = (!query.writes().is_empty()).then_some(write);
        let matching = self.archetypes.iter_mut().filter(|archetype| query.matches(archetype));
        let parts = matching.flat_map(move |archetype| archetype.all_page_parts(written));
        Ok(parts.map(move |parts| Page::new(query, parts, write)))
    }

    /// The first entity that matches, in iteration order.
    pub fn first(&self, query: &Query) -> Option<Entity> {
        self.pages(query).next().and_then(|page| page.entities().first().copied())
    }

    /// Another for each world and after each restore, when indices of archetypes may mean others than before,
    /// and for a copy from its first write on.
    pub fn lineage(&self) -> &Lineage {
        &self.lineage
    }

    /// Visits every page that matches, to read and write what the query says.
    ///
    /// # Errors
    /// The first error of `visit`; pages visited before keep their changes. [`ErrorKind::LimitReached`]
    /// for more columns than a page hands out.
    pub fn each<F>(&mut self, query: &Query, mut visit: F) -> CoreResult<()>
    where
        F: FnMut(&mut Page<'_>) -> CoreResult<()>,
    {
        self.pages_mut(query)?.try_for_each(|mut page| visit(&mut page))
    }

    /// Visits every page of one archetype.
    pub(crate) fn each_page<F>(&mut self, query: &Query, index: usize, visit: &mut F) -> CoreResult<()>
    where
        F: FnMut(&mut Page<'_>) -> CoreResult<()>,
    {
        let write = self.next_write();
        let written = (!query.writes().is_empty()).then_some(write);
        let mut parts = self.archetypes[index].all_page_parts(written);
        parts.try_for_each(|parts| visit(&mut Page::new(query, parts, write)))
    }

    /// Visits one page that matches, given by its archetype and its number there; another is left alone.
    /// For who knows which pages change: the others are not copied for it, and keep their versions.
    ///
    /// # Errors
    /// That of `visit`. [`ErrorKind::LimitReached`] for more columns than a page hands out.
    pub fn edit_page<F>(&mut self, query: &Query, place: (usize, usize), visit: F) -> CoreResult<()>
    where
        F: FnOnce(&mut Page<'_>) -> CoreResult<()>,
    {
        query.check()?;
        let archetype = self.archetypes.get(place.0).filter(|archetype| query.matches(archetype));
        if place.1 >= archetype.map_or(0, Archetype::page_count) {
            return Ok(());
        }
        let write = self.next_write();
        let parts = self.archetypes[place.0].page_parts(place.1, write);
        visit(&mut Page::new(query, parts, write))
    }

    /// The write that despawned an entity last; 0 before the first.
    pub fn despawned(&self) -> u64 {
        self.despawned
    }

    /// How many writes were handed out so far.
    pub fn writes(&self) -> u64 {
        self.writes
    }

    #[inline]
    pub(crate) fn next_write(&mut self) -> u64 {
        if self.is_copy {
            self.part();
        }
        self.writes += 1;
        self.writes
    }

    fn locate(&self, entity: Entity) -> CoreResult<Location> {
        self.entities.locate(entity).ok_or_else(|| {
            let message = format!("entity {}v{} does not live", entity.index, entity.generation);
            CoreError::new(ErrorKind::BadRequest, message)
        })
    }
}
