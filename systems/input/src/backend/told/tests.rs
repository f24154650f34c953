//! Tests of pads that the platform tells of.

use super::{PadState, ToldPads};
use crate::mapping::database::Database;
use playground_core_client::input::{
    Control, DeviceChange, DeviceId, Guid, MappingOrigin, Pad, PadAxis, PadButton, PadElement, PadFamily,
    PadFeature, RumblePayload, grid_steps, grid_value,
};

const CONNECTED: (Control, f32) = (Control::Device(DeviceChange::Connected), 0.0);
const DISCONNECTED: (Control, f32) = (Control::Device(DeviceChange::Disconnected), 0.0);

/// A pad of twelve buttons, two sticks and a hat, which no browser knows; its mapping is in SDL's database.
fn odd() -> PadState {
    PadState {
        id: "0e8f-1006-GreenAsia Electronics Controller".to_owned(),
        machine: "Linux x86_64".to_owned(),
        buttons: vec![0.0; 12],
        axes: vec![0.0; 6],
        ..PadState::default()
    }
}

fn standard(id: &str) -> PadState {
    let (id, buttons, axes) = (id.to_owned(), vec![0.0; 17], vec![0.0; 4]);
    PadState { id, is_standard: true, buttons, axes, ..PadState::default() }
}

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

/// The only pad that there is.
#[track_caller]
fn only(pads: &ToldPads) -> Pad {
    let [pad] = <[Pad; 1]>::try_from(pads.pads()).unwrap();
    pad
}

fn button(button: PadButton) -> Control {
    Control::PadButton(button)
}

#[test]
fn only_what_changes_is_told() {
    let mut pads = ToldPads::default();
    let mut state = standard("pad");
    check(&mut pads, Some(state.clone()), &[CONNECTED]);
    state.buttons[0] = 1.0;
    state.buttons[7] = 0.25;
    state.axes[1] = 1.0;
    let pressed = [
        (button(PadButton::South), 1.0),
        (button(PadButton::RightTrigger2), grid_value(grid_steps(0.25))),
        // The web counts down, the game up.
        (Control::PadAxis(PadAxis::LeftStickY), -1.0),
    ];
    check(&mut pads, Some(state.clone()), &pressed);
    check(&mut pads, Some(state), &[]);
    check(&mut pads, None, &[DISCONNECTED]);
    assert!(pads.pads().is_empty());
    pads.tell(usize::MAX, Some(PadState::default()));
}

#[test]
fn a_pad_that_the_browser_does_not_know_goes_by_the_database() {
    let mut pads = ToldPads::default();
    let mut state = odd();
    check(&mut pads, Some(state.clone()), &[CONNECTED]);
    let pad = only(&pads);
    assert_eq!(
        (pad.mapping_origin, pad.identity.guid.vendor_product()),
        (MappingOrigin::Database, [0x0e8f, 0x1006])
    );
    state.buttons[2] = 1.0;
    state.buttons[11] = 1.0;
    state.axes = vec![0.0, 0.0, 0.0, -1.0, 0.0, -1.0];
    let pressed = [
        (button(PadButton::South), 1.0),
        (button(PadButton::Start), 1.0),
        (Control::PadAxis(PadAxis::RightStickX), -1.0),
        (button(PadButton::DPadUp), 1.0),
    ];
    check(&mut pads, Some(state), &pressed);
}

#[test]
fn a_pad_that_nobody_knows_is_mapped_by_its_player() {
    let mut pads = ToldPads::default();
    let mut state = PadState { id: "1234-5678-Thing".to_owned(), ..odd() };
    check(&mut pads, Some(state.clone()), &[CONNECTED]);
    let pad = only(&pads);
    assert_eq!((pad.name.as_str(), pad.mapping_origin), ("Thing", MappingOrigin::Driver));
    pads.want_raw(true);
    state.buttons[3] = 1.0;
    let part = (Control::PadElement(PadElement::Button(3)), 1.0);
    check(&mut pads, Some(state.clone()), &[part, (button(PadButton::North), 1.0)]);
    pads.want_raw(false);
    pads.remap(Database::new(&format!("{},Mine,a:b3,b:b4,", pad.identity.guid), ""));
    let moved = [(button(PadButton::North), 0.0), (button(PadButton::South), 1.0)];
    check(&mut pads, Some(state), &moved);
    let pad = only(&pads);
    assert_eq!((pad.name.as_str(), pad.mapping_origin), ("Mine", MappingOrigin::Player));
}

