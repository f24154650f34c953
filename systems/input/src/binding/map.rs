//! From declarations to an [`ActionMap`]: whose each binding is, and the player's own over the game's.

use super::parse_bind;
use playground_core_assets::{ActionDeclaration, ActionKind, ActionSetDeclaration, BindText, Join, Seats};
use playground_core_client::input::{
    Action, ActionMap, ActionSet, Bind, BindParts, BindPlace, Control, InputSettings, KeyboardPart, Remap,
    RemapEntry, SEAT_COUNT_MAX, SeatRules, SeatSet, Tuning,
};
use playground_core_ecs::Name;
use playground_core_types::{CoreError, CoreResult, ErrorKind, Place};

/// What a manifest says of input.
#[derive(Debug, Clone, Copy)]
pub struct Declared<'a> {
    /// Its actions.
    pub actions: &'a [ActionDeclaration],
    /// The sets that they are in.
    pub sets: &'a [ActionSetDeclaration],
    /// How many play, and how they come.
    pub seats: Seats,
}

/// The action map of declarations without sets, for a game whose devices seat themselves.
///
/// # Errors
/// [`ErrorKind::BadContent`] at the place of the first text that is no binding of its action's kind.
pub fn build_action_map(declarations: &[ActionDeclaration]) -> CoreResult<ActionMap> {
    let game = Declared { actions: declarations, sets: &[], seats: Seats::default() };
    build_map(game, declarations, Join::Auto)
}

/// The action map of a game, with `actions` in the place of its own.
fn build_map(game: Declared<'_>, actions: &[ActionDeclaration], join: Join) -> CoreResult<ActionMap> {
    let actions: CoreResult<Vec<_>> =
        actions.iter().map(|declaration| build_action(declaration, game.sets, join)).collect();
    let actions = actions?;
    let seats = SeatRules { keyboard_seats: keyboard_seats(&actions), ..SeatRules::default() };
    let set = |set: &ActionSetDeclaration| ActionSet {
        name: Name::of(&set.name),
        over: places(&set.over, game.sets),
        hides: set.hides,
    };
    let sets = game.sets.iter().map(set).collect();
    Ok(ActionMap { actions, sets, seats, tuning: Tuning::default() })
}

/// The places of some sets among all, as bits.
fn places(names: &[String], sets: &[ActionSetDeclaration]) -> u32 {
    let named = sets.iter().enumerate().filter(|(_, set)| names.contains(&set.name));
    named.fold(0, |places, (place, _)| places | 1_u32.checked_shl(place as u32).unwrap_or_default())
}

/// The action map of a game, with the player's own bindings and settings over its own.
///
/// Where devices seat themselves, pads of `bind` count for every seat, keyboard and mouse there and the keys of
/// `left` belong to seat 1, those of `right` to seat 2. Where players join by pressing, each belongs to whoever has
/// a seat with that part of the keyboard.
///
/// # Errors
/// [`ErrorKind::BadContent`] at the place of the first text of the game that is no binding of its action's kind.
/// What is wrong in `remap` is left out, with one log line for each entry.
pub fn build_game_map(
    game: Declared<'_>,
    settings: InputSettings,
    remap: &Remap,
    tuning: &Tuning,
) -> CoreResult<ActionMap> {
    let Declared { actions: declarations, seats, .. } = game;
    // What is wrong in the game itself is an error, whatever the player has bound in its place.
    build_map(game, declarations, seats.join)?;
    let own = remapped(declarations, remap);
    let mut map = build_map(game, &own, seats.join)?;
    map.tuning.clone_from(tuning);
    map.seats.join = seats.join;
    map.seats.is_for_one = seats.max == 1;
    map.seats.parts = parts(declarations, &own);
    // A pad beyond the manifest's seats has always had one that the game does not ask for.
    if seats.join == Join::Press {
        map.seats.seat_count_max = seats.max;
    }
    if let Some(count) = settings.seats {
        map.seats.seat_count_max = count.clamp(1, seats.max.max(1));
        map.seats.ready_count = map.seats.seat_count_max;
    }
    Ok(map)
}

fn build_action(
    declaration: &ActionDeclaration,
    sets: &[ActionSetDeclaration],
    join: Join,
) -> CoreResult<Action> {
    let part = |part| (join == Join::Press).then_some(part);
    let seat = |seat| if join == Join::Press { SeatSet::ALL } else { SeatSet::only(seat) };
    let mut binds = Vec::new();
    for text in &declaration.binds {
        let bind = parse_at(declaration, text, parse_bind)?;
        binds.push(if is_on_pad(&bind) {
            bind
        } else {
            Bind { seats: seat(1), part: part(KeyboardPart::Whole), ..bind }
        });
    }
    let left = declaration.left_binds.iter().map(|text| (1, KeyboardPart::Left, text));
    let right = declaration.right_binds.iter().map(|text| (2, KeyboardPart::Right, text));
    for (number, half, text) in left.chain(right) {
        let bind = parse_at(declaration, text, parse_half_bind)?;
        binds.push(Bind { seats: seat(number), part: part(half), ..bind });
    }
    for (seat, texts) in &declaration.seat_binds {
        for text in texts {
            let bind = parse_at(declaration, text, parse_bind)?;
            binds.push(Bind { seats: SeatSet::only(*seat), ..bind });
        }
    }
    Ok(Action {
        name: declaration.name.clone(),
        kind: declaration.kind,
        sets: places(&declaration.sets, sets),
        buffer_ticks: u8::try_from(declaration.buffer_ticks).unwrap_or(u8::MAX),
        dead_zone_hundredths: declaration.dead_zone_hundredths,
        dead_zone_shape: declaration.dead_zone_shape,
        curve_hundredths: declaration.curve_hundredths,
        binds,
    })
}

