//! Where a game comes from.

use crate::Bundle;
use bytes::Bytes;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The place of a game's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A folder on this machine, or its `game.toml`, or a lone scene file; or, until it is opened, a file with a bundle.
    Folder(PathBuf),
    /// A game in one file.
    Bundle(Bundle),
    /// A game that is part of the program.
    Embedded(EmbeddedGame),
}

impl Default for Source {
    /// An embedded game without files: nothing to open.
    fn default() -> Self {
        Self::Embedded(EmbeddedGame::default())
    }
}

/// A game inside the program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EmbeddedGame {
    /// What errors and the gallery call it, such as `"pong"`.
    pub name: String,
    /// Its files, by path inside the game with `/` between folders.
    pub files: BTreeMap<String, Bytes>,
}
