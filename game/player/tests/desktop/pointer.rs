//! A pointer that a game holds in its window, and that is free in a pause.

use crate::folder::Folder;
use crate::player::{PONG, Player};
use std::fs;
use std::path::Path;
use std::process::Command;

/// A place on the screen beside the window.
const BESIDE: &str = "mousemove 1200 700";

/// Copies pong, and lets its manifest say that the pointer is locked.
fn copy_locked(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_locked(&path, &target);
        } else if path.ends_with("game.toml") {
            let manifest = fs::read_to_string(&path).unwrap();
            fs::write(&target, manifest.replace("[window]", "[window]\npointer = \"locked\"")).unwrap();
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Moves the pointer out of the window, again and again, until it stays in there or does not.
#[track_caller]
fn check(player: &mut Player, is_held: bool) {
    let mut place = String::new();
    for _ in 0..500 {
        player.screen.hand(BESIDE);
        place = player.screen.hand("getmouselocation");
        if place.starts_with("x:1200 y:700") != is_held {
            return;
        }
        player.watch(1);
    }
    panic!("the pointer is at {place}");
}

#[test]
fn a_game_that_wants_the_pointer_holds_it_until_the_pause() {
    let game = Folder::new();
    copy_locked(Path::new(PONG), &game.path().join("pong"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_playground"));
    command.arg(game.path().join("pong")).args(["--audio", "null"]);
    let Some(mut player) = Player::start(Folder::new(), command) else { return };
    player.wait_for_court();
    player.screen.hand(&format!("windowsize --sync {} 640 360", player.window));
    check(&mut player, true);
    player.tap("Escape");
    check(&mut player, false);
    player.tap("Escape");
    check(&mut player, true);
}
