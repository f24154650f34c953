//! Structural change that a system asks for, applied after it in order.

use crate::entity::{Entities, Entity};
use crate::row::Row;
use crate::schema::{Component, ComponentId, Schema};

/// One asked-for change; byte ranges point into the arena of the buffer.
#[derive(Debug, Clone)]
pub enum Change {
    /// An entity of a row.
    Spawn {
        /// The name it was promised.
        entity: Entity,
        /// Its components.
        row: Row,
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
    /// The table that names are promised from; `None` outside of a system's turn.
    entities: Option<Entities>,
    promised: usize,
}

impl Commands {
    /// Empties the buffer for one system: names are promised from the table as it is now.
    pub fn begin(&mut self, entities: &Entities) {
        self.clear();
        self.entities = Some(entities.clone());
        self.promised = 0;
    }

    /// Ends the system's turn: the table is let go, so that applying does not copy it.
    pub fn end(&mut self) {
        self.entities = None;
    }

    /// Asks for an entity of a row; the name is valid when the commands are applied.
    pub fn spawn(&mut self, row: Row) -> Entity {
        let entity = self.entities.get_or_insert_default().peek(self.promised);
        self.promised += 1;
        self.changes.push(Change::Spawn { entity, row });
        entity
    }

    /// Asks for an entity and its children to go.
    pub fn despawn(&mut self, entity: Entity) {
        self.changes.push(Change::Despawn { entity });
    }

    /// Asks for a component to be given, or overwritten.
    pub fn insert<T: Component>(&mut self, entity: Entity, value: &T) {
        let start = self.arena.len();
        self.arena.extend_from_slice(bytemuck::bytes_of(value));
        self.changes.push(Change::Insert { entity, schema: T::SCHEMA, start, end: self.arena.len() });
    }

    /// Asks for a component to be taken.
    pub fn remove(&mut self, entity: Entity, component: ComponentId) {
        self.changes.push(Change::Remove { entity, component });
    }

    /// The changes in order, for who applies them.
    pub fn changes(&self) -> &[Change] {
        &self.changes
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
    }
}
