//! The mouse, fingers, the wheel and what is typed, tick by tick.

use super::super::{Held, Window, resolve};
use super::*;
use playground_core_assets::ActionKind;
use playground_core_client::input::{Action, ActionFrame, ActionMap, Bind, BindSource, SeatRules, SeatSet};

/// A screen of 320 by 180, and the buttons `click`, `zoom_in` and `zoom_out`.
struct Desk {
    held: Held,
    events: Vec<RawEvent>,
}

fn desk() -> Desk {
    Desk { held: Held::default(), events: Vec::new() }
}

fn map() -> ActionMap {
    let button = |name: &str, mouse| {
        let source = BindSource::Button(Control::Mouse(mouse));
        let binds = vec![Bind::new(SeatSet::only(1), source)];
        Action { binds, ..Action::new(name, ActionKind::Button) }
    };
    let actions = vec![
        button("click", MouseControl::Left),
        button("zoom_in", MouseControl::WheelUp),
        button("zoom_out", MouseControl::WheelDown),
    ];
    ActionMap { actions, ..ActionMap::default() }
}

impl Desk {
    fn mouse(&mut self, mouse: MouseControl, value: f32) -> &mut Self {
        self.events.push(RawEvent::new(0, DeviceId::MOUSE, Control::Mouse(mouse), value));
        self
    }

    fn finger(&mut self, number: u16, x: f32, y: f32) -> &mut Self {
        let moved = Control::Touch(TouchControl::Move);
        self.events.push(RawEvent { value_y: y, ..RawEvent::new(0, DeviceId::touch(number), moved, x) });
        self
    }

    fn lift(&mut self, number: u16) -> &mut Self {
        self.events.push(RawEvent::new(0, DeviceId::touch(number), Control::Touch(TouchControl::Up), 0.0));
        self
    }

    fn text(&mut self, text: &str) -> &mut Self {
        let typed = text.chars().map(Control::Text);
        self.events.extend(typed.map(|control| RawEvent::new(0, DeviceId::KEYBOARD, control, 1.0)));
        self
    }

    fn tick(&mut self) -> ActionFrame {
        let window = Window { start_micros: 0, end_micros: 1_000 };
        resolve(&mut self.held, &map(), &std::mem::take(&mut self.events), window)
    }

    /// Checks where the pointer is after this tick, and how often `click` went down and up in it.
    #[track_caller]
    fn check(&mut self, pointer: [f32; 2], clicks: (u8, u8)) {
        let frame = self.tick();
        let click = frame.state(1, "click");
        assert_eq!((frame.pointer.to_array(), (click.pressed, click.released)), (pointer, clicks));
    }

    /// Checks how often the wheel went up and down in this tick.
    #[track_caller]
    fn check_notches(&mut self, up: u8, down: u8) {
        let frame = self.tick();
        let pressed = (frame.state(1, "zoom_in").pressed, frame.state(1, "zoom_out").pressed);
        assert_eq!(pressed, (up, down));
        assert!(!frame.button(1, "zoom_in"), "a notch is not held");
    }
}

#[test]
fn movements_add_up_to_the_pointer_within_the_screen() {
    let mut desk = desk();
    desk.mouse(MouseControl::MoveX, 100.0).mouse(MouseControl::MoveY, 50.5).mouse(MouseControl::MoveX, -10.0);
    desk.check([90.0, 50.5], (0, 0));
    desk.mouse(MouseControl::Left, 1.0).mouse(MouseControl::MoveY, 1_000.0);
    desk.check([90.0, 180.0], (1, 0));
    desk.mouse(MouseControl::Left, 0.0)
        .mouse(MouseControl::MoveX, f32::NAN)
        .mouse(MouseControl::MoveX, f32::MAX);
    desk.check([320.0, 180.0], (0, 1));
}

