//! Reads the bindings of a manifest, texts such as `"pad:South"` and `"hold 0.5 Ctrl+KeyS"`; `map` makes the action map
//! of them, `mistakes` tells what is wrong with them, `overlap` which of two wins.

use crate::names;
use playground_core_assets::ActionKind;
use playground_core_client::input::bind::PUSHES;
use playground_core_client::input::{
    Bind, BindParts, BindSource, CHORD_CONTROL_COUNT_MAX, Control, Key, MODIFIER_COUNT_MAX, Modifier,
    MouseControl, PadAxis, PadButton, REPEAT_DELAY_OF_PLAYER, SeatSet, Trigger,
};
use std::ops::RangeInclusive;

mod map;
mod mistakes;
mod overlap;

pub(crate) use map::is_on_pad;
pub use map::{Declared, build_action_map, build_game_map};
pub use mistakes::find_mistakes;
pub(crate) use overlap::{is_same, shadows};

/// The times that a text may say.
const SECONDS: RangeInclusive<f32> = 0.02..=10.0;

/// What one text binds to for an action of `kind`, for every seat.
///
/// # Errors
/// What to write instead.
pub fn parse_bind(kind: ActionKind, text: &str) -> Result<Bind, String> {
    let parts = BindParts::of(text);
    let trigger = parse_trigger(kind, &parts)?;
    let source = match parts.controls.as_slice() {
        [(device, name)] => parse_source(kind, device, name)?,
        controls => parse_chord(kind, controls)?,
    };
    let mut modifiers = [None; MODIFIER_COUNT_MAX];
    if parts.modifiers.len() > MODIFIER_COUNT_MAX {
        return Err(format!("hold at most {MODIFIER_COUNT_MAX} keys or buttons along"));
    }
    for (place, (device, name)) in modifiers.iter_mut().zip(&parts.modifiers) {
        *place = Some(parse_modifier(device, name)?);
    }
    let bind = Bind { modifiers, trigger, ..Bind::new(SeatSet::ALL, source) };
    let is_on_pad = |control: Control| matches!(control, Control::PadButton(_) | Control::PadAxis(_));
    let is_whole = bind.controls().all(is_on_pad) || !bind.controls().any(is_on_pad);
    is_whole
        .then_some(bind)
        .ok_or_else(|| "keep to one device: a pad, or the keyboard and the mouse".to_owned())
}

/// How a button is pressed, with the times that the text says or usual ones.
fn parse_trigger(kind: ActionKind, parts: &BindParts<'_>) -> Result<Trigger, String> {
    if kind != ActionKind::Button && !parts.trigger.is_empty() {
        return Err(format!("`{}` is for actions of kind \"button\"", parts.trigger));
    }
    let mut millis = Vec::new();
    for text in &parts.seconds {
        let seconds: Option<f32> = text.parse().ok().filter(|seconds| SECONDS.contains(seconds));
        let cure = || format!("write a time of {} to {} seconds", SECONDS.start(), SECONDS.end());
        millis.push((seconds.ok_or_else(cure)? * 1_000.0).round() as u16);
    }
    Ok(match (parts.trigger, millis.as_slice()) {
        ("", []) => Trigger::Press,
        ("tap", []) => Trigger::Tap { most_millis: 250 },
        ("tap", [most]) => Trigger::Tap { most_millis: *most },
        ("hold", []) => Trigger::Hold { after_millis: 400 },
        ("hold", [after]) => Trigger::Hold { after_millis: *after },
        ("double", []) => Trigger::Double { within_millis: 300 },
        ("double", [within]) => Trigger::Double { within_millis: *within },
        ("repeat", []) => Trigger::Repeat { delay_millis: REPEAT_DELAY_OF_PLAYER, interval_millis: 100 },
        ("repeat", [delay, interval]) => Trigger::Repeat { delay_millis: *delay, interval_millis: *interval },
        ("toggle", []) => Trigger::Toggle,
        _ => {
            return Err("write `tap 0.25`, `hold 0.4`, `double 0.3`, `repeat 0.4 0.1` or `toggle`".to_owned());
        }
    })
}

