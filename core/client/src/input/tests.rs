//! Controls as numbers and names, and a frame as plugins ask it.

mod actions;
mod captions;
mod text;

use super::*;
use playground_core_assets::ActionKind;

#[track_caller]
fn check(control: Control) {
    let code: ControlCode = control.into();
    assert_eq!(code.control(), Some(control), "{control:?} is code {:08x}", code.0);
}

#[test]
fn every_control_survives_as_a_number() {
    Key::ALL.iter().for_each(|key| check(Control::Key(*key)));
    PadButton::ALL.iter().for_each(|button| check(Control::PadButton(*button)));
    PadAxis::ALL.iter().for_each(|axis| check(Control::PadAxis(*axis)));
    MouseControl::ALL.iter().for_each(|mouse| check(Control::Mouse(*mouse)));
    TouchControl::ALL.iter().for_each(|touch| check(Control::Touch(*touch)));
    ['a', 'ß', '\u{10ffff}'].into_iter().for_each(|character| check(Control::Text(character)));
    for element in [PadElement::Button(255), PadElement::Axis(0), PadElement::Hat(3)] {
        check(Control::PadElement(element));
    }
    check(Control::Device(DeviceChange::Connected));
    check(Control::Device(DeviceChange::Disconnected));
    check(Control::Device(DeviceChange::FocusLost));
    assert_eq!(ControlCode(u32::MAX).control(), None, "a damaged code is no control");
}

#[test]
fn keys_have_the_names_of_the_web() {
    assert_eq!(Key::from_name("KeyW"), Some(Key::KeyW));
    assert_eq!(Key::MetaLeft.name(), "MetaLeft");
    assert_eq!(Key::from_name("keyw"), None);
    for key in Key::ALL {
        assert_eq!(Key::from_name(key.name()), Some(*key));
    }
}

#[test]
fn devices_have_the_names_of_a_script() {
    let pad = DeviceId::pad(7).unwrap();
    assert_eq!((pad.to_string(), pad.pad_slot()), ("pad7".to_owned(), Some(7)));
    assert_eq!(DeviceId::pad(16), None);
    let virtual_pad = DeviceId::virtual_pad(1).unwrap();
    assert_eq!((virtual_pad.to_string(), virtual_pad.pad_slot()), ("virtual1".to_owned(), Some(9)));
    assert_eq!((virtual_pad.kind(), pad.kind()), (DeviceKind::VirtualPad, DeviceKind::Pad));
    assert_eq!(
        (DeviceId::touch(0).kind(), DeviceId::KEYBOARD.kind()),
        (DeviceKind::Touch, DeviceKind::Keyboard)
    );
    assert_eq!((DeviceId::MOUSE.kind(), DeviceId::WINDOW.kind()), (DeviceKind::Mouse, DeviceKind::Window));
    for device in [pad, virtual_pad, DeviceId::touch(3), DeviceId::MOUSE] {
        assert_eq!(DeviceId::from_number(device.number()), Some(device));
    }
    assert_eq!((DeviceId::from_number(3), DeviceId::from_number(u32::MAX)), (None, None));
    assert_eq!(DeviceId::touch(3).to_string(), "touch3");
    assert_eq!((DeviceId::touch(3).pad_slot(), DeviceId::KEYBOARD.pad_slot()), (None, None));
}

#[test]
fn a_frame_is_asked_by_seat_and_name() {
    let mut frame = ActionFrame::default();
    frame.names[1] = playground_core_types::hash::name_hash("jump");
    let jump = ActionState { x: 1.0, pressed: 2, released: 1, held: 1, ..ActionState::default() };
    frame.set_state_at(2, 1, jump);
    frame.set_state_at(9, 1, jump);
    assert!(frame.button(2, "jump") && frame.pressed(2, "jump") && frame.released(2, "jump"));
    assert!(!frame.button(1, "jump"), "another seat");
    assert!(!frame.button(2, "fire"), "an action that is not declared");
    assert!(!frame.button(0, "jump") && !frame.button(9, "jump"), "seats count from 1 to 8");
    assert!(frame.any_button("jump") && frame.any_pressed("jump") && frame.any_released("jump"));
    assert!(frame.any_axis("jump") == 1.0);
}

