//! Bind texts, right and wrong.

use super::*;

/// Checks what a bind text means, or what its error says to write.
#[track_caller]
fn check(kind: ActionKind, text: &str, expected: Result<BindSource, &str>) {
    match (parse_bind(kind, text), expected) {
        (Ok(found), Ok(expected)) => assert_eq!(found, expected, "{text}"),
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
