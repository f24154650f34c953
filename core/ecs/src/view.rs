//! Values of entities that a system does not visit, looked up at random.

use crate::column::PAGE_ROWS;
use crate::entity::{Entities, Entity, Slot};
use crate::matches::Looked;
use crate::schema::{Component, ComponentId};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::marker::PhantomData;

/// No page of the component in the archetype: beyond all pages that there can be, also with those of an
/// archetype added.
const ABSENT: u32 = 1 << 31;

/// One component of any entity, to read: a parameter of a `#[system]`, which must not write the component.
///
/// ```
/// use playground_core_ecs::{Look, Parent, component, system};
///
/// /// Virtual pixels from the top left.
/// #[component]
/// #[derive(Default)]
/// pub struct Place {
///     /// To the right.
///     pub x: f32,
/// }
///
/// /// Virtual pixels from what it hangs from.
/// #[component]
/// #[derive(Default)]
/// pub struct Gap {
///     /// To the right.
///     pub x: f32,
/// }
///
/// #[system]
/// fn measure(gaps: &mut [Gap], parents: &[Parent], places: Look<'_, Place>) {
///     for (gap, parent) in gaps.iter_mut().zip(parents) {
///         gap.x = places.get(parent.entity).map_or(0.0, |place| place.x);
///     }
/// }
/// # assert_eq!(measure::SYSTEM.access.len(), 3);
/// ```
#[derive(Debug)]
pub struct Look<'v, T> {
    /// By index of the entity.
    slots: &'v [&'v [Slot]],
    /// Place in `pages` of the first page of each archetype.
    first: &'v [u32],
    pages: &'v [&'v [u8]],
    component: PhantomData<&'v T>,
}

impl<T> Clone for Look<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Look<'_, T> {}

impl<'v, T: Component> Look<'v, T> {
    /// The entity's value; `None` when it does not live or has none.
    #[inline]
    pub fn get(&self, entity: Entity) -> Option<&'v T> {
        let index = entity.index as usize;
        let place = self.slots.get(index / PAGE_ROWS)?.get(index % PAGE_ROWS)?.place(entity.generation)?;
        // What has no row is in no archetype, and what is absent in no page: past the end of both lists.
        let first = *self.first.get(place.archetype as usize)?;
        let (row, size) = (place.row as usize, T::SCHEMA.size);
        let page = self.pages.get(first as usize + row / PAGE_ROWS)?;
        let start = row % PAGE_ROWS * size;
        bytemuck::try_from_bytes(page.get(start..start + size)?).ok()
    }

    /// Whether the entity lives and has the component.
    pub fn has(&self, entity: Entity) -> bool {
        self.get(entity).is_some()
    }
}

/// All that one system looks at, prepared once for a run.
#[derive(Debug, Clone, Default)]
pub struct Views<'w> {
    slots: Vec<&'w [Slot]>,
    tables: Vec<Table<'w>>,
}

#[derive(Debug, Clone)]
struct Table<'w> {
    component: ComponentId,
    first: Vec<u32>,
    pages: Vec<&'w [u8]>,
}

impl<'w> Views<'w> {
    pub(crate) fn new(entities: &'w Entities) -> Self {
        Self { slots: entities.slot_pages().collect(), tables: Vec::new() }
    }

    /// Makes a component known, though no archetype may have it.
    pub(crate) fn open(&mut self, component: ComponentId) {
        if !self.tables.iter().any(|table| table.component == component) {
            self.tables.push(Table { component, first: Vec::new(), pages: Vec::new() });
        }
    }

    /// Adds the pages of a column of an opened component; again changes nothing.
    pub(crate) fn add(&mut self, looked: &Looked, pages: impl Iterator<Item = &'w [u8]>) {
        let index = looked.archetype as usize;
        let Some(table) = self.tables.iter_mut().find(|table| table.component == looked.component) else {
            return;
        };
        if table.first.len() <= index {
            table.first.resize(index + 1, ABSENT);
        }
        if table.first[index] == ABSENT {
            table.first[index] = table.pages.len() as u32;
            table.pages.extend(pages);
        }
    }

    /// The view of one component; which one follows from what the caller does with it.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when the component is not declared to be looked at.
    #[inline]
    pub fn look<T: Component>(&self) -> CoreResult<Look<'_, T>> {
        let table = self.tables.iter().find(|table| table.component == T::SCHEMA.id);
        let Table { first, pages, .. } = table.ok_or_else(|| undeclared(T::SCHEMA.name))?;
        Ok(Look { slots: &self.slots, first, pages, component: PhantomData })
    }
}

#[cold]
fn undeclared(name: &str) -> CoreError {
    CoreError::new(ErrorKind::Conflict, format!("`{name}` is looked at undeclared"))
        .cure("add `looks(..)` to the system's attribute")
}
