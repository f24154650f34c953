//! What becomes of the bindings when the player pressed something for an action: who had it before gets in exchange
//! what the action had.

use super::controls::label;
use playground_core_assets::{ActionDeclaration, ActionKind};
use playground_core_client::input::bind::PUSHES;
use playground_core_client::input::{
    BindParts, BindPlace, PadFamily, Remap, bind_label, is_on_pad, pressed_as,
};
use playground_core_client::shell::{ShellState, ShellView};

/// An action in one place of the manifest, for the pads of one seat (0 for all).
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// What is moved.
    pub action: &'a ActionDeclaration,
    /// Where its binds stand.
    pub place: BindPlace,
    /// Whose pads; 0 for those of all who have nothing of their own.
    pub seat: u32,
}

impl Row<'_> {
    /// The binds in effect, for the controller in hand; of one seat only those of pads.
    pub fn shown(self, state: &ShellState, view: &ShellView<'_>) -> Vec<String> {
        let family = family_in_hand(state, view).name();
        let mut binds = view.remap.binds_for(self.action, self.place, (self.seat, family));
        if self.seat > 0 {
            binds.retain(|bind| is_on_pad(bind));
        }
        binds
    }
}

/// The family of the controller that was used last, or of the seat's own while one seat is bound.
pub fn family_in_hand(state: &ShellState, view: &ShellView<'_>) -> PadFamily {
    let of_seat = view.pads.of_seat(state.remap_seat);
    let in_hand = of_seat.or_else(|| view.pads.in_slot(state.pad_in_hand));
    in_hand.or_else(|| view.pads.connected.first()).map(|pad| pad.family).unwrap_or_default()
}

/// The binds once `pressed` moves the action of `row`, and what the player is told of it.
///
/// It takes the place of what was on the same kind of device there, and is held or tapped as that was. Another action of
/// the place that is active with this one and had it gets what this one had, where it can be moved by that.
pub fn rebound(view: &ShellView<'_>, row: Row<'_>, pressed: &str, family: PadFamily) -> (Remap, String) {
    let mut remap = view.remap.clone();
    let on_pad = is_on_pad(pressed);
    let before = binds_on(row, on_pad, family, &remap);
    let text = like_before(row, &before, pressed);
    let shown = |bind: &str| bind_label(bind, view.labels, family);
    let mut said = format!("“{}”: {}", label(row.action, row.place), shown(&text));
    for other in rivals(row.action, view) {
        let other_row = Row { action: other, ..row };
        let mut binds = binds_on(other_row, on_pad, family, &remap);
        let Some(place) = binds.iter().position(|bind| clashes(bind, &text)) else { continue };
        let is_taken = |spare: &str| {
            let thirds = rivals(other, view).filter(|third| third.name != row.action.name);
            let mut thirds = thirds.map(|action| binds_on(Row { action, ..row }, on_pad, family, &remap));
            thirds.any(|binds| binds.iter().any(|bind| clashes(bind, spare)))
        };
        let spares = before.iter().filter(|_| other.kind == row.action.kind);
        let mut spares = spares.map(|spare| pressed_as(spare, &binds[place]));
        let given = spares.find(|spare| !clashes(spare, &text) && !binds.contains(spare) && !is_taken(spare));
        binds.retain(|bind| !clashes(bind, &text));
        let other_name = label(other, row.place);
        said = match &given {
            Some(given) => format!("swapped: {said} · “{other_name}”: {}", shown(given)),
            None if binds.is_empty() => format!("{said} · “{other_name}” has nothing left"),
            None => format!("{said} · “{other_name}” has it no more"),
        };
        if let Some(given) = given {
            binds.insert(place.min(binds.len()), given);
        }
        put(&mut remap, other_row, binds, (on_pad, family));
    }
    put(&mut remap, row, vec![text], (on_pad, family));
    (remap, said)
}

/// The binds of a row that are on pads of a family, or that are on none.
fn binds_on(row: Row<'_>, on_pad: bool, family: PadFamily, remap: &Remap) -> Vec<String> {
    let mut binds = remap.binds_for(row.action, row.place, (row.seat, family.name()));
    binds.retain(|bind| is_on_pad(bind) == on_pad);
    binds
}

/// The actions that one press could move together with `action` though nobody means it.
fn rivals<'a>(
    action: &'a ActionDeclaration,
    view: &ShellView<'a>,
) -> impl Iterator<Item = &'a ActionDeclaration> + use<'a> {
    let sets = view.action_sets;
    let is_rival = move |other: &&ActionDeclaration| {
        other.name != action.name && !action.is_shared && !other.is_shared && action.meets(other, sets)
    };
    view.actions.iter().filter(is_rival)
}

/// What was pressed, held or tapped as the action was before: on this kind of device, or else on any.
fn like_before(row: Row<'_>, before: &[String], pressed: &str) -> String {
    if row.action.kind != ActionKind::Button {
        return pressed.to_owned();
    }
    let declared = row.place.texts(row.action);
    match before.first().or_else(|| declared.first().map(|bind| &bind.text)) {
        Some(like) => pressed_as(pressed, like),
        None => pressed.to_owned(),
    }
}

/// Sets the binds of one kind of device.
fn put(remap: &mut Remap, row: Row<'_>, binds: Vec<String>, (on_pad, family): (bool, PadFamily)) {
    if on_pad && row.place == BindPlace::Shared {
        return remap.set_pads(&row.action.name, (row.seat, family.name()), binds);
    }
    let mut all = remap.binds(row.action, row.place);
    let first = all.iter().position(|bind| is_on_pad(bind) == on_pad).unwrap_or(all.len());
    all.retain(|bind| is_on_pad(bind) != on_pad);
    let first = first.min(all.len());
    all.splice(first..first, binds);
    remap.set(&row.action.name, row.place, all);
}

/// Whether two binds are used alike: a tap and a hold of one button are two things, and so are a button and a chord.
fn clashes(one: &str, other: &str) -> bool {
    let (one, other) = (BindParts::of(one), BindParts::of(other));
    let is_whole = one.controls.len() > 1 || other.controls.len() > 1;
    let [first, second] = [&one, &other].map(controls);
    one.trigger == other.trigger
        && has_same(&one.modifiers, &other.modifiers)
        && if is_whole {
            has_same(&first, &second)
        } else {
            first.iter().any(|control| second.contains(control))
        }
}

fn has_same<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    one.len() == other.len() && one.iter().all(|part| other.contains(part))
}

/// The controls of a bind, each with its device.
fn controls(bind: &BindParts<'_>) -> Vec<String> {
    let names =
        bind.controls.iter().flat_map(|(device, names)| names.split(',').map(move |name| (*device, name)));
    names
        .flat_map(|(device, name)| parts_of(if device == "keys" { "key" } else { device }, name.trim()))
        .collect()
}

/// What a name of a control stands for: a stick for its sides, the four-way pad for its buttons.
fn parts_of(device: &str, name: &str) -> Vec<String> {
    let sides = PUSHES.iter().filter(|(_, axis, _)| axis.name().starts_with(name));
    let names: Vec<&str> = match name {
        "LeftStick" | "RightStick" | "LeftStickX" | "LeftStickY" | "RightStickX" | "RightStickY" => {
            sides.map(|(side, ..)| *side).collect()
        }
        "DPad" => vec!["DPadUp", "DPadLeft", "DPadDown", "DPadRight"],
        "DPadX" => vec!["DPadLeft", "DPadRight"],
        "DPadY" => vec!["DPadUp", "DPadDown"],
        _ => vec![name],
    };
    names.into_iter().map(|name| format!("{device}:{name}")).collect()
}
