//! The second round: whoever has the lit fuse passes it on by touching somebody, or goes up with it.

use crate::arena::{Arena, CENTER};
use crate::body::RADIUS;
use crate::game::Game;
use crate::told::{BOOMED, LIT, PARRIED, PASSED, TICKED, Told};
use playground_core_types::random::Pcg32;

/// How often one may go up.
pub const LIVES: u32 = 2;

/// How long the round lasts at most. Unit: seconds.
pub const ROUND_SECONDS: f32 = 80.0;

/// How long a fuse burns. Unit: seconds.
pub const FUSE_SECONDS: [f32; 2] = [6.0, 9.5];

/// How long whoever passed it on is safe from it. Unit: seconds.
pub const PASS_SECONDS: f32 = 0.75;

/// From one fuse to the next. Unit: seconds.
pub const WAIT_SECONDS: f32 = 1.8;

/// How far the blast throws those who stand near. Unit: virtual pixels.
const BLAST: f32 = 105.0;
const AWAY_SECONDS: f32 = 1.5;
/// Who has the fuse is faster.
const HOLDER_PACE: f32 = 1.14;
/// How far arms reach.
const REACH: f32 = RADIUS * 2.0 + 3.0;

/// Begins the round.
pub fn begin(game: &Game) -> Arena {
    Arena { fuse_seconds: WAIT_SECONDS, ..Arena::of(game.taken(), LIVES) }
}

/// Plays one tick of the round; whether it is over.
pub fn play(arena: &mut Arena, seconds: f32, luck: &mut Pcg32, told: &mut Told) -> bool {
    let before = arena.fuse_seconds;
    arena.fuse_seconds -= seconds;
    arena.pass_seconds -= seconds;
    if arena.holder == 0 {
        if arena.fuse_seconds <= 0.0 {
            light(arena, luck, told);
        }
    } else {
        pass(arena, told);
        tick(arena, before, told);
        if arena.fuse_seconds <= 0.0 {
            burst(arena, told);
        }
    }
    for (index, body) in arena.bodies.iter_mut().enumerate() {
        body.pace = if arena.holder == index as u32 + 1 { HOLDER_PACE } else { 1.0 };
    }
    let mut left = arena.left();
    let is_over = left.next().is_none() || left.next().is_none() || arena.seconds >= ROUND_SECONDS;
    if is_over {
        for index in arena.left() {
            arena.bodies[index].rank_key = 100 + arena.bodies[index].lives;
        }
    }
    is_over
}

/// Gives a new fuse to somebody.
fn light(arena: &mut Arena, luck: &mut Pcg32, told: &mut Told) {
    let count = arena.solid().count() as u32;
    let Some(index) = arena.solid().nth(luck.below(count) as usize) else { return };
    // The fewer are left, the shorter it is.
    let haste = 1.0 - 0.12 * (4.0 - (arena.left().count() as f32)).max(0.0);
    arena.holder = index as u32 + 1;
    arena.fuse_seconds = luck.range_f32(FUSE_SECONDS[0], FUSE_SECONDS[1]) * haste;
    arena.fuse_whole_seconds = arena.fuse_seconds;
    arena.pass_seconds = PASS_SECONDS;
    told.tell_of(LIT, arena.holder, arena.bodies[index].place);
}

/// Passes the fuse to whoever is touched; to the next one, when its owner has lost the controller.
fn pass(arena: &mut Arena, told: &mut Told) {
    let (from, holder) = (arena.holder, arena.bodies[arena.holder as usize - 1]);
    let distance = |index: &usize| arena.bodies[*index].place.distance(holder.place);
    let others = arena.solid().filter(|index| *index as u32 + 1 != from);
    let nearest = others.min_by(|one, other| distance(one).total_cmp(&distance(other)));
    let Some(index) = nearest else { return };
    let met = arena.bodies[index];
    let is_touched = distance(&index) < REACH && arena.pass_seconds <= 0.0;
    if holder.is_paused == 0 && !is_touched {
        return;
    }
    if holder.is_paused == 0 && !met.is_open() {
        if met.is_braced == 1 {
            arena.pass_seconds = PASS_SECONDS / 2.0;
            told.tell_of(PARRIED, index as u32 + 1, met.place).other = from;
        }
        return;
    }
    arena.holder = index as u32 + 1;
    arena.pass_seconds = PASS_SECONDS;
    told.tell_of(PASSED, arena.holder, met.place).other = from;
}

/// It ticks the faster the shorter it is.
fn tick(arena: &Arena, before: f32, told: &mut Told) {
    let every = if arena.fuse_seconds < 2.0 { 0.16 } else { 0.4 };
    if (before / every) as u32 != (arena.fuse_seconds.max(0.0) / every) as u32 {
        let ticked = told.tell_of(TICKED, arena.holder, arena.bodies[arena.holder as usize - 1].place);
        ticked.strength = 1.0 - (arena.fuse_seconds / arena.fuse_whole_seconds).clamp(0.0, 1.0);
    }
}

fn burst(arena: &mut Arena, told: &mut Told) {
    let (index, out_count) = (arena.holder as usize - 1, arena.out_count());
    let place = arena.bodies[index].place;
    told.tell_of(BOOMED, arena.holder, place);
    arena.bodies[index].fall(AWAY_SECONDS, out_count);
    for other in arena.solid() {
        let body = &mut arena.bodies[other];
        let away = body.place - place;
        if away.length() < BLAST && body.is_braced == 0 {
            body.velocity += away.normalize_or((CENTER - place).normalize_or_zero()) * 300.0;
            body.stun(0.3);
        }
    }
    (arena.holder, arena.fuse_seconds) = (0, WAIT_SECONDS);
}
