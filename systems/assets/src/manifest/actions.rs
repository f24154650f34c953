//! The `[actions]` of a game. What the texts of the binds mean, `systems/input` knows.

use super::table::{Field, Known, Table};
use playground_core_assets::action::ACTION_COUNT_MAX;
use playground_core_assets::manifest::SEAT_COUNT_MAX;
use playground_core_assets::{ActionDeclaration, ActionKind, ActionSetDeclaration, BindText, DeadZoneShape};
use playground_core_types::CoreResult;
use playground_core_types::similar::suggest;
use std::collections::BTreeMap;

const EXAMPLE: &str = "jump = { kind = \"button\", bind = [\"Space\", \"pad:South\"] }";
const ACTION: Known = &[
    ("kind", "kind = \"button\""),
    ("sets", "sets = [\"play\"]"),
    ("shared", "shared = true"),
    ("bind", "bind = [\"Space\", \"pad:South\"]"),
    ("seat", "seat = { 2 = [\"Enter\"] }"),
    ("left", "left = [\"Space\"]"),
    ("right", "right = [\"Enter\"]"),
    ("dead_zone", "dead_zone = 0.2"),
    ("dead_zone_shape", "dead_zone_shape = \"axial\""),
    ("curve", "curve = 2"),
    ("buffer_ticks", "buffer_ticks = 6"),
];
const KINDS: &[(&str, ActionKind)] =
    &[("button", ActionKind::Button), ("axis", ActionKind::Axis), ("stick", ActionKind::Stick)];
const SHAPES: &[(&str, DeadZoneShape)] =
    &[("radial", DeadZoneShape::Radial), ("axial", DeadZoneShape::Axial)];
const BUFFER_TICKS_MAX: u32 = 255;
const DEAD_ZONE_MAX: f64 = 0.9;
const CURVE_MIN: f64 = 0.25;
const CURVE_MAX: f64 = 4.0;

/// Reads the table of actions, in the order of the file; each may be in some of the `sets`.
pub(crate) fn read(field: &Field<'_>, sets: &[ActionSetDeclaration]) -> CoreResult<Vec<ActionDeclaration>> {
    let entries = field.entries(EXAMPLE)?;
    if let Some(excess) = entries.get(ACTION_COUNT_MAX) {
        let message = format!("is one too many: a game has at most {ACTION_COUNT_MAX} actions");
        field.note(excess.refuse_key(&message))?;
    }
    field.read_each(&entries, |entry| read_action(entry, sets))
}

fn read_action(field: &Field<'_>, sets: &[ActionSetDeclaration]) -> CoreResult<ActionDeclaration> {
    let mut action = ActionDeclaration::new(field.key, ActionKind::Button);
    action.place = field.key_place();
    // The short form: a button and its binds.
    if field.is_array() {
        action.binds = read_binds(field)?;
        return Ok(action);
    }
    let table = field.table(ACTION)?;
    let kind = table.required("kind", |kind| kind.choice(KINDS))?;
    action.sets = table.optional("sets", |list| read_sets(list, sets))?.unwrap_or_default();
    action.is_shared = table.optional("shared", Field::flag)?.unwrap_or_default();
    read_numbers(&mut action, &table, kind)?;
    let binds = table.optional("bind", read_binds)?.unwrap_or_default();
    let seat_binds = table.optional("seat", read_seat_binds)?.unwrap_or_default();
    let left_binds = table.optional("left", read_binds)?.unwrap_or_default();
    let right_binds = table.optional("right", read_binds)?.unwrap_or_default();
    let Some(kind) = kind else {
        // What its binds mean depends on the kind, so none of them is judged.
        return Ok(action);
    };
    Ok(ActionDeclaration { kind, binds, seat_binds, left_binds, right_binds, ..action })
}

/// Reads the numbers that some kinds have.
fn read_numbers(
    action: &mut ActionDeclaration,
    table: &Table<'_>,
    kind: Option<ActionKind>,
) -> CoreResult<()> {
    let analogue = |field: &Field<'_>| match kind {
        Some(ActionKind::Button) => {
            Err(field.refuse_key("is only for actions of kind \"axis\" and \"stick\""))
        }
        Some(ActionKind::Axis | ActionKind::Stick) | None => Ok(()),
    };
    let hundredths = |number: f64| (number * 100.0).round() as u32;
    let dead_zone = table.optional("dead_zone", |zone| {
        analogue(zone).and_then(|()| zone.real(0.0, DEAD_ZONE_MAX)).map(hundredths)
    })?;
    action.dead_zone_hundredths = dead_zone.unwrap_or(action.dead_zone_hundredths);
    let shape = table.optional("dead_zone_shape", |shape| {
        if kind.is_some_and(|kind| kind != ActionKind::Stick) {
            return Err(shape.refuse_key("is only for actions of kind \"stick\""));
        }
        shape.choice(SHAPES)
    })?;
    action.dead_zone_shape = shape.unwrap_or_default();
    let curve = table.optional("curve", |curve| {
        analogue(curve).and_then(|()| curve.real(CURVE_MIN, CURVE_MAX)).map(hundredths)
    })?;
    action.curve_hundredths = curve.unwrap_or(action.curve_hundredths);
    let buffer_ticks = table.optional("buffer_ticks", |ticks| {
        if kind.is_some_and(|kind| kind != ActionKind::Button) {
            return Err(ticks.refuse_key("is only for actions of kind \"button\""));
        }
        ticks.number(0, BUFFER_TICKS_MAX)
    })?;
    action.buffer_ticks = buffer_ticks.unwrap_or_default();
    Ok(())
}

/// The sets of an action, each one of those that the game has.
fn read_sets(field: &Field<'_>, sets: &[ActionSetDeclaration]) -> CoreResult<Vec<String>> {
    field.read_each(&field.elements()?, |element| {
        let name = element.string()?;
        let is_known = sets.iter().any(|set| set.name == name);
        let names = sets.iter().map(|set| set.name.as_str());
        is_known.then(|| name.to_owned()).ok_or_else(|| {
            let error = element.refuse(&format!("has `{name}`, which is none of `[action_sets]`"));
            error.cure(suggest(name, names))
        })
    })
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
