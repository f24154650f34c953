//! The state of a game: entities, archetypes, columns, resources.

mod load;
mod parts;
mod structure;

use crate::archetype::Archetype;
use crate::column::{Column, PAGE_ROWS};
use crate::entity::{Entities, Entity, Location};
use crate::query::{Page, PageRef, Query};
use crate::schema::{Blob, Component, ComponentId, Schema, Storage};
pub use parts::Lineage;
pub(crate) use parts::{Parts, resource_of};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::collections::BTreeMap;
use std::sync::Arc;

pub use load::{LoadedColumn, LoadedRows};

const NO_COLUMN: u32 = u32::MAX;

/// All state of a game.
///
/// A clone is a snapshot: it shares every page until either side writes it. Iteration order is the
/// order of archetypes' creation and of rows, which the same commands make the same everywhere.
#[derive(Debug)]
pub struct World {
    schemas: Arc<Vec<&'static Schema>>,
    /// Place of a component in `schemas` and in a row of `col_table`; never saved or hashed.
    dense: Arc<BTreeMap<ComponentId, u32>>,
    entities: Entities,
    archetypes: Vec<Archetype>,
    by_signature: Arc<BTreeMap<Arc<[ComponentId]>, u32>>,
    /// The columns of all archetypes, flat.
    columns: Vec<Column>,
    /// `col_table[archetype * stride + component]` is the index of the column.
    col_table: Arc<Vec<u32>>,
    stride: usize,
    /// In ascending order of id.
    resources: Vec<(ComponentId, Arc<[u8]>)>,
    /// Counts writes; never turned back, so that a cache keyed by it cannot go stale.
    writes: u64,
    /// Caches of archetype indices are keyed by it.
    lineage: Lineage,
    /// The write that despawned last.
    despawned: u64,
}

impl Default for World {
    fn default() -> Self {
        Self {
            schemas: Arc::default(),
            dense: Arc::default(),
            entities: Entities::default(),
            archetypes: Vec::new(),
            by_signature: Arc::default(),
            columns: Vec::new(),
            col_table: Arc::default(),
            stride: 0,
            resources: Vec::new(),
            writes: 0,
            lineage: Lineage::default(),
            despawned: 0,
        }
    }
}

impl Clone for World {
    fn clone(&self) -> Self {
        let mut world = Self::default();
        world.clone_from(self);
        world
    }

