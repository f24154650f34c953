//! The screens, by what a player does and sees.

mod access;
mod controls;
mod outputs;
mod pads;
mod performance;
mod pointing;

use crate::{SHELL, menu, screens};
use playground_core_assets::{ActionDeclaration, ActionKind, ActionSetDeclaration, Progress};
use playground_core_client::input::{
    Control, DeviceId, Key, KeyLabels, MouseControl, Pad, PadAxis, PadButton, Pads, RawEvent, Remap,
    TouchControl, TouchPad,
};
use playground_core_client::rendering::DrawList;
use playground_core_client::settings::Settings;
use playground_core_client::shell::{
    Choice, Page, Performance, Phase, SavedWorld, SavedWorlds, ShellState, ShellView, Surface,
};

/// What a shell may see of a program with two games.
struct Program {
    is_alone: bool,
    is_demo: bool,
    titles: [String; 2],
    progress: Progress,
    settings: Settings,
    outputs: Vec<String>,
    output: String,
    actions: Vec<ActionDeclaration>,
    action_sets: Vec<ActionSetDeclaration>,
    remap: Remap,
    labels: KeyLabels,
    pads: Pads,
    seat_count: u32,
    touch_pad: TouchPad,
    now_micros: u64,
    performance: Performance,
    saved: SavedWorlds,
    next_tick: Option<u64>,
}

impl Program {
    fn new() -> Self {
        Self {
            is_alone: false,
            is_demo: false,
            titles: ["first".to_owned(), "second".to_owned()],
            progress: Progress::default(),
            settings: Settings::default(),
            outputs: vec!["Speakers".to_owned(), "Headset".to_owned()],
            output: String::new(),
            actions: vec![action("jump", &["Space", "pad:South"]), action("fire", &["KeyX"])],
            action_sets: Vec::new(),
            remap: Remap::default(),
            labels: KeyLabels::default(),
            pads: Pads::default(),
            seat_count: 1,
            touch_pad: TouchPad::default(),
            now_micros: 1_000_000,
            performance: Performance::default(),
            saved: SavedWorlds::default(),
            next_tick: None,
        }
    }

    fn view<'a>(&'a self, phase: Phase, events: &'a [RawEvent]) -> ShellView<'a> {
        ShellView {
            phase,
            is_alone: self.is_alone,
            is_demo: self.is_demo,
            titles: &self.titles,
            progress: &self.progress,
            message: "what went wrong",
            notice: "",
            events,
            now_micros: self.now_micros,
            virtual_size: [320, 180],
            surface: Surface::filled([320, 180]),
            settings: &self.settings,
            outputs: &self.outputs,
            output: &self.output,
            actions: &self.actions,
            action_sets: &self.action_sets,
            remap: &self.remap,
            labels: &self.labels,
            pads: &self.pads,
            seat_count: self.seat_count,
            touch_pad: &self.touch_pad,
            performance: &self.performance,
            saved: &self.saved,
            next_tick: self.next_tick,
        }
    }
}

fn action(name: &str, binds: &[&str]) -> ActionDeclaration {
    ActionDeclaration::new(name, ActionKind::Button).bound(binds)
}

fn key(name: &str) -> RawEvent {
    RawEvent::new(0, DeviceId::KEYBOARD, Control::Key(Key::from_name(name).unwrap()), 1.0)
}

fn stick(axis: PadAxis, value: f32) -> RawEvent {
    RawEvent::new(0, DeviceId::pad(0).unwrap(), Control::PadAxis(axis), value)
}

fn button(button: PadButton) -> RawEvent {
    RawEvent::new(0, DeviceId::pad(0).unwrap(), Control::PadButton(button), 1.0)
}

fn keys(names: &str) -> Vec<RawEvent> {
    names.split_whitespace().map(key).collect()
}

/// Shows a screen with two games the events, and compares the choice that follows.
#[track_caller]
fn check(phase: Phase, events: &[RawEvent], expected: Choice) {
    let program = Program::new();
    assert_eq!(menu::update(&mut ShellState::default(), &program.view(phase, events)), expected);
}

#[test]
fn a_game_is_chosen_with_keys_or_stick() {
    let down = |value| stick(PadAxis::LeftStickY, value);
    check(Phase::Gallery, &keys("Enter"), Choice::Open(0));
    check(Phase::Gallery, &keys("ArrowDown Enter"), Choice::Open(1));
    check(Phase::Gallery, &keys("ArrowUp Enter"), Choice::Quit);
    check(Phase::Gallery, &keys("ArrowDown ArrowDown Enter"), Choice::ShowPads);
    check(Phase::Gallery, &[down(-1.0), down(-0.9), key("Enter")], Choice::Open(1));
    check(Phase::Gallery, &[down(1.0), down(0.0), down(-1.0), key("Enter")], Choice::Open(0));
    check(Phase::Gallery, &[button(PadButton::South)], Choice::Open(0));
}