type Parse = fn(ActionKind, &str) -> Result<Bind, String>;

fn parse_at(declaration: &ActionDeclaration, text: &BindText, parse: Parse) -> CoreResult<Bind> {
    parse(declaration.kind, &text.text).map_err(|cure| {
        let message = format!("`{}` cannot move the action `{}`", text.text, declaration.name);
        let place = text.place.clone();
        CoreError::new(ErrorKind::BadContent, message).at(place.file, place.line, place.column).cure(cure)
    })
}

/// What a text of `left` or `right` binds to: a half of the keyboard has nothing but keys.
pub(super) fn parse_half_bind(kind: ActionKind, text: &str) -> Result<Bind, String> {
    let bind = parse_bind(kind, text)?;
    if bind.controls().all(|control| matches!(control, Control::Key(_))) {
        return Ok(bind);
    }
    Err("`left` and `right` take keys of the keyboard only; write pads and the mouse into `bind`".to_owned())
}

/// The parts of the keyboard that can join: the halves that the game knows, or else the whole where it has keys.
fn parts(game: &[ActionDeclaration], own: &[ActionDeclaration]) -> Vec<KeyboardPart> {
    let halves = [(KeyboardPart::Left, BindPlace::Left), (KeyboardPart::Right, BindPlace::Right)];
    let halves = halves.into_iter().filter(|(_, place)| has_binds(game, *place));
    let halves: Vec<_> = halves.map(|(part, _)| part).collect();
    let has_keys = own.iter().flat_map(|action| &action.binds).any(|bind| !is_text_on_pad(&bind.text));
    if halves.is_empty() && has_keys { vec![KeyboardPart::Whole] } else { halves }
}

fn has_binds(declarations: &[ActionDeclaration], place: BindPlace) -> bool {
    declarations.iter().any(|action| !place.texts(action).is_empty())
}

/// The seats that keys drive where devices seat themselves; the mouse is at the first in any case.
fn keyboard_seats(actions: &[Action]) -> SeatSet {
    let keys = actions.iter().flat_map(|action| &action.binds).filter(|bind| !is_on_pad(bind));
    keys.fold(SeatSet::only(1), |seats, bind| seats.with(bind.seats))
}

/// The declarations of a game with the player's binds in the place of its own.
fn remapped(declarations: &[ActionDeclaration], remap: &Remap) -> Vec<ActionDeclaration> {
    let mut remapped = declarations.to_vec();
    for entry in &remap.entries {
        let declaration = remapped.iter_mut().find(|declaration| declaration.name == entry.action);
        let changed = declaration.ok_or_else(|| "the game has no such action".to_owned());
        let changed = changed.and_then(|declaration| change(declaration, entry, declarations));
        if let Err(reason) = changed {
            log::warn!("a binding of your own for `{}` is left out: {reason}", entry.action);
        }
    }
    remapped
}

/// Sets the binds of an entry, if the game has such a place and all of them mean something.
fn change(
    declaration: &mut ActionDeclaration,
    entry: &RemapEntry,
    game: &[ActionDeclaration],
) -> Result<(), String> {
    let is_half = matches!(entry.place, BindPlace::Left | BindPlace::Right);
    if is_half && !has_binds(game, entry.place) {
        return Err("the game does not know that half of the keyboard".to_owned());
    }
    let parse: Parse = if is_half { parse_half_bind } else { parse_bind };
    for text in &entry.binds {
        parse(declaration.kind, text).map_err(|cure| format!("`{text}` cannot move it: {cure}"))?;
    }
    let own = |text: &String| BindText {
        text: text.clone(),
        place: Place { line: 0, ..declaration.place.clone() },
    };
    let binds = entry.binds.iter().map(own).collect();
    match entry.place {
        BindPlace::Shared => declaration.binds = binds,
        BindPlace::Left => declaration.left_binds = binds,
        BindPlace::Right => declaration.right_binds = binds,
        BindPlace::Seat(seat) if (1..=SEAT_COUNT_MAX as u32).contains(&seat) => {
            declaration.seat_binds.insert(seat, binds);
        }
        BindPlace::Seat(seat) => return Err(format!("there is no seat {seat}")),
    }
    Ok(())
}

/// Whether a binding reads a pad, so that each seat has its own.
pub(crate) fn is_on_pad(bind: &Bind) -> bool {
    bind.controls().all(|control| matches!(control, Control::PadButton(_) | Control::PadAxis(_)))
}

/// The same of its text.
fn is_text_on_pad(text: &str) -> bool {
    BindParts::of(text).controls.iter().all(|(device, _)| *device == "pad")
}

#[cfg(test)]
mod tests;
