//! Held keys and moved pads, tick by tick.

mod anything;
mod bound;
mod chords;
mod sets;
mod triggers;
mod tuning;

use super::*;
use crate::binding::build_action_map;
use playground_core_assets::{ActionDeclaration, ActionKind};
use playground_core_client::input::{ActionState, DeviceChange, DeviceId, Key, PadAxis, PadButton};

const TICK_MICROS: u64 = 16_667;

/// A game with `move`, `walk` and `jump`, played event by event and tick by tick.
struct Play {
    held: Held,
    map: ActionMap,
    ticks: u64,
    events: Vec<RawEvent>,
}

impl Play {
    fn new() -> Self {
        let actions = [
            declare(
                "move",
                ActionKind::Axis,
                &["pad:LeftStickY"],
                &[(1, "keys:KeyW,KeyS"), (2, "keys:ArrowUp,ArrowDown")],
            ),
            declare(
                "walk",
                ActionKind::Stick,
                &["keys:KeyI,KeyJ,KeyK,KeyL", "pad:LeftStick", "pad:DPad"],
                &[],
            ),
            declare(
                "jump",
                ActionKind::Button,
                &["Space", "pad:South", "pad:RightTrigger2"],
                &[(2, "Enter")],
            ),
        ];
        let map = build_action_map(&actions).unwrap();
        Self { held: Held::default(), map, ticks: 0, events: Vec::new() }
    }

    fn event(&mut self, offset_micros: u64, device: DeviceId, control: Control, value: f32) -> &mut Self {
        self.events.push(RawEvent::new(self.ticks * TICK_MICROS + offset_micros, device, control, value));
        self
    }

    fn down(&mut self, key: Key) -> &mut Self {
        self.event(0, DeviceId::KEYBOARD, Control::Key(key), 1.0)
    }

    fn up(&mut self, key: Key) -> &mut Self {
        self.event(0, DeviceId::KEYBOARD, Control::Key(key), 0.0)
    }

    fn axis(&mut self, slot: u32, axis: PadAxis, value: f32) -> &mut Self {
        self.event(0, pad(slot), Control::PadAxis(axis), value)
    }

    fn button(&mut self, slot: u32, button: PadButton, value: f32) -> &mut Self {
        self.event(0, pad(slot), Control::PadButton(button), value)
    }

    fn device(&mut self, device: DeviceId, change: DeviceChange) -> &mut Self {
        self.event(0, device, Control::Device(change), 0.0)
    }

    fn tick(&mut self) -> ActionFrame {
        let start_micros = self.ticks * TICK_MICROS;
        let window = Window { start_micros, end_micros: start_micros + TICK_MICROS };
        self.ticks += 1;
        resolve(&mut self.held, &self.map, &std::mem::take(&mut self.events), window)
    }
}

fn pad(slot: u32) -> DeviceId {
    DeviceId::pad(slot).unwrap()
}

fn declare(name: &str, kind: ActionKind, binds: &[&str], seat_binds: &[(u32, &str)]) -> ActionDeclaration {
    let action = ActionDeclaration::new(name, kind);
    let seat_binds =
        seat_binds.iter().map(|(seat, text)| (*seat, action.clone().bound(&[text]).binds)).collect();
    ActionDeclaration { seat_binds, buffer_ticks: 2, ..action.bound(binds) }
}

/// Checks the axis `move` of a seat for each of some ticks.
#[track_caller]
fn check_move(play: &mut Play, seat: u32, expected: &[f32]) {
    let found: Vec<_> = expected.iter().map(|_| play.tick().axis(seat, "move")).collect();
    assert_eq!(found, expected, "move of seat {seat}, tick by tick");
}

/// Checks the stick `walk` of seat 1 after this tick.
#[track_caller]
fn check_walk(play: &mut Play, x: f32, y: f32) {
    let stick = play.tick().stick(1, "walk");
    let is_near = (stick.x - x).abs() < 1e-6 && (stick.y - y).abs() < 1e-6;
    assert!(is_near, "walk is ({}, {}), expected ({x}, {y})", stick.x, stick.y);
}

/// Checks (times pressed, times released, held) of a seat's `jump` in this tick.
#[track_caller]
fn check_jump(play: &mut Play, seat: u32, expected: (u8, u8, u8)) -> ActionState {
    let state = play.tick().state(seat, "jump");
    assert_eq!((state.pressed, state.released, state.held), expected, "jump of seat {seat}: {state:?}");
    state
}

#[test]
fn a_held_key_moves_tick_after_tick() {
    let mut play = Play::new();
    play.down(Key::KeyW);
    check_move(&mut play, 1, &[-1.0, -1.0, -1.0]);
    play.up(Key::KeyW);
    check_move(&mut play, 1, &[0.0, 0.0]);
}

#[test]
fn opposite_keys_cancel() {
    let mut play = Play::new();
    play.down(Key::KeyW).down(Key::KeyS);
    check_move(&mut play, 1, &[0.0]);
    play.up(Key::KeyW);
    check_move(&mut play, 1, &[1.0]);
}

