//! Structural change of many rows at once: whole pages instead of rows.

use super::World;
use crate::batch::Batch;
use crate::column::PAGE_ROWS;
use crate::entity::{Location, Names};
use crate::query::Query;
use crate::schema::{Component, ComponentId};
use playground_core_types::CoreResult;

impl World {
    /// Makes the entities of a batch, and gives their names in order.
    ///
    /// # Errors
    /// Those of [`World::spawn`]; no entity is made then.
    pub fn spawn_batch(&mut self, batch: &Batch<'_>) -> CoreResult<Names> {
        let layout = self.layout_for(batch.columns().iter().map(|(schema, _)| *schema).collect())?;
        self.check_room(batch.count())?;
        let write = self.next_write();
        let archetype = &mut self.archetypes[layout.archetype as usize];
        let location = Location { archetype: layout.archetype, row: archetype.len() as u32 };
        let names = self.entities.allocate_many(location, batch.count(), write);
        let columns = layout.places.iter().zip(batch.columns());
        let columns: Vec<(usize, &[u8])> =
            columns.map(|(place, (_, bytes))| (*place as usize, *bytes)).collect();
        let defaults = layout.defaults.iter().map(|(place, bytes)| (*place as usize, bytes.as_slice()));
        let defaults: Vec<(usize, &[u8])> = defaults.collect();
        archetype.push_rows(names.clone(), &columns, &defaults, write);
        Ok(names)
    }

    /// Gives a component to all entities that match, or overwrites the one they have; how many they were.
    ///
    /// Whole pages go over to the other archetype where it ends with a full page.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`](playground_core_types::ErrorKind::Conflict) when the component collides with another of the same name.
    pub fn insert_all<T: Component>(&mut self, query: &Query, value: &T) -> CoreResult<usize> {
        let (schema, bytes) = (T::SCHEMA, bytemuck::bytes_of(value));
        let mut edges = Vec::new();
        for from in self.matching(query) {
            let way = self.inserted(from, schema)?;
            edges.push((from, way.target, self.archetypes[from as usize].position_at_end(way)));
        }
        let count = edges.iter().map(|(from, ..)| self.archetypes[*from as usize].len()).sum();
        // In place first: rows that come over have the value already.
        edges.sort_by_key(|(from, to, _)| from != to);
        for (from, to, position) in edges {
            let write = self.next_write();
            if from == to {
                self.archetypes[from as usize].fill(position, bytes, write);
            } else {
                self.move_all(from, to, Some((position, bytes)), write);
            }
        }
        Ok(count)
    }

    /// Takes a component from all entities that match; how many had it.
    pub fn remove_all(&mut self, query: &Query, component: ComponentId) -> usize {
        let mut count = 0;
        for from in self.matching(query) {
            if let Some(way) = self.removed(from, component) {
                count += self.archetypes[from as usize].len();
                let write = self.next_write();
                self.move_all(from, way.target, None, write);
            }
        }
        count
    }

    /// The archetypes with rows that match now; those that rows move to are not looked at again.
    fn matching(&self, query: &Query) -> Vec<u32> {
        let used = self.archetypes.iter().enumerate().filter(|(_, archetype)| !archetype.is_empty());
        used.filter(|(_, archetype)| query.matches(archetype)).map(|(index, _)| index as u32).collect()
    }

    fn move_all(&mut self, from: u32, to: u32, added: Option<(usize, &[u8])>, write: u64) {
        let pair = [from as usize, to as usize];
        let Ok([source, target]) = self.archetypes.get_disjoint_mut(pair) else { return };
        let (first, first_page) = (target.len(), target.page_count());
        target.take_all(source, added, write);
        let target = &self.archetypes[to as usize];
        let mut row = first;
        // The page that the first rows went into, which may be one that was there before.
        let first_page = if first.is_multiple_of(PAGE_ROWS) { first_page } else { first_page - 1 };
        for page in first_page..target.page_count() {
            let names = target.page_entities(page);
            let names = &names[row % PAGE_ROWS..];
            self.entities.relocate_all(names, Location { archetype: to, row: row as u32 }, write);
            row += names.len();
        }
    }
}
