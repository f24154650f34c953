//! A text file of the game, and how a position in it becomes an error that a person can mend.

use crate::problems::Problems;
use playground_core_types::{CoreError, CoreResult, ErrorKind, Place};

/// A whole text file under the name that errors use.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text<'a> {
    pub(crate) file: &'a str,
    pub(crate) content: &'a str,
    /// Where mistakes go when the reading goes on after them; without it, the first one ends the reading.
    problems: Option<&'a Problems>,
}

impl<'a> Text<'a> {
    /// A file's text; the byte order mark that some editors write is no part of it.
    pub(crate) fn new(file: &'a str, content: &'a str) -> Self {
        Self { file, content: content.strip_prefix('\u{feff}').unwrap_or(content), problems: None }
    }

    /// The same text, whose mistakes are gathered.
    pub(crate) fn gathered(self, problems: &'a Problems) -> Self {
        Self { problems: Some(problems), ..self }
    }

    /// The place of the byte at `offset`. Unit: line and column from 1, columns in characters.
    pub(crate) fn place(self, offset: usize) -> Place {
        let before = self.content.get(..offset).unwrap_or(self.content);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count();
        let column = 1 + before[line_start..].chars().count();
        Place { file: self.file.to_owned(), line: line as u32, column: column as u32 }
    }

    /// An error of the game's author at the byte at `offset`.
    pub(crate) fn error(self, offset: usize, message: impl Into<String>) -> CoreError {
        let place = self.place(offset);
        CoreError::new(ErrorKind::BadContent, message).at(place.file, place.line, place.column)
    }

    /// Notes a mistake after which the reading can go on.
    ///
    /// # Errors
    /// The mistake itself, where the first one ends the reading, or when it is a limit.
    pub(crate) fn note(self, error: CoreError) -> CoreResult<()> {
        match self.problems {
            // Whatever comes after a limit would be over it as well.
            Some(problems) if error.kind() != ErrorKind::LimitReached => {
                problems.add(error);
                Ok(())
            }
            Some(_) | None => Err(error),
        }
    }

    /// A value, or its default where the mistake in it is noted.
    pub(crate) fn settle<T: Default>(self, result: CoreResult<T>) -> CoreResult<T> {
        result.or_else(|error| self.note(error).map(|()| T::default()))
    }
}
