//! Who has the pointer: the game that plays, as its manifest or its rules say, and nobody else.

use crate::keeping::{MANIFEST, Place};
use crate::player::Player;
use playground_core_assets::PointerMode::{self, Free, Hidden, Locked};
use playground_core_client::input::{ActionFrame, Control, DeviceId, MouseControl, PointerWish};
use playground_core_client::shell::Phase;
use playground_core_types::{read_now, write_now};

/// The game that counts presses, which begins with a pointer that is locked.
fn place() -> Place {
    let window = "[window]\npointer = \"locked\"\n[actions]";
    Place::with_game(&MANIFEST.replace("[actions]", window))
}

/// Checks what the window is asked for in the next frame.
#[track_caller]
fn check(player: &mut Player, expected: PointerMode) {
    player.pass_frames(1);
    let wish = *read_now(&player.session.client.pointer_wish).unwrap();
    assert_eq!(wish.word(), expected, "{:?}", player.session.phase);
}

#[test]
fn a_game_has_the_pointer_while_it_plays() {
    let place = place();
    let mut player = place.play();
    check(&mut player, Locked);
    player.tap("Escape");
    check(&mut player, Free);
    player.tap("Escape");
    check(&mut player, Locked);
    write_now(&player.session.client.ecs.world).unwrap().set_resource(&PointerWish::of(Hidden));
    check(&mut player, Hidden);
    let now_micros = player.now();
    player.session.lose_pointer(now_micros).unwrap();
    check(&mut player, Free);
    assert_eq!(player.session.phase, Phase::Paused, "who takes the pointer finds the game waiting");
    player.tap_all("ArrowUp ArrowUp Enter");
    check(&mut player, Free);
    assert_eq!(player.session.phase, Phase::Gallery);
}

#[test]
fn a_game_begins_where_the_mouse_is_and_with_no_movement() {
    let place = place();
    let mut player = place.play();
    let moved = |player: &mut Player, x: f32| {
        player.push(DeviceId::MOUSE, Control::Mouse(MouseControl::MoveX), x);
        player.pass_frames(1);
        let frame: ActionFrame = read_now(&player.session.client.ecs.world).unwrap().resource().unwrap();
        (frame.pointer.x, frame.pointer_movement.x)
    };
    assert_eq!(moved(&mut player, 50.0), (50.0, 50.0));
    assert_eq!(moved(&mut player, 400.0), (320.0, 400.0), "a view turns beyond the edge of the screen");
    assert_eq!(moved(&mut player, -440.0), (10.0, -440.0));
    player.tap_all("Escape ArrowDown Enter");
    player.wait_for(Phase::Playing);
    let frame: ActionFrame = read_now(&player.session.client.ecs.world).unwrap().resource().unwrap();
    assert_eq!((frame.pointer.x, frame.pointer_movement.x), (10.0, 0.0), "a new game turns nowhere");
}

#[test]
fn a_pause_leads_to_the_controllers_and_back() {
    let mut player = Player::in_pong();
    player.tap("Escape");
    // Settings, and the last line but one.
    player.tap_all("ArrowDown ArrowDown ArrowDown ArrowDown Enter ArrowUp ArrowUp Enter");
    assert_eq!(player.session.phase, Phase::Pads);
    player.tap("Escape");
    assert_eq!(player.session.phase, Phase::Paused);
    player.tap("Escape");
    assert_eq!((player.session.phase, player.session.title.as_str()), (Phase::Playing, "Pong"));
}
