//! Columns lent out by index: each written one to one system, each read one to all that ask.
//!
//! A loan holds every page of some systems at once, so that they can be spread over threads. Pages go back by
//! themselves when the loan ends, also after a panic: columns are borrowed and never moved.

use crate::archetype::Archetype;
use crate::column::{Column, PAGE_ROWS};
use crate::matches::{Matches, Plan, unplaced};
use crate::page::{PageColumn, Rows};
use crate::schema::{ComponentId, Storage};
use crate::view::Views;
use crate::world::{Parts, World};
use playground_core_types::CoreResult;
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

/// A column of a loan that is not handed out yet.
enum Lent<'w> {
    Own(&'w mut Column),
    Shared(&'w Column),
    Gone,
}

/// By index in the world, ascending.
struct LentColumns<'w>(Vec<(usize, Lent<'w>)>);

impl<'w> LentColumns<'w> {
    /// Splits the columns of a world: each one of the plan is lent by itself.
    fn new(columns: &'w mut [Column], plan: &Plan) -> Self {
        let (mut rest, mut start, mut lent) = (columns, 0, Vec::new());
        for (index, written) in plan.columns() {
            let Some((column, behind)) = rest.get_mut(index - start..).and_then(<[Column]>::split_first_mut)
            else {
                break;
            };
            lent.push((index, if written { Lent::Own(column) } else { Lent::Shared(column) }));
            (rest, start) = (behind, index + 1);
        }
        Self(lent)
    }

    fn find(&mut self, index: usize) -> Option<&mut Lent<'w>> {
        let place = self.0.binary_search_by_key(&index, |(index, _)| *index).ok()?;
        self.0.get_mut(place).map(|(_, lent)| lent)
    }
}

impl World {
    /// Lends what `plan` says to the systems of which `matches` are.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`](playground_core_types::ErrorKind::Conflict) when the plan is of other systems.
    pub fn lend<'w>(&'w mut self, plan: &Plan, matches: &[&Matches]) -> CoreResult<Loan<'w>> {
        // Each system's writes are one write, numbered as if they ran one after the other.
        let versions: Vec<u64> = matches.iter().map(|_| self.next_write()).collect();
        let Parts { archetypes, columns, entities, resources, .. } = self.parts();
        let mut lent = LentColumns::new(columns, plan);
        let mut pages = Vec::with_capacity(matches.len());
        for (matches, version) in matches.iter().zip(versions) {
            pages.push(Pages::of(matches, archetypes, &mut lent, version)?);
        }
        let mut views = Views::new(entities);
        for matches in matches {
            matches.looked().iter().for_each(|component| views.open(*component));
            for looked in matches.looks() {
                if let Some(Lent::Shared(column)) = lent.find(looked.column as usize) {
                    views.add(looked, column);
                }
            }
        }
        Ok(Loan { pages, common: Common { views, resources } })
    }

    /// What the system of which `matches` are looks at, while nothing is written.
    pub(crate) fn views(&self, matches: &Matches) -> Views<'_> {
        let mut views = Views::new(self.entities());
        matches.looked().iter().for_each(|component| views.open(*component));
        for looked in matches.looks() {
            if let Some(column) = self.column(looked.archetype as usize, looked.component) {
                views.add(looked, column);
            }
        }
        views
    }
}

impl<'w> Pages<'w> {
    fn of(
        matches: &Matches,
        archetypes: &'w [Archetype],
        lent: &mut LentColumns<'w>,
        version: u64,
    ) -> CoreResult<Self> {
        let width = matches.handed().len();
        let mut pages = Self { rows: Vec::new(), columns: Vec::new(), width };
        for (place, index) in matches.archetypes().iter().enumerate() {
            let archetype = &archetypes[*index as usize];
            let (len, start) = (archetype.entities().len(), pages.columns.len());
            let count = len.div_ceil(PAGE_ROWS);
            pages.rows.extend((0..count).map(|page| Rows::new(archetype, page, len)));
            pages.columns.resize_with(start + count * width, PageColumn::default);
            for (position, column) in matches.columns_of(place).iter().enumerate() {
                let targets = pages.columns[start..].iter_mut().skip(position).step_by(width);
                let (_, written) = matches.handed()[position];
                hand_out(lent, *column as usize, written.then_some(version), targets)?;
            }
        }
        Ok(pages)
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

    /// Visits every page with its first `N` columns, which are handed out once.
    pub(crate) fn each<const N: usize, F>(&mut self, views: &Views<'_>, mut visit: F) -> CoreResult<()>
    where
        F: FnMut(Rows<'_>, [PageColumn<'_>; N], &Views<'_>) -> CoreResult<()>,
    {
        for (page, rows) in self.rows.iter().enumerate() {
            let columns = self.columns.get_mut(page * self.width..).and_then(|rest| rest.first_chunk_mut());
            let columns: &mut [PageColumn<'_>; N] = columns.ok_or_else(unplaced)?;
            visit(*rows, columns.each_mut().map(std::mem::take), views)?;
        }
        Ok(())
    }
}

/// Hands one column out, page by page; to write it as the write of that number.
fn hand_out<'t, 'w: 't>(
    lent: &mut LentColumns<'w>,
    index: usize,
    version: Option<u64>,
    targets: impl Iterator<Item = &'t mut PageColumn<'w>>,
) -> CoreResult<()> {
    let lent = lent.find(index).ok_or_else(unplaced)?;
    match (version, lent) {
        (Some(version), own @ Lent::Own(_)) => {
            let Lent::Own(column) = std::mem::replace(own, Lent::Gone) else { return Err(unplaced()) };
            let pages = column.pages_mut(version);
            targets.zip(pages).for_each(|(target, bytes)| *target = PageColumn::Write(bytes));
        }
        (None, Lent::Shared(column)) => {
            let column: &'w Column = column;
            for (page, target) in targets.enumerate() {
                *target = match column.schema().storage {
                    Storage::Plain => PageColumn::Read(column.page_bytes(page)),
                    Storage::Blob => PageColumn::Blobs(column.page_blobs(page)),
                };
            }
        }
        _ => return Err(unplaced()),
    }
    Ok(())
}
