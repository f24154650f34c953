//! Names for the things of a game, and the table that gives them out.

mod names;

use crate::column::PAGE_ROWS;
use crate::held::Held;
use crate::paged::{Paged, STEP_LEN};
use bytemuck::{Pod, Zeroable};
pub use names::Names;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use serde::{Deserialize, Serialize};

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

/// The most indices that a world has. An index serves 2^32 entities one after the other, then no more.
pub const ENTITY_COUNT_MAX: usize = u32::MAX as usize;

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

/// What the table knows of one index. A free one keeps the generation of its next use.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot {
    generation: u32,
    location: Location,
}

impl Slot {
    /// The generation of its use, or of the next one, and where the row lies.
    #[inline]
    pub(crate) fn parts(&self) -> (u32, Location) {
        (self.generation, self.location)
    }

    /// Where the row lies of the entity whose generation is asked for; in no archetype when it has none.
    #[inline]
    pub(crate) fn place(&self, generation: u32) -> Option<Location> {
        (self.generation == generation).then_some(self.location)
    }

    /// Where the row of the entity lies whose generation is asked for.
    #[inline]
    pub(crate) fn locate(&self, generation: u32) -> Option<Location> {
        let lives = self.generation == generation && self.location.archetype != u32::MAX;
        lives.then_some(self.location)
    }
}

/// The entity table: generations, locations, and a last-in-first-out list of free names.
///
/// Each change takes the number of the write that it belongs to. A clone shares what was not written since the
/// last snapshot.
#[derive(Debug, Default)]
pub struct Entities {
    slots: Paged<Slot>,
    /// Names to be given out, the last one first.
    free: Held<Paged<Entity>>,
    /// Names that are given out. Not the difference of the two: a used-up index is in neither sense free.
    living: usize,
}

impl Clone for Entities {
    fn clone(&self) -> Self {
        Self { slots: self.slots.clone(), free: self.free.clone(), living: self.living }
    }

    /// Keeps the lists of pages.
    fn clone_from(&mut self, source: &Self) {
        self.slots.clone_from(&source.slots);
        self.free.clone_from(&source.free);
        self.living = source.living;
    }
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

    /// Whether there are names for so many more.
    #[inline]
    pub(crate) fn has_room(&self, count: usize) -> bool {
        count <= ENTITY_COUNT_MAX - self.slots.len() || self.has_room_by_free_names(count)
    }

    #[cold]
    fn has_room_by_free_names(&self, count: usize) -> bool {
        let fresh = count.saturating_sub(self.free.get().len());
        fresh <= ENTITY_COUNT_MAX.saturating_sub(self.slots.len())
    }

    /// Where an entity's row lies; `None` when it does not live.
    #[inline]
    pub fn locate(&self, entity: Entity) -> Option<Location> {
        self.slots.get(entity.index as usize)?.locate(entity.generation)
    }

    /// All slots by index, page by page, for who locates many.
    pub(crate) fn slot_pages(&self) -> impl Iterator<Item = &[Slot]> {
        self.slots.pages()
    }

    /// How many indices there are.
    pub(crate) fn slot_count(&self) -> usize {
        self.slots.len()
    }

    /// The name that the `ahead`-th next [`Entities::allocate`] will give out, counted from 0.
    pub fn peek(&self, ahead: usize) -> Entity {
        promised(self.free.get(), self.slots.len(), ahead)
    }

    /// The names that the next calls of [`Entities::allocate`] will give out.
    pub fn promises(&mut self) -> Promises {
        self.free.share();
        Promises { free: self.free.clone(), fresh: self.slots.len(), given: 0 }
    }

    /// Gives out a name for a row at `location`.
    #[inline(always)]
    pub fn allocate(&mut self, location: Location, write: u64) -> Entity {
        self.living += 1;
        if self.free.get().is_empty() {
            return self.append(location, write);
        }
        let entity = self.free.get_mut().pop(write).unwrap_or_default();
        self.relocate(entity, location, write);
        entity
    }

    #[inline]
    fn append(&mut self, location: Location, write: u64) -> Entity {
        let index = self.slots.len() as u32;
        self.slots.push(Slot { generation: 0, location }, write);
        Entity { index, generation: 0 }
    }

