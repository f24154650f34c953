//! All that a player keeps of a game as one file, where the platform's own store is out of reach: a page's.

use crate::archive;
use playground_core_assets::store::{STORED_BYTES_MAX, is_store_name};
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind};
use std::collections::BTreeMap;

/// The entry that tells which game's files these are.
const ABOUT_FILE: &str = "about.txt";

/// What stands in front of the game's id there.
const ABOUT_START: &str = "the saves of ";

/// The most files of one game.
const FILE_COUNT_MAX: usize = 1_000;

/// A player's files by their names, as the store calls them.
pub type StoredFiles = BTreeMap<String, Bytes>;

/// Packs the files of the game `id` into a zip file.
///
/// # Errors
/// Files that are too large for one.
pub fn pack_saves(id: &str, files: &StoredFiles) -> CoreResult<Vec<u8>> {
    let about = format!("{ABOUT_START}{id}\n").into_bytes();
    let mut entries = vec![(ABOUT_FILE, about)];
    entries.extend(files.iter().map(|(name, bytes)| (name.as_str(), bytes.to_vec())));
    archive::pack(&entries)
}

/// The files in such a zip file, all of them or none.
///
/// # Errors
/// A file that is none or is torn, one of another game, a name that the store would not take.
pub fn unpack_saves(id: &str, bytes: &[u8]) -> CoreResult<StoredFiles> {
    let entries = archive::entries(bytes, FILE_COUNT_MAX + 1)
        .ok_or_else(|| refused("this file holds no saves, or it is torn"))?;
    let Some((ABOUT_FILE, about)) = entries.first() else {
        return Err(refused("this zip file holds no saves"));
    };
    let about = String::from_utf8_lossy(about);
    let owner = about.trim().strip_prefix(ABOUT_START).unwrap_or_default();
    if owner != id {
        return Err(refused(&format!("these are saves of `{owner}`, and no saves of `{id}`")));
    }
    let mut files = StoredFiles::new();
    for (name, content) in &entries[1..] {
        let is_known = files.contains_key(*name);
        if is_known || !is_store_name(name) || content.len() > STORED_BYTES_MAX {
            return Err(refused(&format!("`{name}` is no file of a game's saves")));
        }
        files.insert((*name).to_owned(), Bytes::copy_from_slice(content));
    }
    Ok(files)
}

fn refused(message: &str) -> CoreError {
    CoreError::new(ErrorKind::BadContent, message).cure("take a file that the page of this game has saved")
}

#[cfg(test)]
mod tests {
    use super::{StoredFiles, pack_saves, unpack_saves};
    use crate::archive;

    fn files() -> StoredFiles {
        let names = ["settings.toml", "org.example.storm/saved.bin", "org.example.storm/saved.bin.previous"];
        names.into_iter().zip(["a", "", "ccc"]).map(|(name, text)| (name.to_owned(), text.into())).collect()
    }

    #[track_caller]
    fn check_refused(bytes: &[u8], message: &str) {
        let error = unpack_saves("org.example.storm", bytes).unwrap_err();
        assert!(error.message().contains(message), "{error}");
    }

    #[test]
    fn what_goes_out_comes_in() {
        let packed = pack_saves("org.example.storm", &files()).unwrap();
        assert_eq!(unpack_saves("org.example.storm", &packed).unwrap(), files());
        let empty = pack_saves("org.example.storm", &StoredFiles::new()).unwrap();
        assert_eq!(unpack_saves("org.example.storm", &empty).unwrap(), StoredFiles::new());
    }

    #[test]
    fn a_file_that_is_none_changes_nothing() {
        check_refused(b"", "no saves");
        check_refused(b"a letter", "no saves");
        check_refused(&pack_saves("org.example.calm", &files()).unwrap(), "saves of `org.example.calm`");
        check_refused(&archive::pack(&[("run.replay", vec![1])]).unwrap(), "holds no saves");
    }

    #[test]
    fn names_stay_inside_of_the_store() {
        for name in ["../a", "/etc/passwd", "A", "a/b/c", ""] {
            let about = ("about.txt", b"the saves of org.example.storm\n".to_vec());
            check_refused(&archive::pack(&[about, (name, vec![1])]).unwrap(), "is no file of a game's saves");
        }
        let about = ("about.txt", b"the saves of org.example.storm\n".to_vec());
        let twice = archive::pack(&[about, ("a", vec![1]), ("a", vec![2])]).unwrap();
        check_refused(&twice, "`a` is no file");
    }

    #[test]
    fn a_torn_or_changed_file_is_refused_at_every_byte() {
        let packed = pack_saves("org.example.storm", &files()).unwrap();
        for length in 0..packed.len() {
            unpack_saves("org.example.storm", &packed[..length]).unwrap_err();
        }
        for at in 0..packed.len() {
            let mut changed = packed.clone();
            changed[at] ^= 1;
            unpack_saves("org.example.storm", &changed).unwrap_err();
        }
    }
}
