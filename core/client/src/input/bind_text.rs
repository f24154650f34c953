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
        let (trigger, mut rest) = match word(text) {
            Some((first, rest)) if TRIGGER_WORDS.contains(&first) => (first, rest),
            _ => ("", text.trim()),
        };
        let mut seconds = Vec::new();
        while let Some((number, behind)) = word(rest).filter(|_| !trigger.is_empty()) {
            // A number that is no time, such as -1 or nan, is a wrong time and no key.
            let is_number: Option<f32> = number.parse().ok();
            if is_number.is_none()
                && !number.starts_with(|first: char| first.is_ascii_digit() || first == '.')
            {
                break;
            }
            seconds.push(number);
            rest = behind;
        }
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

/// The first word, and what stands behind it.
fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    text.split_once(char::is_whitespace).map(|(first, rest)| (first, rest.trim_start()))
}
