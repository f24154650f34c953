//! The `[action_sets]` of a game: sets of actions, and layers that lie over them.

use super::table::{Field, Known};
use playground_core_assets::ActionSetDeclaration;
use playground_core_assets::action::ACTION_SET_COUNT_MAX;
use playground_core_types::CoreResult;
use playground_core_types::similar::suggest;

const EXAMPLE: &str = "menu = { over = [\"play\"], hides = true }";
const SET: Known = &[("over", "over = [\"play\"]"), ("hides", "hides = true")];

/// Reads the table of sets, in the order of the file.
pub(crate) fn read(field: &Field<'_>) -> CoreResult<Vec<ActionSetDeclaration>> {
    let entries = field.entries(EXAMPLE)?;
    if let Some(excess) = entries.get(ACTION_SET_COUNT_MAX) {
        let message = format!("is one too many: a game has at most {ACTION_SET_COUNT_MAX} sets of actions");
        field.note(excess.refuse_key(&message))?;
    }
    let sets = field.read_each(&entries, read_set)?;
    // A set whose own mistakes are noted is in `entries` only.
    let read = sets.iter().filter_map(|set| Some((set, entries.iter().find(|entry| entry.key == set.name)?)));
    for (place, (set, entry)) in read.enumerate() {
        if place == 0 && set.is_layer() {
            let message = "is a layer, but the first set is the one that is active when a game begins";
            field.note(entry.refuse_key(message).cure("put a set without `over` before it"))?;
        }
        for below in &set.over {
            let problem = match sets.iter().find(|other| other.name == *below) {
                None => "is no set of actions",
                Some(other) if other.is_layer() => "is a layer itself",
                Some(_) => continue,
            };
            let error = entry.refuse_key(&format!("lies over `{below}`, which {problem}"));
            let names = sets.iter().filter(|other| !other.is_layer()).map(|other| other.name.as_str());
            field.note(error.cure(suggest(below, names)))?;
        }
    }
    Ok(sets)
}

fn read_set(field: &Field<'_>) -> CoreResult<ActionSetDeclaration> {
    let table = field.table(SET)?;
    let over = table.optional("over", |over| {
        let names = over.read_each(&over.elements()?, |name| name.string().map(str::to_owned))?;
        if names.is_empty() { Err(over.refuse("names no set")) } else { Ok(names) }
    })?;
    let over = over.unwrap_or_default();
    let hides = table.optional("hides", |hides| {
        if over.is_empty() {
            return Err(hides.refuse_key("is only for layers, which have `over`"));
        }
        hides.flag()
    })?;
    Ok(ActionSetDeclaration {
        name: field.key.to_owned(),
        place: field.key_place(),
        over,
        hides: hides.unwrap_or_default(),
    })
}
