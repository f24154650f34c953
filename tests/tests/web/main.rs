//! The page: the same worlds as everywhere, and a game that is played in a real browser.
//!
//! `./dev test` builds the page and names it in `PLAYGROUND_PAGE`; where it cannot be built, or there is no node or no
//! browser, each test says that it is passed over. What is played is what `playground ship --target web` writes.

#![expect(clippy::unwrap_used, reason = "a test ends where its preparation fails")]
#![expect(clippy::print_stdout, reason = "what is passed over is told, and what was compared")]

mod browser;
#[path = "../shared/copies.rs"]
mod copies;
// The packer builds without tests, so that only a page needs what it stands on.
#[path = "../../../platform/web/package/src/modules.rs"]
mod modules;
mod pictures;
mod sameness;

use playground_platform_runner::Program;
use playground_platform_runner::pack::Outcome;
use playground_platform_runner::ship::{ShipOptions, Target, run};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use tempfile::{TempDir, tempdir_in};
use tokio::runtime::Builder;

/// The program of both ways.
const PROGRAM: Program = Program {
    plugins: &[
        playground_game_plugins_foxfire::PLUGIN,
        playground_game_plugins_pong::PLUGIN,
        playground_game_plugins_soundboard::PLUGIN,
        playground_game_plugins_swarm::PLUGIN,
        playground_game_plugins_tumble::PLUGIN,
    ],
    shell: playground_game_plugins_shell::SHELL,
};

/// One game is shipped at a time: it is looked at by the one client of the program.
static SHIPPING: Mutex<()> = Mutex::new(());

/// The folder of a sample game.
fn game(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/games").join(name)
}

/// Whether there is a browser to play in; told where there is none.
fn has_browser(name: &str, journey: &str) -> bool {
    let has = std::env::var_os("PLAYGROUND_BROWSER").is_some();
    if !has {
        println!("SKIPPED: {name} {journey}: there is no browser; `./dev test` installs one where it can");
    }
    has
}

/// A shipped game, in a folder that goes with it.
struct Page(TempDir);

impl Page {
    /// Ships a game for a browser; `None`, told, where there is no page to ship it with.
    fn of(name: &str, test: &str) -> Option<Self> {
        Self::of_folder(&game(name), name, test)
    }

    /// The same of a game that is no sample.
    fn of_folder(game: &Path, name: &str, test: &str) -> Option<Self> {
        let Some(player) = std::env::var_os("PLAYGROUND_PAGE") else {
            println!("SKIPPED: {name} {test}: there is no page; `./dev test` builds it where it can");
            return None;
        };
        let _one = SHIPPING.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let options = ShipOptions {
            game: game.to_owned(),
            target: Target::Web,
            output: folder.path().to_owned(),
            fused: false,
            player: Some(player.into()),
        };
        let executor = Builder::new_current_thread().build().unwrap();
        let shipped = executor.block_on(run(PROGRAM, &options, Path::new("playground"))).unwrap();
        assert!(matches!(shipped, Outcome::Done(_)), "{shipped:?}");
        Some(Self(folder))
    }

    /// The folder that a server would serve.
    fn folder(&self) -> PathBuf {
        let mut entries = std::fs::read_dir(self.0.path()).unwrap().map(|entry| entry.unwrap().path());
        entries.find(|entry| entry.is_dir()).unwrap()
    }

    /// A program in JavaScript of `tests/web`, to be run with the page.
    fn script(&self, name: &str) -> Command {
        let mut command = Command::new("node");
        command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("web").join(name)).arg(self.folder());
        command
    }
}

/// What a program says, once it has ended well.
#[track_caller]
fn output(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    said
}
