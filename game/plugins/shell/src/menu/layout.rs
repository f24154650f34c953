//! Where the lines of a screen lie: the same for who draws them and for who points at them.

use super::dial::dial;
use super::lines::{Line, Step, lines};
use crate::painter::{TITLE, WORDS};
use playground_core_client::shell::{InHand, Page, Phase, ShellState, ShellView};
use playground_core_types::math::{Vec2, vec2};

/// From one line of a menu to the next. Unit: virtual pixels.
const ROW: f32 = 13.0;
/// The same where fingers choose. Unit: millimetres.
const TOUCHED_ROW_MILLIMETRES: f32 = 8.0;
/// The fewest lines that are seen, however large they are.
const SHOWN_COUNT_MIN: f32 = 5.0;
/// How wide a menu is whose lines have no values. Unit: virtual pixels.
const WIDTH: f32 = 150.0;
/// The same with values. Unit: virtual pixels.
const VALUES_WIDTH: f32 = 216.0;
/// The same with names and pictures of any length. Unit: virtual pixels.
const WIDE: f32 = 284.0;
/// Where the scale of a level lies in its line: from the middle to this far before the right end.
const TRACK_END: f32 = 42.0;

/// A screen's lines and where they lie.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// All lines, seen or not.
    pub lines: Vec<Line>,
    /// The first line that is seen.
    pub first: usize,
    /// How many are seen.
    pub shown: usize,
    /// From one line to the next. Unit: virtual pixels.
    pub row: f32,
    /// The middle of the lines from the left. Unit: virtual pixels.
    pub x: f32,
    /// Where the lines begin. Unit: virtual pixels.
    pub top: f32,
    /// Unit: virtual pixels.
    pub width: f32,
    /// The size of the title. Unit: virtual pixels.
    pub title: f32,
}

impl Layout {
    /// The lines of the screen that is shown; none in a game.
    pub fn of(state: &ShellState, view: &ShellView<'_>) -> Self {
        let lines = lines(state, view);
        let screen = screen(view);
        let row = row_height(state, view, screen);
        let is_gallery = view.phase == Phase::Gallery && state.page == Page::Main;
        let x = if is_gallery { screen.x * 0.27 } else { screen.x * 0.5 };
        let wanted = match state.page {
            Page::Controls | Page::Outputs => WIDE,
            Page::Main | Page::Save | Page::Load => WIDTH,
            Page::Settings | Page::Access | Page::Toggles | Page::Rumble | Page::Touch => VALUES_WIDTH,
        };
        let width = wanted.min((x.min(screen.x - x) - 8.0) * 2.0);
        let (shown, top) = if view.phase == Phase::Failed && state.page == Page::Main {
            (lines.len(), screen.y - (lines.len() as f32 + 0.5) * row)
        } else {
            let room = ((lines_height(screen) / row) as usize).max(1);
            let shown = lines.len().min(room);
            let height = shown as f32 * row;
            (shown, (screen.y * 0.57 - height * 0.5).max(title_size(screen) * 2.0))
        };
        let first = state.first_line.min(lines.len() - shown);
        Self { lines, first, shown, row, x, top, width, title: title_size(screen) }
    }

    /// The middle of a line that is seen.
    pub fn place(&self, index: usize) -> Vec2 {
        vec2(self.x, self.top + (index.saturating_sub(self.first) as f32 + 0.5) * self.row)
    }

    /// The numbers of the lines that are seen.
    pub fn seen(&self) -> std::ops::Range<usize> {
        self.first..self.first + self.shown
    }

    /// The line under a place.
    pub fn line_at(&self, place: Vec2) -> Option<usize> {
        let is_beside = (place.x - self.x).abs() > self.width * 0.5;
        let rows = (place.y - self.top) / self.row;
        (!is_beside && rows >= 0.0 && rows < self.shown as f32).then(|| self.first + rows as usize)
    }

    /// Where the scale of a level begins and ends from the left, if the line has one.
    pub fn track(&self, index: usize, state: &ShellState, view: &ShellView<'_>) -> Option<[f32; 2]> {
        match self.lines.get(index)?.step {
            Step::Adjust(setting) if dial(setting, state, view).is_level() => {
                Some([self.x + 4.0, self.x + self.width * 0.5 - TRACK_END])
            }
            _ => None,
        }
    }

    /// The first line to be seen, so that line `index` is.
    pub fn first_to_see(&self, index: usize) -> usize {
        self.first.max((index + 1).saturating_sub(self.shown)).min(index)
    }
}

/// The screen that is drawn for. Unit: virtual pixels.
pub fn screen(view: &ShellView<'_>) -> Vec2 {
    let [width, height] = view.virtual_size.map(|side| side as f32);
    vec2(width, height)
}

/// How large titles are: smaller where larger words leave little room.
fn title_size(screen: Vec2) -> f32 {
    TITLE.min(screen.y * 0.12)
}

/// How much room there is for lines, between the title and the foot. Unit: virtual pixels.
fn lines_height(screen: Vec2) -> f32 {
    screen.y - title_size(screen) * 2.6 - WORDS * 1.8
}

fn row_height(state: &ShellState, view: &ShellView<'_>, screen: Vec2) -> f32 {
    if state.in_hand != InHand::Touch {
        return ROW;
    }
    let wanted = TOUCHED_ROW_MILLIMETRES * view.surface.millimetre(view.virtual_size);
    let most = lines_height(screen) / SHOWN_COUNT_MIN;
    wanted.clamp(ROW, most.max(ROW))
}

/// What leads back on screens that have no lines, for mouse and fingers: its middle and its size.
pub fn way_back(state: &ShellState, view: &ShellView<'_>) -> Option<(Vec2, Vec2)> {
    let is_lined = !matches!(view.phase, Phase::Pads | Phase::Loading);
    let is_pointed = matches!(state.in_hand, InHand::Mouse | InHand::Touch);
    let size = vec2(44.0, row_height(state, view, screen(view)));
    (!is_lined && is_pointed).then(|| (size * 0.5 + vec2(4.0, 4.0), size))
}

/// A button of the question for a bind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DialogButton {
    /// All stays as it is.
    Cancel,
    /// As the game has it.
    Reset,
}

/// Where the question for a bind lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dialog {
    /// Unit: virtual pixels.
    pub middle: Vec2,
    /// Unit: virtual pixels.
    pub size: Vec2,
    /// The middles of both buttons: cancel, reset.
    pub buttons: [Vec2; 2],
    /// Unit: virtual pixels.
    pub button_size: Vec2,
}

impl Dialog {
    /// The question on the screen of a view.
    pub fn of(view: &ShellView<'_>) -> Self {
        let screen = screen(view);
        let middle = screen * 0.5;
        let size = vec2((screen.x - 16.0).min(290.0), WORDS * 8.4);
        let across = size.x * 0.23;
        let down = size.y * 0.5 - WORDS * 1.3;
        let buttons = [middle + vec2(-across, down), middle + vec2(across, down)];
        Self { middle, size, buttons, button_size: vec2(size.x * 0.4, WORDS * 1.7) }
    }

    /// The button under a place.
    pub fn button_at(&self, place: Vec2) -> Option<DialogButton> {
        let is_over = |middle: Vec2| {
            let away = (place - middle).abs();
            away.x <= self.button_size.x * 0.5 && away.y <= self.button_size.y * 0.5
        };
        let all = [DialogButton::Cancel, DialogButton::Reset];
        all.into_iter().zip(self.buttons).find(|(_, middle)| is_over(*middle)).map(|(button, _)| button)
    }
}
