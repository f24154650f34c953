//! The page on which the player says what moves each action of the game.

use super::dial::Setting;
use super::layout::{Dialog, DialogButton};
use super::lines::{Line, Step};
use super::pointing;
use super::rebinding::{Row, family_in_hand, rebound};
use playground_core_assets::ActionDeclaration;
use playground_core_client::input::{
    BindPlace, CAPTURE_REST_VALUE, Capture, CaptureFrom, Captured, Control, DeviceId, Key, MouseControl,
    PadAxis, PadButton, RawEvent, Remap, SEAT_COUNT_MAX, TouchControl, is_on_pad,
};
use playground_core_client::shell::{Asking, Choice, ShellState, ShellView};

/// How long the player has for a press. Unit: microseconds.
const WAIT_MICROS: u64 = 10_000_000;

/// How long Start is held to give the row back to the game. Unit: microseconds.
const START_MICROS: u64 = 800_000;

/// Each place of each action that the game binds, in the order of the manifest; for one seat those that its pad moves.
pub fn rows<'a>(state: &ShellState, view: &ShellView<'a>) -> Vec<(&'a ActionDeclaration, BindPlace)> {
    if state.remap_seat > 0 {
        let has_pad = |action: &&ActionDeclaration| action.binds.iter().any(|bind| is_on_pad(&bind.text));
        return view.actions.iter().filter(has_pad).map(|action| (action, BindPlace::Shared)).collect();
    }
    let seats = (1..=SEAT_COUNT_MAX as u32).map(BindPlace::Seat);
    let places: Vec<BindPlace> =
        [BindPlace::Shared, BindPlace::Left, BindPlace::Right].into_iter().chain(seats).collect();
    let is_bound = |(action, place): &(&ActionDeclaration, BindPlace)| !place.texts(action).is_empty();
    let actions = places.iter().flat_map(|place| view.actions.iter().map(move |action| (action, *place)));
    actions.filter(is_bound).collect()
}

/// The lines of the page.
pub fn lines(state: &ShellState, view: &ShellView<'_>) -> Vec<Line> {
    let rows = rows(state, view);
    let of_rows = rows.iter().enumerate().map(|(row, (action, place))| {
        let binds = Row { action, place: *place, seat: state.remap_seat }.shown(state, view);
        let value = if binds.is_empty() { "nothing" } else { "" }.to_owned();
        Line { value, binds, ..Line::new(&label(action, *place), Step::Ask(row)) }
    });
    let seat = (view.seat_count > 1).then(|| Line::adjusting("Controllers of", Setting::Seat, state, view));
    let hand = Line::adjusting("Hand", Setting::Hand, state, view);
    let reset = Line::new("As the game has it", Step::Choose(Choice::Rebind));
    of_rows.chain(seat).chain([hand, reset, Line::back()]).collect()
}

pub(super) fn label(action: &ActionDeclaration, place: BindPlace) -> String {
    let name = action.name.replace('_', " ");
    match place {
        BindPlace::Shared => name,
        BindPlace::Left => format!("{name}, left keys"),
        BindPlace::Right => format!("{name}, right keys"),
        BindPlace::Seat(seat) => format!("{name}, player {seat}"),
    }
}

/// Begins to listen for what shall move the action of a row.
pub fn ask(state: &mut ShellState, view: &ShellView<'_>, row: usize) {
    let Some((action, place)) = rows(state, view).get(row).copied() else { return };
    let from = match place {
        BindPlace::Left | BindPlace::Right => CaptureFrom::Keys,
        _ if state.remap_seat > 0 => CaptureFrom::Pads,
        BindPlace::Shared | BindPlace::Seat(_) => CaptureFrom::All,
    };
    let capture = Capture::new(action.kind, from, pushed(state));
    state.asking = Some(Asking { row, capture, since_micros: view.now_micros, start: None });
    // What is held now may be let go while nobody looks for it.
    state.repeating = None;
}

/// The axes of pads that are pushed already: what is let go first answers no question.
fn pushed(state: &ShellState) -> Vec<(DeviceId, PadAxis)> {
    let pads = (0..).zip(&state.pads);
    let pads = pads.filter_map(|(slot, pad)| Some((DeviceId::pad(slot)?, pad)));
    pads.flat_map(|(device, pad)| {
        let axes = PadAxis::ALL.iter().copied().zip(pad.axes);
        axes.filter(|(_, value)| value.abs() >= CAPTURE_REST_VALUE).map(move |(axis, _)| (device, axis))
    })
    .collect()
}

