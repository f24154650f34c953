//! How far one action of one seat is, from press to press.

use super::gates::{PRESS_VALUE, RELEASE_VALUE};
use playground_core_assets::ActionKind;
use playground_core_client::input::{Action, ActionState};
use playground_core_types::math::Vec2;

/// The presses of one action of one seat.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Track {
    is_down: bool,
    /// Whether it was pressed and released at once in this tick.
    is_pulsed: bool,
    pressed: u8,
    released: u8,
    ticks_since_press: u16,
    /// The same before the last press.
    ticks_since_former: u16,
    first_press_micros: u32,
    last_release_micros: u32,
}

impl Default for Track {
    fn default() -> Self {
        Self {
            is_down: false,
            is_pulsed: false,
            pressed: 0,
            released: 0,
            // Never: longer ago than any buffer.
            ticks_since_press: u16::MAX,
            ticks_since_former: u16::MAX,
            first_press_micros: 0,
            last_release_micros: 0,
        }
    }
}

impl Track {
    /// Starts counting the presses of a new tick.
    pub(super) fn begin_tick(&mut self) {
        self.is_pulsed = false;
        self.pressed = 0;
        self.released = 0;
        self.first_press_micros = 0;
        self.last_release_micros = 0;
        self.ticks_since_press = self.ticks_since_press.saturating_add(1);
        self.ticks_since_former = self.ticks_since_former.saturating_add(1);
    }

    /// Notices whether the action went down or up.
    pub(super) fn follow(&mut self, value: Vec2, offset_micros: u32) {
        let deflection = value.length();
        if !self.is_down && deflection >= PRESS_VALUE {
            self.press(offset_micros);
        } else if self.is_down && deflection < RELEASE_VALUE {
            self.release(offset_micros);
        }
    }

    /// Notices what went up while no tick ran. What went down is held, but that press was not the game's.
    pub(super) fn settle(&mut self, value: Vec2) {
        let deflection = value.length();
        if !self.is_down {
            self.is_down = deflection >= PRESS_VALUE;
        } else if deflection < RELEASE_VALUE {
            self.release(0);
        }
    }

    /// A press that is over at once; nothing where it is down already.
    pub(super) fn pulse(&mut self, offset_micros: u32) {
        if !self.is_down {
            self.press(offset_micros);
            self.release(offset_micros);
            self.is_pulsed = true;
        }
    }

    /// A further press of what is down; nothing where it is not.
    pub(super) fn press_again(&mut self, offset_micros: u32) {
        if self.is_down {
            self.press(offset_micros);
        }
    }

    /// The last press was none, if it was in this tick.
    pub(super) fn take_back(&mut self) {
        if self.is_down && self.pressed > 0 && self.ticks_since_press == 0 {
            self.is_down = false;
            self.pressed -= 1;
            self.ticks_since_press = self.ticks_since_former;
            if self.pressed == 0 {
                self.first_press_micros = 0;
            }
        }
    }

    pub(super) fn state(&self, action: &Action, value: Vec2) -> ActionState {
        let is_pulsed = self.is_pulsed && action.kind == ActionKind::Button;
        ActionState {
            x: if is_pulsed { 1.0 } else { value.x },
            y: value.y,
            first_press_micros: self.first_press_micros,
            last_release_micros: self.last_release_micros,
            pressed: self.pressed,
            released: self.released,
            held: u8::from(self.is_down),
            buffered: u8::from(self.ticks_since_press <= u16::from(action.buffer_ticks)),
        }
    }

    fn press(&mut self, offset_micros: u32) {
        if self.pressed == 0 {
            self.first_press_micros = offset_micros;
        }
        self.is_down = true;
        self.pressed = self.pressed.saturating_add(1);
        self.ticks_since_former = std::mem::take(&mut self.ticks_since_press);
    }

    fn release(&mut self, offset_micros: u32) {
        self.is_down = false;
        self.released = self.released.saturating_add(1);
        self.last_release_micros = offset_micros;
    }
}