#[test]
fn a_seat_is_in_the_sets_that_name_it() {
    assert!(SeatSet::ALL.contains(8) && !SeatSet::ALL.contains(0) && !SeatSet::ALL.contains(9));
    assert!(SeatSet::only(3).contains(3) && !SeatSet::only(3).contains(2));
}

#[test]
fn a_pad_source_survives_as_a_payload() {
    for source in [PadSource::Auto, PadSource::Null, PadSource::Log] {
        assert_eq!(PadSource::from_bytes(source.as_bytes()), Some(source));
    }
    assert_eq!(PadSource::from_bytes(b"usb"), None);
}

/// Checks what a menu hears while a player presses something for an action of `kind`.
#[track_caller]
fn check_capture(kind: ActionKind, from: CaptureFrom, events: &[(Control, f32)], expected: &[Captured]) {
    let mut capture = Capture::new(kind, from, Vec::new());
    let device = |control| match control {
        Control::PadButton(_) | Control::PadAxis(_) => DeviceId::pad(2).unwrap(),
        _ => DeviceId::KEYBOARD,
    };
    let heard = events
        .iter()
        .map(|(control, value)| capture.take(&RawEvent::new(0, device(*control), *control, *value)));
    let heard: Vec<_> = heard.collect();
    assert_eq!(heard, expected, "{events:?}");
}

fn bind(text: &str) -> Captured {
    Captured::Bind(text.to_owned())
}

#[test]
fn a_press_is_captured_as_the_bind_of_a_button() {
    use Captured::Nothing;
    let capture = |control, value, expected: Captured| {
        check_capture(ActionKind::Button, CaptureFrom::All, &[(control, value)], &[expected]);
    };
    capture(Control::Key(Key::KeyW), 1.0, bind("KeyW"));
    capture(Control::Key(Key::KeyW), 0.0, Nothing);
    capture(Control::PadButton(PadButton::South), 1.0, bind("pad:South"));
    capture(Control::PadButton(PadButton::LeftTrigger2), 0.3, Nothing);
    capture(Control::PadAxis(PadAxis::LeftStickX), 1.0, bind("pad:LeftStickRight"));
    capture(Control::PadAxis(PadAxis::RightStickY), -0.9, bind("pad:RightStickDown"));
    capture(Control::PadAxis(PadAxis::LeftZ), 1.0, Nothing);
    capture(Control::Mouse(MouseControl::Middle), 1.0, bind("mouse:Middle"));
    capture(Control::Mouse(MouseControl::Wheel), -1.0, bind("mouse:WheelDown"));
    capture(Control::Mouse(MouseControl::MoveX), 1.0, Nothing);
    let key = [(Control::Key(Key::KeyW), 1.0)];
    check_capture(ActionKind::Button, CaptureFrom::Pads, &key, &[Nothing]);
    let pad = [(Control::PadButton(PadButton::South), 1.0), (Control::Mouse(MouseControl::Left), 1.0)];
    check_capture(ActionKind::Button, CaptureFrom::Keys, &pad, &[Nothing, Nothing]);
}

