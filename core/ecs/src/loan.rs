//! Columns lent out by index: each written one to one system, each read one to all that ask.
//!
//! A loan holds every page of some systems at once, so that they can be spread over threads. Pages go back by
//! themselves when the loan ends, also after a panic: columns are borrowed and never moved.

use crate::archetype::{Archetype, Split};
use crate::column::Segment;
use crate::matches::{Looked, Matches, Plan, unplaced};
use crate::page::{PageColumn, Rows};
use crate::schema::{ComponentId, Schema};
use crate::view::{Looks, Views};
use crate::world::{Parts, World};
use playground_core_types::CoreResult;
use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

/// The resources of a world in ascending order of id.
pub(crate) type Resources<'w> = &'w [(ComponentId, Arc<[u8]>)];

/// What some systems touch of a world, all at the same time.
#[derive(Debug)]
pub struct Loan<'w> {
    /// The pages of each system, in the order in which they were named.
    pub pages: Vec<Pages<'w>>,
    /// What all of them see.
    pub common: Common<'w>,
}

/// What the systems of a loan read and none of them writes.
#[derive(Debug)]
pub struct Common<'w> {
    pub(crate) views: Views<'w>,
    pub(crate) resources: Resources<'w>,
}

/// Pages of one system in the order in which it visits them.
#[derive(Debug)]
pub struct Pages<'w> {
    rows: Vec<Rows<'w>>,
    /// Shape: `columns[page * width + position]`.
    columns: Vec<PageColumn<'w>>,
    width: usize,
}

/// A column of a loan that is not handed out yet, page by page.
enum Lent<'w> {
    Own(Vec<&'w mut Segment>),
    Shared(Vec<&'w Segment>),
    Gone,
}

/// The entities of each page and the columns of one archetype that are lent, by place in its signature.
struct LentArchetype<'w> {
    schemas: &'w [&'static Schema],
    rows: Vec<Rows<'w>>,
    columns: BTreeMap<u32, Lent<'w>>,
}

/// By index in the world.
struct LentArchetypes<'w>(BTreeMap<u32, LentArchetype<'w>>);

impl<'w> LentArchetypes<'w> {
    /// Splits the archetypes of a world: each column of the plan is lent by itself.
    fn new(archetypes: &'w mut [Archetype], plan: &Plan, matches: &[&Matches], version: u64) -> Self {
        let mut lent = BTreeMap::new();
        for (archetype, index) in archetypes.iter_mut().zip(0..) {
            let columns = plan.columns().range((index, 0)..(index + 1, 0));
            let columns: Vec<(u32, bool)> = columns.map(|((_, place), written)| (*place, *written)).collect();
            // A system may visit entities without a column.
            let is_visited = || matches.iter().any(|one| one.archetypes().binary_search(&index).is_ok());
            if !columns.is_empty() || is_visited() {
                lent.insert(index, LentArchetype::new(archetype, &columns, version));
            }
        }
        Self(lent)
    }

    fn find(&mut self, archetype: u32, place: u32) -> Option<(usize, &mut Lent<'w>)> {
        let lent = self.0.get_mut(&archetype)?;
        Some((lent.schemas.get(place as usize)?.size, lent.columns.get_mut(&place)?))
    }

    /// How many rows each page of an archetype has.
    fn rows_of(&self, archetype: u32) -> Vec<usize> {
        self.0.get(&archetype).map_or(Vec::new(), |lent| lent.rows.iter().map(Rows::len).collect())
    }
}

impl<'w> LentArchetype<'w> {
    fn new(archetype: &'w mut Archetype, wanted: &[(u32, bool)], version: u64) -> Self {
        let write = wanted.iter().any(|(_, written)| *written).then_some(version);
        let Split { entities, schemas, segments } = archetype.split(write);
        let rows = (0..entities.page_count()).map(|page| Rows::new(entities, page)).collect();
        let mut lent = Self { schemas, rows, columns: BTreeMap::new() };
        for (place, written) in wanted {
            lent.columns
                .insert(*place, if *written { Lent::Own(Vec::new()) } else { Lent::Shared(Vec::new()) });
        }
        // An archetype without components has pages and no segments.
        for segments in segments.chunks_exact_mut(schemas.len().max(1)) {
            for (segment, place) in segments.iter_mut().zip(0..) {
                match lent.columns.get_mut(&place) {
                    Some(Lent::Own(pages)) => pages.push(segment),
                    Some(Lent::Shared(pages)) => pages.push(segment),
                    _ => {}
                }
            }
        }
        lent
    }
}

