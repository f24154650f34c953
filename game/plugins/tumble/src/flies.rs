//! The last round: catch fireflies, bring them to one's own lantern; whoever is hit lets some of them go.

use crate::arena::{Arena, CENTER, FLY_COUNT_MAX, RADII, lantern, reach};
use crate::body::RADIUS;
use crate::game::{Game, PLACE_COUNT};
use crate::told::{BANKED, CAUGHT, HIT, QUEEN, SPILT, Told};
use playground_core_ecs::component;
use playground_core_types::math::{Vec2, cos, sin};
use playground_core_types::random::Pcg32;

/// How long the round lasts. Unit: seconds.
pub const ROUND_SECONDS: f32 = 50.0;

/// The most fireflies that one carries.
pub const CARRIED_MAX: u32 = 6;

/// From so many on that come home at once, there are [`BONUS`] more.
pub const BONUS_FROM: u32 = 5;

/// What a full load brings in addition.
pub const BONUS: u32 = 2;

/// [`Firefly::kind`]: counts once.
pub const COMMON: u32 = 1;
/// [`Firefly::kind`]: counts three times.
pub const QUEEN_FLY: u32 = 2;

/// When queens come. Unit: seconds of the round.
pub const QUEEN_SECONDS: [f32; 3] = [14.0, 27.0, 39.0];

/// How many are about at most, those that are carried too.
const CROWD: u32 = 13;
const FIRST: u32 = 9;
const WAIT_SECONDS: f32 = 0.7;
const CATCH: f32 = RADIUS + 7.0;
const HOME: f32 = RADIUS + 13.0;
/// How long nobody catches a firefly that got away. Unit: seconds.
const SHY_SECONDS: f32 = 0.45;

/// A firefly.
#[component]
#[derive(Default)]
pub struct Firefly {
    /// Unit: virtual pixels.
    pub place: Vec2,
    /// Unit: virtual pixels a second.
    pub velocity: Vec2,
    /// [`COMMON`] or [`QUEEN_FLY`]; 0 for none.
    pub kind: u32,
    /// How long nobody catches it. Unit: seconds.
    pub shy_seconds: f32,
}

impl Firefly {
    /// For how many it counts.
    pub fn worth(&self) -> u32 {
        if self.kind == QUEEN_FLY { 3 } else { 1 }
    }
}

/// Begins the round.
pub fn begin(game: &Game, luck: &mut Pcg32) -> Arena {
    let mut arena = Arena { has_flies: 1, ..Arena::of(game.taken(), 1) };
    for _ in 0..FIRST {
        let place = any_place(luck);
        put(&mut arena, Firefly { place, kind: COMMON, ..Firefly::default() });
    }
    arena
}

/// Plays one tick of the round; whether it is over.
pub fn play(arena: &mut Arena, seconds: f32, luck: &mut Pcg32, told: &mut Told) -> bool {
    spill(arena, luck, told);
    come(arena, seconds, luck, told);
    for fly in arena.flies.iter_mut().filter(|fly| fly.kind > 0) {
        flutter(fly, seconds, luck);
    }
    for index in 0..PLACE_COUNT {
        if arena.bodies[index].is_solid() {
            catch(arena, index, told);
            bring_home(arena, index, told);
        }
        let body = &mut arena.bodies[index];
        body.pace = 1.0 - 0.035 * body.carried as f32;
        body.rank_key = body.banked;
    }
    arena.seconds >= ROUND_SECONDS
}

/// Somewhere on the ice.
fn any_place(luck: &mut Pcg32) -> Vec2 {
    let (turn, out) = (luck.range_f32(0.0, std::f32::consts::TAU), luck.next_f32().sqrt());
    CENTER + Vec2::new(cos(turn), sin(turn)) * RADII * out * 0.78
}

/// Puts a firefly into the air; more than there is room for are gone.
fn put(arena: &mut Arena, fly: Firefly) {
    if let Some(free) = arena.flies.iter_mut().find(|free| free.kind == 0) {
        *free = fly;
    }
}

