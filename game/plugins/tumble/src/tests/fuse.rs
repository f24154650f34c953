//! The second round: the fuse is lit, passed on, refused, and goes off.

use super::*;
use crate::arena::CENTER;
use crate::fuse::{LIVES, PASS_SECONDS, ROUND_SECONDS, WAIT_SECONDS, begin, play};
use crate::game::ROUND_FUSE;
use crate::told::{BOOMED, LIT, PARRIED, PASSED, TICKED};
use playground_core_types::math::vec2;
use playground_core_types::random::Pcg32;

/// A round in which a seat has the fuse, and can pass it on; all stand far from each other.
fn round(players: usize, holder: u32) -> (Arena, Told, Pcg32) {
    let mut arena = begin(&game_of(players, ROUND_FUSE));
    for seat in 1..=players as u32 {
        put(&mut arena, seat, CENTER + vec2(60.0 * seat as f32 - 150.0, 0.0));
    }
    (arena.holder, arena.fuse_seconds, arena.fuse_whole_seconds, arena.pass_seconds) =
        (holder, 5.0, 5.0, 0.0);
    (arena, Told::default(), Pcg32::new(1, 1))
}

#[test]
fn a_fuse_is_lit_after_a_while_in_the_hands_of_one_who_is_there() {
    let (mut arena, mut told, mut luck) = round(3, 0);
    arena.fuse_seconds = WAIT_SECONDS;
    arena.bodies[1].is_paused = 1;
    for _ in 0..(WAIT_SECONDS * 60.0) as u32 + 2 {
        play(&mut arena, TICK, &mut luck, &mut told);
    }
    assert_eq!(count_of(&told, LIT), 1);
    assert!([1, 3].contains(&arena.holder), "{}", arena.holder);
}

#[test]
fn a_touch_passes_it_on_but_not_straight_back() {
    let (mut arena, mut told, mut luck) = round(2, 1);
    let place = arena.bodies[0].place;
    put(&mut arena, 2, place + vec2(25.0, 0.0));
    play(&mut arena, TICK, &mut luck, &mut told);
    assert_eq!((arena.holder, told.of(PASSED).next().unwrap().other), (2, 1));
    play(&mut arena, TICK, &mut luck, &mut told);
    assert_eq!(arena.holder, 2);
    for _ in 0..(PASS_SECONDS * 60.0) as u32 + 1 {
        play(&mut arena, TICK, &mut luck, &mut told);
    }
    assert_eq!(arena.holder, 1, "after a while it may come back");
}

/// Lets player 1 touch player 2, who is somehow protected, and compares whose the fuse is.
#[track_caller]
fn check_refused(protect: fn(&mut crate::body::Body), parried: usize) {
    let (mut arena, mut told, mut luck) = round(2, 1);
    let place = arena.bodies[0].place;
    put(&mut arena, 2, place + vec2(25.0, 0.0));
    protect(&mut arena.bodies[1]);
    play(&mut arena, TICK, &mut luck, &mut told);
    assert_eq!((arena.holder, count_of(&told, PARRIED)), (1, parried));
}

#[test]
fn who_stands_firm_or_just_came_back_or_has_no_controller_does_not_take_it() {
    check_refused(|body| body.is_braced = 1, 1);
    check_refused(|body| body.safe_seconds = 1.0, 0);
    check_refused(|body| body.is_paused = 1, 0);
}

#[test]
fn whoever_loses_the_controller_is_rid_of_it() {
    let (mut arena, mut told, mut luck) = round(3, 2);
    arena.bodies[1].is_paused = 1;
    play(&mut arena, TICK, &mut luck, &mut told);
    assert_eq!((arena.holder != 2, count_of(&told, PASSED)), (true, 1));
}

#[test]
fn it_ticks_faster_and_goes_off_with_its_owner() {
    let (mut arena, mut told, mut luck) = round(3, 2);
    let mut ticks = Vec::new();
    while arena.holder == 2 {
        told.clear();
        play(&mut arena, TICK, &mut luck, &mut told);
        ticks.push(count_of(&told, TICKED));
    }
    let (early, late): (usize, usize) = (ticks[..120].iter().sum(), ticks[ticks.len() - 120..].iter().sum());
    assert!(late > early, "{early} and {late}");
    assert_eq!((count_of(&told, BOOMED), arena.bodies[1].lives, arena.holder), (1, LIVES - 1, 0));
    assert!(!arena.bodies[1].is_here());
}

#[test]
fn the_blast_throws_those_who_stand_near() {
    let (mut arena, mut told, mut luck) = round(3, 2);
    arena.fuse_seconds = TICK / 2.0;
    play(&mut arena, TICK, &mut luck, &mut told);
    assert!(arena.bodies[0].velocity.x < -100.0 && arena.bodies[2].velocity.x > 100.0);
}

#[test]
fn the_last_one_ends_the_round_and_so_does_the_time() {
    let (mut arena, mut told, mut luck) = round(2, 2);
    arena.bodies[1].lives = 1;
    arena.fuse_seconds = TICK / 2.0;
    assert!(play(&mut arena, TICK, &mut luck, &mut told));
    assert!(arena.bodies[0].rank_key > arena.bodies[1].rank_key);
    let (mut arena, mut told, mut luck) = round(2, 2);
    arena.seconds = ROUND_SECONDS;
    assert!(play(&mut arena, TICK, &mut luck, &mut told));
    assert_eq!(arena.bodies[0].rank_key, arena.bodies[1].rank_key, "as good as each other");
}
