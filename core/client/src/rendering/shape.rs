//! Lines, circles and polygons.

use crate::rendering::blend::check_blend;
use crate::rendering::{BLEND_ALPHA, TRANSPARENT, WHITE};
use playground_core_ecs::{BadValue, GlobalTransform2d, component};
use playground_core_types::math::{Vec2, vec2};

/// The most corners of a [`Shape`].
pub const SHAPE_POINT_COUNT_MAX: usize = 16;

/// [`Shape::kind`]: a rectangle of `size` with corners of `radius`.
pub const SHAPE_RECTANGLE: u32 = 0;

/// [`Shape::kind`]: an ellipse as wide and high as `size`.
pub const SHAPE_ELLIPSE: u32 = 1;

/// [`Shape::kind`]: the first `point_count` of `points`, joined by straight lines and closed.
pub const SHAPE_POLYGON: u32 = 2;

/// [`Shape::kind`]: the same, left open; it has a stroke only.
pub const SHAPE_LINE: u32 = 3;

/// A shape around the entity's global transform, filled, stroked, or both.
///
/// Shape: the edges of what is filled are smooth over one real pixel. The stroke lies half inside and half
/// outside of the edge; corners of polygons and lines are round, and so are the ends of a line.
#[component(requires(GlobalTransform2d), check(check_shape))]
pub struct Shape {
    /// One of [`SHAPE_RECTANGLE`], [`SHAPE_ELLIPSE`], [`SHAPE_POLYGON`] and [`SHAPE_LINE`]; another number draws
    /// nothing.
    pub kind: u32,
    /// How many of `points` count. Range: 2 (line) or 3 (polygon) to [`SHAPE_POINT_COUNT_MAX`].
    pub point_count: u32,
    /// Corners from the entity's origin. A polygon may be concave; one that crosses itself is filled by the
    /// non-zero rule. Unit: virtual pixels.
    pub points: [Vec2; SHAPE_POINT_COUNT_MAX],
    /// Width and height of a rectangle or an ellipse. Unit: virtual pixels.
    pub size: Vec2,
    /// The radius of a rectangle's corners. Unit: virtual pixels. Range: 0 to half of the shorter side.
    pub radius: f32,
    /// How wide the stroke is. Unit: virtual pixels; 0 for none.
    pub stroke_width: f32,
    /// The colour inside. Shape: linear red, green, blue, alpha; alpha 0 fills nothing.
    pub fill: [f32; 4],
    /// The colour of the stroke. Shape: linear red, green, blue, alpha.
    pub stroke: [f32; 4],
    /// Higher layers are drawn over lower ones. A shape lies over all sprites of its layer, below its texts.
    pub layer: i32,
    /// How it meets what lies below it, as in [`Sprite::blend`](crate::rendering::Sprite::blend).
    pub blend: u32,
    /// How much of the camera counts, as in [`Sprite::parallax`](crate::rendering::Sprite::parallax).
    pub parallax: f32,
}

impl Shape {
    /// A filled rectangle.
    pub fn rectangle(size: Vec2, fill: [f32; 4]) -> Self {
        Self { kind: SHAPE_RECTANGLE, size, fill, ..Self::default() }
    }

    /// A filled circle.
    pub fn circle(radius: f32, fill: [f32; 4]) -> Self {
        Self { kind: SHAPE_ELLIPSE, size: vec2(radius, radius) * 2.0, fill, ..Self::default() }
    }

    /// A filled polygon; corners beyond [`SHAPE_POINT_COUNT_MAX`] are left out.
    pub fn polygon(corners: &[Vec2], fill: [f32; 4]) -> Self {
        Self { kind: SHAPE_POLYGON, fill, ..Self::through(corners) }
    }

    /// A line through points; those beyond [`SHAPE_POINT_COUNT_MAX`] are left out.
    pub fn line(points: &[Vec2], stroke_width: f32, stroke: [f32; 4]) -> Self {
        Self { kind: SHAPE_LINE, stroke, stroke_width, ..Self::through(points) }
    }

    /// The same shape with a stroke.
    #[must_use]
    pub fn stroked(self, stroke_width: f32, stroke: [f32; 4]) -> Self {
        Self { stroke, stroke_width, ..self }
    }

    /// The same shape on a layer.
    #[must_use]
    pub fn on_layer(self, layer: i32) -> Self {
        Self { layer, ..self }
    }

    /// The corners that count: none of a kind that has none.
    pub fn corners(&self) -> &[Vec2] {
        match self.kind {
            SHAPE_POLYGON | SHAPE_LINE => {
                &self.points[..(self.point_count as usize).min(SHAPE_POINT_COUNT_MAX)]
            }
            _ => &[],
        }
    }

    /// Whether the inside is drawn.
    pub fn is_filled(&self) -> bool {
        self.kind != SHAPE_LINE && self.fill[3] > 0.0
    }

    /// Whether the edge is drawn.
    pub fn is_stroked(&self) -> bool {
        self.stroke_width > 0.0 && self.stroke_width.is_finite() && self.stroke[3] > 0.0
    }

    /// Whether there is anything to draw, wherever it lies.
    pub fn is_visible(&self) -> bool {
        let has_form = match self.kind {
            SHAPE_RECTANGLE | SHAPE_ELLIPSE => {
                self.size.is_finite() && self.size.x > 0.0 && self.size.y > 0.0
            }
            SHAPE_POLYGON => self.point_count >= 3,
            SHAPE_LINE => self.point_count >= 2,
            _ => false,
        };
        has_form
            && (self.is_filled() || self.is_stroked())
            && self.corners().iter().all(|corner| corner.is_finite())
    }

    fn through(corners: &[Vec2]) -> Self {
        let mut shape = Self { fill: TRANSPARENT, ..Self::default() };
        for (point, corner) in shape.points.iter_mut().zip(corners) {
            *point = *corner;
            shape.point_count += 1;
        }
        shape
    }
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            kind: SHAPE_RECTANGLE,
            point_count: 0,
            points: [Vec2::ZERO; SHAPE_POINT_COUNT_MAX],
            size: Vec2::ZERO,
            radius: 0.0,
            stroke_width: 0.0,
            fill: WHITE,
            stroke: WHITE,
            layer: 0,
            blend: BLEND_ALPHA,
            parallax: 1.0,
        }
    }
}

/// What nobody would see.
fn check_shape(shape: &Shape) -> Result<(), BadValue> {
    let kinds = "0 (rectangle), 1 (ellipse), 2 (polygon) or 3 (line)";
    BadValue::unless(shape.kind <= SHAPE_LINE, "kind", kinds)?;
    let least = match shape.kind {
        SHAPE_POLYGON => 3,
        SHAPE_LINE => 2,
        _ => 0,
    };
    let counts = "2 for a line or 3 for a polygon, up to 16";
    let is_count = (least..=SHAPE_POINT_COUNT_MAX as u32).contains(&shape.point_count);
    BadValue::unless(is_count, "point_count", counts)?;
    BadValue::unless(shape.radius >= 0.0, "radius", "0 or more")?;
    BadValue::unless(shape.stroke_width >= 0.0, "stroke_width", "0 or more")?;
    check_blend(shape.blend)
}
