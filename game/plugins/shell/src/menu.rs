//! What the player does in a screen: move, accept, turn, go back. The same with keys and with any pad.

pub mod controls;
mod lines;
mod pads;
mod wish;

pub use lines::{Line, Setting, Step, Turn, adjust, lines};
use playground_core_client::input::{Control, DeviceChange, RawEvent, Remap};
use playground_core_client::settings::Settings;
use playground_core_client::shell::{Choice, PadControl, PadPicture, Page, Phase, ShellState, ShellView};
use wish::{Wish, wish};

/// How far an axis is pushed to be named as the last that moved.
const AXIS_NOTED: f32 = 0.5;

/// Reads the events of a frame; a new screen begins at the first line of its first page.
pub fn update(state: &mut ShellState, view: &ShellView<'_>) -> Choice {
    if state.phase != view.phase {
        state.phase = view.phase;
        state.wizard = None;
        turn_to(state, Page::Main);
    }
    for event in view.events {
        picture_pad(state, event);
        let choice = if state.asking.is_some() {
            controls::listen(state, view, event)
        } else if view.phase == Phase::Pads && !wish::is_for_all(event, state) {
            pads::read(state, view, event)
        } else {
            wish(event, state).map_or(Choice::Stay, |wish| grant(wish, state, view))
        };
        if choice != Choice::Stay {
            return choice;
        }
    }
    Choice::Stay
}

fn turn_to(state: &mut ShellState, page: Page) {
    (state.page, state.selected, state.asking) = (page, 0, None);
}

/// To the page before, at the line that led away from it.
fn turn_back(state: &mut ShellState, view: &ShellView<'_>) {
    let from = Step::Turn(state.page);
    turn_to(state, if state.page == Page::Outputs { Page::Settings } else { Page::Main });
    state.selected = lines(state, view).iter().position(|line| line.step == from).unwrap_or_default();
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
        (Wish::Accept, Step::Choose(Choice::Rebind)) => {
            state.remap = Remap::default();
            return Choice::Rebind;
        }
        (Wish::Accept, Step::Choose(choice)) => {
            if let Choice::Save(_) = choice {
                // The menu is where one goes on from; a slot is not written twice by mistake.
                turn_back(state, view);
            }
            if let Choice::Output(_) = choice {
                turn_back(state, view);
            }
            return choice;
        }
        (Wish::Accept, Step::Ask(row)) => controls::ask(state, view, row),
        (Wish::Accept, Step::Turn(Page::Main)) => turn_back(state, view),
        (Wish::Accept, Step::Turn(page)) => turn_to(state, page),
        (Wish::Accept, Step::Adjust(setting)) => return adjust(view.settings, setting, Turn::Round),
        (Wish::Less, Step::Adjust(setting)) => return adjust(view.settings, setting, Turn::Less),
        (Wish::More, Step::Adjust(setting)) => return adjust(view.settings, setting, Turn::More),
        _ => {}
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
