//! The text files of the repository, as the laws see them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One text file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path relative to the root, with `/` on every system.
    pub path: String,
    /// The whole text.
    pub text: String,
}

impl SourceFile {
    /// A file from its parts, for tests.
    #[must_use]
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Whether the file is Rust source.
    #[must_use]
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether the file is a Markdown page.
    #[must_use]
    pub fn is_markdown(&self) -> bool {
        self.path.ends_with(".md")
    }

    /// Whether the file holds tests only: in a folder `tests`, or the `tests.rs` of a module.
    #[must_use]
    pub fn is_test(&self) -> bool {
        let in_folder = self.path.starts_with("tests/") || self.path.contains("/tests/");
        in_folder || self.path.ends_with("/tests.rs")
    }
}

/// The root of the repository: the folder that holds this package.
#[must_use]
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_path_buf()
}

/// Reads every text file of the repository, sorted by path.
///
/// git knows what is ours and what is ignored; a copy without git is walked folder by folder.
///
/// # Errors
/// A folder or a file that exists but cannot be read.
pub fn read_tree(root: &Path) -> io::Result<Vec<SourceFile>> {
    let mut paths = match list_by_git(root) {
        Some(paths) => paths,
        None => list_by_walk(root)?,
    };
    paths.sort();
    paths.dedup();
    let mut files = Vec::new();
    for path in paths {
        // A file that was deleted but not yet committed is still listed; a link is judged where it points.
        let whole = root.join(&path);
        if !whole.symlink_metadata().is_ok_and(|entry| entry.is_file()) {
            continue;
        }
        let bytes = fs::read(&whole)?;
        if let Ok(text) = String::from_utf8(bytes)
            && !text.contains('\0')
        {
            files.push(SourceFile { path, text });
        }
    }
    Ok(files)
}

fn list_by_git(root: &Path) -> Option<Vec<String>> {
    // Inside another project's checkout git would answer for that project.
    if !root.join(".git").exists() {
        return None;
    }
    let arguments = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let output = Command::new("git").args(arguments).current_dir(root).output().ok()?;
    if !output.status.success() {
        return None;
    }
    let listing = String::from_utf8(output.stdout).ok()?;
    Some(listing.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect())
}

fn list_by_walk(root: &Path) -> io::Result<Vec<String>> {
    let mut paths = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let kind = entry.file_type()?;
            if kind.is_dir() && name != "target" && name != ".git" {
                folders.push(path);
            } else if kind.is_file() {
                paths.push(path);
            }
        }
    }
    Ok(paths)
}

#[cfg(test)]
mod tests;
