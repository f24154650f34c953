//! Recordings that are played, and the reports in which they lie.

use crate::copies::copy_changed;
use crate::keeping::Place;
use crate::player::Player;
use crate::sameness::{FOXFIRE, PONG, SWARM, TUMBLE, act};
use crate::slots::MANIFEST;
use playground_core_client::shell::Phase;
use playground_core_ecs::api::describe_replay;
use playground_core_types::Handle;
use playground_platform_runner::{Options, bug_report};
use std::fs;
use std::path::PathBuf;
use tempfile::{TempDir, tempdir};

/// A folder that goes with its test.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempdir().unwrap())
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.0.path().join(inside)
    }
}

/// Plays a game that the program carries with random input, and then the recording of that.
#[track_caller]
fn check(game: usize, ticks: u64) {
    let folder = Folder::new();
    let file = folder.path("run.replay");
    let options = Options { record: Some(file.clone()), seed: 7, ..Options::default() };
    let mut player = Player::in_carried(options, game);
    act(&mut player, 5, ticks);
    let expected = player.hash();
    player.end();
    let mut other = Player::new();
    other.replay(&file);
    assert_eq!((other.session.ticks(), other.hash()), (ticks, expected), "game {game}");
    // The player takes over.
    other.tap("Escape");
    other.pass_frames(10);
    assert_eq!(other.session.phase, Phase::Playing);
    assert!(other.session.ticks() > ticks);
}

#[test]
fn a_recording_plays_to_the_same_world() {
    check(FOXFIRE, 600);
    check(PONG, 600);
    check(SWARM, 600);
    check(TUMBLE, 600);
}

#[test]
fn ten_minutes_are_a_small_file() {
    let folder = Folder::new();
    let file = folder.path("run.replay");
    let mut player = Player::in_carried(Options { record: Some(file.clone()), ..Options::default() }, PONG);
    act(&mut player, 9, 3_600);
    player.end();
    let bytes = fs::metadata(&file).unwrap().len();
    assert!(bytes < 100_000, "a minute takes {bytes} bytes");
}

#[test]
fn a_recording_of_a_game_that_is_not_carried_says_what_to_do() {
    let folder = Folder::new();
    let file = folder.path("run.replay");
    copy_changed(&crate::rewind::game_folder("pong"), &folder.path("game"), "playground.pong", "test.pong");
    let options = Options { record: Some(file.clone()), ..Options::default() };
    let mut player = Player::in_folder_with(options, &folder.path("game"), &folder.path("store"));
    let expected = player.hash_after(50);
    player.end();
    let error = Player::new().session.replay(&file).unwrap_err();
    assert!(error.to_string().contains("test.pong") && error.to_string().contains("FILE PATH"), "{error}");
    let mut other = Player::with_options(Options { game: Some(folder.path("game")), ..Options::default() });
    other.replay(&file);
    assert_eq!(other.hash(), expected);
}

#[test]
fn a_game_that_was_changed_is_told_at_the_first_difference() {
    let folder = Folder::new();
    let file = folder.path("run.replay");
    let mut player = Player::in_carried(Options { record: Some(file.clone()), ..Options::default() }, PONG);
    act(&mut player, 3, 300);
    player.end();
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(folder.path("torn.replay"), &bytes).unwrap();
    let error = Player::new().session.replay(&folder.path("torn.replay")).unwrap_err();
    assert!(error.to_string().contains("torn.replay"), "{error}");
}

#[test]
fn a_report_holds_the_run_and_the_log_and_can_be_played() {
    let folder = Folder::new();
    let options = Options { pictures: Some(folder.path("pictures")), ..Options::default() };
    let mut player = Player::in_carried(options, PONG);
    act(&mut player, 3, 200);
    player.tap("F8");
    bug_report::take_report(&mut player.session);
    let (ticks, expected) = (player.session.ticks(), player.hash());
    let file = folder.path("pictures/Pong-report-0001.zip");
    let bytes = fs::read(&file).unwrap();
    for name in [bug_report::REPLAY_FILE, bug_report::LOG_FILE, bug_report::ABOUT_FILE] {
        assert!(bytes.windows(name.len()).any(|window| window == name.as_bytes()), "{name}");
    }
    let about = format!("hash: {expected:016x}");
    assert!(bytes.windows(about.len()).any(|window| window == about.as_bytes()));
    let mut other = Player::new();
    other.replay(&file);
    assert_eq!((other.session.ticks(), other.hash()), (ticks, expected));
}

#[test]
fn a_replay_that_is_recorded_keeps_the_players_of_the_first_recording() {
    let folder = Folder::new();
    let (first, second) = (folder.path("first.replay"), folder.path("second.replay"));
    let options = Options { record: Some(first.clone()), seats: Some(2), ..Options::default() };
    let mut player = Player::in_carried(options, PONG);
    act(&mut player, 3, 100);
    player.end();
    let mut other = Player::with_options(Options { record: Some(second.clone()), ..Options::default() });
    other.replay(&first);
    let ecs = Handle::clone(&other.session.client.ecs);
    other.end();
    let head = |file| describe_replay(&ecs, &fs::read(file).unwrap()).unwrap();
    assert_eq!(head(&second), head(&first));
}

#[test]
fn a_report_that_cannot_be_written_is_told() {
    let folder = Folder::new();
    fs::write(folder.path("file"), "no folder").unwrap();
    let options = Options { pictures: Some(folder.path("file")), ..Options::default() };
    let mut player = Player::in_carried(options, PONG);
    player.tap("F8");
    bug_report::take_report(&mut player.session);
    let notice = player.session.notice();
    assert!(notice.starts_with("no report: "), "{notice}");
}

#[test]
fn a_report_of_a_game_that_failed_fails_again() {
    let place = Place::with_game(MANIFEST);
    let options = Options { pictures: Some(place.path("pictures")), ..Options::default() };
    let mut player = Player::in_folder_with(options, &place.path("game"), &place.store(""));
    player.tap_all("Space Space KeyX");
    assert_eq!(player.session.phase, Phase::Failed);
    player.tap("F8");
    bug_report::take_report(&mut player.session);
    let mut other = Player::with_options(Options { game: Some(place.path("game")), ..Options::default() });
    other.session.replay(&place.path("pictures/Wisher-report-0001.zip")).unwrap();
    other.wait_for(Phase::Failed);
    assert_eq!(
        (other.session.failure.clone(), other.hash()),
        (player.session.failure.clone(), player.hash())
    );
}
