//! Devices that come, go, and press to join.

use super::super::{Held, Window, resolve};
use super::TOUCH_PAD_SLOT;
use crate::binding::{Declared, build_game_map};
use playground_core_assets::{ActionDeclaration, ActionKind, Join, Seats};
use playground_core_client::input::{
    ActionFrame, ActionMap, Control, DeviceChange, DeviceId, InputSettings, Key, MouseControl, PadAxis,
    PadButton, RawEvent, Remap, SEAT_EMPTY, SEAT_KEYBOARD, SEAT_KEYBOARD_LEFT, SEAT_KEYBOARD_RIGHT, SEAT_PAD,
    SEAT_PAD_LOST, Tuning,
};
use playground_core_types::math::Vec2;

/// A game with the button `fire` and the stick `aim`, at ticks of 1,000 microseconds.
struct Party {
    held: Held,
    map: ActionMap,
    ticks: u64,
    events: Vec<RawEvent>,
}

/// A game with halves: `fire` is E and Enter there, R, the mouse and South for whoever; `aim` is arrows and a stick.
fn with_halves() -> [ActionDeclaration; 2] {
    [
        declare("fire", ActionKind::Button, [&["KeyR", "mouse:Left", "pad:South"], &["KeyE"], &["Enter"]]),
        declare(
            "aim",
            ActionKind::Stick,
            [
                &["pad:LeftStick"],
                &["keys:KeyW,KeyA,KeyS,KeyD"],
                &["keys:ArrowUp,ArrowLeft,ArrowDown,ArrowRight"],
            ],
        ),
    ]
}

/// A game without halves: `fire` is E and South, `aim` is W A S D and a stick.
fn without_halves() -> [ActionDeclaration; 2] {
    [
        declare("fire", ActionKind::Button, [&["KeyE", "pad:South"], &[], &[]]),
        declare("aim", ActionKind::Stick, [&["keys:KeyW,KeyA,KeyS,KeyD", "pad:LeftStick"], &[], &[]]),
    ]
}

fn declare(name: &str, kind: ActionKind, [binds, left, right]: [&[&str]; 3]) -> ActionDeclaration {
    let action = ActionDeclaration::new(name, kind);
    let [left_binds, right_binds] = [left, right].map(|texts| action.clone().bound(texts).binds);
    ActionDeclaration { left_binds, right_binds, ..action.bound(binds) }
}

impl Party {
    fn new(actions: &[ActionDeclaration], join: Join, max: u32, seats: Option<u32>) -> Self {
        let (seats, settings) = (Seats { min: 1, max, join }, InputSettings { seats });
        let game = Declared { actions, sets: &[], seats };
        let map = build_game_map(game, settings, &Remap::default(), &Tuning::default()).unwrap();
        let mut held = Held::default();
        held.restart(&map.seats, Vec2::new(320.0, 180.0));
        Self { held, map, ticks: 0, events: Vec::new() }
    }

    /// Players of a game with halves who press to join.
    fn pressing(max: u32) -> Self {
        Self::new(&with_halves(), Join::Press, max, None)
    }

    fn event(&mut self, device: DeviceId, control: Control, value: f32) -> &mut Self {
        self.events.push(RawEvent::new(self.ticks * 1_000, device, control, value));
        self
    }

    fn key(&mut self, key: Key, value: f32) -> &mut Self {
        self.event(DeviceId::KEYBOARD, Control::Key(key), value)
    }

    fn south(&mut self, slot: u32, value: f32) -> &mut Self {
        self.event(pad(slot), Control::PadButton(PadButton::South), value)
    }

    fn change(&mut self, slot: u32, change: DeviceChange) -> &mut Self {
        self.event(pad(slot), Control::Device(change), 0.0)
    }

    fn tick(&mut self) -> ActionFrame {
        let start_micros = self.ticks * 1_000;
        self.ticks += 1;
        let window = Window { start_micros, end_micros: start_micros + 1_000 };
        resolve(&mut self.held, &self.map, &std::mem::take(&mut self.events), window)
    }

    /// Checks who has the first seats after this tick, and which of them pressed `fire` in it.
    #[track_caller]
    fn check(&mut self, devices: &[u8], pressing: &[u32]) -> ActionFrame {
        let frame = self.tick();
        let (found, rest) = frame.seat_devices.split_at(devices.len());
        assert_eq!(found, devices, "who has each seat");
        assert!(rest.iter().all(|device| *device == SEAT_EMPTY), "{rest:?}");
        let pressed: Vec<_> = (1..=8).filter(|seat| frame.pressed(*seat, "fire")).collect();
        assert_eq!(pressed, pressing, "who pressed");
        frame
    }
}

