//! The error of every layer: what kind, what happened, where, and what to do about it.

use std::fmt;

/// The result of every fallible function of the runtime.
pub type CoreResult<T> = Result<T, CoreError>;

/// What a caller can do something about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A global instance or a system was asked for that is not there.
    NotInitialized,
    /// Shared data is held by somebody else at this moment.
    Busy,
    /// A file, a scene, a script or an asset of the game is wrong.
    BadContent,
    /// A file or folder is missing or cannot be read or written.
    File,
    /// An argument or a setting is wrong.
    BadRequest,
    /// No device of the kind that was asked for.
    NoDevice,
    /// A bound of the runtime was reached.
    LimitReached,
    /// Two parties want to write the same data at once, or declared less than they use.
    Conflict,
    /// A system, operation or queue of the VTable failed.
    Dispatch,
    /// A game's own logic failed.
    Game,
}

/// A position in a text file, for errors that a person mends in an editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Path as the player or developer named it.
    pub file: String,
    /// From 1; 0 when the error concerns the whole file.
    pub line: u32,
    /// In characters, from 1; 0 when the error concerns the whole line.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (0, _) => write!(formatter, "{}", self.file),
            (line, 0) => write!(formatter, "{}:{line}", self.file),
            (line, column) => write!(formatter, "{}:{line}:{column}", self.file),
        }
    }
}

/// One failure: kind, message, and where known its place and its cure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoreError {
    // Boxed, so that a `CoreResult<()>` is one word on the hot path.
    detail: Box<Detail>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Detail {
    kind: ErrorKind,
    message: String,
    place: Option<Place>,
    cure: Option<String>,
}

impl CoreError {
    /// An error of `kind`; `message` says what happened, in one line.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { detail: Box::new(Detail { kind, message: message.into(), place: None, cure: None }) }
    }

    /// The same error, at a place in a file.
    #[must_use]
    pub fn at(mut self, file: impl Into<String>, line: u32, column: u32) -> Self {
        self.detail.place = Some(Place { file: file.into(), line, column });
        self
    }

    /// The same error with what a person does about it.
    #[must_use]
    pub fn cure(mut self, cure: impl Into<String>) -> Self {
        self.detail.cure = Some(cure.into());
        self
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.detail.kind
    }

    /// What happened, without place and cure.
    pub fn message(&self) -> &str {
        &self.detail.message
    }

    /// Where it happened, for errors in files.
    pub fn place(&self) -> Option<&Place> {
        self.detail.place.as_ref()
    }
}

impl fmt::Display for CoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.detail.place {
            write!(formatter, "{place}: ")?;
        }
        write!(formatter, "{}", self.detail.message)?;
        match &self.detail.cure {
            Some(cure) => write!(formatter, "\n  cure: {cure}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for CoreError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_place_and_cure() {
        let error = CoreError::new(ErrorKind::BadContent, "unknown component `Sprit`")
            .at("scenes/a.ron", 3, 7)
            .cure("write `Sprite`");
        assert_eq!(error.to_string(), "scenes/a.ron:3:7: unknown component `Sprit`\n  cure: write `Sprite`");
    }

    #[test]
    fn a_result_is_one_word() {
        let result: CoreResult<()> = Ok(());
        assert_eq!(size_of_val(&result), size_of_val(&0_usize), "the direct lane returns this every call");
    }
}
