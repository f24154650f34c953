//! All that is wrong with the bindings of a game, for a person who makes one.

use super::map::{Declared, parse_half_bind};
use super::{is_on_pad, is_same, parse_bind};
use playground_core_assets::{ActionDeclaration, ActionKind, ActionSetDeclaration, BindText};
use playground_core_client::input::{Bind, BindPlace, SEAT_COUNT_MAX, Trigger};
use playground_core_types::{CoreError, ErrorKind, Place};

/// A binding, and where it stands.
struct Placed<'a> {
    action: &'a ActionDeclaration,
    place: BindPlace,
    text: &'a BindText,
    bind: Bind,
}

/// Every mistake of the bindings, each by itself: texts that mean nothing, actions that nothing moves, and controls
/// that move two actions of one set in the same way.
///
/// An action that shares its controls on purpose says so (`shared = true`), and is not told.
pub fn find_mistakes(game: Declared<'_>) -> Vec<CoreError> {
    let mut problems = Vec::new();
    let mut placed = Vec::new();
    for action in game.actions {
        let mut has_binds = false;
        for place in places() {
            for text in place.texts(action) {
                has_binds = true;
                match parse(action.kind, place, &text.text) {
                    Ok(bind) => placed.push(Placed { action, place, text, bind }),
                    Err(cure) => problems.push(
                        error(
                            &text.place,
                            format!("`{}` cannot move the action `{}`", text.text, action.name),
                        )
                        .cure(cure),
                    ),
                }
            }
        }
        if !has_binds {
            let message = format!("nothing moves the action `{}`", action.name);
            problems
                .push(error(&action.place, message).cure("bind it (`bind = [\"Space\"]`), or take it out"));
        }
    }
    for (number, later) in placed.iter().enumerate() {
        let earlier = placed[..number].iter().find(|earlier| clashes(earlier, later, game.sets));
        problems.extend(earlier.map(|earlier| clash(earlier, later)));
    }
    problems
}

fn places() -> impl Iterator<Item = BindPlace> {
    let seats = (1..=SEAT_COUNT_MAX as u32).map(BindPlace::Seat);
    [BindPlace::Shared, BindPlace::Left, BindPlace::Right].into_iter().chain(seats)
}

fn parse(kind: ActionKind, place: BindPlace, text: &str) -> Result<Bind, String> {
    match place {
        BindPlace::Left | BindPlace::Right => parse_half_bind(kind, text),
        BindPlace::Shared | BindPlace::Seat(_) => parse_bind(kind, text),
    }
}

fn clashes(earlier: &Placed<'_>, later: &Placed<'_>, sets: &[ActionSetDeclaration]) -> bool {
    let is_twice = earlier.action.name == later.action.name;
    let is_meant = !is_twice && (earlier.action.is_shared || later.action.is_shared);
    !is_meant
        && is_same(&earlier.bind, &later.bind)
        && is_pressed_alike(earlier.bind.trigger, later.bind.trigger)
        && is_for_one_player(earlier, later)
        && (is_twice || earlier.action.meets(later.action, sets))
}

/// Whether one press does both: a tap and a hold of one button are two things.
fn is_pressed_alike(one: Trigger, other: Trigger) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}

/// A pad is each seat's own; keys of `bind` lie on every part of the keyboard.
fn is_for_one_player(earlier: &Placed<'_>, later: &Placed<'_>) -> bool {
    match (earlier.place, later.place) {
        (BindPlace::Seat(one), BindPlace::Seat(other)) => {
            one == other || !(is_on_pad(&earlier.bind) && is_on_pad(&later.bind))
        }
        _ => true,
    }
}

fn clash(earlier: &Placed<'_>, later: &Placed<'_>) -> CoreError {
    let (text, first, second) = (&later.text.text, &earlier.action.name, &later.action.name);
    if first == second {
        let message = format!("`{text}` moves the action `{first}` twice");
        return error(&later.text.place, message).cure("take one of the two out");
    }
    let message = format!("`{text}` moves the action `{second}`, and `{first}` as well");
    let cure = "bind one of them otherwise, or put them into different `sets`; \
                `shared = true` says that it is meant so";
    error(&later.text.place, message).cure(cure)
}

fn error(place: &Place, message: String) -> CoreError {
    CoreError::new(ErrorKind::BadContent, message).at(place.file.clone(), place.line, place.column)
}
