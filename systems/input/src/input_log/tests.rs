//! What a log keeps, how large it is, and bytes that are none.

use super::*;
use playground_core_client::input::{
    DeviceChange, Guid, Key, MappingOrigin, PadAxis, PadButton, PadCapabilities, PadFamily, PadFeature,
    PadIdentity, TouchControl, grid_steps, grid_value,
};

fn pad(slot: u32) -> DeviceId {
    DeviceId::pad(slot).unwrap()
}

fn axis(micros: u64, value: f32) -> RawEvent {
    RawEvent::new(micros, pad(0), Control::PadAxis(PadAxis::LeftStickX), value).on_grid()
}

/// Checks which values of an axis a tick keeps, after one in which it was at `before`.
#[track_caller]
fn check_kept(before: f32, values: &[f32], kept: &[f32]) {
    let mut coalescer = Coalescer::default();
    coalescer.coalesce(&[axis(0, before)]);
    let events: Vec<_> = (1..).zip(values).map(|(micros, value)| axis(micros, *value)).collect();
    let found: Vec<_> = coalescer.coalesce(&events).into_iter().map(|event| event.value).collect();
    let kept: Vec<_> = kept.iter().map(|value| grid_value(grid_steps(*value))).collect();
    assert_eq!(found, kept, "{before}, then {values:?}");
}

#[test]
fn an_axis_keeps_its_turning_points_and_its_last_value() {
    check_kept(0.0, &[0.2, 0.5, 0.9], &[0.9]);
    check_kept(0.0, &[0.5, 1.0, 0.5, 0.0], &[1.0, 0.0]);
    check_kept(1.0, &[0.0, 1.0], &[0.0, 1.0]);
    check_kept(0.0, &[0.5, 0.49, 0.51, 0.5], &[0.5]);
    check_kept(0.0, &[1.0, 0.97, 0.93, 0.9], &[1.0, 0.9]);
    check_kept(0.5, &[0.5], &[0.5]);
    check_kept(-1.0, &[1.0, -1.0, 1.0, 0.0], &[1.0, -1.0, 1.0, 0.0]);
}

#[test]
fn buttons_stay_movements_are_summed_and_fingers_keep_both_ends() {
    let mouse =
        |micros, value| RawEvent::new(micros, DeviceId::MOUSE, Control::Mouse(MouseControl::MoveX), value);
    let finger = |micros, control, value| RawEvent {
        value_y: value,
        ..RawEvent::new(micros, DeviceId::touch(1), Control::Touch(control), value)
    };
    let (down, up) = (RawEvent::key(2, Key::KeyA, true), RawEvent::key(3, Key::KeyA, false));
    let (put, lift) = (TouchControl::Move, TouchControl::Up);
    let events = [
        mouse(1, 1.0),
        down,
        up,
        mouse(4, 2.0),
        finger(5, put, 10.0),
        finger(6, put, 11.0),
        finger(7, put, 12.0),
        finger(8, lift, 0.0),
        finger(9, put, 20.0),
    ];
    let kept = Coalescer::default().coalesce(&events);
    let expected = [
        down,
        up,
        mouse(4, 3.0),
        finger(5, put, 10.0),
        finger(7, put, 12.0),
        finger(8, lift, 0.0),
        finger(9, put, 20.0),
    ];
    assert_eq!(kept, expected);
}

fn device() -> LoggedDevice {
    let identity = PadIdentity { guid: Guid([7; 16]), place: "usb-1".to_owned(), order: 2 };
    LoggedDevice {
        name: "Pad, größer".to_owned(),
        identity,
        family: PadFamily::Nintendo,
        capabilities: PadCapabilities::default().with_button(PadButton::Z).with_feature(PadFeature::Rumble),
        mapping_origin: MappingOrigin::Database,
        mapping: "0707,Pad,a:b0,".to_owned(),
    }
}

