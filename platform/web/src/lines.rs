//! The log of a page: lines that wait until the page takes them.

use playground_platform_runner::logging::KeepingLogger;
use std::sync::{Mutex, PoisonError};

/// The most log lines that wait for the page.
const LINE_COUNT_MAX: usize = 200;

/// The log, until the page takes it.
pub(crate) struct Lines(Mutex<Vec<String>>);

/// As the log is the page's, so are its lines; the last of them are kept for a report.
pub(crate) static LOGGER: KeepingLogger<Lines> = KeepingLogger { printer: Lines(Mutex::new(Vec::new())) };

impl Lines {
    pub(crate) fn take(&self) -> String {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).join("\n")
    }
}

impl log::Log for Lines {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() <= log::Level::Warn || metadata.target().starts_with("playground")
    }

    fn log(&self, record: &log::Record<'_>) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if self.enabled(record.metadata()) && lines.len() < LINE_COUNT_MAX {
            lines.push(format!("{}: {}", record.level(), record.args()));
        }
    }

    fn flush(&self) {}
}
