//! Values of entities that a system does not visit, looked up at random.

use crate::column::PAGE_ROWS;
use crate::entity::{Entities, Entity, Slot};
use crate::matches::{Looked, Matches};
use crate::page::typed;
use crate::schema::{Component, ComponentId};
use crate::shortcut::row_for;
use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// No page of the component in the archetype: beyond all pages that there can be, also with those of an
/// archetype added.
pub(crate) const ABSENT: u32 = 1 << 31;

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
    /// By index of the entity; what is not in it is looked for in the entity table.
    shortcuts: &'v [u64],
    /// By index of the entity.
    slots: &'v [&'v [Slot]],
    /// Place in `pages` of the first page of each archetype.
    first: &'v [u32],
    pages: &'v [&'v [T]],
}

impl<T> Clone for Look<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Look<'_, T> {}

impl<'v, T> Look<'v, T> {
    /// The entity's value; `None` when it does not live or has none.
    #[inline]
    pub fn get(&self, entity: Entity) -> Option<&'v T> {
        if let Some(shortcut) = self.shortcuts.get(entity.index as usize)
            && let Some(row) = row_for(*shortcut, entity.generation)
            && let Some(value) = self.pages.get(row / PAGE_ROWS).and_then(|page| page.get(row % PAGE_ROWS))
        {
            return Some(value);
        }
        self.search(entity)
    }

    /// Cold, so that what is at hand in a loop stays there.
    #[cold]
    #[inline(never)]
    fn search(&self, entity: Entity) -> Option<&'v T> {
        let index = entity.index as usize;
        let place = self.slots.get(index / PAGE_ROWS)?.get(index % PAGE_ROWS)?.place(entity.generation)?;
        // What has no row is in no archetype, and what is absent in no page: past the end of both lists.
        let first = *self.first.get(place.archetype as usize)?;
        let row = place.row as usize;
        self.pages.get(first as usize + row / PAGE_ROWS)?.get(row % PAGE_ROWS)
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
    columns: Vec<LookedColumn<'w>>,
}

/// All pages of a component, as bytes.
#[derive(Debug, Clone)]
struct LookedColumn<'w> {
    component: ComponentId,
    /// Place in `pages` of the first page of each archetype.
    first: Vec<u32>,
    /// The bytes of each page, and of how many rows they are.
    pages: Vec<(&'w [u8], usize)>,
    shortcuts: &'w [u64],
}

impl<'w> Views<'w> {
    pub(crate) fn new(entities: &'w Entities) -> Self {
        Self { slots: entities.slot_pages().collect(), columns: Vec::new() }
    }

    /// Makes a component known, though no archetype may have it.
    pub(crate) fn open(&mut self, component: ComponentId) {
        if !self.columns.iter().any(|column| column.component == component) {
            self.columns.push(LookedColumn {
                component,
                first: Vec::new(),
                pages: Vec::new(),
                shortcuts: &[],
            });
        }
    }

