//! The pure step: what is held, and the events of a window, give the actions of a tick.

use super::held::{Held, Span, Track};
use super::value::value_of;
use playground_core_client::input::{
    ACTION_COUNT_MAX, Action, ActionFrame, ActionMap, ActionState, Control, RawEvent, SEAT_COUNT_MAX,
};
use playground_core_types::math::Vec2;

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
    let mut frame = ActionFrame::default();
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
    for (place, action) in map.actions.iter().enumerate().take(ACTION_COUNT_MAX) {
        for seat in 1..=SEAT_COUNT_MAX as u32 {
            let value = value_of(held, action, seat, Span::Now);
            held.track_mut(seat, place).settle(value);
        }
    }
}

fn apply(held: &mut Held, map: &ActionMap, event: &RawEvent, offset_micros: u32) {
    held.see(event);
    let Some(control) = event.control.control() else { return };
    let reads = match control {
        Control::Device(change) => {
            held.change(event.device, change);
            None
        }
        _ if held.set(event.device, control, event.value) => Some(control),
        // Nothing changed: the auto-repeat of a held key, or a control that cannot be held.
        _ => return,
    };
    for (place, action) in map.actions.iter().enumerate().take(ACTION_COUNT_MAX) {
        if reads.is_none_or(|control| reads_control(action, control)) {
            for seat in 1..=SEAT_COUNT_MAX as u32 {
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
