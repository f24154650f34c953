//! The game that a program is, where it was shipped with one.

use playground_core_types::{CoreError, ErrorKind};
use playground_systems_assets::bundle::find_attached;
use std::path::{Path, PathBuf};

/// The bundle beside a program that was shipped with it.
pub const BUNDLE_FILE: &str = "game.pack";

/// The file with the bundle of the game that `program` is: itself, where it carries one at its end, or the one that
/// lies beside it, or where macOS has it. `None` for a program that plays any game. Blocks.
pub fn find(program: &Path) -> Option<PathBuf> {
    if find_attached(program).is_some() {
        return Some(program.to_path_buf());
    }
    let folder = program.parent()?;
    let places = [folder.join(BUNDLE_FILE), folder.join("../Resources").join(BUNDLE_FILE)];
    places.into_iter().find(|place| place.is_file())
}

/// Words that every player has in it, and no other program.
pub(crate) const MARK: &str = "there is no game in this program, and no `";

/// What a program says that was shipped with a game and has none.
pub(crate) fn carries_none() -> CoreError {
    let message = format!("{MARK}{BUNDLE_FILE}` beside it");
    CoreError::new(ErrorKind::File, message).cure(
        "a part was lost: copy or unpack the whole game again; a player of other games is given one: `playground PATH`",
    )
}

#[cfg(test)]
mod tests {
    use super::find;
    use std::fs;

    #[test]
    fn a_program_is_the_game_that_it_was_shipped_with() {
        let root = tempfile::tempdir().unwrap();
        let (programs, resources) = (root.path().join("MacOS"), root.path().join("Resources"));
        [&programs, &resources].iter().for_each(|folder| fs::create_dir_all(folder).unwrap());
        let program = programs.join("storm");
        fs::write(&program, [7; 100]).unwrap();
        assert_eq!(find(&program), None);
        fs::write(resources.join("game.pack"), "").unwrap();
        assert_eq!(find(&program).unwrap().canonicalize().unwrap(), resources.join("game.pack"));
        fs::write(programs.join("game.pack"), "").unwrap();
        assert_eq!(find(&program).unwrap(), programs.join("game.pack"));
        // A bundle without a file in it is its end.
        let end = [b"PK\x05\x06".as_slice(), &[0; 18]].concat();
        fs::write(&program, [[7; 100].as_slice(), &end].concat()).unwrap();
        assert_eq!(find(&program).unwrap(), program, "what it carries comes first");
    }
}
