//! The folders of `assets/games`, within the program.

use include_dir::{Dir, DirEntry, include_dir};
use playground_core_assets::EmbeddedGame;
use playground_core_types::Bytes;
use std::collections::BTreeMap;

const GAMES: &Dir<'static> = &include_dir!("$CARGO_MANIFEST_DIR/../../../assets/games");

/// Every folder, in order of name.
pub(super) fn games() -> Vec<EmbeddedGame> {
    let mut games: Vec<EmbeddedGame> = GAMES.dirs().map(game).collect();
    games.sort_by(|one, other| one.name.cmp(&other.name));
    games
}

fn game(folder: &Dir<'static>) -> EmbeddedGame {
    let mut files = BTreeMap::new();
    collect(folder, folder, &mut files);
    let name = folder.path().file_name().map(|name| name.to_string_lossy().into_owned());
    EmbeddedGame { name: name.unwrap_or_default(), files }
}

/// The files below `folder`, by their path inside `root`.
fn collect(root: &Dir<'static>, folder: &Dir<'static>, files: &mut BTreeMap<String, Bytes>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => collect(root, inner, files),
            DirEntry::File(file) => {
                let inside = file.path().strip_prefix(root.path()).unwrap_or(file.path());
                let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
                files.insert(parts.join("/"), Bytes::from_static(file.contents()));
            }
        }
    }
}
