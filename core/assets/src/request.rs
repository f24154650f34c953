//! What the assets were asked for last, so that a newer request ends the older one.

use crate::Source;
use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// The newest request. Commands carry its number, and its source waits here for them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    number: u64,
    source: Source,
}

impl Request {
    /// Counts the requests; work for a smaller number ends at its next step.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The game to open; after a cancel there is nothing in it.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Puts a new request in the place of the last one, and returns its number.
    pub fn supersede(&mut self, source: Source) -> u64 {
        self.number += 1;
        self.source = source;
        self.number
    }

    /// Whether `number` still is the newest request.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when it is not: whoever made it asked for something else since, so nobody
    /// shows this error.
    pub fn check(&self, number: u64) -> CoreResult<()> {
        if number == self.number {
            return Ok(());
        }
        Err(CoreError::new(ErrorKind::Conflict, "another request took the place of this one"))
    }
}
