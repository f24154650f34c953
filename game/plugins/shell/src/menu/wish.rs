//! From events of any device to what the player wishes of a screen.

use playground_core_client::input::{Control, DeviceChange, DeviceId, Key, PadAxis, PadButton, RawEvent};
use playground_core_client::shell::{Phase, Repeating, ShellState, ShellView};

/// How far a stick is pushed for a step.
const STEP_PUSH: f32 = 0.6;
/// How far it comes back before the next one.
const STEP_REST: f32 = 0.3;

/// The longest time that a direction is held until a menu goes on by itself. Unit: milliseconds.
pub(super) const MENU_REPEAT_MILLIS_MAX: u32 = 1_000;
/// From one line to the next while it does. Unit: microseconds.
const REPEAT_MICROS: u64 = 130_000;

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
pub(super) fn wish(event: &RawEvent, state: &mut ShellState, view: &ShellView<'_>) -> Option<Wish> {
    let wish = wish_of(event, state);
    if wish == Some(Wish::Pause)
        && let Some(Control::Device(DeviceChange::Disconnected)) = event.control.control()
    {
        state.said = whose_is_gone(event.device, view);
    }
    let is_let_go = event.value.abs() < STEP_PUSH;
    state.repeating.take_if(|held| is_let_go && held.press.control == event.control);
    let delay_millis = view.settings.access.repeat_delay_millis;
    if wish.is_some_and(is_direction) && delay_millis > 0 && state.phase != Phase::Playing {
        let next_micros = view.now_micros + u64::from(delay_millis) * 1_000;
        state.repeating = Some(Repeating { press: *event, next_micros });
    }
    wish
}

/// What the players are told of a controller that is gone.
fn whose_is_gone(device: DeviceId, view: &ShellView<'_>) -> String {
    let seat = device.pad_slot().and_then(|slot| view.pads.slot_seats.get(slot as usize)).copied();
    match seat.filter(|seat| *seat > 0 && view.seat_count > 1) {
        Some(seat) => format!("the controller of player {seat} is gone"),
        None => "a controller is gone".to_owned(),
    }
}

fn is_direction(wish: Wish) -> bool {
    matches!(wish, Wish::Up | Wish::Down | Wish::Less | Wish::More)
}

/// The wish of a direction that is held for so long that it counts again.
pub(super) fn held_wish(state: &mut ShellState, view: &ShellView<'_>) -> Option<Wish> {
    let held = state.repeating.as_mut().filter(|held| view.now_micros >= held.next_micros)?;
    held.next_micros = view.now_micros + REPEAT_MICROS;
    let press = held.press;
    let is_positive = press.value > 0.0;
    match press.control.control()? {
        Control::PadAxis(PadAxis::LeftStickX) => Some(if is_positive { Wish::More } else { Wish::Less }),
        Control::PadAxis(PadAxis::LeftStickY) => Some(if is_positive { Wish::Up } else { Wish::Down }),
        Control::PadButton(button) => button_wish(button),
        Control::Key(key) => direction_of(key),
        _ => None,
    }
}

fn direction_of(key: Key) -> Option<Wish> {
    match key {
        Key::ArrowUp | Key::KeyW => Some(Wish::Up),
        Key::ArrowDown | Key::KeyS => Some(Wish::Down),
        Key::ArrowLeft | Key::KeyA => Some(Wish::Less),
        Key::ArrowRight | Key::KeyD => Some(Wish::More),
        _ => None,
    }
}

fn wish_of(event: &RawEvent, state: &mut ShellState) -> Option<Wish> {
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
            state.repeating = None;
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
        Key::Enter | Key::NumpadEnter | Key::Space => Some(Wish::Accept),
        Key::Escape => Some(Wish::Back),
        Key::Pause => Some(Wish::Pause),
        Key::F3 => Some(Wish::Performance),
        Key::F8 => Some(Wish::Report),
        Key::F11 => Some(Wish::Fullscreen),
        Key::F12 => Some(Wish::Picture),
        Key::Period => Some(Wish::StepForward),
        Key::Comma => Some(Wish::StepBack),
        _ => direction_of(key),
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
