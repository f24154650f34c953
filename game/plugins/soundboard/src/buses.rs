//! The buses: a level for each, at once or slowly.

use crate::board::Board;
use crate::controls::{BUS_COUNT, BUSES, SLOW};
use playground_core_client::audio::{BUS_EFFECTS, BUS_MASTER, BUS_MUSIC, BusLevel};
use playground_core_ecs::{Name, component, system};
use playground_core_types::math::amplitude_of_decibels;

/// The number of master in [`NAMES`].
pub const MASTER: usize = 0;
/// The number of effects.
pub const OF_EFFECTS: usize = 2;
/// The number of the room.
pub const ROOM: usize = 4;

/// The bus of speech.
pub const BUS_SPEECH: Name = Name::of("speech");

/// The buses in the order of the board.
pub const NAMES: [Name; BUS_COUNT] = [BUS_MASTER, BUS_MUSIC, BUS_EFFECTS, BUS_SPEECH, Name::of("room")];

/// How long a slow bus takes. Unit: seconds.
pub const SLOW_SECONDS: f32 = 1.5;

/// The level of a bus that the board has.
#[component]
#[derive(Default)]
pub struct Strip {
    /// Which bus, from 0.
    pub number: u32,
}

/// What a bus is to be set to. Unit: linear amplitude.
pub fn gain_of(board: &Board, number: usize) -> f32 {
    let control = BUSES + number.min(BUS_COUNT - 1);
    // The lower end is silence.
    let is_heard = board.is_on(control) && board.values[control] > 0.0;
    if is_heard { amplitude_of_decibels(board.number(control)) } else { 0.0 }
}

/// How long buses take to their level. Unit: seconds.
pub fn fade_seconds(board: &Board) -> f32 {
    if board.is_on(SLOW) { SLOW_SECONDS } else { 0.0 }
}

/// Sets the levels of buses.
#[system]
pub fn set(strips: &[Strip], levels: &mut [BusLevel], board: &Board) {
    for (strip, level) in strips.iter().zip(levels) {
        let number = (strip.number as usize).min(BUS_COUNT - 1);
        *level =
            BusLevel { bus: NAMES[number], gain: gain_of(board, number), fade_seconds: fade_seconds(board) };
    }
}
