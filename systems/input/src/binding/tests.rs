//! Bind texts, right and wrong.

mod mistakes;

use super::*;

/// Checks what a bind text means, or what its error says to write.
#[track_caller]
fn check(kind: ActionKind, text: &str, expected: Result<BindSource, &str>) {
    match (parse_bind(kind, text), expected) {
        (Ok(found), Ok(expected)) => assert_eq!(found, Bind::new(SeatSet::ALL, expected), "{text}"),
        (Err(cure), Err(part)) => assert!(cure.contains(part), "{text}: the cure `{cure}` says no `{part}`"),
        (found, expected) => panic!("{text}: found {found:?}, expected {expected:?}"),
    }
}

fn key(key: Key) -> Control {
    Control::Key(key)
}

#[test]
fn a_button_takes_keys_pad_buttons_and_mouse_buttons() {
    use ActionKind::Button;
    check(Button, "Space", Ok(BindSource::Button(key(Key::Space))));
    check(Button, "key:KeyW", Ok(BindSource::Button(key(Key::KeyW))));
    check(Button, "pad:South", Ok(BindSource::Button(Control::PadButton(PadButton::South))));
    check(Button, "mouse:Left", Ok(BindSource::Button(Control::Mouse(MouseControl::Left))));
    check(Button, "mouse:WheelUp", Ok(BindSource::Button(Control::Mouse(MouseControl::WheelUp))));
    check(Button, "mouse:Wheel", Err("mouse:WheelUp"));
    check(Button, "pad:A", Err("South East West North"));
    check(Button, "pad:Soutg", Err("write `pad:South`"));
    check(Button, "pad:LeftStickU", Err("write `pad:LeftStickUp`"));
    check(Button, "Spcae", Err("write `Space`"));
    let up = BindSource::Push { control: Control::PadAxis(PadAxis::LeftStickY), is_positive: true };
    check(Button, "pad:LeftStickUp", Ok(up));
    check(Button, "W", Err("write `KeyW`"));
    check(Button, "keyw", Err("write `KeyW`"));
    check(Button, "Left", Err("write `ArrowLeft`"));
    check(Button, "1", Err("write `Digit1`"));
    check(Button, "Jump", Err("`KeyA`, `Digit1`, `ArrowLeft`"));
    check(Button, "", Err("`KeyA`"));
    check(Button, "mouse:MoveX", Err("mouse:Left"));
    check(Button, "joystick:1", Err("a button takes"));
    check(Button, "keys:KeyW,KeyS", Err("a button takes"));
}

#[test]
fn an_axis_takes_two_keys_or_an_axis_of_a_pad() {
    use ActionKind::Axis;
    let pair = BindSource::Pair { negative: key(Key::KeyW), positive: key(Key::KeyS) };
    check(Axis, "keys:KeyW,KeyS", Ok(pair));
    check(Axis, "keys:KeyW, KeyS", Ok(pair));
    check(Axis, "pad:LeftStickY", Ok(BindSource::Axis(Control::PadAxis(PadAxis::LeftStickY))));
    check(Axis, "pad:RightTrigger2", Ok(BindSource::Button(Control::PadButton(PadButton::RightTrigger2))));
    let (up, down) = (PadButton::DPadUp, PadButton::DPadDown);
    let hat = BindSource::Pair { negative: Control::PadButton(up), positive: Control::PadButton(down) };
    check(Axis, "pad:DPadY", Ok(hat));
    check(Axis, "pad:DPadUp,DPadDown", Ok(hat));
    check(Axis, "pad:DPadUp,Down", Err("write two of South"));
    check(Axis, "keys:KeyW", Err("keys:LESS,MORE"));
    check(Axis, "keys:KeyW,S", Err("write `KeyS`"));
    check(Axis, "pad:LeftStick", Err("LeftStickX"));
    check(Axis, "Space", Err("an axis takes"));
}

