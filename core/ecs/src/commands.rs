//! Structural change that a system asks for, applied after it in order.

use crate::entity::{Entity, Promises};
use crate::row::{Row, serialised};
use crate::schema::{Blob, Component, ComponentId, Schema};
use crate::world::World;
use playground_core_types::CoreResult;

/// One asked-for change; byte ranges point into the arena of the buffer.
#[derive(Debug, Clone, Copy)]
pub enum Change {
    /// An entity of a row.
    Spawn {
        /// The name it was promised.
        entity: Entity,
        /// Which of [`Commands::row`] its components are.
        row: usize,
    },
    /// A component for an entity.
    Insert {
        /// Whose.
        entity: Entity,
        /// What.
        schema: &'static Schema,
        /// Where its bytes begin.
        start: usize,
        /// Where they end.
        end: usize,
    },
    /// A component less for an entity.
    Remove {
        /// Whose.
        entity: Entity,
        /// Which.
        component: ComponentId,
    },
    /// An entity less, and with it its children.
    Despawn {
        /// Which.
        entity: Entity,
    },
}

/// Changes in the order in which they were asked for, and an arena with their bytes.
#[derive(Debug, Default)]
pub struct Commands {
    changes: Vec<Change>,
    arena: Vec<u8>,
    rows: Vec<Row>,
    /// The names that are promised, in a system's turn.
    promises: Promises,
}

impl Commands {
    /// Empties the buffer for one system: names are promised from the world as it is now.
    pub fn begin(&mut self, world: &mut World) {
        self.clear();
        self.promises = world.entities_mut().promises();
    }

    /// Ends the system's turn: the promises are let go, so that applying does not copy them.
    pub fn end(&mut self) {
        self.promises = Promises::default();
    }

    /// Asks for an entity of a row; the name is valid when the commands are applied.
    pub fn spawn(&mut self, row: Row) -> Entity {
        let entity = self.promises.next();
        self.changes.push(Change::Spawn { entity, row: self.rows.len() });
        self.rows.push(row);
        entity
    }

    /// Asks for an entity and its children to go.
    pub fn despawn(&mut self, entity: Entity) {
        self.changes.push(Change::Despawn { entity });
    }

    /// Asks for a component to be given, or overwritten.
    pub fn insert<T: Component>(&mut self, entity: Entity, value: &T) {
        self.push_insert(entity, T::SCHEMA, bytemuck::bytes_of(value));
    }

    /// Asks for a blob component to be given, or overwritten.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`](playground_core_types::ErrorKind::BadRequest) when the value does not serialise.
    pub fn insert_blob<T: Blob>(&mut self, entity: Entity, value: &T) -> CoreResult<()> {
        self.push_insert(entity, T::SCHEMA, &serialised(value)?);
        Ok(())
    }

    fn push_insert(&mut self, entity: Entity, schema: &'static Schema, bytes: &[u8]) {
        let start = self.arena.len();
        self.arena.extend_from_slice(bytes);
        self.changes.push(Change::Insert { entity, schema, start, end: self.arena.len() });
    }

    /// Asks for a component to be taken.
    pub fn remove(&mut self, entity: Entity, component: ComponentId) {
        self.changes.push(Change::Remove { entity, component });
    }

    /// The changes in order, for who applies them.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The components of a [`Change::Spawn`], by its number.
    pub fn row(&self, row: usize) -> &Row {
        &self.rows[row]
    }

    /// Bytes of the arena.
    pub fn bytes(&self, start: usize, end: usize) -> &[u8] {
        &self.arena[start..end]
    }

    /// Whether nothing was asked for.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Forgets all changes; keeps the room.
    pub fn clear(&mut self) {
        self.changes.clear();
        self.arena.clear();
        self.rows.clear();
    }
}