#[test]
fn two_people_share_a_keyboard() {
    let mut play = Play::new();
    play.down(Key::KeyW).down(Key::ArrowDown);
    let frame = play.tick();
    assert_eq!((frame.axis(1, "move"), frame.axis(2, "move"), frame.axis(3, "move")), (-1.0, 1.0, 0.0));
    play.down(Key::Enter);
    let frame = play.tick();
    assert_eq!((frame.pressed(1, "jump"), frame.pressed(2, "jump")), (false, true));
    assert!(frame.any_pressed("jump"));
}

#[test]
fn pads_take_seats_in_the_order_they_connect() {
    let mut play = Play::new();
    play.device(pad(5), DeviceChange::Connected).device(pad(0), DeviceChange::Connected);
    play.axis(5, PadAxis::LeftStickY, 1.0).axis(0, PadAxis::LeftStickY, -1.0);
    let frame = play.tick();
    assert_eq!(
        (frame.axis(1, "move"), frame.axis(2, "move")),
        (-1.0, 1.0),
        "a stick that is pushed up goes up"
    );
    assert_eq!((play.held.seat_of_pad(5), play.held.seat_of_pad(0), play.held.seat_of_pad(1)), (1, 2, 0));
}

#[test]
fn a_pad_that_was_pulled_out_lets_go_and_comes_back_to_its_seat() {
    let mut play = Play::new();
    play.button(0, PadButton::South, 1.0).button(1, PadButton::South, 1.0);
    check_jump(&mut play, 1, (1, 0, 1));
    play.device(pad(0), DeviceChange::Disconnected);
    check_jump(&mut play, 1, (0, 1, 0));
    check_jump(&mut play, 2, (0, 0, 1));
    play.device(pad(0), DeviceChange::Connected).button(0, PadButton::South, 1.0);
    check_jump(&mut play, 1, (1, 0, 1));
}

#[test]
fn the_seat_of_a_lost_pad_goes_to_the_next_one() {
    let mut play = Play::new();
    play.device(pad(0), DeviceChange::Connected).device(pad(0), DeviceChange::Disconnected);
    play.device(pad(1), DeviceChange::Connected).device(pad(0), DeviceChange::Connected);
    play.tick();
    assert_eq!((play.held.seat_of_pad(1), play.held.seat_of_pad(0)), (1, 2));
}

#[test]
fn a_press_shorter_than_a_tick_is_kept_with_its_time() {
    let mut play = Play::new();
    let space = Control::Key(Key::Space);
    play.event(4_000, DeviceId::KEYBOARD, space, 1.0).event(5_000, DeviceId::KEYBOARD, space, 0.0);
    play.event(9_000, DeviceId::KEYBOARD, space, 1.0).event(9_500, DeviceId::KEYBOARD, space, 0.0);
    let state = check_jump(&mut play, 1, (2, 2, 0));
    assert_eq!(state.first_press_micros, 4_000);
    check_jump(&mut play, 1, (0, 0, 0));
}

#[test]
fn a_tap_moves_for_one_whole_tick() {
    let mut play = Play::new();
    play.down(Key::KeyW).up(Key::KeyW);
    check_move(&mut play, 1, &[-1.0, 0.0]);
}

#[test]
fn a_repeated_press_is_one_press() {
    let mut play = Play::new();
    play.down(Key::Space).down(Key::Space).down(Key::Space);
    check_jump(&mut play, 1, (1, 0, 1));
    play.down(Key::Space);
    check_jump(&mut play, 1, (0, 0, 1));
}

#[test]
fn two_bindings_held_together_are_one_press() {
    let mut play = Play::new();
    play.down(Key::Space).button(0, PadButton::South, 1.0).up(Key::Space);
    check_jump(&mut play, 1, (1, 0, 1));
    play.button(0, PadButton::South, 0.0);
    check_jump(&mut play, 1, (0, 1, 0));
}

#[test]
fn losing_the_focus_releases_everything() {
    let mut play = Play::new();
    play.down(Key::KeyW).down(Key::Space).axis(0, PadAxis::LeftStickX, 1.0);
    play.tick();
    play.device(DeviceId::WINDOW, DeviceChange::FocusLost);
    let frame = play.tick();
    assert!(frame.axis(1, "move") == 0.0 && frame.stick(1, "walk").x == 0.0);
    assert!(frame.released(1, "jump") && !frame.button(1, "jump"));
    play.up(Key::Space).down(Key::Space);
    check_jump(&mut play, 1, (1, 0, 1));
}

