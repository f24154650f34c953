//! Which archetypes a system visits and where the columns lie that it touches, found once and kept.

use crate::column::PAGE_ROWS;
use crate::page::{PageColumn, Rows};
use crate::query::Query;
use crate::schema::{ComponentId, Storage};
use crate::system::{Mode, System};
use crate::view::Views;
use crate::world::{Lineage, Parts, World};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::collections::BTreeMap;

/// The archetypes that a system matches, with the places of its columns; grows as archetypes come to be.
#[derive(Debug, Clone, Default)]
pub struct Matches {
    query: Query,
    /// The columns that are handed out, in the order of the access list, and whether each is written.
    handed: Vec<(ComponentId, bool)>,
    looked: Vec<ComponentId>,
    archetypes: Vec<u32>,
    /// Shape: `columns[match * handed.len() + position]` is the index of a column of the world.
    columns: Vec<u32>,
    looks: Vec<Looked>,
    /// All columns of a system that looks; empty for others, which need none.
    plan: Plan,
    /// How many archetypes were looked at.
    seen: usize,
    /// Which line of worlds they were of.
    lineage: Option<Lineage>,
}

/// A column of which values are looked up at random.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Looked {
    pub(crate) component: ComponentId,
    pub(crate) archetype: u32,
    pub(crate) column: u32,
}

impl Matches {
    /// Of a system, for no world yet.
    pub fn of(system: &System) -> Self {
        let handed = system.access.iter().filter_map(|access| match access.mode {
            Mode::Read => Some((access.schema.id, false)),
            Mode::Write => Some((access.schema.id, access.schema.storage == Storage::Plain)),
            _ => None,
        });
        let looked = system.access.iter().filter(|access| access.mode == Mode::Look);
        Self {
            query: system.query(),
            handed: handed.collect(),
            looked: looked.map(|access| access.schema.id).collect(),
            ..Self::default()
        }
    }

    /// Looks at the archetypes that came to be since the last time, at all in another world or after a
    /// restore; true when anything was looked at.
    pub fn extend(&mut self, world: &World) -> bool {
        let same_line = self.lineage.as_ref() == Some(world.lineage());
        if same_line && self.seen == world.archetypes().len() {
            return false;
        }
        if !same_line {
            self.seen = 0;
            self.lineage = Some(world.lineage().clone());
            self.archetypes.clear();
            self.columns.clear();
            self.looks.clear();
        }
        for index in self.seen..world.archetypes().len() {
            self.add(world, index);
        }
        self.seen = world.archetypes().len();
        if self.has_looks() {
            let mut plan = Plan::default();
            plan.add(self);
            self.plan = plan;
        }
        true
    }

    fn add(&mut self, world: &World, index: usize) {
        let archetype = &world.archetypes()[index];
        let place = |component: ComponentId| {
            let position = archetype.position(component)?;
            Some((archetype.first_column + position) as u32)
        };
        for component in &self.looked {
            if let Some(column) = place(*component) {
                self.looks.push(Looked { component: *component, archetype: index as u32, column });
            }
        }
        if self.query.matches(archetype) {
            self.archetypes.push(index as u32);
            self.columns.extend(self.handed.iter().filter_map(|(component, _)| place(*component)));
        }
    }

    /// What the system visits.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Indices of the archetypes that match, ascending.
    pub fn archetypes(&self) -> &[u32] {
        &self.archetypes
    }

    /// How many pages match now.
    pub fn page_count(&self, world: &World) -> usize {
        let rows = self.archetypes.iter().map(|index| world.archetypes()[*index as usize].entities().len());
        rows.map(|rows| rows.div_ceil(PAGE_ROWS)).sum()
    }

    pub(crate) fn handed(&self) -> &[(ComponentId, bool)] {
        &self.handed
    }

    /// The columns that are handed out of the `place`-th archetype that matches.
    pub(crate) fn columns_of(&self, place: usize) -> &[u32] {
        let width = self.handed.len();
        self.columns.get(place * width..(place + 1) * width).unwrap_or_default()
    }

    pub(crate) fn looks(&self) -> &[Looked] {
        &self.looks
    }

    pub(crate) fn looked(&self) -> &[ComponentId] {
        &self.looked
    }

    pub(crate) fn plan(&self) -> &Plan {
        &self.plan
    }

    pub(crate) fn has_looks(&self) -> bool {
        !self.looked.is_empty()
    }

    /// Visits every page that matches, with the first `N` columns; for a system that looks at nothing else.
    #[inline]
    pub(crate) fn each<const N: usize, F>(
        &self,
        parts: Parts<'_>,
        written: [bool; N],
        mut visit: F,
    ) -> CoreResult<()>
    where
        F: FnMut(Rows<'_>, [PageColumn<'_>; N], &Views<'_>) -> CoreResult<()>,
    {
        let views = Views::default();
        for (place, index) in self.archetypes.iter().enumerate() {
            let archetype = &parts.archetypes[*index as usize];
            let wanted: Option<&[u32; N]> = self.columns_of(place).first_chunk();
            let wanted = wanted.ok_or_else(unplaced)?.map(|column| column as usize);
            let mut columns = parts.columns.get_disjoint_mut(wanted).map_err(|_| unplaced())?;
            let len = columns.first().map_or_else(|| archetype.entities().len(), |column| column.len());
            for page in 0..len.div_ceil(PAGE_ROWS) {
                let mut modes = written.iter();
                let handed = columns.each_mut().map(|column| match modes.next() {
                    Some(true) => PageColumn::Write(column.page_bytes_mut(page, parts.version)),
                    _ => PageColumn::Read(column.page_bytes(page)),
                });
                visit(Rows::new(archetype, page, len), handed, &views)?;
            }
        }
        Ok(())
    }
}

/// Which columns of a world some systems touch at the same time: each is written by one of them, or only read.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Whether each is written, by index of the column.
    columns: BTreeMap<u32, bool>,
}

impl Plan {
    /// Adds a system; false, and nothing is added, when it cannot run beside those that were added before.
    pub fn add(&mut self, matches: &Matches) -> bool {
        let mut columns = self.columns.clone();
        let handed = (0..matches.archetypes.len())
            .flat_map(|place| matches.columns_of(place).iter().zip(&matches.handed))
            .map(|(column, (_, written))| (*column, *written));
        let looked = matches.looks.iter().map(|looked| (looked.column, false));
        for (column, written) in handed.chain(looked) {
            match columns.get(&column) {
                Some(taken) if *taken || written => return false,
                _ => columns.insert(column, written),
            };
        }
        self.columns = columns;
        true
    }

    /// The columns in ascending order, and whether each is written.
    pub(crate) fn columns(&self) -> impl Iterator<Item = (usize, bool)> {
        self.columns.iter().map(|(column, written)| (*column as usize, *written))
    }
}

#[cold]
pub(crate) fn unplaced() -> CoreError {
    CoreError::new(ErrorKind::Conflict, "a system asks for columns that its access list does not give")
}
