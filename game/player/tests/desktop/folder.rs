//! A private folder of a test, and the processes that a test starts.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::{TempDir, tempdir};

/// A process that ends with its value, and only that process.
pub(crate) struct Guest(pub(crate) Child);

impl Drop for Guest {
    fn drop(&mut self) {
        self.0.kill().unwrap_or_default();
        self.0.wait().map(drop).unwrap_or_default();
    }
}

/// A folder that goes with the test; sockets lie in it, so its path is short.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Starts a program that lives in the folder; `None`, said aloud, where it is not installed.
    pub(crate) fn start(&self, program: &str, arguments: &[&str]) -> Option<Guest> {
        let mut command = Command::new(program);
        command.args(arguments).env("XDG_RUNTIME_DIR", self.path()).env("HOME", self.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        match command.spawn() {
            Ok(child) => Some(Guest(child)),
            Err(error) => {
                println!("SKIPPED: {program} is not there ({error}), so nothing was looked at");
                None
            }
        }
    }
}
