//! Taps, holds, double presses, repeats and toggles.

use super::bound::{Bound, button, check};
use playground_core_client::input::DeviceChange;

#[test]
fn a_tap_is_a_press_that_is_over_soon() {
    let dodge = [button("dodge", &["tap 0.2 pad:East"])];
    check(&dodge, "5 East down, 105 East up", "105 dodge, 105 -dodge");
    check(&dodge, "5 East down, 205 East up", "205 dodge, 205 -dodge");
    check(&dodge, "5 East down, 206 East up", "");
    check(&dodge, "5 East down", "");
    let frames = Bound::new(&dodge).play("5 East down, 15 East up", 40);
    let values: Vec<f32> = frames.iter().map(|frame| frame.axis(1, "dodge")).collect();
    assert_eq!(values, [0.0, 1.0, 0.0, 0.0], "it is felt in its tick");
}

#[test]
fn a_hold_counts_after_its_time_and_until_it_is_let_go() {
    let sprint = [button("sprint", &["hold 0.4 KeyE"])];
    check(&sprint, "3 KeyE down, 900 KeyE up", "403 sprint, 900 -sprint");
    check(&sprint, "3 KeyE down, 402 KeyE up, 500 KeyE down, 600 KeyE up", "");
    check(&sprint, "3 KeyE down, 403 KeyE up", "403 sprint, 403 -sprint");
}

#[test]
fn a_tap_and_a_hold_of_one_button_are_two_things() {
    let souls = [button("dodge", &["tap pad:East"]), button("sprint", &["hold 0.3 pad:East"])];
    check(&souls, "0 East down, 200 East up", "200 dodge, 200 -dodge");
    check(&souls, "0 East down, 800 East up", "300 sprint, 800 -sprint");
}

#[test]
fn a_double_press_counts_with_the_second_of_two() {
    let dash = [button("dash", &["double 0.3 KeyD"])];
    check(&dash, "0 KeyD down, 50 KeyD up, 300 KeyD down, 700 KeyD up", "300 dash, 700 -dash");
    check(&dash, "0 KeyD down, 50 KeyD up, 301 KeyD down, 400 KeyD up", "");
    let three = "0 KeyD down, 50 KeyD up, 100 KeyD down, 150 KeyD up, 200 KeyD down, 250 KeyD up";
    check(&dash, three, "100 dash, 150 -dash");
    let four = "0 KeyD down, 9 KeyD up, 900 KeyD down, 950 KeyD up, 1000 KeyD down, 1010 KeyD up";
    check(&dash, four, "1000 dash, 1010 -dash");
}

#[test]
fn a_repeat_presses_again_and_again() {
    let down = [button("down", &["repeat 0.4 0.1 ArrowDown"])];
    check(&down, "5 ArrowDown down, 650 ArrowDown up", "5 down, 405 down, 505 down, 605 down, 650 -down");
    let seldom = Bound::new(&down).in_ticks_of(500).tell("5 ArrowDown down, 705 ArrowDown up", 1_500);
    assert_eq!(seldom, "5 downx2, 505 downx3, 705 -down");
}

#[test]
fn a_toggle_holds_until_it_is_pressed_again() {
    let crouch = [button("crouch", &["toggle KeyC"])];
    let lines = "0 KeyC down, 50 KeyC up, 400 KeyC down, 450 KeyC up, 900 KeyC down";
    check(&crouch, lines, "0 crouch, 400 -crouch, 900 crouch");
}

#[test]
fn every_press_is_kept_at_five_ticks_a_second() {
    for (bind, lines, expected) in [
        ("KeyE", "90 KeyE down, 91 KeyE up", "90 act, 91 -act"),
        ("KeyE", "90 KeyE down, 91 KeyE up, 95 KeyE down, 99 KeyE up", "90 actx2, 99 -actx2"),
        ("tap KeyE", "290 KeyE down, 291 KeyE up", "291 act, 291 -act"),
        ("hold 0.05 KeyE", "90 KeyE down, 150 KeyE up", "140 act, 150 -act"),
        ("double KeyE", "90 KeyE down, 91 KeyE up, 95 KeyE down, 99 KeyE up", "95 act, 99 -act"),
        ("Shift+KeyE", "90 ShiftLeft down, 91 KeyE down, 92 KeyE up", "91 act, 92 -act"),
        ("KeyE&KeyF", "90 KeyF down, 91 KeyE down, 92 KeyE up", "91 act, 92 -act"),
        ("pad:LeftStickUp", "90 LeftStickUp 1, 91 LeftStickUp 0", "90 act, 91 -act"),
    ] {
        let mut slow = Bound::new(&[button("act", &[bind])]).in_ticks_of(200);
        assert_eq!(slow.tell(lines, 1_000), expected, "{bind}");
    }
}

#[test]
fn who_loses_the_focus_taps_nothing_and_holds_nothing() {
    let all = [
        button("tap", &["tap KeyT"]),
        button("hold", &["hold 0.3 KeyH"]),
        button("toggle", &["toggle KeyC"]),
        button("repeat", &["repeat 0.2 0.1 KeyR"]),
    ];
    let lines = "0 KeyT down, 0 KeyH down, 0 KeyC down, 0 KeyR down, 50 focus lost";
    check(&all, lines, "0 toggle, 0 repeat, 50 -toggle, 50 -repeat");
}

#[test]
fn a_pad_that_is_pulled_out_holds_nothing() {
    let mut game = Bound::new(&[button("hold", &["hold 0.1 pad:East"]), button("key", &["toggle KeyC"])]);
    assert_eq!(game.tell("0 East down, 5 KeyC down", 50), "5 key");
    let gone =
        super::RawEvent::new(0, super::pad(0), super::Control::Device(DeviceChange::Disconnected), 0.0);
    game.held.observe(&gone);
    assert_eq!(game.tell("", 500), "", "what the keyboard holds stays");
}

#[test]
fn a_hold_that_a_pause_cuts_off_begins_anew() {
    let mut game = Bound::new(&[button("hold", &["hold 0.3 KeyH"]), button("plain", &["KeyP"])]);
    assert_eq!(game.tell("0 KeyH down, 0 KeyP down", 100), "0 plain");
    game.held.resume();
    assert_eq!(game.tell("700 KeyH up, 800 KeyH down, 900 KeyP up", 1_500), "900 -plain, 1100 hold");
}
