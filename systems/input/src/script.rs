//! Reads the input script of `--input`: lines of `TICK SOURCE CONTROL VALUE`.
//!
//! ```text
//! # a comment
//! 10 key KeyW down
//! 12+4000 key KeyW up          # 4 milliseconds into tick 12
//! 20 pad0 connect
//! 21 pad0 LeftStickY -0.5
//! 30 mouse MoveX 12
//! 31 touch0 Move 160,90
//! 40 text hello
//! ```

mod line;

use crate::input_log::{LOG_MAGIC, read_log};
use crate::names;
use line::Line;
use playground_core_client::input::{
    Control, DeviceChange, DeviceId, MouseControl, PAD_COUNT_MAX, PadAxis, PadButton, RawEvent, ScriptEvent,
    TextEdit, TouchControl, VIRTUAL_PAD_COUNT_MAX,
};
use playground_core_types::CoreResult;

/// The most fingers that a script has.
const FINGER_COUNT_MAX: u16 = 16;

/// The longest tick that a game may have: that of one a second. Unit: microseconds.
pub const TICK_MICROS_MAX: u64 = 1_000_000;

/// The events of a file: of a log of input, or of a script, in which no event lies beyond the `tick_micros` of its tick.
///
/// # Errors
/// Those of [`parse_script`] and [`read_log`].
pub fn read_events(file: &str, bytes: &[u8], tick_micros: u64) -> CoreResult<Vec<ScriptEvent>> {
    match std::str::from_utf8(bytes) {
        Ok(text) if !bytes.starts_with(&LOG_MAGIC[..LOG_MAGIC.len() - 1]) => {
            parse_script(file, text, tick_micros)
        }
        // A log has bytes that no text has; one of another version says so.
        Ok(_) | Err(_) => read_log(file, bytes).map(|log| log.events),
    }
}

/// The events of a script, sorted by tick and time; lines of one time keep their order. No event lies beyond the
/// `tick_micros` of its tick.
///
/// # Errors
/// [`ErrorKind::BadContent`](playground_core_types::ErrorKind::BadContent) at `file`, line and column
/// of the first word that is wrong.
pub fn parse_script(file: &str, text: &str, tick_micros: u64) -> CoreResult<Vec<ScriptEvent>> {
    let mut events = Vec::new();
    for (index, text) in text.lines().enumerate() {
        let mut line = Line::new(file, index, text);
        if !line.is_over() {
            parse_line(&mut line, tick_micros, &mut events)?;
        }
    }
    events.sort_by_key(|scripted: &ScriptEvent| (scripted.tick, scripted.event.micros));
    Ok(events)
}

fn parse_line(line: &mut Line<'_>, tick_micros: u64, events: &mut Vec<ScriptEvent>) -> CoreResult<()> {
    let (tick, micros) = parse_time(line, tick_micros)?;
    let source = line.word("a source", SOURCES)?;
    let number = |prefix: &str, count: u16| {
        let number = u16::try_from(parse_whole(source.strip_prefix(prefix)?)?).ok();
        number.filter(|number| *number < count)
    };
    let mut push = |event| events.push(ScriptEvent { tick, event });
    if source == "text" {
        for character in line.rest("the text")?.chars() {
            push(RawEvent::new(micros, DeviceId::KEYBOARD, Control::Text(character), 1.0));
        }
        return Ok(());
    }
    if source == "edit" {
        push(parse_edit(line, micros)?);
        return line.end();
    }
    let event = match source {
        "key" => parse_key(line, micros)?,
        "mouse" => parse_mouse(line, micros)?,
        _ => {
            let pad = number("pad", PAD_COUNT_MAX as u16).and_then(|slot| DeviceId::pad(u32::from(slot)));
            let virtual_pad =
                || DeviceId::virtual_pad(number("virtual", VIRTUAL_PAD_COUNT_MAX as u16)?.into());
            match (pad.or_else(virtual_pad), number("touch", FINGER_COUNT_MAX)) {
                (Some(pad), _) => parse_pad(line, micros, pad)?,
                (_, Some(finger)) => parse_touch(line, micros, DeviceId::touch(finger))?,
                _ => return Err(line.wrong("is no source of input", SOURCES)),
            }
        }
    };
    push(event);
    line.end()
}

const SOURCES: &str = "write `key`, `mouse`, `text`, `edit`, `pad0` to `pad7`, `virtual0` to `virtual7`, or `touch0` to `touch15`";

fn parse_time(line: &mut Line<'_>, tick_micros: u64) -> CoreResult<(u64, u64)> {
    const CURE: &str =
        "write the number of a tick, as in `60`, or of a tick and microseconds, as in `60+4000`";
    let word = line.word("a tick", CURE)?;
    let (tick, micros) = word.split_once('+').unwrap_or((word, "0"));
    match (parse_whole(tick), parse_whole(micros)) {
        (Some(tick), Some(micros)) if micros < tick_micros => Ok((tick, micros)),
        (Some(_), Some(_)) => {
            let cure =
                format!("a tick has {tick_micros} microseconds: write a later tick, and less behind it");
            Err(line.wrong("lies beyond its tick", &cure))
        }
        _ => Err(line.wrong("is no tick", CURE)),
    }
}

