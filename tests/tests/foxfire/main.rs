//! Foxfire from the title through the first gate: committed keys play it, the same every time.

#![expect(clippy::unwrap_used, reason = "a test ends where its preparation fails")]

use playground_core_client::get_client_instance;
use playground_core_ecs::api::hash_world;
use playground_core_types::read_now;
use playground_game_plugins_foxfire::Game;
use playground_game_plugins_foxfire::game::END;
use playground_platform_runner::{Options, Program, headless};
use std::path::PathBuf;
use tokio::runtime::Builder;
use tokio::task::LocalSet;

const PROGRAM: Program = Program {
    plugins: &[playground_game_plugins_foxfire::PLUGIN],
    shell: playground_game_plugins_shell::SHELL,
};

/// Plays so many ticks with the keys of a committed file; what is going on then, and the world's hash.
fn play(keys: &str, ticks: u64) -> (Game, u64) {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let options = Options {
        game: Some(root.join("../assets/games/foxfire")),
        input: Some(root.join("tests/foxfire").join(keys)),
        headless: true,
        ticks: Some(ticks),
        ..Options::default()
    };
    let executor = Builder::new_current_thread().build().unwrap();
    executor.block_on(LocalSet::new().run_until(headless::run(PROGRAM, options, drop))).unwrap();
    let client = get_client_instance().unwrap();
    let game: Game = read_now(&client.ecs.world).unwrap().resource().unwrap();
    (game, hash_world(&client.ecs).unwrap())
}

/// One test: all runs are of the one client of the process.
#[test]
fn both_levels_are_played_from_the_title_to_the_results() {
    let (game, hash) = play("meadow.txt", 3000);
    assert_eq!((game.level, game.falls), (2, 0), "through the gate and on, without a fall: {game:?}");
    assert!(game.wisps > 20, "{} wisps on the way", game.wisps);
    assert_eq!(play("meadow.txt", 3000).1, hash, "the same keys, the same world");
    let (game, _) = play("whole.txt", 3600);
    assert_eq!((game.phase, game.falls), (END, 0), "through both levels without a fall: {game:?}");
}