#[test]
fn a_stick_rests_inside_its_dead_zone_and_reaches_its_end() {
    let cases = [((0.0, 0.0), (0.0, 0.0)), ((0.1, 0.1), (0.0, 0.0)), ((0.15, 0.0), (0.0, 0.0))];
    let beyond = [((0.575, 0.0), (0.5, 0.0)), ((0.0, 1.0), (0.0, -1.0)), ((-1.0, 0.0), (-1.0, 0.0))];
    let corner = [((0.8, -0.6), (0.8, 0.6)), ((1.0, 1.0), (0.5_f32.sqrt(), -(0.5_f32.sqrt())))];
    for ((x, y), (walk_x, walk_y)) in cases.into_iter().chain(beyond).chain(corner) {
        let mut play = Play::new();
        play.axis(0, PadAxis::LeftStickX, x).axis(0, PadAxis::LeftStickY, y);
        check_walk(&mut play, walk_x, walk_y);
    }
}

#[test]
fn every_mix_of_four_keys_walks_no_faster_than_one() {
    let keys = [Key::KeyI, Key::KeyJ, Key::KeyK, Key::KeyL];
    for mix in 0..16_u32 {
        let is_down = |index: usize| mix & (1 << index) != 0;
        let mut play = Play::new();
        for (index, key) in keys.into_iter().enumerate().filter(|(index, _)| is_down(*index)) {
            assert!(is_down(index));
            play.down(key);
        }
        let number = |index: usize| f32::from(u8::from(is_down(index)));
        let (x, y) = (number(3) - number(1), number(2) - number(0));
        let length = (x * x + y * y).sqrt().max(1.0);
        check_walk(&mut play, x / length, y / length);
    }
}

#[test]
fn the_four_way_pad_walks_as_the_keys_do() {
    let mut play = Play::new();
    play.button(0, PadButton::DPadUp, 1.0).button(0, PadButton::DPadLeft, 1.0);
    let side = -(0.5_f32.sqrt());
    check_walk(&mut play, side, side);
}

#[test]
fn a_trembling_trigger_is_one_press() {
    let mut play = Play::new();
    for value in [0.3, 0.59, 0.55, 0.6, 0.54, 1.0] {
        play.button(0, PadButton::RightTrigger2, value);
    }
    check_jump(&mut play, 1, (1, 0, 1));
    play.button(0, PadButton::RightTrigger2, 0.3);
    check_jump(&mut play, 1, (0, 1, 0));
}

#[test]
fn a_press_stays_buffered_for_its_ticks() {
    let mut play = Play::new();
    assert!(!play.tick().buffered(1, "jump"));
    play.down(Key::Space).up(Key::Space);
    let buffered = [0; 4].map(|_: u8| play.tick().buffered(1, "jump"));
    assert_eq!(buffered, [true, true, true, false], "its own tick and two more");
}

#[test]
fn a_dead_zone_is_the_actions_own() {
    let mut play = Play::new();
    play.map.actions[1].dead_zone_hundredths = 50;
    play.axis(0, PadAxis::LeftStickX, 0.5);
    check_walk(&mut play, 0.0, 0.0);
    play.axis(0, PadAxis::LeftStickX, 0.75);
    check_walk(&mut play, 0.5, 0.0);
    play.map.actions[1].dead_zone_hundredths = 0;
    play.axis(0, PadAxis::LeftStickX, 0.1);
    check_walk(&mut play, 0.1, 0.0);
}

#[test]
fn values_that_are_no_numbers_are_ignored() {
    let mut play = Play::new();
    play.axis(0, PadAxis::LeftStickX, f32::NAN).axis(0, PadAxis::LeftStickY, f32::INFINITY);
    check_walk(&mut play, 0.0, 0.0);
    play.axis(0, PadAxis::LeftStickX, 7.0);
    check_walk(&mut play, 1.0, 0.0);
}

#[test]
fn whatever_happens_presses_and_releases_add_up() {
    let mut random = playground_core_types::random::Pcg32::new(7, 1);
    let keys = [Key::Space, Key::Enter, Key::KeyW, Key::KeyS, Key::KeyI];
    let mut play = Play::new();
    let mut was_held = [0_u8; SEAT_COUNT_MAX + 1];
    for _ in 0..2_000 {
        for _ in 0..random.below(6) {
            let slot = random.below(8);
            let key = keys[random.below(keys.len() as u32) as usize];
            let value = random.range_f32(-1.0, 1.0);
            match random.below(7) {
                0 => play.down(key),
                1 => play.up(key),
                2 => play.button(slot, PadButton::South, value.abs()),
                3 => play.axis(slot, PadAxis::LeftStickY, value),
                4 => play.device(pad(slot), DeviceChange::Connected),
                5 => play.device(pad(slot), DeviceChange::Disconnected),
                _ => play.device(DeviceId::WINDOW, DeviceChange::FocusLost),
            };
        }
        let frame = play.tick();
        for seat in 1..=SEAT_COUNT_MAX as u32 {
            let jump = frame.state(seat, "jump");
            let before = &mut was_held[seat as usize];
            assert_eq!(
                i32::from(*before) + i32::from(jump.pressed) - i32::from(jump.released),
                i32::from(jump.held)
            );
            *before = jump.held;
            assert!(frame.stick(seat, "walk").length() <= 1.0 + f32::EPSILON);
        }
    }
}
