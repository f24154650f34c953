//! Where the player's own small files are kept: saves, settings, binds.

use playground_core_types::Bytes;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The largest file of the store: a world of two million things of a hundred bytes. Unit: bytes.
pub const STORED_BYTES_MAX: usize = 256 << 20;

/// What is behind the name of a file that was replaced: the generation before.
pub const PREVIOUS_SUFFIX: &str = ".previous";

/// The place of the player's files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Store {
    /// `None` keeps nothing: what is fetched is not there, what is stored is dropped.
    pub folder: Option<PathBuf>,
    /// In place of a folder, where the platform has none and writes down itself what changes.
    pub memory: Option<MemoryStore>,
}

/// The player's files in memory, and which of them the platform has not written down yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemoryStore {
    /// By name, as [`is_store_name`] allows.
    pub files: BTreeMap<String, Bytes>,
    /// The names whose file is another one, or gone, since the platform looked last.
    pub changed: BTreeSet<String>,
}

impl MemoryStore {
    /// Replaces a file.
    pub fn replace(&mut self, name: &str, bytes: Bytes) {
        self.files.insert(name.to_owned(), bytes);
        self.changed.insert(name.to_owned());
    }

    /// Gives a file another name; nothing where there is no such file.
    pub fn rename(&mut self, name: &str, other: &str) {
        if let Some(bytes) = self.files.remove(name) {
            self.changed.insert(name.to_owned());
            self.replace(other, bytes);
        }
    }
}

/// Whether `name` may name a file of the store: one or two parts of `a-z`, `0-9`, `.`, `-` and `_`, parted by `/`,
/// none of them hidden.
pub fn is_store_name(name: &str) -> bool {
    let is_part = |part: &str| {
        let is_letter = |byte: u8| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'_')
        };
        !part.is_empty() && part.len() <= 120 && !part.starts_with('.') && part.bytes().all(is_letter)
    };
    let parts: Vec<&str> = name.split('/').collect();
    parts.len() <= 2 && parts.into_iter().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::{MemoryStore, is_store_name};

    #[test]
    fn memory_tells_what_is_to_be_written_down() {
        let mut store = MemoryStore::default();
        store.rename("none", "other");
        assert!(store.changed.is_empty());
        store.replace("a.bin", "1".into());
        store.rename("a.bin", "a.bin.old");
        assert!(store.files.keys().eq(["a.bin.old"]));
        assert!(store.changed.iter().eq(["a.bin", "a.bin.old"]));
    }

    #[test]
    fn names_stay_inside_of_the_store() {
        for name in ["settings.toml", "org.example.storm/saved.bin", "a-b/c_1"] {
            assert!(is_store_name(name), "{name}");
        }
        for name in ["", "/a", "a/", "../a", "a/../b", "a/b/c", ".hidden", "A", "a\\b", "c:d", "a b"] {
            assert!(!is_store_name(name), "{name}");
        }
    }
}