/// A log with an event of every kind.
fn log() -> InputLog {
    let controls = [
        (pad(1), Control::Device(DeviceChange::Connected), 0.0),
        (DeviceId::KEYBOARD, Control::Key(Key::F24), 1.0),
        (DeviceId::KEYBOARD, Control::Text('ß'), 1.0),
        (pad(1), Control::PadButton(PadButton::South), 1.0),
        (pad(1), Control::PadAxis(PadAxis::LeftStickY), -1.0),
        (pad(1), Control::PadAxis(PadAxis::LeftStickY), 1.0),
        (pad(1), Control::PadElement(PadElement::Axis(3)), -1.0),
        (pad(1), Control::PadElement(PadElement::Hat(0)), 9.0),
        (pad(1), Control::PadElement(PadElement::Button(200)), 1.0),
        (DeviceId::MOUSE, Control::Mouse(MouseControl::Wheel), -0.25),
        (DeviceId::MOUSE, Control::Mouse(MouseControl::Left), 1.0),
        (DeviceId::touch(3), Control::Touch(TouchControl::Move), 160.5),
        (DeviceId::WINDOW, Control::Device(DeviceChange::FocusLost), 0.0),
        (DeviceId::virtual_pad(0).unwrap(), Control::PadButton(PadButton::East), 0.0),
    ];
    let mut log = InputLog { hertz: 60, ..InputLog::default() };
    log.devices.insert(pad(1), device());
    for (index, (device, control, value)) in (0..).zip(controls) {
        let mut event = RawEvent::new((index % 3) * 5_000, device, control, value);
        if matches!(control, Control::Touch(_)) {
            event.value_y = 90.0;
        }
        log.events.push(ScriptEvent { tick: index / 3 * 1_000, event });
    }
    log
}

#[test]
fn a_log_is_read_as_it_was_written() {
    let log = log();
    let read = read_log("a.log", &write_log(&log)).unwrap();
    assert_eq!(read, log);
    let empty = InputLog { hertz: 30, ..InputLog::default() };
    assert_eq!(read_log("a.log", &write_log(&empty)).unwrap(), empty);
}

#[test]
fn bytes_that_are_no_log_are_one_clear_error() {
    let bytes = write_log(&log());
    for bytes in [b"".as_slice(), b"playinp2", b"10 key KeyW down"] {
        let error = read_log("a.log", bytes).unwrap_err().to_string();
        assert!(error.contains("a.log") && error.contains("pads --log"), "{error}");
    }
    for length in 8..bytes.len() {
        // A log that ends between two ticks is whole.
        if let Ok(read) = read_log("a.log", &bytes[..length]) {
            assert!(log().events.starts_with(&read.events), "{length}");
        }
    }
    let mut seed = 1_u32;
    for _ in 0..20_000 {
        let mut bytes = bytes.clone();
        for _ in 0..3 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let place = 8 + (seed >> 8) as usize % (bytes.len() - 8);
            bytes[place] = seed as u8;
        }
        if let Ok(read) = read_log("a.log", &bytes) {
            assert!(read.events.iter().all(|scripted| scripted.event.control.control().is_some()));
        }
    }
}

#[test]
fn a_log_cannot_claim_more_than_it_holds() {
    let mut bytes = LOG_MAGIC.to_vec();
    bytes.extend_from_slice(&[60, 0, 0]);
    bytes.extend_from_slice(&[0xff; 8]);
    bytes.push(0x7f);
    assert!(read_log("a.log", &bytes).unwrap_err().to_string().contains("ends in the middle"));
    bytes.truncate(11);
    bytes.extend_from_slice(&[0xff; 12]);
    assert!(read_log("a.log", &bytes).unwrap_err().to_string().contains("does not end"));
}

