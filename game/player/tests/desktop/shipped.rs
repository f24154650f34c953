//! A game that was shipped, as whoever got it sees it.

use crate::folder::Folder;
use crate::player::{PONG, Player};
use std::process::Command;

#[test]
fn a_shipped_game_starts_at_once_and_is_nothing_else() {
    let folder = Folder::new();
    let program = env!("CARGO_BIN_EXE_playground");
    let mut ship = Command::new(program);
    ship.args(["ship", PONG, "--target", "linux", "--fused", "--player", program, "-o"]).arg(folder.path());
    assert!(ship.status().unwrap().success());
    let (game, kept) = (folder.path().join("pong"), folder.path().join("playground.pong"));
    let mut command = Command::new(game);
    command.args(["--audio", "null"]);
    let Some(mut player) = Player::start(folder, command) else { return };
    // Nobody chose it in a gallery.
    player.wait_for_court();
    let window = player.window.clone();
    assert_eq!(player.screen.hand(&format!("getwindowname {window}")).trim(), "Pong");
    assert!(
        !player.screen.hand("search --class ^playground.pong$").trim().is_empty(),
        "the desktop knows it"
    );
    player.tap("ctrl+m");
    player.wait_for("its settings in its own folder", |_| kept.join("settings.toml").is_file());
    // Up from the first line of the menu is the last one: the end, and no gallery above it.
    player.tap("Escape");
    player.tap("Up");
    player.tap("Return");
    let (status, said) = player.wait_for_end();
    assert!(status.success(), "{said}");
}
