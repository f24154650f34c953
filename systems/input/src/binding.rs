//! Reads the bindings of a manifest, texts such as `"pad:South"`; `map` makes the action map of them.

use crate::names;
use playground_core_assets::ActionKind;
use playground_core_client::input::{BindSource, Control, Key, MouseControl, PadAxis, PadButton};

mod map;

pub use map::{build_action_map, build_game_map};

/// What one text binds to for an action of `kind`.
///
/// # Errors
/// What to write instead.
pub fn parse_bind(kind: ActionKind, text: &str) -> Result<BindSource, String> {
    let (device, control) = text.split_once(':').unwrap_or(("key", text));
    match (kind, device) {
        (ActionKind::Button, "key") => names::key(control).map(|key| BindSource::Button(Control::Key(key))),
        (ActionKind::Button, "mouse") => parse_mouse_button(control),
        (ActionKind::Button, "pad") => parse_pad_button(control),
        (ActionKind::Axis, "keys") => parse_key_pair(control),
        (ActionKind::Axis, "pad") => parse_pad_axis(control),
        (ActionKind::Stick, "keys") => parse_key_cross(control),
        (ActionKind::Stick, "pad") => parse_pad_stick(control),
        _ => Err(allowed(kind)),
    }
}

/// All that an action of `kind` can be bound to.
fn allowed(kind: ActionKind) -> String {
    match kind {
        ActionKind::Button => format!(
            "a button takes a key (`Space`), `mouse:Left` (Right, Middle, WheelUp, WheelDown), or `pad:` and one of {}",
            names::pad_buttons()
        ),
        ActionKind::Axis => format!(
            "an axis takes `keys:LESS,MORE` (left or up first, as in `keys:KeyW,KeyS`), or `pad:` and one of {} \
             DPadX DPadY LeftTrigger2 RightTrigger2, or two buttons (`pad:DPadUp,DPadDown`)",
            names::pad_axes()
        ),
        ActionKind::Stick => "a stick takes `keys:UP,LEFT,DOWN,RIGHT` (as in `keys:KeyW,KeyA,KeyS,KeyD`), \
                              `pad:LeftStick`, `pad:RightStick` or `pad:DPad`"
            .to_owned(),
    }
}

fn parse_mouse_button(name: &str) -> Result<BindSource, String> {
    match MouseControl::from_name(name) {
        None | Some(MouseControl::MoveX | MouseControl::MoveY | MouseControl::Wheel) => {
            Err("write `mouse:Left`, `mouse:Right`, `mouse:Middle`, `mouse:WheelUp` or `mouse:WheelDown`"
                .to_owned())
        }
        Some(mouse) => Ok(BindSource::Button(Control::Mouse(mouse))),
    }
}

fn parse_pad_button(name: &str) -> Result<BindSource, String> {
    let button = PadButton::from_name(name).ok_or_else(|| allowed(ActionKind::Button))?;
    Ok(BindSource::Button(Control::PadButton(button)))
}

fn parse_pad_axis(name: &str) -> Result<BindSource, String> {
    let button = Control::PadButton;
    if let Some((less, more)) = name.split_once(',') {
        return match (PadButton::from_name(less.trim()), PadButton::from_name(more.trim())) {
            (Some(less), Some(more)) => {
                Ok(BindSource::Pair { negative: button(less), positive: button(more) })
            }
            _ => Err(format!("write two of {}, as in `pad:DPadUp,DPadDown`", names::pad_buttons())),
        };
    }
    match name {
        "DPadX" => Ok(BindSource::Pair {
            negative: button(PadButton::DPadLeft),
            positive: button(PadButton::DPadRight),
        }),
        "DPadY" => Ok(BindSource::Pair {
            negative: button(PadButton::DPadUp),
            positive: button(PadButton::DPadDown),
        }),
        "LeftTrigger2" => Ok(BindSource::Button(button(PadButton::LeftTrigger2))),
        "RightTrigger2" => Ok(BindSource::Button(button(PadButton::RightTrigger2))),
        _ => {
            let axis = PadAxis::from_name(name).ok_or_else(|| allowed(ActionKind::Axis))?;
            Ok(BindSource::Axis(Control::PadAxis(axis)))
        }
    }
}

fn parse_pad_stick(name: &str) -> Result<BindSource, String> {
    let (axis, button) = (Control::PadAxis, Control::PadButton);
    match name {
        "LeftStick" => Ok(BindSource::Stick { x: axis(PadAxis::LeftStickX), y: axis(PadAxis::LeftStickY) }),
        "RightStick" => {
            Ok(BindSource::Stick { x: axis(PadAxis::RightStickX), y: axis(PadAxis::RightStickY) })
        }
        "DPad" => Ok(BindSource::Cross {
            up: button(PadButton::DPadUp),
            left: button(PadButton::DPadLeft),
            down: button(PadButton::DPadDown),
            right: button(PadButton::DPadRight),
        }),
        _ => Err(allowed(ActionKind::Stick)),
    }
}

fn parse_key_pair(list: &str) -> Result<BindSource, String> {
    match *parse_keys(list)? {
        [negative, positive] => {
            Ok(BindSource::Pair { negative: Control::Key(negative), positive: Control::Key(positive) })
        }
        _ => Err(allowed(ActionKind::Axis)),
    }
}

fn parse_key_cross(list: &str) -> Result<BindSource, String> {
    match *parse_keys(list)? {
        [up, left, down, right] => Ok(BindSource::Cross {
            up: Control::Key(up),
            left: Control::Key(left),
            down: Control::Key(down),
            right: Control::Key(right),
        }),
        _ => Err(allowed(ActionKind::Stick)),
    }
}

fn parse_keys(list: &str) -> Result<Vec<Key>, String> {
    list.split(',').map(|name| names::key(name.trim())).collect()
}

#[cfg(test)]
mod tests;
