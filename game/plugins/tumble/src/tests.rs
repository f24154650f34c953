//! The rules of Tumble, played through the functions of its systems.

mod flies;
mod floe;
mod fuse;
mod ice;
mod lobby;
mod party;

use crate::arena::Arena;
use crate::game::{Game, HUMAN, NOBODY, PHASE_PLAY, PLACE_COUNT};
use crate::told::Told;
use playground_core_client::input::{ActionFrame, ActionState, SEAT_PAD};
use playground_core_types::hash::name_hash;
use playground_core_types::math::Vec2;

/// The length of a tick.
const TICK: f32 = 1.0 / 60.0;

/// The actions of the game, in some order.
const ACTIONS: [&str; 7] = ["move", "charge", "brace", "call", "ready", "leave", "robots"];

/// A frame in which the given seats press an action; all four have a controller.
fn press(seats: &[u32], action: &str) -> ActionFrame {
    let mut input = ActionFrame::default();
    for (place, name) in ACTIONS.iter().enumerate() {
        input.names[place] = name_hash(name);
    }
    input.seat_devices[..PLACE_COUNT].fill(SEAT_PAD);
    for seat in seats {
        let place = input.action(action).unwrap();
        input.set_state_at(*seat, place, ActionState { pressed: 1, held: 1, ..ActionState::default() });
    }
    input
}

/// A frame in which nobody does anything.
fn rest() -> ActionFrame {
    press(&[], "ready")
}

/// A game in which so many people play a round.
fn game_of(players: usize, round: u32) -> Game {
    let mut game = Game { phase: PHASE_PLAY, round, ..Game::default() };
    for player in &mut game.players {
        player.kind = NOBODY;
    }
    for player in &mut game.players[..players] {
        player.kind = HUMAN;
    }
    game
}

/// How often something of a kind was told.
fn count_of(told: &Told, kind: u32) -> usize {
    told.of(kind).count()
}

/// Puts a player somewhere, at rest.
fn put(arena: &mut Arena, seat: u32, place: Vec2) {
    let body = &mut arena.bodies[seat as usize - 1];
    (body.place, body.velocity) = (place, Vec2::ZERO);
}
