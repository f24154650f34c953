//! What the screens are made of: words, boxes, bars.

use playground_core_assets::AssetId;
use playground_core_client::rendering::instance::WHOLE;
use playground_core_client::rendering::{ALIGN_LEFT, DrawList, Shape, SpriteInstance, Text, WHITE};
use playground_core_types::math::{Affine2, Vec2, vec2};

/// Linear red, green, blue, alpha.
pub type Color = [f32; 4];

/// Behind everything.
pub const BACKDROP: Color = [0.006, 0.012, 0.028, 1.0];
/// Over a game that waits.
pub const VEIL: Color = [0.0, 0.004, 0.012, 0.66];
/// Behind words that lie on a game.
pub const PANEL: Color = [0.008, 0.016, 0.036, 0.9];
/// What is read first.
pub const BRIGHT: Color = [0.85, 0.95, 1.0, 1.0];
/// What is read when it is looked for.
pub const SOFT: Color = [0.32, 0.46, 0.58, 1.0];
/// What only frames the rest.
pub const DIM: Color = [0.03, 0.06, 0.1, 1.0];
/// What is chosen, or pressed.
pub const ACCENT: Color = [0.03, 0.2, 0.62, 1.0];
/// What is well.
pub const GOOD: Color = [0.1, 0.6, 0.25, 1.0];
/// What went wrong.
pub const ALARM: Color = [0.95, 0.22, 0.15, 1.0];

/// The size of words in a line of a menu. Unit: virtual pixels.
pub const WORDS: f32 = 9.0;
/// The size of words that explain. Unit: virtual pixels.
pub const SMALL: f32 = 7.0;
/// The size of a title. Unit: virtual pixels.
pub const TITLE: f32 = 22.0;

/// The left edge of a text lies at its place.
pub const FROM_LEFT: Vec2 = vec2(-0.5, 0.0);
/// The middle of a text lies at its place.
pub const CENTERED: Vec2 = vec2(0.0, 0.0);
/// The right edge of a text lies at its place.
pub const TO_RIGHT: Vec2 = vec2(0.5, 0.0);

/// How wide a letter is on average, as a fraction of its size; a little too much rather than too little.
pub const LETTER_WIDTH: f32 = 0.56;

/// A screen that is being drawn. Later things lie over earlier ones of their kind, words over boxes.
#[derive(Debug)]
pub struct Painter<'a> {
    list: &'a mut DrawList,
    /// Unit: virtual pixels.
    pub screen: Vec2,
    layer: i32,
    /// Whether everything is black and white, and what is chosen blue.
    is_contrasted: bool,
}

impl<'a> Painter<'a> {
    /// A painter of a list that was begun.
    pub fn new(list: &'a mut DrawList, virtual_size: [u32; 2]) -> Self {
        let [width, height] = virtual_size;
        Self { list, screen: vec2(width as f32, height as f32), layer: 0, is_contrasted: false }
    }

    /// The same in black and white.
    #[must_use]
    pub fn contrasted(self, is_contrasted: bool) -> Self {
        Self { is_contrasted, ..self }
    }

    /// What is drawn from now on lies over all that is there.
    pub fn rise(&mut self) {
        self.layer += 1;
    }

    /// Fills the screen.
    pub fn fill(&mut self, color: Color) {
        let middle = self.screen * 0.5;
        self.shape(middle, Shape::rectangle(self.screen, color));
    }

    /// A box by its middle, with round corners.
    pub fn panel(&mut self, middle: Vec2, size: Vec2, radius: f32, color: Color) {
        self.shape(middle, Shape { radius, ..Shape::rectangle(size, color) });
    }

    /// A box by its top-left corner.
    pub fn rectangle(&mut self, corner: Vec2, size: Vec2, color: Color) {
        self.shape(corner + size * 0.5, Shape::rectangle(size, color));
    }

    /// A disc.
    pub fn circle(&mut self, middle: Vec2, radius: f32, color: Color) {
        self.shape(middle, Shape::circle(radius, color));
    }

    /// Any shape whose origin is `place`.
    pub fn shape(&mut self, place: Vec2, shape: Shape) {
        let mut shape = Shape { layer: self.layer, ..shape };
        if self.is_contrasted {
            shape.fill = contrasted_box(shape.fill);
        }
        self.list.push_shape(Affine2::from_translation(place), &shape);
    }

    /// A picture by its middle. It lies below all boxes that are drawn before the next [`rise`](Self::rise).
    pub fn picture(&mut self, image: AssetId, middle: Vec2, size: Vec2) {
        let instance = SpriteInstance::rectangle(middle - size * 0.5, size, WHOLE, WHITE);
        self.list.push(self.layer, image, instance);
    }

