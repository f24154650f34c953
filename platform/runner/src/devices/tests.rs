//! Fingers and the mouse of a window on a game's screen.

use super::*;
use playground_core_client::rendering::{RenderTarget, ScreenSettings};
use playground_core_types::Handle;
use winit::event::{DeviceId as WindowDevice, MouseButton};

/// A window of 660 by 380 pixels that shows a screen of 320 by 180 twice as large, with bars of 10 pixels.
fn client() -> Handle<Client> {
    let client = Client::new();
    let viewport = Viewport { x: 10, y: 10, width: 640, height: 360 };
    let target = RenderTarget { width: 660, height: 380, viewport };
    write_now(&client.render_targets).unwrap().insert(SCREEN_TARGET, target);
    *write_now(&client.screen_settings).unwrap() = ScreenSettings::default();
    client
}

fn moved(x: f64, y: f64) -> WindowEvent {
    let position = PhysicalPosition::new(x, y);
    WindowEvent::CursorMoved { device_id: WindowDevice::dummy(), position }
}

fn touched(id: u64, phase: TouchPhase, x: f64, y: f64) -> WindowEvent {
    let location = PhysicalPosition::new(x, y);
    WindowEvent::Touch(Touch { device_id: WindowDevice::dummy(), phase, location, force: None, id })
}

/// Checks what an event of the window tells the client: device, control, values.
#[track_caller]
fn check(
    devices: &mut Devices,
    client: &Client,
    event: &WindowEvent,
    expected: &[(DeviceId, Control, [f32; 2])],
) {
    devices.tell(client, event, 7).unwrap();
    let told: Vec<_> = write_now(&client.raw_events)
        .unwrap()
        .drain(..)
        .map(|event| (event.device, event.control.control().unwrap(), [event.value, event.value_y]))
        .collect();
    assert_eq!(told, expected, "{event:?}");
}

#[test]
fn the_mouse_moves_by_virtual_pixels_beside_the_screen_too() {
    let (mut devices, client) = (Devices::default(), client());
    let x = |value| (DeviceId::MOUSE, Control::Mouse(MouseControl::MoveX), [value, 0.0]);
    let y = |value| (DeviceId::MOUSE, Control::Mouse(MouseControl::MoveY), [value, 0.0]);
    check(&mut devices, &client, &moved(330.0, 190.0), &[x(160.0), y(90.0)]);
    check(&mut devices, &client, &moved(332.0, 190.0), &[x(1.0)]);
    check(&mut devices, &client, &moved(0.0, 390.0), &[x(-166.0), y(100.0)]);
    check(&mut devices, &client, &moved(0.0, 390.0), &[]);
}

#[test]
fn a_locked_pointer_moves_by_what_the_mouse_says_and_is_back_where_it_is_when_it_is_free() {
    let (mut devices, client) = (Devices::default(), client());
    let told = |control, value| (DeviceId::MOUSE, Control::Mouse(control), [value, 0.0]);
    let (move_x, move_y) =
        (|value| told(MouseControl::MoveX, value), |value| told(MouseControl::MoveY, value));
    check(&mut devices, &client, &moved(330.0, 190.0), &[move_x(160.0), move_y(90.0)]);
    devices.tell_motion(&client, (40.0, 0.0), 7).unwrap();
    check(&mut devices, &client, &moved(330.0, 190.0), &[]);
    devices.lock(&client, true, 7).unwrap();
    // Two pixels of the window are one of the screen.
    devices.tell_motion(&client, (40.0, -3.0), 7).unwrap();
    check(&mut devices, &client, &moved(338.0, 190.0), &[move_x(20.0), move_y(-1.5)]);
    devices.lock(&client, false, 7).unwrap();
    let back = [told(MouseControl::PlaceX, 164.0), told(MouseControl::PlaceY, 90.0)];
    check(&mut devices, &client, &moved(338.0, 190.0), &back);
    check(&mut devices, &client, &moved(340.0, 190.0), &[move_x(1.0)]);
    devices.lock(&client, false, 7).unwrap();
    check(&mut devices, &client, &moved(340.0, 190.0), &[]);
}