#[test]
fn a_game_is_paused_and_resumed() {
    check(Phase::Playing, &keys("Escape"), Choice::Pause);
    check(Phase::Playing, &keys("Pause"), Choice::Pause);
    check(Phase::Playing, &[button(PadButton::Start)], Choice::Pause);
    check(Phase::Playing, &keys("Enter ArrowUp"), Choice::Stay);
    check(Phase::Paused, &keys("Escape"), Choice::Resume);
    check(Phase::Paused, &[button(PadButton::East)], Choice::Resume);
    check(Phase::Failed, &keys("Enter"), Choice::Leave);
    check(Phase::Pads, &keys("Escape"), Choice::Leave);
    check(Phase::Pads, &[button(PadButton::East), button(PadButton::Start)], Choice::Stay);
    check(Phase::Pads, &[button(PadButton::Select), button(PadButton::Start)], Choice::Leave);
}

#[test]
fn a_program_that_is_one_game_has_no_gallery() {
    let mut program = Program::new();
    program.is_alone = true;
    for phase in [Phase::Paused, Phase::Failed] {
        let words = words(&ShellState::default(), &program.view(phase, &[]));
        assert!(
            words.iter().any(|word| word == "Quit") && !words.iter().any(|word| word == "Gallery"),
            "{words:?}"
        );
        let last = keys("ArrowUp Enter");
        let mut state = ShellState { phase, ..ShellState::default() };
        let choice = menu::update(&mut state, &program.view(phase, &last));
        assert_eq!(choice, Choice::Quit, "{phase:?}");
    }
}

#[test]
fn any_press_ends_a_demonstration_and_keys_of_the_runtime_do_not() {
    let mut program = Program::new();
    program.is_demo = true;
    let shown = words(&ShellState::default(), &program.view(Phase::Playing, &[]));
    assert_eq!(shown, ["press any button"]);
    let finger = RawEvent::new(5, DeviceId::touch(0), Control::Touch(TouchControl::Move), 3.0);
    let click = RawEvent::new(5, DeviceId::MOUSE, Control::Mouse(MouseControl::Left), 1.0);
    let moved = RawEvent::new(5, DeviceId::MOUSE, Control::Mouse(MouseControl::MoveX), 9.0);
    for (events, choice) in [
        (keys("KeyX"), Choice::Restart),
        (keys("Escape"), Choice::Restart),
        (vec![button(PadButton::Start)], Choice::Restart),
        (vec![stick(PadAxis::LeftStickY, -1.0)], Choice::Restart),
        (vec![finger], Choice::Restart),
        (vec![click], Choice::Restart),
        (vec![moved, stick(PadAxis::LeftStickY, 0.2)], Choice::Stay),
        (keys("F12"), Choice::Screenshot),
        (keys("AltLeft Enter"), Choice::ToggleFullscreen),
    ] {
        let choice_made = menu::update(&mut ShellState::default(), &program.view(Phase::Playing, &events));
        assert_eq!(choice_made, choice, "{events:?}");
    }
}

#[test]
fn east_is_the_games_own_button_while_it_plays() {
    check(Phase::Playing, &[button(PadButton::East), button(PadButton::South)], Choice::Stay);
}

#[test]
fn every_screen_knows_the_keys_of_the_runtime() {
    let muted = Settings { muted: true, ..Settings::default() };
    for phase in [Phase::Gallery, Phase::Loading, Phase::Playing, Phase::Paused, Phase::Failed, Phase::Pads] {
        check(phase, &keys("F11"), Choice::ToggleFullscreen);
        check(phase, &keys("AltLeft Enter"), Choice::ToggleFullscreen);
        check(phase, &keys("F12"), Choice::Screenshot);
        check(phase, &keys("ControlLeft KeyM"), Choice::Change(muted));
    }
    check(Phase::Playing, &keys("KeyM"), Choice::Stay);
}

#[test]
fn settings_are_turned_down_up_and_round() {
    let percent = |master_percent| Choice::Change(Settings { master_percent, ..Settings::default() });
    let mut state = ShellState::default();
    let mut program = Program::new();
    let enter = keys("ArrowDown ArrowDown ArrowDown ArrowDown Enter");
    assert_eq!(menu::update(&mut state, &program.view(Phase::Paused, &enter)), Choice::Stay);
    assert_eq!(state.page, Page::Settings);
    for (events, expected) in [
        (keys("ArrowLeft"), percent(90)),
        (keys("Enter"), percent(0)),
        (vec![stick(PadAxis::LeftStickX, -1.0)], percent(90)),
    ] {
        assert_eq!(menu::update(&mut state, &program.view(Phase::Paused, &events)), expected);
    }
    program.settings.master_percent = 0;
    let less = keys("ArrowLeft");
    assert_eq!(menu::update(&mut state, &program.view(Phase::Paused, &less)), Choice::Stay, "the end");
    let back = keys("Escape");
    assert_eq!(menu::update(&mut state, &program.view(Phase::Paused, &back)), Choice::Stay);
    assert_eq!(state.page, Page::Main, "back leads out of the page before it leads out of the menu");
    assert_eq!(state.selected, 4, "to the line that led there");
}