    /// One line of words; `pivot` is one of [`FROM_LEFT`], [`CENTERED`] and [`TO_RIGHT`].
    pub fn words(&mut self, text: &str, place: Vec2, size: f32, color: Color, pivot: Vec2) {
        let color = if self.is_contrasted { contrasted_words(color) } else { color };
        let text = Text { color, pivot, align: ALIGN_LEFT, layer: self.layer, ..Text::new(text, size) };
        self.list.push_text(Affine2::from_translation(place), &text);
    }

    /// One line of words that is at most `width` wide: smaller to a point, then cut.
    pub fn words_within(
        &mut self,
        text: &str,
        place: Vec2,
        (size, width): (f32, f32),
        color: Color,
        pivot: Vec2,
    ) {
        let (text, size) = fitted(text, size, width);
        self.words(&text, place, size, color, pivot);
    }

    /// Words of any length in lines, from the top-left corner down; `end` is the bottom-right corner. What goes below
    /// it is cut with an ellipsis. Returns where the next line would be.
    pub fn paragraph(&mut self, text: &str, corner: Vec2, end: Vec2, size: f32, color: Color) -> f32 {
        let rows = rows_of(text, end.x - corner.x, size);
        let row_height = size * ROW_HEIGHT;
        let mut y = corner.y + row_height * 0.5;
        for (index, row) in rows.iter().enumerate() {
            let is_last = y + row_height * 1.5 > end.y && index + 1 < rows.len();
            self.words(if is_last { "…" } else { row }, vec2(corner.x, y), size, color, FROM_LEFT);
            y += row_height;
            if is_last {
                break;
            }
        }
        y
    }

    /// The same, smaller where that keeps it from being cut, down to half of `size`.
    pub fn paragraph_within(&mut self, text: &str, corner: Vec2, end: Vec2, size: f32, color: Color) -> f32 {
        let room = end - corner;
        let fits = |size: &f32| rows_of(text, room.x, *size).len() as f32 * size * ROW_HEIGHT <= room.y;
        let size = PARAGRAPH_SCALES.map(|scale| scale * size).into_iter().find(fits).unwrap_or(size * 0.5);
        self.paragraph(text, corner, end, size, color)
    }
}

/// The sizes that are tried for a paragraph, as parts of the one that is wanted.
const PARAGRAPH_SCALES: [f32; 4] = [1.0, 0.85, 0.7, 0.6];

/// How high a row of a paragraph is, as a part of the size of its words.
const ROW_HEIGHT: f32 = 1.35;

/// The rows of a paragraph that is `width` wide.
fn rows_of(text: &str, width: f32, size: f32) -> Vec<String> {
    let columns = ((width / (size * LETTER_WIDTH)) as usize).max(1);
    text.lines().flat_map(|line| wrapped(line.trim(), columns)).collect()
}

/// How much smaller words may be so that they fit.
const SHRINK_MIN: f32 = 0.75;

/// About how wide words are. Unit: virtual pixels.
pub fn width_of(text: &str, size: f32) -> f32 {
    text.chars().count() as f32 * size * LETTER_WIDTH
}

/// Words and their size, so that they are at most about `width` wide.
pub fn fitted(text: &str, size: f32, width: f32) -> (String, f32) {
    let wanted = width_of(text, size);
    if wanted <= width {
        return (text.to_owned(), size);
    }
    let size = size * (width / wanted).max(SHRINK_MIN);
    let room = ((width / (size * LETTER_WIDTH)) as usize).max(1);
    if text.chars().count() <= room {
        return (text.to_owned(), size);
    }
    let start: String = text.chars().take(room - 1).collect();
    (format!("{}…", start.trim_end_matches([' ', '(', ',', '·'])), size)
}

/// A box in high contrast: black, unless it says something by its colour.
fn contrasted_box(color: Color) -> Color {
    let [red, green, blue, alpha] = color;
    match color {
        ACCENT => [0.0, 0.06, 0.8, 1.0],
        DIM => [0.14, 0.14, 0.14, 1.0],
        _ if red.max(green).max(blue) < 0.2 => [0.0, 0.0, 0.0, (alpha * 1.2).min(1.0)],
        _ => color,
    }
}

/// Words in high contrast: white, unless they warn.
fn contrasted_words(color: Color) -> Color {
    let [red, green, blue, alpha] = color;
    let is_said_by_color = color == ALARM;
    if is_said_by_color { [red, green, blue, alpha] } else { [1.0, 1.0, 1.0, alpha] }
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
