//! A world from the parts of a file, and how much memory it shares with another.

use super::World;
use crate::archetype::Archetype;
use crate::entity::{Entities, Location};
use crate::schema::{ComponentId, Schema, Storage};
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind};
use std::sync::Arc;

/// The rows of one component, as a file has them.
#[derive(Debug, Clone)]
pub enum LoadedRows<'f> {
    /// The bytes of all rows, one after the other.
    Plain(&'f [u8]),
    /// One blob for each row.
    Blob(Vec<Bytes>),
}

/// One component of rows that are loaded.
#[derive(Debug, Clone)]
pub struct LoadedColumn<'f> {
    /// Which.
    pub schema: &'static Schema,
    /// Its values in row order.
    pub rows: LoadedRows<'f>,
}

impl LoadedColumn<'_> {
    fn fits(&self, count: usize) -> bool {
        match &self.rows {
            LoadedRows::Plain(bytes) => {
                self.schema.storage == Storage::Plain
                    && Some(bytes.len()) == self.schema.size.checked_mul(count)
            }
            LoadedRows::Blob(blobs) => self.schema.storage == Storage::Blob && blobs.len() == count,
        }
    }
}

impl World {
    /// Gives a world without entities its names: the generation of every row of the table, the free rows (the last
    /// is given out first), and the rows whose generations are used up. All others wait for
    /// [`load_rows`](Self::load_rows).
    ///
    /// # Errors
    /// [`ErrorKind::BadContent`] for an index past the end, or one that is listed twice; [`ErrorKind::Conflict`]
    /// when the world has entities.
    pub fn load_names(&mut self, generations: &[u32], free: &[u32], used_up: &[u32]) -> CoreResult<()> {
        if self.entities.page_count() > 0 {
            return Err(CoreError::new(ErrorKind::Conflict, "the world has entities already"));
        }
        let write = self.next_write();
        self.entities = Entities::of_names(generations, free, used_up, write)?;
        Ok(())
    }

    /// Appends the rows of entities that wait for them, given by their indices, each with all of the `columns`, which
    /// are in ascending order of component.
    ///
    /// # Errors
    /// [`ErrorKind::BadContent`] when an index is of no entity that waits, or a column does not fit; and the world is to be
    /// thrown away.
    pub fn load_rows(&mut self, indices: &[u32], columns: &[LoadedColumn<'_>]) -> CoreResult<()> {
        let is_sorted = columns.windows(2).all(|pair| pair[0].schema.id < pair[1].schema.id);
        if !is_sorted || columns.iter().any(|column| !column.fits(indices.len())) {
            return Err(CoreError::new(ErrorKind::BadContent, "the columns of its rows do not fit together"));
        }
        columns.iter().try_for_each(|column| self.register(column.schema))?;
        let signature: Vec<ComponentId> = columns.iter().map(|column| column.schema.id).collect();
        let index = self.archetype(&signature);
        let write = self.next_write();
        let row = self.archetypes[index as usize].len() as u32;
        let settled = self.entities.settle_all(indices, Location { archetype: index, row }, write);
        let names = settled.map_err(|index| {
            let message = format!("entity row {index} has two rows, or is of no entity");
            CoreError::new(ErrorKind::BadContent, message)
        })?;
        self.archetypes[index as usize].push_loaded(&names, columns, write);
        Ok(())
    }

    /// What this world holds alone beside `other`, where one is a snapshot of the other or both are of one world.
    /// Unit: bytes; about right.
    pub fn bytes_apart(&self, other: &World) -> usize {
        let mut bytes = self.entities.bytes_apart(&other.entities) + self.list_bytes();
        for (index, archetype) in self.archetypes.iter().enumerate() {
            bytes += archetype.bytes_apart(other.archetypes.get(index));
        }
        for (id, region) in &self.regions {
            bytes += region.bytes_apart(other.region(*id));
        }
        for (id, value) in &self.resources {
            let shared =
                other.find_resource(*id).is_ok_and(|place| Arc::ptr_eq(&other.resources[place].1, value));
            bytes += if shared { 0 } else { value.len() };
        }
        bytes
    }

    /// What the lists of every snapshot take, however little it holds. Unit: bytes.
    fn list_bytes(&self) -> usize {
        let archetypes: usize = self.archetypes.iter().map(Archetype::list_bytes).sum();
        size_of_val(self) + archetypes + size_of_val(self.resources.as_slice())
    }
}
