//! Names that were given out many at once.

use super::Entity;
use crate::paged::{Paged, STEP_LEN};
use std::ops::Range;

/// The names that one call gave out, in order.
///
/// An iterator and no list: who spawns many things at once seldom keeps their names, and those of indices that were
/// never used before follow from the first of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Of indices that were used before, the next one last.
    reused: Vec<Entity>,
    /// Indices that were not.
    fresh: Range<u32>,
}

impl Names {
    /// First those of indices that were used before, in order, then the others.
    pub(super) fn new(mut reused: Vec<Entity>, fresh: Range<u32>) -> Self {
        reused.reverse();
        Self { reused, fresh }
    }

    /// Moves the next `count` names to the end of a list.
    pub(crate) fn move_to(&mut self, list: &mut Paged<Entity>, count: usize, version: u64) {
        let reused = self.reused.split_off(self.reused.len().saturating_sub(count));
        list.extend(reused.len(), |number| reused[reused.len() - 1 - number], version);
        let (first, rest) = (self.fresh.start, count - reused.len());
        let name = move |number| fresh(first.wrapping_add(number as u32));
        let step = |name: &mut Entity| name.index = name.index.wrapping_add(STEP_LEN as u32);
        list.extend_by_steps(rest, name, step, version);
        self.fresh.start += rest as u32;
    }
}

impl Iterator for Names {
    type Item = Entity;

    fn next(&mut self) -> Option<Entity> {
        self.reused.pop().or_else(|| self.fresh.next().map(fresh))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let count = self.reused.len() + self.fresh.len();
        (count, Some(count))
    }
}

impl ExactSizeIterator for Names {}

/// The first name of an index.
fn fresh(index: u32) -> Entity {
    Entity { index, generation: 0 }
}
