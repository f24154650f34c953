//! The screens, by what a player does and sees.

use crate::{SHELL, menu, screens};
use playground_core_assets::Progress;
use playground_core_client::input::{Control, DeviceId, Key, PadAxis, RawEvent};
use playground_core_client::rendering::DrawList;
use playground_core_client::shell::{Choice, Phase, ShellState, ShellView};

fn key(name: &str) -> RawEvent {
    RawEvent::new(0, DeviceId::KEYBOARD, Control::Key(Key::from_name(name).unwrap()), 1.0)
}

fn stick(value: f32) -> RawEvent {
    RawEvent::new(0, DeviceId::pad(0).unwrap(), Control::PadAxis(PadAxis::LeftStickY), value)
}

/// Shows a screen with two games the events, and compares the choice that follows.
#[track_caller]
fn check(phase: Phase, events: &[RawEvent], expected: Choice) {
    let titles = ["first".to_owned(), "second".to_owned()];
    let progress = Progress::default();
    let view = ShellView {
        phase,
        titles: &titles,
        progress: &progress,
        message: "",
        events,
        virtual_size: [320, 180],
    };
    assert_eq!(menu::update(&mut ShellState::default(), &view), expected);
}

#[test]
fn a_game_is_chosen_with_keys_or_stick() {
    check(Phase::Gallery, &[key("Enter")], Choice::Open(0));
    check(Phase::Gallery, &[key("ArrowDown"), key("Enter")], Choice::Open(1));
    check(Phase::Gallery, &[key("ArrowUp"), key("Enter")], Choice::Quit);
    check(Phase::Gallery, &[stick(-1.0), stick(-0.9), key("Enter")], Choice::Open(1));
    check(Phase::Gallery, &[stick(-1.0), stick(0.0), stick(-1.0), key("Enter")], Choice::Quit);
}

#[test]
fn a_game_is_paused_and_resumed() {
    check(Phase::Playing, &[key("Escape")], Choice::Pause);
    check(Phase::Playing, &[key("Enter")], Choice::Stay);
    check(Phase::Paused, &[key("Escape")], Choice::Resume);
    check(Phase::Paused, &[key("ArrowDown"), key("ArrowDown"), key("Enter")], Choice::Leave);
    check(Phase::Failed, &[key("Enter")], Choice::Leave);
}

#[test]
fn every_screen_but_the_games_own_draws_something() {
    let progress = Progress::default();
    for (phase, drawn) in [
        (Phase::Gallery, true),
        (Phase::Loading, true),
        (Phase::Paused, true),
        (Phase::Failed, true),
        (Phase::Playing, false),
    ] {
        let view = ShellView {
            phase,
            titles: &[],
            progress: &progress,
            message: "what went wrong",
            events: &[],
            virtual_size: [320, 180],
        };
        let mut list = DrawList::default();
        list.begin([320, 180], [0.0; 4]);
        screens::draw(&ShellState::default(), &view, &mut list);
        list.sort();
        assert_eq!(list.sprites() > 0, drawn, "{phase:?}");
    }
}

#[test]
fn the_gallery_carries_whole_games() {
    let games = (SHELL.games)();
    assert!(games.iter().any(|game| game.name == "pong"), "{:?}", games.iter().map(|game| &game.name));
    assert!(games.iter().all(|game| game.files.contains_key("game.toml")));
}
