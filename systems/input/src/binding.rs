//! Reads the bindings of a manifest: from texts such as `"pad:South"` to an [`ActionMap`].

use crate::names;
use playground_core_assets::{ActionDeclaration, ActionKind, BindText};
use playground_core_client::input::{
    Action, ActionMap, Bind, BindSource, Control, Key, MouseControl, PadAxis, PadButton, SeatSet,
};
use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// The action map of a game's declarations.
///
/// Pads of `binds` count for every seat; keyboard and mouse there belong to seat 1.
///
/// # Errors
/// [`ErrorKind::BadContent`] at the place of the first text that is no binding of its action's kind.
pub fn build_action_map(declarations: &[ActionDeclaration]) -> CoreResult<ActionMap> {
    let actions: CoreResult<Vec<_>> = declarations.iter().map(build_action).collect();
    Ok(ActionMap { actions: actions? })
}

fn build_action(declaration: &ActionDeclaration) -> CoreResult<Action> {
    let mut binds = Vec::new();
    for text in &declaration.binds {
        let source = parse_at(declaration, text)?;
        let seats = if is_on_pad(source) { SeatSet::ALL } else { SeatSet::only(1) };
        binds.push(Bind { seats, source });
    }
    for (seat, texts) in &declaration.seat_binds {
        for text in texts {
            binds.push(Bind { seats: SeatSet::only(*seat), source: parse_at(declaration, text)? });
        }
    }
    Ok(Action {
        name: declaration.name.clone(),
        kind: declaration.kind,
        buffer_ticks: u8::try_from(declaration.buffer_ticks).unwrap_or(u8::MAX),
        binds,
    })
}

fn parse_at(declaration: &ActionDeclaration, text: &BindText) -> CoreResult<BindSource> {
    parse_bind(declaration.kind, &text.text).map_err(|cure| {
        let message = format!("`{}` cannot move the action `{}`", text.text, declaration.name);
        let place = text.place.clone();
        CoreError::new(ErrorKind::BadContent, message).at(place.file, place.line, place.column).cure(cure)
    })
}

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
            "a button takes a key (`Space`), `mouse:Left` (Right, Middle), or `pad:` and one of {}",
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
        Some(mouse @ (MouseControl::Left | MouseControl::Right | MouseControl::Middle)) => {
            Ok(BindSource::Button(Control::Mouse(mouse)))
        }
        _ => Err("write `mouse:Left`, `mouse:Right` or `mouse:Middle`".to_owned()),
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

fn is_on_pad(source: BindSource) -> bool {
    source.controls().iter().all(|control| matches!(control, Control::PadButton(_) | Control::PadAxis(_)))
}

#[cfg(test)]
mod tests;
