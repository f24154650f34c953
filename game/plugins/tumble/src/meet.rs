//! What becomes of two players who meet: they bump, one hits the other, or one stands firm.

use crate::arena::Arena;
use crate::body::{Body, RADIUS};
use crate::game::{Game, PLACE_COUNT};
use crate::told::{BUMPED, HIT, PARRIED, Told};
use playground_core_ecs::system;
use playground_core_types::math::Vec2;

/// How hard a dash throws whom it hits. Unit: virtual pixels a second.
const THROW: f32 = 165.0;
const THROW_CHARGED: f32 = 190.0;
const HIT_STUN_SECONDS: f32 = 0.34;
const PARRY_STUN_SECONDS: f32 = 0.55;
const PARRY_THROW: f32 = 260.0;
/// How much of their speed two keep who bump.
const BOUNCE: f32 = 0.75;
/// How long a hit counts as the reason of a fall. Unit: seconds.
const BLAME_SECONDS: f32 = 2.5;

/// Lets all who touch each other meet.
#[system]
pub fn meet(arena: &mut Arena, game: &Game, told: &mut Told) {
    if !game.is_moving() {
        return;
    }
    for first in 0..PLACE_COUNT {
        for second in first + 1..PLACE_COUNT {
            let Ok([one, other]) = arena.bodies.get_disjoint_mut([first, second]) else { continue };
            if one.is_solid() && other.is_solid() {
                meet_two((one, first as u32 + 1), (other, second as u32 + 1), told);
            }
        }
    }
}

fn meet_two((one, one_seat): (&mut Body, u32), (other, other_seat): (&mut Body, u32), told: &mut Told) {
    let between = other.place - one.place;
    let depth = RADIUS * 2.0 - between.length();
    if depth <= 0.0 {
        return;
    }
    let normal = between.normalize_or(Vec2::X);
    push_apart(one, other, normal * depth);
    let (one_dashes, other_dashes) = (
        one.dash_seconds > 0.0 && one.velocity.dot(normal) > 60.0,
        other.dash_seconds > 0.0 && other.velocity.dot(normal) < -60.0,
    );
    match (one_dashes, other_dashes) {
        (true, false) => strike((one, one_seat), (other, other_seat), normal, told),
        (false, true) => strike((other, other_seat), (one, one_seat), -normal, told),
        _ => bump(one, other, normal, told),
    }
}

/// Two who overlap do so no more; who stands firm does not give way.
fn push_apart(one: &mut Body, other: &mut Body, by: Vec2) {
    let share = match (one.is_braced, other.is_braced) {
        (1, 0) => 0.0,
        (0, 1) => 1.0,
        _ => 0.5,
    };
    one.place -= by * share;
    other.place += by * (1.0 - share);
}

fn bump(one: &mut Body, other: &mut Body, normal: Vec2, told: &mut Told) {
    let speed = (one.velocity - other.velocity).dot(normal);
    if speed <= 0.0 {
        return;
    }
    let share = match (one.is_braced, other.is_braced) {
        (1, 0) => 0.1,
        (0, 1) => 0.9,
        _ => 0.5,
    };
    let impulse = normal * speed * (1.0 + BOUNCE);
    one.velocity -= impulse * share;
    other.velocity += impulse * (1.0 - share);
    if speed > 70.0 {
        let bumped = told.tell(BUMPED, (one.place + other.place) / 2.0);
        bumped.strength = (speed / 400.0).min(1.0);
    }
    // Two who dash at each other both stumble.
    if one.dash_seconds > 0.0 && other.dash_seconds > 0.0 {
        one.stun(HIT_STUN_SECONDS);
        other.stun(HIT_STUN_SECONDS);
    }
}

fn strike((by, by_seat): (&mut Body, u32), (met, seat): (&mut Body, u32), normal: Vec2, told: &mut Told) {
    let place = (by.place + met.place) / 2.0;
    if met.safe_seconds > 0.0 {
        by.velocity = -normal * 80.0;
        by.dash_seconds = 0.0;
        return;
    }
    if met.is_braced == 1 {
        by.velocity = -normal * PARRY_THROW;
        by.stun(PARRY_STUN_SECONDS);
        (by.hit_by, by.hit_seconds) = (seat, BLAME_SECONDS);
        let parried = told.tell_of(PARRIED, seat, place);
        (parried.other, parried.way) = (by_seat, by.velocity);
        return;
    }
    met.velocity = normal * (THROW + THROW_CHARGED * by.power);
    met.stun(HIT_STUN_SECONDS + 0.2 * by.power);
    (met.hit_by, met.hit_seconds) = (by_seat, BLAME_SECONDS);
    by.velocity *= 0.15;
    by.dash_seconds = 0.0;
    let hit = told.tell_of(HIT, seat, place);
    (hit.other, hit.way, hit.strength) = (by_seat, met.velocity, by.power);
}
