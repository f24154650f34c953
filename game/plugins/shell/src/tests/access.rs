//! What makes games easier: its pages, and a direction that is held.

use super::{Program, key, keys, stick, words};
use crate::menu;
use playground_core_client::input::{PadAxis, RawEvent};
use playground_core_client::settings::{Access, ColorFilter, Settings};
use playground_core_client::shell::{Choice, Page, Phase, ShellState};

fn on(page: Page) -> ShellState {
    ShellState { phase: Phase::Paused, page, ..ShellState::default() }
}

/// Chooses the line that begins with `label` and shows it the keys; compares the choice that follows.
#[track_caller]
fn check(page: Page, label: &str, events: &str, expected: Choice) {
    let program = Program::new();
    let mut state = on(page);
    let lines = menu::lines(&state, &program.view(Phase::Paused, &[]));
    state.selected = lines.iter().position(|line| line.label.starts_with(label)).unwrap();
    let events = keys(events);
    assert_eq!(menu::update(&mut state, &program.view(Phase::Paused, &events)), expected);
}

fn access(change: impl Fn(&mut Access)) -> Choice {
    let mut settings = Settings::default();
    change(&mut settings.access);
    Choice::Change(settings)
}

#[test]
fn every_line_of_accessibility_changes_its_own_setting() {
    let page = Page::Access;
    check(page, "Game speed", "ArrowLeft", access(|access| access.speed_percent = 95));
    check(page, "Game speed", "ArrowRight", Choice::Stay);
    check(page, "Screen shake", "ArrowLeft", access(|access| access.shake_percent = 90));
    check(page, "Flashes", "Enter", access(|access| access.flash_percent = 0));
    check(page, "Size of words", "ArrowRight", access(|access| access.text_percent = 110));
    check(page, "High contrast", "Enter", access(|access| access.high_contrast = true));
    check(page, "Colours", "ArrowRight", access(|access| access.color_filter = ColorFilter::Protanopia));
    check(page, "Colours", "ArrowLeft", access(|access| access.color_filter = ColorFilter::Tritanopia));
    check(page, "Swap sticks", "Enter", access(|access| access.swap_sticks = true));
    check(page, "Menus go on", "ArrowLeft", access(|access| access.repeat_delay_millis = 300));
}

#[test]
fn rumble_has_a_switch_and_a_strength_for_each_seat() {
    let mut settings = Settings { rumble: false, ..Settings::default() };
    check(Page::Rumble, "Rumble", "Enter", Choice::Change(settings));
    (settings.rumble, settings.rumble_percent[0]) = (true, 90);
    check(Page::Rumble, "Player 1", "ArrowLeft", Choice::Change(settings));
    let mut program = Program::new();
    program.seat_count = 4;
    let words = words(&on(Page::Rumble), &program.view(Phase::Paused, &[]));
    assert!(words.contains(&"Player 4".to_owned()), "{words:?}");
}

#[test]
fn a_button_is_held_or_pressed_once() {
    let program = Program::new();
    let mut state = on(Page::Toggles);
    let enter = keys("Enter");
    assert_eq!(menu::update(&mut state, &program.view(Phase::Paused, &enter)), Choice::Rebind);
    assert_eq!(state.remap.toggled, ["jump"]);
}

#[test]
fn each_page_leads_back_to_the_line_that_led_to_it() {
    let program = Program::new();
    for (page, before) in [
        (Page::Access, Page::Settings),
        (Page::Rumble, Page::Settings),
        (Page::Touch, Page::Settings),
        (Page::Toggles, Page::Access),
    ] {
        let mut state = on(page);
        let escape = keys("Escape");
        assert_eq!(menu::update(&mut state, &program.view(Phase::Paused, &escape)), Choice::Stay);
        assert_eq!(state.page, before);
        let line = &menu::lines(&state, &program.view(Phase::Paused, &[]))[state.selected];
        assert_eq!(line.step, menu::Step::Turn(page));
    }
}

#[test]
fn a_direction_that_is_held_goes_on_after_a_while() {
    let check = |press: RawEvent, release: RawEvent| {
        let mut program = Program::new();
        let mut state = on(Page::Main);
        let mut after = |micros: u64, events: &[RawEvent]| {
            program.now_micros = 1_000_000 + micros;
            assert_eq!(menu::update(&mut state, &program.view(Phase::Paused, events)), Choice::Stay);
            state.selected
        };
        assert_eq!(after(0, &[press]), 1);
        assert_eq!(after(390_000, &[]), 1);
        assert_eq!(after(400_000, &[]), 2);
        assert_eq!(after(410_000, &[]), 2);
        assert_eq!(after(530_000, &[]), 3);
        assert_eq!(after(540_000, &[release]), 3);
        assert_eq!(after(2_000_000, &[]), 3);
    };
    check(key("ArrowDown"), RawEvent { value: 0.0, ..key("ArrowDown") });
    check(stick(PadAxis::LeftStickY, -1.0), stick(PadAxis::LeftStickY, 0.0));
}

#[test]
fn a_menu_never_goes_on_where_the_player_wants_that() {
    let mut program = Program::new();
    program.settings.access.repeat_delay_millis = 0;
    let mut state = on(Page::Main);
    for (micros, events) in [(0, keys("ArrowDown")), (5_000_000, keys(""))] {
        program.now_micros = 1_000_000 + micros;
        assert_eq!(menu::update(&mut state, &program.view(Phase::Paused, &events)), Choice::Stay);
    }
    assert_eq!(state.selected, 1);
}
