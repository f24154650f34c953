//! What the player says of pads, laid over the bindings of a game: for families and for seats.

use crate::binding::{is_on_pad, parse_bind};
use playground_core_client::input::{
    Action, ActionMap, Bind, PadEntry, PadFamily, Remap, SEAT_COUNT_MAX, SeatSet,
};

/// The family of each seat's pad.
pub(crate) type Families = [PadFamily; SEAT_COUNT_MAX];

/// Binds pads as the player wants it, those of each seat by its family.
///
/// An entry that means nothing is left out, with one log line.
pub(crate) fn lay_over(map: &mut ActionMap, remap: &Remap, families: &Families) {
    for entry in &remap.pads {
        if !map.actions.iter().any(|action| action.name == entry.action) {
            log::warn!(
                "a binding of your own for `{}` is left out: the game has no such action",
                entry.action
            );
        }
    }
    for action in &mut map.actions {
        lay_over_action(action, remap, families);
    }
}

fn lay_over_action(action: &mut Action, remap: &Remap, families: &Families) {
    let seats = (1..).zip(families);
    let entries: Vec<(u32, &PadEntry)> = seats
        .filter_map(|(seat, family)| Some((seat, remap.pad_entry(&action.name, seat, family.name())?)))
        .collect();
    if entries.is_empty() {
        return;
    }
    let left = (1..=SEAT_COUNT_MAX as u32).filter(|seat| !entries.iter().any(|(own, _)| own == seat));
    let left = left.fold(SeatSet::default(), |set, seat| set.with(SeatSet::only(seat)));
    for bind in action.binds.iter_mut().filter(|bind| bind.seats == SeatSet::ALL && is_on_pad(bind)) {
        bind.seats = left;
    }
    for (seat, entry) in entries {
        for text in &entry.binds {
            match parse_bind(action.kind, text) {
                Ok(bind) if is_on_pad(&bind) => {
                    action.binds.push(Bind { seats: SeatSet::only(seat), part: None, ..bind });
                }
                Ok(_) => log::warn!("`{text}` for `{}` is left out: it is on no pad", action.name),
                Err(cure) => log::warn!("`{text}` for `{}` is left out: {cure}", action.name),
            }
        }
    }
}

#[cfg(test)]
mod tests;
