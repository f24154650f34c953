//! Which archetypes a system visits and where the columns lie that it touches, found once and kept.

use crate::archetype::Split;
use crate::column::{PAGE_ROWS, Segment};
use crate::page::{PageColumn, Rows};
use crate::query::Query;
use crate::schema::{ComponentId, Storage};
use crate::shortcut::Shortcuts;
use crate::system::{Access, Mode, System};
use crate::world::{Lineage, Parts, World};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::collections::BTreeMap;

/// The archetypes that a system matches, with the places of its columns; grows as archetypes come to be.
#[derive(Debug, Clone, Default)]
pub struct Matches {
    query: Query,
    /// The columns that are handed out, in the order of the access list, and whether each is written.
    handed: Vec<(ComponentId, bool)>,
    /// How long a row of each of them is.
    sizes: Vec<usize>,
    looked: Vec<ComponentId>,
    archetypes: Vec<u32>,
    /// For each match the archetype, how many columns it has, and the place of each that is handed out in its
    /// signature: all that a visit needs lies together.
    ///
    /// Shape: `records[match * (handed.len() + 2)..]`.
    records: Vec<u32>,
    looks: Vec<Looked>,
    /// Of each component in `looked`.
    shortcuts: Vec<Shortcuts>,
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
    /// Its place in the archetype's signature.
    pub(crate) place: u32,
}

impl Matches {
    /// Of a system, for no world yet.
    pub fn of(system: &System) -> Self {
        let handed = system.access.iter().filter_map(|access| match access.mode {
            Mode::Read => Some((access.schema.id, false)),
            Mode::Write => Some((access.schema.id, access.schema.storage == Storage::Plain)),
            _ => None,
        });
        let is_handed = |access: &&Access| matches!(access.mode, Mode::Read | Mode::Write);
        let sizes = system.access.iter().filter(is_handed).map(|access| access.schema.size);
        let looked = system.access.iter().filter(|access| access.mode == Mode::Look);
        Self {
            query: system.query(),
            handed: handed.collect(),
            sizes: sizes.collect(),
            shortcuts: looked.clone().map(|_| Shortcuts::default()).collect(),
            looked: looked.map(|access| access.schema.id).collect(),
            ..Self::default()
        }
    }

    /// Looks at the archetypes that came to be since the last time, at all in another world or after a
    /// restore; true when anything was looked at.
    pub fn extend(&mut self, world: &World) -> bool {
        let found = self.find(world);
        for (component, shortcuts) in self.looked.iter().zip(&mut self.shortcuts) {
            let looks = self.looks.iter().filter(|looked| looked.component == *component);
            shortcuts.refresh(world, looks.map(|looked| looked.archetype));
        }
        found
    }

    fn find(&mut self, world: &World) -> bool {
        let same_line = self.lineage.as_ref() == Some(world.lineage());
        if same_line && self.seen == world.archetypes().len() {
            return false;
        }
        if !same_line {
            self.seen = 0;
            self.lineage = Some(world.lineage().clone());
            self.archetypes.clear();
            self.records.clear();
            self.looks.clear();
            self.shortcuts.fill(Shortcuts::default());
        }
        for index in self.seen..world.archetypes().len() {
            self.add(world, index);
        }
        self.seen = world.archetypes().len();
        true
    }

