//! Which controls the touch pad has, and where: from what the game's actions are bound to on a pad.

use playground_core_assets::ActionKind;
use playground_core_client::input::{
    Action, ActionMap, Bind, BindSource, Control, PadAxis, PadButton, TouchSpot, TouchTarget,
};
use playground_core_client::settings::TouchSettings;
use playground_core_types::math::{Vec2, vec2};

/// What is left free at the edges of the screen: thumbs and rounded corners are there. Unit: millimetres.
const MARGIN: f32 = 5.0;
const STICK_RADIUS: f32 = 13.0;
const BUTTON_RADIUS: f32 = 7.5;
const CROSS_BUTTON_RADIUS: f32 = 5.4;
const PAUSE_RADIUS: f32 = 4.2;
/// From the middle of a stick to what lies above it. Unit: millimetres.
const ABOVE_STICK: f32 = 31.0;

/// The smallest screen that all of it fits on at its usual size. Unit: millimetres.
const SCREEN: Vec2 = vec2(130.0, 72.0);

/// Where buttons lie, in the order of the actions: from the corner, to the side and up. Unit: millimetres.
const BUTTONS: [[f32; 2]; 9] = [
    [9.0, 9.0],
    [27.0, 8.0],
    [11.5, 27.0],
    [29.0, 24.5],
    [45.0, 10.0],
    [13.0, 45.0],
    [31.0, 41.5],
    [47.0, 27.0],
    [63.0, 9.0],
];

/// What a game needs of a pad.
#[derive(Debug, Default)]
struct Need {
    targets: Vec<(TouchTarget, String)>,
}

/// The controls of a touch pad for the actions of a game that are `active`, by the bits of their places; the pause last.
pub(super) fn spots(
    map: &ActionMap,
    (settings, active): (TouchSettings, u32),
    size: [u32; 2],
    pixels_per_millimetre: f32,
) -> Vec<TouchSpot> {
    let screen = vec2(size[0] as f32, size[1] as f32);
    let wanted = pixels_per_millimetre * settings.size_percent as f32 / 100.0;
    // On a small screen all of it is smaller, rather than one thing over the other.
    let unit = wanted.min(screen.x / SCREEN.x).min(screen.y / SCREEN.y);
    if !(unit > 0.0 && unit.is_finite()) {
        return Vec::new();
    }
    let mut need = Need::default();
    let is_active = |place: usize| active & 1_u32.checked_shl(place as u32).unwrap_or_default() != 0;
    let places = map.actions.iter().enumerate().filter(|(place, _)| is_active(*place));
    let actions: Vec<&Action> = places.map(|(_, action)| action).collect();
    actions.iter().for_each(|action| need.add(action));
    actions.iter().for_each(|action| need.add_key(action, &actions));
    let places = place(&need.targets);
    let pause = TouchTarget::Button(PadButton::Start);
    let spots = need
        .targets
        .into_iter()
        .zip(places)
        .map(|((target, label), (side, place, radius))| (target, label, side, place, radius));
    let pause = (pause, "II".to_owned(), Side::Right, Place::Top, PAUSE_RADIUS);
    spots
        .chain([pause])
        .map(|(target, label, side, place, radius)| {
            let across = (MARGIN + place.across()) * unit;
            let is_left = (side == Side::Left) != settings.left_handed;
            let x = if is_left { across } else { screen.x - across };
            let y = match place {
                Place::Top => (MARGIN + PAUSE_RADIUS) * unit,
                Place::Bottom(_, up) => screen.y - (MARGIN + up) * unit,
            };
            let middle = vec2(x, y);
            TouchSpot { target, label, middle, radius: radius * unit, push: Vec2::ZERO }
        })
        .collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// From the margins of a corner. Unit: millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    Top,
    /// To the side, and up.
    Bottom(f32, f32),
}

impl Place {
    fn across(self) -> f32 {
        match self {
            Self::Top => PAUSE_RADIUS,
            Self::Bottom(across, _) => across,
        }
    }
}

impl Need {
    /// Adds what moves an action on a pad, where nothing does yet.
    fn add(&mut self, action: &Action) {
        let targets: Vec<TouchTarget> = action.binds.iter().filter_map(target).collect();
        let is_there =
            targets.iter().any(|target| self.targets.iter().any(|(known, _)| covers(*known, *target)));
        let Some(target) = targets.first().copied().filter(|_| !is_there) else { return };
        let label = action.name.replace('_', " ");
        let stick = self.targets.iter_mut().find(|(known, _)| side_of_stick(*known) == side_of_stick(target));
        match (stick, target) {
            // The other axis of a stick that is there.
            (Some((TouchTarget::Stick { x, y }, words)), TouchTarget::Stick { x: more_x, y: more_y }) => {
                (*x, *y) = (x.or(more_x), y.or(more_y));
                *words = format!("{words} · {label}");
            }
            _ => self.targets.push((target, label)),
        }
    }

