//! For a browser: the place of the page, its loader and the player's WebAssembly, which come from `players/web`.
//!
//! Not made yet: whoever makes the player of the browser lays the page out here.

use super::player::players_folder;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::path::Path;

/// Looks for the player of the browser.
///
/// # Errors
/// Always, so far: there is none.
pub(super) fn find_player(given: Option<&Path>, executable: &Path) -> CoreResult<()> {
    let folder = given.map_or_else(|| players_folder(executable).join("web"), Path::to_path_buf);
    let message = format!("there is no player for the web in `{}`", folder.display());
    Err(CoreError::new(ErrorKind::File, message).cure("fill it from a clone: `./dev web`"))
}
