//! Which archetypes a reader or a system is about, and what it sees of one page.

use crate::archetype::{Archetype, PageParts};
use crate::entity::Entity;
use crate::page::{PageColumn, typed, typed_mut};
use crate::schema::{ComponentId, Storage};
use bytemuck::Pod;
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind};

/// The most columns that one page hands out.
pub const PAGE_COLUMN_COUNT_MAX: usize = 16;

/// Components that an archetype must have, to read, to write or just to have, or must not have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    reads: Vec<ComponentId>,
    writes: Vec<ComponentId>,
    with: Vec<ComponentId>,
    without: Vec<ComponentId>,
}

impl Query {
    /// A query that every archetype matches.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only archetypes with the component, which is read.
    #[must_use]
    pub fn read(mut self, component: ComponentId) -> Self {
        self.reads.push(component);
        self
    }

    /// Only archetypes with the component, which is written.
    #[must_use]
    pub fn write(mut self, component: ComponentId) -> Self {
        self.writes.push(component);
        self
    }

    /// Only archetypes with the component.
    #[must_use]
    pub fn with(mut self, component: ComponentId) -> Self {
        self.with.push(component);
        self
    }

    /// Only archetypes without the component.
    #[must_use]
    pub fn without(mut self, component: ComponentId) -> Self {
        self.without.push(component);
        self
    }

    /// The components that are written.
    pub fn writes(&self) -> &[ComponentId] {
        &self.writes
    }

    /// The components that are read.
    pub fn reads(&self) -> &[ComponentId] {
        &self.reads
    }

    /// Refuses more columns than a page hands out.
    ///
    /// # Errors
    /// [`ErrorKind::LimitReached`] for more than [`PAGE_COLUMN_COUNT_MAX`].
    pub fn check(&self) -> CoreResult<()> {
        if self.reads.len() + self.writes.len() <= PAGE_COLUMN_COUNT_MAX {
            return Ok(());
        }
        let message = format!("more than {PAGE_COLUMN_COUNT_MAX} columns at once");
        Err(CoreError::new(ErrorKind::LimitReached, message).cure("visit fewer components at a time"))
    }

    /// Whether an archetype is what the query is about.
    pub fn matches(&self, archetype: &Archetype) -> bool {
        let wanted = self.reads.iter().chain(&self.writes).chain(&self.with);
        wanted.copied().all(|id| archetype.has(id)) && !self.without.iter().any(|id| archetype.has(*id))
    }
}

/// One page of one archetype, to read.
#[derive(Debug, Clone, Copy)]
pub struct PageRef<'w> {
    rows: &'w Archetype,
    archetype: usize,
    page: usize,
}

impl<'w> PageRef<'w> {
    pub(crate) fn new(rows: &'w Archetype, archetype: usize, page: usize) -> Self {
        Self { rows, archetype, page }
    }

    /// The entities of the rows.
    pub fn entities(&self) -> &'w [Entity] {
        self.rows.page_entities(self.page)
    }

    /// Index of the archetype in the world.
    pub fn archetype(&self) -> usize {
        self.archetype
    }

    /// Number of the page in its archetype.
    pub fn page(&self) -> usize {
        self.page
    }

    /// The write that touched a column of the page last; 0 when the archetype lacks the component.
    pub fn version(&self, component: ComponentId) -> u64 {
        self.rows.column(component).map_or(0, |column| column.page_version(self.page))
    }

    /// A column of the page as a slice; its type follows from what the caller does with it.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when the archetype lacks the component or the type does not fit.
    pub fn read<T: Pod>(&self, component: ComponentId) -> CoreResult<&'w [T]> {
        let column = self.rows.column(component).ok_or_else(|| missing(component))?;
        typed(column.page_bytes(self.page), column.page_rows(self.page)).ok_or_else(|| misfit(component))
    }

    /// The blobs of a column of the page, serialised.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when the archetype lacks the component.
    pub fn blobs(&self, component: ComponentId) -> CoreResult<&'w [Bytes]> {
        let column = self.rows.column(component).ok_or_else(|| missing(component))?;
        Ok(column.page_blobs(self.page))
    }
}

/// What a system sees of one page: the columns that it declared, each handed out once to write.
#[derive(Debug)]
pub struct Page<'w> {
    entities: &'w [Entity],
    columns: [Option<(ComponentId, PageColumn<'w>)>; PAGE_COLUMN_COUNT_MAX],
}

impl<'w> Page<'w> {
    /// Borrows what `query` declares of one page. A column is copied for a snapshot when it is written, not before.
    pub(crate) fn new(query: &Query, parts: PageParts<'w>, version: u64) -> Self {
        let mut columns = [const { None }; PAGE_COLUMN_COUNT_MAX];
        let mut free = columns.iter_mut();
        let PageParts { entities, schemas, segments } = parts;
        for (segment, schema) in segments.iter_mut().zip(schemas) {
            let (read, written) = (query.reads.contains(&schema.id), query.writes.contains(&schema.id));
            let handed = match schema.storage {
                Storage::Plain if written => PageColumn::write(segment, schema.size, version),
                Storage::Plain | Storage::Blob if read || written => PageColumn::read(segment, schema.size),
                _ => continue,
            };
            if let Some(slot) = free.next() {
                *slot = Some((schema.id, handed));
            }
        }
        Self { entities, columns }
    }

    /// The entities of the rows.
    pub fn entities(&self) -> &'w [Entity] {
        self.entities
    }

    /// A declared column as a slice.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when the column was not declared, or is handed out to write already.
    pub fn read<T: Pod>(&self, component: ComponentId) -> CoreResult<&'w [T]> {
        match self.columns.iter().flatten().find(|(id, _)| *id == component) {
            Some((_, PageColumn::Read(rows))) => {
                let count = self.entities.len();
                typed(rows.bytes(count), count).ok_or_else(|| misfit(component))
            }
            _ => Err(undeclared(component, "read")),
        }
    }

    /// A declared column as a slice to write; handed out once.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when the column was not declared to be written, or is handed out already.
    pub fn write<T: Pod>(&mut self, component: ComponentId) -> CoreResult<&'w mut [T]> {
        let slot = self
            .columns
            .iter_mut()
            .find(|slot| matches!(slot, Some((id, PageColumn::Write(_))) if *id == component));
        match slot.and_then(Option::take) {
            Some((_, PageColumn::Write(rows))) => {
                let count = self.entities.len();
                typed_mut(rows.bytes_mut(count), count).ok_or_else(|| misfit(component))
            }
            _ => Err(undeclared(component, "write")),
        }
    }

    /// The blobs of a declared column, serialised.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when the column was not declared.
    pub fn blobs(&self, component: ComponentId) -> CoreResult<&'w [Bytes]> {
        match self.columns.iter().flatten().find(|(id, _)| *id == component) {
            Some((_, PageColumn::Blobs(blobs))) => Ok(blobs),
            _ => Err(undeclared(component, "read")),
        }
    }
}

#[cold]
fn missing(component: ComponentId) -> CoreError {
    CoreError::new(ErrorKind::Conflict, format!("the archetype has no component {:016x}", component.0))
}

#[cold]
fn misfit(component: ComponentId) -> CoreError {
    let message = format!("component {:016x} cannot be seen as a slice of that type", component.0);
    CoreError::new(ErrorKind::Conflict, message)
}

#[cold]
fn undeclared(component: ComponentId, verb: &str) -> CoreError {
    let message =
        format!("component {:016x} is not this system's to {verb}, or handed out already", component.0);
    CoreError::new(ErrorKind::Conflict, message).cure("declare it once in the system's access list")
}
