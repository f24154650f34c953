//! The lobby: joining, leaving, being ready, computer players, controllers that vanish.

use super::*;
use crate::arena::CENTER;
use crate::game::{PHASE_CARD, PHASE_LOBBY, ROBOT};
use crate::lobby::{START_SECONDS, join, watch};
use crate::told::{FOUND, JOINED, LEFT, LOST};
use playground_core_client::input::{LeaveWish, SEAT_EMPTY, SEAT_PAD_LOST};
use playground_core_ecs::Tick;

/// Some tick of a run that began before.
const LATER: Tick = Tick { number: 9 };

/// Presses one after another in the lobby, and compares who is there and who is ready.
#[track_caller]
fn check(presses: &[(u32, &str)], joined: [u32; 4], ready: [u32; 4]) -> Game {
    let (mut game, mut arena) = (Game::default(), Arena::default());
    for (seat, action) in presses {
        join(
            &mut game,
            &mut arena,
            &mut Told::default(),
            &mut LeaveWish::default(),
            &press(&[*seat], action),
            &LATER,
        );
    }
    assert_eq!(game.players.map(|player| player.kind), joined, "{presses:?}");
    assert_eq!(game.players.map(|player| player.is_ready), ready, "{presses:?}");
    assert_eq!(arena.bodies.map(|body| body.is_in), joined, "who is there stands on the ice");
    game
}

#[test]
fn one_press_joins_the_next_is_ready_and_another_takes_it_back() {
    check(&[], [0; 4], [0; 4]);
    check(&[(3, "ready")], [0, 0, 1, 0], [0; 4]);
    check(&[(1, "ready"), (4, "ready"), (4, "ready")], [1, 0, 0, 1], [0, 0, 0, 1]);
    check(&[(2, "ready"), (2, "ready"), (2, "ready")], [0, 1, 0, 0], [0; 4]);
    check(&[(2, "ready"), (2, "ready"), (2, "leave")], [0, 1, 0, 0], [0; 4]);
}

#[test]
fn who_leaves_is_gone_and_may_come_again() {
    check(&[(2, "ready"), (2, "leave")], [0; 4], [0; 4]);
    check(&[(2, "ready"), (2, "leave"), (2, "ready")], [0, 1, 0, 0], [0; 4]);
    check(&[(2, "leave"), (1, "leave")], [0; 4], [0; 4]);
}

#[test]
fn the_seat_of_who_leaves_is_free() {
    let (mut game, mut arena, mut leaves) = (Game::default(), Arena::default(), LeaveWish::default());
    for action in ["ready", "ready", "leave", "leave"] {
        assert_eq!(leaves.seats_at(10).count(), 0, "before it leaves");
        join(&mut game, &mut arena, &mut Told::default(), &mut leaves, &press(&[2], action), &LATER);
    }
    assert_eq!(Vec::from_iter(leaves.seats_at(10)), [2]);
}

#[test]
fn computer_players_fill_as_many_places_as_one_wants() {
    let one = |presses: usize| {
        check(&[&[(1, "ready")][..], &vec![(1, "robots"); presses]].concat(), [1, 0, 0, 0], [0; 4])
    };
    assert_eq!(
        [0, 1, 2, 3].map(|presses| one(presses).robots_to_come()),
        [3, 1, 1, 2],
        "one alone has company"
    );
    let two = check(&[(1, "ready"), (2, "ready"), (1, "robots")], [1, 1, 0, 0], [0; 4]);
    assert_eq!(two.robots_to_come(), 0);
    let four = check(&[(1, "ready"), (2, "ready"), (3, "ready"), (4, "ready")], [1; 4], [0; 4]);
    assert_eq!(four.robots_to_come(), 0, "there is no place");
}

/// Lets time pass in the lobby; whether the game began.
fn wait(game: &mut Game, arena: &mut Arena, seconds: f32) -> bool {
    for _ in 0..(seconds * 60.0) as u32 {
        join(game, arena, &mut Told::default(), &mut LeaveWish::default(), &rest(), &LATER);
    }
    game.phase == PHASE_CARD
}

