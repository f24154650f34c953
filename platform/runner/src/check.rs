//! Looks for all mistakes of a game, without playing it: no window, no devices, no tick.

use crate::program::Program;
use crate::wiring;
use playground_core_assets::{Manifest, Source};
use playground_core_client::input::{Control, InputSettings, Remap, Tuning};
use playground_core_client::{Client, get_client_instance};
use playground_core_types::{CoreError, CoreResult, ErrorKind, Place};
use playground_systems_input::binding::{Declared, build_game_map, find_mistakes};
use playground_systems_input::script::{TICK_MICROS_MAX, read_events};
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
        problems.extend(look_into_demo(&client, manifest).await);
        problems.extend(find_mistakes(Declared { actions, sets, seats: manifest.seats }));
    }
    problems.sort_by_cached_key(|problem| problem.place().map(order));
    let files = client.assets.progress.read().await.total;
    Ok(Findings { files, problems })
}

/// What is wrong in the log of the demonstration, which the check of the files found.
async fn look_into_demo(client: &Client, manifest: &Manifest) -> Option<CoreError> {
    let attract = manifest.attract.as_ref()?;
    let bytes = client.assets.attract_log.read().await.clone()?;
    let tick_micros = TICK_MICROS_MAX / u64::from(manifest.tick_rate_hertz.max(1));
    let events = match read_events(&attract.log, &bytes, tick_micros) {
        Ok(events) => events,
        Err(error) => return Some(error),
    };
    let controls = events.iter().filter_map(|scripted| scripted.event.control.control());
    let mut moves = controls.filter(|control| !matches!(control, Control::Device(_))).peekable();
    let bound = bound_controls(manifest);
    let problem = if moves.peek().is_none() {
        "nobody does anything"
    } else if !moves.any(|control| is_felt(bound.as_deref(), control)) {
        "nothing that is pressed is bound to an action"
    } else {
        return None;
    };
    let Place { file, line, column } = attract.place.clone();
    let error = CoreError::new(ErrorKind::BadContent, format!("{problem} in `{}`", attract.log));
    Some(
        error
            .at(file, line, column)
            .cure("record one in which somebody plays, or write lines as `60 key Space down`"),
    )
}

/// What moves the actions of a game; none where a binding is wrong, which is told by itself.
fn bound_controls(manifest: &Manifest) -> Option<Vec<Control>> {
    let (actions, sets) = (&manifest.actions, &manifest.action_sets);
    let game = Declared { actions, sets, seats: manifest.seats };
    let map = build_game_map(game, InputSettings::default(), &Remap::default(), &Tuning::default()).ok()?;
    let binds = map.actions.iter().flat_map(|action| &action.binds);
    Some(binds.flat_map(|bind| bind.controls()).collect())
}

/// Whether a game may notice a control: an action is bound to it, or it is a place or a letter, which need none.
fn is_felt(bound: Option<&[Control]>, control: Control) -> bool {
    match control {
        Control::Key(_) | Control::PadButton(_) | Control::PadAxis(_) => {
            bound.is_none_or(|bound| bound.contains(&control))
        }
        Control::Mouse(_)
        | Control::Touch(_)
        | Control::Text(_)
        | Control::PadElement(_)
        | Control::Device(_) => true,
    }
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
