//! Where the mouse or the first finger is, and what it does that a binding reads as a button.

use playground_core_client::input::{
    Control, DeviceId, MOUSE_PLACE_MAX, MouseControl, RawEvent, TouchControl,
};
use playground_core_types::math::{Vec2, vec2};
use std::collections::BTreeSet;

/// The most presses that one event of the wheel is.
const NOTCH_COUNT_MAX: u32 = 16;

/// The pointer, whether or not a tick reads it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Pointer {
    /// The sum of all movements, from where the mouse was put last.
    mouse: Vec2,
    /// The sum of those of one tick.
    moved: Vec2,
    /// All fingers on the screen, and the one that came when there was none.
    fingers: BTreeSet<DeviceId>,
    first: Option<DeviceId>,
    /// Where that finger is, or was until the mouse moved.
    touched: Option<Vec2>,
}

impl Pointer {
    /// Takes in a movement; gives the left button of the mouse where the first finger came or went.
    pub(super) fn see(&mut self, event: &RawEvent, control: Control) -> Option<RawEvent> {
        let is_finite = event.value.is_finite() && event.value_y.is_finite();
        match control {
            _ if !is_finite => None,
            Control::Mouse(MouseControl::MoveX) => self.move_mouse(vec2(event.value, 0.0)),
            Control::Mouse(MouseControl::MoveY) => self.move_mouse(vec2(0.0, event.value)),
            Control::Mouse(MouseControl::PlaceX) => self.put_mouse(vec2(event.value, self.mouse.y)),
            Control::Mouse(MouseControl::PlaceY) => self.put_mouse(vec2(self.mouse.x, event.value)),
            Control::Touch(TouchControl::Move) => self.move_finger(event),
            Control::Touch(TouchControl::Up) => {
                self.fingers.remove(&event.device);
                let first = self.first.take_if(|first| *first == event.device);
                first.map(|_| left(event, 0.0))
            }
            _ => None,
        }
    }

    /// The place on a virtual screen of `size`.
    pub(super) fn place(&self, size: Vec2) -> Vec2 {
        self.touched.unwrap_or(self.mouse).clamp(Vec2::ZERO, size)
    }

    /// Begins anew at the left top. Gives the place where the mouse is.
    pub(super) fn restart(&mut self) -> Vec2 {
        (self.touched, self.moved) = (None, Vec2::ZERO);
        std::mem::take(&mut self.mouse)
    }

    /// A tick begins, for which no movement counts yet.
    pub(super) fn begin_tick(&mut self) {
        self.moved = Vec2::ZERO;
    }

    /// How far the mouse was moved since the tick began.
    pub(super) fn moved(&self) -> Vec2 {
        self.moved
    }

    fn move_finger(&mut self, event: &RawEvent) -> Option<RawEvent> {
        let is_alone = self.fingers.is_empty();
        self.fingers.insert(event.device);
        if is_alone {
            self.first = Some(event.device);
        }
        if self.first == Some(event.device) {
            self.touched = Some(vec2(event.value, event.value_y));
        }
        is_alone.then(|| left(event, 1.0))
    }

    fn move_mouse(&mut self, movement: Vec2) -> Option<RawEvent> {
        self.moved = within_reach(self.moved + movement);
        self.put_mouse(self.mouse + movement)
    }

    fn put_mouse(&mut self, place: Vec2) -> Option<RawEvent> {
        self.mouse = within_reach(place);
        self.touched = None;
        None
    }
}

/// Whatever a script says, a sum goes no further.
fn within_reach(sum: Vec2) -> Vec2 {
    sum.clamp(Vec2::splat(-MOUSE_PLACE_MAX), Vec2::splat(MOUSE_PLACE_MAX))
}

/// What a finger does to the left button.
fn left(event: &RawEvent, value: f32) -> RawEvent {
    RawEvent::new(event.micros, DeviceId::MOUSE, Control::Mouse(MouseControl::Left), value)
}

/// The wheel between two notches: a touchpad turns it by parts of one.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Wheel {
    turned: f32,
}

impl Wheel {
    /// Takes in a turn; gives what it presses, and how often.
    pub(super) fn turn(&mut self, notches: f32) -> (MouseControl, u32) {
        if !notches.is_finite() {
            return (MouseControl::WheelUp, 0);
        }
        if self.turned * notches < 0.0 {
            self.turned = 0.0;
        }
        let turned = self.turned + notches;
        self.turned = turned.fract();
        let button = if turned > 0.0 { MouseControl::WheelUp } else { MouseControl::WheelDown };
        // A cast of a float stays within the range of the number.
        (button, (turned.abs() as u32).min(NOTCH_COUNT_MAX))
    }
}

#[cfg(test)]
mod tests;
