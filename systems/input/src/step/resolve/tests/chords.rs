//! Bindings with modifiers, buttons together, and which of several bindings wins.

use super::bound::{Bound, button, check, stick};

#[test]
fn a_key_with_its_modifier_is_not_the_key_alone() {
    let editor = [button("walk", &["KeyS"]), button("save", &["Ctrl+KeyS"])];
    check(&editor, "0 KeyS down, 50 KeyS up", "0 walk, 50 -walk");
    check(&editor, "0 ControlLeft down, 20 KeyS down, 50 KeyS up", "20 save, 50 -save");
    check(&editor, "0 ControlRight down, 20 KeyS down, 50 KeyS up", "20 save, 50 -save");
    // The modifier goes first: the key that is still down has had its meaning.
    check(&editor, "0 ControlLeft down, 20 KeyS down, 50 ControlLeft up, 90 KeyS up", "20 save, 50 -save");
    // It comes too late: the key goes on walking.
    check(&editor, "0 KeyS down, 20 ControlLeft down, 90 KeyS up", "0 walk, 90 -walk");
    check(&editor, "0 ShiftLeft down, 20 KeyS down, 50 KeyS up", "20 walk, 50 -walk");
}

#[test]
fn a_longer_binding_wins_over_its_parts() {
    let all =
        [button("one", &["KeyS"]), button("two", &["Ctrl+KeyS"]), button("three", &["Ctrl+Shift+KeyS"])];
    check(&all, "0 ControlLeft down, 5 ShiftLeft down, 20 KeyS down, 50 KeyS up", "20 three, 50 -three");
    check(&all, "0 ControlLeft down, 20 KeyS down, 50 KeyS up", "20 two, 50 -two");
}

#[test]
fn two_buttons_together_are_neither_of_them() {
    let fight = [
        button("punch", &["pad:West"]),
        button("kick", &["pad:South"]),
        button("throw", &["pad:West&South"]),
    ];
    // A part waits for the rest of it, for 50 ms or until it is let go.
    check(&fight, "0 West down, 60 West up", "50 punch, 60 -punch");
    check(&fight, "1 West down, 21 West up", "21 punch, 21 -punch");
    check(&fight, "1 West down, 4 South down, 60 South up, 90 West up", "4 throw, 60 -throw");
    check(&fight, "1 South down, 1 West down, 60 West up, 90 South up", "1 throw, 60 -throw");
    check(&fight, "1 West down, 49 South down, 60 South up, 90 West up", "49 throw, 60 -throw");
    // Whoever is slower means both: first the one, then the two together.
    check(
        &fight,
        "1 West down, 74 South down, 90 South up, 95 West up",
        "51 punch, 74 -punch, 74 throw, 90 -throw",
    );
    // What is let go and pressed again counts for itself again.
    check(
        &fight,
        "1 West down, 4 South down, 60 South up, 70 South down, 80 South up, 90 West up, 99 West down",
        "4 throw, 60 -throw, 70 throw, 80 -throw, 149 punch",
    );
}

#[test]
fn a_part_waits_whatever_it_is_pressed_for() {
    let together = button("both", &["KeyA&KeyB"]);
    let game = |bind| [button("one", &[bind]), together.clone()];
    check(&game("toggle KeyA"), "0 KeyA down, 90 KeyA up, 100 KeyA down, 110 KeyA up", "50 one, 110 -one");
    check(&game("toggle KeyA"), "0 KeyA down, 9 KeyB down, 90 KeyA up, 95 KeyB up", "9 both, 90 -both");
    check(&game("repeat 0.1 0.1 KeyA"), "0 KeyA down, 160 KeyA up", "50 one, 150 one, 160 -one");
    let twice = "0 KeyA down, 20 KeyA up, 100 KeyA down, 170 KeyA up";
    check(&game("double 0.15 KeyA"), twice, "150 one, 170 -one");
    let fast = "0 KeyA down, 20 KeyA up, 100 KeyA down, 120 KeyA up";
    check(&game("double 0.15 KeyA"), fast, "120 one, 120 -one");
    check(&game("tap KeyA"), "0 KeyA down, 20 KeyA up", "20 one, 20 -one");
    // A chord in a chord waits for the longer one.
    let three = [button("two", &["KeyA&KeyB"]), button("three", &["KeyA&KeyB&KeyC"])];
    check(&three, "0 KeyA down, 10 KeyB down, 30 KeyC down, 99 KeyC up", "30 three, 99 -three");
    check(&three, "0 KeyA down, 10 KeyB down, 99 KeyB up", "60 two, 99 -two");
    // A chord that cannot be pressed now keeps nobody waiting.
    let held = [button("one", &["KeyA"]), button("both", &["Shift+KeyA&KeyB"])];
    check(&held, "3 KeyA down, 9 KeyA up", "3 one, 9 -one");
    check(&held, "0 ShiftLeft down, 3 KeyA down, 9 KeyB down, 99 KeyB up", "9 both, 99 -both");
}

#[test]
fn a_press_that_is_taken_back_waits_in_no_buffer() {
    let mut actions = [button("punch", &["pad:West"]), button("throw", &["pad:West&South"])];
    actions[0].buffer_ticks = 5;
    let frames = Bound::new(&actions).play("1 West down, 4 South down, 60 South up", 100);
    assert!(frames.iter().all(|frame| !frame.buffered(1, "punch")), "nothing to be used later");
    assert!(frames.iter().all(|frame| frame.axis(1, "punch").abs() < f32::EPSILON), "nor a value");
}

#[test]
fn a_stick_has_another_meaning_while_a_button_is_held() {
    let view = [
        stick("aim", &["pad:RightStick"]),
        stick("zoom", &["pad:LeftTrigger+RightStick"]),
        button("lean", &["pad:LeftTrigger"]),
    ];
    let mut game = Bound::new(&view);
    let told = |game: &mut Bound, lines: &str, end_millis| {
        let frames = game.play(lines, end_millis);
        let last = frames.last().unwrap();
        (last.stick(1, "aim").x > 0.9, last.stick(1, "zoom").x > 0.9, last.button(1, "lean"))
    };
    assert_eq!(told(&mut game, "5 RightStickX 1", 20), (true, false, false));
    assert_eq!(
        told(&mut game, "25 LeftTrigger down", 40),
        (false, true, true),
        "held along it stays what it is"
    );
    assert_eq!(told(&mut game, "45 LeftTrigger up", 60), (true, false, false), "at once");
}

#[test]
fn a_modified_key_does_not_steer_meanwhile() {
    let all = [stick("move", &["keys:KeyW,KeyA,KeyS,KeyD"]), button("all", &["Ctrl+KeyA"])];
    let frames = Bound::new(&all).play("0 ControlLeft down, 15 KeyA down, 35 KeyA up, 55 KeyA down", 80);
    let left: Vec<bool> = frames.iter().map(|frame| frame.stick(1, "move").x < 0.0).collect();
    assert_eq!(left, [false; 8]);
    let frames = Bound::new(&all).play("15 KeyA down", 30);
    assert!(frames[1].stick(1, "move").x < -0.9);
}

#[test]
fn one_side_of_a_stick_is_a_button() {
    let menu = [button("up", &["pad:LeftStickUp", "pad:DPadUp"]), button("down", &["pad:LeftStickDown"])];
    check(
        &menu,
        "0 LeftStickY 0.9, 50 LeftStickY 0, 80 LeftStickY -0.9, 90 LeftStickY 0",
        "0 up, 50 -up, 80 down, 90 -down",
    );
}
