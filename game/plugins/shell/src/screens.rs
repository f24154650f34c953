//! What the screens look like.

mod pads;
mod performance;

use crate::menu::Line;
use crate::painter::{
    ACCENT, ALARM, BACKDROP, BRIGHT, CENTERED, DIM, FROM_LEFT, LETTER_WIDTH, PANEL, Painter, SMALL, SOFT,
    TITLE, TO_RIGHT, VEIL, WORDS,
};
use crate::{gallery, menu};
use playground_core_client::rendering::DrawList;
use playground_core_client::shell::{Page, Phase, ShellState, ShellView};
use playground_core_types::math::{Vec2, vec2};

/// From one line of a menu to the next. Unit: virtual pixels.
const ROW: f32 = 13.0;
/// How wide the page of controls is. Unit: virtual pixels.
const CONTROLS_WIDTH: f32 = 270.0;
/// How wide a menu is. Unit: virtual pixels.
const MENU_WIDTH: f32 = 150.0;

/// Draws the screen of the phase.
pub fn draw(state: &ShellState, view: &ShellView<'_>, list: &mut DrawList) {
    let mut painter = Painter::new(list, view.virtual_size);
    if state.performance_shown && view.phase == Phase::Paused {
        // The menu is what the player wants now.
        performance::draw(&mut painter, view.performance);
        painter.rise();
    }
    match view.phase {
        Phase::Playing => {}
        Phase::Gallery => {
            painter.fill(BACKDROP);
            draw_gallery(&mut painter, state, view);
            draw_foot(&mut painter, foot(state));
        }
        Phase::Loading => draw_loading(&mut painter, view),
        Phase::Paused => {
            painter.fill(VEIL);
            let middle = painter.screen.x * 0.5;
            draw_menu(&mut painter, title(state, "paused"), middle, state, view);
            draw_help(&mut painter, state, view);
        }
        Phase::Failed => draw_failure(&mut painter, state, view),
        Phase::Pads => {
            painter.fill(BACKDROP);
            pads::draw(&mut painter, state, view);
            let [with_pad, with_keys] = pads::foot(state, view);
            let place = vec2(painter.screen.x * 0.5, painter.screen.y - SMALL * 2.8);
            painter.words(&with_pad, place, SMALL, SOFT, CENTERED);
            draw_foot(&mut painter, &with_keys);
        }
    }
    if state.performance_shown && view.phase != Phase::Paused {
        painter.rise();
        performance::draw(&mut painter, view.performance);
    }
    if !view.notice.is_empty() {
        painter.rise();
        draw_notice(&mut painter, view.notice);
    }
}

fn title<'t>(state: &ShellState, main: &'t str) -> &'t str {
    match state.page {
        Page::Main => main,
        Page::Settings => "settings",
        Page::Outputs => "output of sound",
        Page::Controls => "controls",
        Page::Save => "save",
        Page::Load => "load",
    }
}

/// What the page of controls asks for, or how it is used.
fn draw_help(painter: &mut Painter<'_>, state: &ShellState, view: &ShellView<'_>) {
    let Some(asking) = &state.asking else {
        match view.next_tick {
            Some(tick) if state.page == Page::Main => {
                draw_foot(painter, &format!("tick {tick} · period and comma step on and back by one"));
            }
            None if state.page == Page::Main => {}
            _ => draw_foot(painter, foot(state)),
        }
        return;
    };
    painter.rise();
    let middle = painter.screen * 0.5;
    let size = vec2((painter.screen.x - 16.0).min(290.0), WORDS * 5.0);
    painter.panel(middle, size, 6.0, ACCENT);
    painter.panel(middle, size - vec2(2.0, 2.0), 5.0, BACKDROP);
    let question = menu::controls::question(asking, view);
    painter.words(&question, middle - vec2(0.0, WORDS * 0.8), WORDS, BRIGHT, CENTERED);
    let help = "Escape leaves it as it is · Delete: as the game has it";
    painter.words(help, middle + vec2(0.0, WORDS), SMALL, SOFT, CENTERED);
}

fn foot(state: &ShellState) -> &'static str {
    match state.page {
        Page::Main => "arrows or pad to choose · Enter or South to play · or drop a game's folder here",
        Page::Settings => "left and right to turn · Escape or East goes back",
        Page::Outputs => "Enter or South chooses · Escape or East goes back",
        Page::Controls => "Enter or South changes a line · Escape or East goes back",
        Page::Save => "Enter or South saves the game as it is now · Escape or East goes back",
        Page::Load => "Enter or South goes on from there · Escape or East goes back",
    }
}

/// The games on the left, the picture of the chosen one on the right.
fn draw_gallery(painter: &mut Painter<'_>, state: &ShellState, view: &ShellView<'_>) {
    let screen = painter.screen;
    if state.page != Page::Main {
        return draw_menu(painter, title(state, "playground"), screen.x * 0.5, state, view);
    }
    draw_menu(painter, "playground", screen.x * 0.27, state, view);
    // A picture of the shape of most screens, as wide as there is room.
    let size = vec2(screen.x * 0.44, screen.x * 0.44 * 9.0 / 16.0);
    let middle = vec2(screen.x * 0.745, screen.y * 0.5);
    painter.panel(middle, size + vec2(4.0, 4.0), 3.0, DIM);
    painter.rise();
    match view.titles.get(state.selected) {
        Some(_) => painter.picture(gallery::cover(state.selected), middle, size),
        None => painter.panel(middle, size, 2.0, BACKDROP),
    }
}