    /// Gives out names for `count` rows that begin at `location` and follow one another.
    pub(crate) fn allocate_many(&mut self, location: Location, count: usize, write: u64) -> Names {
        let Location { archetype, row } = location;
        let locations = (row..row + count as u32).map(|row| Location { archetype, row });
        let reused = locations.take(self.free.get().len()).map(|location| self.allocate(location, write));
        let reused: Vec<Entity> = reused.collect();
        let (first, row, fresh) = (self.slots.len() as u32, row + reused.len() as u32, count - reused.len());
        // Rows that there are not may be counted past the end.
        let location = move |number| Location { archetype, row: row.wrapping_add(number as u32) };
        let slot = move |number| Slot { generation: 0, location: location(number) };
        let step = |slot: &mut Slot| slot.location.row = slot.location.row.wrapping_add(STEP_LEN as u32);
        self.slots.extend_by_steps(fresh, slot, step, write);
        self.living += fresh;
        Names::new(reused, first..first + fresh as u32)
    }

    /// Gives out a name that has no row yet: nothing finds it until [`Entities::relocate`] tells where it lies.
    pub fn reserve(&mut self, write: u64) -> Entity {
        self.allocate(Location::RESERVED, write)
    }

    /// Whether a name is given out and waits for its row.
    pub fn is_reserved(&self, entity: Entity) -> bool {
        let slot = self.slots.get(entity.index as usize);
        slot.is_some_and(|slot| slot.generation == entity.generation && slot.location == Location::RESERVED)
    }

    /// Notes that the rows of names which wait for them follow one another from `location` on; the names by their
    /// indices, or the first index that is of no such name.
    pub(crate) fn settle_all(
        &mut self,
        indices: &[u32],
        location: Location,
        write: u64,
    ) -> Result<Vec<Entity>, u32> {
        let mut names = Vec::with_capacity(indices.len());
        while let Some(first) = indices.get(names.len()).copied() {
            let done = names.len();
            let page = self.slots.page_mut(first as usize / PAGE_ROWS, write).ok_or(first)?;
            let slots = page.get_mut(first as usize % PAGE_ROWS..).unwrap_or_default();
            // Most rows lie as their names do, so that many are looked at in one go.
            let run = slots.iter_mut().zip(&indices[done..]).enumerate();
            for (number, (slot, index)) in run {
                if *index != first.wrapping_add(number as u32) {
                    break;
                }
                if slot.location != Location::RESERVED {
                    return Err(*index);
                }
                let row = location.row + (done + number) as u32;
                slot.location = Location { archetype: location.archetype, row };
                names.push(Entity { index: *index, generation: slot.generation });
            }
            if names.len() == done {
                return Err(first);
            }
        }
        Ok(names)
    }

    /// Takes a name back, and tells where its row lies; `None` when the entity does not live.
    #[inline]
    pub fn release(&mut self, entity: Entity, write: u64) -> Option<Location> {
        let is_wanted = |slot: &Slot| slot.locate(entity.generation).is_some();
        let slot = self.slots.get_mut_if(entity.index as usize, is_wanted, write)?;
        let location = std::mem::replace(&mut slot.location, Location::FREE);
        self.living -= 1;
        // An index whose generations are used up is not given out again: names must not alias.
        if let Some(generation) = slot.generation.checked_add(1) {
            slot.generation = generation;
            self.free.get_mut().push(Entity { index: entity.index, generation }, write);
        }
        Some(location)
    }

    /// Notes where a given-out name's row lies now.
    #[inline]
    pub fn relocate(&mut self, entity: Entity, location: Location, write: u64) {
        if let Some(slot) = self.slots.get_mut(entity.index as usize, write) {
            slot.location = location;
        }
    }

    /// Notes for many names that their rows follow one another from `location` on.
    pub(crate) fn relocate_all(&mut self, names: &[Entity], location: Location, write: u64) {
        let (mut number, mut slots): (usize, &mut [Slot]) = (usize::MAX, &mut []);
        for (row, entity) in (location.row..).zip(names) {
            // Most names lie in the page of the one before.
            if entity.index as usize / PAGE_ROWS != number {
                number = entity.index as usize / PAGE_ROWS;
                slots = self.slots.page_mut(number, write).unwrap_or_default();
            }
            if let Some(slot) = slots.get_mut(entity.index as usize % PAGE_ROWS) {
                slot.location = Location { archetype: location.archetype, row };
            }
        }
    }

