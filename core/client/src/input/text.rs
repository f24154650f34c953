//! Text that a player writes: what wants it, what a key does to it, and a line that is edited.

use playground_core_ecs::{FixedText, component};
use playground_core_types::math::Vec2;

/// The most bytes of a line that is edited, and of what is typed and done to it in one tick.
pub const TEXT_LINE_BYTES_MAX: usize = 64;

/// What a key does to a text. Between what is typed each is a character of its own, so that the order stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextEdit {
    /// To the beginning.
    Home,
    /// One character to the left.
    Left,
    /// To the end.
    End,
    /// One character to the right.
    Right,
    /// The character before the cursor goes.
    Backspace,
    /// The text is done.
    Enter,
    /// The character behind the cursor goes.
    Delete,
}

impl TextEdit {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Home, Self::Left, Self::End, Self::Right, Self::Backspace, Self::Enter, Self::Delete];

    /// The character that stands for it, as in a shell.
    pub const fn character(self) -> char {
        match self {
            Self::Home => '\u{1}',
            Self::Left => '\u{2}',
            Self::End => '\u{5}',
            Self::Right => '\u{6}',
            Self::Backspace => '\u{8}',
            Self::Enter => '\r',
            Self::Delete => '\u{7f}',
        }
    }

    /// The one that a character stands for.
    pub fn from_character(character: char) -> Option<Self> {
        Self::ALL.into_iter().find(|edit| edit.character() == character)
    }

    /// The name, as in input scripts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Left => "Left",
            Self::End => "End",
            Self::Right => "Right",
            Self::Backspace => "Backspace",
            Self::Enter => "Enter",
            Self::Delete => "Delete",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|edit| edit.name() == name)
    }
}

/// Whether a game wants text now, and where it stands; a resource of the world.
///
/// While it does, [`ActionFrame::edits`](super::ActionFrame::edits) has what is typed, pasted and done to it, and input
/// methods are on.
#[component]
#[derive(Default)]
pub struct TextWish {
    /// Where the text is, for the windows of input methods. Unit: virtual pixels of the screen, left top.
    pub place: Vec2,
    /// How large it is. Unit: virtual pixels.
    pub size: Vec2,
    /// What is copied from it.
    pub text: FixedText<TEXT_LINE_BYTES_MAX>,
    /// 1 while text is wanted, else 0.
    pub is_wanted: u32,
    /// Always 0: fills the gap to the next row.
    pub reserved: u32,
}

/// What the window is told of text, and what it tells: outside of the world.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TextEntry {
    /// What a game or a screen of the runtime wants.
    pub wish: TextWish,
    /// What an input method is composing; it is not typed yet, and is drawn at the cursor.
    pub preedit: String,
    /// The part of that which is being chosen. Unit: bytes, from and to; `None` for nothing to show.
    pub preedit_cursor: Option<(usize, usize)>,
}

/// One line that is edited: plain data, for a field of a game's own component.
///
/// ```
/// use playground_core_client::input::TextLine;
///
/// let mut name = TextLine::default();
/// assert!(!name.edit("Adda\u{2}\u{8}", 12), "Left, then Backspace");
/// assert!(name.edit("\r", 12), "Enter: it is done");
/// assert_eq!(name.text.as_str(), "Ada");
/// ```
#[component]
#[derive(Default)]
pub struct TextLine {
    /// What it says.
    pub text: FixedText<TEXT_LINE_BYTES_MAX>,
    /// Where the next character goes. Unit: characters.
    pub cursor: u32,
}

impl TextLine {
    /// A line with the cursor at its end.
    pub fn new(text: &str) -> Self {
        let text = FixedText::new(text);
        Self { text, cursor: text.as_str().chars().count() as u32 }
    }

    /// Does what a tick's [`edits`](super::ActionFrame::edits) say; whether the text is done. What would make it longer than
    /// `characters_max`, or than its bytes, is left out, and so is what comes behind Enter.
    pub fn edit(&mut self, edits: &str, characters_max: u32) -> bool {
        let mut characters: Vec<char> = self.text.as_str().chars().collect();
        let mut cursor = (self.cursor as usize).min(characters.len());
        let (edits, is_done) = match edits.split_once(TextEdit::Enter.character()) {
            Some((before, _)) => (before, true),
            None => (edits, false),
        };
        for character in edits.chars() {
            match TextEdit::from_character(character) {
                Some(TextEdit::Home) => cursor = 0,
                Some(TextEdit::Left) => cursor = cursor.saturating_sub(1),
                Some(TextEdit::End) => cursor = characters.len(),
                Some(TextEdit::Right) => cursor = (cursor + 1).min(characters.len()),
                Some(TextEdit::Backspace) if cursor > 0 => {
                    cursor -= 1;
                    characters.remove(cursor);
                }
                Some(TextEdit::Delete) if cursor < characters.len() => {
                    characters.remove(cursor);
                }
                Some(TextEdit::Backspace | TextEdit::Delete | TextEdit::Enter) => {}
                None if character.is_control() => {}
                None => {
                    let bytes = characters.iter().fold(0, |sum, one| sum + one.len_utf8());
                    let fits = bytes + character.len_utf8() <= TEXT_LINE_BYTES_MAX;
                    if fits && characters.len() < characters_max as usize {
                        characters.insert(cursor, character);
                        cursor += 1;
                    }
                }
            }
        }
        let text: String = characters.into_iter().collect();
        (self.text, self.cursor) = (FixedText::new(&text), cursor as u32);
        is_done
    }
}
