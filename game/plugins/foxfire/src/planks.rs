//! Boards that move: to and fro, up and down, or away under the fox.

use crate::cues::{CRUMBLE, Cues};
use crate::game::Game;
use crate::hero::Hero;
use crate::level::{Level, POST, TILE};
use playground_core_ecs::{Transform2d, component, system};
use playground_core_types::math::{Vec2, cos, vec2};

/// The most moving boards of a level.
pub const PLANK_COUNT_MAX: usize = 32;
/// How thick a board is. Unit: virtual pixels.
pub const PLANK_HEIGHT: f32 = 8.0;

/// [`Plank::kind`]: to and fro.
pub const ACROSS: u32 = 0;
/// [`Plank::kind`]: up and down.
pub const UPWARDS: u32 = 1;
/// [`Plank::kind`]: falls when one stands on it, and comes back.
pub const FALLING: u32 = 2;

/// Unit: virtual pixels a second.
const SPEED: f32 = 44.0;
const SHAKE_TICKS: u32 = 32;
const GONE_TICKS: u32 = 150;
const FALL_GRAVITY: f32 = 900.0;
/// How far below the board's top, as it was, the feet may be and still stand on it. Unit: virtual pixels.
const STEP_UP: f32 = 2.0;

/// A board on its way.
#[component]
#[derive(Default)]
pub struct Plank {
    /// Its number, from 1.
    pub number: u32,
    /// One of [`ACROSS`], [`UPWARDS`] and [`FALLING`].
    pub kind: u32,
    /// Unit: virtual pixels.
    pub width: f32,
    /// How far it goes from `home` and back. Unit: virtual pixels.
    pub path: f32,
    /// Where it is on its way; twice the path is once to and fro. Unit: virtual pixels.
    pub travelled: f32,
    /// How fast it falls. Unit: virtual pixels a second.
    pub fall_speed: f32,
    /// Ticks since somebody stood on it; 0 for nobody.
    pub weight_ticks: u32,
    /// The middle of its upper edge at the start.
    pub home: Vec2,
}

/// The upper edge of a board in this tick.
#[component]
#[derive(Default)]
pub struct PlankTop {
    /// Unit: virtual pixels of the world.
    pub left: f32,
    /// Unit: virtual pixels of the world.
    pub right: f32,
    /// Unit: virtual pixels of the world.
    pub top: f32,
    /// 1 while one can stand on it.
    pub holds: u32,
    /// How far it moved in this tick.
    pub step: Vec2,
}

/// Where all boards are in this tick: a resource.
#[component]
#[derive(Default)]
pub struct Planks {
    /// By number - 1.
    pub tops: [PlankTop; PLANK_COUNT_MAX],
}

impl Planks {
    /// The board of a number, from 1, if one can stand on it.
    pub fn get(&self, number: u32) -> Option<&PlankTop> {
        let top = self.tops.get((number as usize).wrapping_sub(1))?;
        (top.holds != 0).then_some(top)
    }

    /// The board that feet between `left` and `right` meet on their way down from `before` to `now`.
    pub fn floor_below(&self, left: f32, right: f32, before: f32, now: f32) -> Option<(u32, f32)> {
        let meets = |top: &PlankTop| {
            let was = top.top - top.step.y;
            top.holds != 0
                && left < top.right
                && right > top.left
                && before <= was.max(top.top) + STEP_UP
                && now >= top.top - 0.01
        };
        let found = self.tops.iter().position(meets)?;
        Some((found as u32 + 1, self.tops[found].top))
    }
}

/// How far a board may go from a tile until a wall or a post. Unit: tiles.
pub fn path_length(level: &Level, [column, row]: [i32; 2], [right, down]: [i32; 2]) -> f32 {
    let is_free = |ahead: &i32| {
        let (column, row) = (column + right * ahead, row + down * ahead);
        let inside = row >= 0 && row < level.height as i32;
        inside && !level.is_solid(column, row) && level.tile(column, row) != POST
    };
    (1..64).take_while(is_free).count() as f32
}

/// Moves all boards.
#[system]
pub fn glide(
    boards: &mut [Plank],
    transforms: &mut [Transform2d],
    planks: &mut Planks,
    hero: &Hero,
    game: &Game,
    cues: &mut Cues,
) {
    if !game.is_moving() {
        return;
    }
    for (board, transform) in boards.iter_mut().zip(transforms) {
        let seconds = 1.0 / 60.0;
        let stood_on = hero.plank == board.number;
        let before = transform.position;
        let place = if board.kind == FALLING {
            board.crumble(before, stood_on, cues)
        } else {
            board.travelled += SPEED * seconds;
            board.place_on_path()
        };
        transform.position = place;
        let Some(top) = planks.tops.get_mut((board.number as usize).wrapping_sub(1)) else { continue };
        let leaps = board.kind == FALLING && board.weight_ticks == 0;
        *top = PlankTop {
            left: place.x - board.width / 2.0,
            right: place.x + board.width / 2.0,
            top: place.y,
            holds: u32::from(board.weight_ticks < SHAKE_TICKS + 14),
            step: if leaps { Vec2::ZERO } else { place - before },
        };
    }
}

impl Plank {
    /// A smooth way between the two ends.
    fn place_on_path(&self) -> Vec2 {
        if self.path <= 0.0 {
            return self.home;
        }
        let turn = self.travelled / self.path * std::f32::consts::PI * 0.8;
        let share = (1.0 - cos(turn)) / 2.0;
        // To the whole pixel, so that who stands on it stands still on it.
        let way = (share * self.path).round();
        self.home + if self.kind == UPWARDS { vec2(0.0, way) } else { vec2(way, 0.0) }
    }

    /// Shakes under the fox, falls, and is back after a while.
    fn crumble(&mut self, place: Vec2, stood_on: bool, cues: &mut Cues) -> Vec2 {
        if self.weight_ticks == 0 {
            if !stood_on {
                return self.home;
            }
            cues.push(CRUMBLE, self.home, 1.0);
        }
        self.weight_ticks += 1;
        if self.weight_ticks < SHAKE_TICKS {
            let side = if (self.weight_ticks / 3).is_multiple_of(2) { 1.0 } else { -1.0 };
            return self.home + vec2(side, 0.0);
        }
        if self.weight_ticks > GONE_TICKS {
            (self.weight_ticks, self.fall_speed) = (0, 0.0);
            return self.home;
        }
        self.fall_speed += FALL_GRAVITY / 60.0;
        vec2(self.home.x, place.y + self.fall_speed / 60.0)
    }
}

/// The board of a run of letters that begins at a tile: its middle, and how long it is in tiles.
pub fn run_length(level: &Level, column: i32, row: i32) -> i32 {
    let letter = level.tile(column, row);
    (0..COLUMN_RUN_MAX).take_while(|ahead| level.tile(column + ahead, row) == letter).count() as i32
}

const COLUMN_RUN_MAX: i32 = 8;

/// Whether a moving board's run of letters begins at the tile.
pub fn begins_at(level: &Level, column: i32, row: i32) -> bool {
    level.tile(column - 1, row) != level.tile(column, row)
}

/// The middle of the upper edge of a run of tiles.
pub fn middle_of_run(column: i32, row: i32, length: i32) -> Vec2 {
    vec2(column as f32 + length as f32 / 2.0, row as f32) * TILE
}
