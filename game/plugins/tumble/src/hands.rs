//! What players want in a tick, read from the hands of those at a device.

use crate::arena::Arena;
use crate::game::{Game, HUMAN};
use playground_core_client::input::ActionFrame;
use playground_core_ecs::{component, system};
use playground_core_types::math::Vec2;

/// What one player wants in a tick; of hands and of minds alike.
#[component]
#[derive(Default)]
pub struct Wish {
    /// Where to. Range: length 0 to 1.
    pub stick: Vec2,
    /// 1 while a dash is charged.
    pub is_held: u32,
    /// 1 when a dash is asked for.
    pub is_pressed: u32,
    /// 1 while it stands firm.
    pub braces: u32,
    /// 1 when it calls.
    pub calls: u32,
}

/// Reads the wishes of all who have a device. Who has lost it, wants nothing.
#[system]
pub fn read(arena: &mut Arena, game: &Game, input: &ActionFrame) {
    for (index, player) in game.players.iter().enumerate() {
        let seat = index as u32 + 1;
        arena.wishes[index] = if player.kind == HUMAN && player.is_lost == 0 {
            Wish {
                stick: input.stick(seat, "move"),
                is_held: u32::from(input.button(seat, "charge")),
                is_pressed: u32::from(input.pressed(seat, "charge")),
                braces: u32::from(input.button(seat, "brace")),
                calls: u32::from(input.pressed(seat, "call")),
            }
        } else {
            Wish::default()
        };
    }
}
