//! Names of controls as people type them, with a cure for those that are none.

use playground_core_client::input::{Key, MouseControl, PadAxis, PadButton};
use playground_core_types::similar::closest;

/// Shorter names are compared with no other.
const SIMILAR_CHARACTERS_MIN: usize = 3;

/// The key of a name, or what to write instead.
pub(crate) fn key(name: &str) -> Result<Key, String> {
    Key::from_name(name).ok_or_else(|| match printed_key(name).or_else(|| similar(name, key_names())) {
        Some(key) => format!("write `{key}`"),
        None => "write the key by its place, such as `KeyA`, `Digit1`, `ArrowLeft`, `Space`, `Enter` (W3C code names)"
            .to_owned(),
    })
}

/// The key that was probably meant: other case, or what is printed on it.
fn printed_key(name: &str) -> Option<&'static str> {
    let upper = name.to_ascii_uppercase();
    let spellings = [upper.clone(), format!("KEY{upper}"), format!("DIGIT{upper}"), format!("ARROW{upper}")];
    key_names().find(|key| spellings.contains(&key.to_ascii_uppercase()))
}

fn key_names() -> impl Iterator<Item = &'static str> {
    Key::ALL.iter().map(|key| key.name())
}

/// The name that is a typing mistake or two away.
pub(crate) fn similar(name: &str, names: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    // Of what is that short everything is similar.
    let is_word = name.chars().count() >= SIMILAR_CHARACTERS_MIN;
    let names: Vec<_> = names.filter(|_| is_word).collect();
    closest(name, &names)
}

/// All names of pad buttons, for a cure.
pub(crate) fn pad_buttons() -> String {
    list(PadButton::ALL.iter().map(|button| button.name()))
}

/// All names of pad axes, for a cure.
pub(crate) fn pad_axes() -> String {
    list(PadAxis::ALL.iter().map(|axis| axis.name()))
}

/// All names of mouse controls that a mouse has, for a cure.
pub(crate) fn mouse_controls() -> String {
    list(MouseControl::ALL.iter().filter(|mouse| !is_notch(**mouse)).map(|mouse| mouse.name()))
}

/// Whether this is what a binding calls a notch of the wheel: no mouse sends it.
pub(crate) fn is_notch(mouse: MouseControl) -> bool {
    matches!(mouse, MouseControl::WheelUp | MouseControl::WheelDown)
}

fn list(names: impl Iterator<Item = &'static str>) -> String {
    let names: Vec<_> = names.collect();
    names.join(" ")
}
