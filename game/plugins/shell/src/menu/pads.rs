//! The tester of controllers: which one is in hand, a rumble to feel, and the wizard that maps one anew.
//!
//! All of it works with a controller alone: two of its buttons together are a wish, and the wizard takes the buttons
//! that it knows already as "skip" and "back".

use playground_core_client::input::{
    Control, DeviceChange, Key, MappingOrigin, PadButton, PadElement, RawEvent, Target, Wizard,
};
use playground_core_client::shell::{Choice, ShellState, ShellView};

/// So many presses of one button in a row map a controller anew that no mapping knows: its buttons may have no names.
const PRESS_COUNT: u32 = 5;

/// Reads an event of the screen of controllers.
pub(super) fn read(state: &mut ShellState, view: &ShellView<'_>, event: &RawEvent) -> Choice {
    if let Some(slot) = event.device.pad_slot() {
        return read_pad(state, view, event, slot);
    }
    let Some(Control::Key(key)) = event.control.control() else { return Choice::Stay };
    if event.value < 0.5 {
        return Choice::Stay;
    }
    let slot = state.pad_in_hand;
    match key {
        Key::Escape if state.wizard.is_some() => state.wizard = None,
        Key::Escape | Key::Pause => return Choice::Leave,
        Key::Tab => state.pad_in_hand = next_pad(view, slot),
        Key::Enter | Key::NumpadEnter | Key::Space if state.wizard.is_some() => {
            if let Some((_, wizard)) = &mut state.wizard {
                wizard.skip();
            }
            return end_wizard(state);
        }
        Key::Backspace => {
            if let Some((_, wizard)) = &mut state.wizard {
                wizard.back();
            }
        }
        Key::KeyR if state.wizard.is_none() => return Choice::Rumble(slot),
        Key::KeyM if state.wizard.is_none() && !state.control_held => begin_wizard(state, view, slot),
        Key::Delete if state.wizard.is_none() => return forget(state, view, slot),
        _ => {}
    }
    Choice::Stay
}

fn next_pad(view: &ShellView<'_>, slot: u32) -> u32 {
    let slots = || view.pads.connected.iter().map(|pad| pad.slot);
    slots().find(|next| *next > slot).or_else(|| slots().next()).unwrap_or_default()
}

fn read_pad(state: &mut ShellState, view: &ShellView<'_>, event: &RawEvent, slot: u32) -> Choice {
    match event.control.control() {
        Some(Control::PadElement(part)) => read_part(state, view, part, event.value, slot),
        Some(Control::Device(DeviceChange::Disconnected)) => {
            if state.wizard.as_ref().is_some_and(|(mapped, _)| *mapped == slot) {
                state.wizard = None;
            }
            Choice::Stay
        }
        Some(Control::PadButton(button)) if event.value > 0.5 && state.wizard.is_none() => {
            state.pad_in_hand = slot;
            let Some(picture) = state.pads.get(slot as usize) else { return Choice::Stay };
            let is_held = |button: PadButton| picture.buttons[button.number() as usize] > 0.5;
            match button {
                PadButton::Start if is_held(PadButton::Select) => Choice::Leave,
                PadButton::Select if is_held(PadButton::Start) => Choice::Leave,
                PadButton::South if is_held(PadButton::Select) => Choice::Rumble(slot),
                PadButton::North if is_held(PadButton::Select) => {
                    begin_wizard(state, view, slot);
                    Choice::Stay
                }
                PadButton::West if is_held(PadButton::Select) => forget(state, view, slot),
                _ => Choice::Stay,
            }
        }
        _ => Choice::Stay,
    }
}

fn read_part(
    state: &mut ShellState,
    view: &ShellView<'_>,
    part: PadElement,
    value: f32,
    slot: u32,
) -> Choice {
    if let Some((mapped, wizard)) = &mut state.wizard {
        if *mapped == slot && !wizard.take(part, value) {
            match wizard.known(part, value) {
                Some(Target::Button(PadButton::South)) => wizard.skip(),
                Some(Target::Button(PadButton::East)) => wizard.back(),
                _ => {}
            }
        }
        return end_wizard(state);
    }
    count_press(state, part, value, slot);
    let is_strange = view.pads.in_slot(slot).is_some_and(|pad| pad.mapping_origin == MappingOrigin::Driver);
    if is_strange && state.presses.count >= PRESS_COUNT {
        state.presses.count = 0;
        state.pad_in_hand = slot;
        begin_wizard(state, view, slot);
    }
    Choice::Stay
}

/// Counts how often the same button was pressed without another between.
fn count_press(state: &mut ShellState, part: PadElement, value: f32, slot: u32) {
    let presses = &mut state.presses;
    if !matches!(part, PadElement::Button(_)) || value < 0.5 {
        return;
    }
    if presses.last == Some((slot, part)) {
        presses.count += 1;
    } else {
        (presses.last, presses.count) = (Some((slot, part)), 1);
    }
}

fn begin_wizard(state: &mut ShellState, view: &ShellView<'_>, slot: u32) {
    if let Some(pad) = view.pads.in_slot(slot) {
        state.wizard = Some((slot, Wizard::new(pad.identity.guid, &pad.name, &[])));
    }
}

/// Hands the mapping over, once all is asked.
fn end_wizard(state: &mut ShellState) -> Choice {
    match &state.wizard {
        Some((_, wizard)) if wizard.question().is_none() => {
            let mapping = wizard.mapping().clone();
            state.wizard = None;
            if mapping.links.is_empty() {
                return Choice::Stay;
            }
            state.mapping = mapping.to_string();
            Choice::Map
        }
        _ => Choice::Stay,
    }
}

/// Gives a controller back to the database.
fn forget(state: &mut ShellState, view: &ShellView<'_>, slot: u32) -> Choice {
    match view.pads.in_slot(slot) {
        Some(pad) if pad.mapping_origin == MappingOrigin::Player => {
            state.mapping = pad.identity.guid.to_string();
            Choice::Map
        }
        _ => Choice::Stay,
    }
}
