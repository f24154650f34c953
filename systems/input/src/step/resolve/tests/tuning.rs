//! Dead zones, curves, and the player's own settings.

use super::bound::{Bound, button, stick};
use playground_core_assets::{ActionDeclaration, ActionKind, DeadZoneShape};
use playground_core_client::input::{ActionTuning, SeatTuning, Tuning};
use playground_core_types::math::{Vec2, vec2};

/// Checks where a stick is that the pad pushes to (x, y), up positive.
#[track_caller]
fn check(action: &ActionDeclaration, tuning: &Tuning, (x, y): (f32, f32), expected: Vec2) {
    let mut game = Bound::with(std::slice::from_ref(action), &[], tuning);
    let frames = game.play(&format!("0 LeftStickX {x}, 0 LeftStickY {y}"), 10);
    let found = frames[0].stick(1, &action.name);
    assert!((found - expected).length() < 1e-4, "({x}, {y}) is {found}, expected {expected}");
}

fn look(
    dead_zone_hundredths: u32,
    dead_zone_shape: DeadZoneShape,
    curve_hundredths: u32,
) -> ActionDeclaration {
    let look = stick("look", &["pad:LeftStick"]);
    ActionDeclaration { dead_zone_hundredths, dead_zone_shape, curve_hundredths, ..look }
}

/// The player's settings for `look`, from those of no action.
fn tuned(change: fn(&mut ActionTuning)) -> Tuning {
    let mut look = ActionTuning { action: "look".to_owned(), ..ActionTuning::default() };
    change(&mut look);
    let mut all = Tuning::default();
    all.set_action(look);
    all
}

#[test]
fn a_radial_dead_zone_keeps_directions_and_an_axial_one_keeps_axes() {
    use DeadZoneShape::{Axial, Radial};
    let none = Tuning::default();
    check(&look(20, Radial, 100), &none, (0.15, 0.0), Vec2::ZERO);
    check(&look(20, Radial, 100), &none, (0.6, 0.0), vec2(0.5, 0.0));
    check(&look(20, Radial, 100), &none, (0.48, 0.36), vec2(0.4, -0.3));
    check(&look(20, Axial, 100), &none, (0.9, 0.15), vec2(0.875, 0.0));
    check(&look(20, Axial, 100), &none, (0.6, -0.6), vec2(0.5, 0.5));
    check(&look(20, Axial, 100), &none, (1.0, 1.0), Vec2::new(1.0, -1.0).normalize());
}

#[test]
fn a_curve_is_finer_near_the_middle_and_as_far_at_the_end() {
    let curved = look(0, DeadZoneShape::Radial, 200);
    check(&curved, &Tuning::default(), (0.5, 0.0), vec2(0.25, 0.0));
    check(&curved, &Tuning::default(), (0.3, 0.4), vec2(0.15, -0.2));
    check(&curved, &Tuning::default(), (-1.0, 0.0), vec2(-1.0, 0.0));
    check(&curved, &Tuning::default(), (0.0, 0.0), Vec2::ZERO);
}

#[test]
fn players_set_how_their_sticks_answer() {
    let plain = look(0, DeadZoneShape::Radial, 100);
    check(&plain, &tuned(|look| look.sensitivity_percent = 50), (0.8, 0.0), vec2(0.4, 0.0));
    check(&plain, &tuned(|look| look.sensitivity_percent = 300), (0.8, 0.0), vec2(1.0, 0.0));
    check(&plain, &tuned(|look| look.is_y_inverted = true), (0.3, 0.4), vec2(0.3, 0.4));
    check(&plain, &tuned(|look| look.dead_zone_hundredths = Some(50)), (0.45, 0.0), Vec2::ZERO);
    let others = tuned(|look| (look.seat, look.is_x_inverted) = (2, true));
    check(&plain, &others, (0.5, 0.0), vec2(0.5, 0.0));
}

#[test]
fn the_sticks_of_a_seat_can_be_swapped() {
    let mut tuning = Tuning::default();
    tuning.set_seat(SeatTuning { seat: 1, are_sticks_swapped: true, ..SeatTuning::default() });
    let actions = [
        stick("move", &["pad:LeftStick"]),
        stick("aim", &["pad:RightStick"]),
        button("crouch", &["pad:LeftThumb"]),
    ];
    let mut game = Bound::with(&actions, &[], &tuning);
    let frames = game.play("0 RightStickX 1, 2 RightThumb down", 10);
    assert!(frames[0].stick(1, "move").x > 0.9 && frames[0].button(1, "crouch"));
    assert_eq!(frames[0].stick(1, "aim"), Vec2::ZERO);
}

#[test]
fn what_is_held_can_be_toggled_instead_and_times_are_as_slow_as_hands() {
    let mut tuning = Tuning::default();
    tuning.set_action(ActionTuning { action: "aim".to_owned(), is_toggled: true, ..ActionTuning::default() });
    tuning.set_seat(SeatTuning { time_percent: 200, ..SeatTuning::default() });
    let actions = [button("aim", &["KeyA"]), button("hold", &["hold 0.1 KeyH"])];
    let mut game = Bound::with(&actions, &[], &tuning);
    let told = game.tell("0 KeyA down, 0 KeyH down, 50 KeyA up, 300 KeyA down, 350 KeyA up", 400);
    assert_eq!(told, "0 aim, 200 hold, 300 -aim");
}

#[test]
fn an_axis_answers_like_a_stick() {
    let throttle = ActionDeclaration {
        curve_hundredths: 200,
        dead_zone_hundredths: 0,
        ..ActionDeclaration::new("look", ActionKind::Axis).bound(&["pad:LeftStickX"])
    };
    check(&throttle, &tuned(|look| look.is_x_inverted = true), (0.5, 0.0), vec2(-0.25, 0.0));
}

#[test]
fn a_repeat_without_times_begins_when_the_player_says() {
    let game = [button("turn", &["repeat KeyA"]), button("own", &["repeat 0.2 0.1 KeyB"])];
    let tell = |repeat_delay_millis, key: &str| {
        let tuning = Tuning { repeat_delay_millis, ..Tuning::default() };
        Bound::with(&game, &[], &tuning).tell(&format!("0 {key} down, 510 {key} up"), 2_000)
    };
    assert_eq!(tell(None, "KeyA"), "0 turn, 400 turn, 500 turn, 510 -turn");
    assert_eq!(tell(Some(250), "KeyA"), "0 turn, 250 turn, 350 turn, 450 turn, 510 -turn");
    assert_eq!(tell(Some(0), "KeyA"), "0 turn, 510 -turn", "never");
    assert_eq!(tell(Some(0), "KeyB"), "0 own, 200 own, 300 own, 400 own, 500 own, 510 -own", "the game says");
}
