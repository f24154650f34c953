//! A folder with a copy of pong in it, and the program that runs there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::{TempDir, tempdir_in};

const PONG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/games/pong");

/// What hides every graphics card: drivers that are not there.
const NO_DRIVERS: [(&str, &str); 3] = [
    ("VK_DRIVER_FILES", "/nonexistent"),
    ("VK_ICD_FILENAMES", "/nonexistent"),
    ("__EGL_VENDOR_LIBRARY_FILENAMES", "/nonexistent"),
];

/// A folder of a test's own that goes with it; `pong` in it may be broken at will.
pub(crate) struct Place(TempDir);

/// What a run said.
#[derive(Debug, PartialEq)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) lines: String,
    pub(crate) complaint: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        copy(Path::new(PONG), &folder.path().join("pong"));
        Self(folder)
    }

    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.0.path().join(inside)
    }

    pub(crate) fn write(&self, inside: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(inside), bytes).unwrap();
    }

    /// Replaces a text of a file, of which there has to be one.
    #[track_caller]
    pub(crate) fn edit(&self, inside: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.path(inside)).unwrap();
        assert_eq!(text.matches(old).count(), 1, "{inside} has `{old}` once");
        self.write(inside, text.replacen(old, new, 1));
    }

    /// The names of all files and folders, sorted.
    pub(crate) fn names(&self) -> Vec<PathBuf> {
        let mut names = Vec::new();
        let mut folders = vec![self.path("")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path.clone());
                }
                names.push(path);
            }
        }
        names.sort();
        names
    }

    /// Runs the program here with the words of `arguments`.
    pub(crate) fn run(&self, arguments: &str) -> Run {
        finish(self.command(arguments))
    }

    /// Runs the program here with words that may have spaces in them.
    pub(crate) fn run_words(&self, words: &[&str]) -> Run {
        let mut command = self.command("");
        command.args(words);
        finish(command)
    }

    /// Runs the program where no graphics card can be found.
    pub(crate) fn run_without_drivers(&self, arguments: &str) -> Run {
        let mut command = self.command(arguments);
        command.envs(NO_DRIVERS);
        finish(command)
    }

    /// Runs pong headless, which has to succeed.
    #[track_caller]
    pub(crate) fn play(&self, arguments: &str) -> Run {
        let run = self.run(&format!("pong --headless {arguments}"));
        assert_eq!(run.status, 0, "{}", run.complaint);
        run
    }

    /// Runs another program here, which may be one that was shipped.
    pub(crate) fn run_program(&self, program: &Path, arguments: &str) -> Run {
        let mut command = self.command_of(program, arguments);
        command.envs(NO_DRIVERS);
        finish(command)
    }

    pub(crate) fn command(&self, arguments: &str) -> Command {
        self.command_of(Path::new(env!("CARGO_BIN_EXE_playground")), arguments)
    }

    fn command_of(&self, program: &Path, arguments: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.0.path()).args(arguments.split_whitespace());
        // No screen, and every chance for a backtrace.
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
        // A player's program does not know where it was built.
        command.env_remove("CARGO_MANIFEST_DIR");
        command.env("XDG_RUNTIME_DIR", self.0.path()).env("RUST_BACKTRACE", "1");
        command
    }
}

impl Run {
    /// The same run without what the renderer says of itself before anything can go wrong.
    pub(crate) fn without_log(mut self) -> Self {
        let lines = self.complaint.lines().filter(|line| !line.starts_with("[INFO"));
        self.complaint = lines.map(|line| format!("{line}\n")).collect();
        self
    }

    /// The value of a key of the report.
    #[track_caller]
    pub(crate) fn value(&self, key: &str) -> &str {
        let mut pairs = self.lines.lines().filter_map(|line| line.split_once(": "));
        let pair = pairs.find(|(name, _)| *name == key);
        pair.unwrap_or_else(|| panic!("no `{key}` in {}", self.lines)).1
    }
}

/// Waits for the end, and refuses every word that only a programmer knows.
#[track_caller]
fn finish(mut command: Command) -> Run {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let complaint = String::from_utf8(stderr).unwrap();
    for word in ["panicked", "backtrace", "RUST_", ".rs:"] {
        assert!(!complaint.contains(word), "`{word}` is nothing for a player: {complaint}");
    }
    let status = status.code().unwrap_or_else(|| panic!("killed: {status}; {complaint}"));
    Run { status, lines: String::from_utf8(stdout).unwrap(), complaint }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