/// Whoever was hit in this tick lets half of its fireflies go.
fn spill(arena: &mut Arena, luck: &mut Pcg32, told: &mut Told) {
    let hits: Vec<_> = told.of(HIT).map(|hit| (hit.seat as usize - 1, hit.place)).collect();
    for (index, place) in hits {
        let gone = arena.bodies[index].carried.div_ceil(2);
        arena.bodies[index].carried -= gone;
        for _ in 0..gone {
            let turn = luck.range_f32(0.0, std::f32::consts::TAU);
            let velocity = Vec2::new(cos(turn), sin(turn)) * luck.range_f32(70.0, 150.0);
            put(arena, Firefly { place, velocity, kind: COMMON, shy_seconds: SHY_SECONDS });
        }
        if gone > 0 {
            told.tell_of(SPILT, index as u32 + 1, place).strength = gone as f32;
        }
    }
}

/// Lets further ones come.
fn come(arena: &mut Arena, seconds: f32, luck: &mut Pcg32, told: &mut Told) {
    arena.fly_seconds -= seconds;
    let flying = arena.flies.iter().filter(|fly| fly.kind > 0).count() as u32;
    let carried: u32 = arena.bodies.iter().map(|body| body.carried).sum();
    let has_room = flying < FLY_COUNT_MAX as u32 - 4 && flying + carried < CROWD;
    if arena.fly_seconds <= 0.0 && has_room {
        arena.fly_seconds = WAIT_SECONDS;
        let place = any_place(luck);
        put(arena, Firefly { place, kind: COMMON, shy_seconds: SHY_SECONDS, ..Firefly::default() });
    }
    if QUEEN_SECONDS.get(arena.queens as usize).is_some_and(|at| arena.seconds >= *at) {
        arena.queens += 1;
        put(arena, Firefly { place: CENTER, kind: QUEEN_FLY, shy_seconds: 1.0, ..Firefly::default() });
        told.tell(QUEEN, CENTER);
    }
}

fn flutter(fly: &mut Firefly, seconds: f32, luck: &mut Pcg32) {
    fly.shy_seconds = (fly.shy_seconds - seconds).max(0.0);
    let push = Vec2::new(luck.range_f32(-1.0, 1.0), luck.range_f32(-1.0, 1.0));
    let wild = if fly.kind == QUEEN_FLY { 1150.0 } else { 520.0 };
    fly.velocity += push * wild * seconds;
    fly.velocity *= 1.0 - (1.6 * seconds).min(1.0);
    // Near the rim it turns back.
    if reach(fly.place) > 0.8 {
        fly.velocity += (CENTER - fly.place).normalize_or_zero() * 180.0 * seconds;
    }
    fly.place += fly.velocity * seconds;
}

fn catch(arena: &mut Arena, index: usize, told: &mut Told) {
    let body = &mut arena.bodies[index];
    for fly in arena.flies.iter_mut().filter(|fly| fly.kind > 0 && fly.shy_seconds <= 0.0) {
        if body.stun_seconds > 0.0 || body.carried >= CARRIED_MAX || fly.place.distance(body.place) > CATCH {
            continue;
        }
        body.carried = (body.carried + fly.worth()).min(CARRIED_MAX);
        told.tell_of(CAUGHT, index as u32 + 1, fly.place).strength = body.carried as f32;
        fly.kind = 0;
    }
}

fn bring_home(arena: &mut Arena, index: usize, told: &mut Told) {
    let body = &mut arena.bodies[index];
    if body.carried == 0 || body.place.distance(lantern(index)) > HOME {
        return;
    }
    let brought = body.carried + if body.carried >= BONUS_FROM { BONUS } else { 0 };
    body.banked += brought;
    body.carried = 0;
    told.tell_of(BANKED, index as u32 + 1, lantern(index)).strength = brought as f32;
}