fn pad(slot: u32) -> DeviceId {
    DeviceId::pad(slot).unwrap()
}

#[test]
fn a_press_gives_the_next_free_seat_and_counts() {
    let mut party = Party::pressing(8);
    party.change(0, DeviceChange::Connected).change(1, DeviceChange::Connected);
    party.check(&[], &[]);
    party.south(1, 1.0);
    party.check(&[SEAT_PAD], &[1]);
    party.key(Key::Enter, 1.0).key(Key::KeyE, 1.0);
    party.check(&[SEAT_PAD, SEAT_KEYBOARD_RIGHT, SEAT_KEYBOARD_LEFT], &[2, 3]);
    party.south(0, 1.0);
    let frame = party.check(&[SEAT_PAD, SEAT_KEYBOARD_RIGHT, SEAT_KEYBOARD_LEFT, SEAT_PAD], &[4]);
    assert!(frame.button(1, "fire") && frame.is_seated(4) && !frame.is_seated(5));
    assert_eq!((party.held.seat_of_pad(1), party.held.seat_of_pad(0)), (1, 4));
}

#[test]
fn a_tap_that_joins_is_a_press() {
    let mut party = Party::pressing(4);
    party.south(0, 1.0).south(0, 0.0).key(Key::KeyE, 1.0).key(Key::KeyE, 0.0);
    let frame = party.check(&[SEAT_PAD, SEAT_KEYBOARD_LEFT], &[1, 2]);
    assert!(frame.released(1, "fire") && !frame.button(1, "fire"));
    party.check(&[SEAT_PAD, SEAT_KEYBOARD_LEFT], &[]);
}

#[test]
fn four_pads_and_two_halves_play_at_once() {
    let mut party = Party::pressing(8);
    party.key(Key::KeyE, 1.0).key(Key::Enter, 1.0);
    (0..4).for_each(|slot| {
        party.south(slot, 1.0);
    });
    let everybody = [SEAT_KEYBOARD_LEFT, SEAT_KEYBOARD_RIGHT, SEAT_PAD, SEAT_PAD, SEAT_PAD, SEAT_PAD];
    party.check(&everybody, &[1, 2, 3, 4, 5, 6]);
    party.key(Key::KeyD, 1.0).key(Key::ArrowLeft, 1.0);
    party.event(pad(3), Control::PadAxis(PadAxis::LeftStickX), 1.0);
    let frame = party.check(&everybody, &[]);
    let aims: Vec<_> = (1..=6).map(|seat| frame.stick(seat, "aim").x).collect();
    assert_eq!(aims, [1.0, -1.0, 0.0, 0.0, 0.0, 1.0]);
}

#[test]
fn neither_sticks_nor_keys_of_no_button_join() {
    let mut party = Party::pressing(4);
    party.event(pad(0), Control::PadAxis(PadAxis::LeftStickX), 1.0).key(Key::KeyW, 1.0).key(Key::KeyQ, 1.0);
    party.event(pad(0), Control::PadButton(PadButton::East), 1.0);
    let frame = party.check(&[], &[]);
    assert!(frame.any_stick("aim") == Vec2::ZERO, "who has no seat moves nothing");
    party.south(0, 1.0);
    let frame = party.check(&[SEAT_PAD], &[1]);
    assert!(frame.stick(1, "aim").x == 1.0, "what was held already counts from the seat on");
}

#[test]
fn a_full_game_takes_nobody() {
    let mut party = Party::pressing(2);
    party.south(0, 1.0).south(1, 1.0).south(2, 1.0).key(Key::KeyE, 1.0);
    party.check(&[SEAT_PAD, SEAT_PAD], &[1, 2]);
    assert_eq!(party.held.seat_of_pad(2), 0);
}

