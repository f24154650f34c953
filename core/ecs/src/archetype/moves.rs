//! Rows that leave an archetype, or go over to another, one by one.

use super::{Archetype, NewRow, Spares, default_bytes};
use crate::column::{PAGE_ROWS, Push, Segment, Stride};
use crate::entity::Entity;
use crate::schema::{ComponentId, Schema};
use std::sync::Arc;

/// What becomes of a row when one component is inserted or removed, found once.
#[derive(Debug, Clone)]
pub(crate) struct Edge {
    component: &'static Schema,
    is_insert: bool,
    target: u32,
    /// Where the component stands in the target's signature; 0 where it is removed.
    position: usize,
    /// For each component of the target, where it comes from.
    sources: Box<[Source]>,
}

/// Where a value of a moved row comes from.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// The component that stands there in the row's old archetype.
    Old(u32, Stride),
    /// The value that is inserted.
    Value(Stride),
    /// The default of what the inserted one requires.
    Default(&'static Schema),
}

/// Where a row goes along an edge; short, so that it is handed on in a register.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way {
    /// Index of the archetype where the row belongs then.
    pub(crate) target: u32,
    /// Which edge of the source it is.
    edge: u32,
}

impl Archetype {
    /// Where a row goes along an edge, when one went there before, and what the component is.
    #[inline]
    pub(crate) fn way(&self, component: ComponentId, is_insert: bool) -> Option<(Way, &'static Schema)> {
        let is_wanted = |edge: &Edge| edge.component.id == component && edge.is_insert == is_insert;
        let (edge, found) = self.edges.iter().enumerate().find(|(_, edge)| is_wanted(edge))?;
        Some((Way { target: found.target, edge: edge as u32 }, found.component))
    }

    /// Where the component of a way stands in the signature of its target.
    pub(crate) fn position_at_end(&self, way: Way) -> usize {
        self.edges[way.edge as usize].position
    }

    /// Notes down where rows go that get a component, or lose it: to the archetype `target`, whose components are
    /// `schemas`.
    pub(crate) fn add_way(
        &mut self,
        (component, is_insert): (&'static Schema, bool),
        target: u32,
        schemas: &[&'static Schema],
    ) -> Way {
        let source = |schema: &&'static Schema| match self.position(schema.id) {
            // Even where the source has it: what it requires may be all that is new.
            _ if is_insert && schema.id == component.id => Source::Value(Stride::of(schema)),
            Some(position) => Source::Old(position as u32, Stride::of(schema)),
            None => Source::Default(schema),
        };
        let sources = schemas.iter().map(source).collect();
        let position = schemas.iter().position(|schema| schema.id == component.id).unwrap_or_default();
        let edge = self.edges.len();
        let edges = Arc::make_mut(&mut self.edges);
        edges.push(Edge { component, is_insert, target, position, sources });
        Way { target, edge: edge as u32 }
    }

    /// Copies a row to the end of another archetype, which is where the way goes, with the bytes of an inserted
    /// component.
    #[inline(always)]
    pub(crate) fn copy_row(
        &self,
        row: usize,
        (target, way): (&mut Self, Way),
        (entity, value): (Entity, &[u8]),
        (version, spares): (u64, &mut Spares),
    ) {
        let start = row / PAGE_ROWS * self.shape.strides.len();
        let (old, from) = (&self.segments[start..], row % PAGE_ROWS);
        let NewRow { segments, row, push } = target.begin_row(entity, version, spares);
        for (segment, source) in segments.iter_mut().zip(&self.edges[way.edge as usize].sources) {
            match source {
                Source::Old(place, stride) => {
                    segment.push_row(row, (&old[*place as usize], from), stride, push);
                }
                Source::Value(stride) => segment.push_value(row, value, stride, push),
                Source::Default(schema) => push_default(segment, row, schema, push),
            }
        }
    }

    /// Takes the name of a row by moving the last one into its place; the one that was moved, if any. The values are to
    /// follow: [`Archetype::fill_row`] for one that was moved, [`Archetype::pop_row`] for none.
    #[inline(always)]
    pub(crate) fn take_name(&mut self, row: usize, version: u64) -> Option<Entity> {
        self.version = version;
        if row + 1 == self.entities.len() {
            self.entities.pop(version);
            return None;
        }
        self.entities.swap_remove(row, version)
    }

    /// Forgets the values of the last row, which is `row`.
    #[inline(always)]
    pub(crate) fn pop_row(&mut self, row: usize, spares: &mut Spares) {
        if self.shape.has_blobs {
            let start = self.segments.len() - self.shape.strides.len();
            self.segments[start..].iter_mut().for_each(Segment::pop);
        }
        if row.is_multiple_of(PAGE_ROWS) {
            self.forget_page(spares);
        }
    }

    /// The page is gone with its last row, so that an emptied archetype holds no memory.
    #[cold]
    #[inline(never)]
    fn forget_page(&mut self, spares: &mut Spares) {
        let start = self.segments.len() - self.shape.strides.len();
        spares.keep(&self.shape, self.segments.drain(start..));
    }

    /// Moves the values of the last row, whose name was moved, into one before it.
    #[inline(always)]
    pub(crate) fn fill_row(&mut self, row: usize, spares: &mut Spares) {
        let last = self.entities.len();
        let strides = &*self.shape.strides;
        let (from, to) = (last % PAGE_ROWS, row % PAGE_ROWS);
        let start = self.segments.len() - strides.len();
        let (before, last_segments) = self.segments.split_at_mut(start);
        if row / PAGE_ROWS == last / PAGE_ROWS {
            for (segment, stride) in last_segments.iter_mut().zip(strides) {
                segment.move_within(from, to, stride);
            }
        } else {
            let segments = before[row / PAGE_ROWS * strides.len()..].iter_mut().zip(last_segments);
            for ((target, source), stride) in segments.zip(strides) {
                target.move_from(source, from, to, stride);
            }
        }
        if from == 0 {
            self.forget_page(spares);
        }
    }
}

#[cold]
#[inline(never)]
fn push_default(segment: &mut Segment, row: usize, schema: &'static Schema, push: Push) {
    segment.push_value(row, &default_bytes(schema), &Stride::of(schema), push);
}
