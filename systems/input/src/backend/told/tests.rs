//! Tests of pads that the platform tells of.

use super::{PadState, ToldPads};
use playground_core_client::input::{Control, DeviceChange, PadAxis, PadButton, grid_steps, grid_value};

/// Tells of the first pad, and checks the events that follow.
#[track_caller]
fn check(pads: &mut ToldPads, state: Option<PadState>, expected: &[(Control, f32)]) {
    pads.tell(0, state);
    let mut events = Vec::new();
    pads.poll(7, &mut events);
    let events: Vec<_> =
        events.iter().filter_map(|event| Some((event.control.control()?, event.value))).collect();
    assert_eq!(events, expected);
}

#[test]
fn only_what_changes_is_told() {
    let mut pads = ToldPads::default();
    let mut state = PadState { name: "pad".to_owned(), ..PadState::default() };
    check(&mut pads, Some(state.clone()), &[(Control::Device(DeviceChange::Connected), 0.0)]);
    state.buttons[0] = 1.0;
    state.buttons[7] = 0.25;
    state.axes[1] = 1.0;
    let pressed = [
        (Control::PadButton(PadButton::South), 1.0),
        (Control::PadButton(PadButton::RightTrigger2), grid_value(grid_steps(0.25))),
        // The web counts down, the game up.
        (Control::PadAxis(PadAxis::LeftStickY), -1.0),
    ];
    check(&mut pads, Some(state.clone()), &pressed);
    check(&mut pads, Some(state), &[]);
    check(&mut pads, None, &[(Control::Device(DeviceChange::Disconnected), 0.0)]);
    assert!(pads.pads().is_empty());
}

#[test]
fn a_page_that_says_nonsense_says_nothing() {
    let mut pads = ToldPads::default();
    let state = PadState { axes: [f32::NAN, f32::INFINITY, 0.0, -7.0], ..PadState::default() };
    let expected = [
        (Control::Device(DeviceChange::Connected), 0.0),
        (Control::PadAxis(PadAxis::LeftStickY), -1.0),
        (Control::PadAxis(PadAxis::RightStickY), 1.0),
    ];
    check(&mut pads, Some(state), &expected);
    pads.tell(usize::MAX, Some(PadState::default()));
}