    fn add(&mut self, world: &World, index: usize) {
        let archetype = &world.archetypes()[index];
        let place = |component: ComponentId| archetype.position(component).map(|place| place as u32);
        for component in &self.looked {
            if let Some(place) = place(*component) {
                self.looks.push(Looked { component: *component, archetype: index as u32, place });
            }
        }
        if self.query.matches(archetype) {
            self.archetypes.push(index as u32);
            self.records.extend([index as u32, archetype.signature().len() as u32]);
            self.records.extend(self.handed.iter().filter_map(|(component, _)| place(*component)));
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
        self.archetypes.iter().map(|index| world.archetypes()[*index as usize].page_count()).sum()
    }

    pub(crate) fn handed(&self) -> &[(ComponentId, bool)] {
        &self.handed
    }

    /// The places of the columns that are handed out of the archetype that is the `number`-th to match.
    #[inline]
    pub(crate) fn places_of(&self, number: usize) -> &[u32] {
        let stride = self.handed.len() + 2;
        self.records.get(number * stride + 2..(number + 1) * stride).unwrap_or_default()
    }

    pub(crate) fn looks(&self) -> &[Looked] {
        &self.looks
    }

    pub(crate) fn looked(&self) -> &[ComponentId] {
        &self.looked
    }

    pub(crate) fn shortcuts(&self) -> impl Iterator<Item = (ComponentId, &Shortcuts)> {
        self.looked.iter().copied().zip(&self.shortcuts)
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
        F: FnMut(Rows<'_>, [PageColumn<'_>; N]) -> CoreResult<()>,
    {
        let Parts { archetypes, version, .. } = parts;
        let write = written.contains(&true).then_some(version);
        let sizes: Option<&[usize; N]> = self.sizes.first_chunk();
        let sizes = *sizes.ok_or_else(unplaced)?;
        let mut records = self.records.as_slice();
        // No list of chunks, whose end would be found by a division.
        while let Some((record, others)) = records.split_at_checked(self.handed.len() + 2) {
            records = others;
            let ([index, width], places) = record.split_first_chunk().ok_or_else(unplaced)?;
            let places: Option<&[u32; N]> = places.first_chunk();
            let places = places.ok_or_else(unplaced)?.map(|place| place as usize);
            let archetype = archetypes.get_mut(*index as usize).ok_or_else(unplaced)?;
            let Split { entities, segments, .. } = archetype.split(write);
            let len = entities.len();
            if len > PAGE_ROWS {
                let (split, visit) = ((segments, *width as usize, entities.page_count()), &mut visit);
                // With values of its own: what it looked at from afar would lie in memory for small archetypes too.
                visit_pages(split, move |page, segments| {
                    let segments = segments.get_disjoint_mut(places).map_err(|_| unplaced())?;
                    visit(Rows::new(entities, page), columns(segments, written, sizes, version))
                })?;
                continue;
            }
            // One page, as most of many archetypes have: as few steps as can be, for small pages feel each of them.
            match segments.get_disjoint_mut(places) {
                // Without rows there is no segment.
                Ok(segments) if N > 0 || len > 0 => {
                    visit(Rows::first(entities, len), columns(segments, written, sizes, version))?;
                }
                _ if len == 0 => {}
                _ => return Err(unplaced()),
            }
        }
        Ok(())
    }
}

/// Visits all pages of a large archetype, given by its segments, how many of them a page has, and how many pages there
/// are; out of line, so that nothing of it is kept at hand for small ones.
#[inline(never)]
fn visit_pages(
    (mut segments, width, count): (&mut [Segment], usize, usize),
    mut visit: impl FnMut(usize, &mut [Segment]) -> CoreResult<()>,
) -> CoreResult<()> {
    for page in 0..count {
        visit(page, segments)?;
        segments = segments.get_mut(width..).unwrap_or_default();
    }
    Ok(())
}

/// The segments of a page as columns, each to read or to write.
#[inline(always)]
fn columns<'w, const N: usize>(
    segments: [&'w mut Segment; N],
    written: [bool; N],
    sizes: [usize; N],
    version: u64,
) -> [PageColumn<'w>; N] {
    // A loop and no map: small pages feel that a map is a call.
    let mut handed = [const { PageColumn::Blobs(&[]) }; N];
    for (position, segment) in segments.into_iter().enumerate() {
        handed[position] = match written[position] {
            true => PageColumn::write(segment, sizes[position], version),
            false => PageColumn::read(segment, sizes[position]),
        };
    }
    handed
}

/// Which columns of a world some systems touch at the same time: each is written by one of them, or only read.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Whether each is written, by index of the archetype and place in its signature.
    columns: BTreeMap<(u32, u32), bool>,
}

impl Plan {
    /// Adds a system; false, and nothing is added, when it cannot run beside those that were added before.
    pub fn add(&mut self, matches: &Matches) -> bool {
        let mut columns = self.columns.clone();
        let archetypes = matches.archetypes.iter().enumerate();
        let handed = archetypes.flat_map(|(number, index)| {
            let places = matches.places_of(number).iter().zip(&matches.handed);
            places.map(|(place, (_, written))| ((*index, *place), *written))
        });
        let looked = matches.looks.iter().map(|looked| ((looked.archetype, looked.place), false));
        for (column, written) in handed.chain(looked) {
            match columns.get(&column) {
                Some(taken) if *taken || written => return false,
                _ => columns.insert(column, written),
            };
        }
        self.columns = columns;
        true
    }

    /// Whether each column is written, by index of the archetype and place in its signature.
    pub(crate) fn columns(&self) -> &BTreeMap<(u32, u32), bool> {
        &self.columns
    }
}

#[cold]
pub(crate) fn unplaced() -> CoreError {
    CoreError::new(ErrorKind::Conflict, "a system asks for columns that its access list does not give")
}