/// A title and the lines below it, around `x`; more lines than fit scroll.
fn draw_menu(painter: &mut Painter<'_>, title: &str, x: f32, state: &ShellState, view: &ShellView<'_>) {
    let lines = menu::lines(state, view);
    let room = ((painter.screen.y * 0.6 / ROW) as usize).max(1);
    let shown = lines.len().min(room);
    let first = state.selected.saturating_sub(room / 2).min(lines.len() - shown);
    let height = shown as f32 * ROW;
    let middle = vec2(x, painter.screen.y * 0.5);
    let top = middle.y - height * 0.5 + painter.screen.y * 0.07;
    let wanted = match state.page {
        Page::Controls | Page::Outputs => CONTROLS_WIDTH,
        _ => MENU_WIDTH,
    };
    let width = wanted.min((x.min(painter.screen.x - x) - 8.0) * 2.0);
    if view.phase == Phase::Paused {
        let size = vec2(width + 28.0, height + TITLE * 2.4);
        painter.panel(vec2(middle.x, top + height * 0.5 - TITLE * 0.7), size, 6.0, PANEL);
    }
    painter.words(title, vec2(middle.x, top - TITLE), TITLE, BRIGHT, CENTERED);
    for (row, index) in (first..first + shown).enumerate() {
        let line = &lines[index];
        let place = vec2(middle.x, top + (row as f32 + 0.5) * ROW);
        draw_line(painter, line, place, width, index == state.selected);
    }
}

/// A line of a menu around its middle: its label, and at the other end its value, where it has one.
fn draw_line(painter: &mut Painter<'_>, line: &Line, place: Vec2, width: f32, is_chosen: bool) {
    if is_chosen {
        painter.panel(place, vec2(width, ROW - 1.0), 3.0, ACCENT);
    }
    let color = if is_chosen { BRIGHT } else { SOFT };
    if line.value.is_empty() {
        painter.words(&line.label, place, WORDS, color, CENTERED);
    } else {
        let half = width * 0.5 - 8.0;
        painter.words(&line.label, place - vec2(half, 0.0), WORDS, color, FROM_LEFT);
        painter.words(&line.value, place + vec2(half, 0.0), WORDS, color, TO_RIGHT);
    }
}

fn draw_foot(painter: &mut Painter<'_>, text: &str) {
    let place = vec2(painter.screen.x * 0.5, painter.screen.y - SMALL * 1.4);
    painter.words(text, place, SMALL, SOFT, CENTERED);
}

fn draw_loading(painter: &mut Painter<'_>, view: &ShellView<'_>) {
    painter.fill(BACKDROP);
    let middle = painter.screen * 0.5;
    painter.words("loading", middle - vec2(0.0, TITLE * 1.2), TITLE, BRIGHT, CENTERED);
    let size = vec2(painter.screen.x * 0.5, 5.0);
    painter.rectangle(middle - size * 0.5, size, DIM);
    let done = vec2(size.x * view.progress.fraction().clamp(0.0, 1.0), size.y);
    painter.rectangle(middle - size * 0.5, done, ACCENT);
    painter.words(&view.progress.current, middle + vec2(0.0, 14.0), SMALL, SOFT, CENTERED);
}

/// The words of an error above the menu; what does not fit is in the log.
fn draw_failure(painter: &mut Painter<'_>, state: &ShellState, view: &ShellView<'_>) {
    painter.fill(BACKDROP);
    let screen = painter.screen;
    let lines = menu::lines(state, view);
    let top = screen.y - (lines.len() as f32 + 0.5) * ROW;
    painter.words("this game failed", vec2(screen.x * 0.5, 14.0), WORDS * 1.4, ALARM, CENTERED);
    let end = vec2(screen.x - 12.0, top - 4.0);
    painter.paragraph(view.message, vec2(12.0, 28.0), end, WORDS, BRIGHT);
    for (index, line) in lines.iter().enumerate() {
        let place = vec2(screen.x * 0.5, top + (index as f32 + 0.5) * ROW);
        draw_line(painter, line, place, MENU_WIDTH, index == state.selected);
    }
}

fn draw_notice(painter: &mut Painter<'_>, notice: &str) {
    let room = painter.screen.x - 14.0;
    let wanted = notice.chars().count() as f32 * SMALL * LETTER_WIDTH;
    // A long one is small rather than cut.
    let scale = (room / wanted.max(1.0)).clamp(0.5, 1.0);
    let middle = vec2(painter.screen.x * 0.5, 12.0);
    let size = vec2((wanted * scale).min(room) + 14.0, SMALL * 2.0);
    painter.panel(middle, size, 4.0, PANEL);
    painter.words(notice, middle, SMALL * scale, BRIGHT, CENTERED);
}
