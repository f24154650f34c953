//! Seats: who joins, leaves and is ready, and whose controller is gone.

use crate::arena::{Arena, entrance};
use crate::body::Body;
use crate::game::{
    Game, HUMAN, NOBODY, PHASE_CARD, PHASE_LOBBY, PLACE_COUNT, Player, ROBOT, ROBOT_COUNT_MAX,
};
use crate::told::{BLIP, FOUND, JOINED, LEFT, LOST, READY, Told};
use playground_core_client::input::{ActionFrame, LeaveWish, SEAT_PAD_LOST};
use playground_core_ecs::{Tick, system};

/// From the last one who is ready to the beginning. Unit: seconds.
pub const START_SECONDS: f32 = 2.5;

/// Notes whose controller is gone and whose is back: such a player keeps its place and its points.
#[system]
pub fn watch(game: &mut Game, arena: &mut Arena, told: &mut Told, input: &ActionFrame) {
    for (index, player) in game.players.iter_mut().enumerate() {
        let seat = index as u32 + 1;
        let is_gone = input.seat_devices[index] == SEAT_PAD_LOST && player.kind == HUMAN;
        let is_lost = u32::from(is_gone);
        if is_lost != player.is_lost {
            player.is_lost = is_lost;
            told.tell_of(if is_gone { LOST } else { FOUND }, seat, arena.bodies[index].place);
        }
        arena.bodies[index].is_paused = is_lost;
    }
}

/// Lets players join, leave, be ready, and choose how many computer players come.
#[system]
pub fn join(
    game: &mut Game,
    arena: &mut Arena,
    told: &mut Told,
    leaves: &mut LeaveWish,
    input: &ActionFrame,
    tick: &Tick,
) {
    for index in 0..PLACE_COUNT {
        let seat = index as u32 + 1;
        let was_seated = tick.number == 0 && input.is_seated(seat);
        let presses = input.pressed(seat, "ready");
        match (game.phase, game.players[index].kind) {
            (PHASE_LOBBY, NOBODY | ROBOT) if presses || was_seated => take_place(index, game, arena, told),
            // Who comes in the midst of a game takes over from a computer player, or begins without points.
            (PHASE_CARD, NOBODY | ROBOT) if presses => {
                let points = game.players[index].points;
                take_place(index, game, arena, told);
                game.players[index].points = points;
            }
            (PHASE_LOBBY, HUMAN) => {
                let stays = does_stay(index, game, arena, (told, input));
                if !stays {
                    leaves.leave(seat, tick.number);
                }
            }
            _ => {}
        }
    }
    if game.phase == PHASE_LOBBY {
        wait_for_all(game, told);
    }
}

fn take_place(index: usize, game: &mut Game, arena: &mut Arena, told: &mut Told) {
    game.players[index] = Player { kind: HUMAN, ..Player::default() };
    if game.phase == PHASE_LOBBY || arena.bodies[index].is_in == 0 {
        arena.bodies[index] = Body::at(entrance(index));
    }
    told.tell_of(JOINED, index as u32 + 1, arena.bodies[index].place);
}

/// Does what a player of the lobby presses; whether it stays.
fn does_stay(
    index: usize,
    game: &mut Game,
    arena: &mut Arena,
    (told, input): (&mut Told, &ActionFrame),
) -> bool {
    let (seat, place) = (index as u32 + 1, arena.bodies[index].place);
    if input.pressed(seat, "robots") {
        game.robots = (game.robots + 1) % (ROBOT_COUNT_MAX + 1);
        told.tell(BLIP, place);
    }
    let player = &mut game.players[index];
    if input.pressed(seat, "ready") {
        player.is_ready = 1 - player.is_ready;
        told.tell_of(if player.is_ready == 1 { READY } else { BLIP }, seat, place);
    } else if input.pressed(seat, "leave") {
        // Back from being ready first, then out.
        if player.is_ready == 1 {
            player.is_ready = 0;
            told.tell_of(BLIP, seat, place);
        } else {
            *player = Player::default();
            arena.bodies[index] = Body::default();
            told.tell_of(LEFT, seat, place);
            return false;
        }
    }
    true
}

fn wait_for_all(game: &mut Game, told: &mut Told) {
    if !game.are_all_ready() {
        game.start_seconds = -1.0;
    } else if game.start_seconds < 0.0 {
        game.start_seconds = START_SECONDS;
    } else {
        game.start_seconds -= game.seconds;
        if game.start_seconds <= 0.0 {
            game.begin_rounds();
            told.tell(BLIP, crate::arena::CENTER);
        }
    }
}