#[test]
fn buttons_and_the_wheel_are_told() {
    let (mut devices, client) = (Devices::default(), client());
    let device_id = WindowDevice::dummy();
    let told = |control, value| [(DeviceId::MOUSE, Control::Mouse(control), [value, 0.0])];
    let button = |state, button| WindowEvent::MouseInput { device_id, state, button };
    let wheel = |delta| WindowEvent::MouseWheel { device_id, delta, phase: TouchPhase::Moved };
    let (down, up) = (ElementState::Pressed, ElementState::Released);
    check(&mut devices, &client, &button(down, MouseButton::Left), &told(MouseControl::Left, 1.0));
    check(&mut devices, &client, &button(up, MouseButton::Middle), &told(MouseControl::Middle, 0.0));
    check(&mut devices, &client, &button(down, MouseButton::Back), &[]);
    check(
        &mut devices,
        &client,
        &wheel(MouseScrollDelta::LineDelta(0.0, -2.0)),
        &told(MouseControl::Wheel, -2.0),
    );
    let pixels = MouseScrollDelta::PixelDelta(PhysicalPosition::new(3.0, 20.0));
    check(&mut devices, &client, &wheel(pixels), &told(MouseControl::Wheel, 0.5));
}

#[test]
fn fingers_have_the_lowest_numbers_that_are_free() {
    let (mut devices, client) = (Devices::default(), client());
    let at = |number, value| (DeviceId::touch(number), Control::Touch(TouchControl::Move), value);
    let up = |number| (DeviceId::touch(number), Control::Touch(TouchControl::Up), [0.0, 0.0]);
    check(&mut devices, &client, &touched(70, TouchPhase::Started, 10.0, 10.0), &[at(0, [0.0, 0.0])]);
    check(&mut devices, &client, &touched(90, TouchPhase::Started, 30.0, 50.0), &[at(1, [10.0, 20.0])]);
    check(&mut devices, &client, &touched(70, TouchPhase::Ended, 10.0, 10.0), &[up(0)]);
    check(&mut devices, &client, &touched(91, TouchPhase::Started, 12.0, 10.0), &[at(0, [1.0, 0.0])]);
    check(&mut devices, &client, &touched(90, TouchPhase::Cancelled, 0.0, 0.0), &[up(1)]);
    check(&mut devices, &client, &touched(90, TouchPhase::Ended, 0.0, 0.0), &[]);
}

#[test]
fn what_an_input_method_composes_is_shown_and_typed_once_it_is_chosen() {
    let (mut devices, client) = (Devices::default(), client());
    let preedit = |text: &str, cursor| WindowEvent::Ime(Ime::Preedit(text.to_owned(), cursor));
    check(&mut devices, &client, &preedit("にほ", Some((0, 6))), &[]);
    {
        let entry = write_now(&client.text_entry).unwrap();
        assert_eq!((entry.preedit.as_str(), entry.preedit_cursor), ("にほ", Some((0, 6))));
    }
    let typed = |character| (DeviceId::KEYBOARD, Control::Text(character), [1.0, 0.0]);
    let commit = WindowEvent::Ime(Ime::Commit("日\n本".to_owned()));
    check(&mut devices, &client, &commit, &[typed('日'), typed('本')]);
    assert_eq!(write_now(&client.text_entry).unwrap().preedit, "");
}

#[test]
fn a_text_has_its_place_in_the_window() {
    let client = client();
    let wish = TextWish { place: vec2(100.0, 50.0), size: vec2(80.0, 10.0), ..TextWish::default() };
    assert_eq!(text_area(&client, &wish).unwrap(), [210.0, 110.0, 160.0, 20.0]);
}

#[test]
fn what_was_copied_can_be_pasted() {
    let mut clipboard = Clipboard::default();
    assert_eq!(clipboard.answer(), None, "nobody asked");
    clipboard.copy("Ada\u{7}, Bob\nand others");
    clipboard.ask();
    let Some(text) = clipboard.wait() else { return println!("SKIPPED: there is no clipboard here") };
    assert_eq!(text, "Ada\u{7}, Bob\nand others");
}

#[test]
fn what_is_pressed_with_ctrl_types_nothing() {
    let [ctrl, alt, shift] = [ModifiersState::CONTROL, ModifiersState::ALT, ModifiersState::SHIFT];
    for (modifiers, is_one) in [
        (ModifiersState::empty(), false),
        (shift, false),
        (alt, false),
        (ctrl, true),
        (ctrl | shift, true),
        (ctrl | alt, false),
        (ModifiersState::SUPER, true),
    ] {
        assert_eq!(is_command(modifiers), is_one, "{modifiers:?}");
    }
}
