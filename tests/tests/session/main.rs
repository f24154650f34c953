//! A session as a player lives it, without a window: open, play, pause, lose the focus, plug and unplug.

#![expect(clippy::unwrap_used, reason = "a test ends where its preparation fails")]

mod attract;
#[path = "../shared/copies.rs"]
mod copies;
mod keeping;
mod own;
mod party;
mod player;
mod pointer;
mod replays;
mod rewind;
mod sameness;
mod slots;

use player::Player;
use playground_core_client::shell::Phase;

#[test]
fn a_game_is_opened_from_the_gallery_and_left_again() {
    let mut player = Player::new();
    player.choose_pong();
    player.wait_for(Phase::Playing);
    assert_eq!(player.session.title, "Pong");
    player.tap("Escape");
    assert_eq!(player.session.phase, Phase::Paused);
    player.tap_all("ArrowUp ArrowUp Enter");
    assert_eq!((player.session.phase, player.session.title.as_str()), (Phase::Gallery, "playground"));
    assert_eq!(player.sprites_of_game(), 0, "the game's world is gone");
}

#[test]
fn keys_that_come_in_one_frame_are_all_heard() {
    let mut player = Player::in_pong();
    let frame = |player: &mut Player, keys: &str| {
        for key in keys.split_whitespace() {
            player.press(key);
            player.release(key);
        }
        player.pass_micros(250_000);
    };
    frame(&mut player, "Escape Escape Escape");
    assert_eq!(player.session.phase, Phase::Paused);
    frame(&mut player, "F11 F11 F11 ArrowUp ArrowUp Enter");
    assert_eq!((player.session.phase, player.session.title.as_str()), (Phase::Gallery, "playground"));
    assert!(player.session.options().fullscreen, "to the whole screen, back, and there again");
    // Down to pong, into it, and out again while it loads.
    frame(&mut player, "ArrowDown Enter Escape");
    assert_eq!(player.session.phase, Phase::Gallery);
}

#[test]
fn a_game_that_is_left_while_it_loads_does_not_stand_in_the_way() {
    let mut player = Player::new();
    for _ in 0..20 {
        player.choose_pong();
        player.tap("Escape");
    }
    player.choose_pong();
    player.wait_for(Phase::Playing);
}

#[test]
fn ticks_follow_the_clock_and_a_pause_takes_none() {
    let mut player = Player::in_pong();
    let before = player.session.ticks();
    player.pass_micros(500_000);
    assert!(player.session.ticks() - before <= 16, "a stall is not caught up");
    let before = player.session.ticks();
    player.pass_frames(30);
    assert_eq!(player.session.ticks() - before, 30);
    player.tap("Escape");
    let (ticks, shown) = (player.session.ticks(), player.ball_shown());
    player.pass_seconds(5);
    assert_eq!((player.session.ticks(), player.ball_shown()), (ticks, shown), "nothing moves");
    player.tap("Escape");
    assert!(player.session.ticks() <= ticks + 1, "no tick is made up for");
    let moved = (player.ball_shown() - shown).abs();
    assert!(moved < 10.0, "the picture goes on from where it stood, and went {moved} pixels");
}

#[test]
fn a_held_key_moves_until_it_is_let_go() {
    let mut player = Player::in_pong();
    let start = player.paddle(1);
    player.press("KeyW");
    player.pass_frames(10);
    let after = player.paddle(1);
    assert!(after < start - 20.0, "up is towards 0: from {start} to {after}");
    player.release("KeyW");
    player.pass_frames(2);
    let still = player.paddle(1);
    player.pass_frames(10);
    assert_eq!(player.paddle(1), still);
}

#[test]
fn a_press_that_is_shorter_than_a_tick_moves_all_the_same() {
    let mut player = Player::in_pong();
    let start = player.paddle(2);
    player.press("ArrowDown");
    player.pass_micros(1_000);
    player.release("ArrowDown");
    player.pass_frames(3);
    assert!(player.paddle(2) > start, "a tick's worth of movement");
}

#[test]
fn what_is_held_is_let_go_with_the_focus() {
    let mut player = Player::in_pong();
    player.press("KeyS");
    player.pass_frames(3);
    player.lose_focus();
    player.pass_frames(2);
    let still = player.paddle(1);
    player.pass_frames(10);
    assert_eq!(player.paddle(1), still);
}

#[test]
fn a_key_that_is_still_held_after_a_pause_still_counts() {
    let mut player = Player::in_pong();
    player.press("KeyW");
    player.pass_frames(3);
    player.tap("Escape");
    player.pass_frames(30);
    let before = player.paddle(1);
    player.tap("Escape");
    player.pass_frames(5);
    assert!(player.paddle(1) < before, "the key is down, so the paddle moves");
}

#[test]
fn a_key_that_is_let_go_in_a_pause_does_not_count_after_it() {
    let mut player = Player::in_pong();
    player.press("KeyW");
    player.pass_frames(3);
    player.tap("Escape");
    player.release("KeyW");
    player.pass_frames(2);
    player.tap("Escape");
    player.pass_frames(2);
    let still = player.paddle(1);
    player.pass_frames(10);
    assert_eq!(player.paddle(1), still);
}

#[test]
fn pads_are_seated_in_order_and_a_pulled_one_gives_its_seat_to_the_next() {
    let mut player = Player::in_pong();
    player.plug(0);
    player.plug(1);
    player.push_stick(1, -1.0);
    player.pass_frames(5);
    assert!(player.paddle(2) > 100.0, "the second pad is the right paddle's");
    player.pull(0);
    assert_eq!(player.session.phase, Phase::Paused, "the game waits for its player");
    player.plug(2);
    player.tap("Escape");
    player.push_stick(2, 1.0);
    let start = player.paddle(1);
    player.pass_frames(5);
    assert!(player.paddle(1) < start, "the new pad has the seat of the one that is gone");
}

#[test]
fn a_game_begun_anew_is_the_same_game() {
    let mut player = Player::in_pong();
    player.pass_seconds(3);
    player.tap("Escape");
    player.tap("ArrowDown");
    player.tap("Enter");
    let first = player.hash_after(100);
    for key in ["Escape", "ArrowDown", "Enter"] {
        player.tap(key);
    }
    assert_eq!(player.hash_after(100), first);
}

#[test]
fn a_hidden_window_pauses() {
    let mut player = Player::in_pong();
    player.hide();
    assert_eq!(player.session.phase, Phase::Paused);
}

#[test]
fn a_recording_played_into_another_client_makes_the_same_world() {
    let mut player = Player::new();
    let mut recording = player.session.client.vtable.record();
    player.choose_pong();
    player.wait_for(Phase::Playing);
    player.press("KeyW");
    let hash = player.hash_after(200);
    let commands: Vec<_> = std::iter::from_fn(|| recording.next_command()).collect();
    assert_eq!(recording.lost(), 0);

    let other = Player::in_pong();
    assert_ne!(other.hash(), hash, "another game so far");
    assert_eq!(other.hash_of_replay(&commands), hash);
}

#[test]
fn a_system_of_the_world_reaches_the_vtable() {
    assert_eq!(player::ask_from_a_tick(21), 42);
}
