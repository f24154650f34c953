//! What changed since an earlier moment: pages by their versions, rows by their bytes.

use super::World;
use crate::archetype::Archetype;
use crate::column::PAGE_ROWS;
use crate::entity::Entity;
use crate::query::{PageRef, Query};
use crate::schema::{Component, ComponentId};

impl World {
    /// The pages that match, and on which a component was written after the write `since`, as
    /// [`World::writes`] counted then.
    ///
    /// All rows of such a page, whether each was written or not; nothing that was written is left out.
    pub fn pages_since<'w>(
        &'w self,
        query: &'w Query,
        component: ComponentId,
        since: u64,
    ) -> impl Iterator<Item = PageRef<'w>> {
        let written = self.archetypes.iter().enumerate().filter(move |(_, rows)| rows.version() > since);
        let matching = written.filter(|(_, rows)| query.matches(rows));
        let pages = matching.flat_map(|(index, rows)| {
            (0..rows.page_count()).map(move |page| PageRef::new(rows, index, page))
        });
        pages.filter(move |page| page.version(component) > since)
    }

    /// Visits exactly the rows whose value of a component differs from that in an earlier snapshot, or that had
    /// none there; which component follows from what `visit` takes.
    ///
    /// Nothing is noted down for it when rows are written: it compares the bytes of pages that were written.
    /// What is written with the value that it had is no change.
    #[inline]
    pub fn each_changed<T: Component>(&self, earlier: &World, mut visit: impl FnMut(Entity, &T)) {
        let is_kin = self.lineage == earlier.lineage;
        for (index, rows) in self.archetypes.iter().enumerate() {
            let Some(place) = rows.position(T::SCHEMA.id) else { continue };
            let old = earlier.archetypes.get(index).filter(|old| old.signature() == rows.signature());
            if is_kin && old.is_some_and(|old| old.version() == rows.version()) {
                continue;
            }
            for page in 0..rows.page_count() {
                let entities = rows.page_entities(page);
                let version = rows.segment_version(place, page);
                if is_kin && old.is_some_and(|old| old.segment_version(place, page) == version) {
                    continue;
                }
                let values = values_of(rows, place, page);
                // The names are compared only where one may have come or gone.
                let has_same_rows = |old: &&Archetype| {
                    (is_kin && old.page_version(page) == rows.page_version(page))
                        || old.page_entities(page) == entities
                };
                match old.filter(has_same_rows) {
                    Some(old) => each_different(entities, values, values_of(old, place, page), &mut visit),
                    None => {
                        for (entity, value) in entities.iter().zip(values) {
                            if earlier.get(*entity).is_none_or(|old| is_different(value, old)) {
                                visit(*entity, value);
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How many rows are compared at once: as many as a number has bits.
const RUN_ROWS: usize = u32::BITS as usize;

/// The values of a page of a plain column.
fn values_of<T: Component>(rows: &Archetype, place: usize, page: usize) -> &[T] {
    let bytes = rows.page_segments(page).get(place).and_then(|segment| segment.plain()).unwrap_or_default();
    let used = rows.page_entities(page).len().min(PAGE_ROWS) * T::SCHEMA.size;
    bytemuck::try_cast_slice(&bytes[..used]).unwrap_or_default()
}

#[inline]
fn each_different<T: Component>(
    entities: &[Entity],
    values: &[T],
    old: &[T],
    visit: &mut impl FnMut(Entity, &T),
) {
    let (some, rest): (&[[T; RUN_ROWS]], &[T]) = values.as_chunks();
    let (some_old, rest_old): (&[[T; RUN_ROWS]], &[T]) = old.as_chunks();
    let mut runs = entities.chunks_exact(RUN_ROWS);
    for ((entities, values), old) in runs.by_ref().zip(some).zip(some_old) {
        // First all that differ, as bits: looking costs no step that depends on what is found.
        let pairs = values.iter().zip(old).enumerate();
        let mut different = pairs
            .fold(0_u32, |bits, (place, (value, old))| bits | u32::from(is_different(value, old)) << place);
        if different == u32::MAX {
            entities.iter().zip(values).for_each(|(entity, value)| visit(*entity, value));
            continue;
        }
        while different != 0 {
            let place = different.trailing_zeros() as usize;
            visit(entities[place], &values[place]);
            different &= different - 1;
        }
    }
    for ((entity, value), old) in runs.remainder().iter().zip(rest).zip(rest_old) {
        if is_different(value, old) {
            visit(*entity, value);
        }
    }
}

/// By bytes: what is no number equals itself.
#[inline]
fn is_different<T: Component>(value: &T, old: &T) -> bool {
    bytemuck::bytes_of(value) != bytemuck::bytes_of(old)
}