fn parse_source(kind: ActionKind, device: &str, name: &str) -> Result<BindSource, String> {
    match (kind, device) {
        (ActionKind::Button, "key") => names::key(name).map(|key| BindSource::Button(Control::Key(key))),
        (ActionKind::Button, "mouse") => parse_mouse_button(name),
        (ActionKind::Button, "pad") => parse_pad_button(name),
        (ActionKind::Axis, "keys") => parse_key_pair(name),
        (ActionKind::Axis, "pad") => parse_pad_axis(name),
        (ActionKind::Stick, "keys") => parse_key_cross(name),
        (ActionKind::Stick, "pad") => parse_pad_stick(name),
        _ => Err(allowed(kind)),
    }
}

/// Some buttons together.
fn parse_chord(kind: ActionKind, parts: &[(&str, &str)]) -> Result<BindSource, String> {
    if kind != ActionKind::Button {
        return Err(allowed(kind));
    }
    let mut buttons = Vec::new();
    for (device, name) in parts {
        buttons.push(parse_button(device, name)?);
    }
    let is_twice = (1..buttons.len()).any(|place| buttons[..place].contains(&buttons[place]));
    if is_twice || buttons.len() > CHORD_CONTROL_COUNT_MAX {
        return Err(format!("press 2 to {CHORD_CONTROL_COUNT_MAX} different keys or buttons together"));
    }
    let last = buttons.last().copied().ok_or_else(|| allowed(kind))?;
    let mut controls = [last; CHORD_CONTROL_COUNT_MAX];
    controls[..buttons.len()].copy_from_slice(&buttons);
    Ok(BindSource::Chord(controls))
}

/// A key or button that is held while another is used; `Shift` is either of the two.
fn parse_modifier(device: &str, name: &str) -> Result<Modifier, String> {
    let either = match (device, name) {
        ("key" | "keys", "Alt") => Some([Key::AltLeft, Key::AltRight]),
        ("key" | "keys", "Ctrl") => Some([Key::ControlLeft, Key::ControlRight]),
        ("key" | "keys", "Meta") => Some([Key::MetaLeft, Key::MetaRight]),
        ("key" | "keys", "Shift") => Some([Key::ShiftLeft, Key::ShiftRight]),
        _ => None,
    };
    if let Some(keys) = either {
        return Ok(Modifier { controls: keys.map(Control::Key) });
    }
    parse_button(device, name).map(|control| Modifier { controls: [control; 2] })
}

/// A key or button that can be held.
fn parse_button(device: &str, name: &str) -> Result<Control, String> {
    let device = if device == "keys" { "key" } else { device };
    match parse_source(ActionKind::Button, device, name)? {
        BindSource::Button(Control::Mouse(mouse)) if names::is_notch(mouse) => {
            Err("a notch of the wheel cannot be held".to_owned())
        }
        BindSource::Button(control) => Ok(control),
        _ => Err("a stick cannot be held along; take a key or a button".to_owned()),
    }
}

/// All that an action of `kind` can be bound to.
fn allowed(kind: ActionKind) -> String {
    match kind {
        ActionKind::Button => format!(
            "a button takes a key (`Space`), `mouse:Left` (Right, Middle, WheelUp, WheelDown), or `pad:` and one of {} \
             LeftStickUp ... RightStickRight",
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
        Some(mouse) if !mouse.is_movement() && mouse != MouseControl::Wheel => {
            Ok(BindSource::Button(Control::Mouse(mouse)))
        }
        _ => Err("write `mouse:Left`, `mouse:Right`, `mouse:Middle`, `mouse:WheelUp` or `mouse:WheelDown`; \
                  how far the mouse is moved is `frame.pointer_movement`"
            .to_owned()),
    }
}

fn parse_pad_button(name: &str) -> Result<BindSource, String> {
    if let Some((_, axis, is_positive)) = PUSHES.iter().find(|(push, ..)| *push == name) {
        return Ok(BindSource::Push { control: Control::PadAxis(*axis), is_positive: *is_positive });
    }
    let button = PadButton::from_name(name).ok_or_else(|| {
        let names = PadButton::ALL.iter().map(|button| button.name());
        names::similar(name, names.chain(PUSHES.iter().map(|(push, ..)| *push)))
            .map_or_else(|| allowed(ActionKind::Button), |button| format!("write `pad:{button}`"))
    })?;
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
