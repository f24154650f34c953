//! A title, the lines of a menu below it, and a bar where there are more than are seen.

use super::chips;
use crate::menu::dial::dial;
use crate::menu::layout::Layout;
use crate::menu::{Line, Step};
use crate::painter::{
    ACCENT, BRIGHT, CENTERED, Color, DIM, FROM_LEFT, PANEL, Painter, SMALL, SOFT, TO_RIGHT, WORDS, width_of,
};
use playground_core_client::shell::{Phase, ShellState, ShellView};
use playground_core_types::math::{Vec2, vec2};

/// How thick the scale of a level is. Unit: virtual pixels.
const TRACK: f32 = 3.0;

/// Draws the title and the lines that are seen.
pub(super) fn draw_menu(painter: &mut Painter<'_>, title: &str, state: &ShellState, view: &ShellView<'_>) {
    let layout = Layout::of(state, view);
    let height = layout.shown as f32 * layout.row;
    let middle = vec2(layout.x, layout.top + height * 0.5);
    if view.phase == Phase::Paused {
        let size = vec2(layout.width + 28.0, height + layout.title * 2.4);
        painter.panel(middle - vec2(0.0, layout.title * 0.7), size, 6.0, PANEL);
    }
    let room = layout.width + 20.0;
    let place = vec2(middle.x, layout.top - layout.title);
    painter.words_within(title, place, (layout.title, room), BRIGHT, CENTERED);
    for index in layout.seen() {
        draw_line(painter, &layout, index, state, view);
    }
    draw_bar(painter, &layout, height);
}

/// Where one is among lines that are not all seen.
fn draw_bar(painter: &mut Painter<'_>, layout: &Layout, height: f32) {
    if layout.shown >= layout.lines.len() {
        return;
    }
    let x = layout.x + layout.width * 0.5 + 5.0;
    let share = |lines: usize| lines as f32 / layout.lines.len() as f32;
    painter.rectangle(vec2(x, layout.top), vec2(2.0, height), DIM);
    let top = layout.top + height * share(layout.first);
    painter.rectangle(vec2(x, top), vec2(2.0, height * share(layout.shown)), SOFT);
    let end = layout.first + layout.shown;
    let marks = [(layout.first > 0, "▴", -4.0), (end < layout.lines.len(), "▾", height + 4.0)];
    for (_, mark, y) in marks.into_iter().filter(|(is_there, ..)| *is_there) {
        painter.words(mark, vec2(x + 1.0, layout.top + y), SMALL, BRIGHT, CENTERED);
    }
}

/// A line of a menu: its label, and at the other end its value, where it has one.
pub(super) fn draw_line(
    painter: &mut Painter<'_>,
    layout: &Layout,
    index: usize,
    state: &ShellState,
    view: &ShellView<'_>,
) {
    let (Some(line), place) = (layout.lines.get(index), layout.place(index)) else { return };
    let is_chosen = index == state.selected;
    if is_chosen {
        painter.panel(place, vec2(layout.width, layout.row - 1.0), 3.0, ACCENT);
    }
    let color = if is_chosen { BRIGHT } else { SOFT };
    let half = layout.width * 0.5 - 8.0;
    if line.value.is_empty() && line.binds.is_empty() {
        painter.words_within(&line.label, place, (WORDS, half * 2.0), color, CENTERED);
        return;
    }
    let (left, right) = (place - vec2(half, 0.0), place + vec2(half, 0.0));
    let track = layout.track(index, state, view);
    let label_room = match track {
        Some([begin, _]) => begin - left.x - 4.0,
        None => half * 2.0 - width_of(&line.value, WORDS).min(half) - 8.0,
    };
    painter.words_within(&line.label, left, (WORDS, label_room), color, FROM_LEFT);
    if let Some(track) = track {
        draw_track(painter, line, (track, place.y), [color, SOFT], (state, view));
    }
    if line.binds.is_empty() {
        let room = half * 2.0 - width_of(&line.label, WORDS).min(half) - 8.0;
        let value = turning(line, is_chosen && track.is_none());
        painter.words_within(&value, right, (WORDS, room), color, TO_RIGHT);
    } else {
        let room = half * 2.0 - (width_of(&line.label, WORDS) * 1.2).min(half * 1.3) - 6.0;
        chips::draw(painter, &line.binds, (right, room), is_chosen, (state, view));
    }
}

/// The value of what goes round, with marks on both sides while it is chosen.
fn turning(line: &Line, is_marked: bool) -> String {
    match line.step {
        Step::Adjust(_) if is_marked => format!("‹ {} ›", line.value),
        _ => line.value.clone(),
    }
}

/// The scale of a level, filled as far as it is up.
fn draw_track(
    painter: &mut Painter<'_>,
    line: &Line,
    ([begin, end], y): ([f32; 2], f32),
    [color, rest]: [Color; 2],
    (state, view): (&ShellState, &ShellView<'_>),
) {
    let Step::Adjust(setting) = line.step else { return };
    let share = dial(setting, state, view).share();
    let piece = |painter: &mut Painter<'_>, from: f32, to: f32, color: Color| {
        let size = Vec2::new((to - from).max(0.0), TRACK);
        painter.panel(vec2((from + to) * 0.5, y), size, TRACK * 0.5, color);
    };
    let knob = begin + (end - begin) * share;
    piece(painter, begin, end, [rest[0] * 0.35, rest[1] * 0.35, rest[2] * 0.35, 1.0]);
    piece(painter, begin, knob, color);
    painter.circle(vec2(knob, y), TRACK * 0.95, BRIGHT);
}
