//! The page of controls: what a press binds, swaps, resets, and how one gets out of it.

use super::{Program, action, button, keys, words};
use crate::menu;
use playground_core_assets::{ActionDeclaration, ActionKind};
use playground_core_client::input::{
    BindPlace, Control, DeviceId, Hand, MouseControl, Pad, PadAxis, PadButton, PadFamily, RawEvent,
    TouchControl,
};
use playground_core_client::shell::{Choice, Page, Phase, ShellState};

/// Changes the first line of the controls by the events, and compares what then moves each action.
#[track_caller]
fn check_rebound(events: &[RawEvent], jump: &[&str], fire: &[&str]) {
    let mut program = Program::new();
    let mut state = ShellState { phase: Phase::Paused, page: Page::Controls, ..ShellState::default() };
    let opened = keys("Enter");
    assert_eq!(menu::update(&mut state, &program.view(Phase::Paused, &opened)), Choice::Stay);
    assert!(state.asking.is_some(), "it listens");
    if menu::update(&mut state, &program.view(Phase::Paused, events)) == Choice::Rebind {
        program.remap = state.remap.clone();
    }
    assert_eq!((state.asking, state.page), (None, Page::Controls));
    let family = PadFamily::Generic.name();
    let binds =
        |index: usize| program.remap.binds_for(&program.actions[index], BindPlace::Shared, (0, family));
    assert_eq!((binds(0), binds(1)), (owned(jump), owned(fire)));
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn a_press_takes_the_place_of_what_is_bound_on_the_same_device() {
    check_rebound(&keys("KeyC"), &["KeyC", "pad:South"], &["KeyX"]);
    check_rebound(&[button(PadButton::North)], &["Space", "pad:North"], &["KeyX"]);
    check_rebound(&keys("KeyX"), &["KeyX", "pad:South"], &["Space"]);
    check_rebound(&keys("Escape"), &["Space", "pad:South"], &["KeyX"]);
    check_rebound(&keys("Delete"), &["Space", "pad:South"], &["KeyX"]);
}

/// Shows the page of controls the events one after the other, taking over what is bound.
fn play(program: &mut Program, state: &mut ShellState, events: &[RawEvent]) {
    for event in events {
        if menu::update(state, &program.view(Phase::Paused, std::slice::from_ref(event))) == Choice::Rebind {
            program.remap = state.remap.clone();
        }
    }
}

fn opened() -> ShellState {
    ShellState { phase: Phase::Paused, page: Page::Controls, ..ShellState::default() }
}

fn released(pressed: PadButton) -> RawEvent {
    RawEvent { value: 0.0, ..button(pressed) }
}

#[test]
fn what_another_action_had_goes_the_other_way_and_is_told() {
    let (mut program, mut state) = (Program::new(), opened());
    play(&mut program, &mut state, &keys("Enter KeyX"));
    assert_eq!(state.said, "swapped: “jump”: X · “fire”: Space");
    // Back again: two swaps are none.
    play(&mut program, &mut state, &keys("Enter Space"));
    let binds = |index: usize| program.remap.binds(&program.actions[index], BindPlace::Shared);
    assert_eq!((binds(0), binds(1)), (owned(&["Space", "pad:South"]), owned(&["KeyX"])));
}

#[test]
fn an_action_with_nothing_to_give_leaves_the_other_without() {
    let mut program = Program::new();
    program.actions = vec![action("jump", &["pad:South"]), action("fire", &["KeyX"])];
    let mut state = opened();
    play(&mut program, &mut state, &keys("Enter KeyX"));
    assert_eq!(state.said, "“jump”: X · “fire” has nothing left");
    let words = words(&state, &program.view(Phase::Paused, &[]));
    assert!(words.contains(&"nothing".to_owned()), "{words:?}");
}

#[test]
fn nothing_pressed_for_ten_seconds_leaves_all_as_it_is() {
    let (mut program, mut state) = (Program::new(), opened());
    play(&mut program, &mut state, &keys("Enter"));
    for (seconds, left) in [(0, Some("10 s")), (4, Some("6 s")), (9, Some("1 s")), (10, None)] {
        program.now_micros = 1_000_000 + seconds * 1_000_000;
        assert_eq!(menu::update(&mut state, &program.view(Phase::Paused, &[])), Choice::Stay);
        let words = words(&state, &program.view(Phase::Paused, &[]));
        let shown = words.iter().find(|word| word.ends_with(" s"));
        assert_eq!(shown.map(String::as_str), left, "{words:?}");
    }
    assert_eq!(state.asking, None);
    assert_eq!(program.remap, Program::new().remap);
}

#[test]
fn start_gives_up_by_a_short_press_and_gives_the_row_back_by_a_long_one() {
    let check = |held_micros: u64, bound: &str| {
        let (mut program, mut state) = (Program::new(), opened());
        play(&mut program, &mut state, &keys("Enter"));
        play(&mut program, &mut state, &[button(PadButton::North)]);
        play(&mut program, &mut state, &keys("Enter"));
        let press = RawEvent { micros: program.now_micros, ..button(PadButton::Start) };
        play(&mut program, &mut state, &[press]);
        program.now_micros += held_micros;
        play(&mut program, &mut state, &[released(PadButton::Start)]);
        assert_eq!(state.asking, None, "either way it is over");
        let binds = program.remap.binds_for(&program.actions[0], BindPlace::Shared, (0, "generic"));
        assert_eq!(binds, owned(&["Space", bound]));
    };
    check(200_000, "pad:North");
    check(900_000, "pad:South");
}

#[test]
fn a_direction_that_is_let_go_while_something_is_asked_moves_nothing_later() {
    let (mut program, mut state) = (Program::new(), opened());
    let down = button(PadButton::DPadDown);
    play(&mut program, &mut state, &[down, button(PadButton::South), released(PadButton::South)]);
    assert!(state.asking.is_some());
    play(&mut program, &mut state, &[released(PadButton::DPadDown), button(PadButton::North)]);
    let selected = state.selected;
    for _ in 0..20 {
        program.now_micros += 200_000;
        assert_eq!(menu::update(&mut state, &program.view(Phase::Paused, &[])), Choice::Stay);
    }
    assert_eq!(state.selected, selected);
}

#[test]
fn a_stick_that_was_pushed_before_the_question_answers_once_it_was_let_go() {
    let (mut program, mut state) = (Program::new(), opened());
    let stick = |value| {
        let axis = Control::PadAxis(PadAxis::RightStickY);
        RawEvent::new(0, DeviceId::pad(0).unwrap(), axis, value)
    };
    play(&mut program, &mut state, &[stick(-0.9), button(PadButton::South), released(PadButton::South)]);
    play(&mut program, &mut state, &[stick(-0.8)]);
    assert!(state.asking.is_some(), "it was pushed before");
    play(&mut program, &mut state, &[stick(0.0), stick(-0.8)]);
    let binds = program.remap.binds_for(&program.actions[0], BindPlace::Shared, (0, "generic"));
    assert_eq!(binds, owned(&["Space", "pad:RightStickDown"]));
}

/// Binds a press for the action of a line, and compares what is said and what then moves all actions.
#[track_caller]
fn check_swap(actions: &[ActionDeclaration], line: usize, press: RawEvent, said: &str, expected: &[&str]) {
    let (mut program, mut state) = (Program::new(), opened());
    program.actions = actions.to_vec();
    state.selected = line;
    play(&mut program, &mut state, &keys("Enter"));
    play(&mut program, &mut state, &[press]);
    let binds = |action| program.remap.binds_for(action, BindPlace::Shared, (0, "generic")).join(" ");
    assert_eq!((state.said.as_str(), program.actions.iter().map(binds).collect()), (said, owned(expected)));
}

#[test]
fn actions_of_other_sets_keep_what_is_theirs() {
    let of = |name: &str, bind: &str, sets: &[&str]| ActionDeclaration {
        sets: owned(sets),
        ..action(name, &[bind])
    };
    let actions = [
        of("charge", "pad:South", &["play"]),
        of("ready", "pad:South", &["lobby"]),
        of("robots", "pad:North", &["lobby"]),
        of("shout", "pad:West", &["lobby", "play"]),
    ];
    let north = button(PadButton::North);
    let expected = ["pad:North", "pad:South", "pad:North", "pad:West"];
    check_swap(&actions, 0, north, "“charge”: North", &expected);
    // South would be that of two in the lobby.
    let expected = ["pad:West", "pad:South", "pad:North", ""];
    check_swap(&actions, 0, button(PadButton::West), "“charge”: West · “shout” has nothing left", &expected);
}

#[test]
fn what_is_tapped_or_held_stays_so() {
    let actions = [
        action("brace", &["hold 0.1 pad:West"]),
        action("call", &["tap 0.1 pad:West"]),
        action("fire", &["pad:East"]),
    ];
    let expected = ["hold 0.1 pad:West", "tap 0.1 pad:West", "pad:East"];
    check_swap(&actions, 0, button(PadButton::West), "“brace”: hold West", &expected);
    let expected = ["hold 0.1 pad:East", "tap 0.1 pad:West", "pad:East"];
    check_swap(&actions, 0, button(PadButton::East), "“brace”: hold East", &expected);
}

#[test]
fn a_side_of_a_stick_is_a_part_of_the_stick() {
    let stick = ActionDeclaration { kind: ActionKind::Stick, ..action("move", &["pad:LeftStick"]) };
    let push = Control::PadAxis(PadAxis::LeftStickY);
    let push = RawEvent::new(0, DeviceId::pad(0).unwrap(), push, -1.0);
    let actions = [action("duck", &["pad:South"]), stick];
    let said = "“duck”: Left Stick Down · “move” has nothing left";
    check_swap(&actions, 0, push, said, &["pad:LeftStickDown", ""]);
}

#[test]
fn pads_are_bound_for_their_family_and_nobody_elses() {
    let (mut program, mut state) = (Program::new(), opened());
    let pad = |family| Pad { slot: 0, seat: 1, family, ..Pad::default() };
    program.pads.connected.push(pad(PadFamily::PlayStation));
    play(&mut program, &mut state, &keys("Enter"));
    play(&mut program, &mut state, &[button(PadButton::North)]);
    let binds = |family: PadFamily| {
        program.remap.binds_for(&program.actions[0], BindPlace::Shared, (0, family.name()))
    };
    assert_eq!(binds(PadFamily::PlayStation), owned(&["Space", "pad:North"]));
    assert_eq!(binds(PadFamily::Xbox), owned(&["Space", "pad:South"]));
    let shown = words(&state, &program.view(Phase::Paused, &[]));
    assert!(shown.contains(&"△".to_owned()), "the picture of the pad in hand: {shown:?}");
}

#[test]
fn a_seat_has_buttons_of_its_own() {
    let (mut program, mut state) = (Program::new(), opened());
    program.seat_count = 2;
    // Two lines of actions, then whose controllers they are; only one of the actions is on pads.
    play(&mut program, &mut state, &keys("ArrowDown ArrowDown ArrowRight ArrowRight"));
    assert_eq!(state.remap_seat, 2);
    state.selected = 0;
    play(&mut program, &mut state, &keys("Enter"));
    play(&mut program, &mut state, &[button(PadButton::West)]);
    let binds = |seat| program.remap.binds_for(&program.actions[0], BindPlace::Shared, (seat, "generic"));
    assert_eq!((binds(1), binds(2)), (owned(&["Space", "pad:South"]), owned(&["Space", "pad:West"])));
}

#[test]
fn one_line_or_all_of_them_are_given_back_to_the_game() {
    let (mut program, mut state) = (Program::new(), opened());
    play(&mut program, &mut state, &keys("Enter KeyC ArrowDown Enter KeyV"));
    assert_eq!(program.remap.entries.len(), 2);
    play(&mut program, &mut state, &keys("Enter Delete"));
    assert_eq!(program.remap.entries.len(), 1, "{:?}", program.remap);
    // The last but one line, from the second of five.
    play(&mut program, &mut state, &keys("ArrowDown ArrowDown Enter"));
    assert_eq!(program.remap, Program::new().remap);
}

#[test]
fn the_question_is_left_by_a_click_and_by_a_tap() {
    let mouse = |control, value| RawEvent::new(0, DeviceId::MOUSE, Control::Mouse(control), value);
    let middle = menu::layout::Dialog::of(&Program::new().view(Phase::Paused, &[])).buttons[0];
    let click = [
        mouse(MouseControl::MoveX, middle.x),
        mouse(MouseControl::MoveY, middle.y),
        mouse(MouseControl::Left, 1.0),
    ];
    let tap = RawEvent {
        value_y: middle.y,
        ..RawEvent::new(0, DeviceId::touch(0), Control::Touch(TouchControl::Move), middle.x)
    };
    for events in [&click[..], &[tap]] {
        let (mut program, mut state) = (Program::new(), opened());
        play(&mut program, &mut state, &keys("Enter"));
        assert!(state.asking.is_some());
        play(&mut program, &mut state, events);
        assert_eq!(state.asking, None);
        assert_eq!(program.remap, Program::new().remap, "the click binds nothing");
    }
}

#[test]
fn one_hand_has_a_layout_of_its_own() {
    let (mut program, mut state) = (Program::new(), opened());
    play(&mut program, &mut state, &keys("ArrowDown ArrowDown ArrowRight"));
    assert_eq!(program.remap.hand, Hand::Left);
    let binds =
        |index: usize| program.remap.binds_for(&program.actions[index], BindPlace::Shared, (0, "generic"));
    assert_eq!(binds(0), owned(&["Space", "pad:LeftTrigger"]));
    assert_eq!(binds(1), owned(&["KeyE"]));
}
