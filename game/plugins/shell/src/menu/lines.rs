//! The lines of each screen, and what accepting or turning one of them means.

use super::controls;
use super::dial::{Setting, dial, words};
use playground_core_assets::ActionKind;
use playground_core_client::settings::SETTINGS_SEAT_COUNT;
use playground_core_client::shell::{Choice, Page, Phase, SavedWorld, SavedWorlds, ShellState, ShellView};

/// A line of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub label: String,
    /// What it is set to; empty for a line that is only accepted.
    pub value: String,
    /// The binds that it shows as pictures in the place of a value, written as in a manifest.
    pub binds: Vec<String>,
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
    /// Accepting it lets the button of this number among the actions stay down from press to press, or not.
    Toggle(usize),
    /// It is turned down and up; accepting it turns it up, from the end to the beginning.
    Adjust(Setting),
}

impl Line {
    pub(super) fn new(label: &str, step: Step) -> Self {
        Self { label: label.to_owned(), value: String::new(), binds: Vec::new(), step }
    }

    /// A line that turns a setting.
    pub(super) fn adjusting(label: &str, setting: Setting, state: &ShellState, view: &ShellView<'_>) -> Self {
        let value = words(setting, dial(setting, state, view).value);
        Self { value, ..Self::new(label, Step::Adjust(setting)) }
    }

    /// A line that leads on from a page of values.
    fn leading(label: &str, page: Page) -> Self {
        Self { value: "›".to_owned(), ..Self::new(label, Step::Turn(page)) }
    }

    /// The line that leads back.
    pub(super) fn back() -> Self {
        Self::new("Back", Step::Turn(Page::Main))
    }
}

/// The lines of the screen that is shown.
pub fn lines(state: &ShellState, view: &ShellView<'_>) -> Vec<Line> {
    match (view.phase, state.page) {
        (Phase::Loading | Phase::Playing | Phase::Pads, _) => Vec::new(),
        (Phase::Paused, Page::Settings) => {
            let mut lines = setting_lines(state, view);
            // In the gallery it is a line of the first page; a program that is one game has none.
            lines.insert(lines.len() - 1, Line::new("Controllers", Step::Choose(Choice::ShowPads)));
            lines
        }
        (_, Page::Settings) => setting_lines(state, view),
        (_, Page::Outputs) => output_lines(view),
        (_, Page::Controls) => controls::lines(state, view),
        (_, Page::Access) => access_lines(state, view),
        (_, Page::Toggles) => toggle_lines(view),
        (_, Page::Rumble) => rumble_lines(state, view),
        (_, Page::Touch) => adjusting_lines(&TOUCH, state, view),
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
    slots.chain([Line::back()]).collect()
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
    [own].into_iter().chain(listed).chain(away).chain([Line::back()]).collect()
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

fn setting_lines(state: &ShellState, view: &ShellView<'_>) -> Vec<Line> {
    let line = |label, setting| Line::adjusting(label, setting, state, view);
    vec![
        line("Volume", Setting::Master),
        line("Music", Setting::Music),
        line("Effects", Setting::Effects),
        line("Sound", Setting::Sound),
        Line::leading("Output of sound", Page::Outputs),
        line("Full screen", Setting::Fullscreen),
        line("Vertical sync", Setting::Vsync),
        Line::leading("Accessibility", Page::Access),
        Line::leading("Rumble", Page::Rumble),
        Line::leading("Touch pad", Page::Touch),
        Line::back(),
    ]
}

/// What makes every game easier; a game that is open adds what is about its actions.
fn access_lines(state: &ShellState, view: &ShellView<'_>) -> Vec<Line> {
    const SEEN: [(&str, Setting); 6] = [
        ("Game speed", Setting::Speed),
        ("Screen shake", Setting::Shake),
        ("Flashes", Setting::Flash),
        ("Size of words", Setting::TextSize),
        ("High contrast", Setting::Contrast),
        ("Colours", Setting::Filter),
    ];
    const STEERED: [(&str, Setting); 2] =
        [("Swap sticks", Setting::SwapSticks), ("Menus go on after", Setting::RepeatDelay)];
    let line = |(label, setting): &(&str, Setting)| Line::adjusting(label, *setting, state, view);
    let mut lines: Vec<Line> = SEEN.iter().map(line).collect();
    if !view.actions.is_empty() {
        lines.push(line(&("One hand", Setting::Hand)));
        lines.push(Line::leading("Hold or press once", Page::Toggles));
    }
    lines.extend(STEERED.iter().map(line));
    lines.push(Line::back());
    lines
}

const TOUCH: [(&str, Setting); 3] =
    [("Shown", Setting::TouchShown), ("Buttons under the", Setting::TouchLeft), ("Size", Setting::TouchSize)];

fn adjusting_lines(settings: &[(&str, Setting)], state: &ShellState, view: &ShellView<'_>) -> Vec<Line> {
    let lines = settings.iter().map(|(label, setting)| Line::adjusting(label, *setting, state, view));
    lines.chain([Line::back()]).collect()
}

/// Whether anything rumbles, and how strong for each seat that the game has.
fn rumble_lines(state: &ShellState, view: &ShellView<'_>) -> Vec<Line> {
    let seats = (1..=view.seat_count.clamp(1, SETTINGS_SEAT_COUNT as u32))
        .map(|seat| Line::adjusting(&format!("Player {seat}"), Setting::RumbleOf(seat), state, view));
    let switch = Line::adjusting("Rumble", Setting::Rumble, state, view);
    [switch].into_iter().chain(seats).chain([Line::back()]).collect()
}

/// Each button of the game: whether it is held, or stays down from one press to the next.
fn toggle_lines(view: &ShellView<'_>) -> Vec<Line> {
    let buttons = view.actions.iter().enumerate().filter(|(_, action)| action.kind == ActionKind::Button);
    let lines = buttons.map(|(index, action)| {
        let value = if view.remap.is_toggled(&action.name) { "press once" } else { "hold" }.to_owned();
        Line { value, ..Line::new(&action.name.replace('_', " "), Step::Toggle(index)) }
    });
    lines.chain([Line::back()]).collect()
}
