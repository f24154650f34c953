//! Draws single letters as coverage, at the size of real pixels and without hints.

use super::layout::Faces;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use zeno::{Command, Format, Join, Mask, Origin, Scratch, Stroke, Style, Transform, Vector};

/// Steps of a letter's place inside of a pixel.
pub(crate) const PART_STEPS: f32 = 4.0;

/// Steps of a rim's width. Unit: parts of a real pixel.
pub(crate) const RIM_STEPS: f32 = 8.0;

/// Steps of the height of letters. Unit: parts of a real pixel.
pub(crate) const SIZE_STEPS: f32 = 8.0;

/// Steps of how much wider than high a letter is drawn.
pub(crate) const STRETCH_STEPS: f32 = 64.0;

/// Past this, the corners of a rim are cut: letters of squares keep theirs.
const MITER_LIMIT: f32 = 1.5;

/// Letters that are round in every font but those of squares.
const TELLING: [char; 4] = ['O', 'S', 'o', '8'];

/// All that decides how a letter is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub face: u32,
    pub glyph: u16,
    /// The em, in [`SIZE_STEPS`].
    pub size: u16,
    /// Width by height, in [`STRETCH_STEPS`].
    pub stretch: u16,
    /// The rim's width, in [`RIM_STEPS`]; 0 for the letter alone, else the letter with its rim.
    pub rim: u16,
    /// How far right of a whole pixel, in [`PART_STEPS`].
    pub part: u8,
}

/// A drawn letter: its pixels, and where they lie from its place on the line. Unit: pixels, up is positive.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    pub left: i32,
    pub top: i32,
    pub size: [u32; 2],
    pub pixels: Vec<u8>,
}

/// Draws letters.
pub(crate) struct Rasterizer {
    scratch: Scratch,
}

impl Rasterizer {
    pub(crate) fn new() -> Self {
        Self { scratch: Scratch::new() }
    }

    /// A letter; nothing for a blank one and for what the file does not draw.
    pub(crate) fn draw(&mut self, key: &Key, faces: &Faces) -> Coverage {
        let Some((data, index)) = faces.data(key.face) else { return Coverage::default() };
        let Ok(font) = FontRef::from_index(data, index as u32) else { return Coverage::default() };
        let outlines = font.outline_glyphs();
        let size = Size::new(f32::from(key.size) / SIZE_STEPS);
        let Some(mut path) = outline(&outlines, GlyphId::from(key.glyph), size) else {
            return Coverage::default();
        };
        let stretch = f32::from(key.stretch) / STRETCH_STEPS;
        if stretch != 1.0 {
            let stretch = Transform::scale(stretch, 1.0);
            path.iter_mut().for_each(|command| *command = command.transform(&stretch));
        }
        let part = f32::from(key.part) / PART_STEPS;
        let letter = self.cover(&path, Style::default(), part);
        if key.rim == 0 || letter.pixels.is_empty() {
            return letter;
        }
        let tells = TELLING.iter().filter_map(|letter| font.charmap().map(*letter));
        let is_square = tells
            .filter(|glyph| *glyph != GlyphId::NOTDEF)
            .all(|glyph| outline(&outlines, glyph, size).is_none_or(|path| is_square(&path)));
        let mut stroke = Stroke::new(2.0 * f32::from(key.rim) / RIM_STEPS);
        stroke.join(if is_square { Join::Miter } else { Join::Round }).miter_limit(MITER_LIMIT);
        let mut both = self.cover(&path, stroke.into(), part);
        both.add(&letter);
        both
    }

    /// What a path covers, so far right of a whole pixel.
    fn cover(&mut self, path: &[Command], style: Style<'_>, part: f32) -> Coverage {
        let mut pixels = Vec::new();
        let offset = Vector::new(part, 0.0);
        let placement = Mask::with_scratch(path, &mut self.scratch)
            .origin(Origin::BottomLeft)
            .style(style)
            .offset(offset)
            .render_offset(offset)
            .inspect(|_, width, height| pixels.resize(Format::Alpha.buffer_size(width, height), 0))
            .render_into(&mut pixels, None);
        let size = [placement.width, placement.height];
        Coverage { left: placement.left, top: placement.top, size, pixels }
    }
}

/// The lines around a letter; none where the file draws none.
fn outline(outlines: &OutlineGlyphCollection<'_>, glyph: GlyphId, size: Size) -> Option<Vec<Command>> {
    let mut pen = Pen(Vec::new());
    let settings = DrawSettings::unhinted(size, LocationRef::default());
    outlines.get(glyph)?.draw(settings, &mut pen).ok()?;
    pen.end();
    Some(pen.0)
}

/// Writes the lines of a letter down, each contour closed.
struct Pen(Vec<Command>);

impl Pen {
    fn end(&mut self) {
        if self.0.last().is_some_and(|command| !matches!(command, Command::Close)) {
            self.0.push(Command::Close);
        }
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.end();
        self.0.push(Command::MoveTo(Vector::new(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(Command::LineTo(Vector::new(x, y)));
    }

    fn quad_to(&mut self, by_x: f32, by_y: f32, x: f32, y: f32) {
        self.0.push(Command::QuadTo(Vector::new(by_x, by_y), Vector::new(x, y)));
    }

    fn curve_to(&mut self, out_x: f32, out_y: f32, in_x: f32, in_y: f32, x: f32, y: f32) {
        let [out, back, to] = [(out_x, out_y), (in_x, in_y), (x, y)].map(|(x, y)| Vector::new(x, y));
        self.0.push(Command::CurveTo(out, back, to));
    }

    fn close(&mut self) {
        self.0.push(Command::Close);
    }
}

/// Whether all of an outline's lines are level or upright.
fn is_square(path: &[Command]) -> bool {
    let (mut first, mut last) = (None, None);
    path.iter().all(|command| {
        let next = match *command {
            Command::MoveTo(point) => {
                (first, last) = (Some(point), None);
                first
            }
            Command::LineTo(point) => Some(point),
            Command::Close => first,
            Command::CurveTo(..) | Command::QuadTo(..) => return false,
        };
        let pair = last.zip(next);
        last = next;
        pair.is_none_or(|(from, to)| from.x == to.x || from.y == to.y)
    })
}

impl Coverage {
    /// Covers what `other` covers, as far as this one reaches; a rim reaches all around its letter.
    fn add(&mut self, other: &Self) {
        let (right, down) = (other.left - self.left, self.top - other.top);
        for (y, row) in (down..).zip(other.pixels.chunks_exact(other.size[0].max(1) as usize)) {
            for (x, byte) in (right..).zip(row) {
                if (0..self.size[0] as i32).contains(&x) && (0..self.size[1] as i32).contains(&y) {
                    let pixel = &mut self.pixels[(y as u32 * self.size[0] + x as u32) as usize];
                    *pixel = (*pixel).max(*byte);
                }
            }
        }
    }
}

impl std::fmt::Debug for Rasterizer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Rasterizer")
    }
}
