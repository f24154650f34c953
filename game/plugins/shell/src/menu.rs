//! What the player does in a screen: move, accept, turn, go back. The same with keys, any pad, the mouse and fingers.
//!
//! Reading order: [`lines`](mod@lines), [`dial`], [`layout`], `wish`, [`pointing`], [`controls`], [`rebinding`], `pads`.

pub mod controls;
pub mod dial;
pub mod layout;
pub mod lines;
mod pads;
pub mod pointing;
pub mod rebinding;
mod wish;

use dial::{Turn, adjust};
use layout::Layout;
pub use lines::{Line, Step, lines};
use playground_core_client::input::{
    Control, DeviceChange, DeviceKind, MouseControl, PAD_COUNT_MAX, RawEvent, TouchControl,
};
use playground_core_client::settings::Settings;
use playground_core_client::shell::{
    Choice, InHand, PadControl, PadPicture, Page, Phase, Pointing, ShellState, ShellView,
};
use wish::{Wish, held_wish, wish};

/// How far an axis is pushed to be named as the last that moved.
const AXIS_NOTED: f32 = 0.5;

/// Reads the events of a frame; a new screen begins at the first line of its first page.
pub fn update(state: &mut ShellState, view: &ShellView<'_>) -> Choice {
    if state.phase != view.phase {
        state.phase = view.phase;
        state.wizard = None;
        let Pointing { mouse, arrived_micros, .. } = state.pointing;
        state.pointing = Pointing { mouse, arrived_micros, ..Pointing::default() };
        turn_to(state, Page::Main);
    }
    let choice = controls::wait(state, view);
    if choice != Choice::Stay {
        return choice;
    }
    if let Some(wish) = held_wish(state, view) {
        let choice = move_in(wish, state, view);
        if choice != Choice::Stay {
            return choice;
        }
    }
    for event in view.events {
        note_hand(state, event);
        picture_pad(state, event);
        let choice = read(state, view, event);
        if choice != Choice::Stay {
            return choice;
        }
    }
    Choice::Stay
}

fn read(state: &mut ShellState, view: &ShellView<'_>, event: &RawEvent) -> Choice {
    // A log of controllers is looked at: what it says is somebody else's wish.
    if view.pads.source == "log" && event.device.kind() == DeviceKind::Pad {
        if is_press(event) {
            state.pad_in_hand = event.device.pad_slot().unwrap_or_default();
        }
        return Choice::Stay;
    }
    if view.is_demo && view.phase == Phase::Playing && !wish::is_for_all(event, state) {
        return if is_press(event) { Choice::Restart } else { Choice::Stay };
    }
    if state.asking.is_some() {
        return controls::listen(state, view, event);
    }
    if let Some(choice) = pointing::point(state, view, event) {
        return choice;
    }
    if view.phase == Phase::Pads && !wish::is_for_all(event, state) {
        return pads::read(state, view, event);
    }
    wish(event, state, view).map_or(Choice::Stay, |wish| grant(wish, state, view))
}

/// Notes what the player has in their hand: the words and sizes of the screens go by it.
fn note_hand(state: &mut ShellState, event: &RawEvent) {
    let is_pressed = event.value.abs() > AXIS_NOTED;
    match event.device.kind() {
        DeviceKind::Keyboard if is_pressed => state.in_hand = InHand::Keys,
        DeviceKind::Pad if is_pressed => state.in_hand = InHand::Pad,
        // On a screen with lines whoever looks which one lies under the finger notes it.
        DeviceKind::Touch if state.phase == Phase::Playing || state.asking.is_some() => {
            state.in_hand = InHand::Touch;
        }
        _ => {}
    }
}

/// Whether somebody presses or touches something.
fn is_press(event: &RawEvent) -> bool {
    match event.control.control() {
        Some(Control::Key(_) | Control::PadButton(_)) => event.value > AXIS_NOTED,
        Some(Control::PadAxis(_)) => event.value.abs() > AXIS_NOTED,
        Some(Control::Mouse(mouse)) => {
            !mouse.is_movement() && mouse != MouseControl::Wheel && event.value > AXIS_NOTED
        }
        Some(Control::Touch(touch)) => touch == TouchControl::Move,
        _ => false,
    }
}

fn turn_to(state: &mut ShellState, page: Page) {
    (state.page, state.selected, state.first_line) = (page, 0, 0);
    (state.asking, state.repeating) = (None, None);
}

/// The page that a page was turned from.
fn page_before(page: Page) -> Page {
    match page {
        Page::Outputs | Page::Access | Page::Rumble | Page::Touch => Page::Settings,
        Page::Toggles => Page::Access,
        Page::Main | Page::Settings | Page::Controls | Page::Save | Page::Load => Page::Main,
    }
}

/// To the page before, at the line that led away from it.
fn turn_back(state: &mut ShellState, view: &ShellView<'_>) {
    let from = Step::Turn(state.page);
    turn_to(state, page_before(state.page));
    state.selected = lines(state, view).iter().position(|line| line.step == from).unwrap_or_default();
    reveal(state, view);
}