/// Ten minutes in which four players move a stick most of the time, press something twice a second, and pull a
/// trigger now and then; each pad is heard five hundred times a second.
fn play(minutes: u64) -> InputLog {
    let mut log = InputLog { is_wanted: true, hertz: 60, ..InputLog::default() };
    let mut recorder = Recorder::default();
    let mut seed = 7_u32;
    let mut dice = |sides: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % sides
    };
    let mut sticks = [[0.0_f32; 2]; 4];
    let mut goals = [[0.0_f32; 2]; 4];
    let mut held = [false; 4];
    for tick in 0..minutes * 3_600 {
        let start = tick * 16_667;
        let mut events = Vec::new();
        for (player, slot) in (0..4).enumerate() {
            if dice(24) == 0 {
                // As often as not the stick is pushed to the edge and held there, or let go.
                let ends = [-1.0, 0.0, 1.0];
                goals[player] = match dice(3) {
                    0 => [0.0; 2],
                    1 => [ends[dice(3) as usize], ends[dice(3) as usize]],
                    _ => [dice(2_001) as f32 / 1_000.0 - 1.0, dice(2_001) as f32 / 1_000.0 - 1.0],
                };
            }
            for report in 0..8 {
                let micros = start + report * 2_000 + u64::from(dice(300));
                for (way, control) in [PadAxis::LeftStickX, PadAxis::LeftStickY].into_iter().enumerate() {
                    let before = sticks[player][way];
                    let goal = goals[player][way];
                    // A hand at the edge is still; elsewhere it trembles.
                    let noise = if goal.abs() == 1.0 || goal == 0.0 { 0.0 } else { dice(100) as f32 * 2e-5 };
                    let now = before + (goal - before).clamp(-0.06, 0.06) + noise;
                    let event = RawEvent::new(micros, pad(slot), Control::PadAxis(control), now).on_grid();
                    if event.value != grid_value(grid_steps(before)) {
                        events.push(event);
                    }
                    sticks[player][way] = event.value;
                }
            }
            if dice(15) == 0 {
                held[player] = !held[player];
                let value = f32::from(u8::from(held[player]));
                let south = Control::PadButton(PadButton::South);
                events.push(RawEvent::new(start + 9_000, pad(slot), south, value));
            }
            if dice(60) == 0 {
                let trigger = Control::PadButton(PadButton::RightTrigger2);
                events.push(RawEvent::new(start + 10_000, pad(slot), trigger, 1.0));
                events.push(RawEvent::new(start + 11_000, pad(slot), trigger, 0.0));
            }
        }
        events.sort_by_key(|event| event.micros);
        recorder.keep_tick(&mut log, tick, start, &events);
    }
    log
}

#[test]
fn ten_minutes_of_four_players_are_less_than_a_megabyte() {
    let log = play(10);
    let bytes = write_log(&log);
    println!("{} events, {} bytes", log.events.len(), bytes.len());
    assert!(bytes.len() <= 1_000_000, "{} bytes", bytes.len());
    let read = read_log("a.log", &bytes).unwrap();
    assert_eq!(read.events, log.events);
}

#[test]
fn frames_without_ticks_are_kept_by_the_clock_and_in_order() {
    let mut log = InputLog { hertz: 60, ..InputLog::default() };
    let mut recorder = Recorder::default();
    recorder.keep_frame(&mut log, &[RawEvent::key(100_000, Key::KeyA, true)]);
    recorder.keep_frame(
        &mut log,
        &[RawEvent::key(99_000, Key::KeyA, false), RawEvent::key(116_700, Key::KeyB, true)],
    );
    let times: Vec<_> = log.events.iter().map(time_of).collect();
    assert_eq!(times, [(6, 0), (6, 0), (7, 34)]);
    assert_eq!(read_log("a.log", &write_log(&log)).unwrap().events, log.events);
}

#[test]
fn a_log_as_text_is_a_script_of_the_same_events() {
    let log = log();
    let text = log_text(&log);
    let read = crate::script::parse_script("a.txt", &text, 1_000_000 / 60).unwrap();
    let can_be_said = |scripted: &&ScriptEvent| {
        let control = scripted.event.control.control();
        !matches!(control, Some(Control::PadElement(_) | Control::Device(DeviceChange::FocusLost)))
    };
    let said: Vec<_> = log.events.iter().filter(can_be_said).copied().collect();
    assert_eq!(read, said, "{text}");
    assert!(text.contains("# pad1: Pad, größer (0707") && text.contains("pad1 b200 1"), "{text}");
}