#[test]
fn a_new_game_begins_at_the_left_top_and_is_told_where_the_mouse_is() {
    let mut desk = desk();
    desk.mouse(MouseControl::MoveX, 30.0).tick();
    let place = desk.held.restart(&SeatRules::default(), vec2(20.0, 20.0));
    assert_eq!(place, vec2(30.0, 0.0));
    desk.check([0.0, 0.0], (0, 0));
    desk.mouse(MouseControl::PlaceX, place.x);
    desk.check([20.0, 0.0], (0, 0));
    desk.mouse(MouseControl::MoveX, -25.0);
    desk.check([5.0, 0.0], (0, 0));
}

#[test]
fn how_far_the_mouse_moves_in_a_tick_has_no_edge_and_no_beginning() {
    let mut desk = desk();
    let moved = |desk: &mut Desk| desk.tick().pointer_movement.to_array();
    desk.mouse(MouseControl::PlaceX, 300.0).mouse(MouseControl::PlaceY, 170.0);
    assert_eq!(moved(&mut desk), [0.0, 0.0], "it was put there, and did not move");
    desk.mouse(MouseControl::MoveX, 400.0).mouse(MouseControl::MoveX, 100.0).mouse(MouseControl::MoveY, -4.5);
    assert_eq!(moved(&mut desk), [500.0, -4.5], "beyond the screen");
    assert_eq!(moved(&mut desk), [0.0, 0.0], "each tick begins anew");
    desk.mouse(MouseControl::MoveX, f32::MAX).mouse(MouseControl::MoveX, f32::NAN).finger(0, 5.0, 5.0);
    assert_eq!(moved(&mut desk), [1_000_000.0, 0.0], "a finger moves no mouse");
    desk.held.observe(&RawEvent::new(0, DeviceId::MOUSE, Control::Mouse(MouseControl::MoveX), 50.0));
    assert_eq!(moved(&mut desk), [0.0, 0.0], "what moves while no tick runs turns no view");
}

#[test]
fn the_first_finger_is_the_pointer_and_the_left_button() {
    let mut desk = desk();
    desk.mouse(MouseControl::MoveX, 7.0).finger(3, 40.0, 60.0).finger(4, 200.0, 10.0);
    desk.check([40.0, 60.0], (1, 0));
    desk.finger(4, 210.0, 10.0).finger(3, 41.0, 999.0);
    desk.check([41.0, 180.0], (0, 0));
    desk.lift(3).finger(4, 220.0, 10.0);
    desk.check([41.0, 180.0], (0, 1));
    desk.lift(4).finger(4, 5.0, 5.0).lift(4);
    desk.check([5.0, 5.0], (1, 1));
    desk.mouse(MouseControl::MoveX, 1.0);
    desk.check([8.0, 0.0], (0, 0));
}

#[test]
fn a_notch_of_the_wheel_is_a_press() {
    let mut desk = desk();
    desk.mouse(MouseControl::Wheel, 2.0);
    desk.check_notches(2, 0);
    desk.mouse(MouseControl::Wheel, 0.5);
    desk.check_notches(0, 0);
    desk.mouse(MouseControl::Wheel, 0.5);
    desk.check_notches(1, 0);
    desk.mouse(MouseControl::Wheel, 0.5).mouse(MouseControl::Wheel, -1.0);
    desk.check_notches(0, 1);
    desk.mouse(MouseControl::Wheel, f32::NAN).mouse(MouseControl::Wheel, 1e30);
    desk.check_notches(16, 0);
}

#[test]
fn what_is_typed_is_there_for_its_tick() {
    let mut desk = desk();
    desk.text("h\u{8}é\u{1b}\r");
    let frame = desk.tick();
    assert_eq!(
        (frame.typed.as_str(), frame.edits.as_str()),
        ("hé", "h\u{8}é\r"),
        "what edits keeps its place"
    );
    let frame = desk.tick();
    assert_eq!((frame.typed.as_str(), frame.edits.as_str()), ("", ""));
    desk.text(&"ü".repeat(20));
    assert_eq!(desk.tick().typed.as_str(), "ü".repeat(16), "what does not fit is lost");
}
