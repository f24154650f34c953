//! Reads files of the game, from its folder, its bundle or the program, and no others.

use crate::budget::shown;
use crate::bundle::read_entry;
use playground_core_assets::{EmbeddedGame, Source};
use playground_core_types::similar::suggest;
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The largest file that a game may have. Unit: bytes.
pub(crate) const FILE_BYTES_MAX: u64 = 256 << 20;

/// The most files that a search for similar names looks at, and how deep it goes.
const LISTED_FILES_MAX: usize = 4096;
const LISTED_DEPTH_MAX: usize = 8;

/// Reads a file of the game of at most `bytes_max`. Blocks; the path has `/` between folders.
pub(crate) fn read(source: &Source, path: &str, bytes_max: u64) -> CoreResult<Bytes> {
    if let Some(reason) = refuse_path(path) {
        let error =
            CoreError::new(ErrorKind::BadContent, format!("`{path}` is no path inside the game: {reason}"));
        return Err(error.cure("write it like `sprites/hero.png`"));
    }
    let bytes = match source {
        Source::Folder(folder) => match read_inside(folder, path, bytes_max) {
            Err(failure) if failure.kind() == io::ErrorKind::NotFound => return Err(missing(source, path)),
            Err(failure) => {
                return Err(CoreError::new(ErrorKind::File, format!("`{path}` cannot be read: {failure}")));
            }
            Ok(bytes) => bytes,
        },
        Source::Bundle(bundle) => {
            let entry = bundle.find(path).ok_or_else(|| missing(source, path))?;
            read_entry(bundle, entry, bytes_max)?
        }
        Source::Embedded(game) => game.files.get(path).cloned().ok_or_else(|| missing(source, path))?,
    };
    if bytes.len() as u64 > bytes_max {
        return Err(too_large(path, bytes_max));
    }
    Ok(bytes)
}

/// What is said of a file that has more than `bytes_max`.
pub(crate) fn too_large(path: &str, bytes_max: u64) -> CoreError {
    let message = format!("the file is larger than {}", shown(bytes_max));
    let error = CoreError::new(ErrorKind::LimitReached, message).at(path, 0, 0);
    error.cure("make it smaller, or part it into several")
}

/// Reads a text file of the game of at most `bytes_max`. Blocks.
pub(crate) fn read_text(source: &Source, path: &str, bytes_max: u64) -> CoreResult<String> {
    let bytes = read(source, path, bytes_max)?;
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
            let error =
                CoreError::new(ErrorKind::BadContent, "the text is not UTF-8").at(path, line as u32, 0);
            Err(error.cure("save the file as UTF-8"))
        }
    }
}

/// The paths of the game's files, sorted; no more than a person could want to see.
pub(crate) fn list(source: &Source) -> Vec<String> {
    match source {
        Source::Folder(folder) => list_folder(folder),
        Source::Bundle(bundle) => bundle.entries.iter().map(|entry| entry.path.clone()).collect(),
        Source::Embedded(EmbeddedGame { files, .. }) => files.keys().cloned().collect(),
    }
}

/// Why a path is refused, whatever it would lead to; `None` when it stays inside the game.
pub(crate) fn refuse_path(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("it is empty");
    }
    if path.contains('\\') {
        return Some("folders are parted by `/`, not by `\\`");
    }
    if path.starts_with('/') || path.contains(':') {
        return Some("it does not begin in the game's folder");
    }
    if path.chars().any(char::is_control) {
        return Some("it has a control character");
    }
    let mut parts = path.split('/');
    parts.any(|part| matches!(part, "" | "." | "..")).then_some("no part of it may be empty, `.` or `..`")
}

/// The file at `path` below `folder`, unless a link leads it out of there; of one that is too large, one
/// byte too many.
fn read_inside(folder: &Path, path: &str, bytes_max: u64) -> io::Result<Bytes> {
    let root = folder.canonicalize()?;
    let target = root.join(path).canonicalize()?;
    if !target.starts_with(&root) {
        return Err(io::Error::other("it is a link that leads out of the game's folder"));
    }
    // A pipe or a device could keep the reader waiting for ever.
    if !target.metadata()?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    let mut bytes = Vec::new();
    File::open(&target)?.take(bytes_max + 1).read_to_end(&mut bytes)?;
    Ok(bytes.into())
}

fn missing(source: &Source, path: &str) -> CoreError {
    let extension = Path::new(path).extension();
    let files = list(source);
    let alike = || files.iter().map(String::as_str).filter(|file| Path::new(file).extension() == extension);
    let cure = match alike().next() {
        Some(_) => suggest(path, alike()),
        None => "add the file, or mend the path".to_owned(),
    };
    CoreError::new(ErrorKind::File, format!("the game has no file `{path}`")).cure(cure)
}

fn list_folder(root: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![(String::new(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        // What cannot be listed cannot be offered either; reading it says why.
        let Ok(entries) = fs::read_dir(root.join(&folder)) else { continue };
        for entry in entries.flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            // The type of a link is `link`: the walk does not follow it, so it ends.
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && depth < LISTED_DEPTH_MAX => folders.push((path, depth + 1)),
                Ok(kind) if kind.is_file() => files.push(path),
                Ok(_) | Err(_) => {}
            }
            if files.len() == LISTED_FILES_MAX {
                folders.clear();
                break;
            }
        }
    }
    files.sort_unstable();
    files
}

#[cfg(test)]
mod tests;
