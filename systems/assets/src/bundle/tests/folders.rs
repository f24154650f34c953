//! Which files of a folder are packed, and which folders are refused.

use crate::bundle::list_files;
use std::fs;
use std::path::Path;
use tempfile::{TempDir, tempdir};

/// A folder with a few files that is there for one test.
fn folder(files: &[&str]) -> TempDir {
    let folder = tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file).unwrap();
    }
    folder
}

#[test]
fn all_files_are_packed_but_hidden_ones_and_bundles() {
    let files = [
        "scenes/main.ron",
        "game.toml",
        "a.txt",
        "a/b.txt",
        ".git/config",
        ".hidden",
        "old.pack",
        "sprites/.x/y.png",
    ];
    let folder = folder(&files);
    assert_eq!(list_files(folder.path()).unwrap(), ["a.txt", "a/b.txt", "game.toml", "scenes/main.ron"]);
}

/// Expects that the folder is refused with these words.
#[track_caller]
fn check(folder: &Path, expected: &str) {
    let error = list_files(folder).unwrap_err().to_string();
    assert!(error.contains(expected) && error.contains("cure: "), "`{expected}` is not in {error}");
}

#[cfg(unix)]
#[test]
fn nothing_is_left_out_silently() {
    check(folder(&["hero.png", "Hero.png"]).path(), "hero.png: some systems take it for `Hero.png`");
    check(folder(&["what?.png"]).path(), "what?.png: it has one of the characters");
    let deep = ["a/".repeat(17), "b".to_owned()].concat();
    check(folder(&[&deep]).path(), "it is a link or no file");
    let linked = folder(&["a.txt"]);
    std::os::unix::fs::symlink("/etc/passwd", linked.path().join("b.txt")).unwrap();
    check(linked.path(), "b.txt: it is a link or no file");
    check(&folder(&[]).path().join("none"), "the folder cannot be read");
}