    /// Adds a button that only keys press, if none of its keys does anything else.
    fn add_key(&mut self, action: &Action, actions: &[&Action]) {
        let is_padded = action.binds.iter().any(|bind| target(bind).is_some());
        if action.kind != ActionKind::Button || is_padded {
            return;
        }
        let is_shared = |control: Control| {
            let others = actions.iter().filter(|other| other.name != action.name);
            let mut binds = others.flat_map(|other| &other.binds);
            binds.any(|bind| bind.source.controls().contains(&control))
        };
        let mut controls = action.binds.iter().flat_map(|bind| bind.source.controls());
        let key = controls.clone().find_map(|control| match control {
            Control::Key(key) => Some(key),
            _ => None,
        });
        if let Some(key) = key.filter(|_| !controls.any(is_shared)) {
            self.targets.push((TouchTarget::Key(key), action.name.replace('_', " ")));
        }
    }
}

/// What a finger would do in the place of a bind; `None` for what is on no pad, or takes more than one thing at a time.
fn target(bind: &Bind) -> Option<TouchTarget> {
    if bind.modifiers.iter().any(Option::is_some) {
        return None;
    }
    let stick = |axis: PadAxis| match axis {
        PadAxis::LeftStickX | PadAxis::RightStickX => Some(TouchTarget::Stick { x: Some(axis), y: None }),
        PadAxis::LeftStickY | PadAxis::RightStickY => Some(TouchTarget::Stick { x: None, y: Some(axis) }),
        PadAxis::LeftZ | PadAxis::RightZ => None,
    };
    match bind.source {
        BindSource::Button(Control::PadButton(button)) => Some(TouchTarget::Button(button)),
        BindSource::Button(Control::PadAxis(axis)) | BindSource::Axis(Control::PadAxis(axis)) => stick(axis),
        BindSource::Stick { x: Control::PadAxis(x), y: Control::PadAxis(y) } => {
            Some(TouchTarget::Stick { x: Some(x), y: Some(y) })
        }
        BindSource::Pair { negative: Control::PadButton(button), .. }
        | BindSource::Cross { up: Control::PadButton(button), .. } => {
            Some(if is_direction(button) { TouchTarget::Cross } else { TouchTarget::Button(button) })
        }
        _ => None,
    }
}

fn is_direction(button: PadButton) -> bool {
    matches!(button, PadButton::DPadUp | PadButton::DPadLeft | PadButton::DPadDown | PadButton::DPadRight)
}

/// Whether a control that is there does what another would.
fn covers(known: TouchTarget, other: TouchTarget) -> bool {
    match (known, other) {
        (TouchTarget::Stick { x, y }, TouchTarget::Stick { x: other_x, y: other_y }) => {
            (other_x.is_none() || x == other_x) && (other_y.is_none() || y == other_y)
        }
        (TouchTarget::Cross, TouchTarget::Button(button)) => is_direction(button),
        _ => known == other,
    }
}

/// On which side a stick lies; `None` for what is none.
fn side_of_stick(target: TouchTarget) -> Option<Side> {
    let TouchTarget::Stick { x, y } = target else { return None };
    let is_right = matches!(x.or(y), Some(PadAxis::RightStickX | PadAxis::RightStickY));
    Some(if is_right { Side::Right } else { Side::Left })
}

/// A side, a place and a radius for each control.
fn place(targets: &[(TouchTarget, String)]) -> Vec<(Side, Place, f32)> {
    let has_stick = |side| targets.iter().any(|(target, _)| side_of_stick(*target) == Some(side));
    let above = |side| if has_stick(side) { ABOVE_STICK } else { 0.0 };
    let mut buttons = BUTTONS.iter().copied().chain((0..).map(|row| [13.0 + 18.0 * row as f32, 62.0]));
    let corner = STICK_RADIUS;
    let cross = [corner + 2.0, corner + 2.0 + above(Side::Left)];
    targets
        .iter()
        .map(|(target, _)| match (*target, side_of_stick(*target)) {
            (_, Some(side)) => (side, Place::Bottom(corner, corner), STICK_RADIUS),
            (TouchTarget::Cross, _) => (Side::Left, Place::Bottom(cross[0], cross[1]), STICK_RADIUS),
            (TouchTarget::Button(button), _) if is_direction(button) => {
                let [across, up] = match button {
                    PadButton::DPadUp => [0.0, 10.0],
                    PadButton::DPadDown => [0.0, -10.0],
                    PadButton::DPadLeft => [-10.0, 0.0],
                    _ => [10.0, 0.0],
                };
                (Side::Left, Place::Bottom(cross[0] + across, cross[1] + up), CROSS_BUTTON_RADIUS)
            }
            _ => {
                let [across, up] = buttons.next().unwrap_or_default();
                (Side::Right, Place::Bottom(across, up + above(Side::Right)), BUTTON_RADIUS)
            }
        })
        .collect()
}