#[test]
fn what_the_browser_knows_the_player_knows_better() {
    let guid = "030000004c050000cc09000000000000";
    let mut pads = ToldPads::new(Database::new(&format!("{guid},Mine,a:b1,b:b0,"), ""));
    let mut state = standard("Wireless Controller (STANDARD GAMEPAD Vendor: 054c Product: 09cc)");
    state.buttons[1] = 1.0;
    check(&mut pads, Some(state), &[CONNECTED, (button(PadButton::South), 1.0)]);
    let pad = only(&pads);
    assert_eq!(
        (pad.mapping_origin, pad.identity.guid),
        (MappingOrigin::Player, Guid::from_hex(guid).unwrap())
    );
}

#[test]
fn names_and_families_are_those_of_the_model() {
    for (id, name, family) in [
        (
            "Wireless Controller (STANDARD GAMEPAD Vendor: 054c Product: 09cc)",
            "Wireless Controller",
            PadFamily::PlayStation,
        ),
        ("057e-2009-Pro Controller", "Pro Controller", PadFamily::Nintendo),
        ("Xbox 360 Controller (XInput STANDARD GAMEPAD)", "Xbox 360 Controller", PadFamily::Xbox),
        ("a pad", "a pad", PadFamily::Generic),
    ] {
        let mut pads = ToldPads::default();
        check(&mut pads, Some(standard(id)), &[CONNECTED]);
        let pad = only(&pads);
        assert_eq!(
            (pad.name.as_str(), pad.family, pad.mapping_origin),
            (name, family, MappingOrigin::Database)
        );
    }
}

#[test]
fn another_pad_in_the_place_of_one_is_another_pad() {
    let mut pads = ToldPads::default();
    let held = PadState { buttons: vec![1.0; 1], ..standard("one") };
    check(&mut pads, Some(held.clone()), &[CONNECTED, (button(PadButton::South), 1.0)]);
    check(&mut pads, Some(standard("other")), &[DISCONNECTED, CONNECTED]);
    assert_eq!(only(&pads).name, "other");
}

#[test]
fn two_that_are_alike_have_numbers() {
    let mut pads = ToldPads::default();
    for slot in [0, 3] {
        pads.tell(slot, Some(standard("twin")));
    }
    pads.poll(0, &mut Vec::new());
    let orders: Vec<_> = pads.pads().iter().map(|pad| (pad.slot, pad.identity.order)).collect();
    assert_eq!(orders, [(0, 0), (3, 1)]);
}

#[test]
fn a_pad_with_motors_feels_the_stronger_of_world_and_effect() {
    let mut pads = ToldPads::default();
    check(&mut pads, Some(PadState { can_rumble: true, ..standard("pad") }), &[CONNECTED]);
    assert!(only(&pads).capabilities.supports(PadFeature::Rumble));
    pads.feel(0, [0.25, 0.75]);
    let device = DeviceId::pad(0).unwrap();
    pads.play(RumblePayload {
        device,
        strong: 1.0,
        weak: 0.5,
        attack_millis: 0,
        hold_millis: 10,
        release_millis: 0,
    });
    for (micros, felt) in [(1_000, [1.0, 0.75]), (10_999, [1.0, 0.75]), (11_000, [0.25, 0.75])] {
        pads.poll(micros, &mut Vec::new());
        assert_eq!(pads.felt(0), felt, "{micros}");
    }
    assert_eq!(pads.felt(99), [0.0; 2]);
}
