//! What a game shows while nobody plays.

use crate::keeping::{MANIFEST, Place, check_count, presses};
use crate::player::Player;
use playground_core_client::input::{Control, DeviceId, MouseControl, PadButton};
use playground_core_client::shell::Phase;
use playground_core_types::read_now;
use std::fs;

/// The game that counts presses of Space; it shows itself after five seconds.
fn place(log: &[u8]) -> Place {
    let attract = "attract = { log = \"demo.txt\", idle_seconds = 5 }\n[actions]";
    let place = Place::with_game(&MANIFEST.replace("[actions]", attract));
    fs::write(place.path("game/demo.txt"), log).unwrap();
    place
}

const DEMO: &[u8] = b"10 key Space down\n12 key Space up\n20 key Space down\n22 key Space up\n";

#[track_caller]
fn check_shown(player: &Player, is_shown: bool) {
    assert_eq!(player.session.phase, Phase::Playing, "{:?}", player.session.failure);
    let script = read_now(&player.session.client.input_script).unwrap();
    assert_eq!(script.is_alone, is_shown);
}

#[test]
fn a_game_shows_itself_to_nobody_and_begins_with_the_first_press() {
    let place = place(DEMO);
    let mut player = place.play();
    player.tap_all("Space Space Space");
    player.pass_seconds(4);
    check_shown(&player, false);
    player.pass_seconds(1);
    player.pass_frames(2);
    check_shown(&player, true);
    let begun = player.session.ticks();
    player.pass_frames(30);
    assert_eq!(presses(&player), 2, "a new world, without what the player saved");
    assert!(begun < 5, "from its beginning: {begun}");
    // Three seconds behind the last line it begins again.
    player.pass_seconds(3);
    assert!(player.session.ticks() < 60, "{}", player.session.ticks());
    player.tap("KeyX");
    check_shown(&player, false);
    check_count(&player, 3);
    assert!(player.session.ticks() < 5, "the game begins anew");
    player.end();
    check_count(&place.play(), 3);
}

#[test]
fn what_ends_it_is_no_press_of_the_game() {
    let place = place(DEMO);
    let mut player = place.play();
    player.pass_seconds(6);
    check_shown(&player, true);
    player.tap("Space");
    check_shown(&player, false);
    check_count(&player, 0);
    player.tap("Space");
    check_count(&player, 1);
    let pad = DeviceId::pad(0).unwrap();
    player.pass_seconds(6);
    check_shown(&player, true);
    player.push(pad, Control::PadButton(PadButton::North), 1.0);
    player.pass_frames(1);
    check_shown(&player, false);
}

#[test]
fn who_holds_moves_or_waits_in_a_menu_is_there() {
    let place = place(DEMO);
    let mut player = place.play();
    player.press("KeyX");
    player.pass_seconds(8);
    check_shown(&player, false);
    player.release("KeyX");
    player.pass_seconds(4);
    player.push(DeviceId::MOUSE, Control::Mouse(MouseControl::MoveX), 1.0);
    player.pass_seconds(4);
    check_shown(&player, false);
    player.tap("Escape");
    player.pass_seconds(20);
    assert_eq!(player.session.phase, Phase::Paused);
    player.tap("Escape");
    player.pass_seconds(4);
    check_shown(&player, false);
    player.pass_seconds(2);
    check_shown(&player, true);
    // A window that nobody sees shows nothing to nobody.
    player.hide();
    assert_eq!(player.session.phase, Phase::Paused);
    player.tap("Escape");
    check_shown(&player, false);
}

#[test]
fn the_way_out_of_a_demonstration_leads_to_a_game_without_it() {
    let place = place(DEMO);
    let mut player = place.play();
    player.pass_seconds(6);
    check_shown(&player, true);
    let other = Place::new();
    player.session.open(playground_core_assets::Source::Folder(other.path("game")));
    player.wait_for(Phase::Playing);
    check_shown(&player, false);
    player.pass_seconds(8);
    check_shown(&player, false);
}

#[test]
fn a_log_that_is_none_leaves_the_game_as_it_is() {
    for log in [b"10 key Spice down".as_slice(), b"playinp1"] {
        let place = place(log);
        let mut player = place.play();
        player.tap("Space");
        player.pass_seconds(12);
        check_shown(&player, false);
        check_count(&player, 1);
        assert!(player.session.ticks() > 600, "it goes on");
    }
}
