//! Where the player's own small files are kept: saves, settings, binds.

use std::path::PathBuf;

/// The largest file of the store: a world of two million things of a hundred bytes. Unit: bytes.
pub const STORED_BYTES_MAX: usize = 256 << 20;

/// What is behind the name of a file that was replaced: the generation before.
pub const PREVIOUS_SUFFIX: &str = ".previous";

/// The folder of the player's files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Store {
    /// `None` keeps nothing: what is fetched is not there, what is stored is dropped.
    pub folder: Option<PathBuf>,
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
    use super::is_store_name;

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
