//! Structural change: rows come, go, and move between archetypes.

use super::World;
use crate::archetype::Archetype;
use crate::column::Column;
use crate::entity::{Entity, Location};
use crate::row::{Row, RowValue};
use crate::schema::{Blob, Component, ComponentId, Schema};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::sync::Arc;

impl World {
    /// Makes an entity of a row; required components come along by default.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when a component collides with another of the same name.
    pub fn spawn(&mut self, row: &Row) -> CoreResult<Entity> {
        let values = self.known_values(row)?;
        let entity = self.entities.reserve();
        self.place(entity, &values);
        Ok(entity)
    }

    /// Gives out the next name, for a row that [`World::spawn_reserved`] brings.
    pub fn reserve(&mut self) -> Entity {
        self.entities.reserve()
    }

    /// Makes the entity of a row under a name that was reserved for it.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when a component collides with another of the same name, or the name
    /// lives already.
    pub fn spawn_reserved(&mut self, entity: Entity, row: &Row) -> CoreResult<()> {
        if !self.entities.is_reserved(entity) {
            let message = format!("entity {}v{} is not reserved", entity.index, entity.generation);
            return Err(CoreError::new(ErrorKind::Conflict, message));
        }
        let values = self.known_values(row)?;
        self.place(entity, &values);
        Ok(())
    }

    /// The values of a row with all that they require, their schemas known to the world.
    fn known_values(&mut self, row: &Row) -> CoreResult<Vec<RowValue>> {
        let values = row.complete();
        values.iter().try_for_each(|value| self.register(value.schema))?;
        Ok(values)
    }

    fn place(&mut self, entity: Entity, values: &[RowValue]) {
        let signature: Vec<ComponentId> = values.iter().map(|value| value.schema.id).collect();
        let index = self.archetype(&signature) as usize;
        let version = self.next_write();
        let row = self.archetypes[index].entities.len() as u32;
        self.entities.relocate(entity, Location { archetype: index as u32, row });
        Arc::make_mut(&mut self.archetypes[index].entities).push(entity);
        let (_, columns) = self.archetype_columns(index);
        // Values and columns are both in ascending order of component id.
        for (column, value) in columns.iter_mut().zip(values) {
            column.push(&value.bytes, version);
        }
    }

    /// Removes an entity and its row; false when it does not live.
    pub fn despawn(&mut self, entity: Entity) -> bool {
        let Some(location) = self.entities.locate(entity) else { return false };
        self.remove_row(location);
        self.despawned = self.writes;
        self.entities.release(entity)
    }

    /// Gives an entity a component, or overwrites the one it has.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] when the entity does not live.
    pub fn insert<T: Component>(&mut self, entity: Entity, value: &T) -> CoreResult<()> {
        self.insert_bytes(entity, T::SCHEMA, bytemuck::bytes_of(value))
    }

    /// Gives an entity a blob component, or overwrites the one it has.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] when the entity does not live or the value does not serialise.
    pub fn insert_blob<T: Blob>(&mut self, entity: Entity, value: &T) -> CoreResult<()> {
        let bytes = postcard::to_allocvec(value);
        let bytes = bytes.map_err(|error| CoreError::new(ErrorKind::BadRequest, error.to_string()))?;
        self.insert_bytes(entity, T::SCHEMA, &bytes)
    }

    /// Gives an entity the bytes of a component, or overwrites those it has.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] when the entity does not live or the size is not the schema's.
    pub fn insert_bytes(&mut self, entity: Entity, schema: &'static Schema, value: &[u8]) -> CoreResult<()> {
        crate::row::check_size(schema, value)?;
        self.register(schema)?;
        for required in schema.requires {
            if !self.has(entity, required.id) {
                let mut bytes = Vec::with_capacity(required.size);
                (required.default)(&mut bytes);
                self.insert_bytes(entity, required, &bytes)?;
            }
        }
        let location = self.locate(entity)?;
        if self.archetypes[location.archetype as usize].has(schema.id) {
            self.set_bytes(entity, schema.id, value);
            return Ok(());
        }
        let target = self.neighbour(location.archetype, schema.id, true);
        self.move_row(entity, location, target, Some((schema.id, value)));
        Ok(())
    }

