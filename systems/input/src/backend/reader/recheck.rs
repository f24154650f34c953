//! Finds what gilrs missed: of two plugs that come at once it tells the second only when a third comes.
//!
//! A second look finds all that is there. Where it finds something else, it takes the place of the first: controllers
//! that both know go on as they are, and what they said meanwhile is read once.

use super::{Message, PadReader};
use gilrs_core::{Gamepad, Gilrs};
use std::collections::BTreeMap;
use std::time::Instant;

/// Looks again, and tells of what came or went unnoticed.
#[expect(clippy::disallowed_methods, reason = "a plug is stamped when it is noticed")]
pub(super) fn recheck(reader: &mut PadReader, out: &mut Vec<Message>) {
    let Ok(fresh) = Gilrs::new() else { return };
    let (known, found) = (nodes(&reader.gilrs), nodes(&fresh));
    if known.keys().eq(found.keys()) {
        return;
    }
    // What waits with the first look is read before that goes.
    while let Some(event) = reader.gilrs.next_event() {
        reader.take(&event, out);
    }
    let at = Instant::now();
    let known = nodes(&reader.gilrs);
    for (node, id) in &known {
        if !found.contains_key(node) {
            reader.disconnect(*id, at, out);
        }
    }
    let mut devices = std::mem::take(&mut reader.devices);
    reader.gilrs = fresh;
    for (node, id) in found {
        match known.get(&node).and_then(|id| devices.remove(id)) {
            Some(mut device) => {
                device.known_until = Some(device.heard);
                reader.devices.insert(id, device);
            }
            None => reader.connect(id, at, out),
        }
    }
}

/// The controllers that are there: where each hangs, and its number.
fn nodes(gilrs: &Gilrs) -> BTreeMap<String, usize> {
    let ids = 0..gilrs.last_gamepad_hint();
    let there = ids.filter_map(|id| Some((id, gilrs.gamepad(id).filter(|pad| pad.is_connected())?)));
    there.filter_map(|(id, pad)| Some((node(pad)?, id))).collect()
}

#[cfg(target_os = "linux")]
fn node(pad: &Gamepad) -> Option<String> {
    use gilrs_core::LinuxGamepadExt;
    Some(pad.devpath().display().to_string())
}

/// Elsewhere gilrs tells each plug.
#[cfg(not(target_os = "linux"))]
fn node(_: &Gamepad) -> Option<String> {
    None
}
