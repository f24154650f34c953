//! Mouse and fingers on the screens.

use super::{Program, keys};
use crate::menu;
use crate::menu::layout::Layout;
use playground_core_client::input::{Control, DeviceId, MouseControl, RawEvent, TouchControl};
use playground_core_client::settings::Settings;
use playground_core_client::shell::{Choice, InHand, Page, Phase, Pointing, ShellState};
use playground_core_types::math::{Vec2, vec2};

/// Somebody with a mouse and fingers before the menu of a pause.
struct Hand {
    program: Program,
    state: ShellState,
    mouse: Vec2,
}

impl Hand {
    fn on(page: Page) -> Self {
        let pointing = Pointing { arrived_micros: Some(u64::MAX), ..Pointing::default() };
        let state = ShellState { phase: Phase::Paused, page, pointing, ..ShellState::default() };
        Self { program: Program::new(), state, mouse: Vec2::ZERO }
    }

    fn show(&mut self, event: RawEvent) -> Choice {
        menu::update(&mut self.state, &self.program.view(Phase::Paused, &[event]))
    }

    fn mouse(&mut self, control: MouseControl, value: f32) -> Choice {
        self.show(RawEvent::new(0, DeviceId::MOUSE, Control::Mouse(control), value))
    }

    fn move_to(&mut self, place: Vec2) -> Choice {
        let movement = place - self.mouse;
        self.mouse = place;
        let first = self.mouse(MouseControl::MoveX, movement.x);
        let second = self.mouse(MouseControl::MoveY, movement.y);
        if second == Choice::Stay { first } else { second }
    }

    fn click(&mut self, place: Vec2) -> Choice {
        let moved = self.move_to(place);
        let pressed = self.mouse(MouseControl::Left, 1.0);
        self.mouse(MouseControl::Left, 0.0);
        if pressed == Choice::Stay { moved } else { pressed }
    }

    fn finger(&mut self, number: u16, place: Option<Vec2>) -> Choice {
        let control = if place.is_some() { TouchControl::Move } else { TouchControl::Up };
        let place = place.unwrap_or_default();
        let event = RawEvent::new(0, DeviceId::touch(number), Control::Touch(control), place.x);
        self.show(RawEvent { value_y: place.y, ..event })
    }

    fn layout(&self) -> Layout {
        Layout::of(&self.state, &self.program.view(Phase::Paused, &[]))
    }

    /// The middle of the line that is called so.
    fn line(&self, label: &str) -> Vec2 {
        let layout = self.layout();
        let index = layout.lines.iter().position(|line| line.label == label).unwrap();
        assert!(layout.seen().contains(&index), "{label} is seen");
        layout.place(index)
    }

    fn chosen(&self) -> String {
        self.layout().lines[self.state.selected].label.clone()
    }
}

#[test]
fn the_line_under_the_mouse_is_chosen_and_a_click_does_it() {
    let mut hand = Hand::on(Page::Main);
    let place = hand.line("Settings");
    assert_eq!(hand.move_to(place), Choice::Stay);
    assert_eq!(hand.chosen(), "Settings");
    assert_eq!(hand.move_to(vec2(5.0, 5.0)), Choice::Stay);
    assert_eq!(hand.chosen(), "Settings", "beside all lines the last one stays chosen");
    assert_eq!(hand.click(vec2(5.0, 5.0)), Choice::Stay, "a click beside them is none");
    assert_eq!(hand.click(place), Choice::Stay);
    assert_eq!(hand.state.page, Page::Settings);
    assert_eq!(hand.mouse(MouseControl::Right, 1.0), Choice::Stay);
    assert_eq!(hand.state.page, Page::Main);
    let place = hand.line("Resume");
    assert_eq!(hand.click(place), Choice::Resume);
}

#[test]
fn a_level_follows_the_mouse_that_drags_it() {
    let mut hand = Hand::on(Page::Settings);
    let y = hand.line("Music").y;
    let [left, right] = hand.layout().track(1, &hand.state, &hand.program.view(Phase::Paused, &[])).unwrap();
    let at = |music_percent| Choice::Change(Settings { music_percent, ..Settings::default() });
    assert_eq!(hand.click(vec2(left - 30.0, y)), Choice::Stay, "its name is no scale");
    assert_eq!(hand.click(vec2(left, y)), at(0));
    hand.move_to(vec2(left, y));
    assert_eq!(hand.mouse(MouseControl::Left, 1.0), at(0));
    assert_eq!(hand.move_to(vec2((left + right) * 0.5, y)), at(50));
    assert_eq!(hand.move_to(vec2((left + right) * 0.5, y + 90.0)), at(50), "wherever it goes meanwhile");
    hand.mouse(MouseControl::Left, 0.0);
    assert_eq!(hand.move_to(vec2(left, y)), Choice::Stay);
    assert_eq!(hand.mouse(MouseControl::Wheel, -1.0), at(90), "the wheel turns what is under it");
}

