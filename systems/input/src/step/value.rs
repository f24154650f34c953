//! From held controls to the value of an action: dead zones, opposite keys, directions.

use super::held::{Held, Span};
use playground_core_client::input::{Action, BindSource, Control, PadAxis};
use playground_core_types::math::{Vec2, vec2};

/// How far a stick may rest from its middle; what is beyond is stretched to the whole range.
const DEAD_ZONE: f32 = 0.15;

/// The value of an action for a seat over `span`: its bindings added up, limited to length 1.
pub(super) fn value_of(held: &Held, action: &Action, seat: u32, span: Span) -> Vec2 {
    let binds = action.binds.iter().filter(|bind| bind.seats.contains(seat));
    let sum = binds.fold(Vec2::ZERO, |sum, bind| {
        sum + value_of_bind(bind.source, |control| held.value(seat, control, span))
    });
    limited(sum)
}

fn value_of_bind(source: BindSource, value: impl Fn(Control) -> f32) -> Vec2 {
    match source {
        BindSource::Button(control) => beyond_dead_zone(vec2(value(control), 0.0)),
        BindSource::Axis(control) if points_up(control) => beyond_dead_zone(vec2(-value(control), 0.0)),
        BindSource::Axis(control) => beyond_dead_zone(vec2(value(control), 0.0)),
        BindSource::Pair { negative, positive } => vec2(value(positive) - value(negative), 0.0),
        BindSource::Stick { x, y } => beyond_dead_zone(vec2(value(x), -value(y))),
        BindSource::Cross { up, left, down, right } => {
            limited(vec2(value(right) - value(left), value(down) - value(up)))
        }
    }
}

/// Whether a pad reports up as positive where the screen has it negative.
fn points_up(control: Control) -> bool {
    matches!(control, Control::PadAxis(PadAxis::LeftStickY | PadAxis::RightStickY))
}

fn beyond_dead_zone(value: Vec2) -> Vec2 {
    let length = value.length();
    if length <= DEAD_ZONE {
        return Vec2::ZERO;
    }
    let stretched = (length.min(1.0) - DEAD_ZONE) / (1.0 - DEAD_ZONE);
    value * (stretched / length)
}

fn limited(value: Vec2) -> Vec2 {
    let length = value.length();
    if length > 1.0 { value / length } else { value }
}
