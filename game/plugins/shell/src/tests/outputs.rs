//! The page of outputs, by what a player does and sees.

use super::{Program, button, keys, words};
use crate::menu;
use playground_core_client::input::{PadButton, RawEvent};
use playground_core_client::shell::{Choice, Page, Phase, ShellState};

/// In the page, the lines of which begin with the machine's own output.
fn opened(program: &Program) -> ShellState {
    let mut state = ShellState::default();
    let enter = keys("ArrowUp ArrowUp ArrowUp ArrowUp Enter ArrowDown ArrowDown ArrowDown ArrowDown Enter");
    assert_eq!(menu::update(&mut state, &program.view(Phase::Paused, &enter)), Choice::Stay);
    assert_eq!(state.page, Page::Outputs);
    state
}

#[track_caller]
fn check(output: &str, events: &[RawEvent], expected: Choice) {
    let program = Program { output: output.to_owned(), ..Program::new() };
    let mut state = opened(&program);
    assert_eq!(menu::update(&mut state, &program.view(Phase::Paused, events)), expected);
    assert_eq!((state.page, state.selected), (Page::Settings, 4), "at the line that led there");
}

#[test]
fn an_output_is_chosen_with_keys_or_a_pad() {
    check("Headset", &keys("Enter"), Choice::Output(None));
    check("", &keys("ArrowDown ArrowDown Enter"), Choice::Output(Some(1)));
    check("", &[button(PadButton::DPadDown), button(PadButton::South)], Choice::Output(Some(0)));
    check("", &keys("Escape"), Choice::Stay);
    check("", &[button(PadButton::East)], Choice::Stay);
    check("", &keys("ArrowUp Enter"), Choice::Stay);
}

#[test]
fn the_chosen_output_is_shown_where_it_is_not_plugged_in_too() {
    let check = |output: &str, expected: &[&str]| {
        let program = Program { output: output.to_owned(), ..Program::new() };
        let words = words(&opened(&program), &program.view(Phase::Paused, &[]));
        let shown: Vec<&String> = words.iter().filter(|word| expected.contains(&word.as_str())).collect();
        assert_eq!(shown, expected, "{words:?}");
    };
    check("", &["Automatic", "chosen", "Speakers", "Headset"]);
    check("Headset", &["Automatic", "Speakers", "Headset", "chosen"]);
    let long = "A very long name of an output of sound";
    check(long, &["Automatic", "Speakers", "Headset", "A very long name of an output o…", "not there"]);
}