impl World {
    /// Lends what `plan` says to the systems of which `matches` are.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`](playground_core_types::ErrorKind::Conflict) when the plan is of other systems.
    pub fn lend<'w>(&'w mut self, plan: &Plan, matches: &[&'w Matches]) -> CoreResult<Loan<'w>> {
        // Each system's writes are one write, numbered as if they ran one after the other.
        let versions: Vec<u64> = matches.iter().map(|_| self.next_write()).collect();
        let Parts { archetypes, entities, resources, version } = self.parts();
        let mut lent = LentArchetypes::new(archetypes, plan, matches, version);
        let mut pages = Vec::with_capacity(matches.len());
        for (matches, version) in matches.iter().zip(versions) {
            pages.push(Pages::of(matches, &mut lent, version)?);
        }
        // Who looks at nothing needs no way to any entity.
        let looks = matches.iter().any(|matches| matches.has_looks());
        let mut views = if looks { Views::new(entities) } else { Views::default() };
        for matches in matches {
            matches.looked().iter().for_each(|component| views.open(*component));
            for looked in matches.looks() {
                let rows = lent.rows_of(looked.archetype);
                if let Some((_, Lent::Shared(segments))) = lent.find(looked.archetype, looked.place) {
                    let pages = segments.iter().map(|segment| segment.plain().unwrap_or_default());
                    views.add(looked, pages.zip(rows));
                }
            }
        }
        matches.iter().for_each(|matches| views.shorten(matches, entities));
        Ok(Loan { pages, common: Common { views, resources } })
    }

    /// Lends to one system that runs alone what it visits and what it looks at, in one walk.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`](playground_core_types::ErrorKind::Conflict) when it looks at what it writes.
    pub(crate) fn lend_alone<'w>(&'w mut self, matches: &'w Matches) -> CoreResult<(Pages<'w>, Common<'w>)> {
        let version = self.next_write();
        let Parts { archetypes, entities, resources, .. } = self.parts();
        let mut views = Views::new(entities);
        matches.looked().iter().for_each(|component| views.open(*component));
        let mut pages = Pages { rows: Vec::new(), columns: Vec::new(), width: matches.handed().len() };
        // Both in the order of the archetypes.
        let (mut looks, mut number) = (matches.looks(), 0);
        for (archetype, index) in archetypes.iter_mut().zip(0..) {
            let visited = matches.archetypes().get(number) == Some(&index);
            let count = looks.iter().take_while(|looked| looked.archetype == index).count();
            let (looked, others) = looks.split_at(count);
            looks = others;
            if visited {
                pages.visit(archetype, matches, (number, version), &mut views, looked)?;
                number += 1;
            } else if count > 0 {
                look_at(archetype, &mut views, looked);
            }
        }
        views.shorten(matches, entities);
        Ok((pages, Common { views, resources }))
    }

    /// What the system of which `matches` are looks at, while nothing is written.
    pub(crate) fn views<'w>(&'w self, matches: &'w Matches) -> Views<'w> {
        let mut views = Views::new(self.entities());
        matches.looked().iter().for_each(|component| views.open(*component));
        for looked in matches.looks() {
            if let Some(column) = self.column(looked.archetype as usize, looked.component) {
                let pages = 0..self.archetypes()[looked.archetype as usize].page_count();
                views.add(looked, pages.map(move |page| (column.page_bytes(page), column.page_rows(page))));
            }
        }
        views.shorten(matches, self.entities());
        views
    }
}

impl<'w> Pages<'w> {
    fn of(matches: &Matches, lent: &mut LentArchetypes<'w>, version: u64) -> CoreResult<Self> {
        let width = matches.handed().len();
        let mut pages = Self { rows: Vec::new(), columns: Vec::new(), width };
        for (number, index) in matches.archetypes().iter().enumerate() {
            let archetype = lent.0.get(index).ok_or_else(unplaced)?;
            let rows = archetype.rows.clone();
            let start = pages.columns.len();
            pages.columns.resize_with(start + rows.len() * width, PageColumn::default);
            for (position, place) in matches.places_of(number).iter().enumerate() {
                let targets = pages.columns[start..].iter_mut().skip(position).step_by(width);
                let (_, written) = matches.handed()[position];
                let (size, column) = lent.find(*index, *place).ok_or_else(unplaced)?;
                hand_out(column, written.then_some(version), targets.map(|target| (size, target)))?;
            }
            pages.rows.extend(rows);
        }
        Ok(pages)
    }