#[test]
fn a_stick_takes_four_keys_or_a_stick_of_a_pad() {
    use ActionKind::Stick;
    let [up, left, down, right] = [Key::KeyW, Key::KeyA, Key::KeyS, Key::KeyD].map(key);
    check(Stick, "keys:KeyW,KeyA,KeyS,KeyD", Ok(BindSource::Cross { up, left, down, right }));
    let (x, y) = (Control::PadAxis(PadAxis::LeftStickX), Control::PadAxis(PadAxis::LeftStickY));
    check(Stick, "pad:LeftStick", Ok(BindSource::Stick { x, y }));
    assert!(parse_bind(Stick, "pad:DPad").is_ok());
    check(Stick, "keys:KeyW,KeyS", Err("keys:UP,LEFT,DOWN,RIGHT"));
    check(Stick, "pad:South", Err("pad:RightStick"));
}

/// Checks what is held along with a button, how it is pressed, and how long the whole is.
#[track_caller]
fn check_whole(text: &str, held: &[[Key; 2]], trigger: Trigger, length: usize) {
    let bind = parse_bind(ActionKind::Button, text).unwrap();
    let modifiers: Vec<_> = bind.modifiers.iter().flatten().map(|modifier| modifier.controls).collect();
    let expected: Vec<_> = held.iter().map(|keys| keys.map(key)).collect();
    assert_eq!((modifiers, bind.trigger, bind.length()), (expected, trigger, length), "{text}");
}

#[test]
fn a_button_is_pressed_in_many_ways() {
    use Key::{ControlLeft, ControlRight, KeyX, ShiftLeft, ShiftRight};
    let (shift, ctrl) = ([ShiftLeft, ShiftRight], [ControlLeft, ControlRight]);
    check_whole("Shift+KeyS", &[shift], Trigger::Press, 2);
    check_whole("Ctrl+Shift+mouse:Left", &[ctrl, shift], Trigger::Press, 3);
    check_whole("KeyX + KeyS", &[[KeyX; 2]], Trigger::Press, 2);
    check_whole("KeyA&KeyS&KeyD", &[], Trigger::Press, 3);
    check_whole("tap Space", &[], Trigger::Tap { most_millis: 250 }, 1);
    check_whole("hold 0.5 Shift+Space", &[shift], Trigger::Hold { after_millis: 500 }, 2);
    check_whole("double 0.2 Space", &[], Trigger::Double { within_millis: 200 }, 1);
    let repeat = Trigger::Repeat { delay_millis: REPEAT_DELAY_OF_PLAYER, interval_millis: 100 };
    check_whole("repeat Space", &[], repeat, 1);
    check_whole("toggle Space", &[], Trigger::Toggle, 1);
}

#[test]
fn a_stick_takes_a_button_along() {
    let bind = parse_bind(ActionKind::Stick, "pad:LeftTrigger+RightStick").unwrap();
    let trigger = Control::PadButton(PadButton::LeftTrigger);
    assert_eq!(bind.modifiers[0], Some(Modifier { controls: [trigger; 2] }));
    let bind = parse_bind(ActionKind::Stick, "Shift+keys:KeyW,KeyA,KeyS,KeyD").unwrap();
    assert_eq!(bind.length(), 2);
}

#[test]
fn what_cannot_be_pressed_is_told() {
    use ActionKind::{Axis, Button, Stick};
    for (kind, text, part) in [
        (Button, "hold 60 Space", "0.02 to 10 seconds"),
        (Button, "hold -1 Space", "0.02 to 10 seconds"),
        (Button, "hold nan Space", "0.02 to 10 seconds"),
        (Button, "hold x Space", "`Space`"),
        (Button, "tap 0.1 0.2 Space", "write `tap 0.25`"),
        (Button, "tap", "`Tab`"),
        (Button, "Shift", "`ShiftLeft`"),
        (Button, "Shift+pad:South", "keep to one device"),
        (Button, "KeyA&pad:South", "keep to one device"),
        (Button, "KeyA&KeyA", "different keys"),
        (Button, "KeyA&KeyB&KeyC&KeyD&KeyE", "2 to 4"),
        (Button, "Ctrl+Shift+Alt+Meta+KeyA", "at most 3"),
        (Button, "mouse:WheelUp+key:KeyA", "cannot be held"),
        (Button, "pad:LeftStickUp+South", "cannot be held along"),
        (Axis, "hold keys:KeyA,KeyD", "actions of kind"),
        (Stick, "pad:LeftStick&RightStick", "a stick takes"),
    ] {
        check(kind, text, Err(part));
    }
}
