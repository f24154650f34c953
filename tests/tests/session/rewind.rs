//! Going back in time, as a player of a game in the making does it.

use crate::player::Player;
use crate::sameness::{PONG, act};
use playground_core_client::shell::Phase;
use playground_core_types::read_now;
use playground_platform_runner::Options;
use std::path::{Path, PathBuf};

/// Where games lie that the program carries.
pub(crate) fn game_folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/games").join(name)
}

/// In pong as somebody plays it who makes it.
fn in_the_making() -> Player {
    let nowhere = std::env::temp_dir().join("playground-no-store");
    Player::in_folder(&game_folder("pong"), &nowhere)
}

/// Goes on from tick 200 to tick 300 with a paddle that moves from 210 on; the world's hash then.
fn go_on(player: &mut Player) -> u64 {
    player.hash_after(210);
    player.press("KeyW");
    player.hash_after(260);
    player.release("KeyW");
    player.hash_after(300)
}

#[test]
fn a_run_that_went_back_goes_on_as_if_it_never_had() {
    let mut straight = in_the_making();
    straight.hash_after(200);
    let expected = go_on(&mut straight);

    let mut player = in_the_making();
    player.hash_after(200);
    player.press("KeyS");
    let other = player.hash_after(300);
    player.release("KeyS");
    assert_ne!(other, expected);
    player.press("Backspace");
    player.pass_frames(100);
    assert_eq!(player.session.ticks(), 200, "a tick a frame");
    player.release("Backspace");
    assert_eq!(go_on(&mut player), expected);
}

/// Holds the key for a second of frames of this length.
#[track_caller]
fn check_pace(frame_micros: u64) {
    let mut player = in_the_making();
    player.hash_after(200);
    player.press("Backspace");
    // A tick at once, and then a second.
    player.pass_micros(frame_micros);
    (0..1_000_000 / frame_micros).for_each(|_| player.pass_micros(frame_micros));
    let undone = 200 - player.session.ticks();
    assert!((60..=61).contains(&undone), "{undone} ticks with frames of {frame_micros} microseconds");
}

#[test]
fn a_second_on_the_way_back_is_a_second_at_any_frame_rate() {
    check_pace(33_333);
    check_pace(16_667);
    check_pace(6_944);
}

#[test]
fn what_is_pressed_on_the_way_back_is_not_played_and_what_is_held_after_it_is() {
    let mut player = in_the_making();
    player.hash_after(200);
    player.press("Backspace");
    player.pass_frames(10);
    player.press("KeyW");
    player.pass_frames(10);
    player.release("KeyW");
    player.press("KeyS");
    player.pass_frames(10);
    let before = player.paddle(1);
    player.release("Backspace");
    player.pass_frames(5);
    assert!(player.paddle(1) > before + 5.0, "down, as the key that is held says");
}

#[test]
fn a_picture_shows_the_tick_that_one_goes_back_to() {
    let mut player = in_the_making();
    player.hash_after(200);
    let there = player.ball_shown();
    player.hash_after(230);
    player.press("Backspace");
    player.pass_frames(31);
    assert_eq!(player.session.ticks(), 199);
    let shown = player.ball_shown();
    // What was shown before tick 200 was due lay between 198 and 199.
    assert!((shown - there).abs() < 8.0, "the ball is at {shown}, and was at {there}");
    player.release("Backspace");
    player.pass_frames(1);
    assert!((player.ball_shown() - shown).abs() < 8.0, "and goes on from there");
}

#[test]
fn one_goes_back_no_further_than_the_beginning() {
    let mut player = in_the_making();
    player.hash_after(20);
    player.press("Backspace");
    player.pass_frames(60);
    assert_eq!((player.session.ticks(), player.session.phase), (0, Phase::Playing));
    player.release("Backspace");
    player.pass_frames(1);
    assert_eq!(player.session.ticks(), 1, "no time was made up for");
}

#[test]
fn a_pause_steps_on_and_back_by_a_tick() {
    let mut straight = in_the_making();
    let expected = straight.hash_after(105);

    let mut player = in_the_making();
    player.hash_after(99);
    player.tap("Escape");
    let ticks = player.session.ticks();
    player.tap_all("Comma Comma Comma");
    assert_eq!(player.session.ticks(), ticks - 3);
    player.tap_all("Period Period Period Period");
    assert_eq!((player.session.ticks(), player.session.phase), (ticks + 1, Phase::Paused));
    while player.session.ticks() < 105 {
        player.tap("Period");
    }
    assert_eq!(player.hash(), expected);
}

#[test]
fn a_game_that_the_program_carries_does_not_go_back() {
    let mut player = Player::in_pong();
    let ticks = player.session.ticks();
    player.press("Backspace");
    player.pass_frames(10);
    assert_eq!(player.session.ticks(), ticks + 10);
}

#[test]
fn a_recording_that_is_watched_goes_back_and_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("watched.replay");
    let options = Options { record: Some(file.clone()), ..Options::default() };
    let mut player = Player::in_carried(options, PONG);
    act(&mut player, 4, 300);
    let expected = player.hash();
    player.end();

    let mut other = Player::new();
    other.session.replay(&file).unwrap();
    other.wait_for(Phase::Playing);
    other.hash_after(200);
    other.press("Backspace");
    other.pass_frames(60);
    assert_eq!(other.session.ticks(), 140);
    other.release("Backspace");
    other.tap("Escape");
    other.tap_all("Comma Comma Period");
    other.tap("Escape");
    other.wait_for(Phase::Paused);
    assert_eq!((other.session.ticks(), other.hash()), (300, expected), "{}", other.session.notice());
    // Over its end, too.
    other.tap_all("Comma Comma");
    assert_eq!(other.session.ticks(), 298);
}

#[test]
fn the_overlay_of_a_running_game_knows_what_its_systems_take() {
    let mut player = in_the_making();
    player.tap("F3");
    player.pass_frames(70);
    let profile = read_now(&player.session.client.ecs.profile).unwrap();
    assert!(profile.times_wanted);
    assert!(profile.steps.iter().any(|step| step.name == "steer"), "{:?}", profile.steps);
}
