//! Bindings in words for people.

use super::key::Key;
use super::label::{KeyLabels, spaced};
use super::pad::PadButton;

/// A bind text, such as `pad:South` or `keys:KeyA,KeyD`, in words for people: `A / Cross (south)`, `Q D`.
///
/// Keys are called what is printed on them. A text that is no binding is given as it stands.
pub fn bind_words(text: &str, labels: &KeyLabels) -> String {
    let (device, controls) = text.split_once(':').unwrap_or(("key", text));
    let words = controls.split(',').map(|control| match (device, control.trim()) {
        ("key" | "keys", name) => Key::from_name(name).map(|key| labels.label(key)),
        ("mouse", name) => mouse_words(name).map(str::to_owned),
        ("pad", name) => pad_words(name),
        _ => None,
    });
    let words: Option<Vec<_>> = words.collect();
    words.map_or_else(|| text.to_owned(), |words| words.join(" "))
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