    /// How many pages [`Entities::generations`] has.
    pub fn page_count(&self) -> usize {
        self.slots.page_count()
    }

    /// The generation of each index of a page.
    pub fn generations(&self, page: usize) -> impl ExactSizeIterator<Item = u32> + '_ {
        self.slots.page(page).iter().map(|slot| slot.generation)
    }

    /// The write that changed a page of the table last.
    pub fn page_version(&self, page: usize) -> u64 {
        self.slots.page_version(page)
    }

    /// The names to be given out in pages, the last name first, each page with the write that changed it last.
    pub fn free_pages(&self) -> impl Iterator<Item = (&[Entity], u64)> {
        let free = self.free.get();
        (0..free.page_count()).map(|page| (free.page(page), free.page_version(page)))
    }

    /// The free indices; the last one is given out first.
    pub fn free(&self) -> impl Iterator<Item = u32> + '_ {
        self.free.get().iter().map(|entity| entity.index)
    }

    /// A table in which every index that is neither free nor used up is given out and waits for its row.
    ///
    /// # Errors
    /// [`ErrorKind::BadContent`] for an index past the end, or one that is listed twice.
    pub(crate) fn of_names(
        generations: &[u32],
        free: &[u32],
        used_up: &[u32],
        write: u64,
    ) -> CoreResult<Self> {
        let mut table = Self { living: generations.len(), ..Self::default() };
        let reserved =
            move |index: usize| Slot { generation: generations[index], location: Location::RESERVED };
        table.slots.extend(generations.len(), reserved, write);
        for index in free.iter().chain(used_up) {
            let slot = table.slots.get_mut(*index as usize, write);
            let slot = slot.filter(|slot| slot.location == Location::RESERVED).ok_or_else(|| {
                let message = format!("entity row {index} is listed twice, or there is no such row");
                CoreError::new(ErrorKind::BadContent, message)
            })?;
            slot.location = Location::FREE;
        }
        table.living -= free.len() + used_up.len();
        let name = move |index: u32| Entity { index, generation: generations[index as usize] };
        table.free.get_mut().extend(free.len(), move |number| name(free[number]), write);
        Ok(table)
    }

    /// What this table holds alone beside `other`, which was a copy of it or it of that one. Unit: bytes.
    pub(crate) fn bytes_apart(&self, other: &Self) -> usize {
        self.slots.bytes_apart(&other.slots) + self.free.get().bytes_apart(other.free.get())
    }

    /// The state of the allocator: generation of every index, then the free ones in order.
    pub fn allocation_state(&self) -> impl Iterator<Item = u32> + '_ {
        let generations = (0..self.page_count()).flat_map(|page| self.generations(page));
        generations.chain(self.free.get().iter().map(|entity| entity.index))
    }

    /// Makes clones cheap of what was written after `since`; the rest is shared already.
    pub(crate) fn share(&mut self, since: u64) {
        self.slots.share(since);
        // As a list of pages it would be copied page by page: the pages are what clones have in common.
        self.free.get_mut().share(since);
    }
}

/// Names that were promised and are not given out yet, in the order in which they will be.
#[derive(Debug, Clone, Default)]
pub struct Promises {
    free: Held<Paged<Entity>>,
    /// The first index that was never used.
    fresh: usize,
    given: usize,
}

impl Promises {
    /// The next name.
    #[expect(clippy::should_implement_trait, reason = "it never ends, so it is no iterator to collect")]
    pub fn next(&mut self) -> Entity {
        self.given += 1;
        promised(self.free.get(), self.fresh, self.given - 1)
    }
}

/// The free names first, from the last one on, then indices that were never used.
fn promised(free: &Paged<Entity>, fresh: usize, ahead: usize) -> Entity {
    match free.len().checked_sub(ahead + 1) {
        Some(position) => free.get(position).copied().unwrap_or_default(),
        None => Entity { index: (fresh + ahead - free.len()) as u32, generation: 0 },
    }
}
