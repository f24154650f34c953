//! Structural change: rows come, go, and move between archetypes.

use super::World;
use crate::archetype::{Archetype, Spares, Way, default_bytes};
use crate::bundle::{Bundle, BundleRow, is_same};
use crate::catalog::Layout;
use crate::entity::{ENTITY_COUNT_MAX, Entities, Entity, Location};
use crate::row::{check_size, serialised};
use crate::schema::{Blob, Component, ComponentId, Schema};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::sync::Arc;

impl World {
    /// Makes an entity of a tuple of components, or of a row; required components come along by default.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when a component collides with another of the same name, or is there twice.
    pub fn spawn(&mut self, bundle: &impl Bundle) -> CoreResult<Entity> {
        let layout = self.layout_of(bundle)?;
        self.check_room(1)?;
        let write = self.next_write();
        let layout = self.catalog.layout(layout);
        let archetype = &mut self.archetypes[layout.archetype as usize];
        let location = Location { archetype: layout.archetype, row: archetype.len() as u32 };
        let entity = self.entities.allocate(location, write);
        place((archetype, &mut self.spares), layout, entity, bundle, write);
        Ok(entity)
    }

    /// Gives out the next name, for a row that [`World::spawn_reserved`] brings.
    pub fn reserve(&mut self) -> Entity {
        let write = self.next_write();
        self.entities.reserve(write)
    }

    /// Makes the entity of a bundle under a name that was reserved for it.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when a component collides with another of the same name, or the name
    /// lives already.
    pub fn spawn_reserved(&mut self, entity: Entity, bundle: &impl Bundle) -> CoreResult<()> {
        if !self.entities.is_reserved(entity) {
            let message = format!("entity {}v{} is not reserved", entity.index, entity.generation);
            return Err(CoreError::new(ErrorKind::Conflict, message));
        }
        let layout = self.layout_of(bundle)?;
        let write = self.next_write();
        let layout = self.catalog.layout(layout);
        let archetype = &mut self.archetypes[layout.archetype as usize];
        let location = Location { archetype: layout.archetype, row: archetype.len() as u32 };
        self.entities.relocate(entity, location, write);
        place((archetype, &mut self.spares), layout, entity, bundle, write);
        Ok(())
    }

    /// Refuses more entities than there are names for.
    #[inline]
    pub(super) fn check_room(&self, count: usize) -> CoreResult<()> {
        if self.entities.has_room(count) { Ok(()) } else { Err(has_no_room()) }
    }

    /// How a bundle lies in its archetype, both made when they are new.
    fn layout_of(&mut self, bundle: &impl Bundle) -> CoreResult<usize> {
        match self.catalog.layout_of(bundle) {
            Some(layout) => Ok(layout),
            None => self.make_layout(bundle),
        }
    }

    #[cold]
    fn make_layout(&mut self, bundle: &impl Bundle) -> CoreResult<usize> {
        let layout = Layout { list: bundle.list(), ..self.layout_for(bundle.schemas())? };
        Ok(Arc::make_mut(&mut self.catalog).add_layout(bundle.key(), layout))
    }

    /// How values of these components lie in their archetype, which is made when it is new.
    pub(super) fn layout_for(&mut self, schemas: Vec<&'static Schema>) -> CoreResult<Layout> {
        for (index, schema) in schemas.iter().enumerate() {
            self.register(schema)?;
            if schemas[..index].iter().any(|other| other.id == schema.id) {
                let message = format!("component `{}` is there twice", schema.name);
                return Err(CoreError::new(ErrorKind::Conflict, message));
            }
        }
        let mut signature: Vec<ComponentId> = schemas.iter().map(|schema| schema.id).collect();
        signature.sort_unstable();
        schemas.iter().for_each(|schema| add_required(&mut signature, schema));
        let archetype = self.archetype(&signature);
        let place = |id: &ComponentId| signature.binary_search(id).unwrap_or_default() as u32;
        let places = schemas.iter().map(|schema| place(&schema.id)).collect();
        let known = self.archetypes[archetype as usize].schemas();
        let missing = known.iter().filter(|known| !schemas.iter().any(|schema| schema.id == known.id));
        let defaults = missing.map(|schema| (place(&schema.id), default_bytes(schema))).collect();
        Ok(Layout { schemas, list: &[], archetype, places, defaults })
    }

    /// Removes an entity and its row; false when it does not live.
    pub fn despawn(&mut self, entity: Entity) -> bool {
        let write = self.next_write();
        let Some(location) = self.entities.release(entity, write) else { return false };
        self.despawned = write;
        let archetype = &mut self.archetypes[location.archetype as usize];
        remove_row((archetype, &mut self.spares), &mut self.entities, location, write);
        true
    }

    /// Gives an entity a component, or overwrites the one it has.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] when the entity does not live.
    #[inline]
    pub fn insert<T: Component>(&mut self, entity: Entity, value: &T) -> CoreResult<()> {
        let value = bytemuck::bytes_of(value);
        check_size(T::SCHEMA, value)?;
        self.put(entity, T::SCHEMA, value)
    }

    /// Gives an entity a blob component, or overwrites the one it has.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] when the entity does not live or the value does not serialise.
    pub fn insert_blob<T: Blob>(&mut self, entity: Entity, value: &T) -> CoreResult<()> {
        self.insert_bytes(entity, T::SCHEMA, &serialised(value)?)
    }

    /// Gives an entity the bytes of a component, or overwrites those it has.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] when the entity does not live or the size is not the schema's.
    pub fn insert_bytes(&mut self, entity: Entity, schema: &'static Schema, value: &[u8]) -> CoreResult<()> {
        check_size(schema, value)?;
        self.put(entity, schema, value)
    }

