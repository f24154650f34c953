//! Files that a run leaves behind: each is there as a whole, or not at all.

use crate::report::file_error;
use playground_core_types::CoreResult;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes beside the file and renames, so that a full disk or an early end leaves what was there before.
///
/// # Errors
/// [`ErrorKind::File`](playground_core_types::ErrorKind::File) with the reason; nothing half written stays.
pub(crate) fn write_whole(file: &Path, bytes: &[u8]) -> CoreResult<()> {
    // A link stays one; a pipe or a device has nothing beside it.
    let target = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let is_special = fs::metadata(&target).is_ok_and(|metadata| !metadata.is_file());
    let failed = |error: io::Error| file_error(file, "cannot be written", &error);
    if is_special {
        return fs::write(&target, bytes).map_err(failed);
    }
    replace(&target, failed, |mut part| part.write_all(bytes).map_err(failed))
}

/// The same for a file that `write` writes, part by part; makes its folder where it is not there.
///
/// # Errors
/// What `write` says, or [`ErrorKind::File`](playground_core_types::ErrorKind::File) with the reason.
pub(crate) fn write_whole_by(file: &Path, write: impl FnOnce(&File) -> CoreResult<()>) -> CoreResult<()> {
    let failed = |error: io::Error| file_error(file, "cannot be written", &error);
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    replace(file, failed, write)
}

/// Writes beside the file, waits for the disk, and renames; `failed` makes the error of what the disk says.
fn replace<E>(
    file: &Path,
    failed: impl Fn(io::Error) -> E,
    write: impl FnOnce(&File) -> Result<(), E>,
) -> Result<(), E> {
    let beside = name_beside(file);
    let written = File::create(&beside).map_err(&failed).and_then(|part| {
        write(&part)?;
        part.sync_all().and_then(|()| fs::rename(&beside, file)).map_err(&failed)
    });
    if written.is_err() {
        // That it cannot be removed changes nothing.
        fs::remove_file(&beside).unwrap_or_default();
    }
    written
}

/// Two programs that write the same file do not write into each other's.
fn name_beside(file: &Path) -> PathBuf {
    let mut name: OsString = file.as_os_str().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    PathBuf::from(name)
}

#[cfg(test)]
mod tests;
