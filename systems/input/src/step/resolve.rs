//! The pure step: what is held, and the events of a window, give the actions of a tick.

use super::gates::{Moment, PRESS_VALUE};
use super::held::{Held, Span};
use super::plan::{Plan, swapped};
use super::seats::Candidate;
use super::value::value_of;
use playground_core_assets::ActionKind;
use playground_core_client::input::{
    ActionFrame, ActionMap, Bind, BindSource, Control, DeviceChange, DeviceId, MouseControl, RawEvent,
    SEAT_COUNT_MAX, TextEdit,
};
use playground_core_ecs::FixedText;
use std::ops::{Range, RangeInclusive};

const SEATS: RangeInclusive<u32> = 1..=SEAT_COUNT_MAX as u32;

/// The time of one tick. Unit: microseconds since the session started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Included.
    pub start_micros: u64,
    /// Excluded.
    pub end_micros: u64,
}

impl Window {
    /// The last microsecond inside, counted from the start.
    pub fn last_offset(self) -> u64 {
        self.end_micros.saturating_sub(self.start_micros).saturating_sub(1)
    }

    /// A time of the tick; one before it is at its start.
    fn moment(self, micros: u64) -> Moment {
        let offset = micros.saturating_sub(self.start_micros).min(self.last_offset());
        Moment { micros, offset_micros: offset as u32 }
    }
}

/// Applies the events of `window` in order and gives the frame of its tick.
pub fn resolve(held: &mut Held, map: &ActionMap, events: &[RawEvent], window: Window) -> ActionFrame {
    let plan = held.plan(map);
    held.begin_tick();
    settle(held, &plan, window);
    for event in events {
        fire(held, &plan, event.micros, window);
        apply(held, &plan, event, window.moment(event.micros));
    }
    fire(held, &plan, window.end_micros.saturating_sub(1), window);
    let mut frame = ActionFrame {
        pointer: held.pointer(),
        pointer_movement: held.pointer_movement(),
        seat_devices: held.seat_devices(),
        typed: typed(events, |character| !character.is_control()),
        edits: typed(events, is_edit),
        ..ActionFrame::default()
    };
    for (place, (planned, action)) in plan.actions.iter().zip(&map.actions).enumerate() {
        frame.names[place] = planned.name_hash;
        for seat in SEATS {
            let value = value_of(held, &plan, place, seat, Span::Tick);
            frame.set_state_at(seat, place, held.track(seat, place).state(action, value));
        }
    }
    frame
}

/// Lets the actions notice which of them are active now, and what changed while no tick ran.
fn settle(held: &mut Held, plan: &Plan, window: Window) {
    let changed = held.change_levels(plan);
    if held.take_unsettled() {
        SEATS.for_each(|seat| settle_seat(held, plan, seat, |_| true));
        return;
    }
    for seat in changed {
        follow_all(held, plan, seat, window.moment(window.start_micros));
    }
}

/// Lets happen what is due until `micros`.
fn fire(held: &mut Held, plan: &Plan, micros: u64, window: Window) {
    while let Some((seat, action, offset_micros)) = held.fire_next(plan, micros, window.start_micros) {
        let offset_micros = offset_micros.min(window.last_offset() as u32);
        follow(held, plan, seat, 1 << action, offset_micros);
    }
}

/// Lets some bindings of one seat, and the actions that have no others, notice what changed while no tick ran.
fn settle_seat(held: &mut Held, plan: &Plan, seat: u32, is_asked: impl Fn(&Bind) -> bool) {
    held.settle_gates(plan, seat, |gate| is_asked(&gate.bind));
    for (place, action) in plan.actions.iter().enumerate() {
        if action.binds.iter().all(|(bind, _)| is_asked(bind)) {
            let value = value_of(held, plan, place, seat, Span::Now);
            held.track_mut(seat, place).settle(value);
        }
    }
}

/// What was typed of the characters that `is_wanted`, in their order.
fn typed<const BYTES: usize>(events: &[RawEvent], is_wanted: fn(char) -> bool) -> FixedText<BYTES> {
    let mut typed = FixedText::default();
    for event in events {
        if let Some(Control::Text(character)) = event.control.control()
            && is_wanted(character)
        {
            typed.push(character.encode_utf8(&mut [0; 4]));
        }
    }
    typed
}

fn is_edit(character: char) -> bool {
    !character.is_control() || TextEdit::from_character(character).is_some()
}

