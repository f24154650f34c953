//! The files of the templates, which lie in `platform/runner/templates` and are part of the program.

use super::Template;
use super::names::{Names, escape};

/// The content of a file: text with names to fill in, or bytes as they are.
#[derive(Debug)]
pub(super) enum File {
    Text(&'static str),
    Bytes(&'static [u8]),
}

type Files = &'static [(&'static str, File)];

const HERO: File = File::Bytes(include_bytes!("../../templates/empty/sprites/hero.png"));

const EMPTY: Files = &[
    ("README.md", File::Text(include_str!("../../templates/empty/README.md"))),
    ("game.toml", File::Text(include_str!("../../templates/empty/game.toml"))),
    ("scenes/main.ron", File::Text(include_str!("../../templates/empty/scenes/main.ron"))),
    ("sounds/hello.wav", File::Bytes(include_bytes!("../../templates/empty/sounds/hello.wav"))),
    ("sprites/hero.png", HERO),
    ("sprites/star.png", File::Bytes(include_bytes!("../../templates/empty/sprites/star.png"))),
];

const PLUGIN: Files = &[
    ("README.md", File::Text(include_str!("../../templates/plugin/README.md"))),
    ("game.toml", File::Text(include_str!("../../templates/plugin/game.toml"))),
    ("scenes/main.ron", File::Text(include_str!("../../templates/plugin/scenes/main.ron"))),
    ("sounds/coin.wav", File::Bytes(include_bytes!("../../templates/plugin/sounds/coin.wav"))),
    ("sprites/coin.png", File::Bytes(include_bytes!("../../templates/plugin/sprites/coin.png"))),
    ("sprites/hero.png", HERO),
];

/// The crate of a plugin. Its manifest has another name in the template, for which cargo does not look.
pub(super) const RULES: Files = &[
    ("Cargo.toml", File::Text(include_str!("../../templates/plugin/crate/manifest.toml"))),
    ("src/lib.rs", File::Text(include_str!("../../templates/plugin/crate/lib.rs"))),
];

/// The files of a game.
pub(super) fn game(template: Template) -> Files {
    match template {
        Template::Empty => EMPTY,
        Template::Plugin => PLUGIN,
    }
}

impl File {
    /// The content of the file at `path` for a game of such names.
    pub(super) fn fill(&self, path: &str, names: &Names, plugin: &str) -> Vec<u8> {
        match self {
            Self::Bytes(bytes) => bytes.to_vec(),
            Self::Text(text) => {
                let title = if path.ends_with(".toml") { escape(&names.title) } else { names.title.clone() };
                // The title last: whatever it says is not filled in again.
                let text = text.replace("GAME_ID", &names.id).replace("PLUGIN_NAME", plugin);
                text.replace("GAME_NAME", &title).into_bytes()
            }
        }
    }
}
