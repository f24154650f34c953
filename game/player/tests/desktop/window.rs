//! A window, a keyboard and a player in front of them.

#![expect(clippy::disallowed_methods, reason = "a window in real time is waited for")]

use crate::close::ask_to_close;
use crate::folder::Folder;
use crate::picture::Picture;
use crate::player::{PONG, Player};
use std::process::Command;
use std::time::Instant;

/// So many looks would show a paddle that moves.
const LOOKS: usize = 10;

/// The colour of the court, and of nothing.
const COURT: [u8; 3] = [18, 29, 47];
const BLACK: [u8; 3] = [0, 0, 0];

/// Holds a key until a paddle has moved as it should, and lets it go.
#[track_caller]
fn check_key(player: &mut Player, key: &str, has_moved: fn([usize; 2], [usize; 2]) -> bool) {
    let start = player.wait_for_rest();
    player.screen.hand(&format!("keydown {key}"));
    player.wait_for(&format!("a paddle moved by {key}"), |picture| {
        picture.paddles().is_some_and(|now| has_moved(start, now))
    });
    player.screen.hand(&format!("keyup {key}"));
}

/// Gives the window a size, and checks where the court is in it and where it is not.
#[track_caller]
fn check_size(player: &mut Player, size: &str, court: &[(usize, usize)], black: &[(usize, usize)]) {
    player.screen.hand(&format!("windowsize {} {size}", player.window));
    player.wait_for(&format!("the court in {size}"), |picture| {
        let is = |(x, y): &(usize, usize), color| picture.pixel(*x, *y) == color;
        court.iter().all(|place| is(place, COURT)) && black.iter().all(|place| is(place, BLACK))
    });
}

/// Waits until the window has a title; the picture may be there first.
#[track_caller]
fn check_title(player: &Player, title: &str) {
    player.screen.hand(&format!("search --sync --name ^{title}$"));
}

#[test]
fn two_players_move_their_paddles() {
    let Some(mut player) = Player::open(&[PONG]) else { return };
    check_key(&mut player, "w", |start, now| now[0] < start[0] && now[1] == start[1]);
    check_key(&mut player, "Down", |start, now| now[0] == start[0] && now[1] > start[1]);
    check_key(&mut player, "s", |start, now| now[0] > start[0] && now[1] == start[1]);
    check_key(&mut player, "Up", |start, now| now[0] == start[0] && now[1] < start[1]);
}

#[test]
fn a_pause_holds_everything() {
    let Some(mut player) = Player::open(&[PONG]) else { return };
    let start = player.wait_for_court();
    player.tap("Escape");
    player.wait_for("the pause", |picture| picture.paddles().is_none());
    let pictures = player.watch(2 * LOOKS);
    assert!(pictures[LOOKS..].windows(2).all(|pair| pair[0] == pair[1]), "a pause does not move");
    // It moves the mark of the menu, and nothing else.
    player.screen.hand("keydown w");
    player.watch(LOOKS);
    player.screen.hand("keyup w");
    player.tap("Escape");
    assert_eq!(player.wait_for_court(), start, "what was typed in the pause is not played");
    player.tap("Escape");
    player.wait_for("the pause", |picture| picture.paddles().is_none());
    player.tap("Return");
    check_key(&mut player, "s", |start, now| now[0] > start[0]);
}

#[test]
fn a_key_is_let_go_when_the_window_loses_the_keyboard() {
    let Some(mut player) = Player::open(&[PONG]) else { return };
    check_key(&mut player, "s", |start, now| now[0] >= start[0] + 200);
    let root = player.screen.hand("search --maxdepth 0 .*");
    let root = root.lines().next().unwrap();
    player.screen.hand(&format!("keydown w windowfocus {root}"));
    let rest = player.wait_for_rest();
    assert!(rest[0] > 0, "the paddle went on to the wall with nobody at the keyboard");
    player.screen.hand("keyup w");
    player.screen.focus(&player.window.clone());
    check_key(&mut player, "w", |start, now| now[0] < start[0]);
}

#[test]
fn a_window_of_any_size_shows_the_whole_court() {
    let Some(mut player) = Player::open(&[PONG]) else { return };
    player.wait_for_court();
    check_size(&mut player, "640 360", &[(5, 5), (600, 5), (5, 350), (600, 350)], &[(645, 5), (5, 365)]);
    check_size(&mut player, "1 1", &[], &[(5, 5), (600, 5), (5, 350)]);
    check_size(
        &mut player,
        "1000 700",
        &[(25, 85), (975, 85), (25, 615)],
        &[(10, 300), (300, 70), (990, 300)],
    );
    check_size(&mut player, "200 100", &[(15, 50), (180, 5)], &[(5, 50), (205, 5), (15, 105)]);
    // More than a graphics card draws: there is no picture, and the game waits for a better size.
    player.screen.hand(&format!("windowsize {} 30000 30000", player.window));
    player.watch(LOOKS);
    check_size(&mut player, "1280 720", &[(5, 5), (1275, 5), (5, 715)], &[]);
    check_key(&mut player, "w", |start, now| now[0] < start[0]);
}

