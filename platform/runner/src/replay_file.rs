//! Recordings as files: alone, or within a report.

use crate::bug_report;
use crate::report::file_error;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The largest file that is read: days of play. Unit: bytes.
const REPLAY_BYTES_MAX: u64 = 256 << 20;

/// The bytes of a recording: those of the file, or of the one in a report.
pub(crate) fn read(file: &Path) -> CoreResult<Vec<u8>> {
    let failed = |error| file_error(file, "cannot be read", &error);
    // Before it is opened: who opens a pipe waits until somebody writes into it.
    let metadata = std::fs::metadata(file).map_err(failed)?;
    if !metadata.is_file() || metadata.len() > REPLAY_BYTES_MAX {
        let message = format!("a recording is a regular file of at most {REPLAY_BYTES_MAX} bytes");
        return Err(CoreError::new(ErrorKind::BadRequest, message)
            .at(file.display().to_string(), 0, 0)
            .cure("name a file that `--record` or F8 wrote: `playground replay FILE`"));
    }
    let mut bytes = Vec::new();
    let opened = File::open(file).map_err(failed)?;
    opened.take(REPLAY_BYTES_MAX).read_to_end(&mut bytes).map_err(failed)?;
    if !bug_report::is_report(&bytes) {
        return Ok(bytes);
    }
    bug_report::replay_in(&bytes).map_err(|error| error.at(file.display().to_string(), 0, 0))
}
