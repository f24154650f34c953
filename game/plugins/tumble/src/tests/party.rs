//! The whole party: from card to round to points to the podium, and what counts in each phase.

use super::*;
use crate::game::{
    PHASE_CARD, PHASE_COUNT, PHASE_LOBBY, PHASE_PODIUM, PHASE_SCORES, PHASE_WHISTLE, ROBOT, ROUND_COUNT,
    ROUND_FLIES, ROUND_FLOE, ROUND_FUSE,
};
use crate::rounds::{CARD_SECONDS, SCORES_SECONDS, advance, choose_actions, play, score};
use crate::told::{BEGAN, CROWNED, WON};
use crate::{body, hands, meet, minds};
use playground_core_client::input::{ActionSets, RumbleFrame};
use playground_core_ecs::{Random, Tick};

/// Ends a round in which players have these keys, and compares what they get.
#[track_caller]
fn check_points(round: u32, keys: &[u32], gained: &[u32]) {
    let mut game = game_of(keys.len(), round);
    let mut arena = Arena::of(game.taken(), 1);
    for (body, key) in arena.bodies.iter_mut().zip(keys) {
        body.rank_key = *key;
    }
    let mut told = Told::default();
    score(&mut game, &arena, &mut told);
    let got: Vec<u32> = game.players[..keys.len()].iter().map(|player| player.gained).collect();
    assert_eq!(got, gained, "round {round}, {keys:?}");
    assert_eq!(count_of(&told, WON), game.players.iter().filter(|player| player.wins == 1).count());
}

#[test]
fn the_better_get_more_those_as_good_the_same_and_the_last_round_counts_twice() {
    check_points(ROUND_FLOE, &[0, 100, 1, 2], &[1, 5, 2, 3]);
    check_points(ROUND_FUSE, &[7, 7], &[5, 5]);
    check_points(ROUND_FUSE, &[3, 9, 3], &[3, 5, 3]);
    check_points(ROUND_FLIES, &[4, 9, 0, 9], &[4, 10, 2, 10]);
}

/// A party and all that it needs.
struct Party {
    game: Game,
    arena: Arena,
    told: Told,
    random: Random,
    sets: ActionSets,
}

impl Party {
    /// Of one person who does nothing, and three computer players.
    fn new(seed: u64) -> Self {
        let mut game = Game::default();
        game.players[0].kind = HUMAN;
        game.begin_rounds();
        let (random, sets) = (Random::new(seed), ActionSets::default());
        Self { game, arena: Arena::default(), told: Told::default(), random, sets }
    }

    /// One tick, in the order of the plugin.
    fn tick(&mut self, input: &ActionFrame) {
        let Self { game, arena, told, random, sets } = self;
        told.clear();
        game.phase_seconds += game.seconds;
        advance(game, arena, told, input, random);
        hands::read(arena, game, input);
        minds::think(arena, game, random);
        body::steer(arena, game, told);
        meet::meet(arena, game, told);
        play(game, arena, told, random);
        choose_actions(game, sets);
    }

    /// Ticks until a phase comes, at most so many.
    fn wait_for(&mut self, phase: u32, ticks: u32) -> u32 {
        let passed = (0..ticks).find(|_| {
            self.tick(&rest());
            self.game.phase == phase
        });
        passed
            .unwrap_or_else(|| panic!("phase {phase} comes within {ticks} ticks; it is {}", self.game.phase))
    }
}

#[test]
fn a_party_of_three_rounds_ends_on_the_podium() {
    for seed in 0..6 {
        let mut party = Party::new(seed);
        for round in 0..ROUND_COUNT {
            assert_eq!((party.game.phase, party.game.round), (PHASE_CARD, round));
            party.wait_for(PHASE_COUNT, (CARD_SECONDS * 60.0) as u32 + 9);
            party.wait_for(PHASE_PLAY, 200);
            assert_eq!(count_of(&party.told, BEGAN), 1);
            party.wait_for(PHASE_WHISTLE, 82 * 60);
            party.wait_for(PHASE_SCORES, 200);
            let next = if round + 1 == ROUND_COUNT { PHASE_PODIUM } else { PHASE_CARD };
            party.wait_for(next, (SCORES_SECONDS * 60.0) as u32 + 9);
        }
        let ranks = party.game.players.map(|player| player.rank);
        let best = party.game.players.iter().map(|player| player.points).max().unwrap();
        assert!(ranks.contains(&1) && best >= 8, "{ranks:?}, {best} points");
        assert!(count_of(&party.told, CROWNED) >= 1);
    }
}

#[test]
fn computer_players_play_all_rounds() {
    let mut party = Party::new(3);
    party.wait_for(PHASE_PODIUM, 300 * 60);
    let robots = party.game.players.iter().filter(|player| player.kind == ROBOT);
    let points: Vec<u32> = robots.map(|player| player.points).collect();
    assert!(points.iter().all(|points| *points >= 4), "who moves is not the last in all: {points:?}");
}

#[test]
fn a_card_goes_on_as_soon_as_all_have_read_it() {
    let mut party = Party::new(1);
    (0..60).for_each(|_| party.tick(&rest()));
    assert_eq!(party.game.phase, PHASE_CARD);
    party.tick(&press(&[1], "ready"));
    assert_eq!(party.game.phase, PHASE_COUNT);
}

/// Waits on the podium, presses, and compares where that leads.
#[track_caller]
fn check_podium(action: &str, phase: u32, robots: u32) {
    let mut party = Party::new(2);
    party.game.enter(PHASE_PODIUM);
    party.game.players[0].points = 9;
    (0..150).for_each(|_| party.tick(&rest()));
    party.tick(&press(&[1], action));
    let game = party.game;
    assert_eq!((game.phase, game.count_of(HUMAN), game.count_of(ROBOT)), (phase, 1, robots));
    assert_eq!((game.players[0].points, game.round), (0, ROUND_FLOE));
}

#[test]
fn from_the_podium_one_plays_once_more_or_goes_to_the_lobby() {
    check_podium("ready", PHASE_CARD, 3);
    check_podium("leave", PHASE_LOBBY, 0);
}

#[test]
fn each_phase_has_its_set_of_actions_and_cards_lie_over_play() {
    let mut sets = ActionSets::default();
    for (phase, set, has_card) in [
        (PHASE_LOBBY, "lobby", false),
        (PHASE_CARD, "play", true),
        (PHASE_COUNT, "play", true),
        (PHASE_PLAY, "play", false),
        (PHASE_SCORES, "play", true),
        (PHASE_PODIUM, "podium", false),
    ] {
        choose_actions(&Game { phase, ..Game::default() }, &mut sets);
        for seat in 1..=4 {
            assert_eq!(
                (sets.is_set(seat, set), sets.has_layer(seat, "card")),
                (true, has_card),
                "phase {phase}"
            );
        }
    }
}

#[test]
fn a_blow_is_felt_by_both_and_most_by_whom_it_meets() {
    let (mut told, mut rumble) = (Told::default(), RumbleFrame::default());
    told.tell_of(crate::told::HIT, 2, Vec2::ZERO).other = 3;
    crate::feel::feel(&told, &mut rumble, &Tick { number: 5 });
    let strong = [1, 2, 3].map(|seat| rumble.levels(seat, 6)[0]);
    assert!(strong[0] == 0.0 && strong[1] > strong[2] && strong[2] > 0.0, "{strong:?}");
    assert_eq!(rumble.levels(2, 60), [0.0, 0.0], "it fades");
}