#[test]
fn a_world_is_saved_and_loaded_by_slot() {
    let mut state = ShellState::default();
    let mut program = Program::new();
    let save = keys("ArrowDown ArrowDown Enter ArrowDown Enter");
    assert_eq!(menu::update(&mut state, &program.view(Phase::Paused, &save)), Choice::Save(1));
    assert_eq!((state.page, state.selected), (Page::Main, 2), "back where one goes on from");
    program.saved[1] = Some(SavedWorld { ticks: 4_000, seconds: 66 });
    let turn = keys("ArrowDown Enter");
    assert_eq!(menu::update(&mut state, &program.view(Phase::Paused, &turn)), Choice::Stay);
    let words: Vec<String> = words(&state, &program.view(Phase::Paused, &[]));
    assert!(
        words.contains(&"1:06 · tick 4000".to_owned()) && words.contains(&"empty".to_owned()),
        "{words:?}"
    );
    let load = keys("ArrowDown Enter");
    assert_eq!(menu::update(&mut state, &program.view(Phase::Paused, &load)), Choice::Load(1));
}

#[test]
fn a_game_in_the_making_steps_and_goes_back() {
    let mut program = Program::new();
    program.next_tick = Some(77);
    let mut state = ShellState::default();
    let mut update = |program: &Program, phase, events: &[RawEvent]| {
        let choice = menu::update(&mut state, &program.view(phase, events));
        (choice, state.rewind_held)
    };
    let released = RawEvent { value: 0.0, ..key("Backspace") };
    assert_eq!(update(&program, Phase::Playing, &keys("Backspace")), (Choice::Stay, true));
    assert_eq!(update(&program, Phase::Playing, &[released]), (Choice::Stay, false));
    assert_eq!(update(&program, Phase::Playing, &keys("Period")).0, Choice::Stay, "only in a pause");
    assert_eq!(update(&program, Phase::Paused, &keys("Period")).0, Choice::StepForward);
    assert_eq!(update(&program, Phase::Paused, &keys("Comma")).0, Choice::StepBack);
    assert_eq!(update(&Program::new(), Phase::Paused, &keys("Comma")).0, Choice::Stay);
    let words = words(&ShellState::default(), &program.view(Phase::Paused, &[]));
    assert!(words.iter().any(|words| words.contains("tick 77")), "{words:?}");
}

#[test]
fn a_report_is_of_a_game() {
    for phase in [Phase::Playing, Phase::Paused, Phase::Failed] {
        check(phase, &keys("F8"), Choice::Report);
    }
    check(Phase::Gallery, &keys("F8"), Choice::Stay);
}

/// What is written on a screen.
fn words(state: &ShellState, view: &ShellView<'_>) -> Vec<String> {
    let mut list = DrawList::default();
    list.begin(view.virtual_size, [0.0; 4]);
    screens::draw(state, view, &mut list);
    list.sort();
    list.texts().map(|(_, text)| text.content.as_str().to_owned()).collect()
}

#[test]
fn every_screen_but_the_games_own_draws_something() {
    let program = Program::new();
    for (phase, drawn) in [
        (Phase::Gallery, true),
        (Phase::Loading, true),
        (Phase::Paused, true),
        (Phase::Failed, true),
        (Phase::Pads, true),
        (Phase::Playing, false),
    ] {
        assert_eq!(draw(&ShellState::default(), &program.view(phase, &[])) > 0, drawn, "{phase:?}");
    }
    let shown = ShellState { performance_shown: true, ..ShellState::default() };
    assert!(draw(&shown, &program.view(Phase::Playing, &[])) > 0, "performance lies over the game");
}

/// How many words and shapes a screen has.
fn draw(state: &ShellState, view: &ShellView<'_>) -> usize {
    let mut list = DrawList::default();
    list.begin(view.virtual_size, [0.0; 4]);
    screens::draw(state, view, &mut list);
    list.sort();
    list.shapes().len() + list.texts().len()
}

#[test]
fn a_controller_shows_what_it_does() {
    let mut program = Program::new();
    program.pads.connected.push(Pad { name: "pad".to_owned(), seat: 1, ..Pad::default() });
    let mut state = ShellState::default();
    let events = [button(PadButton::North), stick(PadAxis::RightStickX, 0.25)];
    assert_eq!(menu::update(&mut state, &program.view(Phase::Pads, &events)), Choice::Stay);
    assert_eq!(state.pads[0].buttons[PadButton::North.number() as usize], 1.0);
    assert_eq!(state.pads[0].axes[PadAxis::RightStickX.number() as usize], 0.25);
    let words = words(&state, &program.view(Phase::Pads, &[])).join("|");
    assert!(words.contains("RightStickX +0.25") && words.contains("North"), "{words}");
}

#[test]
fn the_gallery_carries_whole_games() {
    let games = (SHELL.games)();
    assert!(games.iter().any(|game| game.name == "pong"), "{:?}", games.iter().map(|game| &game.name));
    assert!(games.iter().all(|game| game.files.contains_key("game.toml")));
    let pictures = (SHELL.images)();
    assert_eq!(pictures.len(), games.len(), "each has a picture");
    for (game, (_, picture)) in games.iter().zip(&pictures) {
        let has_cover = game.files.contains_key("cover.png");
        assert_eq!(picture.width > 1, has_cover, "the cover of {} can be read", game.name);
    }
}
