//! How a plugin becomes part of the player: a crate in playground's source tree, and lines that name it.

use super::journal::file_error;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::fs;
use std::path::{Path, PathBuf};

/// The line above which the next plugin goes, behind the sign of a comment.
const MARK: &str = "`playground new` adds the next plugin above this line.";

/// Files of the tree, and the line that names a plugin in each. What the player depends on by path is
/// of the workspace, without a line for it.
const LINES: [(&str, &str); 3] = [
    ("Cargo.toml", "playground-game-plugins-PLUGIN_NAME = { path = \"game/plugins/PLUGIN_NAME\" }"),
    ("game/player/Cargo.toml", "playground-game-plugins-PLUGIN_NAME.workspace = true"),
    ("game/player/src/plugins.rs", "    playground_game_plugins_PLUGIN_NAME::PLUGIN,"),
];

/// What makes a plugin part of the player.
#[derive(Debug)]
pub(super) struct Linking {
    /// The root of the source tree.
    pub(super) tree: PathBuf,
    /// The plugin's name.
    pub(super) plugin: String,
    /// The folder of its crate, which is not there yet.
    pub(super) folder: PathBuf,
    /// What is to change; a line that is there already is not.
    pub(super) links: Vec<Link>,
}

/// A change of one file.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) file: PathBuf,
    pub(super) old: String,
    pub(super) new: String,
}

/// The nearest source tree upwards from `path`, which need not be there itself.
pub(super) fn find_tree(path: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(path).ok()?;
    // What is not there yet has no real path, and `..` in it none to go upwards on.
    let start = whole.ancestors().find_map(|folder| folder.canonicalize().ok())?;
    start.ancestors().find(|folder| is_tree(folder)).map(Path::to_path_buf)
}

fn is_tree(folder: &Path) -> bool {
    folder.join("game/plugins").is_dir() && folder.join("game/player/src").is_dir()
}

/// What is to be done for a plugin in a tree.
///
/// # Errors
/// A name that is taken, or a tree without the lines to go by.
pub(super) fn plan(tree: PathBuf, plugin: &str) -> CoreResult<Linking> {
    let folder = tree.join("game/plugins").join(plugin);
    if folder.symlink_metadata().is_ok() {
        let message = format!("there is a plugin `{plugin}` already, in {}", folder.display());
        return Err(CoreError::new(ErrorKind::File, message)
            .cure("give the new game's folder another name, or delete the plugin first"));
    }
    let mut links = Vec::new();
    for (inside, line) in LINES {
        let file = tree.join(inside);
        let old = fs::read_to_string(&file).map_err(|error| file_error(&file, "cannot be read", &error))?;
        let new = add_line(&old, &line.replace("PLUGIN_NAME", plugin)).ok_or_else(|| no_mark(&file))?;
        if new != old {
            links.push(Link { file, old, new });
        }
    }
    Ok(Linking { tree, plugin: plugin.to_owned(), folder, links })
}

/// The text with a line above the mark, unless it is there already; nothing without a mark.
fn add_line(text: &str, line: &str) -> Option<String> {
    if text.lines().any(|other| other.trim() == line.trim()) {
        return Some(text.to_owned());
    }
    let mark = text.find(MARK)?;
    let start = text[..mark].rfind('\n').map_or(0, |end| end + 1);
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    Some(format!("{}{line}{end}{}", &text[..start], &text[start..]))
}

fn no_mark(file: &Path) -> CoreError {
    let sign = if file.extension().is_some_and(|extension| extension == "rs") { "//" } else { "#" };
    let message = "the line is missing above which plugins are added";
    CoreError::new(ErrorKind::BadContent, message)
        .at(file.display().to_string(), 0, 0)
        .cure(format!("put `{sign} {MARK}` behind the last plugin"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let lines = |text: &str| text.replace("MARK", MARK);
        assert_eq!(add_line(&lines(text), "  storm,"), expected.map(lines), "{text:?}");
    }

    #[test]
    fn a_line_goes_above_the_mark_once() {
        check("[\n  pong,\n  // MARK\n]\n", Some("[\n  pong,\n  storm,\n  // MARK\n]\n"));
        check("[\r\n  // MARK\r\n]\r\n", Some("[\r\n  storm,\r\n  // MARK\r\n]\r\n"));
        check("# MARK", Some("  storm,\n# MARK"));
        check("[\n  storm,\n  // MARK\n]\n", Some("[\n  storm,\n  // MARK\n]\n"));
        check("[\n  pong,\n]\n", None);
    }
}
