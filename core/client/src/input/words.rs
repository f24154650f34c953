//! Bindings in words for people.

use super::bind::PUSHES;
use super::bind_text::{BindParts, SIDED_KEYS};
use super::device::PadFamily;
use super::key::Key;
use super::label::{KeyLabels, spaced};
use super::pad::PadButton;

/// A bind text in words for people: `pad:South` is `A / Cross (south)`, `keys:KeyA,KeyD` is `Q D`, and
/// `hold 0.5 Ctrl+KeyS` is `hold Ctrl + S`.
///
/// Keys are called what is printed on them. A text that is no binding is given as it stands.
pub fn bind_words(text: &str, labels: &KeyLabels) -> String {
    let parts = BindParts::of(text);
    let names = |device: &str, names: &str| {
        let words = names.split(',').map(|name| control_words(device, name.trim(), labels));
        let words: Option<Vec<_>> = words.collect();
        words.map(|words| words.join(" "))
    };
    let held = parts.modifiers.iter().map(|(device, name)| match (*device, *name) {
        ("key" | "keys", sided) if SIDED_KEYS.contains(&sided) => Some(sided.to_owned()),
        (device, name) => control_words(device, name, labels),
    });
    let pressed = parts.controls.iter().map(|(device, name)| names(device, name));
    let words: Option<Vec<_>> = held.chain(pressed).collect();
    let words = words.map(|words| words.join(" + "));
    match words {
        None => text.to_owned(),
        Some(words) if parts.trigger.is_empty() => words,
        Some(words) => format!("{} {words}", parts.trigger),
    }
}

fn control_words(device: &str, name: &str, labels: &KeyLabels) -> Option<String> {
    match device {
        "key" | "keys" => Key::from_name(name).map(|key| labels.label(key)),
        "mouse" => mouse_words(name).map(str::to_owned),
        "pad" => pad_words(name),
        _ => None,
    }
}

/// The same in a few letters, as it is printed on a key or on a pad of `family`: `Space`, `Cross`, `W S`, `LS`.
pub fn bind_label(text: &str, labels: &KeyLabels, family: PadFamily) -> String {
    match text {
        "pad:DPadLeft,DPadRight" => return "D-pad ↔".to_owned(),
        "pad:DPadUp,DPadDown" => return "D-pad ↕".to_owned(),
        _ => {}
    }
    let parts = BindParts::of(text);
    let all = parts.modifiers.iter().chain(&parts.controls);
    let words = all.map(|(device, names)| {
        let words = names.split(',').map(|name| control_label(device, name.trim(), labels, family));
        let words: Option<Vec<_>> = words.collect();
        words.map(|words| words.join(" "))
    });
    let words: Option<Vec<_>> = words.collect();
    match words.map(|words| words.join(" + ")) {
        None => text.to_owned(),
        Some(words) if parts.trigger.is_empty() => words,
        Some(words) => format!("{} {words}", parts.trigger),
    }
}

fn control_label(device: &str, name: &str, labels: &KeyLabels, family: PadFamily) -> Option<String> {
    match (device, name) {
        ("key" | "keys", sided) if SIDED_KEYS.contains(&sided) => Some(sided.to_owned()),
        ("key" | "keys", "ArrowUp") => Some("↑".to_owned()),
        ("key" | "keys", "ArrowLeft") => Some("←".to_owned()),
        ("key" | "keys", "ArrowDown") => Some("↓".to_owned()),
        ("key" | "keys", "ArrowRight") => Some("→".to_owned()),
        ("key" | "keys", name) => Key::from_name(name).map(|key| labels.label(key)),
        ("mouse", "WheelUp") => Some("Wheel up".to_owned()),
        ("mouse", "WheelDown") => Some("Wheel down".to_owned()),
        ("mouse", name) => Some(format!("Mouse {}", name.to_lowercase())),
        ("pad", name) => Some(pad_label(name, family)),
        _ => None,
    }
}

/// What is printed on a part of a pad, or else where it is.
fn pad_label(name: &str, family: PadFamily) -> String {
    match name {
        "LeftStickX" => "Left stick ↔".to_owned(),
        "LeftStickY" => "Left stick ↕".to_owned(),
        "RightStickX" => "Right stick ↔".to_owned(),
        "RightStickY" => "Right stick ↕".to_owned(),
        "DPadUp" => "D-pad ↑".to_owned(),
        "DPadLeft" => "D-pad ←".to_owned(),
        "DPadDown" => "D-pad ↓".to_owned(),
        "DPadRight" => "D-pad →".to_owned(),
        "DPadX" => "D-pad ↔".to_owned(),
        "DPadY" => "D-pad ↕".to_owned(),
        _ => match (PadButton::from_name(name), pad_words(name)) {
            (Some(button), _) => spaced(family.button_label(button)),
            (_, Some(words)) => words,
            _ => name.to_owned(),
        },
    }
}

fn mouse_words(name: &str) -> Option<&'static str> {
    Some(match name {
        "Left" => "Left mouse button",
        "Right" => "Right mouse button",
        "Middle" => "Middle mouse button",
        "WheelUp" => "Mouse wheel up",
        "WheelDown" => "Mouse wheel down",
        _ => return None,
    })
}

fn pad_words(name: &str) -> Option<String> {
    let words = match name {
        "LeftStick" | "RightStick" => spaced(name),
        "LeftStickX" => "Left stick sideways".to_owned(),
        "LeftStickY" => "Left stick up and down".to_owned(),
        "RightStickX" => "Right stick sideways".to_owned(),
        "RightStickY" => "Right stick up and down".to_owned(),
        "LeftZ" => "Left slider".to_owned(),
        "RightZ" => "Right slider".to_owned(),
        "DPad" => "D-pad".to_owned(),
        "DPadX" => "D-pad sideways".to_owned(),
        "DPadY" => "D-pad up and down".to_owned(),
        _ if PUSHES.iter().any(|(push, ..)| *push == name) => spaced(name),
        _ => PadButton::from_name(name).map(|button| button_words(button).to_owned())?,
    };
    Some(words)
}

/// A button of a pad by what is printed on those of Xbox and `PlayStation`, and where it is.
fn button_words(button: PadButton) -> &'static str {
    match button {
        PadButton::South => "A / Cross (south)",
        PadButton::East => "B / Circle (east)",
        PadButton::West => "X / Square (west)",
        PadButton::North => "Y / Triangle (north)",
        PadButton::LeftTrigger => "LB / L1",
        PadButton::RightTrigger => "RB / R1",
        PadButton::LeftTrigger2 => "LT / L2",
        PadButton::RightTrigger2 => "RT / R2",
        PadButton::Select => "View / Select",
        PadButton::Start => "Menu / Start",
        PadButton::Mode => "Guide / PS",
        PadButton::LeftThumb => "Left stick pressed",
        PadButton::RightThumb => "Right stick pressed",
        PadButton::DPadUp => "D-pad up",
        PadButton::DPadDown => "D-pad down",
        PadButton::DPadLeft => "D-pad left",
        PadButton::DPadRight => "D-pad right",
        PadButton::C => "C",
        PadButton::Z => "Z",
        PadButton::Misc1 => "Share / Capture",
        PadButton::Misc2 => "Second extra button",
        PadButton::Paddle1 => "Upper right paddle",
        PadButton::Paddle2 => "Upper left paddle",
        PadButton::Paddle3 => "Lower right paddle",
        PadButton::Paddle4 => "Lower left paddle",
        PadButton::Touchpad => "Touchpad pressed",
    }
}