#[test]
fn a_lost_pad_keeps_its_seat_for_itself_or_the_next_press() {
    let mut party = Party::pressing(8);
    party.south(0, 1.0).south(1, 1.0);
    party.check(&[SEAT_PAD, SEAT_PAD], &[1, 2]);
    party.change(0, DeviceChange::Disconnected);
    let frame = party.check(&[SEAT_PAD_LOST, SEAT_PAD], &[]);
    assert!(frame.released(1, "fire") && frame.is_seated(1));
    party.change(2, DeviceChange::Connected).key(Key::KeyE, 1.0);
    party.check(&[SEAT_PAD_LOST, SEAT_PAD, SEAT_KEYBOARD_LEFT], &[3]);
    party.change(0, DeviceChange::Connected);
    party.check(&[SEAT_PAD, SEAT_PAD, SEAT_KEYBOARD_LEFT], &[]);
    party.change(1, DeviceChange::Disconnected).south(2, 1.0);
    party.check(&[SEAT_PAD, SEAT_PAD, SEAT_KEYBOARD_LEFT], &[2]);
    party.change(1, DeviceChange::Connected).south(1, 1.0);
    party.check(&[SEAT_PAD, SEAT_PAD, SEAT_KEYBOARD_LEFT, SEAT_PAD], &[4]);
}

#[test]
fn in_a_full_game_a_key_takes_the_seat_of_a_pad_that_is_gone() {
    let mut party = Party::pressing(2);
    party.south(0, 1.0).south(1, 1.0);
    party.check(&[SEAT_PAD, SEAT_PAD], &[1, 2]);
    party.change(1, DeviceChange::Disconnected).key(Key::KeyE, 1.0);
    party.check(&[SEAT_PAD, SEAT_KEYBOARD_LEFT], &[2]);
    party.change(1, DeviceChange::Connected);
    party.check(&[SEAT_PAD, SEAT_KEYBOARD_LEFT], &[]);
}

#[test]
fn a_seat_that_is_left_is_free_for_whoever_presses_next() {
    let mut party = Party::pressing(8);
    party.south(0, 1.0).south(1, 1.0).key(Key::KeyE, 1.0);
    party.check(&[SEAT_PAD, SEAT_PAD, SEAT_KEYBOARD_LEFT], &[1, 2, 3]);
    party.held.leave([1, 3, 8, 9].into_iter());
    let frame = party.check(&[SEAT_EMPTY, SEAT_PAD], &[]);
    assert!(frame.released(1, "fire") && frame.released(3, "fire") && frame.button(2, "fire"));
    party.south(0, 0.0).key(Key::KeyE, 0.0).south(5, 1.0);
    party.check(&[SEAT_PAD, SEAT_PAD], &[1]);
    party.south(0, 1.0);
    party.check(&[SEAT_PAD, SEAT_PAD, SEAT_PAD], &[3]);
    assert_eq!([0, 1, 5].map(|slot| party.held.seat_of_pad(slot)), [3, 2, 1]);
    party.change(1, DeviceChange::Disconnected).tick();
    party.held.leave([2].into_iter());
    party.change(1, DeviceChange::Connected);
    party.check(&[SEAT_PAD, SEAT_EMPTY, SEAT_PAD], &[]);
}

#[test]
fn a_game_that_seats_by_itself_frees_no_seat() {
    let mut party = Party::new(&without_halves(), Join::Auto, 2, None);
    party.south(0, 1.0).tick();
    party.held.leave([1, 2].into_iter());
    let frame = party.check(&[SEAT_PAD], &[]);
    assert!(frame.button(1, "fire"));
}

#[test]
fn keys_of_no_half_and_the_mouse_go_with_a_half() {
    let mut party = Party::pressing(8);
    party.key(Key::Enter, 1.0);
    party.check(&[SEAT_KEYBOARD_RIGHT], &[1]);
    party.key(Key::Enter, 0.0).tick();
    party.key(Key::KeyR, 1.0);
    party.check(&[SEAT_KEYBOARD_RIGHT], &[1]);
    party.key(Key::KeyR, 0.0).key(Key::KeyE, 1.0).key(Key::KeyE, 0.0);
    party.check(&[SEAT_KEYBOARD_RIGHT, SEAT_KEYBOARD_LEFT], &[2]);
    party.event(DeviceId::MOUSE, Control::Mouse(MouseControl::Left), 1.0);
    party.check(&[SEAT_KEYBOARD_RIGHT, SEAT_KEYBOARD_LEFT], &[2]);
}

#[test]
fn the_mouse_alone_joins_as_the_left_half() {
    let mut party = Party::pressing(8);
    party.event(DeviceId::MOUSE, Control::Mouse(MouseControl::Left), 1.0);
    party.check(&[SEAT_KEYBOARD_LEFT], &[1]);
}

