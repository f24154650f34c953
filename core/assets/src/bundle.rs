//! A game in one file: where its bytes lie, and what lies where among them.
//!
//! A bundle is a zip file of the plainest kind, so that any zip tool opens it; `systems/assets` reads and writes it.

use bytes::Bytes;
use playground_core_types::Handle;
use std::path::PathBuf;

/// What the name of a bundle ends in.
pub const BUNDLE_EXTENSION: &str = "pack";

/// The most files in a bundle; one more is a number by which zip tools mean another format.
pub const ENTRY_COUNT_MAX: usize = 65_534;

/// The largest bundle, and the most that all its files may have together once they are unpacked. Unit: bytes.
pub const BUNDLE_BYTES_MAX: u64 = u32::MAX as u64;

/// The largest file in a bundle once it is unpacked. Unit: bytes.
pub const ENTRY_BYTES_MAX: u64 = 256 << 20;

/// How many times larger than in the bundle a file may be once it is unpacked.
pub const ENTRY_RATIO_MAX: u64 = 1_000;

/// The longest path of a file in a bundle. Unit: bytes of UTF-8.
pub const ENTRY_PATH_BYTES_MAX: usize = 240;

/// The most parts of such a path: folders and the file.
pub const ENTRY_DEPTH_MAX: usize = 16;

/// The part of a head that stands in front of a file and in the directory alike. Unit: bytes.
pub const ENTRY_HEAD_BYTES: usize = 26;

/// A bundle whose directory was read and found to be right. None of its files is read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// What errors call it.
    pub name: String,
    /// Where its bytes are.
    pub place: BundlePlace,
    /// Its files, sorted by path, each path once; behind one another in the bundle in this order.
    pub entries: Handle<Vec<BundleEntry>>,
}

/// Where the bytes of a bundle are. Those of a file are read by range, when they are needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BundlePlace {
    /// In a file on this machine, which may be a program that carries it.
    File {
        /// The file.
        path: PathBuf,
        /// Where in it the bundle begins. Unit: bytes.
        start: u64,
    },
    /// In memory.
    Memory(Bytes),
}

/// A file in a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleEntry {
    /// Its path inside the game, with `/` between folders.
    pub path: String,
    /// Where its own head begins. Unit: bytes from the beginning of the bundle.
    pub offset: u64,
    /// What the directory says of it, which its own head repeats byte for byte.
    pub head: [u8; ENTRY_HEAD_BYTES],
    /// How it is packed.
    pub method: Method,
    /// The CRC-32 of the file.
    pub check: u32,
    /// How long it is in the bundle. Unit: bytes.
    pub packed_bytes: u64,
    /// How long the file is. Unit: bytes. Range: at most [`ENTRY_BYTES_MAX`], and [`ENTRY_RATIO_MAX`] times
    /// `packed_bytes`.
    pub bytes: u64,
}

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// As it is.
    Stored,
    /// By deflate.
    Deflated,
}

impl Bundle {
    /// The file at `path`.
    pub fn find(&self, path: &str) -> Option<&BundleEntry> {
        let index = self.entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()?;
        self.entries.get(index)
    }
}
