//! Computer players: simple, a little slow, and never sure of themselves.

use crate::arena::{Arena, CENTER, lantern, reach};
use crate::body::Body;
use crate::flies::BONUS_FROM;
use crate::game::{Game, PHASE_PLAY, PLACE_COUNT, ROBOT, ROUND_FLOE, ROUND_FUSE};
use crate::hands::Wish;
use playground_core_ecs::{Random, component, system};
use playground_core_types::math::{Vec2, vec2};
use playground_core_types::random::Pcg32;

/// How long a thought lasts. Unit: seconds.
const THOUGHT_SECONDS: [f32; 2] = [0.1, 0.26];
/// How fast they go at most, so that people have the better of them. Range: 0 to 1.
const EASE: f32 = 0.88;
/// How near somebody is whom one wants to hit. Unit: virtual pixels.
const NEAR: f32 = 95.0;
/// How near a dash has to come until one stands firm. Unit: virtual pixels.
const ALARM: f32 = 62.0;

/// What a computer player has in mind.
#[component]
#[derive(Default)]
pub struct Mind {
    /// Where to. Range: length 0 to 1.
    pub stick: Vec2,
    /// Until the next thought. Unit: seconds.
    pub wait: f32,
    /// How long a dash is still charged. Unit: seconds.
    pub charge_seconds: f32,
    /// How long it still stands firm. Unit: seconds.
    pub brace_seconds: f32,
    /// Always 0: fills the gap to the next row.
    pub reserved: f32,
}

/// Makes wishes of what computer players have in mind.
#[system]
pub fn think(arena: &mut Arena, game: &Game, random: &mut Random) {
    if game.phase != PHASE_PLAY {
        return;
    }
    for index in (0..PLACE_COUNT).filter(|index| game.players[*index].kind == ROBOT) {
        let mut mind = arena.minds[index];
        let was_charging = mind.charge_seconds > 0.0;
        mind.wait -= game.seconds;
        mind.charge_seconds = (mind.charge_seconds - game.seconds).max(0.0);
        mind.brace_seconds = (mind.brace_seconds - game.seconds).max(0.0);
        if mind.wait <= 0.0 && arena.bodies[index].is_solid() {
            let luck = &mut random.generator;
            mind.wait = luck.range_f32(THOUGHT_SECONDS[0], THOUGHT_SECONDS[1]);
            let wobble = vec2(luck.range_f32(-0.2, 0.2), luck.range_f32(-0.2, 0.2));
            mind.stick = (wanted(&mut mind, index, game.round, arena, luck) + wobble).clamp_length_max(EASE);
        }
        let is_held = mind.charge_seconds > 0.0;
        arena.wishes[index] = Wish {
            stick: mind.stick,
            is_held: u32::from(is_held),
            is_pressed: u32::from(is_held && !was_charging),
            braces: u32::from(mind.brace_seconds > 0.0),
            calls: 0,
        };
        arena.minds[index] = mind;
    }
}

fn wanted(mind: &mut Mind, index: usize, round: u32, arena: &Arena, luck: &mut Pcg32) -> Vec2 {
    let me = arena.bodies[index];
    if is_alarmed(index, arena) && luck.below(100) < 30 {
        mind.brace_seconds = 0.35;
    }
    match round {
        ROUND_FLOE => on_the_floe(mind, index, arena, luck),
        ROUND_FUSE => near_the_fuse(mind, index, arena, luck),
        _ => {
            let wish = after_flies(index, arena);
            let rich = nearest(index, arena, |body| body.carried >= 2 && me.carried < 4);
            strike_at(mind, &me, rich, (NEAR * 0.75, 16), luck).unwrap_or(wish)
        }
    }
}

/// Whether somebody dashes this way.
fn is_alarmed(index: usize, arena: &Arena) -> bool {
    let me = arena.bodies[index].place;
    arena.solid().filter(|other| *other != index).any(|other| {
        let body = arena.bodies[other];
        let to = me - body.place;
        let is_meant = body.velocity.normalize_or_zero().dot(to.normalize_or_zero()) > 0.85;
        (body.dash_seconds > 0.0 || body.is_charging == 1) && to.length() < ALARM && is_meant
    })
}

