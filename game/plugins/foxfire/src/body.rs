//! A box that moves among tiles and boards.

use crate::level::{BOARD, Level, TILE, index_of};
use crate::planks::Planks;
use playground_core_types::math::{Vec2, vec2};

/// How far beside a ceiling's edge the head may be and still slip past it. Unit: virtual pixels.
const CORNER_SLIP: f32 = 5.0;

/// A box by the middle of its lower edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Body {
    /// The middle of the lower edge. Unit: virtual pixels.
    pub place: Vec2,
    /// Half of the width, and the height. Unit: virtual pixels.
    pub reach: Vec2,
}

/// What a move met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contact {
    /// A wall at the side.
    pub wall: bool,
    /// A floor below.
    pub floor: bool,
    /// A ceiling above.
    pub ceiling: bool,
    /// The moving board below, from 1; 0 for none.
    pub plank: u32,
}

impl Body {
    /// The top-left and the bottom-right corner.
    pub fn corners(&self) -> (Vec2, Vec2) {
        (self.place - self.reach, vec2(self.place.x + self.reach.x, self.place.y))
    }

    /// Whether a rectangle touches the box.
    pub fn touches(&self, left_top: Vec2, right_bottom: Vec2) -> bool {
        let (own_left_top, own_right_bottom) = self.corners();
        own_left_top.x < right_bottom.x
            && own_right_bottom.x > left_top.x
            && own_left_top.y < right_bottom.y
            && own_right_bottom.y > left_top.y
    }

    /// Moves sideways up to a wall.
    pub fn slide(&mut self, level: &Level, way: f32) -> bool {
        self.place.x += way;
        let (left_top, right_bottom) = self.corners();
        if way == 0.0 || !level.is_blocked(left_top, right_bottom) {
            return false;
        }
        self.place.x = if way > 0.0 {
            index_of(right_bottom.x - 0.01) as f32 * TILE - self.reach.x
        } else {
            (index_of(left_top.x) + 1) as f32 * TILE + self.reach.x
        };
        true
    }

    /// Moves up or down to a ceiling or a floor. With `drops` it falls through boards.
    pub fn lift(&mut self, level: &Level, planks: &Planks, way: f32, drops: bool) -> Contact {
        let before = self.place.y;
        self.place.y += way;
        if way < 0.0 { self.rise(level, before) } else { self.land(level, planks, before, drops) }
    }

    fn rise(&mut self, level: &Level, before: f32) -> Contact {
        let (left_top, right_bottom) = self.corners();
        if !level.is_blocked(left_top, right_bottom) {
            return Contact::default();
        }
        // A head that only just misses the gap slips into it.
        for slip in 1..=CORNER_SLIP as i32 {
            for side in [-1.0, 1.0] {
                let aside = vec2(slip as f32 * side, 0.0);
                if !level.is_blocked(left_top + aside, right_bottom + aside) {
                    self.place += aside;
                    return Contact::default();
                }
            }
        }
        self.place.y = before.min((index_of(left_top.y) + 1) as f32 * TILE + self.reach.y);
        Contact { ceiling: true, ..Contact::default() }
    }

    fn land(&mut self, level: &Level, planks: &Planks, before: f32, drops: bool) -> Contact {
        let (left_top, right_bottom) = self.corners();
        if !drops
            && let Some((plank, top)) = planks.floor_below(left_top.x, right_bottom.x, before, self.place.y)
        {
            self.place.y = top;
            return Contact { floor: true, plank, ..Contact::default() };
        }
        let (columns, row) =
            (index_of(left_top.x)..=index_of(right_bottom.x - 0.01), index_of(self.place.y - 0.01));
        let top = row as f32 * TILE;
        let lands = columns.into_iter().any(|column| {
            let board = level.tile(column, row) == BOARD && !drops && before <= top + 0.01;
            level.is_solid(column, row) || board
        });
        if !lands {
            return Contact::default();
        }
        self.place.y = top;
        Contact { floor: true, ..Contact::default() }
    }
}
