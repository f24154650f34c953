//! The lines of each screen, and what accepting or turning one of them means.

use super::controls;
use playground_core_client::settings::Settings;
use playground_core_client::shell::{Choice, Page, Phase, SavedWorld, SavedWorlds, ShellState, ShellView};

/// By how much one step moves a level. Unit: percent.
const LEVEL_STEP: u32 = 10;

/// A line of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub label: String,
    /// What it is set to; empty for a line that is only accepted.
    pub value: String,
    /// What it does.
    pub step: Step,
}

/// What a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Accepting it is a choice.
    Choose(Choice),
    /// Accepting it leads to another page.
    Turn(Page),
    /// Accepting it asks for what shall move the action of this row.
    Ask(usize),
    /// It is turned down and up; accepting it turns it up, from the end to the beginning.
    Adjust(Setting),
}

/// A setting that a line adjusts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// The level of everything.
    Master,
    /// The level of music.
    Music,
    /// The level of all other sounds.
    Effects,
    /// Whether anything is heard.
    Muted,
    /// Whether the window has the whole screen.
    Fullscreen,
    /// Whether frames wait for the screen.
    Vsync,
}

impl Line {
    fn new(label: &str, step: Step) -> Self {
        Self { label: label.to_owned(), value: String::new(), step }
    }
}

/// The lines of the screen that is shown.
pub fn lines(state: &ShellState, view: &ShellView<'_>) -> Vec<Line> {
    match (view.phase, state.page) {
        (Phase::Loading | Phase::Playing | Phase::Pads, _) => Vec::new(),
        (_, Page::Settings) => setting_lines(view),
        (_, Page::Outputs) => output_lines(view),
        (_, Page::Controls) => controls::lines(view),
        (_, Page::Save) => slot_lines(view.saved, Choice::Save),
        (_, Page::Load) => slot_lines(view.saved, Choice::Load),
        (Phase::Gallery, Page::Main) => {
            let games = view.titles.iter().enumerate();
            let games = games.map(|(index, title)| Line::new(title, Step::Choose(Choice::Open(index))));
            let others = [
                Line::new("Controllers", Step::Choose(Choice::ShowPads)),
                Line::new("Settings", Step::Turn(Page::Settings)),
                Line::new("Quit", Step::Choose(Choice::Quit)),
            ];
            games.chain(others).collect()
        }
        (Phase::Paused, Page::Main) => {
            let mut lines = vec![
                Line::new("Resume", Step::Choose(Choice::Resume)),
                Line::new("Restart", Step::Choose(Choice::Restart)),
                Line::new("Save", Step::Turn(Page::Save)),
                Line::new("Load", Step::Turn(Page::Load)),
                Line::new("Settings", Step::Turn(Page::Settings)),
                Line::new("Controls", Step::Turn(Page::Controls)),
            ];
            lines.extend(leaving_lines(view.is_alone));
            lines
        }
        (Phase::Failed, Page::Main) => leaving_lines(view.is_alone),
    }
}

/// The ways out; a program that is one game has one.
fn leaving_lines(is_alone: bool) -> Vec<Line> {
    let mut lines = vec![Line::new("Quit", Step::Choose(Choice::Quit))];
    if !is_alone {
        lines.insert(0, Line::new("Gallery", Step::Choose(Choice::Leave)));
    }
    lines
}

/// A line for each slot, with the time of the game at which it was saved.
fn slot_lines(saved: &SavedWorlds, choice: fn(u32) -> Choice) -> Vec<Line> {
    let slots = saved.iter().zip(0u32..).map(|(world, slot)| {
        let value = world.map_or_else(|| "empty".to_owned(), describe);
        Line { value, ..Line::new(&format!("Slot {}", slot + 1), Step::Choose(choice(slot))) }
    });
    slots.chain([Line::new("Back", Step::Turn(Page::Main))]).collect()
}

/// The age of a world in minutes and seconds, and in ticks.
fn describe(world: SavedWorld) -> String {
    format!("{}:{:02} · tick {}", world.seconds / 60, world.seconds % 60, world.ticks)
}

/// The machine's own output, and all that it has; the chosen one is there even when it is not plugged in.
fn output_lines(view: &ShellView<'_>) -> Vec<Line> {
    let line = |name: &str, is_chosen: bool, step| Line {
        value: if is_chosen { "chosen" } else { "" }.to_owned(),
        ..Line::new(&shortened(name), step)
    };
    let own = line(OWN_OUTPUT, view.output.is_empty(), Step::Choose(Choice::Output(None)));
    let listed = view
        .outputs
        .iter()
        .enumerate()
        .map(|(index, name)| line(name, name == view.output, Step::Choose(Choice::Output(Some(index)))));
    let is_away = !view.output.is_empty() && !view.outputs.iter().any(|name| name == view.output);
    let away = is_away.then(|| Line {
        value: "not there".to_owned(),
        ..Line::new(&shortened(view.output), Step::Choose(Choice::Stay))
    });
    let back = Line::new("Back", Step::Turn(Page::Main));
    [own].into_iter().chain(listed).chain(away).chain([back]).collect()
}

/// What the machine's own choice is called.
const OWN_OUTPUT: &str = "Automatic";

/// How much of an output's name there is room for. Unit: letters.
const NAME_LENGTH_MAX: usize = 32;

/// A name that fits in a line.
fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME_LENGTH_MAX {
        return name.to_owned();
    }
    name.chars().take(NAME_LENGTH_MAX - 1).chain(['…']).collect()
}

fn setting_lines(view: &ShellView<'_>) -> Vec<Line> {
    let settings = view.settings;
    let percent = |percent: u32| format!("{percent} %");
    let switch = |is_on: bool| if is_on { "on" } else { "off" }.to_owned();
    let line =
        |label: &str, value: String, setting| Line { value, ..Line::new(label, Step::Adjust(setting)) };
    vec![
        line("Volume", percent(settings.master_percent), Setting::Master),
        line("Music", percent(settings.music_percent), Setting::Music),
        line("Effects", percent(settings.effects_percent), Setting::Effects),
        line("Sound", switch(!settings.muted), Setting::Muted),
        Line::new("Output of sound", Step::Turn(Page::Outputs)),
        line("Full screen", switch(settings.fullscreen), Setting::Fullscreen),
        line("Vertical sync", switch(settings.vsync), Setting::Vsync),
        Line::new("Back", Step::Turn(Page::Main)),
    ]
}

/// Which way a setting is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Down; it ends at the lower end.
    Less,
    /// Up; it ends at the upper end.
    More,
    /// Up, and from the upper end to the lower one.
    Round,
}

/// What follows from turning a setting.
pub fn adjust(settings: &Settings, setting: Setting, turn: Turn) -> Choice {
    let mut changed = *settings;
    match setting {
        Setting::Master => changed.master_percent = level(changed.master_percent, turn),
        Setting::Music => changed.music_percent = level(changed.music_percent, turn),
        Setting::Effects => changed.effects_percent = level(changed.effects_percent, turn),
        Setting::Muted => changed.muted = !changed.muted,
        Setting::Vsync => changed.vsync = !changed.vsync,
        Setting::Fullscreen => return Choice::ToggleFullscreen,
    }
    Choice::Change(changed)
}

fn level(percent: u32, turn: Turn) -> u32 {
    match turn {
        Turn::Less => percent.saturating_sub(LEVEL_STEP),
        Turn::Round if percent >= 100 => 0,
        Turn::More | Turn::Round => (percent + LEVEL_STEP).min(100),
    }
}