#[test]
fn axes_and_sticks_are_captured_at_once_or_press_by_press() {
    use Captured::{More, Nothing};
    let keys = |keys: &[Key]| -> Vec<_> { keys.iter().map(|key| (Control::Key(*key), 1.0)).collect() };
    let pad = |button, value| (Control::PadButton(button), value);
    let stick =
        [(Control::PadAxis(PadAxis::RightStickY), -0.4), (Control::PadAxis(PadAxis::RightStickY), -0.6)];
    let (axis, all) = (ActionKind::Axis, CaptureFrom::All);
    let twice = keys(&[Key::KeyA, Key::KeyA, Key::KeyD]);
    check_capture(axis, all, &twice, &[More("right or down"), Nothing, bind("keys:KeyA,KeyD")]);
    check_capture(axis, all, &stick, &[Nothing, bind("pad:RightStickY")]);
    check_capture(axis, all, &[pad(PadButton::RightTrigger2, 0.9)], &[bind("pad:RightTrigger2")]);
    let mixed = [(Control::Key(Key::KeyA), 1.0), pad(PadButton::DPadUp, 1.0), pad(PadButton::DPadDown, 1.0)];
    let heard = [More("right or down"), More("right or down"), bind("pad:DPadUp,DPadDown")];
    check_capture(axis, all, &mixed, &heard);
    let cross = keys(&[Key::KeyW, Key::KeyA, Key::KeyS, Key::KeyD]);
    let heard = [More("left"), More("down"), More("right"), bind("keys:KeyW,KeyA,KeyS,KeyD")];
    check_capture(ActionKind::Stick, all, &cross, &heard);
    check_capture(ActionKind::Stick, all, &stick, &[Nothing, bind("pad:RightStick")]);
    check_capture(ActionKind::Stick, all, &[pad(PadButton::DPadLeft, 1.0)], &[bind("pad:DPad")]);
}

#[test]
fn keys_are_labelled_as_the_players_keyboard_is() {
    let mut labels = KeyLabels::default();
    let all = [
        Key::KeyQ,
        Key::Digit1,
        Key::ArrowUp,
        Key::ShiftLeft,
        Key::PageDown,
        Key::Semicolon,
        Key::F11,
        Key::Numpad0,
    ];
    let words = all.map(|key| labels.label(key));
    assert_eq!(words, ["Q", "1", "Up", "Left Shift", "Page Down", ";", "F11", "Numpad 0"]);
    assert!(labels.learn(Key::KeyQ, "a") && !labels.learn(Key::KeyQ, "A"), "the same is no news");
    assert!(labels.learn(Key::Semicolon, "ö"));
    for nothing in ["", " ", "\r", "a long text"] {
        assert!(!labels.learn(Key::Space, nothing), "{nothing:?}");
    }
    assert_eq!([Key::KeyQ, Key::Semicolon, Key::Space].map(|key| labels.label(key)), ["A", "Ö", "Space"]);
    for key in Key::ALL {
        assert!(!labels.label(*key).is_empty(), "{key:?}");
    }
}

#[test]
fn a_bind_is_told_in_words() {
    let mut labels = KeyLabels::default();
    labels.learn(Key::KeyA, "q");
    let words = |text: &str| bind_words(text, &labels);
    assert_eq!(words("pad:South"), "A / Cross (south)");
    assert_eq!(words("KeyA"), "Q");
    assert_eq!(words("keys:KeyA, ArrowRight"), "Q Right");
    assert_eq!(words("mouse:WheelUp"), "Mouse wheel up");
    assert_eq!(words("pad:DPadUp,DPadDown"), "D-pad up D-pad down");
    assert_eq!(words("pad:LeftStick"), "Left Stick");
    assert_eq!(words("pad:LeftStickUp"), "Left Stick Up");
    assert_eq!(words("Ctrl+Shift+KeyA"), "Ctrl + Shift + Q");
    assert_eq!(words("pad:LeftTrigger+RightStick"), "LB / L1 + Right Stick");
    assert_eq!(words("hold 0.5 KeyA&mouse:Left"), "hold Q + Left mouse button");
    for strange in ["", "pad:A", "joystick:3", "keys:KeyA,?", "Shift+?", "KeyA&", "hold 0.5"] {
        assert_eq!(words(strange), strange, "what is no bind stands as it is");
    }
    for button in PadButton::ALL {
        assert_ne!(words(&format!("pad:{}", button.name())), "");
    }
}

