//! The first round: the edge, the rim that breaks, three lives.

use super::*;
use crate::arena::{CENTER, RADII};
use crate::body::steer;
use crate::floe::{CRACK_SECONDS, EDGE_TICKS, LIVES, ROUND_SECONDS, SIZES, STAND_SECONDS, begin, play};
use crate::game::ROUND_FLOE;
use crate::told::{BROKE, CRACKED, FELL, RETURNED};
use playground_core_types::math::vec2;

fn round(players: usize) -> (Game, Arena, Told) {
    let game = game_of(players, ROUND_FLOE);
    (game, begin(&game), Told::default())
}

/// Out in the water, far from the floe.
fn water() -> Vec2 {
    CENTER + vec2(RADII.x + 20.0, 0.0)
}

#[test]
fn one_still_stands_for_a_moment_behind_the_edge() {
    let (_, mut arena, mut told) = round(2);
    play(&mut arena, TICK, &mut told);
    put(&mut arena, 1, water());
    for _ in 0..EDGE_TICKS {
        play(&mut arena, TICK, &mut told);
    }
    assert_eq!(count_of(&told, FELL), 0, "it may still turn round");
    play(&mut arena, TICK, &mut told);
    assert_eq!((count_of(&told, FELL), arena.bodies[0].lives), (1, LIVES - 1));
}

#[test]
fn who_fell_comes_back_and_is_safe_for_a_while() {
    let (game, mut arena, mut told) = round(2);
    put(&mut arena, 1, water());
    for _ in 0..130 {
        steer(&mut arena, &game, &mut told);
        play(&mut arena, TICK, &mut told);
    }
    let body = arena.bodies[0];
    assert_eq!((count_of(&told, FELL), count_of(&told, RETURNED), body.lives), (1, 1, LIVES - 1));
    assert!(body.is_here() && body.safe_seconds > 0.0);
}

#[test]
fn a_fall_is_the_merit_of_who_pushed() {
    let (_, mut arena, mut told) = round(3);
    (arena.bodies[0].hit_by, arena.bodies[0].hit_seconds) = (3, 1.0);
    put(&mut arena, 1, water());
    (0..8).for_each(|_| assert!(!play(&mut arena, TICK, &mut told)));
    assert_eq!((told.of(FELL).next().unwrap().other, arena.bodies[2].pushes), (3, 1));
}

#[test]
fn the_last_one_on_the_floe_is_first() {
    let (_, mut arena, mut told) = round(3);
    let mut is_over = false;
    for seat in [2, 1] {
        arena.bodies[seat - 1].lives = 1;
        put(&mut arena, seat as u32, water());
        for _ in 0..10 {
            is_over = play(&mut arena, TICK, &mut told);
        }
    }
    assert!(is_over);
    let keys = arena.bodies.map(|body| body.rank_key);
    assert!(keys[2] > keys[0] && keys[0] > keys[1], "{keys:?}");
}

#[test]
fn the_rim_cracks_and_then_breaks_off_until_little_is_left() {
    let (_, mut arena, mut told) = round(2);
    let (mut cracks, mut breaks, mut sizes) = (0, 0, Vec::new());
    let ticks = ((STAND_SECONDS + CRACK_SECONDS) * SIZES.len() as f32 * 60.0) as u32 + 60;
    for _ in 0..ticks {
        told.clear();
        // Both keep to the middle.
        put(&mut arena, 1, CENTER);
        put(&mut arena, 2, CENTER + vec2(25.0, 0.0));
        play(&mut arena, TICK, &mut told);
        cracks += count_of(&told, CRACKED);
        breaks += count_of(&told, BROKE);
        sizes.push(arena.floe);
    }
    assert_eq!((cracks, breaks), (SIZES.len(), SIZES.len()));
    assert!(sizes.is_sorted_by(|one, next| one >= next));
    assert_eq!(arena.floe, SIZES[SIZES.len() - 1]);
}

#[test]
fn when_the_time_is_over_more_lives_come_first() {
    let (_, mut arena, mut told) = round(2);
    arena.bodies[0].lives = 1;
    arena.seconds = ROUND_SECONDS;
    assert!(play(&mut arena, TICK, &mut told));
    assert!(arena.bodies[1].rank_key > arena.bodies[0].rank_key);
}

#[test]
fn a_bubble_does_not_fall_and_drifts_to_the_ice() {
    let (_, mut arena, mut told) = round(2);
    arena.bodies[0].is_paused = 1;
    put(&mut arena, 1, water());
    for _ in 0..300 {
        play(&mut arena, TICK, &mut told);
    }
    assert_eq!((count_of(&told, FELL), arena.bodies[0].lives), (0, LIVES));
    assert!(arena.bodies[0].place.x < CENTER.x + RADII.x * 0.75);
}
