//! Which paths the files of a bundle may have: the same on every system, whatever it makes of letters.

use crate::source::refuse_path;
use playground_core_assets::bundle::{ENTRY_DEPTH_MAX, ENTRY_PATH_BYTES_MAX};
use playground_core_types::hash::StableHasher;
use std::collections::BTreeMap;

/// Why no bundle has a file of this path; `None` where one may.
pub(super) fn refuse_entry_path(path: &str) -> Option<&'static str> {
    if let Some(reason) = refuse_path(path) {
        return Some(reason);
    }
    if path.len() > ENTRY_PATH_BYTES_MAX {
        return Some("it is longer than 240 bytes");
    }
    if path.split('/').count() > ENTRY_DEPTH_MAX {
        return Some("it has more than 16 parts");
    }
    if path.chars().any(|letter| matches!(letter, '*' | '?' | '"' | '<' | '>' | '|')) {
        return Some("it has one of the characters `*?\"<>|`, which not every system knows");
    }
    let ends = |part: &str| part.ends_with('.') || part.ends_with(' ') || part.starts_with(' ');
    if path.split('/').any(ends) {
        return Some("a part of it begins or ends in a space, or ends in a dot");
    }
    path.split('/').any(is_device).then_some("a part of it is what Windows calls a device")
}

/// Whether a part of a path is a device of Windows, whatever stands behind its first dot.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let is_numbered =
        |kind: &str| stem.strip_prefix(kind).is_some_and(|rest| matches!(rest.as_bytes(), [b'1'..=b'9']));
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || is_numbered("com") || is_numbered("lpt")
}

/// Paths as a system that does not tell capital letters from small ones sees them: each path, and each folder in one.
///
/// Only hashes are kept: a directory that wants to be large has many folders in each of its paths.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// How a path is spelled, by how such a system reads it.
    seen: BTreeMap<u64, u64>,
}

impl Folded {
    /// Adds a path; whether there was none before it that such a system takes for the same, or for a folder of it.
    pub(super) fn add(&mut self, path: &str) -> bool {
        let folders = path.match_indices('/').map(|(at, _)| (&path[..at], "/"));
        folders.chain([(path, "")]).all(|(part, kind)| {
            // A folder is told from a file by what stands behind it.
            let spelled = hash_of(&[part, kind]);
            let before = self.seen.insert(hash_of(&[&part.to_lowercase()]), spelled);
            before.is_none_or(|before| before == spelled && !kind.is_empty())
        })
    }
}

/// Which of the paths before it a path was taken for, to be told.
pub(super) fn find_twin<'p>(mut before: impl Iterator<Item = &'p str>, path: &str) -> &'p str {
    let first = |path: &str| path.split('/').next().unwrap_or_default().to_lowercase();
    let wanted = path.to_lowercase();
    let is_twin = |other: &&str| {
        let other_folded = other.to_lowercase();
        let is_folder = |one: &str, of: &str| of.strip_prefix(one).is_some_and(|rest| rest.starts_with('/'));
        wanted == other_folded
            || is_folder(&wanted, &other_folded)
            || is_folder(&other_folded, &wanted)
            || first(other) == first(path) && other.split('/').next() != path.split('/').next()
    };
    before.find(is_twin).unwrap_or("another one")
}

fn hash_of(parts: &[&str]) -> u64 {
    let mut hasher = StableHasher::new();
    parts.iter().for_each(|part| hasher.write(part.as_bytes()));
    hasher.finish()
}
