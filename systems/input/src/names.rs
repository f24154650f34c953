//! Names of controls as people type them, with a cure for those that are none.

use playground_core_client::input::{Key, MouseControl, PadAxis, PadButton};

/// The key of a name, or what to write instead.
pub(crate) fn key(name: &str) -> Result<Key, String> {
    Key::from_name(name).ok_or_else(|| match similar_key(name) {
        Some(key) => format!("write `{}`", key.name()),
        None => "write the key by its place, such as `KeyA`, `Digit1`, `ArrowLeft`, `Space`, `Enter` (W3C code names)"
            .to_owned(),
    })
}

/// The key that was probably meant: other case, or what is printed on it.
fn similar_key(name: &str) -> Option<Key> {
    let upper = name.to_ascii_uppercase();
    let spellings = [upper.clone(), format!("KEY{upper}"), format!("DIGIT{upper}"), format!("ARROW{upper}")];
    Key::ALL.iter().copied().find(|key| spellings.contains(&key.name().to_ascii_uppercase()))
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