#[test]
fn the_last_entry_of_a_remap_counts() {
    let mut remap = Remap::default();
    remap.set("jump", BindPlace::Shared, vec!["KeyJ".to_owned()]);
    remap.set("jump", BindPlace::Left, vec!["KeyL".to_owned()]);
    remap.set("jump", BindPlace::Shared, vec!["KeyK".to_owned()]);
    assert_eq!(remap.entries.len(), 2, "one for each place");
    let bytes = postcard::to_allocvec(&remap).unwrap();
    let read: Remap = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(read, remap, "it can be kept in a file");
    remap.clear("jump", BindPlace::Shared);
    remap.clear("jump", BindPlace::Right);
    let places: Vec<_> = remap.entries.iter().map(|entry| entry.place).collect();
    assert_eq!(places, [BindPlace::Left]);
}

#[test]
fn a_guid_is_32_digits_and_holds_maker_and_model() {
    let text = "030000005e0400008e02000014010000";
    let guid = Guid::from_hex(text).unwrap();
    assert_eq!((guid.to_string(), guid.vendor_product()), (text.to_owned(), [0x045e, 0x028e]));
    let named = Guid::from_hex("05000000506572666f726d616e636500").unwrap();
    assert_eq!(named.vendor_product(), [0, 0], "letters of a name are no numbers");
    for wrong in ["", "xinput", "030000005e0400008e0200001401000", "030000005e0400008e0200001401000g", "é"] {
        assert_eq!(Guid::from_hex(wrong), None, "{wrong}");
    }
}

#[test]
fn buttons_are_called_what_each_family_prints_on_them() {
    let labels = |button| PadFamily::ALL.map(|family| family.button_label(button));
    assert_eq!(labels(PadButton::South), ["A", "Cross", "B", "A", "South"]);
    assert_eq!(labels(PadButton::RightTrigger2), ["RT", "R2", "ZR", "R2", "RightTrigger2"]);
    for button in PadButton::ALL {
        assert!(labels(*button).iter().all(|label| !label.is_empty()), "{button:?}");
    }
}

#[test]
fn a_pad_can_what_was_added_and_nothing_else() {
    let capabilities = PadCapabilities::default()
        .with_button(PadButton::Misc2)
        .with_axis(PadAxis::RightZ)
        .with_feature(PadFeature::Rumble);
    assert!(capabilities.has_button(PadButton::Misc2) && !capabilities.has_button(PadButton::South));
    assert!(capabilities.has_axis(PadAxis::RightZ) && !capabilities.has_axis(PadAxis::LeftStickX));
    let supported = PadFeature::ALL.into_iter().filter(|feature| capabilities.supports(*feature));
    let names: Vec<_> = supported.map(PadFeature::name).collect();
    assert_eq!(names, ["rumble"]);
}

#[test]
fn analogue_values_lie_on_a_grid_that_a_file_keeps() {
    for value in [-1.0, -0.3, 0.0, 0.123_456, 1.0] {
        let event = RawEvent::new(0, DeviceId::MOUSE, Control::PadAxis(PadAxis::LeftZ), value).on_grid();
        assert!((event.value - value).abs() < 1e-4, "{value}");
        assert_eq!(event.on_grid(), event, "the grid holds itself");
    }
    assert_eq!(
        [grid_value(i16::MIN), grid_value(i16::MAX), grid_value(grid_steps(f32::NAN))],
        [-1.0, 1.0, 0.0]
    );
}

#[test]
fn rumble_swells_stays_and_fades() {
    let effect = RumbleEffect {
        strong: 1.0,
        attack_ticks: 1,
        hold_ticks: 2,
        release_ticks: 3,
        ..RumbleEffect::default()
    };
    let mut frame = RumbleFrame::default();
    frame.start(2, 10, effect);
    let felt: Vec<_> = (9..18).map(|tick| frame.levels(2, tick)[0]).collect();
    assert_eq!(felt, [0.0, 0.5, 1.0, 1.0, 0.75, 0.5, 0.25, 0.0, 0.0]);
    assert_eq!(
        (frame.levels(1, 11), frame.levels(0, 11), frame.levels(9, 11)),
        ([0.0; 2], [0.0; 2], [0.0; 2])
    );
    frame.start(9, 10, effect);
    frame.start(0, 10, effect);
    frame.stop(2);
    assert_eq!(frame, RumbleFrame::default(), "no seat but 1 to 8 has effects");
}

