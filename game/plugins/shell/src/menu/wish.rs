//! From events of any device to what the player wishes of a screen.

use playground_core_client::input::{Control, DeviceChange, Key, PadAxis, PadButton, RawEvent};
use playground_core_client::shell::{Phase, ShellState};

/// How far a stick is pushed for a step.
const STEP_PUSH: f32 = 0.6;
/// How far it comes back before the next one.
const STEP_REST: f32 = 0.3;

/// What an event asks of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    Up,
    Down,
    Less,
    More,
    Accept,
    /// One page back; out of the first one.
    Back,
    /// Into the pause menu, or out of it from wherever one is.
    Pause,
    Fullscreen,
    Mute,
    Picture,
    Report,
    Performance,
    /// On by a tick, in a pause.
    StepForward,
    /// Back by a tick, in a pause.
    StepBack,
}

/// The wish of an event, if it is one.
pub(super) fn wish(event: &RawEvent, state: &mut ShellState) -> Option<Wish> {
    let is_down = event.value > 0.5;
    match event.control.control()? {
        Control::PadAxis(PadAxis::LeftStickX) => stick_wish(event, state, 0, [Wish::Less, Wish::More]),
        Control::PadAxis(PadAxis::LeftStickY) => stick_wish(event, state, 1, [Wish::Down, Wish::Up]),
        Control::Device(DeviceChange::Disconnected) => {
            // A pad that goes while somebody plays is missed: the game waits for its player.
            (state.phase == Phase::Playing).then_some(Wish::Pause)
        }
        Control::Device(DeviceChange::FocusLost) => {
            // Whatever is let go elsewhere is not told here.
            (state.control_held, state.alt_held, state.rewind_held) = (false, false, false);
            None
        }
        Control::Key(key) => key_wish(key, is_down, state),
        // While somebody plays, East is a button of the game's.
        Control::PadButton(PadButton::East) if state.phase == Phase::Playing => None,
        Control::PadButton(button) if is_down => button_wish(button),
        _ => None,
    }
}

/// Whether an event is a wish of every screen, or what such a wish is told by.
pub(super) fn is_for_all(event: &RawEvent, state: &ShellState) -> bool {
    match event.control.control() {
        Some(Control::Key(key)) => match key {
            Key::Enter => state.alt_held,
            Key::KeyM => state.control_held,
            Key::ControlLeft | Key::ControlRight | Key::AltLeft | Key::AltRight => true,
            _ => matches!(key, Key::F3 | Key::F8 | Key::F11 | Key::F12),
        },
        Some(Control::Device(DeviceChange::FocusLost)) => true,
        _ => false,
    }
}

fn key_wish(key: Key, is_down: bool, state: &mut ShellState) -> Option<Wish> {
    match key {
        Key::ControlLeft | Key::ControlRight => state.control_held = is_down,
        Key::AltLeft | Key::AltRight => state.alt_held = is_down,
        Key::Backspace => state.rewind_held = is_down,
        _ => {}
    }
    if !is_down {
        return None;
    }
    match key {
        Key::Enter if state.alt_held => Some(Wish::Fullscreen),
        Key::KeyM if state.control_held => Some(Wish::Mute),
        Key::ArrowUp | Key::KeyW => Some(Wish::Up),
        Key::ArrowDown | Key::KeyS => Some(Wish::Down),
        Key::ArrowLeft | Key::KeyA => Some(Wish::Less),
        Key::ArrowRight | Key::KeyD => Some(Wish::More),
        Key::Enter | Key::NumpadEnter | Key::Space => Some(Wish::Accept),
        Key::Escape => Some(Wish::Back),
        Key::Pause => Some(Wish::Pause),
        Key::F3 => Some(Wish::Performance),
        Key::F8 => Some(Wish::Report),
        Key::F11 => Some(Wish::Fullscreen),
        Key::F12 => Some(Wish::Picture),
        Key::Period => Some(Wish::StepForward),
        Key::Comma => Some(Wish::StepBack),
        _ => None,
    }
}

fn button_wish(button: PadButton) -> Option<Wish> {
    match button {
        PadButton::DPadUp => Some(Wish::Up),
        PadButton::DPadDown => Some(Wish::Down),
        PadButton::DPadLeft => Some(Wish::Less),
        PadButton::DPadRight => Some(Wish::More),
        PadButton::South => Some(Wish::Accept),
        PadButton::East => Some(Wish::Back),
        PadButton::Start => Some(Wish::Pause),
        _ => None,
    }
}

/// One push of a stick is one step, however long it is held.
fn stick_wish(event: &RawEvent, state: &mut ShellState, axis: usize, wishes: [Wish; 2]) -> Option<Wish> {
    let step = &mut state.stick_steps.get_mut(event.device.pad_slot()? as usize)?[axis];
    if event.value.abs() < STEP_REST {
        *step = 0;
    } else if event.value > STEP_PUSH && *step != 1 {
        *step = 1;
        return Some(wishes[1]);
    } else if event.value < -STEP_PUSH && *step != -1 {
        *step = -1;
        return Some(wishes[0]);
    }
    None
}
