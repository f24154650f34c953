//! From one phase to the next: the card with the rules, the count, the round, its points, the podium.

use crate::arena::{Arena, CENTER};
use crate::body::Body;
use crate::game::{
    Game, HUMAN, PHASE_CARD, PHASE_COUNT, PHASE_LOBBY, PHASE_PLAY, PHASE_PODIUM, PHASE_SCORES, PHASE_WHISTLE,
    PLACE_COUNT, ROUND_COUNT, ROUND_FLOE, ROUND_FUSE,
};
use crate::told::{BEGAN, BLIP, COUNTED, CROWNED, READY, SCORED, Told, WHISTLED, WON};
use crate::{flies, floe, fuse};
use playground_core_client::input::{ActionFrame, ActionSets};
use playground_core_ecs::{Random, system};
use playground_core_types::math::{Vec2, vec2};

/// The points of the first to the last of a round.
pub const POINTS: [u32; PLACE_COUNT] = [5, 3, 2, 1];

/// How long the rules are seen at most. Unit: seconds.
pub const CARD_SECONDS: f32 = 14.0;
/// How long "three, two, one" takes. Unit: seconds.
pub const COUNT_SECONDS: f32 = 2.4;
/// How long the end of a round is seen. Unit: seconds.
pub const WHISTLE_SECONDS: f32 = 2.6;
/// How long the points are seen at most. Unit: seconds.
pub const SCORES_SECONDS: f32 = 9.0;
/// How long the podium is there before one can go on. Unit: seconds.
pub const PODIUM_SECONDS: f32 = 2.0;
/// Before that no press goes on, so that nobody misses it. Unit: seconds.
const LOOK_SECONDS: f32 = 0.5;

/// Goes on to the next phase when its time is over, or when all are ready.
#[system]
pub fn advance(
    game: &mut Game,
    arena: &mut Arena,
    told: &mut Told,
    input: &ActionFrame,
    random: &mut Random,
) {
    let phase = game.phase;
    match phase {
        PHASE_CARD => {
            if game.phase_seconds <= game.seconds * 1.5 {
                *arena = begin(game, arena, random);
            }
            if goes_on(game, told, input, CARD_SECONDS) {
                game.enter(PHASE_COUNT);
            }
        }
        PHASE_COUNT => count(game, told),
        PHASE_WHISTLE if game.phase_seconds >= WHISTLE_SECONDS => {
            game.enter(PHASE_SCORES);
            for index in game.taken() {
                told.tell_of(SCORED, index as u32 + 1, CENTER);
            }
        }
        PHASE_SCORES if goes_on(game, told, input, SCORES_SECONDS) => go_on(game, arena, told),
        PHASE_PODIUM => leave_podium(game, arena, told, input),
        _ => {}
    }
}

/// An arena for the round; who lost its controller before it begins in a bubble.
fn begin(game: &Game, before: &Arena, random: &mut Random) -> Arena {
    let mut arena = match game.round {
        ROUND_FLOE => floe::begin(game),
        ROUND_FUSE => fuse::begin(game),
        _ => flies::begin(game, &mut random.generator),
    };
    for (body, before) in arena.bodies.iter_mut().zip(before.bodies) {
        body.is_paused = before.is_paused;
    }
    arena
}

/// Whether all said so, or the time is over.
fn goes_on(game: &mut Game, told: &mut Told, input: &ActionFrame, seconds_max: f32) -> bool {
    if game.phase_seconds < LOOK_SECONDS {
        return false;
    }
    for (seat, player) in (1..).zip(&mut game.players) {
        if player.kind == HUMAN && player.is_ready == 0 && input.pressed(seat, "ready") {
            player.is_ready = 1;
            told.tell_of(READY, seat, CENTER);
        }
    }
    game.are_all_ready() || game.phase_seconds >= seconds_max
}

fn count(game: &mut Game, told: &mut Told) {
    let beat = COUNT_SECONDS / 3.0;
    let before = ((game.phase_seconds - game.seconds).max(0.0) / beat) as u32;
    if game.phase_seconds >= COUNT_SECONDS {
        game.enter(PHASE_PLAY);
        told.tell(BEGAN, CENTER);
    } else if before != (game.phase_seconds / beat) as u32 || game.phase_seconds <= game.seconds * 1.5 {
        told.tell(COUNTED, CENTER);
    }
}