#[test]
fn a_keyboard_without_halves_joins_as_one() {
    let mut party = Party::new(&without_halves(), Join::Press, 4, None);
    party.south(0, 1.0).key(Key::KeyE, 1.0).key(Key::KeyW, 1.0);
    let frame = party.check(&[SEAT_PAD, SEAT_KEYBOARD], &[1, 2]);
    assert_eq!((frame.stick(1, "aim").y, frame.stick(2, "aim").y), (0.0, -1.0));
}

#[test]
fn seats_that_are_ready_need_no_press() {
    let mut party = Party::new(&with_halves(), Join::Press, 4, Some(3));
    party.change(5, DeviceChange::Connected);
    let halves = [SEAT_KEYBOARD_LEFT, SEAT_KEYBOARD_RIGHT];
    party.check(&[halves[0], halves[1], SEAT_PAD], &[]);
    party.south(5, 1.0).south(6, 1.0).key(Key::Enter, 1.0);
    party.check(&[halves[0], halves[1], SEAT_PAD], &[2, 3]);
    let mut party = Party::new(&without_halves(), Join::Press, 4, Some(3));
    party.check(&[SEAT_KEYBOARD, SEAT_PAD_LOST, SEAT_PAD_LOST], &[]);
    party.south(1, 1.0);
    party.check(&[SEAT_KEYBOARD, SEAT_PAD, SEAT_PAD_LOST], &[2]);
    let mut party = Party::new(&without_halves(), Join::Auto, 4, Some(2));
    party.check(&[SEAT_KEYBOARD, SEAT_PAD_LOST], &[]);
    party.south(0, 1.0).south(1, 1.0).south(2, 1.0);
    party.check(&[SEAT_PAD, SEAT_PAD], &[1, 2]);
    assert_eq!(
        [0, 1, 2].map(|slot| party.held.seat_of_pad(slot)),
        [1, 2, 0],
        "the first pad is the first player"
    );
}

#[test]
fn where_devices_seat_themselves_halves_are_the_first_two_seats() {
    let mut party = Party::new(&with_halves(), Join::Auto, 4, None);
    party.key(Key::KeyE, 1.0).key(Key::Enter, 1.0);
    party.check(&[SEAT_KEYBOARD, SEAT_KEYBOARD], &[1, 2]);
    party.change(3, DeviceChange::Connected);
    party.check(&[SEAT_PAD, SEAT_KEYBOARD], &[]);
    party.key(Key::KeyE, 0.0).tick();
    party.key(Key::KeyE, 1.0);
    party.check(&[SEAT_PAD, SEAT_KEYBOARD], &[1]);
    party.change(3, DeviceChange::Disconnected);
    party.check(&[SEAT_PAD_LOST, SEAT_KEYBOARD], &[]);
}

#[test]
fn a_lone_player_has_one_seat_with_the_pad_and_the_touch_pad() {
    for join in [Join::Auto, Join::Press] {
        let mut party = Party::new(&without_halves(), join, 1, None);
        const TOUCH: u32 = TOUCH_PAD_SLOT;
        party.change(0, DeviceChange::Connected).south(0, 1.0);
        party.check(&[SEAT_PAD], &[1]);
        party.change(TOUCH, DeviceChange::Connected);
        party.check(&[SEAT_PAD], &[]);
        party.south(TOUCH, 1.0);
        let frame = party.check(&[SEAT_PAD], &[1]);
        assert!(frame.released(1, "fire"), "the pad is let go where the touch pad begins");
        party.south(TOUCH, 0.0).event(pad(0), Control::PadAxis(PadAxis::LeftStickX), 0.2);
        party.check(&[SEAT_PAD], &[]);
        assert_eq!(party.held.seat_of_pad(TOUCH), 1, "a stick that trembles is no use of a pad");
        party.south(0, 0.0).south(0, 1.0);
        party.check(&[SEAT_PAD], &[1]);
        assert_eq!((party.held.seat_of_pad(0), party.held.seat_of_pad(TOUCH)), (1, 0));
    }
    // With two seats each has its own.
    let mut party = Party::new(&without_halves(), Join::Auto, 2, None);
    party.south(0, 1.0).south(TOUCH_PAD_SLOT, 1.0);
    party.check(&[SEAT_PAD, SEAT_PAD], &[1, 2]);
}
