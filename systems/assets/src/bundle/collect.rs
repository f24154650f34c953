//! The files of a folder that go into a bundle: all but those that are hidden, and other bundles.

use super::path::{Folded, find_twin, refuse_entry_path};
use crate::budget::shown;
use crate::source::FILE_BYTES_MAX;
use playground_core_assets::bundle::{BUNDLE_EXTENSION, ENTRY_COUNT_MAX, ENTRY_DEPTH_MAX};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

/// The paths of all files to pack, sorted. Blocks.
///
/// # Errors
/// A link, a name that not every system knows or that differs from another in the case of letters only, a file that
/// is too large, too many of them, a folder that cannot be read: nothing is left out silently.
pub fn list_files(root: &Path) -> CoreResult<Vec<String>> {
    let mut files = Vec::new();
    let mut folders = vec![(String::new(), 1)];
    while let Some((folder, depth)) = folders.pop() {
        let unread = |error: io::Error| {
            refuse(&folder, &format!("the folder cannot be read: {error}"), "look whether you may read it")
        };
        for entry in fs::read_dir(root.join(&folder)).map_err(unread)? {
            let entry = entry.map_err(unread)?;
            let Ok(name) = entry.file_name().into_string() else {
                let name = entry.file_name().to_string_lossy().into_owned();
                return Err(refuse(&format!("{folder}/{name}"), "its name is not UTF-8", "rename it"));
            };
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            if name.starts_with('.') || is_bundle_name(&name) {
                continue;
            }
            let kind = entry.file_type().map_err(unread)?;
            if kind.is_dir() && depth < ENTRY_DEPTH_MAX {
                folders.push((path, depth + 1));
            } else {
                check(&entry, &path)?;
                files.push(path);
            }
            if files.len() > ENTRY_COUNT_MAX {
                return Err(refuse(
                    "",
                    &format!("the game has more than {ENTRY_COUNT_MAX} files"),
                    "leave some out",
                ));
            }
        }
    }
    files.sort_unstable();
    let mut folded = Folded::default();
    for (index, path) in files.iter().enumerate() {
        if !folded.add(path) {
            let other = find_twin(files[..index].iter().map(String::as_str), path);
            let message = format!(
                "some systems take it for `{other}`: they do not tell capital letters from small ones"
            );
            return Err(refuse(path, &message, "rename one of them"));
        }
    }
    Ok(files)
}

fn is_bundle_name(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension == BUNDLE_EXTENSION)
}

fn check(entry: &DirEntry, path: &str) -> CoreResult<()> {
    if let Some(reason) = refuse_entry_path(path) {
        return Err(refuse(path, reason, "rename it"));
    }
    let metadata =
        entry.metadata().map_err(|error| refuse(path, &error.to_string(), "look whether you may read it"))?;
    if !metadata.is_file() {
        return Err(refuse(
            path,
            "it is a link or no file, which no bundle has",
            "put the file itself there",
        ));
    }
    if metadata.len() > FILE_BYTES_MAX {
        let message = format!("the file is larger than {}", shown(FILE_BYTES_MAX));
        return Err(refuse(path, &message, "make it smaller, or part it into several"));
    }
    Ok(())
}

fn refuse(path: &str, message: &str, cure: &str) -> CoreError {
    let error = CoreError::new(ErrorKind::BadContent, message).cure(cure);
    if path.is_empty() { error } else { error.at(path, 0, 0) }
}
