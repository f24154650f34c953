//! Looks for all mistakes of a game, without playing it: no window, no devices, no tick.

use crate::program::Program;
use crate::wiring;
use playground_core_assets::{ActionDeclaration, Source};
use playground_core_client::{Client, get_client_instance};
use playground_core_types::{CoreError, CoreResult, Place};
use playground_systems_input::binding::build_action_map;
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

/// What was found in a game.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// How many files were looked at.
    pub files: u32,
    /// Every mistake, by file, line and column.
    pub problems: Vec<CoreError>,
}

impl fmt::Display for Findings {
    /// One `key: value` a line; above it the mistakes, each with its place and its cure.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            writeln!(formatter, "{problem}")?;
        }
        match self.problems.len() {
            0 => writeln!(formatter, "ok: {} files", self.files),
            count => writeln!(formatter, "mistakes: {count}"),
        }
    }
}

/// Checks the game at `path` against the plugins of `program`.
///
/// # Errors
/// A failure of the wiring; the mistakes of the game are no error.
pub async fn run(program: Program, path: PathBuf) -> CoreResult<Findings> {
    let client = get_client_instance()?;
    wiring::wire(&client)?;
    let source = Source::Folder(path);
    register(&client, &program, &source).await?;
    let mut problems = playground_core_assets::check(&client.assets, source).await?;
    if let Some(manifest) = &*client.assets.checked.read().await {
        problems.extend(wiring::find_missing_plugins(&program, manifest));
        problems.extend(find_bad_binds(&manifest.actions));
    }
    problems.sort_by_cached_key(|problem| problem.place().map(order));
    let files = client.assets.progress.read().await.total;
    Ok(Findings { files, problems })
}

/// Registers what scenes may name: what the game's own plugins have, or all plugins where its manifest does
/// not say which.
async fn register(client: &Client, program: &Program, source: &Source) -> CoreResult<()> {
    // Its mistakes, `check` tells.
    if playground_core_assets::open(&client.assets, source.clone()).await.is_ok()
        && let Some(manifest) = client.assets.manifest.read().await.clone()
        && wiring::find_missing_plugins(program, &manifest).is_empty()
    {
        return wiring::register_game(client, program, &manifest);
    }
    wiring::register_all(client, program)?;
    // What a wrong manifest says of its plugins may be right all the same.
    playground_core_assets::check(&client.assets, source.clone()).await?;
    let checked = client.assets.checked.read().await.clone();
    match checked.filter(|manifest| !manifest.plugins.is_empty()) {
        Some(manifest) if wiring::find_missing_plugins(program, &manifest).is_empty() => {
            wiring::register_game(client, program, &manifest)
        }
        _ => Ok(()),
    }
}

/// The binds that mean nothing. Each is read for itself, so that one mistake hides no other.
fn find_bad_binds(actions: &[ActionDeclaration]) -> Vec<CoreError> {
    let mut problems = Vec::new();
    for action in actions {
        let none = ActionDeclaration {
            binds: Vec::new(),
            left_binds: Vec::new(),
            right_binds: Vec::new(),
            seat_binds: BTreeMap::new(),
            ..action.clone()
        };
        let whole = action.binds.iter().chain(action.seat_binds.values().flatten());
        let whole = whole.map(|bind| ActionDeclaration { binds: vec![bind.clone()], ..none.clone() });
        // Only keys lie on a half of the keyboard.
        let halves = action.left_binds.iter().chain(&action.right_binds);
        let halves = halves.map(|bind| ActionDeclaration { left_binds: vec![bind.clone()], ..none.clone() });
        for alone in whole.chain(halves) {
            problems.extend(build_action_map(&[alone]).err());
        }
    }
    problems
}

fn order(place: &Place) -> (String, u32, u32) {
    (place.file.clone(), place.line, place.column)
}
