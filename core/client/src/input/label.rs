//! What is printed on the keys of the player's keyboard.

use super::key::Key;
use std::collections::BTreeMap;

/// The longest label that is learned. Unit: characters.
const LABEL_CHARACTERS_MAX: usize = 8;

/// What is printed on each key: what was learned of the player's layout, else the labels of a US keyboard.
///
/// No window system tells its whole layout beforehand; a platform teaches what it sees of each press.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyLabels {
    learned: BTreeMap<Key, String>,
}

impl KeyLabels {
    /// What is printed on `key`: `W`, `;`, `Space`, `Left Shift`. Never empty.
    pub fn label(&self, key: Key) -> String {
        self.learned.get(&key).cloned().unwrap_or_else(|| default_label(key))
    }

    /// Notes that `key` types `text` without Shift and the like; letters become capitals, as they are printed.
    ///
    /// What nobody could read (nothing, spaces, control characters, long texts) is no label. Tells whether this
    /// was news.
    pub fn learn(&mut self, key: Key, text: &str) -> bool {
        let label = text.to_uppercase();
        let is_label = !label.is_empty()
            && label.chars().count() <= LABEL_CHARACTERS_MAX
            && !label.chars().any(|character| character.is_control() || character.is_whitespace());
        if !is_label || self.label(key) == label {
            return false;
        }
        self.learned.insert(key, label);
        true
    }
}

/// The label of a US keyboard; for a key that it lacks, the name as words.
fn default_label(key: Key) -> String {
    let name = key.name();
    let symbol = match key {
        Key::Backquote => "`",
        Key::Backslash | Key::IntlBackslash => "\\",
        Key::BracketLeft => "[",
        Key::BracketRight => "]",
        Key::Comma => ",",
        Key::Equal => "=",
        Key::Minus => "-",
        Key::Period => ".",
        Key::Quote => "'",
        Key::Semicolon => ";",
        Key::Slash => "/",
        Key::ControlLeft => "Left Ctrl",
        Key::ControlRight => "Right Ctrl",
        _ => name.strip_prefix("Key").or_else(|| name.strip_prefix("Digit")).unwrap_or_default(),
    };
    if symbol.is_empty() { side_first(name) } else { symbol.to_owned() }
}

/// `ShiftLeft` as `Left Shift`, `ArrowUp` as `Up`, `PageDown` as `Page Down`.
fn side_first(name: &str) -> String {
    if let Some(direction) = name.strip_prefix("Arrow") {
        return direction.to_owned();
    }
    for device in ["Alt", "Meta", "Shift"] {
        if let Some(side @ ("Left" | "Right")) = name.strip_prefix(device) {
            return format!("{side} {device}");
        }
    }
    spaced(name)
}

/// A name of several words with spaces between them.
pub(super) fn spaced(name: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for character in name.chars() {
        let begins_word = character.is_ascii_uppercase() || character.is_ascii_digit();
        let goes_on = before.is_ascii_uppercase() || before.is_ascii_digit();
        if begins_word && !words.is_empty() && !goes_on {
            words.push(' ');
        }
        words.push(character);
        before = character;
    }
    words
}
