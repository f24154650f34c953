//! The page on which the player says what moves each action of the game.

use super::lines::{Line, Step};
use playground_core_assets::ActionDeclaration;
use playground_core_client::input::{
    BindPlace, Capture, CaptureFrom, Captured, Control, Key, RawEvent, Remap, SEAT_COUNT_MAX, bind_words,
};
use playground_core_client::shell::{Asking, Choice, Page, ShellState, ShellView};

/// How long the words of a line's binds may be. Unit: characters.
const WORDS_LENGTH_MAX: usize = 34;

/// Each place of each action that the game binds, in the order of the manifest.
pub fn rows<'a>(view: &ShellView<'a>) -> Vec<(&'a ActionDeclaration, BindPlace)> {
    let seats = (1..=SEAT_COUNT_MAX as u32).map(BindPlace::Seat);
    let places: Vec<BindPlace> =
        [BindPlace::Shared, BindPlace::Left, BindPlace::Right].into_iter().chain(seats).collect();
    let is_bound = |(action, place): &(&ActionDeclaration, BindPlace)| !place.texts(action).is_empty();
    let actions = places.iter().flat_map(|place| view.actions.iter().map(move |action| (action, *place)));
    actions.filter(is_bound).collect()
}

/// The lines of the page.
pub fn lines(view: &ShellView<'_>) -> Vec<Line> {
    let rows = rows(view);
    let of_rows = rows.iter().enumerate().map(|(row, (action, place))| Line {
        label: label(action, *place),
        value: words(view, action, *place),
        step: Step::Ask(row),
    });
    let others = [("As the game has it", Step::Choose(Choice::Rebind)), ("Back", Step::Turn(Page::Main))];
    let others = others.map(|(label, step)| Line { label: label.to_owned(), value: String::new(), step });
    of_rows.chain(others).collect()
}

fn label(action: &ActionDeclaration, place: BindPlace) -> String {
    let name = action.name.replace('_', " ");
    match place {
        BindPlace::Shared => name,
        BindPlace::Left => format!("{name}, left keys"),
        BindPlace::Right => format!("{name}, right keys"),
        BindPlace::Seat(seat) => format!("{name}, player {seat}"),
    }
}

fn words(view: &ShellView<'_>, action: &ActionDeclaration, place: BindPlace) -> String {
    let binds = view.remap.binds(action, place);
    let words: Vec<String> = binds.iter().map(|bind| bind_words(bind, view.labels)).collect();
    let words = if words.is_empty() { "nothing".to_owned() } else { words.join(", ") };
    if words.chars().count() <= WORDS_LENGTH_MAX {
        return words;
    }
    let cut: String = words.chars().take(WORDS_LENGTH_MAX - 1).collect();
    format!("{cut}…")
}

/// Begins to listen for what shall move the action of a row.
pub fn ask(state: &mut ShellState, view: &ShellView<'_>, row: usize) {
    let Some((action, place)) = rows(view).get(row).copied() else { return };
    let from = match place {
        BindPlace::Left | BindPlace::Right => CaptureFrom::Keys,
        BindPlace::Shared | BindPlace::Seat(_) => CaptureFrom::All,
    };
    state.asking = Some(Asking { row, capture: Capture::new(action.kind, from) });
}

/// Shows an event to the capture that listens; Escape ends it, Delete gives the row back to the game.
pub fn listen(state: &mut ShellState, view: &ShellView<'_>, event: &RawEvent) -> Choice {
    let Some(asking) = &mut state.asking else { return Choice::Stay };
    let Some((action, place)) = rows(view).get(asking.row).copied() else {
        state.asking = None;
        return Choice::Stay;
    };
    match event.control.control() {
        Some(Control::Key(Key::Escape)) if event.value > 0.5 => {
            state.asking = None;
            return Choice::Stay;
        }
        Some(Control::Key(Key::Delete)) if event.value > 0.5 => {
            state.remap = view.remap.clone();
            state.remap.clear(&action.name, place);
            state.asking = None;
            return Choice::Rebind;
        }
        _ => {}
    }
    let Captured::Bind(text) = asking.capture.take(event) else { return Choice::Stay };
    state.remap = rebound(view, action, place, &text);
    state.asking = None;
    Choice::Rebind
}

/// The binds once `text` moves the action: it takes the place of what is on the same kind of device there, and no
/// other action of the place keeps it.
fn rebound(view: &ShellView<'_>, action: &ActionDeclaration, place: BindPlace, text: &str) -> Remap {
    let mut remap = view.remap.clone();
    for other in view.actions {
        let binds = remap.binds(other, place);
        if other.name != action.name && binds.iter().any(|bind| bind == text) {
            let left = binds.into_iter().filter(|bind| bind != text).collect();
            remap.set(&other.name, place, left);
        }
    }
    let mut binds = remap.binds(action, place);
    let first = binds.iter().position(|bind| is_on_pad(bind) == is_on_pad(text)).unwrap_or(binds.len());
    binds.retain(|bind| is_on_pad(bind) != is_on_pad(text));
    binds.insert(first.min(binds.len()), text.to_owned());
    remap.set(&action.name, place, binds);
    remap
}

fn is_on_pad(bind: &str) -> bool {
    bind.starts_with("pad:")
}

/// What the player is asked for, in words.
pub fn question(asking: &Asking, view: &ShellView<'_>) -> String {
    let rows = rows(view);
    let label = rows.get(asking.row).map_or_else(String::new, |(action, place)| label(action, *place));
    match asking.capture.awaits() {
        "" => format!("press what shall do “{label}”"),
        next => format!("press what shall do “{label}”: {next}"),
    }
}
