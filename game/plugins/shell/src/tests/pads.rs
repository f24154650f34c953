//! The tester of controllers, with keys and with a controller alone.

use super::*;
use playground_core_client::input::{DeviceChange, Guid, MappingOrigin, PadElement, PadFamily, PadIdentity};

const GUID: &str = "030000005e0400008e02000014010000";

/// A controller without a mapping of the player's, in slot 0.
fn with_pad(origin: MappingOrigin) -> Program {
    let mut program = Program::new();
    let identity = PadIdentity { guid: Guid::from_hex(GUID).unwrap(), ..PadIdentity::default() };
    program.pads.connected.push(Pad {
        name: "pad".to_owned(),
        identity,
        family: PadFamily::PlayStation,
        mapping_origin: origin,
        mapping: format!("{GUID},pad,a:b0,"),
        ..Pad::default()
    });
    program
}

fn part(part: PadElement, value: f32) -> RawEvent {
    RawEvent::new(0, DeviceId::pad(0).unwrap(), Control::PadElement(part), value)
}

/// A press of an unmapped button, and its end.
fn press(number: u8) -> [RawEvent; 2] {
    [part(PadElement::Button(number), 1.0), part(PadElement::Button(number), 0.0)]
}

#[test]
fn two_buttons_together_are_a_wish_and_so_are_keys() {
    let program = with_pad(MappingOrigin::Player);
    let choose = |events: &[RawEvent]| {
        let mut state = ShellState::default();
        let choice = menu::update(&mut state, &program.view(Phase::Pads, events));
        (choice, state.mapping, state.wizard.is_some())
    };
    let select = |other| [button(PadButton::Select), button(other)];
    let nothing = String::new;
    assert_eq!(choose(&select(PadButton::South)), (Choice::Rumble(0), nothing(), false));
    assert_eq!(choose(&keys("KeyR")), (Choice::Rumble(0), nothing(), false));
    assert_eq!(choose(&select(PadButton::North)), (Choice::Stay, nothing(), true));
    assert_eq!(choose(&keys("KeyM")), (Choice::Stay, nothing(), true));
    assert_eq!(choose(&select(PadButton::West)), (Choice::Map, GUID.to_owned(), false));
    assert_eq!(choose(&keys("Delete")), (Choice::Map, GUID.to_owned(), false));
    assert_eq!(choose(&keys("KeyM Escape")), (Choice::Stay, nothing(), false));
    assert_eq!(choose(&[button(PadButton::South), button(PadButton::North)]).0, Choice::Stay);
}

#[test]
fn a_log_is_looked_at_and_wishes_nothing() {
    let mut program = with_pad(MappingOrigin::Player);
    program.pads.source = "log".to_owned();
    for phase in [Phase::Pads, Phase::Gallery] {
        for other in [PadButton::South, PadButton::North, PadButton::West, PadButton::Start] {
            let mut state = ShellState::default();
            let events = [button(PadButton::Select), button(other)];
            assert_eq!(menu::update(&mut state, &program.view(phase, &events)), Choice::Stay);
            assert!(state.wizard.is_none() && state.mapping.is_empty());
            assert!(state.pads[0].buttons[other.number() as usize] == 1.0, "it is shown");
        }
    }
    assert_eq!(
        menu::update(&mut ShellState::default(), &program.view(Phase::Pads, &keys("Escape"))),
        Choice::Leave
    );
}

#[test]
fn a_controller_alone_maps_itself() {
    let program = with_pad(MappingOrigin::Driver);
    let mut state = ShellState::default();
    let mut update = |events: &[RawEvent]| menu::update(&mut state, &program.view(Phase::Pads, events));
    for _ in 0..5 {
        assert_eq!(update(&press(7)), Choice::Stay);
    }
    // South, East, back, East again, and no for all that is left.
    for number in [1, 2, 2, 3] {
        assert_eq!(update(&press(number)), Choice::Stay);
    }
    let mut choice = Choice::Stay;
    for _ in 0..30 {
        if choice == Choice::Stay {
            choice = update(&press(1));
        }
    }
    assert_eq!(choice, Choice::Map);
    assert!(state.mapping.starts_with(&format!("{GUID},pad,a:b1,b:b3,platform:")), "{}", state.mapping);
    assert!(state.wizard.is_none());
}

