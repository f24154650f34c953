//! What `playground check` tells of a game's bindings.

use super::super::{Declared, find_mistakes};
use playground_core_assets::{ActionDeclaration, ActionKind, ActionSetDeclaration, Seats};

fn button(name: &str, binds: &[&str]) -> ActionDeclaration {
    ActionDeclaration::new(name, ActionKind::Button).bound(binds)
}

fn in_set(set: &str, action: ActionDeclaration) -> ActionDeclaration {
    ActionDeclaration { sets: vec![set.to_owned()], ..action }
}

/// Checks what is told of actions, in a game with the sets `play` and `drive`, and `menu` over `play`.
#[track_caller]
fn check(actions: &[ActionDeclaration], expected: &[&str]) {
    let menu = ActionSetDeclaration { over: vec!["play".to_owned()], ..ActionSetDeclaration::new("menu") };
    let sets = [ActionSetDeclaration::new("play"), ActionSetDeclaration::new("drive"), menu];
    let found = find_mistakes(Declared { actions, sets: &sets, seats: Seats::default() });
    let found: Vec<String> = found.iter().map(|problem| problem.message().to_owned()).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_control_that_moves_two_actions_is_told() {
    let twice = "`Space` moves the action `fire`, and `jump` as well";
    check(&[button("jump", &["Space"]), button("fire", &["Space"])], &[twice]);
    check(&[button("jump", &["Space"]), button("fire", &["KeyF"])], &[]);
    check(&[button("jump", &["Space", "Space"])], &["`Space` moves the action `jump` twice"]);
    let move_ = ActionDeclaration::new("move", ActionKind::Stick).bound(&["keys:KeyW,KeyA,KeyS,KeyD"]);
    check(&[move_, button("use", &["KeyW"])], &["`KeyW` moves the action `use`, and `move` as well"]);
    let shared = ActionDeclaration { is_shared: true, ..button("any", &["Space"]) };
    check(&[button("jump", &["Space"]), shared], &[]);
}

#[test]
fn what_is_pressed_otherwise_is_no_conflict() {
    check(&[button("jump", &["Space"]), button("fly", &["Shift+Space"])], &[]);
    check(&[button("jump", &["Space"]), button("fly", &["hold Space"])], &[]);
    check(&[button("punch", &["pad:West"]), button("throw", &["pad:West&South"])], &[]);
    check(&[button("up", &["pad:LeftStickUp"]), button("down", &["pad:LeftStickDown"])], &[]);
    let alike = "`pad:South&West` moves the action `b`, and `a` as well";
    check(&[button("a", &["pad:West&South"]), button("b", &["pad:South&West"])], &[alike]);
    let alike = "`Ctrl+KeyS` moves the action `b`, and `a` as well";
    check(&[button("a", &["ControlLeft+KeyS"]), button("b", &["Ctrl+KeyS"])], &[alike]);
}

#[test]
fn sets_keep_controls_apart_and_layers_take_them() {
    let jump = || in_set("play", button("jump", &["Space"]));
    check(&[jump(), in_set("drive", button("horn", &["Space"]))], &[]);
    check(&[jump(), in_set("menu", button("confirm", &["Space"]))], &[]);
    let clash = ["`Space` moves the action `fire`, and `jump` as well"];
    check(&[jump(), in_set("play", button("fire", &["Space"]))], &clash);
    check(&[jump(), button("fire", &["Space"])], &clash);
    check(&[in_set("menu", button("confirm", &["Space"])), button("fire", &["Space"])], &[]);
}

#[test]
fn an_action_that_nothing_moves_is_told() {
    check(&[button("jump", &[])], &["nothing moves the action `jump`"]);
    check(&[button("jump", &["Spcae"])], &["`Spcae` cannot move the action `jump`"]);
}

#[test]
fn halves_and_seats_keep_to_their_own_pads() {
    let halves = |left: &str, right: &str| ActionDeclaration {
        left_binds: button("", &[left]).binds,
        right_binds: button("", &[right]).binds,
        ..button("fire", &[])
    };
    check(&[halves("KeyF", "Enter")], &[]);
    check(&[halves("KeyF", "KeyF")], &["`KeyF` moves the action `fire` twice"]);
    let pads = ActionDeclaration {
        seat_binds: [(1, button("", &["pad:South"]).binds), (2, button("", &["pad:South"]).binds)].into(),
        ..button("fire", &[])
    };
    check(&[pads], &[]);
}
