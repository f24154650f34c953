//! One line of a script as words that know their column.

use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// A line, read word by word.
pub(super) struct Line<'a> {
    file: &'a str,
    number: u32,
    text: &'a str,
    /// Where the word that was read last begins, and where what follows it does. In bytes.
    word_start: usize,
    next: usize,
}

impl<'a> Line<'a> {
    /// The line with `index`, from 0.
    pub(super) fn new(file: &'a str, index: usize, text: &'a str) -> Self {
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        Self { file, number, text, word_start: 0, next: 0 }
    }

    /// Whether nothing but a comment follows.
    pub(super) fn is_over(&self) -> bool {
        let rest = self.text[self.next..].trim_start();
        rest.is_empty() || rest.starts_with('#')
    }

    /// The next word; `expected` and `cure` are for the error where there is none.
    pub(super) fn word(&mut self, expected: &str, cure: &str) -> CoreResult<&'a str> {
        self.skip_space();
        if self.is_over() {
            return Err(self.error(format!("{expected} is missing"), cure));
        }
        let rest = &self.text[self.next..];
        let word = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
        self.next += word.len();
        Ok(word)
    }

    /// All that follows but the space around it, `#` too.
    pub(super) fn rest(&mut self, expected: &str) -> CoreResult<&'a str> {
        self.skip_space();
        let rest = self.text[self.next..].trim_end();
        if rest.is_empty() {
            return Err(self.error(format!("{expected} is missing"), "write it after `text`"));
        }
        self.next = self.text.len();
        Ok(rest)
    }

    /// Checks that nothing but a comment follows.
    pub(super) fn end(&mut self) -> CoreResult<()> {
        if self.is_over() {
            return Ok(());
        }
        self.word("", "")?;
        Err(self.wrong("is too much", "take it away: one event a line, and a comment begins with `#`"))
    }

    /// The error that the word which was read last `is` not what it has to be.
    pub(super) fn wrong(&self, is: &str, cure: &str) -> CoreError {
        let word = &self.text[self.word_start..self.next];
        self.error(format!("`{word}` {is}"), cure)
    }

    fn error(&self, message: String, cure: &str) -> CoreError {
        let before = self.text[..self.word_start].chars().count();
        let column = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
        CoreError::new(ErrorKind::BadContent, message).at(self.file, self.number, column).cure(cure)
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.next..];
        self.next += rest.len() - rest.trim_start().len();
        self.word_start = self.next;
    }
}
