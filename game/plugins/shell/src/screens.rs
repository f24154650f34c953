//! What the screens look like.

mod chips;
mod list;
mod pads;
mod performance;
mod question;
mod touch_pad;

use crate::gallery;
use crate::menu::layout::{Layout, way_back};
use crate::menu::rebinding::family_in_hand;
use crate::painter::{
    ACCENT, ALARM, BACKDROP, BRIGHT, CENTERED, DIM, LETTER_WIDTH, PANEL, Painter, SMALL, SOFT, TITLE, VEIL,
    WORDS, width_of,
};
use list::{draw_line, draw_menu};
use playground_core_client::input::PadButton;
use playground_core_client::rendering::DrawList;
use playground_core_client::shell::{InHand, Page, Phase, ShellState, ShellView};
use playground_core_types::math::vec2;

/// Draws the screen of the phase.
pub fn draw(state: &ShellState, view: &ShellView<'_>, list: &mut DrawList) {
    let is_contrasted = view.settings.access.high_contrast;
    let mut painter = Painter::new(list, view.virtual_size).contrasted(is_contrasted);
    if state.performance_shown && view.phase == Phase::Paused {
        // The menu is what the player wants now.
        performance::draw(&mut painter, view.performance);
        painter.rise();
    }
    match view.phase {
        Phase::Playing if view.is_demo => draw_foot(&mut painter, "press any button"),
        Phase::Playing => touch_pad::draw(&mut painter, view),
        Phase::Gallery => {
            painter.fill(BACKDROP);
            draw_gallery(&mut painter, state, view);
            draw_foot(&mut painter, &foot(state, view));
        }
        Phase::Loading => draw_loading(&mut painter, view),
        Phase::Paused => {
            painter.fill(VEIL);
            draw_menu(&mut painter, title(state, "paused"), state, view);
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
    draw_way_back(&mut painter, state, view);
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
        Page::Access => "accessibility",
        Page::Toggles => "hold or press once",
        Page::Rumble => "rumble",
        Page::Touch => "touch pad",
    }
}

/// What the page of controls asks for, or how it is used.
fn draw_help(painter: &mut Painter<'_>, state: &ShellState, view: &ShellView<'_>) {
    if let Some(asking) = &state.asking {
        return question::draw(painter, asking, state, view);
    }
    match view.next_tick {
        Some(tick) if state.page == Page::Main => {
            draw_foot(painter, &format!("tick {tick} · period and comma step on and back by one"));
        }
        None if state.page == Page::Main => {}
        _ => draw_foot(painter, &foot(state, view)),
    }
}

/// How the page is used with what is in hand.
fn foot(state: &ShellState, view: &ShellView<'_>) -> String {
    let family = family_in_hand(state, view);
    let label = |button| family.button_label(button);
    let [accept, back] = match state.in_hand {
        InHand::Keys => ["Enter".to_owned(), "Escape goes back".to_owned()],
        InHand::Pad => [label(PadButton::South).to_owned(), format!("{} goes back", label(PadButton::East))],
        InHand::Mouse => ["a click".to_owned(), "the right button goes back".to_owned()],
        InHand::Touch => ["a tap".to_owned(), "drag to see more".to_owned()],
    };
    match (state.page, state.in_hand) {
        (Page::Main, InHand::Keys) => {
            "arrows to choose · Enter to play · or drop a game's folder here".to_owned()
        }
        (Page::Main, InHand::Pad) => format!("{accept} plays"),
        (Page::Main, _) => format!("{accept} plays · or drop a game's folder here"),
        (Page::Settings | Page::Access | Page::Rumble | Page::Touch, InHand::Mouse | InHand::Touch) => {
            format!("drag a scale, {accept} changes the rest · {back}")
        }
        (Page::Settings | Page::Access | Page::Rumble | Page::Touch, _) => {
            format!("left and right to turn · {back}")
        }
        (Page::Outputs, _) => format!("{accept} chooses · {back}"),
        (Page::Controls | Page::Toggles, _) => format!("{accept} changes a line · {back}"),
        (Page::Save, _) => format!("{accept} saves the game as it is now · {back}"),
        (Page::Load, _) => format!("{accept} goes on from there · {back}"),
    }
}

/// The games on the left, the picture of the chosen one on the right.
fn draw_gallery(painter: &mut Painter<'_>, state: &ShellState, view: &ShellView<'_>) {
    let screen = painter.screen;
    if state.page != Page::Main {
        return draw_menu(painter, title(state, "playground"), state, view);
    }
    draw_menu(painter, "playground", state, view);
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

fn draw_foot(painter: &mut Painter<'_>, text: &str) {
    let place = vec2(painter.screen.x * 0.5, painter.screen.y - SMALL * 1.4);
    let room = painter.screen.x - 8.0;
    // On a strip of its own: what waits shines through.
    let width = (width_of(text, SMALL) * 0.95).min(room) + 8.0;
    painter.panel(place, vec2(width, SMALL * 1.7), 3.0, PANEL);
    painter.words_within(text, place, (SMALL, room), SOFT, CENTERED);
}

/// What leads back with the mouse and with fingers, on screens without lines.
fn draw_way_back(painter: &mut Painter<'_>, state: &ShellState, view: &ShellView<'_>) {
    if let Some((middle, size)) = way_back(state, view) {
        painter.rise();
        painter.panel(middle, size, 4.0, PANEL);
        painter.words("‹ back", middle, WORDS, BRIGHT, CENTERED);
    }
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
    if state.page != Page::Main {
        return draw_menu(painter, title(state, ""), state, view);
    }
    let layout = Layout::of(state, view);
    let top = layout.top;
    painter.words("this game failed", vec2(screen.x * 0.5, 14.0), WORDS * 1.4, ALARM, CENTERED);
    let end = vec2(screen.x - 12.0, top - 4.0);
    painter.paragraph(view.message, vec2(12.0, 28.0), end, WORDS, BRIGHT);
    for index in layout.seen() {
        draw_line(painter, &layout, index, state, view);
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