#[test]
fn the_wheel_moves_lines_that_do_not_all_have_room() {
    let mut hand = Hand::on(Page::Settings);
    hand.program.actions.clear();
    hand.state.page = Page::Outputs;
    hand.program.outputs = (0..40).map(|number| format!("output {number}")).collect();
    assert!(hand.layout().shown < hand.layout().lines.len());
    hand.move_to(vec2(160.0, 100.0));
    for _ in 0..60 {
        assert_eq!(hand.mouse(MouseControl::Wheel, -1.0), Choice::Stay);
    }
    let layout = hand.layout();
    assert_eq!(layout.seen().end, layout.lines.len(), "to the end and no further");
    assert!(layout.seen().contains(&hand.state.selected));
    (0..60).for_each(|_| assert_eq!(hand.mouse(MouseControl::Wheel, 1.0), Choice::Stay));
    assert_eq!(hand.layout().first, 0);
}

#[test]
fn keys_bring_the_chosen_line_into_sight() {
    let mut hand = Hand::on(Page::Outputs);
    hand.program.outputs = (0..40).map(|number| format!("output {number}")).collect();
    for _ in 0..hand.layout().lines.len() {
        let down = keys("ArrowDown");
        assert_eq!(menu::update(&mut hand.state, &hand.program.view(Phase::Paused, &down)), Choice::Stay);
        assert!(hand.layout().seen().contains(&hand.state.selected));
    }
    assert_eq!(hand.state.selected, 0, "round and back");
}

#[test]
fn a_tap_does_a_line_and_makes_lines_large() {
    let mut hand = Hand::on(Page::Main);
    let small = hand.layout().row;
    hand.finger(0, Some(vec2(5.0, 5.0)));
    hand.finger(0, None);
    assert_eq!(hand.state.in_hand, InHand::Touch);
    assert!(hand.layout().row > small);
    let place = hand.line("Restart");
    assert_eq!(hand.finger(3, Some(place)), Choice::Stay);
    assert_eq!(hand.finger(3, Some(place + vec2(2.0, 1.0))), Choice::Stay, "a finger is never still");
    assert_eq!(hand.finger(3, None), Choice::Restart);
}

#[test]
fn the_first_tap_does_the_line_that_was_seen_below_it() {
    for line in ["Resume", "Restart"] {
        let mut hand = Hand::on(Page::Main);
        let place = hand.line(line);
        hand.finger(0, Some(place));
        assert_eq!(hand.chosen(), line, "though lines have grown by now");
    }
}

#[test]
fn a_drag_moves_the_lines_and_taps_none() {
    let mut hand = Hand::on(Page::Outputs);
    hand.program.outputs = (0..40).map(|number| format!("output {number}")).collect();
    hand.state.in_hand = InHand::Touch;
    let row = hand.layout().row;
    let start = vec2(160.0, 140.0);
    hand.finger(0, Some(start));
    hand.finger(0, Some(start - vec2(0.0, row * 2.1)));
    assert_eq!(hand.layout().first, 2);
    hand.finger(1, Some(start));
    assert_eq!(hand.layout().first, 2, "of several fingers the first counts");
    assert_eq!(hand.finger(1, None), Choice::Stay);
    assert_eq!(hand.finger(0, None), Choice::Stay);
    assert_eq!(hand.state.page, Page::Outputs);
}

#[test]
fn a_finger_drags_a_level() {
    let mut hand = Hand::on(Page::Settings);
    hand.state.in_hand = InHand::Touch;
    let y = hand.line("Volume").y;
    let [left, right] = hand.layout().track(0, &hand.state, &hand.program.view(Phase::Paused, &[])).unwrap();
    let at = |master_percent| Choice::Change(Settings { master_percent, ..Settings::default() });
    assert_eq!(hand.finger(0, Some(vec2(right, y))), Choice::Stay);
    assert_eq!(hand.finger(0, Some(vec2((left + right) * 0.5, y))), at(50));
    assert_eq!(hand.finger(0, Some(vec2(left - 50.0, y))), at(0));
    assert_eq!(hand.finger(0, None), Choice::Stay);
}

#[test]
fn a_game_that_plays_has_mouse_and_fingers_to_itself() {
    let program = Program::new();
    let mut state = ShellState { phase: Phase::Playing, ..ShellState::default() };
    let events = [
        RawEvent::new(0, DeviceId::MOUSE, Control::Mouse(MouseControl::Left), 1.0),
        RawEvent::new(0, DeviceId::MOUSE, Control::Mouse(MouseControl::Right), 1.0),
        RawEvent::new(0, DeviceId::touch(0), Control::Touch(TouchControl::Move), 160.0),
        RawEvent::new(0, DeviceId::touch(0), Control::Touch(TouchControl::Up), 0.0),
    ];
    assert_eq!(menu::update(&mut state, &program.view(Phase::Playing, &events)), Choice::Stay);
}

#[test]
fn a_mouse_that_lies_there_when_the_window_opens_chooses_nothing() {
    let mut hand = Hand::on(Page::Main);
    hand.state.pointing.arrived_micros = None;
    let place = hand.line("Settings");
    hand.move_to(place);
    assert_eq!((hand.state.selected, hand.state.in_hand), (0, InHand::Keys));
}
