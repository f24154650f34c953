//! The `[actions]` of a game. What the texts of the binds mean, `systems/input` knows.

use super::table::{Field, Known};
use playground_core_assets::manifest::{ACTION_COUNT_MAX, DEAD_ZONE_HUNDREDTHS, SEAT_COUNT_MAX};
use playground_core_assets::{ActionDeclaration, ActionKind, BindText};
use playground_core_types::CoreResult;
use std::collections::BTreeMap;

const EXAMPLE: &str = "jump = { kind = \"button\", bind = [\"Space\", \"pad:South\"] }";
const ACTION: Known = &[
    ("kind", "kind = \"button\""),
    ("bind", "bind = [\"Space\", \"pad:South\"]"),
    ("seat", "seat = { 2 = [\"Enter\"] }"),
    ("left", "left = [\"Space\"]"),
    ("right", "right = [\"Enter\"]"),
    ("dead_zone", "dead_zone = 0.2"),
    ("buffer_ticks", "buffer_ticks = 6"),
];
const KINDS: &[(&str, ActionKind)] =
    &[("button", ActionKind::Button), ("axis", ActionKind::Axis), ("stick", ActionKind::Stick)];
const BUFFER_TICKS_MAX: u32 = 255;
const DEAD_ZONE_MAX: f64 = 0.9;

/// Reads the table of actions, in the order of the file.
pub(crate) fn read(field: &Field<'_>) -> CoreResult<Vec<ActionDeclaration>> {
    let entries = field.entries(EXAMPLE)?;
    if let Some(excess) = entries.get(ACTION_COUNT_MAX) {
        let message = format!("is one too many: a game has at most {ACTION_COUNT_MAX} actions");
        field.note(excess.refuse_key(&message))?;
    }
    field.read_each(&entries, read_action)
}

fn read_action(field: &Field<'_>) -> CoreResult<ActionDeclaration> {
    let mut action = ActionDeclaration {
        name: field.key.to_owned(),
        place: field.key_place(),
        kind: ActionKind::Button,
        binds: Vec::new(),
        left_binds: Vec::new(),
        right_binds: Vec::new(),
        dead_zone_hundredths: DEAD_ZONE_HUNDREDTHS,
        seat_binds: BTreeMap::new(),
        buffer_ticks: 0,
    };
    // The short form: a button and its binds.
    if field.is_array() {
        action.binds = read_binds(field)?;
        return Ok(action);
    }
    let table = field.table(ACTION)?;
    let kind = table.required("kind", |kind| kind.choice(KINDS))?;
    action.binds = table.optional("bind", read_binds)?.unwrap_or_default();
    action.seat_binds = table.optional("seat", read_seat_binds)?.unwrap_or_default();
    action.left_binds = table.optional("left", read_binds)?.unwrap_or_default();
    action.right_binds = table.optional("right", read_binds)?.unwrap_or_default();
    let dead_zone = table.optional("dead_zone", |zone| {
        if kind == Some(ActionKind::Button) {
            return Err(zone.refuse_key("is only for actions of kind \"axis\" and \"stick\""));
        }
        zone.real(0.0, DEAD_ZONE_MAX)
    })?;
    if let Some(zone) = dead_zone {
        action.dead_zone_hundredths = (zone * 100.0).round() as u32;
    }
    let buffer_ticks = table.optional("buffer_ticks", |ticks| {
        if kind.is_some_and(|kind| kind != ActionKind::Button) {
            return Err(ticks.refuse_key("is only for actions of kind \"button\""));
        }
        ticks.number(0, BUFFER_TICKS_MAX)
    })?;
    let Some(kind) = kind else {
        // What its binds mean depends on the kind, so none of them is judged.
        action.binds.clear();
        action.seat_binds.clear();
        action.left_binds.clear();
        action.right_binds.clear();
        return Ok(action);
    };
    Ok(ActionDeclaration { kind, buffer_ticks: buffer_ticks.unwrap_or_default(), ..action })
}

fn read_binds(field: &Field<'_>) -> CoreResult<Vec<BindText>> {
    field.read_each(&field.elements()?, |element| {
        Ok(BindText { text: element.string()?.to_owned(), place: element.place() })
    })
}

fn read_seat_binds(field: &Field<'_>) -> CoreResult<BTreeMap<u32, Vec<BindText>>> {
    let seats = field.read_each(&field.entries("seat = { 2 = [\"Enter\"] }")?, |binds| {
        let seat: u32 = binds.key.parse().unwrap_or(0);
        // `01` and `+1` would be a second name for seat 1.
        if !(1..=SEAT_COUNT_MAX).contains(&seat) || seat.to_string() != binds.key {
            return Err(binds.refuse_key(&format!("is no seat: a seat is 1 to {SEAT_COUNT_MAX}")));
        }
        Ok((seat, read_binds(binds)?))
    })?;
    Ok(seats.into_iter().collect())
}
