//! Events that no tick reads: pauses, new games, a log that is full.

mod sets;
mod storm;

use super::*;
use crate::register_input_handlers;
use playground_core_assets::ActionKind;
use playground_core_client::Client;
use playground_core_client::input::operations::{OBSERVE, POLL, RESET, RESOLVE, RESUME, SYSTEM};
use playground_core_client::input::{
    Action, ActionFrame, ActionMap, ActionState, Bind, BindSource, Control, DeviceChange, DeviceId, Key,
    MouseControl, PadAxis, PadButton, SeatSet, TouchControl,
};
use playground_core_types::Handle;

/// A client whose one action is `jump`, on the space bar and on South; time is in ticks of 1,000 µs.
struct Play {
    client: Handle<Client>,
    tick: u64,
}

impl Play {
    fn new() -> Self {
        let client = Client::new();
        register_input_handlers(&client).unwrap();
        let play = Self { client, tick: 0 };
        play.declare();
        play
    }

    fn declare(&self) {
        let bind = |seats, control| Bind::new(seats, BindSource::Button(control));
        let binds = vec![
            bind(SeatSet::only(1), Control::Key(Key::Space)),
            bind(SeatSet::ALL, Control::PadButton(PadButton::South)),
            bind(SeatSet::ALL, Control::PadAxis(PadAxis::LeftStickX)),
        ];
        let jump = Action { binds, ..Action::new("jump", ActionKind::Button) };
        *write_now(&self.client.action_map).unwrap() =
            ActionMap { actions: vec![jump], ..ActionMap::default() };
    }

    fn push(&self, device: DeviceId, control: Control, value: f32) {
        let event = RawEvent::new(self.tick * 1_000, device, control, value);
        write_now(&self.client.raw_events).unwrap().push(event);
    }

    fn space(&self, is_down: bool) {
        self.push(DeviceId::KEYBOARD, Control::Key(Key::Space), f32::from(u8::from(is_down)));
    }

    fn stick(&self, slot: u32, value: f32) {
        self.push(pad(slot), Control::PadAxis(PadAxis::LeftStickX), value);
    }

    fn change(&self, slot: u32, change: DeviceChange) {
        self.push(pad(slot), Control::Device(change), 0.0);
    }

    fn call(&self, operation: &str, payload: &[u8]) -> Reply {
        let mut reply = Reply::default();
        let id = self.client.vtable.resolve(SYSTEM, operation).unwrap();
        self.client.vtable.call(id, payload, &mut reply).unwrap();
        reply
    }

    fn observe(&self) {
        self.call(OBSERVE, &[]);
        assert!(write_now(&self.client.raw_events).unwrap().is_empty(), "what was observed is gone");
    }

    fn tick(&mut self) -> ActionFrame {
        let (start_micros, end_micros) = (self.tick * 1_000, self.tick * 1_000 + 1_000);
        let payload = ResolvePayload { tick: self.tick, start_micros, end_micros };
        self.tick += 1;
        self.call(RESOLVE, bytemuck::bytes_of(&payload)).value().unwrap()
    }

    /// Checks (times pressed, times released, held) of a seat's `jump` in this tick.
    #[track_caller]
    fn check(&mut self, seat: u32, expected: (u8, u8, u8)) -> ActionState {
        let state = self.tick().state(seat, "jump");
        assert_eq!((state.pressed, state.released, state.held), expected, "jump of seat {seat}");
        state
    }

    /// Checks the seats of the pads in the first three slots.
    #[track_caller]
    fn check_seats(&self, expected: [u32; 3]) {
        let seats = with_state(self.client.vtable.instance(), |state, _| Ok(state.held.pad_seats())).unwrap();
        assert_eq!(seats[..3], expected);
    }
}

fn pad(slot: u32) -> DeviceId {
    DeviceId::pad(slot).unwrap()
}

#[tokio::test]
async fn a_key_that_is_held_through_a_pause_is_held_on() {
    let mut play = Play::new();
    play.space(true);
    play.check(1, (1, 0, 1));
    play.observe();
    play.call(RESUME, &[]);
    play.check(1, (0, 0, 1));
    play.space(false);
    play.check(1, (0, 1, 0));
}

#[tokio::test]
async fn a_key_that_was_let_go_in_a_pause_is_released() {
    let mut play = Play::new();
    play.space(true);
    play.check(1, (1, 0, 1));
    play.space(false);
    play.observe();
    play.call(RESUME, &[]);
    play.check(1, (0, 1, 0));
    play.check(1, (0, 0, 0));
}

#[tokio::test]
async fn what_was_pressed_in_a_pause_is_held_and_no_press() {
    let mut play = Play::new();
    play.check(1, (0, 0, 0));
    play.space(true);
    play.observe();
    // This one waits in the log: to resume is to observe it too.
    play.stick(0, 1.0);
    play.call(RESUME, &[]);
    let state = play.check(1, (0, 0, 1));
    assert_eq!((state.x, state.buffered), (1.0, 0), "it is down, and no press is remembered");
    play.space(false);
    play.check(1, (0, 0, 1));
    play.stick(0, 0.0);
    play.check(1, (0, 1, 0));
    play.space(true);
    play.check(1, (1, 0, 1));
}

