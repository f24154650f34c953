//! What the screens look like.

use crate::font::{self, CELL};
use crate::menu;
use playground_core_assets::AssetId;
use playground_core_client::rendering::{DrawList, SpriteInstance};
use playground_core_client::shell::{Phase, ShellState, ShellView};
use playground_core_types::math::{Vec2, vec2};

/// Linear red, green, blue, alpha.
type Color = [f32; 4];

const BACKDROP: Color = [0.006, 0.012, 0.028, 1.0];
const VEIL: Color = [0.0, 0.004, 0.012, 0.72];
const BRIGHT: Color = [0.85, 0.95, 1.0, 1.0];
const DIM: Color = [0.16, 0.27, 0.36, 1.0];
const ACCENT: Color = [0.2, 0.62, 0.9, 1.0];
const ALARM: Color = [0.95, 0.25, 0.18, 1.0];

/// Where the menu begins, as a fraction of the screen.
const MENU_HEIGHT: f32 = 0.5;
const FAILED_MENU_HEIGHT: f32 = 0.8;

/// Draws the screen of the phase.
pub fn draw(state: &ShellState, view: &ShellView<'_>, list: &mut DrawList) {
    let screen = vec2(view.virtual_size[0] as f32, view.virtual_size[1] as f32);
    let mut page = Page { list, screen };
    match view.phase {
        Phase::Playing => {}
        Phase::Gallery => {
            page.fill(BACKDROP);
            page.title("playground", BRIGHT);
            page.lines(state, view, MENU_HEIGHT);
            page.foot("arrows or pad - enter or south");
        }
        Phase::Loading => {
            page.fill(BACKDROP);
            page.title("loading", BRIGHT);
            page.bar(view.progress.fraction());
            page.foot(&view.progress.current);
        }
        Phase::Paused => {
            page.fill(VEIL);
            page.panel();
            page.title("paused", BRIGHT);
            page.lines(state, view, MENU_HEIGHT);
        }
        Phase::Failed => {
            page.fill(BACKDROP);
            page.centered("this game failed", page.screen.y * 0.06, 1.0, ALARM);
            page.message(view.message);
            page.lines(state, view, FAILED_MENU_HEIGHT);
        }
    }
}

/// A screen that is being drawn.
struct Page<'a> {
    list: &'a mut DrawList,
    screen: Vec2,
}

impl Page<'_> {
    fn fill(&mut self, color: Color) {
        self.rectangle(Vec2::ZERO, self.screen, color);
    }

    fn title(&mut self, text: &str, color: Color) {
        self.centered(text, self.screen.y * 0.16, 2.0, color);
    }

    fn foot(&mut self, text: &str) {
        self.centered(text, self.screen.y - 2.0 * CELL.y, 1.0, DIM);
    }

    /// What the title and the menu stand on, so that no game shows through the letters.
    fn panel(&mut self) {
        let size = vec2(120.0, self.screen.y * 0.8);
        self.rectangle(((self.screen - size) / 2.0).round(), size, BACKDROP);
    }

    /// The menu from `height` of the screen down, the chosen line marked.
    fn lines(&mut self, state: &ShellState, view: &ShellView<'_>, height: f32) {
        for (index, (text, _)) in menu::lines(view).iter().enumerate() {
            let y = self.screen.y * height + index as f32 * CELL.y * 1.75;
            let chosen = index == state.selected;
            self.centered(text, y, 1.0, if chosen { BRIGHT } else { DIM });
            if chosen {
                let left = (self.screen.x - width(text)) / 2.0 - 10.0;
                self.rectangle(vec2(left.round(), y + 2.0), vec2(3.0, 3.0), ACCENT);
            }
        }
    }

    fn bar(&mut self, fraction: f32) {
        let size = vec2((self.screen.x * 0.5).round(), 6.0);
        let corner = ((self.screen - size) / 2.0).round();
        self.rectangle(corner, size, DIM);
        let done = (size.x * fraction.clamp(0.0, 1.0)).round();
        self.rectangle(corner, vec2(done, size.y), ACCENT);
    }

    /// A text of any length, wrapped, above the menu; what does not fit is in the log.
    fn message(&mut self, text: &str) {
        let columns = ((self.screen.x - 16.0) / CELL.x) as usize;
        let rows: Vec<String> = text.lines().flat_map(|line| wrapped(line.trim(), columns.max(1))).collect();
        let (top, row_height) = (self.screen.y * 0.16, CELL.y * 1.25);
        let room = ((self.screen.y * (FAILED_MENU_HEIGHT - 0.16)) / row_height) as usize;
        for (index, row) in rows.iter().take(room).enumerate() {
            let is_cut = index + 1 == room && rows.len() > room;
            let row = if is_cut { "..." } else { row.as_str() };
            self.text(row, vec2(8.0, top + index as f32 * row_height).round(), 1.0, BRIGHT);
        }
    }

    fn centered(&mut self, text: &str, y: f32, scale: f32, color: Color) {
        let x = (self.screen.x - width(text) * scale) / 2.0;
        self.text(text, vec2(x.round(), y.round()), scale, color);
    }

    fn text(&mut self, text: &str, corner: Vec2, scale: f32, color: Color) {
        let places = (0..).map(|index| corner + vec2(index as f32 * CELL.x * scale, 0.0));
        for (character, place) in text.chars().zip(places) {
            let glyph = SpriteInstance::rectangle(place, CELL * scale, font::part(character), color);
            self.list.push(1, font::FONT, glyph);
        }
    }

    fn rectangle(&mut self, corner: Vec2, size: Vec2, color: Color) {
        let whole = [0.0, 0.0, 1.0, 1.0];
        self.list.push(0, AssetId::NONE, SpriteInstance::rectangle(corner, size, whole, color));
    }
}

fn width(text: &str) -> f32 {
    text.chars().count() as f32 * CELL.x
}

/// Breaks a line between words, and inside of words that are longer than a row.
fn wrapped(line: &str, columns: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    for word in line.split_whitespace() {
        for piece in pieces(word, columns) {
            let row = rows.last().map_or(0, |row| row.chars().count());
            if row > 0 && row + 1 + piece.chars().count() > columns {
                rows.push(String::new());
            }
            if let Some(row) = rows.last_mut() {
                if !row.is_empty() {
                    row.push(' ');
                }
                row.push_str(&piece);
            }
        }
    }
    rows
}

fn pieces(word: &str, columns: usize) -> Vec<String> {
    let characters: Vec<char> = word.chars().collect();
    characters.chunks(columns).map(|piece| piece.iter().collect()).collect()
}