/// The nearest one of some kind that can be met.
fn nearest(index: usize, arena: &Arena, is_meant: impl Fn(&Body) -> bool) -> Option<Body> {
    let me = arena.bodies[index].place;
    let others = arena.solid().filter(|other| *other != index).map(|other| arena.bodies[other]);
    let distance = |body: &Body| body.place.distance_squared(me);
    others.filter(is_meant).min_by(|one, other| distance(one).total_cmp(&distance(other)))
}

/// Charges at somebody near, by a chance of so many in a hundred.
fn strike_at(
    mind: &mut Mind,
    me: &Body,
    whom: Option<Body>,
    (reach, percent): (f32, u32),
    luck: &mut Pcg32,
) -> Option<Vec2> {
    let body = whom?;
    let ahead = body.place + body.velocity * 0.2 - me.place;
    if mind.charge_seconds > 0.0 {
        return Some(ahead.normalize_or_zero());
    }
    if ahead.length() < reach && luck.below(100) < percent {
        mind.charge_seconds = luck.range_f32(0.15, 0.6);
        return Some(ahead.normalize_or_zero());
    }
    None
}

/// Keeps to the middle, and pushes whoever is further out.
fn on_the_floe(mind: &mut Mind, index: usize, arena: &Arena, luck: &mut Pcg32) -> Vec2 {
    let me = arena.bodies[index];
    let ice = arena.floe_next;
    let inwards = (CENTER - me.place).normalize_or_zero();
    let ahead = me.place + me.velocity * 0.35;
    if reach(ahead) > ice * 0.82 {
        mind.charge_seconds = 0.0;
        return inwards;
    }
    let prey = nearest(index, arena, |body| body.safe_seconds <= 0.0);
    if let Some(to) = strike_at(mind, &me, prey, (NEAR, 34), luck) {
        return to;
    }
    let around = inwards.perp() * if index.is_multiple_of(2) { 0.5 } else { -0.5 };
    prey.map_or(inwards * 0.4, |body| {
        (body.place - me.place).normalize_or_zero() * 0.6 + around + inwards * 0.3
    })
}

/// Runs after somebody while it has the fuse, else away from it.
fn near_the_fuse(mind: &mut Mind, index: usize, arena: &Arena, luck: &mut Pcg32) -> Vec2 {
    let me = arena.bodies[index];
    if arena.holder == index as u32 + 1 {
        let prey = nearest(index, arena, |body| body.safe_seconds <= 0.0);
        let chase = prey.map_or(Vec2::ZERO, |body| (body.place - me.place).normalize_or_zero());
        return strike_at(mind, &me, prey, (NEAR * 0.8, 22), luck).unwrap_or(chase);
    }
    let home = (CENTER - me.place) / 160.0;
    let Some(holder) = arena.bodies.get((arena.holder as usize).wrapping_sub(1)) else { return home };
    let away = me.place - holder.place;
    if away.length() < 46.0 && luck.below(100) < 18 {
        mind.brace_seconds = 0.5;
    }
    // At the rim it slips to the side.
    let side = away.perp().normalize_or_zero() * if luck.below(2) == 0 { 0.7 } else { -0.7 };
    let push = if reach(me.place) > 0.7 { side + home } else { home * 0.4 };
    away.normalize_or_zero() * (140.0 / away.length().max(40.0)).min(1.0) + push
}

/// Brings home what is worth the way, else goes after the next firefly.
fn after_flies(index: usize, arena: &Arena) -> Vec2 {
    let me = arena.bodies[index];
    let to_lantern = lantern(index) - me.place;
    let is_near_home = me.carried >= 2 && to_lantern.length() < 60.0;
    if me.carried >= BONUS_FROM || is_near_home || (me.carried >= 3 && arena.seconds > 42.0) {
        return to_lantern.normalize_or_zero();
    }
    let flies = arena.flies.iter().filter(|fly| fly.kind > 0);
    let cost = |place: Vec2, worth: u32| place.distance(me.place) / worth as f32;
    let best =
        flies.min_by(|one, other| cost(one.place, one.worth()).total_cmp(&cost(other.place, other.worth())));
    best.map_or(to_lantern.normalize_or_zero(), |fly| (fly.place - me.place).normalize_or_zero())
}