#[tokio::test]
async fn losing_the_focus_in_a_pause_lets_keys_go_and_no_stick() {
    let mut play = Play::new();
    play.space(true);
    play.change(0, DeviceChange::Connected);
    play.change(1, DeviceChange::Connected);
    play.stick(1, 1.0);
    play.tick();
    play.push(DeviceId::WINDOW, Control::Device(DeviceChange::FocusLost), 0.0);
    play.observe();
    play.call(RESUME, &[]);
    let frame = play.tick();
    assert_eq!((frame.button(1, "jump"), frame.button(2, "jump")), (false, true));
    assert!(frame.released(1, "jump") && !frame.released(2, "jump"));
}

#[tokio::test]
async fn a_pad_that_is_pulled_out_in_a_pause_gives_its_seat_to_the_next_one() {
    let mut play = Play::new();
    play.change(0, DeviceChange::Connected);
    play.change(1, DeviceChange::Connected);
    play.stick(0, 1.0);
    play.check(1, (1, 0, 1));
    play.change(0, DeviceChange::Disconnected);
    play.observe();
    play.check_seats([0, 2, 0]);
    play.change(2, DeviceChange::Connected);
    play.observe();
    play.check_seats([0, 2, 1]);
    play.call(RESUME, &[]);
    play.check(1, (0, 1, 0));
    play.stick(2, 1.0);
    play.check(1, (1, 0, 1));
}

#[tokio::test]
async fn a_new_game_holds_nothing_until_it_is_resumed() {
    let mut play = Play::new();
    play.space(true);
    play.check(1, (1, 0, 1));
    play.call(RESET, &[]);
    play.declare();
    play.check(1, (0, 0, 0));
    play.space(false);
    play.stick(0, 1.0);
    play.call(RESET, &[]);
    play.call(RESUME, &[]);
    play.declare();
    let state = play.check(1, (0, 0, 1));
    assert!(state.x == 1.0, "the stick counts as it stood when the game began");
}

#[tokio::test]
async fn the_same_events_are_the_same_actions_at_any_frame_rate() {
    let mut random = playground_core_types::random::Pcg32::new(3, 9);
    let events: Vec<_> = (0..400_u64)
        .map(|number| {
            let (device, control) = match random.below(4) {
                0 => (DeviceId::KEYBOARD, Control::Key(Key::Space)),
                1 => (pad(random.below(3)), Control::PadButton(PadButton::South)),
                2 => (DeviceId::MOUSE, Control::Mouse(MouseControl::MoveX)),
                _ => (DeviceId::touch(random.below(2) as u16), Control::Touch(TouchControl::Move)),
            };
            RawEvent::new(number * 53, device, control, random.range_f32(-1.0, 1.0))
        })
        .collect();
    let ticks_per_frame = [1, 3, 22];
    let [all, thirds, few] = ticks_per_frame.map(|ticks| {
        let mut play = Play::new();
        play.client.action_map.try_write().unwrap().actions.iter_mut().for_each(|jump| jump.buffer_ticks = 2);
        let mut frames = Vec::new();
        for frame in 0..22_u64.div_ceil(ticks) {
            let end = (frame + 1) * ticks * 1_000;
            let new = events.iter().filter(|event| (end - ticks * 1_000..end).contains(&event.micros));
            write_now(&play.client.raw_events).unwrap().extend(new);
            frames.extend((0..ticks).map(|_| play.tick()));
        }
        frames
    });
    let presses = |count: u32, frame: &ActionFrame| count + u32::from(frame.state(1, "jump").pressed);
    assert!(all.iter().fold(0, presses) >= 10, "there is something to compare");
    for (tick, frame) in all.iter().enumerate() {
        let bytes = bytemuck::bytes_of(frame);
        assert!(bytes == bytemuck::bytes_of(&thirds[tick]), "tick {tick} of three in a frame");
        assert!(bytes == bytemuck::bytes_of(&few[tick]), "tick {tick} of all in a frame");
    }
}

#[tokio::test]
async fn a_full_log_keeps_the_newest_and_lets_go_of_the_rest() {
    let mut play = Play::new();
    play.space(true);
    play.check(1, (1, 0, 1));
    play.change(0, DeviceChange::Connected);
    play.change(1, DeviceChange::Connected);
    play.stick(1, 1.0);
    for _ in 0..RAW_EVENT_COUNT_MAX {
        play.push(DeviceId::MOUSE, Control::Mouse(MouseControl::MoveX), 1.0);
    }
    play.stick(0, 1.0);
    play.space(false);
    let now = PollPayload { now_micros: play.tick * 1_000 };
    play.call(POLL, bytemuck::bytes_of(&now));
    assert_eq!(write_now(&play.client.raw_events).unwrap().len(), RAW_EVENT_COUNT_MAX);
    play.check_seats([1, 2, 0]);
    let frame = play.tick();
    assert!(frame.released(1, "jump") && frame.pressed(1, "jump"), "space went up, then the stick went over");
    assert!(!frame.button(2, "jump"), "a press that was lost is no press");
    play.call(RESUME, &[]);
    assert!(play.tick().button(2, "jump"), "but the stick is still known to be there");
}
