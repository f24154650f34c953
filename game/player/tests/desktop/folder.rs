//! A private folder of a test, and the processes that a test starts.

use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A process that ends with its value, and only that process.
pub(crate) struct Guest(pub(crate) Child);

impl Drop for Guest {
    fn drop(&mut self) {
        self.0.kill().unwrap_or_default();
        self.0.wait().map(drop).unwrap_or_default();
    }
}

/// A folder that goes with the test; sockets lie in it, so its path is short.
pub(crate) struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("playground-{name}-{}", std::process::id()));
        std::fs::DirBuilder::new().mode(0o700).create(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Starts a program that lives in the folder; `None`, said aloud, where it is not installed.
    pub(crate) fn start(&self, program: &str, arguments: &[&str]) -> Option<Guest> {
        let mut command = Command::new(program);
        command.args(arguments).env("XDG_RUNTIME_DIR", &self.0).env("HOME", &self.0);
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
