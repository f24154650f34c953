//! The mistakes of a game, gathered in the order in which they are met and told in that of the files.

use playground_core_types::CoreError;
use std::cell::RefCell;

/// Gathers mistakes; whoever reads a file may hold it while others do.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    list: RefCell<Vec<CoreError>>,
}

impl Problems {
    /// Adds a mistake.
    pub(crate) fn add(&self, error: CoreError) {
        self.list.borrow_mut().push(error);
    }

    /// Adds the mistake that ended something, and returns what did not end.
    pub(crate) fn keep<T>(&self, result: Result<T, CoreError>) -> Option<T> {
        result.map_err(|error| self.add(error)).ok()
    }

    /// All mistakes by file, line and column; one that was met twice, as in a prefab, is told once.
    pub(crate) fn into_sorted(self) -> Vec<CoreError> {
        let mut list = self.list.into_inner();
        list.sort_by_cached_key(|error| {
            let place = error.place().map(|place| (place.file.clone(), place.line, place.column));
            (place, error.message().to_owned())
        });
        list.dedup();
        list
    }
}
