//! Looks for all mistakes of a game, without playing it: no window, no devices, no tick.

use crate::program::Program;
use crate::wiring;
use playground_core_assets::Source;
use playground_core_client::{Client, get_client_instance};
use playground_core_types::{CoreError, CoreResult, Place};
use playground_systems_input::binding::{Declared, find_mistakes};
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
        let (actions, sets) = (&manifest.actions, &manifest.action_sets);
        problems.extend(find_mistakes(Declared { actions, sets, seats: manifest.seats }));
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

fn order(place: &Place) -> (String, u32, u32) {
    (place.file.clone(), place.line, place.column)
}