    /// Gives an entity the bytes of a component, which are as many as they should be.
    fn put(&mut self, entity: Entity, schema: &'static Schema, value: &[u8]) -> CoreResult<()> {
        let location = self.locate(entity)?;
        let way = self.inserted(location.archetype, schema)?;
        if way.target == location.archetype {
            let position = self.archetypes[way.target as usize].position_at_end(way);
            self.overwrite(location, position, value);
        } else {
            self.move_row(location, way, entity, value);
        }
        Ok(())
    }

    /// Takes a component from an entity; false when it has none or does not live.
    pub fn remove(&mut self, entity: Entity, component: ComponentId) -> bool {
        let Some(location) = self.entities.locate(entity) else { return false };
        let Some(way) = self.removed(location.archetype, component) else { return false };
        self.move_row(location, way, entity, &[]);
        true
    }

    /// The archetype of a sorted signature, made when it is new.
    pub(super) fn archetype(&mut self, signature: &[ComponentId]) -> u32 {
        let is_of = |index: u32| self.archetypes[index as usize].signature() == signature;
        if let Some(index) = self.catalog.archetype(signature, is_of) {
            return index;
        }
        let index = self.archetypes.len() as u32;
        let schemas = signature.iter().filter_map(|id| self.catalog.schema(*id)).collect();
        Arc::make_mut(&mut self.catalog).add_archetype(signature, index);
        self.archetypes.push(Archetype::new(schemas));
        index
    }

    /// Where a row goes that gets a component and what it requires; to the same archetype if that has them all.
    #[inline]
    pub(super) fn inserted(&mut self, from: u32, schema: &'static Schema) -> CoreResult<Way> {
        match self.archetypes[from as usize].way(schema.id, true) {
            Some((way, known)) if is_same(known, schema) => Ok(way),
            // Another component of the same name is refused.
            _ => self.find_inserted(from, schema),
        }
    }

    #[cold]
    fn find_inserted(&mut self, from: u32, schema: &'static Schema) -> CoreResult<Way> {
        self.register(schema)?;
        let mut signature = self.archetypes[from as usize].signature().to_vec();
        if let Err(position) = signature.binary_search(&schema.id) {
            signature.insert(position, schema.id);
        }
        add_required(&mut signature, schema);
        Ok(self.add_way(from, (schema, true), &signature))
    }

    /// Where a row goes that loses a component; `None` where it has none.
    #[inline]
    pub(super) fn removed(&mut self, from: u32, component: ComponentId) -> Option<Way> {
        let known = self.archetypes[from as usize].way(component, false);
        match known {
            Some((way, _)) => Some(way),
            None => self.find_removed(from, component),
        }
    }

    #[cold]
    fn find_removed(&mut self, from: u32, component: ComponentId) -> Option<Way> {
        let position = self.archetypes[from as usize].position(component)?;
        let mut signature = self.archetypes[from as usize].signature().to_vec();
        signature.remove(position);
        let schema = self.archetypes[from as usize].schemas()[position];
        Some(self.add_way(from, (schema, false), &signature))
    }

    fn add_way(&mut self, from: u32, change: (&'static Schema, bool), signature: &[ComponentId]) -> Way {
        let target = self.archetype(signature);
        let schemas = self.archetypes[target as usize].schemas().to_vec();
        self.archetypes[from as usize].add_way(change, target, &schemas)
    }

    /// Moves a row to another archetype, with the bytes of an inserted component.
    #[inline(always)]
    fn move_row(&mut self, from: Location, way: Way, entity: Entity, value: &[u8]) {
        let write = self.next_write();
        let pair = [from.archetype as usize, way.target as usize];
        let Ok([source, target]) = self.archetypes.get_disjoint_mut(pair) else { return };
        let arrived = Location { archetype: way.target, row: target.len() as u32 };
        let note = (write, &mut self.spares);
        source.copy_row(from.row as usize, (target, way), (entity, value), note);
        self.entities.relocate(entity, arrived, write);
        remove_row((source, &mut self.spares), &mut self.entities, from, write);
    }
}

/// Closes the gap of a row by moving the archetype's last row into it; the values last, for they take most registers.
#[inline(always)]
fn remove_row(
    (archetype, spares): (&mut Archetype, &mut Spares),
    entities: &mut Entities,
    location: Location,
    write: u64,
) {
    let row = location.row as usize;
    match archetype.take_name(row, write) {
        Some(moved) => {
            entities.relocate(moved, location, write);
            archetype.fill_row(row, spares);
        }
        None => archetype.pop_row(row, spares),
    }
}

#[cold]
fn has_no_room() -> CoreError {
    let message = format!("a world has at most {ENTITY_COUNT_MAX} entities");
    CoreError::new(ErrorKind::LimitReached, message)
}

/// Appends the row of a bundle to its archetype.
#[inline]
fn place(
    (archetype, spares): (&mut Archetype, &mut Spares),
    layout: &Layout,
    entity: Entity,
    bundle: &impl Bundle,
    write: u64,
) {
    let mut row = BundleRow::new(archetype.begin_row(entity, write, spares), &layout.places);
    bundle.push(&mut row);
    for (place, bytes) in &layout.defaults {
        row.push_default(*place, bytes);
    }
}

/// Adds what a component requires to a sorted signature, and what that requires, as far as it is missing.
fn add_required(signature: &mut Vec<ComponentId>, schema: &'static Schema) {
    for required in schema.requires {
        if let Err(position) = signature.binary_search(&required.id) {
            signature.insert(position, required.id);
            add_required(signature, required);
        }
    }
}
