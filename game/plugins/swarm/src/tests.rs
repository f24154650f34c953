//! The rules of Swarm, played through the functions of its systems.

mod round;
mod table;

use crate::board::{Board, EnemySeen};
use crate::game::{Game, PHASE_PLAY, Player};
use playground_core_client::input::{ActionFrame, ActionState};
use playground_core_ecs::{Commands, TickRate, World};
use playground_core_types::hash::name_hash;
use playground_core_types::math::Vec2;

const RATE: TickRate = TickRate { hertz: 60 };

/// The actions of the game, in some order.
const ACTIONS: [&str; 4] = ["move", "aim", "fire", "dash"];

/// A frame in which a seat presses an action.
fn press(seat: u32, action: &str) -> ActionFrame {
    let state = ActionState { pressed: 1, held: 1, buffered: 1, ..ActionState::default() };
    frame(seat, action, state)
}

/// A frame in which a seat pushes the stick.
fn push(seat: u32, x: f32, y: f32) -> ActionFrame {
    frame(seat, "move", ActionState { x, y, ..ActionState::default() })
}

fn frame(seat: u32, action: &str, state: ActionState) -> ActionFrame {
    let mut input = ActionFrame::default();
    for (place, name) in ACTIONS.iter().enumerate() {
        input.names[place] = name_hash(name);
    }
    if let Some(place) = input.action(action) {
        input.set_state_at(seat, place, state);
    }
    input
}

/// A round of so many players, each with so many lives, in a tick of full length.
fn round(players: usize, lives: u32) -> Game {
    let mut game = Game { phase: PHASE_PLAY, seconds: RATE.tick_seconds(), wave: 1, ..Game::default() };
    for player in &mut game.players[..players] {
        *player = Player { joined: 1, lives, ..Player::default() };
    }
    game
}

/// A board with one enemy.
fn board_with_enemy(place: Vec2, radius: f32) -> Board {
    let mut board = Board::default();
    board.see_enemy(EnemySeen { place, radius, ..EnemySeen::default() });
    board
}

/// Commands as a system has them.
fn commands() -> Commands {
    let mut commands = Commands::default();
    commands.begin(&mut World::new());
    commands
}

/// How often something of a kind happened.
fn count_of(board: &Board, kind: u32) -> usize {
    board.told().iter().filter(|happening| happening.kind == kind).count()
}