#[test]
fn the_strongest_of_several_rumbles_is_felt_and_the_oldest_makes_room() {
    let mut frame = RumbleFrame::default();
    for (tick, strong) in [(0, 1.0), (1, 0.25), (2, 0.25), (3, 0.5)] {
        frame.start(1, tick, RumbleEffect::thud(strong, f32::NAN, 100));
    }
    assert_eq!(frame.levels(1, 4), [1.0, 0.0], "what is no number is not felt");
    frame.start(1, 4, RumbleEffect::thud(0.75, 0.125, 100));
    assert_eq!(frame.levels(1, 4), [0.75, 0.125]);
    assert_eq!(frame.levels(1, 1_000), [0.0, 0.0]);
}

#[test]
fn a_trigger_that_is_heard_first_when_it_is_pressed_has_its_way() {
    let mut wizard = Wizard::new(Guid::default(), "pad", &[]);
    while wizard.question() != Some("the left trigger") {
        wizard.skip();
    }
    // From one end to the other, and nothing between.
    assert!(wizard.take(PadElement::Axis(2), 1.0));
    wizard.take(PadElement::Axis(2), -1.0);
    assert!(wizard.take(PadElement::Button(7), 1.0), "the next question is heard");
    let line = wizard.mapping().to_string();
    assert!(line.contains("lefttrigger:a2,"), "{line}");
}

#[test]
fn the_wizard_asks_for_each_control_and_writes_the_line() {
    let guid = "030000005e0400008e02000014010000";
    let mut wizard = Wizard::new(Guid::from_hex(guid).unwrap(), "My, pad", &[]);
    let press = |wizard: &mut Wizard, part, pushed, rest| {
        let has_taken = wizard.take(part, pushed);
        wizard.take(part, rest);
        has_taken
    };
    for number in 0..4 {
        assert!(press(&mut wizard, PadElement::Button(number), 1.0, 0.0));
    }
    assert!(!press(&mut wizard, PadElement::Button(3), 1.0, 0.0), "a button is one control only");
    let south = Target::Button(PadButton::South);
    assert_eq!(
        wizard.known(PadElement::Button(0), 1.0),
        Some(south),
        "a part that is known means something else"
    );
    assert_eq!(wizard.known(PadElement::Button(0), 1.0), None, "once, until it is let go");
    wizard.take(PadElement::Button(0), 0.0);
    assert_eq!(wizard.known(PadElement::Button(9), 1.0), None);
    for directions in [1.0, 4.0, 8.0, 2.0] {
        assert!(press(&mut wizard, PadElement::Hat(0), directions, 0.0));
    }
    assert!(press(&mut wizard, PadElement::Button(4), 1.0, 0.0));
    assert!(press(&mut wizard, PadElement::Button(5), 1.0, 0.0));
    assert!(!wizard.take(PadElement::Axis(2), -0.9), "a trigger that is at rest");
    assert!(press(&mut wizard, PadElement::Axis(2), 0.9, -1.0));
    wizard.skip();
    for axis in [0, 1] {
        assert!(!wizard.take(PadElement::Axis(axis), 0.3), "noise");
        assert!(press(&mut wizard, PadElement::Axis(axis), 0.9, 0.1));
    }
    assert!(press(&mut wizard, PadElement::Axis(3), -0.9, 0.0), "a stick that is upside down");
    wizard.back();
    assert!(press(&mut wizard, PadElement::Axis(4), -0.9, 0.0));
    while wizard.question().is_some() {
        wizard.skip();
    }
    let line = wizard.mapping().to_string();
    let links = "a:b0,b:b1,x:b2,y:b3,dpup:h0.1,dpdown:h0.4,dpleft:h0.8,dpright:h0.2,leftshoulder:b4,\
                 rightshoulder:b5,lefttrigger:a2,leftx:a0,lefty:a1,rightx:a4~";
    assert_eq!(line, format!("{guid},My  pad,{links},platform:{PLATFORM},"));
    assert_eq!(wizard.progress(), (QUESTIONS.len(), QUESTIONS.len()));
}