fn apply(held: &mut Held, plan: &Plan, event: &RawEvent, now: Moment) {
    let left = held.see(event);
    match event.control.control() {
        Some(Control::Device(change)) => change_device(held, plan, event.device, change, now),
        Some(Control::Mouse(MouseControl::Wheel)) => {
            let (button, count) = held.turn_wheel(event.value);
            for value in (0..count).flat_map(|_| [1.0, 0.0]) {
                set(held, plan, DeviceId::MOUSE, Control::Mouse(button), value, now);
            }
        }
        Some(control) => set(held, plan, event.device, control, event.value, now),
        None => {}
    }
    if let Some(RawEvent { device, value, .. }) = left {
        set(held, plan, device, Control::Mouse(MouseControl::Left), value, now);
    }
}

fn change_device(held: &mut Held, plan: &Plan, device: DeviceId, change: DeviceChange, now: Moment) {
    let pad_seat = device.pad_slot().map(|slot| held.seat_of_pad(slot));
    match change {
        DeviceChange::FocusLost => held.let_gates_go(plan, None),
        DeviceChange::Disconnected => held.let_gates_go(plan, Some(pad_seat.unwrap_or_default())),
        DeviceChange::Connected => {}
    }
    held.change(device, change);
    // A pad that comes or goes is felt by whoever has it, or had it.
    match device.pad_slot().filter(|_| change != DeviceChange::FocusLost) {
        Some(slot) => {
            let seats = [pad_seat.unwrap_or_default(), held.seat_of_pad(slot)];
            for seat in SEATS.filter(|seat| seats.contains(seat)) {
                follow_all(held, plan, seat, now);
            }
        }
        None => SEATS.for_each(|seat| follow_all(held, plan, seat, now)),
    }
}

/// Sets a control, seats whoever presses it, and lets the actions notice.
fn set(held: &mut Held, plan: &Plan, device: DeviceId, control: Control, value: f32, now: Moment) {
    let is_press = |value: f32| value.abs() >= PRESS_VALUE;
    if is_press(value) && !is_press(held.at(device, control)) && held.hand_over(device) {
        // What the device before holds is let go.
        held.let_gates_go(plan, Some(1));
        follow_all(held, plan, 1, now);
    }
    // Nothing changed: the auto-repeat of a held key, or a control that cannot be held.
    let Some(before) = held.set(device, control, value) else { return };
    if held.joins_by_pressing() {
        join(held, plan, device, control, before..value);
    }
    // A pad moves nobody's actions but those of its seat.
    let seats = match device.pad_slot() {
        Some(slot) => match held.seat_of_pad(slot) {
            0 => return,
            seat => seat..=seat,
        },
        None => SEATS,
    };
    let reader = plan.reader(control);
    for seat in seats {
        let reader = if plan.is_swapped(seat) { plan.reader(swapped(control)) } else { reader };
        if let Some(reader) = reader {
            let gated = held.look(plan, seat, reader.gates.iter().copied(), now);
            follow(held, plan, seat, reader.actions | gated, now.offset_micros);
        }
    }
}

/// Gives a seat to a device without one that pressed a button of the game.
fn join(held: &mut Held, plan: &Plan, device: DeviceId, control: Control, change: Range<f32>) {
    for (planned, action) in plan.actions.iter().zip(&plan.map.actions) {
        let is_down = |value| planned.responses[0].deflection(value) >= PRESS_VALUE;
        if action.kind != ActionKind::Button || is_down(change.start) || !is_down(change.end) {
            continue;
        }
        for (bind, _) in planned.binds.iter().filter(|(bind, _)| bind.source == BindSource::Button(control)) {
            let pad = device.pad_slot().map(Candidate::Pad);
            let candidate = pad.or_else(|| bind.part.map(Candidate::Keyboard));
            if let Some(seat) = candidate.and_then(|candidate| held.join(candidate)) {
                settle_seat(held, plan, seat, |bind| !bind.controls().any(|other| other == control));
            }
        }
    }
}

/// Lets all actions of a seat notice that anything may have changed.
fn follow_all(held: &mut Held, plan: &Plan, seat: u32, now: Moment) {
    held.look(plan, seat, 0..held.gates.count(), now);
    follow(held, plan, seat, plan.all_actions(), now.offset_micros);
}

/// Lets some actions of a seat, by the bits of their places, notice that a control changed.
fn follow(held: &mut Held, plan: &Plan, seat: u32, actions: u32, offset_micros: u32) {
    let mut left = actions;
    while left != 0 {
        let place = left.trailing_zeros() as usize;
        left &= left - 1;
        let value = value_of(held, plan, place, seat, Span::Now);
        held.track_mut(seat, place).follow(value, offset_micros);
    }
}

#[cfg(test)]
mod tests;
