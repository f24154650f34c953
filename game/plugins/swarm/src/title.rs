//! The title: who presses fire joins, who presses it again begins.

use crate::board::{BLIP, Board, JOINED};
use crate::game::{Game, PHASE_PLAY, PHASE_TITLE, SCREEN, SEAT_COUNT};
use playground_core_client::input::ActionFrame;
use playground_core_ecs::{Tick, TickRate, system};
use playground_core_types::math::{Vec2, vec2};

/// From the first wish to begin to the beginning, so that others can still join. Unit: seconds.
pub const START_SECONDS: f32 = 3.0;

/// Where the place of a seat is on the title screen.
pub fn slot_place(seat: u32) -> Vec2 {
    vec2(SCREEN.x / 2.0 + (seat as f32 - 2.5) * 92.0, 164.0)
}

/// Lets players join, leave and begin.
#[system]
pub fn join(game: &mut Game, board: &mut Board, input: &ActionFrame, tick: &Tick, rate: &TickRate) {
    if tick.number == 0 {
        // Whoever has a seat from the start need not ask for one.
        for seat in (1..=SEAT_COUNT as u32).filter(|seat| input.is_seated(*seat)) {
            join_now(seat, game, board);
        }
    }
    match game.phase {
        PHASE_TITLE => join_title(game, board, input, rate.tick_seconds()),
        // Who comes late flies from the next wave on.
        PHASE_PLAY => {
            for seat in 1..=SEAT_COUNT as u32 {
                join_on_press(seat, game, board, input);
            }
        }
        _ => {}
    }
}

fn join_title(game: &mut Game, board: &mut Board, input: &ActionFrame, seconds: f32) {
    let mut wished = false;
    for seat in 1..=SEAT_COUNT as u32 {
        if join_on_press(seat, game, board, input) {
            continue;
        }
        if game.player(seat).joined == 0 {
            continue;
        }
        if input.pressed(seat, "fire") {
            wished = true;
        } else if input.pressed(seat, "dash") {
            if let Some(player) = game.player_mut(seat) {
                player.joined = 0;
            }
            game.start_seconds = -1.0;
            board.tell(BLIP, slot_place(seat));
        }
    }
    if game.start_seconds >= 0.0 {
        game.start_seconds -= seconds;
        // A second wish waits no longer.
        if game.start_seconds < 0.0 || (wished && game.start_seconds < START_SECONDS - 0.25) {
            game.start();
        }
    } else if wished {
        game.start_seconds = START_SECONDS;
        board.tell(BLIP, SCREEN / 2.0);
    }
}

/// Returns whether the seat joined just now.
fn join_on_press(seat: u32, game: &mut Game, board: &mut Board, input: &ActionFrame) -> bool {
    let Some(player) = game.player_mut(seat) else { return false };
    if player.joined == 1 || !input.pressed(seat, "fire") {
        return false;
    }
    join_now(seat, game, board);
    true
}

fn join_now(seat: u32, game: &mut Game, board: &mut Board) {
    if let Some(player) = game.player_mut(seat) {
        player.joined = 1;
        board.tell(JOINED, slot_place(seat)).seat = seat;
    }
}
