//! The plugin of `playground new`: it compiles here as it stands, its own tests run, and its game is played.

#![expect(clippy::unwrap_used, reason = "a test ends where its preparation fails")]

/// The template, before its names are filled in.
#[path = "../../platform/runner/templates/plugin/crate/lib.rs"]
pub mod rules;

use playground_core_ecs::Plugin;
use playground_platform_runner::new::{self, Template};
use playground_platform_runner::{Options, Program, check, headless};
use std::fs;
use tempfile::{TempDir, tempdir};
use tokio::runtime::Builder;

const PLUGINS: &[Plugin] = &[Plugin { name: "storm", ..rules::PLUGIN }];
const PROGRAM: Program = Program { plugins: PLUGINS, shell: playground_game_plugins_shell::SHELL };

/// To the right, and down to the coin there.
const KEYS: &str = "1 key KeyD down\n47 key KeyD up\n47 key KeyS down\n63 key KeyS up\n";

/// A source tree of as little as a plugin is linked into, so that ours is left alone.
struct Tree(TempDir);

impl Tree {
    fn new() -> Self {
        let root = tempdir().unwrap();
        let ours = playground_tests::tree::root();
        for folder in ["game/plugins", "game/player/src"] {
            fs::create_dir_all(root.path().join(folder)).unwrap();
        }
        for file in ["Cargo.toml", "game/player/Cargo.toml", "game/player/src/plugins.rs"] {
            fs::copy(ours.join(file), root.path().join(file)).unwrap();
        }
        Self(root)
    }
}

#[test]
fn a_new_game_with_a_plugin_has_no_mistake_and_can_be_played() {
    let tree = Tree::new();
    let game = tree.0.path().join("storm");
    new::run(&game, Template::Plugin).unwrap();
    let executor = Builder::new_current_thread().enable_time().build().unwrap();
    let findings = executor.block_on(check::run(PROGRAM, game.clone())).unwrap();
    assert_eq!(findings.to_string(), "ok: 5 files\n");

    let keys = tree.0.path().join("keys.txt");
    fs::write(&keys, KEYS).unwrap();
    let options = Options { game: Some(game), ticks: Some(120), input: Some(keys), ..Options::default() };
    let report = executor.block_on(headless::run(PROGRAM, options, drop)).unwrap().to_string();
    let told: Vec<&str> = report.lines().collect();
    assert!(told.contains(&"game: org.example.storm") && told.contains(&"ticks: 120"), "{report}");
    assert!(told.contains(&"sounds: 1"), "the hero reaches one coin, and it clinks: {report}");
}
