//! Where the values of a component lie by the index of their entity: kept between runs of who looks them up.
//!
//! A shortcut that is not there costs a look at the entity table; one that is there is never wrong, for it is used
//! only while its page of the table is as it was.

use crate::column::PAGE_ROWS;
use crate::entity::{Entities, Slot};
use crate::view::ABSENT;
use crate::world::World;

/// No shortcut: beyond all pages that there can be.
const NOTHING: u64 = u64::MAX;

/// The most pages of the table that are read again for one run, so that a world in which many things come and go
/// does not pay for shortcuts.
const REFRESHED_PAGE_COUNT_MAX: usize = 8;

/// The version of a page of which nothing is known.
const UNKNOWN: u64 = 0;

/// Shortcuts to one component.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shortcuts {
    /// The number of the first page of each archetype, as the view counts pages.
    first: Vec<u32>,
    /// Of each page of the entity table: the write that changed it last when it was read.
    versions: Vec<u64>,
    /// By index of the entity: its generation, then the row among all rows of the component.
    rows: Vec<u64>,
}

impl Shortcuts {
    /// Reads again what changed; `archetypes` are those with the component, ascending.
    pub(crate) fn refresh(&mut self, world: &World, archetypes: impl Iterator<Item = u32> + Clone) {
        self.number(world, archetypes);
        let entities = world.entities();
        self.versions.resize(entities.page_count(), UNKNOWN);
        let mut left = REFRESHED_PAGE_COUNT_MAX;
        for (page, (slots, version)) in entities.slot_pages().zip(&mut self.versions).enumerate() {
            let now = entities.page_version(page);
            let start = page * PAGE_ROWS;
            if self.rows.len() < start + slots.len() {
                self.rows.resize(start + slots.len(), NOTHING);
            }
            let rows = &mut self.rows[start..start + slots.len()];
            match *version {
                known if known == now => {}
                _ if left > 0 => {
                    left -= 1;
                    rows.iter_mut().zip(slots).for_each(|(row, slot)| *row = row_of(&self.first, slot));
                    *version = now;
                }
                UNKNOWN => {}
                _ => {
                    rows.fill(NOTHING);
                    *version = UNKNOWN;
                }
            }
        }
        self.rows.truncate(entities.slot_count());
    }

    /// Numbers the pages anew, if there are others than before.
    fn number(&mut self, world: &World, archetypes: impl Iterator<Item = u32> + Clone) {
        let firsts = archetypes.scan(0, |next, archetype| {
            let first = *next;
            *next += world.archetypes()[archetype as usize].page_count() as u32;
            Some((archetype as usize, first))
        });
        let last = firsts.clone().last().map_or(0, |(archetype, _)| archetype + 1);
        let is_same = |(archetype, first): (usize, u32)| self.first.get(archetype) == Some(&first);
        if self.first.len() == last && firsts.clone().all(is_same) {
            return;
        }
        self.first.clear();
        self.first.resize(last, ABSENT);
        firsts.for_each(|(archetype, first)| self.first[archetype] = first);
        self.versions.clear();
        self.rows.clear();
    }

    /// The shortcuts for a view that numbers pages so; none when anything is not as it was read.
    pub(crate) fn rows(&self, first: &[u32], entities: &Entities) -> &[u64] {
        let is_known =
            |(page, version): (usize, &u64)| *version == UNKNOWN || *version == entities.page_version(page);
        let is_same = self.first == first
            && self.versions.len() == entities.page_count()
            && self.versions.iter().enumerate().all(is_known);
        if is_same { &self.rows } else { &[] }
    }
}

/// The shortcut of one entity: [`NOTHING`] where it has no row of the component.
fn row_of(first: &[u32], slot: &Slot) -> u64 {
    let (generation, place) = slot.parts();
    match first.get(place.archetype as usize) {
        Some(first) if *first != ABSENT => {
            let row = u64::from(*first) * PAGE_ROWS as u64 + u64::from(place.row);
            if row > u64::from(u32::MAX) { NOTHING } else { (u64::from(generation) << 32) | row }
        }
        _ => NOTHING,
    }
}

/// The row among all of the component, when the shortcut is of that generation.
#[inline]
pub(crate) fn row_for(shortcut: u64, generation: u32) -> Option<usize> {
    ((shortcut >> 32) as u32 == generation).then_some(shortcut as u32 as usize)
}
