//! Controls as numbers and names, and a frame as plugins ask it.

use super::*;

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
    assert_eq!(DeviceId::pad(8), None);
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
    for source in [PadSource::Auto, PadSource::Null] {
        assert_eq!(PadSource::from_bytes(source.as_bytes()), Some(source));
    }
    assert_eq!(PadSource::from_bytes(b"usb"), None);
}