#[test]
fn the_gallery_opens_a_game_and_waits_modestly() {
    let Some(mut player) = Player::open(&[]) else { return };
    let (start, computed) = (Instant::now(), player.computed());
    player.watch(100);
    let computed = player.computed() - computed;
    let percent = computed as f64 / start.elapsed().as_secs_f64();
    println!("the gallery uses {percent:.0} % of a core, drawing in software");
    assert!(player.screen.look().paddles().is_none(), "a gallery is not a game");
    check_title(&player, "playground");
    player.tap("Down Return");
    player.wait_for_court();
    check_title(&player, "Pong");
}

#[test]
fn a_picture_is_taken_and_performance_is_shown_with_a_key() {
    let Some(mut player) = Player::open(&[PONG]) else { return };
    player.wait_for_court();
    player.tap("F12");
    let file = player.folder.path().join("playground/pictures/Pong-0001.png");
    player.wait_for("the notice of the picture", |picture| picture.pixel(400, 48) != COURT);
    let taken = std::fs::read(&file).expect("a picture");
    assert_eq!(taken[16..24], [0, 0, 5, 0, 0, 0, 2, 208], "of 1280 by 720 pixels");
    // The graph and its counts lie in the corner; a game that was silent stays so.
    let corner = |picture: &Picture| picture.pixel(60, 250) != COURT;
    assert!(!corner(&player.screen.look()), "nothing is shown before");
    player.tap("F3");
    player.wait_for("the performance", corner);
    player.tap("F3");
    player.wait_for("the corner as it was", |picture| !corner(picture));
}

#[test]
fn a_player_who_quits_ends_the_program() {
    let Some(mut player) = Player::open(&[PONG]) else { return };
    player.wait_for_court();
    player.tap("Escape");
    player.wait_for("the pause", |picture| picture.paddles().is_none());
    player.tap("Up Return");
    let (status, said) = player.wait_for_end();
    assert!(status.success() && !said.contains("panicked"), "{status}: {said}");
}

#[test]
fn a_window_that_is_closed_ends_the_program() {
    let Some(mut player) = Player::open(&[PONG]) else { return };
    player.wait_for_court();
    ask_to_close(player.screen.display(), &player.window);
    let (status, said) = player.wait_for_end();
    assert!(status.success() && !said.contains("panicked"), "{status}: {said}");
}

#[test]
fn a_window_that_is_taken_away_ends_the_program() {
    let Some(mut player) = Player::open(&[PONG]) else { return };
    player.wait_for_court();
    player.screen.hand(&format!("windowclose {}", player.window));
    let (status, said) = player.wait_for_end();
    assert!(status.success() && !said.contains("panicked"), "{status}: {said}");
}

#[test]
fn a_screen_that_is_lost_ends_the_program_without_a_panic() {
    let Some(mut player) = Player::open(&[PONG]) else { return };
    player.wait_for_court();
    // Its connection is cut, as when the server ends: the window system's own library ends the process then.
    player.screen.hand(&format!("windowkill {}", player.window));
    let (status, said) = player.wait_for_end();
    assert!(status.code() == Some(1) && !said.contains("panic"), "{status}: {said}");
}

#[test]
fn a_game_that_is_wrong_is_a_page_and_a_status() {
    let Some(mut player) = Player::open(&["/dev/null"]) else { return };
    player.wait_for("the page", |picture| picture.bright_count() > 1_000);
    player.tap("Up Return");
    let (status, said) = player.wait_for_end();
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(said.contains("`/dev/null` is no game") && !said.contains("panicked"), "{said}");
}

#[test]
fn a_run_in_a_window_leaves_what_a_headless_run_leaves() {
    let folder = Folder::new();
    let run = |name: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_playground"));
        let file = |kind: &str| folder.path().join(format!("{name}{kind}")).display().to_string();
        command.args([PONG, "--ticks", "150", "--wav", &file(".wav"), "--screenshot", &file(".png@140")]);
        (command, [file(".wav"), file(".png")])
    };
    let (window, in_window) = run("window");
    let Some(player) = Player::start(Folder::new(), window) else { return };
    let (status, said) = player.wait_for_end();
    assert!(status.success(), "{status}: {said}");
    let (mut headless, without) = run("headless");
    let output = headless.args(["--headless", "--scale", "4"]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    for (one, other) in in_window.iter().zip(&without) {
        assert!(std::fs::read(one).unwrap() == std::fs::read(other).unwrap(), "{one} is not {other}");
    }
}
