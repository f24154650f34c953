//! From held controls to the value of an action: dead zones, opposite keys, directions, the player's own settings.

use super::held::{Held, Span};
use super::plan::Plan;
use playground_core_assets::action::CURVE_STRAIGHT;
use playground_core_assets::{ActionKind, DeadZoneShape};
use playground_core_client::input::{
    Action, BindSource, Control, PadAxis, SEAT_COUNT_MAX, TUNING_PERCENT_RANGE, Trigger, Tuning,
};
use playground_core_types::math::{Vec2, pow, vec2};

/// How an action of a seat answers to what is pushed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Response {
    dead_zone: f32,
    shape: DeadZoneShape,
    /// The power; `None` for a straight line.
    curve: Option<f32>,
    /// What axes and sticks are multiplied with.
    factor: Vec2,
}

impl Response {
    /// What the game says, and the player over it.
    pub(super) fn of(action: &Action, tuning: &Tuning, seat: u32) -> Self {
        let own = tuning.of_action(&action.name, seat);
        let is_button = action.kind == ActionKind::Button;
        let dead_zone =
            own.dead_zone_hundredths.filter(|_| !is_button).unwrap_or(action.dead_zone_hundredths);
        let percent =
            own.sensitivity_percent.clamp(*TUNING_PERCENT_RANGE.start(), *TUNING_PERCENT_RANGE.end());
        let sensitivity = f32::from(percent) / 100.0;
        let turned = |is_inverted| if is_inverted { -sensitivity } else { sensitivity };
        Self {
            // Whatever it says, a device at its end moves the action.
            dead_zone: dead_zone.min(99) as f32 / 100.0,
            shape: action.dead_zone_shape,
            curve: (action.curve_hundredths != CURVE_STRAIGHT)
                .then_some(action.curve_hundredths as f32 / 100.0),
            factor: if is_button {
                Vec2::ONE
            } else {
                vec2(turned(own.is_x_inverted), turned(own.is_y_inverted))
            },
        }
    }

    /// How far a button is pressed that is at `value`.
    pub(super) fn deflection(&self, value: f32) -> f32 {
        self.beyond_dead_zone(vec2(value, 0.0)).length()
    }

    /// Nothing within the dead zone; what is beyond is stretched to the whole range.
    fn beyond_dead_zone(&self, value: Vec2) -> Vec2 {
        if value == Vec2::ZERO {
            return value;
        }
        let beyond = match self.shape {
            DeadZoneShape::Radial => stretched(value, value.length(), self.dead_zone),
            DeadZoneShape::Axial => {
                let axis = |value: f32| stretched(vec2(value, 0.0), value.abs(), self.dead_zone).x;
                limited(vec2(axis(value.x), axis(value.y)))
            }
        };
        let length = beyond.length();
        match self.curve {
            Some(curve) if length > 0.0 => beyond * (pow(length, curve) / length),
            _ => beyond,
        }
    }
}

/// `value` of so much length without the dead zone, at most 1 long.
fn stretched(value: Vec2, length: f32, dead_zone: f32) -> Vec2 {
    if length <= dead_zone {
        return Vec2::ZERO;
    }
    value * ((length.min(1.0) - dead_zone) / (1.0 - dead_zone) / length)
}

/// The value of an action for a seat over `span`: its bindings added up, limited to length 1.
pub(super) fn value_of(held: &Held, plan: &Plan, action: usize, seat: u32, span: Span) -> Vec2 {
    let planned = &plan.actions[action];
    let response = &planned.responses[(seat as usize - 1).min(SEAT_COUNT_MAX - 1)];
    let mut sum = Vec2::ZERO;
    for (bind, gate) in planned.binds.iter().filter(|(bind, _)| held.counts(bind, seat)) {
        let (trigger, span) = match gate {
            None => (Trigger::Press, span),
            Some(gate) => {
                let trigger = plan.gates[usize::from(*gate)].triggers[seat as usize - 1];
                let Some(span) = held.gates.counted(plan, *gate, seat, span) else { continue };
                (trigger, span)
            }
        };
        sum += match trigger {
            Trigger::Press => {
                value_of_source(response, bind.source, |control| held.value(seat, control, span))
            }
            // It is on, whatever its controls are at.
            _ => Vec2::X,
        };
    }
    limited(sum)
}

/// How far the source of a binding is moved.
pub(super) fn value_of_source(
    response: &Response,
    source: BindSource,
    value: impl Fn(Control) -> f32,
) -> Vec2 {
    let beyond = |x, y| response.beyond_dead_zone(vec2(x, y));
    match source {
        BindSource::Button(control) => beyond(value(control), 0.0),
        BindSource::Chord(controls) => {
            let least = controls.into_iter().map(value).fold(1.0, f32::min);
            beyond(least, 0.0)
        }
        BindSource::Push { control, is_positive } => {
            let pushed = if is_positive { value(control) } else { -value(control) };
            beyond(pushed.max(0.0), 0.0)
        }
        BindSource::Axis(control) if points_up(control) => beyond(-value(control), 0.0) * response.factor,
        BindSource::Axis(control) => beyond(value(control), 0.0) * response.factor,
        BindSource::Pair { negative, positive } => vec2(value(positive) - value(negative), 0.0),
        BindSource::Stick { x, y } => beyond(value(x), -value(y)) * response.factor,
        BindSource::Cross { up, left, down, right } => {
            limited(vec2(value(right) - value(left), value(down) - value(up)))
        }
    }
}

/// Whether a pad reports up as positive where the screen has it negative.
fn points_up(control: Control) -> bool {
    matches!(control, Control::PadAxis(PadAxis::LeftStickY | PadAxis::RightStickY))
}

fn limited(value: Vec2) -> Vec2 {
    let length = value.length();
    if length > 1.0 { value / length } else { value }
}
