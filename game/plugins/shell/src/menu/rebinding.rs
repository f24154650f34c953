//! What becomes of the bindings when the player pressed something for an action: who had it before gets in exchange
//! what the action had.

use super::controls::label;
use playground_core_assets::ActionDeclaration;
use playground_core_client::input::{BindParts, BindPlace, PadFamily, Remap, bind_label, is_on_pad};
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

/// The binds once `text` moves the action of `row`, and what the player is told of it.
///
/// It takes the place of what was on the same kind of device there. Another action of the place that had it gets what
/// this one had, where it can be moved by that.
pub fn rebound(view: &ShellView<'_>, row: Row<'_>, text: &str, family: PadFamily) -> (Remap, String) {
    let mut remap = view.remap.clone();
    let on_pad = is_on_pad(text);
    let list = |action, remap: &Remap| {
        let mut binds = remap.binds_for(action, row.place, (row.seat, family.name()));
        binds.retain(|bind| is_on_pad(bind) == on_pad);
        binds
    };
    let before = list(row.action, &remap);
    let shown = |bind: &str| bind_label(bind, view.labels, family);
    let name = label(row.action, row.place);
    let mut said = format!("“{name}”: {}", shown(text));
    let others = view.actions.iter().filter(|other| other.name != row.action.name);
    for other in others {
        let mut binds = list(other, &remap);
        let Some(place) = binds.iter().position(|bind| shares(bind, text)) else { continue };
        let spare = before.iter().find(|bind| other.kind == row.action.kind && !binds.contains(bind));
        let given = spare.filter(|spare| !shares(spare, text)).cloned();
        binds.retain(|bind| !shares(bind, text));
        let other_name = label(other, row.place);
        said = match &given {
            Some(given) => format!("swapped: {said} · “{other_name}”: {}", shown(given)),
            None if binds.is_empty() => format!("{said} · “{other_name}” has nothing left"),
            None => format!("{said} · “{other_name}” has it no more"),
        };
        if let Some(given) = given {
            binds.insert(place.min(binds.len()), given);
        }
        put(&mut remap, Row { action: other, ..row }, binds, (on_pad, family));
    }
    put(&mut remap, row, vec![text.to_owned()], (on_pad, family));
    (remap, said)
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

/// Whether two binds have a control in common.
fn shares(one: &str, other: &str) -> bool {
    let others = controls(other);
    controls(one).iter().any(|control| others.contains(control))
}

/// The controls of a bind, each with its device; those that are held along do not count.
fn controls(bind: &str) -> Vec<String> {
    let controls = BindParts::of(bind).controls;
    let names =
        controls.into_iter().flat_map(|(device, names)| names.split(',').map(move |name| (device, name)));
    names
        .flat_map(|(device, name)| parts_of(if device == "keys" { "key" } else { device }, name.trim()))
        .collect()
}

/// What a name of a control stands for: a stick for its axes, the four-way pad for its buttons.
fn parts_of(device: &str, name: &str) -> Vec<String> {
    let of = |ends: &[&str]| ends.iter().map(|end| format!("{device}:{name}{end}")).collect();
    match name {
        "LeftStick" | "RightStick" => of(&["X", "Y"]),
        "DPad" => of(&["Up", "Left", "Down", "Right"]),
        "DPadX" => vec![format!("{device}:DPadLeft"), format!("{device}:DPadRight")],
        "DPadY" => vec![format!("{device}:DPadUp"), format!("{device}:DPadDown")],
        _ => of(&[""]),
    }
}
