//! Taps, swipes and pinches, from what fingers do and when: the same events give the same gestures.

use playground_core_client::input::{
    Control, DeviceChange, DeviceId, GESTURE_PINCH, GESTURE_SWIPE, GESTURE_TAP, Gesture, GestureFrame,
    RawEvent, TouchControl,
};
use playground_core_types::math::Vec2;
use std::collections::BTreeMap;

/// The longest tap. Unit: microseconds.
const TAP_MICROS_MAX: u64 = 300_000;
/// The longest swipe. Unit: microseconds.
const SWIPE_MICROS_MAX: u64 = 500_000;
/// How far the finger of a tap goes at most, of the shorter side of the screen.
const TAP_SHARE_MAX: f32 = 0.04;
/// How far a swipe goes at least, of the same.
const SWIPE_SHARE_MIN: f32 = 0.125;
/// How far two fingers go apart or together before it is a pinch, of the same.
const PINCH_SHARE_MIN: f32 = 0.04;

/// What is remembered of fingers from tick to tick.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Gestures {
    fingers: BTreeMap<DeviceId, Way>,
    pinch: Option<Pinch>,
}

/// The way of one finger.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Way {
    micros: u64,
    begin: Vec2,
    place: Vec2,
    /// How far from its beginning it was at most.
    reach: f32,
    /// Whether it was the only one all the time.
    is_alone: bool,
}

/// Two fingers.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Pinch {
    pair: [DeviceId; 2],
    /// How far apart they were, and where their middle was, in the last tick.
    distance: f32,
    middle: Vec2,
    /// Whether they went far enough.
    has_begun: bool,
}

impl Gestures {
    /// The gestures of a tick with these events, on a screen whose shorter side is so long. Unit: virtual pixels.
    pub(crate) fn read(&mut self, events: &[RawEvent], side: f32) -> GestureFrame {
        let mut frame = GestureFrame::default();
        for event in events {
            match event.control.control() {
                Some(Control::Touch(TouchControl::Move)) => self.go(event),
                Some(Control::Touch(TouchControl::Up)) => {
                    if let Some(gesture) = self.lift(event, side) {
                        frame.push(gesture);
                    }
                }
                Some(Control::Device(DeviceChange::FocusLost)) => *self = Self::default(),
                _ => {}
            }
        }
        if let Some(gesture) = self.pinch(side) {
            frame.push(gesture);
        }
        frame
    }

    fn go(&mut self, event: &RawEvent) {
        let place = Vec2::new(event.value, event.value_y);
        if !place.is_finite() {
            return;
        }
        let is_alone = self.fingers.is_empty();
        if let Some(way) = self.fingers.get_mut(&event.device) {
            way.place = place;
            way.reach = way.reach.max((place - way.begin).length());
            return;
        }
        self.fingers.values_mut().for_each(|way| way.is_alone = false);
        let way = Way { micros: event.micros, begin: place, place, reach: 0.0, is_alone };
        self.fingers.insert(event.device, way);
    }

    fn lift(&mut self, event: &RawEvent, side: f32) -> Option<Gesture> {
        let way = self.fingers.remove(&event.device).filter(|way| way.is_alone)?;
        let micros = event.micros.saturating_sub(way.micros);
        let movement = way.place - way.begin;
        if micros <= TAP_MICROS_MAX && way.reach <= side * TAP_SHARE_MAX {
            return Some(Gesture { kind: GESTURE_TAP, place: way.begin, ..Gesture::default() });
        }
        let is_swipe = micros <= SWIPE_MICROS_MAX && movement.length() >= side * SWIPE_SHARE_MIN;
        is_swipe.then(|| Gesture { kind: GESTURE_SWIPE, place: way.begin, movement, ..Gesture::default() })
    }

    /// What the first two fingers did since the last tick.
    fn pinch(&mut self, side: f32) -> Option<Gesture> {
        let mut fingers = self.fingers.iter();
        let (Some((first, one)), Some((second, other))) = (fingers.next(), fingers.next()) else {
            self.pinch = None;
            return None;
        };
        let pair = [*first, *second];
        let (distance, middle) = ((one.place - other.place).length(), (one.place + other.place) * 0.5);
        let Some(pinch) = self.pinch.as_mut().filter(|pinch| pinch.pair == pair) else {
            self.pinch = Some(Pinch { pair, distance, middle, has_begun: false });
            return None;
        };
        pinch.has_begun |= (distance - pinch.distance).abs() >= side * PINCH_SHARE_MIN;
        let is_still = distance == pinch.distance && middle == pinch.middle;
        // Before it has begun the first distance counts, and fingers at one place have none.
        if !pinch.has_begun || is_still || distance <= 0.0 {
            return None;
        }
        let scale = if pinch.distance > 0.0 { distance / pinch.distance } else { 1.0 };
        let movement = middle - pinch.middle;
        (pinch.distance, pinch.middle) = (distance, middle);
        Some(Gesture { place: middle, movement, scale, kind: GESTURE_PINCH })
    }
}

#[cfg(test)]
mod tests;