/// A whole number of digits only: no sign, no fraction.
fn parse_whole(text: &str) -> Option<u64> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

fn parse_key(line: &mut Line<'_>, micros: u64) -> CoreResult<RawEvent> {
    let name = line.word("a key", "write a key and `down` or `up`, as in `key KeyW down`")?;
    let key = names::key(name).map_err(|cure| line.wrong("is no key", &cure))?;
    Ok(RawEvent::key(micros, key, parse_down(line)?))
}

fn parse_edit(line: &mut Line<'_>, micros: u64) -> CoreResult<RawEvent> {
    let names = TextEdit::ALL.map(TextEdit::name).join(" ");
    let cure = format!("write one of {names}");
    let name = line.word("what is done to the text", &cure)?;
    let edit = TextEdit::from_name(name).ok_or_else(|| line.wrong("does nothing to a text", &cure))?;
    Ok(RawEvent::new(micros, DeviceId::KEYBOARD, Control::Text(edit.character()), 1.0))
}

fn parse_mouse(line: &mut Line<'_>, micros: u64) -> CoreResult<RawEvent> {
    let cure = format!("write one of {}", names::mouse_controls());
    let name = line.word("a control of the mouse", &cure)?;
    let mouse = MouseControl::from_name(name).filter(|mouse| !names::is_notch(*mouse));
    let mouse = mouse.ok_or_else(|| line.wrong("is no control of a mouse", &cure))?;
    let value = match mouse {
        MouseControl::Left
        | MouseControl::Right
        | MouseControl::Middle
        | MouseControl::WheelUp
        | MouseControl::WheelDown => down_value(parse_down(line)?),
        MouseControl::MoveX
        | MouseControl::MoveY
        | MouseControl::PlaceX
        | MouseControl::PlaceY
        | MouseControl::Wheel => {
            const CURE: &str = "write how far, as in `mouse MoveX 12` or `mouse Wheel -1`, or where, as in `mouse PlaceX 160`";
            let word = line.word("a number", CURE)?;
            parse_number(word).ok_or_else(|| line.wrong("is no number", CURE))?
        }
    };
    Ok(RawEvent::new(micros, DeviceId::MOUSE, Control::Mouse(mouse), value))
}

fn parse_pad(line: &mut Line<'_>, micros: u64, device: DeviceId) -> CoreResult<RawEvent> {
    let cure =
        format!("write `connect`, `disconnect`, or one of {} {}", names::pad_buttons(), names::pad_axes());
    let name = line.word("a control of the pad", &cure)?;
    let control = match name {
        "connect" => Control::Device(DeviceChange::Connected),
        "disconnect" => Control::Device(DeviceChange::Disconnected),
        _ => match (PadButton::from_name(name), PadAxis::from_name(name)) {
            (Some(button), _) => Control::PadButton(button),
            (_, Some(axis)) => Control::PadAxis(axis),
            _ => return Err(line.wrong("is no control of a pad", &cure)),
        },
    };
    let value = match control {
        Control::PadButton(_) => parse_level(line, 0.0)?,
        Control::PadAxis(_) => parse_level(line, -1.0)?,
        _ => 0.0,
    };
    Ok(RawEvent::new(micros, device, control, value))
}

fn parse_touch(line: &mut Line<'_>, micros: u64, device: DeviceId) -> CoreResult<RawEvent> {
    const CURE: &str = "write `Move X,Y` in virtual pixels, as in `touch0 Move 160,90`, or `Up`";
    let name = line.word("a change of the finger", CURE)?;
    let touch = TouchControl::from_name(name).ok_or_else(|| line.wrong("is no change of a finger", CURE))?;
    let event = RawEvent::new(micros, device, Control::Touch(touch), 0.0);
    if touch == TouchControl::Up {
        return Ok(event);
    }
    let word = line.word("a place", CURE)?;
    let place = word.split_once(',').map(|(x, y)| (parse_number(x), parse_number(y)));
    match place {
        Some((Some(value), Some(value_y))) => Ok(RawEvent { value, value_y, ..event }),
        _ => Err(line.wrong("is no place", CURE)),
    }
}

fn parse_down(line: &mut Line<'_>) -> CoreResult<bool> {
    match line.word("a value", "write `down` or `up`")? {
        "down" => Ok(true),
        "up" => Ok(false),
        _ => Err(line.wrong("is no value of a key or button", "write `down` or `up`")),
    }
}

/// `down`, `up`, or a number from `least` to 1.
fn parse_level(line: &mut Line<'_>, least: f32) -> CoreResult<f32> {
    let cure = format!("write `down`, `up`, or a number from {least} to 1");
    match line.word("a value", &cure)? {
        "down" => Ok(1.0),
        "up" => Ok(0.0),
        word => parse_number(word)
            .filter(|value| (least..=1.0).contains(value))
            .ok_or_else(|| line.wrong("is no value of this control", &cure)),
    }
}

fn parse_number(text: &str) -> Option<f32> {
    let number: Option<f32> = text.parse().ok();
    number.filter(|number| number.is_finite())
}

fn down_value(is_down: bool) -> f32 {
    if is_down { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests;
