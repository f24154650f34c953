//! What the player does in a screen: move, accept, go back. The same with keys and with any pad.

use playground_core_client::input::{Control, DeviceChange, Key, PadAxis, PadButton, RawEvent};
use playground_core_client::shell::{Choice, Phase, ShellState, ShellView};

/// How far a stick is pushed for a step.
const STEP_PUSH: f32 = 0.6;
/// How far it comes back before the next one.
const STEP_REST: f32 = 0.3;

/// The lines of a screen, and what accepting one of them means.
pub fn lines(view: &ShellView<'_>) -> Vec<(String, Choice)> {
    let line = |text: &str, choice| (text.to_owned(), choice);
    match view.phase {
        Phase::Gallery => {
            let games =
                view.titles.iter().enumerate().map(|(index, title)| (title.clone(), Choice::Open(index)));
            games.chain([line("quit", Choice::Quit)]).collect()
        }
        Phase::Paused => vec![
            line("resume", Choice::Resume),
            line("restart", Choice::Restart),
            line("gallery", Choice::Leave),
            line("quit", Choice::Quit),
        ],
        Phase::Failed => vec![line("gallery", Choice::Leave), line("quit", Choice::Quit)],
        Phase::Loading | Phase::Playing => Vec::new(),
    }
}

/// What an event asks of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Up,
    Down,
    Accept,
    Pause,
    Fullscreen,
}

/// Reads the events of a frame; a new screen begins at its first line.
pub fn update(state: &mut ShellState, view: &ShellView<'_>) -> Choice {
    if state.phase != view.phase {
        state.phase = view.phase;
        state.selected = 0;
    }
    let lines = lines(view);
    for event in view.events {
        let Some(wish) = wish(event, state) else { continue };
        match (wish, view.phase) {
            (Wish::Fullscreen, _) => return Choice::ToggleFullscreen,
            (Wish::Pause, Phase::Playing) => return Choice::Pause,
            (Wish::Pause, Phase::Paused) => return Choice::Resume,
            (Wish::Pause, Phase::Loading | Phase::Failed) => return Choice::Leave,
            (Wish::Up, _) if !lines.is_empty() => {
                state.selected = (state.selected + lines.len() - 1) % lines.len();
            }
            (Wish::Down, _) if !lines.is_empty() => state.selected = (state.selected + 1) % lines.len(),
            (Wish::Accept, _) => {
                if let Some((_, choice)) = lines.get(state.selected) {
                    return *choice;
                }
            }
            _ => {}
        }
    }
    Choice::Stay
}

fn wish(event: &RawEvent, state: &mut ShellState) -> Option<Wish> {
    match event.control.control()? {
        Control::PadAxis(PadAxis::LeftStickY) => stick_wish(event, state),
        Control::Device(DeviceChange::Disconnected) => {
            // A pad that goes while somebody plays is missed: the game waits for its player.
            (state.phase == Phase::Playing).then_some(Wish::Pause)
        }
        Control::Key(key) if event.value > 0.5 => key_wish(key),
        Control::PadButton(button) if event.value > 0.5 => match button {
            PadButton::DPadUp => Some(Wish::Up),
            PadButton::DPadDown => Some(Wish::Down),
            PadButton::South => Some(Wish::Accept),
            PadButton::Start => Some(Wish::Pause),
            _ => None,
        },
        _ => None,
    }
}

fn key_wish(key: Key) -> Option<Wish> {
    match key.name() {
        "ArrowUp" | "KeyW" => Some(Wish::Up),
        "ArrowDown" | "KeyS" => Some(Wish::Down),
        "Enter" | "NumpadEnter" | "Space" => Some(Wish::Accept),
        "Escape" | "Pause" => Some(Wish::Pause),
        "F11" => Some(Wish::Fullscreen),
        _ => None,
    }
}

/// One push of a stick is one step, however long it is held.
fn stick_wish(event: &RawEvent, state: &mut ShellState) -> Option<Wish> {
    let step = state.stick_steps.get_mut(event.device.pad_slot()? as usize)?;
    if event.value.abs() < STEP_REST {
        *step = 0;
    } else if event.value > STEP_PUSH && *step != 1 {
        *step = 1;
        return Some(Wish::Up);
    } else if event.value < -STEP_PUSH && *step != -1 {
        *step = -1;
        return Some(Wish::Down);
    }
    None
}
