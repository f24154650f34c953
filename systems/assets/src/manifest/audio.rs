//! The `[audio]` of a game: its buses and its cues.

use super::table::{Field, Known};
use super::{buses, cues};
use playground_core_assets::manifest::BUILT_IN_BUSES;
use playground_core_assets::{BusDeclaration, CueDeclaration};
use playground_core_types::CoreResult;

const AUDIO: Known = &[("buses", "[audio.buses]"), ("cues", "[audio.cues]")];

/// What a manifest says about sound.
#[derive(Debug, Default)]
pub(super) struct Audio {
    pub(super) buses: Vec<BusDeclaration>,
    pub(super) cues: Vec<CueDeclaration>,
}

/// Reads the table of audio.
pub(super) fn read(field: &Field<'_>) -> CoreResult<Audio> {
    let audio = field.table(AUDIO)?;
    let buses = audio.optional("buses", buses::read)?.unwrap_or_default();
    let declared = buses.iter().map(|bus| bus.name.as_str());
    let names: Vec<&str> = BUILT_IN_BUSES.into_iter().chain(declared).collect();
    let cues = audio.optional("cues", |cues| cues::read(cues, &names))?.unwrap_or_default();
    Ok(Audio { buses, cues })
}
