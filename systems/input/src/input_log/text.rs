//! A log as a script of input: lines that people read, and that `--input` plays as well.

use playground_core_client::input::{
    Control, DeviceChange, DeviceKind, InputLog, MappingOrigin, MouseControl, PadElement, RawEvent,
    ScriptEvent, TextEdit, TouchControl,
};
use std::fmt::Write;

/// The lines of a log. What a script cannot say is a comment.
pub fn log_text(log: &InputLog) -> String {
    let mut text = format!("# {} ticks a second\n", log.hertz);
    // Writing into a string does not fail.
    for (id, device) in &log.devices {
        let identity = &device.identity;
        let place = if identity.place.is_empty() { "unknown place" } else { &identity.place };
        let origin = device.mapping_origin.words();
        writeln!(
            text,
            "# {id}: {} ({}), {}, {place}, {origin}",
            device.name,
            identity.guid,
            device.family.name()
        )
        .unwrap_or_default();
        if device.mapping_origin != MappingOrigin::Database {
            writeln!(text, "# {}", device.mapping.replace(['\n', '\r'], " ")).unwrap_or_default();
        }
    }
    for scripted in &log.events {
        text.push_str(&line(scripted));
    }
    text
}

fn line(scripted: &ScriptEvent) -> String {
    let RawEvent { micros, device, control, value, value_y } = scripted.event;
    let time = if micros == 0 { scripted.tick.to_string() } else { format!("{}+{micros}", scripted.tick) };
    let level = |value: f32| match value {
        1.0 => "down".to_owned(),
        0.0 => "up".to_owned(),
        value => value.to_string(),
    };
    match control.control() {
        Some(Control::Key(key)) => format!("{time} key {} {}\n", key.name(), level(value)),
        Some(Control::PadButton(button)) => format!("{time} {device} {} {}\n", button.name(), level(value)),
        Some(Control::PadAxis(axis)) => format!("{time} {device} {} {value}\n", axis.name()),
        Some(Control::Mouse(mouse)) => {
            let is_button = !mouse.is_movement() && mouse != MouseControl::Wheel;
            let value = if is_button { level(value) } else { value.to_string() };
            format!("{time} mouse {} {value}\n", mouse.name())
        }
        Some(Control::Touch(TouchControl::Move)) => format!("{time} {device} Move {value},{value_y}\n"),
        Some(Control::Touch(TouchControl::Up)) => format!("{time} {device} Up\n"),
        Some(Control::Text(character)) if TextEdit::from_character(character).is_some() => {
            let name = TextEdit::from_character(character).map_or("", TextEdit::name);
            format!("{time} edit {name}\n")
        }
        Some(Control::Text(character)) if !character.is_whitespace() => format!("{time} text {character}\n"),
        Some(Control::Text(character)) => format!("# {time} text {character:?}\n"),
        Some(Control::Device(DeviceChange::FocusLost)) => format!("# {time} focus lost\n"),
        Some(Control::Device(change)) => match (device.kind(), change) {
            (DeviceKind::Pad | DeviceKind::VirtualPad, DeviceChange::Connected) => {
                format!("{time} {device} connect\n")
            }
            (DeviceKind::Pad | DeviceKind::VirtualPad, _) => format!("{time} {device} disconnect\n"),
            _ => format!("# {time} {device} {change:?}\n"),
        },
        Some(Control::PadElement(element)) => {
            let part = match element {
                PadElement::Button(number) => format!("b{number}"),
                PadElement::Axis(number) => format!("a{number}"),
                PadElement::Hat(number) => format!("h{number}"),
            };
            format!("# {time} {device} {part} {value}\n")
        }
        None => String::new(),
    }
}
