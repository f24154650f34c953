//! Eight pads and two keyboards' worth of keys at a thousand events a second, while pads come and go a hundred times
//! a second; and presses that are over before a slow frame looks.

use super::*;
use playground_core_client::input::operations::{FEEL, WRITE_LOG};
use playground_core_client::input::{FeelPayload, InputLog, PAD_COUNT_MAX};

const TICK_MICROS: u64 = 16_667;

impl Play {
    /// The next tick, of a sixtieth of a second.
    fn long_tick(&mut self) -> ActionFrame {
        let start_micros = self.tick * TICK_MICROS;
        let payload =
            ResolvePayload { tick: self.tick, start_micros, end_micros: start_micros + TICK_MICROS };
        self.tick += 1;
        self.call(RESOLVE, bytemuck::bytes_of(&payload)).value().unwrap()
    }

    fn push_at(&self, micros: u64, device: DeviceId, control: Control, value: f32) {
        write_now(&self.client.raw_events).unwrap().push(RawEvent::new(micros, device, control, value));
    }

    /// What happens in one tick of the storm; how often South is pressed in it.
    fn storm(&self) -> u64 {
        let start = self.tick * TICK_MICROS;
        let south = Control::PadButton(PadButton::South);
        let mut presses = 0;
        for millisecond in 0..16 {
            let micros = start + millisecond * 1_000;
            let is_down = f32::from(u8::from(millisecond % 2 == 0));
            for key in [Key::KeyA, Key::ArrowLeft, Key::Numpad4] {
                self.push_at(micros, DeviceId::KEYBOARD, Control::Key(key), is_down);
            }
            for slot in 0..PAD_COUNT_MAX as u32 {
                let wave = (millisecond as f32 - 8.0) * 0.05;
                self.push_at(micros, pad(slot), Control::PadAxis(PadAxis::LeftStickX), wave);
                if millisecond == 4 + u64::from(slot) {
                    self.push_at(micros + 10, pad(slot), south, 1.0);
                    self.push_at(micros + 900, pad(slot), south, 0.0);
                    presses += 1;
                }
            }
        }
        for plug in 0..2 {
            let slot = ((self.tick + plug) % 8) as u32;
            self.push_at(start + 14_000 + plug, pad(slot), Control::Device(DeviceChange::Disconnected), 0.0);
            self.push_at(start + 15_000 + plug, pad(slot), Control::Device(DeviceChange::Connected), 0.0);
        }
        presses
    }
}

#[tokio::test]
async fn a_storm_loses_no_press_and_no_seat() {
    let mut play = Play::new();
    (0..8).for_each(|slot| play.change(slot, DeviceChange::Connected));
    play.long_tick();
    write_now(&play.client.input_log).unwrap().is_wanted = true;
    write_now(&play.client.input_log).unwrap().hertz = 60;
    let (mut sent, mut felt) = (0, 0);
    for _ in 0..300 {
        sent += play.storm();
        let frame = play.long_tick();
        felt += (1..=8).fold(0, |sum, seat| sum + u64::from(frame.state(seat, "jump").pressed));
        assert!((1..=8).all(|seat| frame.state(seat, "jump").held == 0), "each press has its end");
        let seats = with_state(play.client.vtable.instance(), |state, _| Ok(state.held.pad_seats())).unwrap();
        assert_eq!(seats[..8], [1, 2, 3, 4, 5, 6, 7, 8]);
    }
    assert_eq!(felt, sent);
    play.check_log(sent);
}

impl Play {
    /// Checks that the log has all presses, and that they do the same once more.
    #[track_caller]
    fn check_log(&self, sent: u64) {
        let reply = self.call(WRITE_LOG, &[]);
        let log: InputLog = crate::input_log::read_log("storm", reply.as_bytes()).unwrap();
        let mut again = Play::new();
        (0..8).for_each(|slot| again.change(slot, DeviceChange::Connected));
        again.long_tick();
        {
            let mut script = write_now(&again.client.input_script).unwrap();
            script.events = log.events;
        }
        let mut felt = 0;
        for _ in 0..300 {
            let frame = again.long_tick();
            felt += (1..=8).fold(0, |sum, seat| sum + u64::from(frame.state(seat, "jump").pressed));
        }
        assert_eq!(felt, sent, "the log does what was done");
    }
}

#[tokio::test]
async fn a_press_of_a_millisecond_survives_a_frame_of_a_fifth_of_a_second() {
    let mut play = Play::new();
    let south = Control::PadButton(PadButton::South);
    // Twelve ticks lie in the frame; all they get is there before the first of them.
    play.push_at(90_000, pad(0), south, 1.0);
    play.push_at(91_000, pad(0), south, 0.0);
    for tick in 0..12 {
        let jump = play.long_tick().state(1, "jump");
        let is_it = tick == 90_000 / TICK_MICROS;
        assert_eq!((jump.pressed, jump.released), (u8::from(is_it), u8::from(is_it)), "tick {tick}");
        let offset = if is_it { (90_000 % TICK_MICROS) as u32 } else { 0 };
        assert_eq!(jump.first_press_micros, offset, "tick {tick}");
    }
}

#[tokio::test]
async fn a_virtual_pad_is_a_pad() {
    let mut play = Play::new();
    let touch = DeviceId::virtual_pad(0).unwrap();
    play.push(touch, Control::Device(DeviceChange::Connected), 0.0);
    play.push(touch, Control::PadButton(PadButton::South), 1.0);
    play.check(1, (1, 0, 1));
    let pads = write_now(&play.client.pads).unwrap().clone();
    assert_eq!(pads.in_slot(8).map(|pad| (pad.name.as_str(), pad.seat)), Some(("virtual0", 1)));
    play.push(touch, Control::Device(DeviceChange::Disconnected), 0.0);
    play.check(1, (0, 1, 0));
}

#[tokio::test]
async fn unmapped_parts_move_nothing_and_wishes_without_motors_are_no_failure() {
    use playground_core_client::input::PadElement;
    let mut play = Play::new();
    play.push(pad(0), Control::PadElement(PadElement::Button(0)), 1.0);
    play.check(1, (0, 0, 0));
    play.call(FEEL, bytemuck::bytes_of(&FeelPayload { levels: [[1.0, 1.0]; 8] }));
}