    /// Adds the pages of an archetype that is visited, to be handed out, and those of it that are looked at.
    fn visit(
        &mut self,
        archetype: &'w mut Archetype,
        matches: &Matches,
        (number, version): (usize, u64),
        views: &mut Views<'w>,
        looked: &[Looked],
    ) -> CoreResult<()> {
        let (handed, places) = (matches.handed(), matches.places_of(number));
        let write = handed.iter().any(|(_, written)| *written).then_some(version);
        let Split { entities, schemas, segments } = archetype.split(write);
        let opened: Vec<(u32, Option<usize>)> =
            looked.iter().map(|looked| (looked.place, views.begin(looked))).collect();
        let mut rest = segments;
        for page in 0..entities.page_count() {
            let (segments, others) = std::mem::take(&mut rest).split_at_mut(schemas.len());
            rest = others;
            let (rows, start) = (Rows::new(entities, page), self.columns.len());
            self.columns.resize_with(start + self.width, PageColumn::default);
            for ((segment, schema), place) in segments.iter_mut().zip(schemas).zip(0..) {
                let position = places.iter().position(|other| *other == place);
                let view = opened.iter().find(|(other, _)| *other == place);
                match position {
                    Some(position) if handed[position].1 => {
                        let column = PageColumn::write(segment, schema.size, version);
                        self.columns[start + position] =
                            if view.is_none() { column } else { return Err(unplaced()) };
                    }
                    _ => {
                        let segment = &*segment;
                        if let Some(position) = position {
                            self.columns[start + position] = PageColumn::read(segment, schema.size);
                        }
                        if let Some((_, Some(view))) = view {
                            views.push(*view, segment.plain().unwrap_or_default(), rows.len());
                        }
                    }
                }
            }
            self.rows.push(rows);
        }
        Ok(())
    }

    /// How many pages there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// In at most `count` parts of about equal size, in order; one at least, though it be empty.
    pub fn split(mut self, count: usize) -> Vec<Self> {
        let size = self.rows.len().div_ceil(count.max(1)).max(1);
        let mut parts = Vec::with_capacity(count);
        // From the end, so that nothing is moved twice.
        while self.rows.len() > size {
            let start = (self.rows.len() - 1) / size * size;
            let columns = self.columns.split_off(start * self.width);
            parts.push(Self { rows: self.rows.split_off(start), columns, width: self.width });
        }
        parts.push(self);
        parts.reverse();
        parts
    }

    /// Visits every page with its first `N` columns, which are handed out once, and the views that `looks` names.
    pub(crate) fn each<const N: usize, L: Looks, F>(
        &mut self,
        common: &Common<'_>,
        _looks: PhantomData<L>,
        mut visit: F,
    ) -> CoreResult<()>
    where
        F: FnMut(Rows<'_>, [PageColumn<'_>; N], L::All<'_>) -> CoreResult<()>,
    {
        let tables = L::tables(&common.views)?;
        let looks = L::all(&tables);
        for (page, rows) in self.rows.iter().enumerate() {
            let columns = self.columns.get_mut(page * self.width..).and_then(|rest| rest.first_chunk_mut());
            let columns: &mut [PageColumn<'_>; N] = columns.ok_or_else(unplaced)?;
            visit(*rows, columns.each_mut().map(std::mem::take), looks)?;
        }
        Ok(())
    }
}

/// Adds the pages of an archetype that are looked at and not visited.
fn look_at<'w>(archetype: &'w Archetype, views: &mut Views<'w>, looked: &[Looked]) {
    for looked in looked {
        let segments = (0..archetype.page_count()).map(|page| {
            let segment = archetype.page_segments(page).get(looked.place as usize);
            (segment.and_then(Segment::plain).unwrap_or_default(), archetype.page_entities(page).len())
        });
        views.add(looked, segments);
    }
}

/// Hands one column out, page by page, each with the size of its rows; to write it as the write of that number.
fn hand_out<'t, 'w: 't>(
    lent: &mut Lent<'w>,
    version: Option<u64>,
    targets: impl Iterator<Item = (usize, &'t mut PageColumn<'w>)>,
) -> CoreResult<()> {
    match (version, lent) {
        (Some(version), own @ Lent::Own(_)) => {
            let Lent::Own(segments) = std::mem::replace(own, Lent::Gone) else { return Err(unplaced()) };
            for ((size, target), segment) in targets.zip(segments) {
                *target = PageColumn::write(segment, size, version);
            }
        }
        (None, Lent::Shared(segments)) => {
            for ((size, target), segment) in targets.zip(segments) {
                *target = PageColumn::read(segment, size);
            }
        }
        _ => return Err(unplaced()),
    }
    Ok(())
}
