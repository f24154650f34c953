//! Text as plain data: so many bytes in the row itself, no heap.

use crate::schema::{Field, FieldKind};
use bytemuck::{Pod, Zeroable};
use std::fmt;

/// A text of at most `CAPACITY` bytes of UTF-8; a scene writes it as a string.
///
/// Shape: plain data, `CAPACITY` bytes; what is not used is 0, so that equal texts are equal bytes. A
/// character that does not fit whole, and all behind it, is left out. Bytes that are no UTF-8, as from a damaged
/// save, end the text.
///
/// ```
/// use playground_core_ecs::FixedText;
/// use std::fmt::Write;
///
/// let mut score: FixedText<16> = FixedText::new("score ");
/// write!(score, "{}", 1200).unwrap();
/// assert_eq!(score.as_str(), "score 1200");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Pod, Zeroable)]
#[repr(transparent)]
pub struct FixedText<const CAPACITY: usize>([u8; CAPACITY]);

impl<const CAPACITY: usize> FixedText<CAPACITY> {
    /// The text, cut behind the last character that fits. A zero character ends it.
    pub fn new(text: &str) -> Self {
        let mut fixed = Self::default();
        fixed.push(text);
        fixed
    }

    /// Adds what fits of `text` at the end.
    pub fn push(&mut self, text: &str) {
        let start = self.as_str().len();
        let text = text.split('\0').next().unwrap_or_default();
        let room = &mut self.0[start..];
        let mut fits = text.len().min(room.len());
        while !text.is_char_boundary(fits) {
            fits -= 1;
        }
        room.fill(0);
        room[..fits].copy_from_slice(&text.as_bytes()[..fits]);
    }

    /// The text without characters.
    pub fn clear(&mut self) {
        self.0.fill(0);
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        let used = self.0.iter().position(|byte| *byte == 0).unwrap_or(CAPACITY);
        let used = &self.0[..used];
        match std::str::from_utf8(used) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(&used[..error.valid_up_to()]).unwrap_or_default(),
        }
    }

    /// Whether there are no characters.
    pub fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }
}

impl<const CAPACITY: usize> Default for FixedText<CAPACITY> {
    fn default() -> Self {
        Self([0; CAPACITY])
    }
}

impl<const CAPACITY: usize> fmt::Debug for FixedText<CAPACITY> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.as_str())
    }
}

impl<const CAPACITY: usize> fmt::Display for FixedText<CAPACITY> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl<const CAPACITY: usize> fmt::Write for FixedText<CAPACITY> {
    /// Never fails: what does not fit is left out.
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text);
        Ok(())
    }
}

impl<const CAPACITY: usize> Field for FixedText<CAPACITY> {
    const KIND: FieldKind = FieldKind::Text(CAPACITY);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, kept: &str) {
        let fixed: FixedText<6> = FixedText::new(text);
        assert_eq!(fixed.as_str(), kept);
        let again: FixedText<6> = FixedText::new(kept);
        assert_eq!(bytemuck::bytes_of(&fixed), bytemuck::bytes_of(&again), "what is cut leaves no trace");
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        check("", "");
        check("hero", "hero");
        check("heroes", "heroes");
        check("heroes!", "heroes");
        check("abcdeé", "abcde");
        check("ab\0cd", "ab");
    }

    #[test]
    fn a_longer_piece_is_added_as_far_as_it_fits() {
        let mut text: FixedText<6> = FixedText::new("abc");
        text.push("defgh");
        assert_eq!(text.as_str(), "abcdef");
        text.clear();
        assert!(text.is_empty());
    }

    #[test]
    fn damaged_bytes_end_the_text() {
        let text: FixedText<4> = FixedText([b'a', 0xff, b'b', 0]);
        assert_eq!(text.as_str(), "a");
    }
}
