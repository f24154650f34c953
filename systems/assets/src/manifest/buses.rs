//! The `[audio.buses]` of a game.

use super::table::{Field, Known};
use playground_core_assets::BusDeclaration;
use playground_core_assets::manifest::{BUILT_IN_BUSES, BUS_COUNT_MAX};
use playground_core_types::CoreResult;

const EXAMPLE: &str = "music = { gain_decibels = -6 }";
const AUDIO: Known = &[("buses", "[audio.buses]")];
const BUS: Known = &[("parent", "parent = \"master\""), ("gain_decibels", "gain_decibels = -6")];
const GAIN_DECIBELS_MIN: f64 = -96.0;
const GAIN_DECIBELS_MAX: f64 = 12.0;

/// Reads the table of audio: its buses, in the order of the file.
pub(crate) fn read(field: &Field<'_>) -> CoreResult<Vec<BusDeclaration>> {
    let audio = field.table(AUDIO)?;
    Ok(audio.optional("buses", read_buses)?.unwrap_or_default())
}

fn read_buses(field: &Field<'_>) -> CoreResult<Vec<BusDeclaration>> {
    let entries = field.entries(EXAMPLE)?;
    if let Some(excess) = entries.get(BUS_COUNT_MAX) {
        let message = format!("is one too many: a game has at most {BUS_COUNT_MAX} buses");
        field.note(excess.refuse_key(&message))?;
    }
    // A bus may only go through one that stands above it, so that there is no way round in a circle.
    let mut known: Vec<&str> = BUILT_IN_BUSES.to_vec();
    let mut buses = Vec::new();
    for entry in &entries {
        buses.extend(field.read_each(std::slice::from_ref(entry), |bus| read_bus(bus, &known))?);
        known.push(entry.key);
    }
    Ok(buses)
}

fn read_bus(field: &Field<'_>, known: &[&str]) -> CoreResult<BusDeclaration> {
    let table = field.table(BUS)?;
    let parent = table.optional("parent", |parent| {
        let name = parent.string()?;
        if field.key == "master" {
            return Err(parent.refuse_key("is not for `master`: everything goes through it"));
        }
        if name == field.key || !known.contains(&name) {
            let buses: Vec<String> = known.iter().map(|bus| format!("`{bus}`")).collect();
            let error = parent.refuse(&format!("is `{name}`, which is no bus above this one"));
            return Err(error.cure(format!("write one of {}, or declare it before", buses.join(", "))));
        }
        Ok(name.to_owned())
    })?;
    let gain = table.optional("gain_decibels", |gain| gain.real(GAIN_DECIBELS_MIN, GAIN_DECIBELS_MAX))?;
    Ok(BusDeclaration {
        name: field.key.to_owned(),
        place: field.key_place(),
        parent: parent.unwrap_or_else(|| BUILT_IN_BUSES[0].to_owned()),
        gain_millibels: (gain.unwrap_or_default() * 100.0).round() as i32,
    })
}
