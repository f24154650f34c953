//! The names of a new game, from the name of its folder.

use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// As many as a game's name may have.
const TITLE_CHARACTERS_MAX: usize = 100;
/// Short enough for an id of any publisher.
const ID_CHARACTERS_MAX: usize = 60;
/// Short enough for a line of source that names it.
const PLUGIN_CHARACTERS_MAX: usize = 32;

/// What a game is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Names {
    /// As the player reads it. Shape: one line, not empty.
    pub(super) title: String,
    /// The last part of its id. Shape: a-z, 0-9 and single `-` between them.
    pub(super) id: String,
}

impl Names {
    /// Some names for every folder: what an id cannot have becomes `-`.
    pub(super) fn of(folder: &str) -> Self {
        let line = folder.replace(char::is_control, " ");
        let title: String = line.trim().chars().take(TITLE_CHARACTERS_MAX).collect();
        let id: String = joined(folder, '-').chars().take(ID_CHARACTERS_MAX).collect();
        let id = id.trim_end_matches('-');
        Self {
            title: if title.is_empty() { "Game".to_owned() } else { title },
            id: if id.is_empty() { "game".to_owned() } else { id.to_owned() },
        }
    }
}

/// The name of a folder's plugin: a crate is called so, and its folder.
///
/// # Errors
/// A name of which no Rust identifier can be made.
pub(super) fn plugin_name(folder: &str) -> CoreResult<String> {
    let is_known = |letter: char| letter.is_ascii_alphanumeric() || "-_ .".contains(letter);
    let name = joined(folder, '_');
    let is_name = name.starts_with(|letter: char| letter.is_ascii_lowercase());
    if is_name && folder.chars().all(is_known) && name.len() <= PLUGIN_CHARACTERS_MAX {
        return Ok(name);
    }
    let message = format!("a plugin cannot be called `{folder}`, because its name becomes a Rust identifier");
    let cure = format!(
        "call the folder by at most {PLUGIN_CHARACTERS_MAX} of a-z, 0-9, `_` and `-`, with a letter first"
    );
    Err(CoreError::new(ErrorKind::BadRequest, message).cure(cure))
}

/// The letters and digits of a text in lower case, with one `joint` where anything else is between them.
fn joined(text: &str, joint: char) -> String {
    let parts = text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let parts: Vec<String> = parts.map(str::to_ascii_lowercase).collect();
    parts.join(&joint.to_string())
}

/// A text as it stands between the quotes of TOML.
pub(super) fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(folder: &str, title: &str, id: &str, plugin: Option<&str>) {
        assert_eq!(Names::of(folder), Names { title: title.to_owned(), id: id.to_owned() }, "{folder:?}");
        assert_eq!(plugin_name(folder).ok().as_deref(), plugin, "{folder:?}");
    }

    #[test]
    fn every_folder_has_names_and_most_can_be_a_plugins() {
        check("storm", "storm", "storm", Some("storm"));
        check("Storm Rider", "Storm Rider", "storm-rider", Some("storm_rider"));
        check("storm-rider_2", "storm-rider_2", "storm-rider-2", Some("storm_rider_2"));
        check("--a--b--", "--a--b--", "a-b", Some("a_b"));
        check("my.game", "my.game", "my-game", Some("my_game"));
        check("2048", "2048", "2048", None);
        check("héros", "héros", "h-ros", None);
        check("嵐", "嵐", "game", None);
        check("a\nb", "a b", "a-b", None);
        check(" ", "Game", "game", None);
        check("", "Game", "game", None);
        check("what?", "what?", "what", None);
        let long = "a".repeat(200);
        check(&long, &long[..100], &long[..60], None);
    }

    #[test]
    fn a_refusal_says_what_a_name_may_be() {
        let error = plugin_name("2048").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BadRequest);
        assert!(error.to_string().contains("cure: call the folder"), "{error}");
    }
}
