//! Which files a game can read, and which it cannot.

use super::{FILE_BYTES_MAX, list, read, read_text, refuse_path};
use playground_core_assets::{EmbeddedGame, Source};
use std::fs;
use std::path::PathBuf;
use tempfile::{TempDir, tempdir};

/// A folder that is there for one test; beside the game lies a secret.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempdir().unwrap());
        fs::create_dir_all(folder.path("game/sprites")).unwrap();
        fs::write(folder.path("secret.txt"), "secret").unwrap();
        fs::write(folder.path("game/sprites/coin.png"), "coin").unwrap();
        fs::write(folder.path("game/latin.txt"), b"first\nna\xefve").unwrap();
        folder
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.0.path().join(inside)
    }

    fn source(&self) -> Source {
        Source::Folder(self.path("game"))
    }
}

#[track_caller]
fn check(source: &Source, path: &str, expected: Result<&str, &str>) {
    let read = read(source, path, FILE_BYTES_MAX).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let read = read.map_err(|error| error.to_string());
    assert_eq!(read.as_ref().map(String::as_str).map_err(String::as_str), expected);
}

#[test]
fn files_of_the_folder_are_read() {
    let folder = Folder::new();
    check(&folder.source(), "sprites/coin.png", Ok("coin"));
    check(
        &folder.source(),
        "sprites/coins.png",
        Err("the game has no file `sprites/coins.png`\n  cure: did you mean `sprites/coin.png`?"),
    );
    check(
        &folder.source(),
        "sounds/hit.wav",
        Err("the game has no file `sounds/hit.wav`\n  cure: add the file, or mend the path"),
    );
    check(&folder.source(), "sprites", Err("`sprites` cannot be read: it is not a file"));
    assert_eq!(list(&folder.source()), ["latin.txt", "sprites/coin.png"]);
}

#[test]
fn files_of_an_embedded_game_are_read() {
    let files = [("game.toml".to_owned(), "id".into())].into();
    let source = Source::Embedded(EmbeddedGame { name: "pong".to_owned(), files });
    check(&source, "game.toml", Ok("id"));
    check(&source, "gane.toml", Err("the game has no file `gane.toml`\n  cure: did you mean `game.toml`?"));
    let up = "`../game.toml` is no path inside the game: no part of it may be empty, `.` or `..`";
    check(&source, "../game.toml", Err(&format!("{up}\n  cure: write it like `sprites/hero.png`")));
}

#[test]
fn no_path_leaves_the_folder() {
    let folder = Folder::new();
    for path in [
        "",
        "/etc/passwd",
        "../secret.txt",
        "sprites/../../secret.txt",
        "sprites//coin.png",
        "./sprites/coin.png",
        "..",
        "C:/secret.txt",
        "c:secret.txt",
        "..\\secret.txt",
        "sprites\\coin.png",
        "\\\\host\\share",
        "a\0b",
        "sprites/",
    ] {
        assert!(refuse_path(path).is_some(), "{path:?}");
        assert!(read(&folder.source(), path, FILE_BYTES_MAX).is_err(), "{path:?}");
    }
    assert_eq!(refuse_path("sprites/..coin...png"), None, "dots in a name are no harm");
}

#[cfg(unix)]
#[test]
fn no_link_leaves_the_folder() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    let game = folder.path("game");
    symlink(folder.path("secret.txt"), game.join("secret.txt")).unwrap();
    symlink(folder.path(""), game.join("up")).unwrap();
    symlink("sprites/coin.png", game.join("alias.png")).unwrap();
    symlink("/dev/zero", game.join("endless.txt")).unwrap();
    let out = "it is a link that leads out of the game's folder";
    check(&folder.source(), "secret.txt", Err(&format!("`secret.txt` cannot be read: {out}")));
    check(&folder.source(), "up/secret.txt", Err(&format!("`up/secret.txt` cannot be read: {out}")));
    check(&folder.source(), "endless.txt", Err(&format!("`endless.txt` cannot be read: {out}")));
    check(&folder.source(), "alias.png", Ok("coin"));
    assert_eq!(list(&folder.source()), ["latin.txt", "sprites/coin.png"], "links are not followed");
}

#[test]
fn a_file_has_a_largest_size() {
    let folder = Folder::new();
    let files = [("sprites/coin.png".to_owned(), "coin".into())].into();
    let embedded = Source::Embedded(EmbeddedGame { name: "pong".to_owned(), files });
    for source in [folder.source(), embedded] {
        assert!(read(&source, "sprites/coin.png", 4).is_ok());
        assert_eq!(
            read(&source, "sprites/coin.png", 3).unwrap_err().to_string(),
            "sprites/coin.png: the file is larger than 3 bytes\n  cure: make it smaller, or part it into several"
        );
    }
}

#[test]
fn text_is_utf_8() {
    let folder = Folder::new();
    let error = read_text(&folder.source(), "latin.txt", FILE_BYTES_MAX).unwrap_err();
    assert_eq!(error.to_string(), "latin.txt:2: the text is not UTF-8\n  cure: save the file as UTF-8");
}
