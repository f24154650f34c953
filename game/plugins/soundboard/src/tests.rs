//! The rules of the sound board, played through the functions of its systems.

mod music;
mod panels;
mod touch;

use crate::board::Board;
use crate::steer::steer;
use playground_core_client::input::{ActionFrame, ActionState};
use playground_core_ecs::{Tick, TickRate};
use playground_core_types::hash::name_hash;
use playground_core_types::math::Vec2;

const RATE: TickRate = TickRate { hertz: 60 };

const DOWN: ActionState = ActionState {
    x: 1.0,
    y: 0.0,
    first_press_micros: 0,
    last_release_micros: 0,
    pressed: 1,
    released: 0,
    held: 1,
    buffered: 1,
};

/// A frame in which seat 1 does so with actions, the mouse being at a place.
fn frame(pointer: Vec2, actions: &[(&str, ActionState)]) -> ActionFrame {
    let mut input = ActionFrame { pointer, ..ActionFrame::default() };
    for (place, (name, state)) in actions.iter().enumerate() {
        input.names[place] = name_hash(name);
        input.set_state_at(1, place, *state);
    }
    input
}

/// One tick of a board.
fn step(board: &mut Board, pointer: Vec2, actions: &[(&str, ActionState)]) {
    steer(board, &frame(pointer, actions), &Tick { number: 1 }, &RATE);
}
