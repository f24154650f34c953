//! The parts of a binding as a person writes it: `hold 0.5 pad:LeftTrigger+South`, `Ctrl+KeyS`, `pad:South&East`.
//!
//! ```text
//! [tap|hold|double|repeat|toggle [SECONDS [SECONDS]]] [HELD+...]CONTROLS
//! ```
//! A device (`pad:`, `mouse:`, `keys:`) counts for what stands behind it, up to the next one; before the first it is
//! the keyboard.

/// What may stand before the controls of a button.
pub const TRIGGER_WORDS: [&str; 5] = ["tap", "hold", "double", "repeat", "toggle"];

/// A key that stands for its left and its right one, as `Shift`.
pub const SIDED_KEYS: [&str; 4] = ["Alt", "Ctrl", "Meta", "Shift"];

/// The parts of one text. What they mean, and whether anything is called so, is for others to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BindParts<'a> {
    /// One of [`TRIGGER_WORDS`]; empty for a simple press.
    pub trigger: &'a str,
    /// The numbers behind it.
    pub seconds: Vec<&'a str>,
    /// What is held: device and name.
    pub modifiers: Vec<(&'a str, &'a str)>,
    /// What is pressed or moved: device and name, or several names with commas between.
    pub controls: Vec<(&'a str, &'a str)>,
}

impl<'a> BindParts<'a> {
    /// Takes a text apart.
    pub fn of(text: &'a str) -> Self {
        let (pressed_how, rest) = split_trigger(text);
        let mut words = pressed_how.split_whitespace();
        let trigger = words.next().unwrap_or_default();
        let seconds = words.collect();
        let (held, pressed) =
            rest.rsplit_once('+').map_or((None, rest), |(held, pressed)| (Some(held), pressed));
        let mut device = "key";
        let mut part = |text: &'a str| {
            let (own, name) = text.split_once(':').unwrap_or((device, text));
            device = own.trim();
            (device, name.trim())
        };
        let modifiers = held.into_iter().flat_map(|held| held.split('+')).map(&mut part).collect();
        let controls = pressed.split('&').map(&mut part).collect();
        Self { trigger, seconds, modifiers, controls }
    }
}

/// The controls of a text, pressed as another text says: `hold 0.5 KeyA` and `tap KeyX` make `tap KeyA`.
pub fn pressed_as(text: &str, like: &str) -> String {
    let ((_, controls), (pressed_how, _)) = (split_trigger(text), split_trigger(like));
    if pressed_how.is_empty() { controls.to_owned() } else { format!("{pressed_how} {controls}") }
}

/// How the controls are pressed, with its times, and the controls.
fn split_trigger(text: &str) -> (&str, &str) {
    let text = text.trim();
    let Some((_, mut rest)) = word(text).filter(|(first, _)| TRIGGER_WORDS.contains(first)) else {
        return ("", text);
    };
    while let Some((number, behind)) = word(rest) {
        // A number that is no time, such as -1 or nan, is a wrong time and no key.
        let is_number: Option<f32> = number.parse().ok();
        if is_number.is_none() && !number.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
            break;
        }
        rest = behind;
    }
    (text[..text.len() - rest.len()].trim_end(), rest)
}

/// The first word, and what stands behind it.
fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    text.split_once(char::is_whitespace).map(|(first, rest)| (first, rest.trim_start()))
}
