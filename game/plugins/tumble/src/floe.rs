//! The first round: whoever goes over the edge of the floe falls; its rim breaks off again and again.

use crate::arena::{Arena, CENTER, reach};
use crate::game::Game;
use crate::told::{BROKE, CRACKED, FELL, Told};
use playground_core_types::math::Vec2;

/// How often one may fall.
pub const LIVES: u32 = 3;

/// How long the round lasts at most. Unit: seconds.
pub const ROUND_SECONDS: f32 = 62.0;

/// How long a rim cracks before it is gone. Unit: seconds.
pub const CRACK_SECONDS: f32 = 2.2;

/// How long a floe keeps its size. Unit: seconds.
pub const STAND_SECONDS: f32 = 7.0;

/// How large the floe still is after each break. Range: 0 to 1.
pub const SIZES: [f32; 6] = [0.88, 0.76, 0.64, 0.53, 0.43, 0.35];

/// How long behind the edge one still stands. Unit: ticks.
pub const EDGE_TICKS: u32 = 6;

const AWAY_SECONDS: f32 = 1.5;

/// Begins the round.
pub fn begin(game: &Game) -> Arena {
    let arena = Arena::of(game.taken(), LIVES);
    Arena { has_rim: 0, crack_seconds: STAND_SECONDS, ..arena }
}

/// Plays one tick of the round; whether it is over.
pub fn play(arena: &mut Arena, seconds: f32, told: &mut Told) -> bool {
    melt(arena, seconds, told);
    for index in 0..arena.bodies.len() {
        let (floe, out_count) = (arena.floe, arena.out_count());
        let body = &mut arena.bodies[index];
        if body.is_here() && body.is_paused == 1 {
            // A bubble drifts to where the ice holds.
            let way = (CENTER - body.place).normalize_or_zero();
            body.place += if reach(body.place) > floe * 0.7 { way * 60.0 * seconds } else { Vec2::ZERO };
            continue;
        }
        body.footing.note(reach(body.place) <= floe, EDGE_TICKS);
        if !body.is_solid() || body.footing.is_on() {
            continue;
        }
        let by = if body.hit_seconds > 0.0 { body.hit_by } else { 0 };
        let fell = told.tell_of(FELL, index as u32 + 1, body.place);
        (fell.other, fell.way) = (by, body.velocity);
        body.fall(AWAY_SECONDS, out_count);
        if by > 0 {
            // A push counts less than a life, and more than nothing.
            arena.bodies[by as usize - 1].pushes += 1;
        }
    }
    let mut left = arena.left();
    let is_one_left = left.next().is_none() || left.next().is_none();
    let is_over = is_one_left || arena.seconds >= ROUND_SECONDS;
    if is_over {
        rank(arena);
    }
    is_over
}

/// Those who are left come before all who fell, by lives and then by pushes.
fn rank(arena: &mut Arena) {
    for index in arena.left() {
        let body = &mut arena.bodies[index];
        body.rank_key = 100 + body.lives * 20 + body.pushes.min(19);
    }
}

/// Lets the rim crack, and break off.
fn melt(arena: &mut Arena, seconds: f32, told: &mut Told) {
    arena.crack_seconds -= seconds;
    if arena.crack_seconds > 0.0 {
        return;
    }
    if arena.floe_next < arena.floe {
        arena.floe = arena.floe_next;
        arena.crack_seconds = STAND_SECONDS;
        told.tell(BROKE, CENTER);
    } else if let Some(next) = SIZES.iter().find(|size| **size < arena.floe) {
        arena.floe_next = *next;
        arena.crack_seconds = CRACK_SECONDS;
        told.tell(CRACKED, CENTER);
    } else {
        arena.crack_seconds = STAND_SECONDS;
    }
}
