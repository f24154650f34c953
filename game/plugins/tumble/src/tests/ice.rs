//! On the ice: walking, charging, dashing, standing firm.

use super::*;
use crate::arena::{CENTER, RADII, reach};
use crate::body::{ASKED_TICKS, BRACE_SECONDS, CHARGE_SECONDS, RADIUS, steer};
use crate::game::ROUND_FUSE;
use crate::hands::Wish;
use crate::meet::meet;
use crate::told::{BUMPED, CHARGED, DASHED, HIT, PARRIED};
use playground_core_types::math::vec2;

/// A player at the middle, and another one to the right of it.
fn two(apart: f32) -> (Game, Arena) {
    let game = game_of(2, ROUND_FUSE);
    let mut arena = Arena::of(game.taken(), 3);
    put(&mut arena, 1, CENTER);
    put(&mut arena, 2, CENTER + vec2(apart, 0.0));
    (game, arena)
}

/// Lets player 1 wish for something for some ticks.
fn wish_for(arena: &mut Arena, game: &Game, wish: Wish, ticks: u32) -> Told {
    let mut told = Told::default();
    for tick in 0..ticks {
        let is_pressed = if tick == 0 { wish.is_pressed } else { 0 };
        arena.wishes[0] = Wish { is_pressed, ..wish };
        steer(arena, game, &mut told);
        meet(arena, game, &mut told);
    }
    told
}

const RIGHT: Vec2 = vec2(1.0, 0.0);
const HELD: Wish = Wish { stick: RIGHT, is_held: 1, is_pressed: 1, braces: 0, calls: 0 };
const LET_GO: Wish = Wish { is_held: 0, is_pressed: 0, ..HELD };
const TAPPED: Wish = Wish { is_held: 0, ..HELD };

#[test]
fn a_player_slides_after_its_stick_and_the_rim_holds_it() {
    let (game, mut arena) = two(-60.0);
    wish_for(&mut arena, &game, Wish { stick: RIGHT, ..Wish::default() }, 20);
    let body = arena.bodies[0];
    assert!(body.place.x > CENTER.x + 10.0 && body.velocity.x > 60.0, "{body:?}");
    wish_for(&mut arena, &game, Wish::default(), 10);
    assert!(arena.bodies[0].velocity.x > 10.0, "ice: it slides on");
    wish_for(&mut arena, &game, Wish { stick: RIGHT, ..Wish::default() }, 400);
    assert!(reach(arena.bodies[0].place) < 0.95, "the rim holds it: {}", arena.bodies[0].place);
}

/// Charges a dash for some ticks, lets go, and compares how far it was charged.
#[track_caller]
fn check_charge(ticks: u32, power: f32, full: usize) {
    let (game, mut arena) = two(-100.0);
    let charged = wish_for(&mut arena, &game, HELD, ticks);
    assert_eq!((count_of(&charged, CHARGED), count_of(&charged, DASHED)), (full, 0));
    let told = wish_for(&mut arena, &game, LET_GO, 1);
    assert_eq!(count_of(&told, DASHED), 1, "it dashes once it is let go");
    assert!((arena.bodies[0].power - power).abs() < 0.06, "{}", arena.bodies[0].power);
}

#[test]
fn a_dash_is_as_strong_as_it_was_charged() {
    check_charge(1, 0.0, 0);
    check_charge((CHARGE_SECONDS * 30.0) as u32, 0.5, 0);
    check_charge((CHARGE_SECONDS * 60.0) as u32 + 2, 1.0, 1);
    check_charge(200, 1.0, 1);
}

#[test]
fn a_press_that_is_over_within_a_tick_dashes_too() {
    let (game, mut arena) = two(-100.0);
    let told = wish_for(&mut arena, &game, TAPPED, 1);
    assert_eq!(count_of(&told, DASHED), 1);
}

#[test]
fn a_press_while_one_stumbles_waits_for_a_moment() {
    for (stun_ticks, dashes) in [(ASKED_TICKS - 3, 1), (ASKED_TICKS + 5, 0)] {
        let (game, mut arena) = two(-100.0);
        arena.bodies[0].stun_seconds = stun_ticks as f32 * TICK;
        let told = wish_for(&mut arena, &game, TAPPED, 30);
        assert_eq!(count_of(&told, DASHED), dashes, "after {stun_ticks} ticks");
    }
}

#[test]
fn who_is_hit_by_a_dash_flies_and_the_stronger_the_further() {
    let mut speeds = Vec::new();
    for ticks in [1, 60] {
        let (game, mut arena) = two(70.0);
        wish_for(&mut arena, &game, Wish { stick: Vec2::ZERO, ..HELD }, ticks);
        let told = wish_for(&mut arena, &game, LET_GO, 16);
        let hit = *told.of(HIT).next().unwrap();
        assert_eq!((hit.seat, hit.other, count_of(&told, HIT)), (2, 1, 1));
        assert!(arena.bodies[1].stun_seconds > 0.0 && arena.bodies[1].hit_by == 1);
        speeds.push(hit.way.x);
    }
    assert!(speeds[0] > 150.0 && speeds[1] > speeds[0] + 150.0, "{speeds:?}");
}

#[test]
fn who_stands_firm_throws_the_dash_back() {
    let (game, mut arena) = two(70.0);
    arena.wishes[1].braces = 1;
    wish_for(&mut arena, &game, TAPPED, 1);
    let told = wish_for(&mut arena, &game, LET_GO, 20);
    assert_eq!((count_of(&told, HIT), count_of(&told, PARRIED)), (0, 1));
    let [dasher, firm] = [arena.bodies[0], arena.bodies[1]];
    assert!(dasher.stun_seconds > 0.0 && dasher.velocity.x < 0.0 && dasher.hit_by == 2);
    assert!(firm.place.distance(CENTER + vec2(70.0, 0.0)) < 3.0, "it gives no way");
}

#[test]
fn nobody_stands_firm_for_long() {
    let (game, mut arena) = two(-100.0);
    let firm = Wish { braces: 1, ..Wish::default() };
    wish_for(&mut arena, &game, firm, 5);
    assert_eq!(arena.bodies[0].is_braced, 1);
    wish_for(&mut arena, &game, firm, (BRACE_SECONDS * 60.0) as u32);
    assert_eq!(arena.bodies[0].is_braced, 0, "it tires");
    wish_for(&mut arena, &game, firm, 10);
    assert_eq!(arena.bodies[0].is_braced, 0, "and has to rest");
}

#[test]
fn two_who_walk_into_each_other_bump_and_never_overlap() {
    let (game, mut arena) = two(60.0);
    arena.bodies[1].velocity = vec2(-120.0, 0.0);
    let told = wish_for(&mut arena, &game, Wish { stick: RIGHT, ..Wish::default() }, 60);
    assert!(count_of(&told, BUMPED) >= 1 && count_of(&told, HIT) == 0);
    assert!(arena.bodies[0].place.distance(arena.bodies[1].place) >= RADIUS * 2.0 - 0.1);
}

#[test]
fn whoever_has_no_controller_stands_still_and_is_not_met() {
    let (game, mut arena) = two(30.0);
    arena.bodies[1].is_paused = 1;
    let told = wish_for(&mut arena, &game, TAPPED, 20);
    assert_eq!((count_of(&told, HIT), count_of(&told, BUMPED)), (0, 0));
    assert_eq!(arena.bodies[1].place, CENTER + vec2(30.0, 0.0));
    assert!(arena.bodies[0].place.x - CENTER.x < RADII.x);
}
