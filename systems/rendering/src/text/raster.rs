//! Draws single letters as coverage, at the size of real pixels and without hints.

use super::layout::Faces;
use swash::FontRef;
use swash::scale::image::Image;
use swash::scale::outline::Outline;
use swash::scale::{Render, ScaleContext, Source};
use swash::zeno::{Format, Join, Placement, Stroke, Transform, Vector, Verb};

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
    context: ScaleContext,
}

impl Rasterizer {
    pub(crate) fn new() -> Self {
        Self { context: ScaleContext::new() }
    }

    /// A letter; nothing for a blank one and for what the file does not draw.
    pub(crate) fn draw(&mut self, key: &Key, faces: &Faces) -> Coverage {
        let Some((data, index)) = faces.data(key.face) else { return Coverage::default() };
        let Some(font) = FontRef::from_index(data, index) else { return Coverage::default() };
        let size = f32::from(key.size) / SIZE_STEPS;
        let mut scaler = self.context.builder(font).size(size).hint(false).build();
        let stretch = f32::from(key.stretch) / STRETCH_STEPS;
        let mut render = Render::new(&[Source::Outline]);
        render
            .format(Format::Alpha)
            .offset(Vector::new(f32::from(key.part) / PART_STEPS, 0.0))
            .transform((stretch != 1.0).then(|| Transform::scale(stretch, 1.0)));
        let Some(letter) = render.render(&mut scaler, key.glyph) else { return Coverage::default() };
        if key.rim == 0 || letter.data.is_empty() {
            return Coverage::of(letter);
        }
        let is_square = scaler.scale_outline(key.glyph).is_some_and(|outline| is_square(&outline));
        let mut stroke = Stroke::new(2.0 * f32::from(key.rim) / RIM_STEPS);
        stroke.join(if is_square { Join::Miter } else { Join::Round }).miter_limit(MITER_LIMIT);
        render.style(&stroke);
        let Some(rim) = render.render(&mut scaler, key.glyph) else { return Coverage::of(letter) };
        let mut both = Coverage::of(rim);
        both.add(&Coverage::of(letter));
        both
    }
}

/// Whether all of an outline's lines are level or upright.
fn is_square(outline: &Outline) -> bool {
    let mut points = outline.points().iter();
    let (mut first, mut last) = (None, None);
    outline.verbs().iter().all(|verb| {
        let next = match verb {
            Verb::MoveTo => {
                (first, last) = (points.next(), None);
                first
            }
            Verb::LineTo => points.next(),
            Verb::Close => first,
            Verb::CurveTo | Verb::QuadTo => return false,
        };
        let pair = last.zip(next);
        last = next;
        pair.is_none_or(|(from, to)| from.x == to.x || from.y == to.y)
    })
}

impl Coverage {
    fn of(image: Image) -> Self {
        let Placement { left, top, width, height } = image.placement;
        Self { left, top, size: [width, height], pixels: image.data }
    }

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