    /// Adds the pages of a column of an opened component, each with how many rows it has; again changes nothing.
    pub(crate) fn add(&mut self, looked: &Looked, pages: impl Iterator<Item = (&'w [u8], usize)>) {
        if let Some(column) = self.begin(looked) {
            self.columns[column].pages.extend(pages);
        }
    }

    /// Begins the pages of a column of an opened component; `None` when it was begun before.
    pub(crate) fn begin(&mut self, looked: &Looked) -> Option<usize> {
        let index = looked.archetype as usize;
        let number = self.columns.iter().position(|column| column.component == looked.component)?;
        let column = &mut self.columns[number];
        if column.first.len() <= index {
            column.first.resize(index + 1, ABSENT);
        }
        let is_new = column.first[index] == ABSENT;
        column.first[index] = if is_new { column.pages.len() as u32 } else { column.first[index] };
        is_new.then_some(number)
    }

    /// Adds the next page of the column that was begun as the `number`-th.
    #[inline]
    pub(crate) fn push(&mut self, number: usize, bytes: &'w [u8], rows: usize) {
        if let Some(column) = self.columns.get_mut(number) {
            column.pages.push((bytes, rows));
        }
    }

    /// Takes the shortcuts of a system to the columns that were added.
    pub(crate) fn shorten(&mut self, matches: &'w Matches, entities: &Entities) {
        for (component, shortcuts) in matches.shortcuts() {
            if let Some(column) = self.columns.iter_mut().find(|column| column.component == component) {
                column.shortcuts = shortcuts.rows(&column.first, entities);
            }
        }
    }

    /// The values of one component, to make a view of; which one follows from what the caller does with it.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when the component is not declared to be looked at.
    #[inline]
    pub fn table<T: Component>(&self) -> CoreResult<LookTable<'_, T>> {
        let column = self.columns.iter().find(|column| column.component == T::SCHEMA.id);
        let LookedColumn { first, pages, shortcuts, .. } =
            column.ok_or_else(|| undeclared(T::SCHEMA.name))?;
        let values = |(bytes, rows): &(&'w [u8], usize)| {
            typed(&bytes[..rows * T::SCHEMA.size], *rows).ok_or_else(|| undeclared(T::SCHEMA.name))
        };
        let pages: CoreResult<Vec<&[T]>> = pages.iter().map(values).collect();
        Ok(LookTable { slots: &self.slots, first, pages: pages?, shortcuts })
    }
}

/// The values of one component in all pages: what a [`Look`] looks at.
#[derive(Debug)]
pub struct LookTable<'v, T> {
    shortcuts: &'v [u64],
    slots: &'v [&'v [Slot]],
    first: &'v [u32],
    pages: Vec<&'v [T]>,
}

impl<T> LookTable<'_, T> {
    /// The view.
    #[inline]
    pub fn look(&self) -> Look<'_, T> {
        Look { shortcuts: self.shortcuts, slots: self.slots, first: self.first, pages: &self.pages }
    }
}

/// The components that a system looks at: `()`, or one and the rest of them. For `#[system]` to write.
pub trait Looks {
    /// Their values, prepared once for a run.
    type Tables<'t>;
    /// Their views, in the same order.
    type All<'v>: Copy;

    /// The views of a system that looks at nothing, for which nothing is to be prepared.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when there is a component, which is not declared then.
    fn nothing<'v>() -> CoreResult<Self::All<'v>>;

    /// Prepares the values.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when a component is not declared to be looked at.
    fn tables<'t>(views: &'t Views<'_>) -> CoreResult<Self::Tables<'t>>;

    /// The views of what was prepared.
    fn all<'v, 't: 'v>(tables: &'v Self::Tables<'t>) -> Self::All<'v>;
}

impl Looks for () {
    type Tables<'t> = ();
    type All<'v> = ();

    #[inline]
    fn nothing<'v>() -> CoreResult<Self::All<'v>> {
        Ok(())
    }

    fn tables<'t>(_: &'t Views<'_>) -> CoreResult<Self::Tables<'t>> {
        Ok(())
    }

    fn all<'v, 't: 'v>((): &'v Self::Tables<'t>) -> Self::All<'v> {}
}

impl<T: Component, R: Looks> Looks for (T, R) {
    type Tables<'t> = (LookTable<'t, T>, R::Tables<'t>);
    type All<'v> = (Look<'v, T>, R::All<'v>);

    fn nothing<'v>() -> CoreResult<Self::All<'v>> {
        Err(undeclared(T::SCHEMA.name))
    }

    fn tables<'t>(views: &'t Views<'_>) -> CoreResult<Self::Tables<'t>> {
        Ok((views.table()?, R::tables(views)?))
    }

    fn all<'v, 't: 'v>((table, rest): &'v Self::Tables<'t>) -> Self::All<'v> {
        (table.look(), R::all(rest))
    }
}

#[cold]
fn undeclared(name: &str) -> CoreError {
    CoreError::new(ErrorKind::Conflict, format!("`{name}` is looked at undeclared"))
        .cure("add `looks(..)` to the system's attribute")
}