/// Lets the chosen line be seen.
fn reveal(state: &mut ShellState, view: &ShellView<'_>) {
    state.first_line = Layout::of(state, view).first_to_see(state.selected);
}

fn grant(wish: Wish, state: &mut ShellState, view: &ShellView<'_>) -> Choice {
    match (wish, view.phase) {
        (Wish::Fullscreen, _) => return Choice::ToggleFullscreen,
        (Wish::Picture, _) => return Choice::Screenshot,
        (Wish::Report, Phase::Playing | Phase::Paused | Phase::Failed) => return Choice::Report,
        (Wish::Report, _) => {}
        (Wish::Mute, _) => {
            return Choice::Change(Settings { muted: !view.settings.muted, ..*view.settings });
        }
        (Wish::Performance, _) => state.performance_shown = !state.performance_shown,
        (Wish::Pause, Phase::Playing) => return Choice::Pause,
        (Wish::Pause, Phase::Paused) => return Choice::Resume,
        (Wish::Back | Wish::Pause, _) => return go_back(state, view),
        (Wish::StepForward, Phase::Paused) if view.next_tick.is_some() => return Choice::StepForward,
        (Wish::StepBack, Phase::Paused) if view.next_tick.is_some() => return Choice::StepBack,
        (Wish::StepForward | Wish::StepBack, _) => {}
        (Wish::Up | Wish::Down | Wish::Accept | Wish::Less | Wish::More, _) => {
            return move_in(wish, state, view);
        }
    }
    Choice::Stay
}

fn go_back(state: &mut ShellState, view: &ShellView<'_>) -> Choice {
    if state.page != Page::Main {
        turn_back(state, view);
        return Choice::Stay;
    }
    match view.phase {
        Phase::Playing => Choice::Pause,
        Phase::Paused => Choice::Resume,
        Phase::Loading | Phase::Failed | Phase::Pads => Choice::Leave,
        Phase::Gallery => Choice::Stay,
    }
}

/// Moves between the lines, and does what the chosen one says.
fn move_in(wish: Wish, state: &mut ShellState, view: &ShellView<'_>) -> Choice {
    let lines = lines(state, view);
    let Some(line) = lines.get(state.selected) else { return Choice::Stay };
    match (wish, line.step) {
        (Wish::Up, _) => state.selected = (state.selected + lines.len() - 1) % lines.len(),
        (Wish::Down, _) => state.selected = (state.selected + 1) % lines.len(),
        (Wish::Accept, _) => return accept(state, view),
        (Wish::Less, Step::Adjust(setting)) => return adjust(setting, Turn::Less, state, view),
        (Wish::More, Step::Adjust(setting)) => return adjust(setting, Turn::More, state, view),
        _ => {}
    }
    reveal(state, view);
    Choice::Stay
}

/// Does what the chosen line says.
fn accept(state: &mut ShellState, view: &ShellView<'_>) -> Choice {
    let lines = lines(state, view);
    let Some(line) = lines.get(state.selected) else { return Choice::Stay };
    match line.step {
        Step::Choose(Choice::Rebind) => {
            state.remap = view.remap.clone();
            state.remap.clear_all();
            "everything is bound as the game has it".clone_into(&mut state.said);
            return Choice::Rebind;
        }
        Step::Choose(choice) => {
            // The menu is where one goes on from; a slot is not written twice by mistake.
            if matches!(choice, Choice::Save(_) | Choice::Output(_)) {
                turn_back(state, view);
            }
            return choice;
        }
        Step::Ask(row) => controls::ask(state, view, row),
        Step::Toggle(action) => {
            let Some(action) = view.actions.get(action) else { return Choice::Stay };
            state.remap = view.remap.clone();
            state.remap.toggle(&action.name);
            return Choice::Rebind;
        }
        Step::Turn(Page::Main) => turn_back(state, view),
        Step::Turn(page) => turn_to(state, page),
        Step::Adjust(setting) => return adjust(setting, Turn::Round, state, view),
    }
    Choice::Stay
}

/// Notes what a pad does, for the screen that shows it.
fn picture_pad(state: &mut ShellState, event: &RawEvent) {
    let Some(slot) = event.device.pad_slot() else { return };
    let Some(picture) = state.pads.get_mut(slot as usize) else { return };
    match event.control.control() {
        Some(Control::PadButton(button)) => {
            picture.buttons[button.number() as usize] = event.value;
            if event.value > AXIS_NOTED {
                if state.wizard.is_none() && slot < PAD_COUNT_MAX as u32 {
                    state.pad_in_hand = slot;
                }
                picture.last = Some(PadControl::Button(button));
            }
        }
        Some(Control::PadAxis(axis)) => {
            picture.axes[axis.number() as usize] = event.value;
            if event.value.abs() > AXIS_NOTED {
                picture.last = Some(PadControl::Axis(axis));
            }
        }
        Some(Control::Device(DeviceChange::Connected | DeviceChange::Disconnected)) => {
            *picture = PadPicture::default();
        }
        _ => {}
    }
}
