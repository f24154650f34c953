//! The `[actions]` of a game. What the texts of the binds mean, `systems/input` knows.

use super::table::{Field, Known};
use playground_core_assets::manifest::{ACTION_COUNT_MAX, SEAT_COUNT_MAX};
use playground_core_assets::{ActionDeclaration, ActionKind, BindText};
use playground_core_types::CoreResult;
use std::collections::BTreeMap;

const EXAMPLE: &str = "jump = { kind = \"button\", bind = [\"Space\", \"pad:South\"] }";
const ACTION: Known = &[
    ("kind", "kind = \"button\""),
    ("bind", "bind = [\"Space\", \"pad:South\"]"),
    ("seat", "seat = { 2 = [\"Enter\"] }"),
    ("buffer_ticks", "buffer_ticks = 6"),
];
const KINDS: &[(&str, ActionKind)] =
    &[("button", ActionKind::Button), ("axis", ActionKind::Axis), ("stick", ActionKind::Stick)];
const BUFFER_TICKS_MAX: u32 = 255;

/// Reads the table of actions, in the order of the file.
pub(crate) fn read(field: &Field<'_>) -> CoreResult<Vec<ActionDeclaration>> {
    let entries = field.entries(EXAMPLE)?;
    if let Some(excess) = entries.get(ACTION_COUNT_MAX) {
        return Err(
            excess.refuse_key(&format!("is one too many: a game has at most {ACTION_COUNT_MAX} actions"))
        );
    }
    entries.iter().map(read_action).collect()
}

fn read_action(field: &Field<'_>) -> CoreResult<ActionDeclaration> {
    let mut action = ActionDeclaration {
        name: field.key.to_owned(),
        place: field.key_place(),
        kind: ActionKind::Button,
        binds: Vec::new(),
        seat_binds: BTreeMap::new(),
        buffer_ticks: 0,
    };
    // The short form: a button and its binds.
    if field.is_array() {
        action.binds = read_binds(field)?;
        return Ok(action);
    }
    let table = field.table(ACTION)?;
    action.kind = table.require("kind")?.choice(KINDS)?;
    if let Some(binds) = table.find("bind") {
        action.binds = read_binds(&binds)?;
    }
    if let Some(seats) = table.find("seat") {
        action.seat_binds = read_seat_binds(&seats)?;
    }
    if let Some(ticks) = table.find("buffer_ticks") {
        if action.kind != ActionKind::Button {
            return Err(ticks.refuse_key("is only for actions of kind \"button\""));
        }
        action.buffer_ticks = ticks.number(0, BUFFER_TICKS_MAX)?;
    }
    Ok(action)
}

fn read_binds(field: &Field<'_>) -> CoreResult<Vec<BindText>> {
    let read =
        |element: Field<'_>| Ok(BindText { text: element.string()?.to_owned(), place: element.place() });
    field.elements()?.into_iter().map(read).collect()
}

fn read_seat_binds(field: &Field<'_>) -> CoreResult<BTreeMap<u32, Vec<BindText>>> {
    let mut seats = BTreeMap::new();
    for binds in field.entries("seat = { 2 = [\"Enter\"] }")? {
        let seat: u32 = binds.key.parse().unwrap_or(0);
        // `01` and `+1` would be a second name for seat 1.
        if !(1..=SEAT_COUNT_MAX).contains(&seat) || seat.to_string() != binds.key {
            return Err(binds.refuse_key(&format!("is no seat: a seat is 1 to {SEAT_COUNT_MAX}")));
        }
        seats.insert(seat, read_binds(&binds)?);
    }
    Ok(seats)
}
