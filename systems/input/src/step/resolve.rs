//! The pure step: what is held, and the events of a window, give the actions of a tick.

use super::held::{Held, Span, Track};
use super::seats::Candidate;
use super::value::{deflection, value_of};
use playground_core_assets::ActionKind;
use playground_core_client::input::{
    ACTION_COUNT_MAX, Action, ActionFrame, ActionMap, ActionState, BindSource, Control, DeviceId,
    MouseControl, RawEvent, SEAT_COUNT_MAX, TYPED_BYTES_MAX,
};
use playground_core_ecs::FixedText;
use playground_core_types::math::Vec2;
use std::ops::{Range, RangeInclusive};

/// From which deflection on an action counts as pressed.
const PRESS_VALUE: f32 = 0.5;

/// Below which deflection a pressed action counts as released; lower, so that a noisy stick does not
/// press again and again.
const RELEASE_VALUE: f32 = 0.4;

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
}

/// Applies the events of `window` in order and gives the frame of its tick.
pub fn resolve(held: &mut Held, map: &ActionMap, events: &[RawEvent], window: Window) -> ActionFrame {
    held.begin_tick();
    settle(held, map);
    for event in events {
        let offset = event.micros.saturating_sub(window.start_micros).min(window.last_offset());
        apply(held, map, event, offset as u32);
    }
    let mut frame = ActionFrame {
        pointer: held.pointer(),
        seat_devices: held.seat_devices(),
        typed: typed(events),
        ..ActionFrame::default()
    };
    for (place, action) in map.actions.iter().enumerate().take(ACTION_COUNT_MAX) {
        frame.names[place] = action.name_hash();
        for seat in 1..=SEAT_COUNT_MAX as u32 {
            let value = value_of(held, action, seat, Span::Tick);
            frame.set_state_at(seat, place, held.track(seat, place).state(action, value));
        }
    }
    frame
}

/// Lets the actions notice what changed while no tick ran.
fn settle(held: &mut Held, map: &ActionMap) {
    if !held.take_unsettled() {
        return;
    }
    for seat in 1..=SEAT_COUNT_MAX as u32 {
        settle_seat(held, map, seat, |_| true);
    }
}

/// The same for some actions of one seat.
fn settle_seat(held: &mut Held, map: &ActionMap, seat: u32, is_asked: impl Fn(&Action) -> bool) {
    for (place, action) in map.actions.iter().enumerate().take(ACTION_COUNT_MAX) {
        if is_asked(action) {
            let value = value_of(held, action, seat, Span::Now);
            held.track_mut(seat, place).settle(value);
        }
    }
}

/// What was typed: the characters that one sees.
fn typed(events: &[RawEvent]) -> FixedText<TYPED_BYTES_MAX> {
    let mut typed = FixedText::default();
    for event in events {
        if let Some(Control::Text(character)) = event.control.control()
            && !character.is_control()
        {
            typed.push(character.encode_utf8(&mut [0; 4]));
        }
    }
    typed
}

fn apply(held: &mut Held, map: &ActionMap, event: &RawEvent, offset_micros: u32) {
    let left = held.see(event);
    match event.control.control() {
        Some(Control::Device(change)) => {
            held.change(event.device, change);
            follow(held, map, None, 1..=SEAT_COUNT_MAX as u32, offset_micros);
        }
        Some(Control::Mouse(MouseControl::Wheel)) => {
            let (button, count) = held.turn_wheel(event.value);
            for value in (0..count).flat_map(|_| [1.0, 0.0]) {
                set(held, map, DeviceId::MOUSE, Control::Mouse(button), value, offset_micros);
            }
        }
        Some(control) => set(held, map, event.device, control, event.value, offset_micros),
        None => {}
    }
    if let Some(RawEvent { device, value, .. }) = left {
        set(held, map, device, Control::Mouse(MouseControl::Left), value, offset_micros);
    }
}

/// Sets a control, seats whoever presses it, and lets the actions notice.
fn set(held: &mut Held, map: &ActionMap, device: DeviceId, control: Control, value: f32, offset_micros: u32) {
    // Nothing changed: the auto-repeat of a held key, or a control that cannot be held.
    let Some(before) = held.set(device, control, value) else { return };
    if held.joins_by_pressing() {
        join(held, map, device, control, before..value);
    }
    // A pad moves nobody's actions but those of its seat.
    let seats = match device.pad_slot() {
        Some(slot) => match held.seat_of_pad(slot) {
            0 => return,
            seat => seat..=seat,
        },
        None => 1..=SEAT_COUNT_MAX as u32,
    };
    follow(held, map, Some(control), seats, offset_micros);
}

/// Gives a seat to a device without one that pressed a button of the game.
fn join(held: &mut Held, map: &ActionMap, device: DeviceId, control: Control, change: Range<f32>) {
    for action in map.actions.iter().take(ACTION_COUNT_MAX) {
        let is_down = |value| deflection(action, value) >= PRESS_VALUE;
        if action.kind != ActionKind::Button || is_down(change.start) || !is_down(change.end) {
            continue;
        }
        for bind in action.binds.iter().filter(|bind| bind.source == BindSource::Button(control)) {
            let pad = device.pad_slot().map(Candidate::Pad);
            let candidate = pad.or_else(|| bind.part.map(Candidate::Keyboard));
            if let Some(seat) = candidate.and_then(|candidate| held.join(candidate)) {
                settle_seat(held, map, seat, |action| !reads_control(action, control));
            }
        }
    }
}

/// Lets the actions notice a control that changed, or that anything may have.
fn follow(
    held: &mut Held,
    map: &ActionMap,
    changed: Option<Control>,
    seats: RangeInclusive<u32>,
    offset_micros: u32,
) {
    for (place, action) in map.actions.iter().enumerate().take(ACTION_COUNT_MAX) {
        if changed.is_none_or(|control| reads_control(action, control)) {
            for seat in seats.clone() {
                let value = value_of(held, action, seat, Span::Now);
                held.track_mut(seat, place).follow(value, offset_micros);
            }
        }
    }
}

fn reads_control(action: &Action, control: Control) -> bool {
    action.binds.iter().any(|bind| bind.source.controls().contains(&control))
}

impl Track {
    /// Notices whether the action went down or up.
    fn follow(&mut self, value: Vec2, offset_micros: u32) {
        let deflection = value.length();
        if !self.is_down && deflection >= PRESS_VALUE {
            if self.pressed == 0 {
                self.first_press_micros = offset_micros;
            }
            self.is_down = true;
            self.pressed = self.pressed.saturating_add(1);
            self.ticks_since_press = 0;
        } else if self.is_down && deflection < RELEASE_VALUE {
            self.is_down = false;
            self.released = self.released.saturating_add(1);
        }
    }

    /// Notices what went up while no tick ran. What went down is held, but that press was not the game's.
    fn settle(&mut self, value: Vec2) {
        let deflection = value.length();
        if !self.is_down {
            self.is_down = deflection >= PRESS_VALUE;
        } else if deflection < RELEASE_VALUE {
            self.is_down = false;
            self.released = self.released.saturating_add(1);
        }
    }

    fn state(&self, action: &Action, value: Vec2) -> ActionState {
        ActionState {
            x: value.x,
            y: value.y,
            first_press_micros: self.first_press_micros,
            pressed: self.pressed,
            released: self.released,
            held: u8::from(self.is_down),
            buffered: u8::from(self.ticks_since_press <= u16::from(action.buffer_ticks)),
        }
    }
}

#[cfg(test)]
mod tests;
