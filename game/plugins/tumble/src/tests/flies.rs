//! The last round: fireflies are caught, brought home, and lost.

use super::*;
use crate::arena::{CENTER, lantern, reach};
use crate::flies::{
    BONUS, BONUS_FROM, CARRIED_MAX, COMMON, Firefly, QUEEN_FLY, QUEEN_SECONDS, ROUND_SECONDS,
};
use crate::flies::{begin, play};
use crate::game::ROUND_FLIES;
use crate::told::{BANKED, CAUGHT, HIT, QUEEN, SPILT};
use playground_core_types::random::Pcg32;

/// A round without any fireflies yet, in which none comes by itself.
fn round(players: usize) -> (Arena, Told, Pcg32) {
    let mut luck = Pcg32::new(1, 1);
    let mut arena = begin(&game_of(players, ROUND_FLIES), &mut luck);
    arena.flies.fill(Firefly::default());
    arena.fly_seconds = 1_000.0;
    arena.queens = QUEEN_SECONDS.len() as u32;
    (arena, Told::default(), luck)
}

fn fly_at(place: Vec2, kind: u32) -> Firefly {
    Firefly { place, kind, ..Firefly::default() }
}

#[test]
fn a_touch_catches_a_firefly_and_a_queen_counts_three_times() {
    for (kind, carried) in [(COMMON, 1), (QUEEN_FLY, 3)] {
        let (mut arena, mut told, mut luck) = round(1);
        arena.flies[3] = fly_at(arena.bodies[0].place, kind);
        play(&mut arena, TICK, &mut luck, &mut told);
        assert_eq!((arena.bodies[0].carried, count_of(&told, CAUGHT), arena.flies[3].kind), (carried, 1, 0));
    }
}

#[test]
fn nobody_carries_more_than_hands_hold() {
    let (mut arena, mut told, mut luck) = round(1);
    let place = arena.bodies[0].place;
    arena.flies[..10].fill(fly_at(place, COMMON));
    play(&mut arena, TICK, &mut luck, &mut told);
    assert_eq!(arena.bodies[0].carried, CARRIED_MAX);
    assert!(arena.bodies[0].pace < 1.0, "a load is heavy");
}

/// Comes home with so many, and compares how many count.
#[track_caller]
fn check_home(carried: u32, banked: u32) {
    let (mut arena, mut told, mut luck) = round(2);
    put(&mut arena, 2, lantern(1));
    arena.bodies[1].carried = carried;
    play(&mut arena, TICK, &mut luck, &mut told);
    assert_eq!(
        (arena.bodies[1].banked, arena.bodies[1].carried, arena.bodies[1].rank_key),
        (banked, 0, banked)
    );
    assert_eq!(count_of(&told, BANKED), usize::from(banked > 0));
}

#[test]
fn what_is_brought_home_counts_and_a_full_load_counts_more() {
    check_home(0, 0);
    check_home(1, 1);
    check_home(BONUS_FROM - 1, BONUS_FROM - 1);
    check_home(BONUS_FROM, BONUS_FROM + BONUS);
}

#[test]
fn nobody_brings_anything_to_the_lantern_of_another() {
    let (mut arena, mut told, mut luck) = round(2);
    put(&mut arena, 2, lantern(0));
    arena.bodies[1].carried = 3;
    play(&mut arena, TICK, &mut luck, &mut told);
    assert_eq!((arena.bodies[1].banked, arena.bodies[1].carried), (0, 3));
}

#[test]
fn who_is_hit_loses_half_and_it_flies_away() {
    let (mut arena, mut told, mut luck) = round(2);
    arena.bodies[0].carried = 5;
    told.tell_of(HIT, 1, arena.bodies[0].place).other = 2;
    play(&mut arena, TICK, &mut luck, &mut told);
    let flying = arena.flies.iter().filter(|fly| fly.kind == COMMON).count();
    assert_eq!((arena.bodies[0].carried, flying, count_of(&told, SPILT)), (2, 3, 1));
}

#[test]
fn fireflies_come_again_stay_on_the_ice_and_never_become_too_many() {
    let mut luck = Pcg32::new(4, 1);
    let game = game_of(1, ROUND_FLIES);
    let (mut arena, mut queens) = (begin(&game, &mut luck), 0);
    arena.bodies[0].is_paused = 1;
    let mut told = Told::default();
    let mut is_over = false;
    while !is_over {
        told.clear();
        arena.seconds += TICK;
        is_over = play(&mut arena, TICK, &mut luck, &mut told);
        queens += count_of(&told, QUEEN);
        let flying = arena.flies.iter().filter(|fly| fly.kind > 0);
        assert!(flying.clone().count() >= 9 && flying.clone().count() <= 17);
        assert!(flying.clone().all(|fly| reach(fly.place) < 1.1), "they stay");
    }
    assert_eq!(queens, QUEEN_SECONDS.len());
    assert!((arena.seconds - ROUND_SECONDS).abs() < 0.1 && arena.flies.iter().any(|fly| fly.place != CENTER));
}
