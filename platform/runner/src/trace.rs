//! What `--trace` writes: frames, ticks and systems as a file for `chrome://tracing` and Perfetto.
//!
//! The format is Chrome's list of complete events: a JSON array, whose end a viewer does without when a run was killed.

#![expect(clippy::disallowed_methods, reason = "a trace tells when things happened")]

use crate::report::file_error;
use playground_core_types::CoreResult;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// A file beyond this is more than any viewer opens. Unit: bytes.
const TRACE_BYTES_MAX: u64 = 512 << 20;

/// A line of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    /// What the window does.
    Frame = 1,
    /// The ticks in it, and the systems in these.
    Tick = 2,
    /// What events of devices waited for, and what they took then.
    Input = 3,
}

/// A trace that is being written. The file takes what is known; nothing of it is kept.
#[derive(Debug)]
pub(crate) struct Trace {
    path: PathBuf,
    out: BufWriter<File>,
    started: Instant,
    written_bytes: u64,
    is_full: bool,
}

impl Trace {
    /// Begins a file.
    pub(crate) fn create(path: &Path) -> CoreResult<Self> {
        let file = File::create(path).map_err(|error| file_error(path, "cannot be written", &error))?;
        let mut trace = Self {
            path: path.to_owned(),
            out: BufWriter::new(file),
            started: Instant::now(),
            written_bytes: 0,
            is_full: false,
        };
        let names = [(Lane::Frame, "frames"), (Lane::Tick, "ticks"), (Lane::Input, "input")];
        let begun = names.into_iter().try_for_each(|(lane, name)| {
            trace.write(&format!(
                "{{\"name\":\"thread_name\",\"ph\":\"M\",\"pid\":1,\"tid\":{},\"args\":{{\"name\":\"{name}\"}}}}",
                lane as u32
            ))
        });
        begun.map_err(|error| trace.failed(&error))?;
        trace.note_clock().map_err(|error| trace.failed(&error))?;
        Ok(trace)
    }

    /// The time of day at the beginning, so that others can lay their own times beside.
    fn note_clock(&mut self) -> io::Result<()> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let begun = now.saturating_sub(self.started.elapsed()).as_micros();
        self.write(&format!(
            "{{\"name\":\"begun\",\"ph\":\"i\",\"pid\":1,\"tid\":1,\"ts\":0,\"args\":{{\"unix_micros\":{begun}}}}}"
        ))
    }

    /// The time since the trace began. Unit: nanoseconds.
    pub(crate) fn now_nanos(&self) -> u64 {
        self.started.elapsed().as_nanos() as u64
    }

    /// Notes what took `nanos` from `start_nanos` on.
    pub(crate) fn span(&mut self, lane: Lane, name: &str, start_nanos: u64, nanos: u64) -> CoreResult<()> {
        self.push(&event(lane, name, start_nanos, nanos, ""))
    }

    /// Notes a whole tick, with its number.
    pub(crate) fn tick(&mut self, number: u64, start_nanos: u64, nanos: u64) -> CoreResult<()> {
        let arguments = format!(",\"args\":{{\"tick\":{number}}}");
        self.push(&event(Lane::Tick, "tick", start_nanos, nanos, &arguments))
    }

    fn push(&mut self, event: &str) -> CoreResult<()> {
        if self.is_full {
            return Ok(());
        }
        if self.written_bytes > TRACE_BYTES_MAX {
            self.is_full = true;
            log::warn!("{}: the trace is as large as a viewer opens: it ends here", self.path.display());
            return Ok(());
        }
        self.write(event).map_err(|error| self.failed(&error))
    }

    /// Ends the file.
    pub(crate) fn end(&mut self) -> CoreResult<()> {
        let ended = self.out.write_all(b"\n]\n").and_then(|()| self.out.flush());
        ended.map_err(|error| self.failed(&error))
    }

    fn write(&mut self, event: &str) -> io::Result<()> {
        let before = if self.written_bytes == 0 { "[\n" } else { ",\n" };
        self.written_bytes += (before.len() + event.len()) as u64;
        self.out.write_all(before.as_bytes())?;
        self.out.write_all(event.as_bytes())
    }

    fn failed(&self, error: &io::Error) -> playground_core_types::CoreError {
        file_error(&self.path, "cannot be written", error)
    }
}

/// A complete event; `arguments` are further members of it.
fn event(lane: Lane, name: &str, start_nanos: u64, nanos: u64, arguments: &str) -> String {
    let micros = |nanos: u64| format!("{}.{:03}", nanos / 1_000, nanos % 1_000);
    format!(
        "{{\"name\":\"{}\",\"ph\":\"X\",\"pid\":1,\"tid\":{},\"ts\":{},\"dur\":{}{arguments}}}",
        escaped(name),
        lane as u32,
        micros(start_nanos),
        micros(nanos)
    )
}

/// A name as the inside of a JSON string.
fn escaped(name: &str) -> String {
    let letters = name.chars().filter(|letter| !letter.is_control());
    letters
        .flat_map(|letter| matches!(letter, '"' | '\\').then_some('\\').into_iter().chain([letter]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_name_is_the_inside_of_a_string() {
        assert_eq!(escaped("hero::walk"), "hero::walk");
        assert_eq!(escaped("a \"b\" \\\n"), "a \\\"b\\\" \\\\");
    }
}