    /// Takes a snapshot into an old one. What changes rarely is shared whole; the lists that remain keep
    /// their room, so that from one tick to the next nothing is allocated.
    fn clone_from(&mut self, source: &Self) {
        let Self { schemas, dense, entities, archetypes, by_signature, columns, .. } = source;
        let Self { col_table, stride, resources, writes, lineage, despawned, .. } = source;
        self.schemas.clone_from(schemas);
        self.dense.clone_from(dense);
        self.entities.clone_from(entities);
        self.archetypes.clone_from(archetypes);
        self.by_signature.clone_from(by_signature);
        self.columns.clone_from(columns);
        self.col_table.clone_from(col_table);
        self.stride = *stride;
        self.resources.clone_from(resources);
        self.lineage.clone_from(lineage);
        (self.writes, self.despawned) = (*writes, *despawned);
    }
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
        if let Some(known) = self.schema(schema.id) {
            if known.is_same(schema) {
                return Ok(());
            }
            let message = format!("component `{}` is declared twice with different fields", schema.name);
            return Err(CoreError::new(ErrorKind::Conflict, message).cure("rename one of them"));
        }
        Arc::make_mut(&mut self.dense).insert(schema.id, self.schemas.len() as u32);
        Arc::make_mut(&mut self.schemas).push(schema);
        schema.requires.iter().try_for_each(|required| self.register(required))
    }

    /// The schema of a known component.
    pub fn schema(&self, component: ComponentId) -> Option<&'static Schema> {
        self.dense.get(&component).map(|index| self.schemas[*index as usize])
    }

    /// All known schemas, in the order in which they were registered.
    pub fn schemas(&self) -> &[&'static Schema] {
        &self.schemas
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

    /// All archetypes, in the order in which they came to be.
    pub fn archetypes(&self) -> &[Archetype] {
        &self.archetypes
    }

    /// The column of a component in an archetype.
    pub fn column(&self, archetype: usize, component: ComponentId) -> Option<&Column> {
        self.columns.get(self.column_index(archetype, component)?)
    }

    /// Whether the entity lives and has the component.
    pub fn has(&self, entity: Entity, component: ComponentId) -> bool {
        self.bytes(entity, component).is_some()
    }

    /// The bytes of an entity's component.
    pub fn bytes(&self, entity: Entity, component: ComponentId) -> Option<&[u8]> {
        let location = self.entities.locate(entity)?;
        self.column(location.archetype as usize, component)?.row(location.row as usize)
    }

    /// An entity's component; its type follows from what the caller does with it.
    pub fn get<T: Component>(&self, entity: Entity) -> Option<&T> {
        bytemuck::try_from_bytes(self.bytes(entity, T::SCHEMA.id)?).ok()
    }

    /// An entity's blob component, decoded.
    pub fn blob<T: Blob>(&self, entity: Entity) -> Option<T> {
        postcard::from_bytes(self.bytes(entity, T::SCHEMA.id)?).ok()
    }

    /// A resource, copied out; its type follows from what the caller does with it.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] when the world has no such resource.
    pub fn resource<T: Component>(&self) -> CoreResult<T> {
        resource_of(&self.resources)
    }

    /// Puts a resource into the world, or overwrites it.
    pub fn set_resource<T: Component>(&mut self, value: &T) {
        self.set_resource_bytes(T::SCHEMA.id, bytemuck::bytes_of(value));
    }

    /// Puts the bytes of a resource into the world, or overwrites them.
    pub fn set_resource_bytes(&mut self, resource: ComponentId, value: &[u8]) {
        let place = match self.find_resource(resource) {
            Ok(place) => place,
            Err(place) => return self.resources.insert(place, (resource, value.into())),
        };
        let bytes = &mut self.resources[place].1;
        if **bytes == *value {
            return;
        }
        match Arc::get_mut(bytes) {
            // In place, where no snapshot looks at it.
            Some(own) if own.len() == value.len() => own.copy_from_slice(value),
            _ => *bytes = value.into(),
        }
    }

    fn find_resource(&self, resource: ComponentId) -> Result<usize, usize> {
        self.resources.binary_search_by_key(&resource, |(id, _)| *id)
    }

    /// All resources, in ascending order of id.
    pub fn resources(&self) -> impl Iterator<Item = (ComponentId, &[u8])> {
        self.resources.iter().map(|(id, bytes)| (*id, &**bytes))
    }

    /// The pages that match, to read.
    pub fn pages<'w>(&'w self, query: &'w Query) -> impl Iterator<Item = PageRef<'w>> {
        let matching = (0..self.archetypes.len()).filter(|index| query.matches(&self.archetypes[*index]));
        matching.flat_map(move |index| {
            let pages = self.archetypes[index].entities.len().div_ceil(PAGE_ROWS);
            (0..pages).map(move |page| PageRef::new(self, index, page))
        })
    }

    /// The first entity that matches, in iteration order.
    pub fn first(&self, query: &Query) -> Option<Entity> {
        self.pages(query).next().and_then(|page| page.entities().first().copied())
    }

    /// Overwrites an entity's component in place; false when it does not live or has none.
    pub fn set<T: Component>(&mut self, entity: Entity, value: &T) -> bool {
        self.set_bytes(entity, T::SCHEMA.id, bytemuck::bytes_of(value))
    }

    /// Overwrites the bytes of an entity's component in place; false when there is nothing to overwrite.
    pub fn set_bytes(&mut self, entity: Entity, component: ComponentId, value: &[u8]) -> bool {
        let Some(location) = self.entities.locate(entity) else { return false };
        let version = self.next_write();
        let Some(column) = self.column_mut(location.archetype, component) else { return false };
        if column.schema().storage == Storage::Plain && column.schema().size != value.len() {
            return false;
        }
        column.set_row(location.row as usize, value, version);
        true
    }

    /// A snapshot: it shares every page until either side writes it.
    #[must_use]
    pub fn snapshot(&mut self) -> Self {
        let mut snapshot = Self::default();
        self.snapshot_into(&mut snapshot);
        snapshot
    }

    /// Takes a snapshot into an old one, whose lists keep their room: from one tick to the next nothing is
    /// allocated for what rests.
    pub fn snapshot_into(&mut self, snapshot: &mut Self) {
        snapshot.clone_from(self);
    }

    /// Makes this world equal to a snapshot of it; the write counter goes on.
    pub fn restore(&mut self, snapshot: &World) {
        let writes = self.writes.max(snapshot.writes) + 1;
        self.clone_from(snapshot);
        (self.writes, self.lineage) = (writes, Lineage::default());
    }

    /// Another for each world and after each restore, when indices of archetypes may mean others than before.
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
        query.check()?;
        for index in 0..self.archetypes.len() {
            if query.matches(&self.archetypes[index]) {
                self.each_page(query, index, &mut visit)?;
            }
        }
        Ok(())
    }

    /// Visits every page of one archetype.
    pub(crate) fn each_page<F>(&mut self, query: &Query, index: usize, visit: &mut F) -> CoreResult<()>
    where
        F: FnMut(&mut Page<'_>) -> CoreResult<()>,
    {
        let mut pages = 0..self.archetypes[index].entities.len().div_ceil(PAGE_ROWS);
        pages.try_for_each(|page| self.visit_page(query, (index, page), &mut *visit))
    }

    /// Visits one page that matches, given by its archetype and its number there; another is left alone.
    /// For who knows which pages change: the others are not copied for it, and keep their versions.
    ///
    /// # Errors
    /// That of `visit`. [`ErrorKind::LimitReached`] for more columns than a page hands out.
    pub fn edit_page<F>(&mut self, query: &Query, place: (usize, usize), visit: F) -> CoreResult<()>
    where
        F: FnMut(&mut Page<'_>) -> CoreResult<()>,
    {
        query.check()?;
        let archetype = self.archetypes.get(place.0).filter(|archetype| query.matches(archetype));
        let pages = archetype.map_or(0, |archetype| archetype.entities.len().div_ceil(PAGE_ROWS));
        if place.1 < pages { self.visit_page(query, place, visit) } else { Ok(()) }
    }

    fn visit_page<F>(&mut self, query: &Query, (index, page): (usize, usize), mut visit: F) -> CoreResult<()>
    where
        F: FnMut(&mut Page<'_>) -> CoreResult<()>,
    {
        let version = self.next_write();
        let (archetype, columns) = self.archetype_columns(index);
        visit(&mut Page::new(query, archetype, columns, page, version))
    }

    /// The write that despawned an entity last; 0 before the first.
    pub fn despawned(&self) -> u64 {
        self.despawned
    }

    /// How many writes were handed out so far.
    pub fn writes(&self) -> u64 {
        self.writes
    }

    pub(crate) fn next_write(&mut self) -> u64 {
        self.writes += 1;
        self.writes
    }

    /// An archetype and the slice of its columns, to write.
    pub(crate) fn archetype_columns(&mut self, index: usize) -> (&Archetype, &mut [Column]) {
        let archetype = &self.archetypes[index];
        let first = archetype.first_column;
        (archetype, &mut self.columns[first..first + archetype.signature.len()])
    }

    fn column_mut(&mut self, archetype: u32, component: ComponentId) -> Option<&mut Column> {
        let index = self.column_index(archetype as usize, component)?;
        self.columns.get_mut(index)
    }

    fn column_index(&self, archetype: usize, component: ComponentId) -> Option<usize> {
        let dense = *self.dense.get(&component)? as usize;
        // A component that was registered after the last archetype came to be has no place in the table
        // yet; past the stride lies the next archetype.
        let known = (dense < self.stride).then(|| self.col_table.get(archetype * self.stride + dense));
        known.flatten().filter(|index| **index != NO_COLUMN).map(|index| *index as usize)
    }

    /// The columns of an archetype by index, widened when components were registered since.
    fn fill_col_table(&mut self, archetype: usize) {
        if self.schemas.len() > self.stride {
            self.stride = self.schemas.len().next_power_of_two();
            Arc::make_mut(&mut self.col_table).clear();
            (0..archetype).for_each(|index| self.append_col_table(index));
        }
        self.append_col_table(archetype);
    }

    fn append_col_table(&mut self, archetype: usize) {
        let start = archetype * self.stride;
        let col_table = Arc::make_mut(&mut self.col_table);
        col_table.resize(start + self.stride, NO_COLUMN);
        let archetype = &self.archetypes[archetype];
        for (position, component) in archetype.signature.iter().enumerate() {
            let dense = self.dense[component] as usize;
            col_table[start + dense] = (archetype.first_column + position) as u32;
        }
    }

    fn locate(&self, entity: Entity) -> CoreResult<Location> {
        self.entities.locate(entity).ok_or_else(|| {
            let message = format!("entity {}v{} does not live", entity.index, entity.generation);
            CoreError::new(ErrorKind::BadRequest, message)
        })
    }
}
