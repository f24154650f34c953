//! Lines of an input script, right and wrong.

use super::*;
use playground_core_client::input::Key;
use playground_core_types::CoreResult;

fn parse(text: &str) -> CoreResult<Vec<ScriptEvent>> {
    parse_script("run.input", text, 16_666)
}

/// Checks the one event of one line.
#[track_caller]
fn check(line: &str, tick: u64, device: DeviceId, control: Control, value: f32) {
    let events = parse(line).unwrap();
    let micros = events[0].event.micros;
    let event =
        RawEvent { value_y: events[0].event.value_y, ..RawEvent::new(micros, device, control, value) };
    assert_eq!(events, [ScriptEvent { tick, event }], "{line}");
}

/// Checks where a line fails, and a part of what its error says.
#[track_caller]
fn check_error(line: &str, column: u32, part: &str) {
    let error = parse(&format!("# first\n{line}\n")).unwrap_err();
    let place = error.place().unwrap();
    assert_eq!((place.file.as_str(), place.line, place.column), ("run.input", 2, column), "{line}: {error}");
    let text = error.to_string();
    assert!(text.contains("\n  cure: ") && text.contains(part), "{line}: `{text}` says no `{part}`");
}

fn pad(slot: u32) -> DeviceId {
    DeviceId::pad(slot).unwrap()
}

#[test]
fn each_source_has_its_lines() {
    check("10 key KeyW down", 10, DeviceId::KEYBOARD, Control::Key(Key::KeyW), 1.0);
    check("  11\tkey  KeyW up # released", 11, DeviceId::KEYBOARD, Control::Key(Key::KeyW), 0.0);
    check("0 pad0 connect", 0, pad(0), Control::Device(DeviceChange::Connected), 0.0);
    check("9 pad7 disconnect", 9, pad(7), Control::Device(DeviceChange::Disconnected), 0.0);
    check("1 pad1 South down", 1, pad(1), Control::PadButton(PadButton::South), 1.0);
    check("1 pad1 LeftTrigger2 0.25", 1, pad(1), Control::PadButton(PadButton::LeftTrigger2), 0.25);
    check("1 pad1 LeftStickY -0.5", 1, pad(1), Control::PadAxis(PadAxis::LeftStickY), -0.5);
    check("3 mouse PlaceY 90", 3, DeviceId::MOUSE, Control::Mouse(MouseControl::PlaceY), 90.0);
    check("3 mouse MoveX -12.5", 3, DeviceId::MOUSE, Control::Mouse(MouseControl::MoveX), -12.5);
    check("3 mouse Left down", 3, DeviceId::MOUSE, Control::Mouse(MouseControl::Left), 1.0);
    check("3 mouse Wheel -1", 3, DeviceId::MOUSE, Control::Mouse(MouseControl::Wheel), -1.0);
    (0..8).for_each(|slot| {
        let line = format!("1 pad{slot} DPadUp down");
        check(&line, 1, pad(slot), Control::PadButton(PadButton::DPadUp), 1.0);
    });
    let delete = Control::Text(TextEdit::Delete.character());
    check("3 edit Delete", 3, DeviceId::KEYBOARD, delete, 1.0);
    check("4 touch2 Up", 4, DeviceId::touch(2), Control::Touch(TouchControl::Up), 0.0);
    check("4 touch2 Move 160,90.5", 4, DeviceId::touch(2), Control::Touch(TouchControl::Move), 160.0);
    assert!(parse("4 touch2 Move 160,90.5").unwrap()[0].event.value_y == 90.5);
    let typed = parse("5 text a # b").unwrap();
    let typed: Vec<_> = typed.iter().filter_map(|scripted| scripted.event.control.control()).collect();
    assert_eq!(typed, ['a', ' ', '#', ' ', 'b'].map(Control::Text), "text is taken as it stands");
}

#[test]
fn events_are_sorted_by_time_and_keep_their_order_within_it() {
    let events =
        parse("2 key KeyB down\n\n# nothing\n1+900 key KeyA up\n1 key KeyA down\n2 key KeyC down").unwrap();
    let order: Vec<_> = events.iter().map(|scripted| (scripted.tick, scripted.event.micros)).collect();
    assert_eq!(order, [(1, 0), (1, 900), (2, 0), (2, 0)]);
    assert_eq!(events[2].event.control.control(), Some(Control::Key(Key::KeyB)));
    assert_eq!(parse(" \n#\n").unwrap(), []);
}

#[test]
fn a_bad_line_says_where_and_what_to_write() {
    check_error("x key KeyW down", 1, "`x` is no tick");
    check_error("-1 key KeyW down", 1, "is no tick");
    check_error("1+ key KeyW down", 1, "is no tick");
    check_error("1", 2, "a source is missing");
    check_error("1 keyboard KeyW down", 3, "`pad0` to `pad7`");
    check_error("1 pad8 South down", 3, "is no source of input");
    check_error("1 touch16 Up", 3, "is no source of input");
    check_error("1 pad+1 South down", 3, "is no source of input");
    check_error("1 touch+1 Up", 3, "is no source of input");
    check_error("1 pad South down", 3, "is no source of input");
    check_error("1 key", 6, "a key is missing");
    check_error("1 key W down", 7, "write `KeyW`");
    check_error("1 key KeyW", 11, "a value is missing");
    check_error("1 key KeyW 1", 12, "write `down` or `up`");
    check_error("1 key KeyW down now", 17, "`now` is too much");
    check_error("1 pad0 A down", 8, "South East West North");
    check_error("1 pad0 South 1.5", 14, "from 0 to 1");
    check_error("1 pad0 LeftStickX -1.5", 19, "from -1 to 1");
    check_error("1 pad0 LeftStickX NaN", 19, "from -1 to 1");
    check_error("1 mouse Jump 1", 9, "MoveX");
    check_error("1 mouse WheelUp down", 9, "write one of MoveX MoveY Left Right Middle Wheel");
    check_error("1 mouse Left 1", 14, "write `down` or `up`");
    check_error("1 mouse MoveX far", 15, "is no number");
    check_error("1 mouse MoveX inf", 15, "is no number");
    check_error("1 touch0 Move 160", 15, "is no place");
    check_error("1 text   ", 10, "the text is missing");
    check_error("1 kéy x", 3, "`kéy` is no source");
    check_error("ü1 key x", 1, "`ü1` is no tick");
    check_error("99999999999999999999 key KeyW down", 1, "is no tick");
}

#[test]
fn a_time_beyond_its_tick_is_refused() {
    assert_eq!(parse("1+16665 key KeyW down").unwrap()[0].event.micros, 16_665);
    check_error("1+16666 key KeyW down", 1, "a tick has 16666 microseconds");
    check_error("1+99999999 key KeyW down", 1, "beyond its tick");
}