#[test]
fn the_pause_says_whose_controller_is_gone() {
    let check = |seat_count, said: &str| {
        let mut program = with_pad(MappingOrigin::Driver);
        program.seat_count = seat_count;
        let pad = Pad { seat: 2, ..program.pads.connected[0].clone() };
        program.pads.show(vec![pad]);
        program.pads.show(Vec::new());
        let gone = Control::Device(DeviceChange::Disconnected);
        let gone = [RawEvent::new(0, DeviceId::pad(0).unwrap(), gone, 0.0)];
        let mut state = ShellState { phase: Phase::Playing, ..ShellState::default() };
        assert_eq!(menu::update(&mut state, &program.view(Phase::Playing, &gone)), Choice::Pause);
        assert_eq!(state.said, said);
    };
    check(4, "the controller of player 2 is gone");
    check(1, "a controller is gone");
}

#[test]
fn a_controller_that_goes_ends_its_wizard() {
    let program = with_pad(MappingOrigin::Driver);
    let mut state = ShellState::default();
    let gone = Control::Device(DeviceChange::Disconnected);
    let events = [keys("KeyM"), vec![RawEvent::new(0, DeviceId::pad(0).unwrap(), gone, 0.0)]].concat();
    assert_eq!(menu::update(&mut state, &program.view(Phase::Pads, &events)), Choice::Stay);
    assert!(state.wizard.is_none());
}

#[test]
fn the_screen_says_what_there_is_and_asks_for_what_is_next() {
    let program = with_pad(MappingOrigin::Database);
    let mut state = ShellState::default();
    let shown = words(&state, &program.view(Phase::Pads, &[])).join("|");
    for word in [
        "playstation",
        "not supported: rumble",
        "gyro",
        "database",
        "a:b0",
        GUID,
        "with Create: Cross rumble",
    ] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    menu::update(&mut state, &program.view(Phase::Pads, &keys("KeyM")));
    let shown = words(&state, &program.view(Phase::Pads, &[])).join("|");
    assert!(shown.contains("1 of 21") && shown.contains("the lower of the four buttons"), "{shown}");
}

#[test]
fn without_a_controller_nothing_is_offered_that_needs_one() {
    let program = Program::new();
    let words = words(&ShellState::default(), &program.view(Phase::Pads, &[]));
    assert!(words.iter().any(|word| word == "Escape: back"), "{words:?}");
    assert!(!words.iter().any(|word| word.contains("rumble")), "{words:?}");
}

#[test]
fn a_pause_leads_to_them_and_the_gallery_does_so_by_its_first_page() {
    let program = Program::new();
    let state = ShellState { page: Page::Settings, ..ShellState::default() };
    let labels = |phase| {
        let lines = menu::lines(&state, &program.view(phase, &[]));
        let labels: Vec<String> = lines.into_iter().map(|line| line.label).collect();
        labels
    };
    let paused = labels(Phase::Paused);
    assert_eq!(paused[paused.len() - 2..], ["Controllers", "Back"]);
    assert!(!labels(Phase::Gallery).contains(&"Controllers".to_owned()));
}

#[test]
fn where_none_is_seen_a_browser_wants_a_press() {
    let mut program = Program::new();
    for (source, expected) in [
        ("gilrs", "no controller is plugged in (gilrs)"),
        ("web", "no controller is seen yet: press one of its buttons"),
    ] {
        program.pads.source = source.to_owned();
        let found = words(&ShellState::default(), &program.view(Phase::Pads, &[]));
        assert!(found.iter().any(|words| words == expected), "{found:?}");
    }
}