/// Gives up when nothing was pressed for long; Start that is held for long gives the row back to the game.
pub fn wait(state: &mut ShellState, view: &ShellView<'_>) -> Choice {
    let Some(asking) = &state.asking else { return Choice::Stay };
    let passed = |since: u64| view.now_micros.saturating_sub(since);
    if asking.start.is_some_and(|start| passed(start.micros) >= START_MICROS)
        && let Some((action, place)) = rows(state, view).get(asking.row).copied()
    {
        return reset(state, view, Row { action, place, seat: state.remap_seat });
    }
    if passed(asking.since_micros) >= WAIT_MICROS {
        state.asking = None;
    }
    Choice::Stay
}

/// How much of the time is left. Range: 0 to 1.
pub fn rest(asking: &Asking, now_micros: u64) -> f32 {
    let passed = now_micros.saturating_sub(asking.since_micros) as f32;
    (1.0 - passed / WAIT_MICROS as f32).clamp(0.0, 1.0)
}

/// The same in whole seconds, from 10 down.
pub fn rest_seconds(asking: &Asking, now_micros: u64) -> u64 {
    WAIT_MICROS.saturating_sub(now_micros.saturating_sub(asking.since_micros)).div_ceil(1_000_000)
}

/// Shows an event to the capture that listens; Escape ends it, Delete gives the row back to the game.
pub fn listen(state: &mut ShellState, view: &ShellView<'_>, event: &RawEvent) -> Choice {
    pointing::track(state, view, event);
    let Some(asking) = &state.asking else { return Choice::Stay };
    let Some((action, place)) = rows(state, view).get(asking.row).copied() else {
        state.asking = None;
        return Choice::Stay;
    };
    let row = Row { action, place, seat: state.remap_seat };
    let is_down = event.value > 0.5;
    let start = asking.start;
    match event.control.control() {
        Some(Control::Key(Key::Escape)) if is_down => return give_up(state),
        Some(Control::Key(Key::Delete)) if is_down => return reset(state, view, row),
        Some(Control::Mouse(MouseControl::Left)) if is_down => match pressed_button(state, view, event) {
            Some(DialogButton::Cancel) => return give_up(state),
            Some(DialogButton::Reset) => return reset(state, view, row),
            None => {}
        },
        Some(Control::Touch(TouchControl::Move)) => {
            return match pressed_button(state, view, event) {
                Some(DialogButton::Cancel) => give_up(state),
                Some(DialogButton::Reset) => reset(state, view, row),
                None => Choice::Stay,
            };
        }
        // Start opens and closes this menu whatever is bound to it, so a short press gives up, as Escape does.
        Some(Control::PadButton(PadButton::Start)) => {
            if let Some(asking) = &mut state.asking {
                asking.start = is_down.then_some(*event);
            }
            return if start.is_some() && !is_down { give_up(state) } else { Choice::Stay };
        }
        _ => {}
    }
    take(state, view, event, row)
}

fn take(state: &mut ShellState, view: &ShellView<'_>, event: &RawEvent, row: Row<'_>) -> Choice {
    let Some(asking) = &mut state.asking else { return Choice::Stay };
    match asking.capture.take(event) {
        Captured::Nothing => Choice::Stay,
        Captured::More(_) => {
            asking.since_micros = view.now_micros;
            Choice::Stay
        }
        Captured::Bind(text) => {
            let family = family_in_hand(state, view);
            (state.remap, state.said) = rebound(view, row, &text, family);
            state.asking = None;
            Choice::Rebind
        }
    }
}

fn give_up(state: &mut ShellState) -> Choice {
    state.asking = None;
    Choice::Stay
}

/// Gives a row back to the game, with what the player bound on the controller in hand.
fn reset(state: &mut ShellState, view: &ShellView<'_>, row: Row<'_>) -> Choice {
    let mut remap: Remap = view.remap.clone();
    let family = family_in_hand(state, view).name();
    if row.place == BindPlace::Shared {
        remap.clear_pads(&row.action.name, (row.seat, family));
        remap.clear_pads(&row.action.name, (row.seat, ""));
    }
    if row.seat == 0 {
        remap.clear(&row.action.name, row.place);
    }
    state.remap = remap;
    state.said = format!("“{}” is as the game has it", label(row.action, row.place));
    state.asking = None;
    Choice::Rebind
}

/// The button of the question under the mouse, or under a finger that comes.
fn pressed_button(state: &ShellState, view: &ShellView<'_>, event: &RawEvent) -> Option<DialogButton> {
    Dialog::of(view).button_at(pointing::place_of(state, view, event))
}

/// What the player is asked for, in words.
pub fn question(asking: &Asking, state: &ShellState, view: &ShellView<'_>) -> String {
    let rows = rows(state, view);
    let label = rows.get(asking.row).map_or_else(String::new, |(action, place)| label(action, *place));
    match asking.capture.awaits() {
        "" => format!("press what shall do “{label}”"),
        next => format!("press what shall do “{label}”: {next}"),
    }
}
