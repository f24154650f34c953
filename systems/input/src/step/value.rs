//! From held controls to the value of an action: dead zones, opposite keys, directions.

use super::held::{Held, Span};
use playground_core_client::input::{Action, BindSource, Control, PadAxis};
use playground_core_types::math::{Vec2, vec2};

/// The value of an action for a seat over `span`: its bindings added up, limited to length 1.
pub(super) fn value_of(held: &Held, action: &Action, seat: u32, span: Span) -> Vec2 {
    let binds = action.binds.iter().filter(|bind| held.counts(bind, seat));
    let sum = binds.fold(Vec2::ZERO, |sum, bind| {
        sum + value_of_bind(action, bind.source, |control| held.value(seat, control, span))
    });
    limited(sum)
}

/// How far `value` of a button deflects an action.
pub(super) fn deflection(action: &Action, value: f32) -> f32 {
    beyond_dead_zone(action, vec2(value, 0.0)).length()
}

fn value_of_bind(action: &Action, source: BindSource, value: impl Fn(Control) -> f32) -> Vec2 {
    let beyond = |x, y| beyond_dead_zone(action, vec2(x, y));
    match source {
        BindSource::Button(control) => beyond(value(control), 0.0),
        BindSource::Axis(control) if points_up(control) => beyond(-value(control), 0.0),
        BindSource::Axis(control) => beyond(value(control), 0.0),
        BindSource::Pair { negative, positive } => vec2(value(positive) - value(negative), 0.0),
        BindSource::Stick { x, y } => beyond(value(x), -value(y)),
        BindSource::Cross { up, left, down, right } => {
            limited(vec2(value(right) - value(left), value(down) - value(up)))
        }
    }
}

/// Whether a pad reports up as positive where the screen has it negative.
fn points_up(control: Control) -> bool {
    matches!(control, Control::PadAxis(PadAxis::LeftStickY | PadAxis::RightStickY))
}

/// Nothing within the dead zone; what is beyond is stretched to the whole range.
fn beyond_dead_zone(action: &Action, value: Vec2) -> Vec2 {
    // Whatever it says, a device at its end moves the action.
    let dead_zone = action.dead_zone_hundredths.min(99) as f32 / 100.0;
    let length = value.length();
    if length <= dead_zone {
        return Vec2::ZERO;
    }
    let stretched = (length.min(1.0) - dead_zone) / (1.0 - dead_zone);
    value * (stretched / length)
}

fn limited(value: Vec2) -> Vec2 {
    let length = value.length();
    if length > 1.0 { value / length } else { value }
}