/// After the points: the next round, or the podium.
fn go_on(game: &mut Game, arena: &mut Arena, told: &mut Told) {
    if game.round + 1 < ROUND_COUNT {
        game.round += 1;
        game.enter(PHASE_CARD);
        return;
    }
    game.enter(PHASE_PODIUM);
    for index in game.taken() {
        let points = game.players[index].points;
        game.players[index].rank = rank_among(game, points, |game, other| game.players[other].points);
    }
    *arena = Arena::of(game.taken(), 1);
    for index in game.taken() {
        arena.bodies[index].place = podium_place(index, game);
        arena.bodies[index].facing = Vec2::Y;
        if game.players[index].rank == 1 {
            told.tell_of(CROWNED, index as u32 + 1, arena.bodies[index].place);
        }
    }
}

/// One more than those who have more.
fn rank_among(game: &Game, value: u32, of: impl Fn(&Game, usize) -> u32) -> u32 {
    1 + game.taken().filter(|other| of(game, *other) > value).count() as u32
}

/// Where a player stands on the podium: side by side, the first in the midst.
pub fn podium_place(index: usize, game: &Game) -> Vec2 {
    let mut order: Vec<usize> = game.taken().collect();
    order.sort_by_key(|other| game.players[*other].rank);
    let place = order.iter().position(|other| *other == index).unwrap_or_default();
    let x = [0.0, -84.0, 84.0, 168.0][place] - if order.len() == 4 { 42.0 } else { 0.0 };
    vec2(CENTER.x + x, podium_top(game.players[index].rank) - 15.0)
}

/// How high the podium of a rank is. Unit: virtual pixels from the top of the screen.
pub fn podium_top(rank: u32) -> f32 {
    [190.0, 216.0, 238.0, 258.0][(rank.clamp(1, 4) - 1) as usize]
}

/// From the podium once more, or to the lobby.
fn leave_podium(game: &mut Game, arena: &mut Arena, told: &mut Told, input: &ActionFrame) {
    if game.phase_seconds < PODIUM_SECONDS {
        return;
    }
    if input.any_pressed("ready") {
        game.begin_rounds();
        told.tell(BLIP, CENTER);
    } else if input.any_pressed("leave") {
        let robots = game.robots;
        let kinds = game.players.map(|player| if player.kind == HUMAN { HUMAN } else { 0 });
        *game = Game { robots, seconds: game.seconds, ..Game::default() };
        *arena = Arena::default();
        for (index, kind) in kinds.into_iter().enumerate().filter(|(_, kind)| *kind == HUMAN) {
            game.players[index].kind = kind;
            arena.bodies[index] = Body::at(crate::arena::entrance(index));
        }
        told.tell(BLIP, CENTER);
    }
}

/// Plays the rules of the round.
#[system]
pub fn play(game: &mut Game, arena: &mut Arena, told: &mut Told, random: &mut Random) {
    if game.phase != PHASE_PLAY {
        return;
    }
    arena.seconds += game.seconds;
    let is_over = match game.round {
        ROUND_FLOE => floe::play(arena, game.seconds, told),
        ROUND_FUSE => fuse::play(arena, game.seconds, &mut random.generator, told),
        _ => flies::play(arena, game.seconds, &mut random.generator, told),
    };
    if is_over {
        told.tell(WHISTLED, CENTER);
        score(game, arena, told);
        game.enter(PHASE_WHISTLE);
    }
}

/// Gives each the points of its rank; those who are as good have the same.
pub fn score(game: &mut Game, arena: &Arena, told: &mut Told) {
    for index in game.taken() {
        let key = arena.bodies[index].rank_key;
        let rank = rank_among(game, key, |_, other| arena.bodies[other].rank_key);
        let gained = POINTS[rank as usize - 1] * game.factor();
        let player = &mut game.players[index];
        (player.rank, player.gained) = (rank, gained);
        player.points += gained;
        if rank == 1 {
            player.wins += 1;
            told.tell_of(WON, index as u32 + 1, arena.bodies[index].place);
        }
    }
}

/// The actions that count in the phase: a set for the lobby, for play and for the podium; a card lies over play.
#[system]
pub fn choose_actions(game: &Game, sets: &mut ActionSets) {
    let (set, has_card) = match game.phase {
        PHASE_LOBBY => ("lobby", false),
        PHASE_PLAY => ("play", false),
        PHASE_PODIUM => ("podium", false),
        _ => ("play", true),
    };
    for seat in 1..=PLACE_COUNT as u32 {
        if !sets.is_set(seat, set) {
            sets.switch(seat, set);
        }
        match (has_card, sets.has_layer(seat, "card")) {
            (true, false) => sets.lay(seat, "card"),
            (false, true) => sets.lift(seat, "card"),
            _ => {}
        }
    }
}
