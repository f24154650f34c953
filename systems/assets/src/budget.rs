//! What a game may still take, counted down before it is taken.

use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// What has been taken of a limit. Unit: bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    pub(crate) max: u64,
    pub(crate) taken: u64,
}

impl Budget {
    /// A limit of which nothing is taken.
    pub(crate) fn new(max: u64) -> Self {
        Self { max, taken: 0 }
    }

    /// Counts what is there now.
    pub(crate) fn take(&mut self, bytes: u64) {
        self.taken = self.taken.saturating_add(bytes);
    }

    /// Whether more is taken than there may be.
    pub(crate) fn is_exceeded(&self) -> bool {
        self.taken > self.max
    }

    /// Refuses `file` when the `bytes` that it will take are not left; takes nothing.
    pub(crate) fn check(mut self, file: &str, bytes: u64) -> CoreResult<()> {
        self.take(bytes);
        if !self.is_exceeded() {
            return Ok(());
        }
        let message = format!("with this file, the game takes more than {} of memory", shown(self.max));
        let error = CoreError::new(ErrorKind::LimitReached, message).at(file, 0, 0);
        Err(error.cure("make pictures smaller and sounds shorter, or load fewer of them"))
    }
}

/// A number of bytes as a person reads it: in the largest unit in which it is whole.
pub(crate) fn shown(bytes: u64) -> String {
    match bytes {
        _ if bytes >= 1 << 20 && bytes.is_multiple_of(1 << 20) => format!("{} MiB", bytes >> 20),
        _ if bytes >= 1 << 10 && bytes.is_multiple_of(1 << 10) => format!("{} KiB", bytes >> 10),
        _ => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, shown};

    #[test]
    fn what_is_over_the_limit_is_refused() {
        let mut budget = Budget::new(10);
        budget.take(6);
        assert!(budget.check("a.png", 4).is_ok() && !budget.is_exceeded());
        assert_eq!(
            budget.check("a.png", 5).unwrap_err().to_string(),
            "a.png: with this file, the game takes more than 10 bytes of memory\n  cure: make pictures smaller and sounds shorter, or load fewer of them"
        );
        budget.take(u64::MAX);
        assert!(budget.is_exceeded() && budget.check("a.png", 0).is_err());
    }

    #[test]
    fn sizes_are_shown_in_whole_units() {
        let sizes = [1, 1 << 10, 1536, 1 << 20, (1 << 20) + 1, 1 << 30];
        assert_eq!(
            sizes.map(shown),
            ["1 bytes", "1 KiB", "1536 bytes", "1 MiB", "1048577 bytes", "1024 MiB"]
        );
    }
}
