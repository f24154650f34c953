//! A log as bytes: whole numbers in as few bytes as they need, and the difference to what was before.
//!
//! | part | bytes |
//! |---|---|
//! | head | the magic, hertz, the number of devices |
//! | a device | number, name, GUID (16), place, order (1), family (1), buttons, axes and features as bits, origin (1), mapping |
//! | a tick | ticks since the one before, number of events |
//! | an event | `2 * pair + is_at_the_same_time`; for a new pair its device and control; microseconds since the event before in this tick, unless it is the same time; the value |
//!
//! A pair is a device and a control, numbered as they come.

use super::{LOG_MAGIC, Width, width_of};
use playground_core_client::input::{
    ControlCode, DeviceId, InputLog, LoggedDevice, PadFamily, RawEvent, grid_steps,
};
use std::collections::BTreeMap;

/// The bytes of a log.
pub fn write_log(log: &InputLog) -> Vec<u8> {
    let mut bytes = LOG_MAGIC.to_vec();
    write_number(&mut bytes, log.hertz.into());
    write_number(&mut bytes, log.devices.len() as u64);
    for (id, device) in &log.devices {
        write_device(&mut bytes, *id, device);
    }
    let mut pairs = BTreeMap::new();
    let mut last_tick = 0;
    for events in log.events.chunk_by(|one, other| one.tick == other.tick) {
        let tick = events[0].tick;
        write_number(&mut bytes, tick.saturating_sub(last_tick));
        write_number(&mut bytes, events.len() as u64);
        last_tick = tick;
        let mut last_micros = 0;
        for scripted in events {
            write_event(&mut bytes, &mut pairs, &scripted.event, &mut last_micros);
        }
    }
    bytes
}

/// The number of a pair, and its last value in steps.
type Pairs = BTreeMap<(DeviceId, ControlCode), (u64, i16)>;

fn write_event(bytes: &mut Vec<u8>, pairs: &mut Pairs, event: &RawEvent, last_micros: &mut u64) {
    let Some(control) = event.control.control() else { return };
    let is_same_time = event.micros <= *last_micros && !bytes.is_empty();
    let new_number = pairs.len() as u64;
    let (number, last_steps) = pairs.entry((event.device, event.control)).or_insert((new_number, 0));
    write_number(bytes, *number * 2 + u64::from(is_same_time));
    if *number == new_number {
        write_number(bytes, event.device.number().into());
        write_number(bytes, event.control.0.into());
    }
    if !is_same_time {
        write_number(bytes, event.micros - *last_micros);
        *last_micros = event.micros;
    }
    match width_of(control) {
        Width::Bit => bytes.push(u8::from(event.value > 0.5)),
        Width::Grid => {
            let steps = grid_steps(event.value);
            let way = i64::from(steps) - i64::from(*last_steps);
            *last_steps = steps;
            write_number(bytes, ((way << 1) ^ (way >> 63)) as u64);
        }
        Width::Float => bytes.extend_from_slice(&event.value.to_le_bytes()),
        Width::Place => {
            bytes.extend_from_slice(&event.value.to_le_bytes());
            bytes.extend_from_slice(&event.value_y.to_le_bytes());
        }
    }
}

fn write_device(bytes: &mut Vec<u8>, id: DeviceId, device: &LoggedDevice) {
    write_number(bytes, id.number().into());
    write_text(bytes, &device.name);
    bytes.extend_from_slice(&device.identity.guid.0);
    write_text(bytes, &device.identity.place);
    bytes.push(device.identity.order);
    let family = PadFamily::ALL.iter().position(|family| *family == device.family);
    bytes.push(family.unwrap_or_default() as u8);
    device.capabilities.bits().into_iter().for_each(|bits| write_number(bytes, bits.into()));
    bytes.push(device.mapping_origin as u8);
    write_text(bytes, &device.mapping);
}

fn write_text(bytes: &mut Vec<u8>, text: &str) {
    write_number(bytes, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
fn write_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}