#[test]
fn it_begins_once_all_are_ready_and_a_change_of_mind_stops_it() {
    let (mut game, mut arena, mut told) = (Game::default(), Arena::default(), Told::default());
    let mut ready = |game: &mut Game, arena: &mut Arena, seats: &[u32]| {
        join(game, arena, &mut told, &mut LeaveWish::default(), &press(seats, "ready"), &LATER);
    };
    ready(&mut game, &mut arena, &[1, 2]);
    ready(&mut game, &mut arena, &[1]);
    assert!(!wait(&mut game, &mut arena, 10.0), "seat 2 is not ready");
    ready(&mut game, &mut arena, &[2]);
    assert!(!wait(&mut game, &mut arena, START_SECONDS / 2.0));
    ready(&mut game, &mut arena, &[2]);
    assert!(!wait(&mut game, &mut arena, 10.0), "not any more");
    ready(&mut game, &mut arena, &[2]);
    assert!(wait(&mut game, &mut arena, START_SECONDS + 0.1));
    assert_eq!(game.players.map(|player| player.kind), [HUMAN, HUMAN, ROBOT, ROBOT]);
}

/// What happens when the controller of seat 2 goes and comes back.
fn lose(game: &mut Game, arena: &mut Arena, is_lost: bool) -> Told {
    let (mut told, mut input) = (Told::default(), rest());
    if is_lost {
        input.seat_devices[1] = SEAT_PAD_LOST;
    }
    watch(game, arena, &mut told, &input);
    told
}

#[test]
fn whoever_loses_the_controller_stands_in_a_bubble_and_keeps_its_points() {
    let mut game = game_of(3, crate::game::ROUND_FLOE);
    let mut arena = Arena::of(game.taken(), 3);
    (game.players[1].points, arena.bodies[1].lives) = (8, 2);
    put(&mut arena, 2, CENTER);
    for (is_lost, kind) in [(true, LOST), (false, FOUND)] {
        assert_eq!(lose(&mut game, &mut arena, is_lost).of(kind).next().unwrap().seat, 2);
        assert_eq!(lose(&mut game, &mut arena, is_lost).iter().count(), 0, "it is told once");
        assert_eq!(arena.bodies[1].is_paused, u32::from(is_lost));
        assert_eq!((game.players[1].points, arena.bodies[1].lives, arena.bodies[1].place), (8, 2, CENTER));
    }
}

#[test]
fn nobody_waits_for_a_controller_that_is_gone() {
    let mut game = check(&[(1, "ready"), (2, "ready"), (1, "ready")], [1, 1, 0, 0], [1, 0, 0, 0]);
    let mut arena = Arena::default();
    lose(&mut game, &mut arena, true);
    assert!(wait(&mut game, &mut arena, START_SECONDS + 0.1));
}

#[test]
fn who_has_a_seat_from_the_start_has_joined() {
    let (mut game, mut arena) = (Game::default(), Arena::default());
    let mut input = rest();
    input.seat_devices[2..].fill(SEAT_EMPTY);
    join(&mut game, &mut arena, &mut Told::default(), &mut LeaveWish::default(), &input, &Tick::default());
    assert_eq!(game.players.map(|player| player.kind), [HUMAN, HUMAN, NOBODY, NOBODY]);
    input.seat_devices[2] = SEAT_PAD;
    join(&mut game, &mut arena, &mut Told::default(), &mut LeaveWish::default(), &input, &LATER);
    assert_eq!((game.players[2].kind, game.phase), (NOBODY, PHASE_LOBBY), "later a press is needed");
}

#[test]
fn who_comes_late_takes_over_from_a_computer_player() {
    let mut game = Game { phase: PHASE_CARD, ..game_of(1, 0) };
    (game.players[2].kind, game.players[2].points) = (ROBOT, 6);
    let mut arena = Arena::of(game.taken(), 3);
    let mut told = Told::default();
    join(&mut game, &mut arena, &mut told, &mut LeaveWish::default(), &press(&[3, 4], "ready"), &LATER);
    assert_eq!((game.players[2].kind, game.players[2].points), (HUMAN, 6));
    assert_eq!((game.players[3].kind, game.players[3].points), (HUMAN, 0));
    assert_eq!((count_of(&told, JOINED), count_of(&told, LEFT)), (2, 0));
}
