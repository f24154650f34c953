//! Names for the things of a game, and the table that gives them out.

use bytemuck::{Pod, Zeroable};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A thing of the game: an index into the entity table and the generation of its use.
///
/// The name of a despawned entity is never equal to the name of the next user of its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Pod, Zeroable, Serialize, Deserialize)]
#[repr(C)]
pub struct Entity {
    /// Row of the entity table.
    pub index: u32,
    /// How often the row was used before.
    pub generation: u32,
}

impl Entity {
    /// No entity at all.
    pub const NONE: Self = Self { index: u32::MAX, generation: u32::MAX };
}

impl Default for Entity {
    fn default() -> Self {
        Self::NONE
    }
}

/// Where an entity's row lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location {
    /// Index of the archetype.
    pub archetype: u32,
    /// Row in every column of the archetype.
    pub row: u32,
}

impl Location {
    const FREE: Self = Self { archetype: u32::MAX, row: u32::MAX };
    const RESERVED: Self = Self { archetype: u32::MAX, row: 0 };
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    generation: u32,
    location: Location,
}

/// The entity table: generations, locations, and a last-in-first-out list of free rows.
///
/// A clone shares the table until either side changes it.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    slots: Arc<Vec<Slot>>,
    free: Arc<Vec<u32>>,
    /// Names that are given out. Not the difference of the two: a used-up index is in neither sense free.
    living: usize,
}

impl Entities {
    /// How many entities live.
    pub fn len(&self) -> usize {
        self.living
    }

    /// Whether none lives.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where an entity's row lies; `None` when it does not live.
    pub fn locate(&self, entity: Entity) -> Option<Location> {
        let slot = self.slots.get(entity.index as usize)?;
        let lives = slot.generation == entity.generation && slot.location.archetype != u32::MAX;
        lives.then_some(slot.location)
    }

    /// The name that the `ahead`-th next [`Entities::allocate`] will give out, counted from 0.
    pub fn peek(&self, ahead: usize) -> Entity {
        let index = match self.free.len().checked_sub(ahead + 1) {
            Some(position) => self.free[position],
            None => (self.slots.len() + ahead - self.free.len()) as u32,
        };
        let generation = self.slots.get(index as usize).map_or(0, |slot| slot.generation);
        Entity { index, generation }
    }

    /// Gives out a name for a row at `location`.
    pub fn allocate(&mut self, location: Location) -> Entity {
        self.living += 1;
        let slots = Arc::make_mut(&mut self.slots);
        if self.free.is_empty() {
            slots.push(Slot { generation: 0, location });
            return Entity { index: slots.len() as u32 - 1, generation: 0 };
        }
        let index = Arc::make_mut(&mut self.free).pop().unwrap_or_default();
        let slot = &mut slots[index as usize];
        slot.location = location;
        Entity { index, generation: slot.generation }
    }

    /// Gives out a name that has no row yet: nothing finds it until [`Entities::relocate`] tells where it lies.
    pub fn reserve(&mut self) -> Entity {
        self.allocate(Location::RESERVED)
    }

    /// Whether a name is given out and waits for its row.
    pub fn is_reserved(&self, entity: Entity) -> bool {
        let slot = self.slots.get(entity.index as usize);
        slot.is_some_and(|slot| slot.generation == entity.generation && slot.location == Location::RESERVED)
    }

    /// Takes a name back; false when the entity does not live.
    pub fn release(&mut self, entity: Entity) -> bool {
        if self.locate(entity).is_none() {
            return false;
        }
        let slot = &mut Arc::make_mut(&mut self.slots)[entity.index as usize];
        slot.location = Location::FREE;
        self.living -= 1;
        // An index whose generations are used up is not given out again: names must not alias.
        if let Some(next) = slot.generation.checked_add(1) {
            slot.generation = next;
            Arc::make_mut(&mut self.free).push(entity.index);
        }
        true
    }

    /// Notes where a given-out name's row lies now.
    pub fn relocate(&mut self, entity: Entity, location: Location) {
        if let Some(slot) = Arc::make_mut(&mut self.slots).get_mut(entity.index as usize) {
            slot.location = location;
        }
    }

    /// The generation of every row of the table, in order.
    pub fn generations(&self) -> impl Iterator<Item = u32> + '_ {
        self.slots.iter().map(|slot| slot.generation)
    }

    /// The entity that has, or had last, the row `index` of the table.
    pub fn named(&self, index: u32) -> Option<Entity> {
        self.slots.get(index as usize).map(|slot| Entity { index, generation: slot.generation })
    }

    /// The free rows of the table; the last one is given out first.
    pub fn free(&self) -> impl Iterator<Item = u32> + '_ {
        self.free.iter().copied()
    }

    /// A table in which every row that is neither free nor used up is given out and waits for its row.
    ///
    /// # Errors
    /// [`ErrorKind::BadContent`] for an index past the end, or one that is listed twice.
    pub(crate) fn of_names(generations: &[u32], free: &[u32], used_up: &[u32]) -> CoreResult<Self> {
        let reserved = |generation: &u32| Slot { generation: *generation, location: Location::RESERVED };
        let mut slots: Vec<Slot> = generations.iter().map(reserved).collect();
        for index in free.iter().chain(used_up) {
            let slot = slots.get_mut(*index as usize).filter(|slot| slot.location == Location::RESERVED);
            let slot = slot.ok_or_else(|| {
                let message = format!("entity row {index} is listed twice, or there is no such row");
                CoreError::new(ErrorKind::BadContent, message)
            })?;
            slot.location = Location::FREE;
        }
        let living = slots.len() - free.len() - used_up.len();
        Ok(Self { slots: Arc::new(slots), free: Arc::new(free.to_vec()), living })
    }

    /// What this table holds alone beside `other`. Unit: bytes.
    pub(crate) fn bytes_apart(&self, other: &Self) -> usize {
        let slots =
            if Arc::ptr_eq(&self.slots, &other.slots) { 0 } else { size_of_val(self.slots.as_slice()) };
        let free = if Arc::ptr_eq(&self.free, &other.free) { 0 } else { size_of_val(self.free.as_slice()) };
        slots + free
    }

    /// The state of the allocator, for hashes: generation of every row, then the free list in order.
    pub fn allocation_state(&self) -> impl Iterator<Item = u32> + '_ {
        self.slots.iter().map(|slot| slot.generation).chain(self.free.iter().copied())
    }
}
