//! Which files of a folder are packed, and which folders are refused.

use crate::bundle::list_files;
use std::fs;
use std::path::PathBuf;

/// A folder with a few files that is there for one test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[&str]) -> Self {
        let root = std::env::temp_dir().join(format!("playground-collect-{}-{name}", std::process::id()));
        for file in files {
            let path = root.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        Self(root)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
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
    let folder = Folder::new("all", &files);
    assert_eq!(list_files(&folder.0).unwrap(), ["a.txt", "a/b.txt", "game.toml", "scenes/main.ron"]);
}

/// Expects that the folder is refused with these words.
#[track_caller]
fn check(folder: &Folder, expected: &str) {
    let error = list_files(&folder.0).unwrap_err().to_string();
    assert!(error.contains(expected) && error.contains("cure: "), "`{expected}` is not in {error}");
}

#[cfg(unix)]
#[test]
fn nothing_is_left_out_silently() {
    check(&Folder::new("case", &["hero.png", "Hero.png"]), "hero.png: some systems take it for `Hero.png`");
    check(&Folder::new("letters", &["what?.png"]), "what?.png: it has one of the characters");
    let deep = ["a/".repeat(17), "b".to_owned()].concat();
    check(&Folder::new("deep", &[&deep]), "it is a link or no file");
    let linked = Folder::new("link", &["a.txt"]);
    std::os::unix::fs::symlink("/etc/passwd", linked.0.join("b.txt")).unwrap();
    check(&linked, "b.txt: it is a link or no file");
    check(&Folder::new("none", &[]), "the folder cannot be read");
}
