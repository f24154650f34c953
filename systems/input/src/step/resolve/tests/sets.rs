//! Sets of actions, layers over them, and what a change of them does to what is held.

use super::bound::{Bound, button, button_in, set, stick};
use playground_core_assets::ActionDeclaration;
use playground_core_client::input::Tuning;

/// A game that is played, driven and aimed in, with a menu over all of it.
fn game() -> Bound {
    let drive = ActionDeclaration { sets: vec!["drive".to_owned()], ..stick("steer", &["pad:LeftStick"]) };
    let actions = [
        button_in(&["play"], "jump", &["KeyJ", "pad:South"]),
        button_in(&["play", "drive"], "use", &["KeyU"]),
        drive,
        button_in(&["drive"], "horn", &["KeyJ"]),
        button_in(&["scope"], "shoot", &["KeyJ"]),
        button_in(&["menu"], "confirm", &["KeyJ", "pad:South"]),
        button("pause", &["KeyP"]),
    ];
    let sets = [
        set("play", &[], false),
        set("drive", &[], false),
        set("scope", &["play"], false),
        set("menu", &["play", "drive"], true),
    ];
    Bound::with(&actions, &sets, &Tuning::default())
}

#[test]
fn the_first_set_is_active_when_a_game_begins() {
    let told = game().tell("0 KeyJ down, 5 KeyU down, 8 KeyP down", 50);
    assert_eq!(told, "0 jump, 5 use, 8 pause");
}

#[test]
fn a_switch_releases_what_is_held_and_asks_for_a_new_press() {
    let mut game = game();
    assert_eq!(game.tell("0 KeyJ down", 50), "0 jump");
    game.sets.switch(1, "drive");
    assert_eq!(game.tell("80 KeyJ up, 95 KeyJ down", 100), "50 -jump, 95 horn");
    game.sets.switch(1, "play");
    assert_eq!(game.tell("120 KeyJ up, 140 KeyJ down", 200), "100 -horn, 140 jump");
}

#[test]
fn what_is_in_both_sets_is_held_on() {
    let mut game = game();
    assert_eq!(game.tell("0 KeyU down, 0 KeyP down", 50), "0 use, 0 pause");
    game.sets.switch(1, "drive");
    assert_eq!(game.tell("", 100), "");
    game.sets.lay(1, "menu");
    assert_eq!(game.tell("", 150), "100 -use", "what is in every set goes on below a menu");
    game.sets.lift(1, "menu");
    assert_eq!(game.tell("200 KeyU up, 220 KeyU down", 250), "220 use");
}

#[test]
fn a_stick_that_is_held_steers_at_once() {
    let mut game = game();
    let frames = game.play("0 LeftStickX 1", 20);
    assert!(frames[1].stick(1, "steer").x.abs() < f32::EPSILON);
    game.sets.switch(1, "drive");
    assert!(game.play("", 30)[0].stick(1, "steer").x > 0.9);
    game.sets.switch(1, "play");
    assert!(game.play("", 40)[0].stick(1, "steer").x.abs() < f32::EPSILON);
}

#[test]
fn a_layer_takes_its_controls_and_leaves_the_others() {
    let mut game = game();
    game.sets.lay(1, "scope");
    assert_eq!(game.tell("5 KeyJ down, 9 KeyU down, 15 KeyJ up", 50), "5 shoot, 9 use, 15 -shoot");
    assert_eq!(game.tell("55 South down, 65 South up", 100), "55 jump, 65 -jump", "which it does not have");
    game.sets.lift(1, "scope");
    assert_eq!(game.tell("105 KeyJ down", 150), "105 jump");
}

#[test]
fn a_menu_hides_all_that_lies_below() {
    let mut game = game();
    game.sets.lay(1, "menu");
    assert_eq!(game.tell("5 KeyU down, 8 KeyJ down, 20 KeyJ up", 50), "8 confirm, 20 -confirm");
    // The press that closes it does not jump.
    assert_eq!(game.tell("55 South down", 60), "55 confirm");
    game.sets.lift(1, "menu");
    assert_eq!(game.tell("90 South up, 95 South down", 100), "60 -confirm, 95 jump");
}

#[test]
fn names_that_mean_nothing_change_nothing() {
    let mut game = game();
    game.sets.switch(1, "swim");
    game.sets.lay(1, "fly");
    assert_eq!(game.tell("5 KeyJ down, 15 KeyJ up", 50), "5 jump, 15 -jump");
    game.sets.switch(1, "menu");
    assert_eq!(game.tell("55 KeyJ down, 65 KeyJ up", 100), "55 jump, 65 -jump", "a layer is no set");
    game.sets.switch(1, "drive");
    game.sets.lay(1, "scope");
    assert_eq!(game.tell("105 KeyJ down", 150), "105 horn", "it lies over another set");
    game.sets.switch(9, "drive");
    game.sets.lay(0, "menu");
}

#[test]
fn each_seat_has_its_own() {
    let mut game = game();
    game.sets.switch(2, "drive");
    assert_eq!(game.tell("5 KeyJ down", 50), "5 jump");
    assert!(game.sets.is_set(2, "drive") && !game.sets.is_set(1, "drive"));
    game.sets.switch_all("drive");
    assert!(game.sets.is_set(8, "drive"));
    game.sets.lay_all("menu");
    assert!(game.sets.has_layer(8, "menu"));
    game.sets.lift_all("menu");
    assert!(!game.sets.has_layer(8, "menu"));
}

#[test]
fn a_map_without_sets_is_always_active() {
    let mut plain = Bound::new(&[button("jump", &["KeyJ"])]);
    plain.sets.switch(1, "drive");
    assert_eq!(plain.tell("5 KeyJ down", 50), "5 jump");
}
