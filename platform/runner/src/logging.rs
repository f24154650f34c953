//! The last lines of the log, kept for a report.

use log::{Log, Metadata, Record};
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many lines are kept.
pub const LINE_COUNT_MAX: usize = 1_000;

/// The most that is kept of one line. Unit: bytes.
const LINE_BYTES_MAX: usize = 1_000;

/// As the log is the process's, so are its last lines.
static LINES: Mutex<VecDeque<String>> = Mutex::new(VecDeque::new());

/// A logger that keeps what another one prints.
#[derive(Debug)]
pub struct KeepingLogger<L> {
    /// Who prints, and says what is printed.
    pub printer: L,
}

impl<L: Log> Log for KeepingLogger<L> {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        self.printer.enabled(metadata)
    }

    fn log(&self, record: &Record<'_>) {
        if self.printer.enabled(record.metadata()) {
            keep(format!("[{} {}] {}", record.level(), record.target(), record.args()));
        }
        self.printer.log(record);
    }

    fn flush(&self) {
        self.printer.flush();
    }
}

/// The lines that are kept, the oldest first.
pub fn last_lines() -> Vec<String> {
    lines().iter().cloned().collect()
}

fn keep(mut line: String) {
    line.truncate(line.floor_char_boundary(LINE_BYTES_MAX));
    let mut lines = lines();
    while lines.len() >= LINE_COUNT_MAX {
        lines.pop_front();
    }
    lines.push_back(line);
}

fn lines() -> MutexGuard<'static, VecDeque<String>> {
    LINES.lock().unwrap_or_else(PoisonError::into_inner)
}
