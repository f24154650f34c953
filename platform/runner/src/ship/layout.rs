//! The files of a shipped game, and how they become one file.

use super::{gzip, tar};
use playground_core_types::CoreResult;
use playground_systems_assets::bundle::BundleWriter;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;

/// Who may do what with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Everybody may read it.
    Data,
    /// Everybody may also start it.
    Program,
}

impl Mode {
    /// As Unix has it.
    pub(super) fn bits(self) -> u32 {
        match self {
            Self::Data => 0o644,
            Self::Program => 0o755,
        }
    }

    /// Gives a file this mode, where the system has modes.
    #[cfg_attr(not(unix), expect(clippy::unused_self, reason = "a system without modes has nothing to give"))]
    pub(super) fn set(self, file: &File) -> io::Result<()> {
        #[cfg(unix)]
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(self.bits()))?;
        #[cfg(not(unix))]
        let _ = file;
        Ok(())
    }
}

/// Files by path, all in one folder.
#[derive(Debug)]
pub(super) struct Layout {
    folder: String,
    version: String,
    pub(super) files: BTreeMap<String, (Mode, Vec<u8>)>,
}

impl Layout {
    pub(super) fn new(folder: &str, version: &str) -> Self {
        Self { folder: folder.to_owned(), version: version.to_owned(), files: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, path: &str, mode: Mode, bytes: &[u8]) {
        self.files.insert(path.to_owned(), (mode, bytes.to_vec()));
    }

    /// Name, bytes and mode of the file for a system that unpacks tar files.
    pub(super) fn into_tar_gz(self, target: &str) -> (String, Vec<u8>, Mode) {
        let files =
            self.files.iter().map(|(path, (mode, bytes))| (path.as_str(), mode.bits(), bytes.as_slice()));
        let name = format!("{}-{}-{target}.tar.gz", self.folder, self.version);
        (name, gzip::pack(&tar::pack(files)), Mode::Data)
    }

    /// The same for a system that unpacks zip files.
    pub(super) fn into_zip(self, target: &str) -> CoreResult<(String, Vec<u8>, Mode)> {
        let mut writer = BundleWriter::new(Vec::new());
        for (path, (_, bytes)) in &self.files {
            writer.add(path, bytes)?;
        }
        let name = format!("{}-{}-{target}.zip", self.folder, self.version);
        Ok((name, writer.finish()?, Mode::Data))
    }
}
