//! The page: the same worlds as everywhere, and a game that is played in a real browser.
//!
//! `./dev soak web` builds the page and names it in `PLAYGROUND_PAGE`; where it cannot be built, or there is no node or no
//! browser, each test says that it is passed over.

#![expect(clippy::unwrap_used, reason = "a test ends where its preparation fails")]
#![expect(clippy::print_stdout, reason = "what is passed over is told, and what was compared")]

mod browser;
mod sameness;

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of a sample game.
fn game(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/games").join(name)
}

/// A program in JavaScript of `tests/web`, to be run with the page; `None`, told, where the page cannot be tested.
fn script(name: &str) -> Option<Command> {
    let Some(page) = std::env::var_os("PLAYGROUND_PAGE") else {
        println!("SKIPPED: {name}: there is no page; `./dev soak web` builds it where it can");
        return None;
    };
    let mut command = Command::new("node");
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("web").join(name)).arg(page);
    Some(command)
}

/// What a program says, once it has ended well.
#[track_caller]
fn output(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    said
}
