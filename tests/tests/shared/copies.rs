//! Copies of the sample games that are a little different from them.

use std::fs;
use std::path::Path;

/// Copies a game, with other words in its manifest.
pub(crate) fn copy_changed(from: &Path, to: &Path, old: &str, new: &str) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_changed(&path, &target, old, new);
        } else if path.ends_with("game.toml") {
            fs::write(&target, fs::read_to_string(&path).unwrap().replace(old, new)).unwrap();
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}
