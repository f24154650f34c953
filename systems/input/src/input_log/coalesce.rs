//! What of the events of a tick is worth keeping.
//!
//! A stick that is polled a thousand times a second says little that a tick can feel. Of an axis the turning points
//! and the last value stay, so that a push and its release within one tick are both there; movements of the
//! mouse are summed; of a finger the first and the last place stay. All else stays as it is.

use playground_core_client::input::{
    Control, ControlCode, DeviceId, MouseControl, PadButton, PadElement, RawEvent, TouchControl,
};
use std::collections::BTreeMap;

/// A turn of less is noise; a press and its release lie further apart.
const NOISE: f32 = 0.05;

type Place = (DeviceId, ControlCode);

/// What is remembered from tick to tick: where each axis was.
#[derive(Debug, Default)]
pub(super) struct Coalescer {
    values: BTreeMap<Place, f32>,
}

/// An axis within a tick.
#[derive(Debug, Clone, Copy)]
struct Course {
    /// Whether it rises; nobody knows before it moved.
    is_rising: Option<bool>,
    /// The furthest point since the last turn, and where among the kept events it goes.
    extreme: (usize, RawEvent),
    /// What it said last.
    last: (usize, RawEvent),
}

impl Coalescer {
    /// The events that stay, in the order of their times.
    pub(super) fn coalesce(&mut self, events: &[RawEvent]) -> Vec<RawEvent> {
        let mut kept: Vec<(usize, RawEvent)> = Vec::new();
        let mut courses: BTreeMap<Place, Course> = BTreeMap::new();
        // Where the last event of a mouse's axis or a finger lies in `kept`, and whether it may be replaced.
        let mut moves: BTreeMap<Place, (usize, bool)> = BTreeMap::new();
        for (order, event) in events.iter().enumerate() {
            let place = (event.device, event.control);
            match event.control.control() {
                Some(control) if is_analogue(control) => match courses.get_mut(&place) {
                    Some(course) => kept.extend(course.go_on(order, *event)),
                    None => {
                        let before = self.values.get(&place).copied();
                        let is_rising = before.filter(|before| *before != event.value);
                        let is_rising = is_rising.map(|before| event.value > before);
                        let point = (order, *event);
                        courses.insert(place, Course { is_rising, extreme: point, last: point });
                    }
                },
                Some(Control::Mouse(MouseControl::MoveX | MouseControl::MoveY)) => match moves.get(&place) {
                    Some((index, _)) => {
                        let sum = kept[*index].1.value + event.value;
                        kept[*index].1 = RawEvent { value: sum, ..*event };
                    }
                    None => {
                        moves.insert(place, (kept.len(), true));
                        kept.push((order, *event));
                    }
                },
                Some(Control::Touch(TouchControl::Move)) => match moves.get_mut(&place) {
                    Some((index, true)) => kept[*index] = (order, *event),
                    Some((index, may_be_replaced)) => {
                        (*index, *may_be_replaced) = (kept.len(), true);
                        kept.push((order, *event));
                    }
                    None => {
                        // It may be the touch itself.
                        moves.insert(place, (kept.len(), false));
                        kept.push((order, *event));
                    }
                },
                Some(control) => {
                    // What moves behind it is no part of what moved before it.
                    let ended = match control {
                        Control::Touch(TouchControl::Up) => Some(Control::Touch(TouchControl::Move)),
                        Control::Mouse(MouseControl::PlaceX) => Some(Control::Mouse(MouseControl::MoveX)),
                        Control::Mouse(MouseControl::PlaceY) => Some(Control::Mouse(MouseControl::MoveY)),
                        _ => None,
                    };
                    if let Some(ended) = ended {
                        moves.remove(&(event.device, ended.into()));
                    }
                    kept.push((order, *event));
                }
                None => {}
            }
        }
        for (place, course) in courses {
            self.values.insert(place, course.last.1.value);
            kept.extend(course.end());
        }
        kept.sort_by_key(|(order, event)| (event.micros, *order));
        kept.into_iter().map(|(_, event)| event).collect()
    }
}

impl Course {
    /// Takes in the next value; gives the turning point that it leaves behind.
    fn go_on(&mut self, order: usize, event: RawEvent) -> Option<(usize, RawEvent)> {
        self.last = (order, event);
        let way = event.value - self.extreme.1.value;
        let is_further = self.is_rising.is_some_and(|is_rising| (way > 0.0) == is_rising) || way == 0.0;
        if is_further {
            self.extreme = self.last;
        } else if way.abs() > NOISE {
            self.is_rising = Some(way > 0.0);
            return Some(std::mem::replace(&mut self.extreme, self.last));
        }
        None
    }

    /// What is left at the end of the tick.
    fn end(self) -> impl Iterator<Item = (usize, RawEvent)> {
        let is_turned = (self.extreme.1.value - self.last.1.value).abs() > NOISE;
        is_turned.then_some(self.extreme).into_iter().chain([self.last])
    }
}

fn is_analogue(control: Control) -> bool {
    matches!(
        control,
        Control::PadAxis(_)
            | Control::PadButton(PadButton::LeftTrigger2 | PadButton::RightTrigger2)
            | Control::PadElement(PadElement::Axis(_))
    )
}