    /// Takes a component from an entity; false when it has none or does not live.
    pub fn remove(&mut self, entity: Entity, component: ComponentId) -> bool {
        let Some(location) = self.entities.locate(entity) else { return false };
        if !self.archetypes[location.archetype as usize].has(component) {
            return false;
        }
        let target = self.neighbour(location.archetype, component, false);
        self.move_row(entity, location, target, None);
        true
    }

    /// The archetype of a sorted signature, made when it is new.
    pub(super) fn archetype(&mut self, signature: &[ComponentId]) -> u32 {
        if let Some(index) = self.by_signature.get(signature) {
            return *index;
        }
        let index = self.archetypes.len();
        let archetype = Archetype::new(signature, self.columns.len());
        for component in signature {
            let schema = self.schemas[self.dense[component] as usize];
            self.columns.push(Column::new(schema));
        }
        Arc::make_mut(&mut self.by_signature).insert(archetype.signature.clone(), index as u32);
        self.archetypes.push(archetype);
        self.fill_col_table(index);
        index as u32
    }

    /// The archetype with one component more or less, found once for each pair.
    fn neighbour(&mut self, from: u32, component: ComponentId, inserted: bool) -> u32 {
        let edge = self.archetypes[from as usize].edge(component);
        if let Some(known) = if inserted { edge.inserted } else { edge.removed } {
            return known;
        }
        let mut signature = self.archetypes[from as usize].signature.to_vec();
        match signature.binary_search(&component) {
            Ok(position) => drop(signature.remove(position)),
            Err(position) => signature.insert(position, component),
        }
        let target = self.archetype(&signature);
        let edge = self.archetypes[from as usize].edge_mut(component);
        *(if inserted { &mut edge.inserted } else { &mut edge.removed }) = Some(target);
        target
    }

    /// Moves a row to another archetype; `added` is the one component that the old one lacks.
    fn move_row(&mut self, entity: Entity, from: Location, to: u32, added: Option<(ComponentId, &[u8])>) {
        let version = self.next_write();
        let row = from.row as usize;
        let source_first = self.archetypes[from.archetype as usize].first_column;
        let target = &self.archetypes[to as usize];
        let (target_first, signature) = (target.first_column, target.signature.clone());
        for (position, component) in signature.iter().enumerate() {
            let target_column = target_first + position;
            match added {
                Some((id, value)) if id == *component => self.columns[target_column].push(value, version),
                _ => {
                    let found = self.archetypes[from.archetype as usize].position(*component);
                    let pair = found.map(|found| [source_first + found, target_column]);
                    let columns = pair.and_then(|pair| self.columns.get_disjoint_mut(pair).ok());
                    if let Some([source, target]) = columns {
                        target.push(source.row(row).unwrap_or_default(), version);
                    }
                }
            }
        }
        let target_entities = Arc::make_mut(&mut self.archetypes[to as usize].entities);
        target_entities.push(entity);
        let arrived = target_entities.len() as u32 - 1;
        self.remove_row(from);
        self.entities.relocate(entity, Location { archetype: to, row: arrived });
    }

    /// Closes the gap of a row by moving the archetype's last row into it.
    fn remove_row(&mut self, location: Location) {
        let version = self.next_write();
        let row = location.row as usize;
        let (_, columns) = self.archetype_columns(location.archetype as usize);
        for column in columns {
            column.swap_remove(row, version);
        }
        let entities = Arc::make_mut(&mut self.archetypes[location.archetype as usize].entities);
        entities.swap_remove(row);
        if let Some(moved) = entities.get(row) {
            self.entities.relocate(*moved, location);
        }
    }
}
