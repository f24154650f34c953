//! Shapes as the graphics card reads them: in real pixels, with all that their distance is computed from.
//!
//! A shape is one rectangle that a shader fills by the distance of each pixel from the edge. So edges are
//! smooth at any size, joins and caps round, and nothing is cut into triangles or kept from frame to frame.

use bytemuck::{Pod, Zeroable};
use playground_core_client::rendering::{
    Placed, SHAPE_ELLIPSE, SHAPE_LINE, SHAPE_POINT_COUNT_MAX, SHAPE_POLYGON, SHAPE_RECTANGLE, Shape,
};
use playground_core_types::math::{Vec2, vec2};

/// One shape. Unit of all places: real pixels of the viewport.
///
/// Shape: plain data, 192 bytes (twelve times 16), uploaded as it is; fits into a vertex of WebGL2.
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct ShapeInstance {
    /// Left, top, right, bottom of all that it covers.
    pub bounds: [f32; 4],
    /// The middle, and the direction of the x axis.
    pub frame: [f32; 4],
    /// Kind, count of corners, half of the stroke's width, radius of the corners.
    pub numbers: [f32; 4],
    /// Linear, 65,535 being 1.
    pub fill: [u16; 4],
    /// Linear, 65,535 being 1.
    pub stroke: [u16; 4],
    /// The corners; of what has none, first half of its size.
    pub points: [[f32; 2]; SHAPE_POINT_COUNT_MAX],
}

/// Axes that are so far from a right angle, as a cosine, are skewed.
const SKEW_COSINE_MIN: f32 = 1e-3;

impl ShapeInstance {
    /// A shape of a draw list, on a viewport with so many real pixels for each virtual one; `None` when nothing
    /// of it is large enough to be seen.
    pub(crate) fn new((affine, shape): &Placed<Shape>, scale: Vec2) -> Option<Self> {
        let on_screen = |place: Vec2| affine.transform_point2(place) * scale;
        let (x_axis, y_axis) = (affine.matrix2.x_axis * scale, affine.matrix2.y_axis * scale);
        let (x_length, y_length) = (x_axis.length(), y_axis.length());
        if x_length * y_length == 0.0 || !(x_length * y_length).is_finite() {
            return None;
        }
        let mut instance = Self {
            fill: color(if shape.is_filled() { shape.fill } else { [0.0; 4] }),
            stroke: color(if shape.is_stroked() { shape.stroke } else { [0.0; 4] }),
            ..Self::zeroed()
        };
        let evenly = (x_length * y_length).sqrt();
        let stroke_half = if shape.is_stroked() { shape.stroke_width * 0.5 * evenly } else { 0.0 };
        let is_skewed = x_axis.dot(y_axis).abs() > SKEW_COSINE_MIN * x_length * y_length;
        let middle = on_screen(Vec2::ZERO);
        match shape.kind {
            SHAPE_POLYGON | SHAPE_LINE => {
                let mut corners = [Vec2::ZERO; SHAPE_POINT_COUNT_MAX];
                let given = shape.corners();
                for (corner, point) in corners.iter_mut().zip(given) {
                    *corner = on_screen(*point);
                }
                instance.join(shape.kind, &corners[..given.len()], stroke_half);
            }
            SHAPE_RECTANGLE if is_skewed => {
                let half = shape.size * 0.5;
                let corners = [-half, vec2(half.x, -half.y), half, vec2(-half.x, half.y)].map(on_screen);
                instance.join(SHAPE_POLYGON, &corners, stroke_half);
            }
            SHAPE_ELLIPSE if is_skewed => {
                let (half, direction) = axes_of(x_axis * shape.size.x * 0.5, y_axis * shape.size.y * 0.5);
                instance.frame = [middle.x, middle.y, direction.x, direction.y];
                instance.span(shape.kind, half, (stroke_half, 0.0));
            }
            _ => {
                let half = vec2(shape.size.x * x_length, shape.size.y * y_length) * 0.5;
                let is_round = shape.kind == SHAPE_RECTANGLE && shape.radius > 0.0;
                let radius = if is_round { (shape.radius * evenly).min(half.x).min(half.y) } else { 0.0 };
                let direction = x_axis / x_length;
                instance.frame = [middle.x, middle.y, direction.x, direction.y];
                instance.span(shape.kind, half, (stroke_half, radius));
            }
        }
        instance.bounds.iter().all(|side| side.is_finite()).then_some(instance)
    }

    /// Becomes a polygon or a line.
    fn join(&mut self, kind: u32, corners: &[Vec2], stroke_half: f32) {
        self.numbers = [kind as f32, corners.len() as f32, stroke_half, 0.0];
        let first = corners.first().copied().unwrap_or_default();
        let low = corners.iter().fold(first, |low, corner| low.min(*corner));
        let high = corners.iter().fold(first, |high, corner| high.max(*corner));
        self.bound(low, high, stroke_half);
        for (point, corner) in self.points.iter_mut().zip(corners) {
            *point = corner.to_array();
        }
    }

    /// Becomes a rectangle or an ellipse in its frame.
    fn span(&mut self, kind: u32, half: Vec2, (stroke_half, radius): (f32, f32)) {
        self.numbers = [kind as f32, 0.0, stroke_half, radius];
        self.points[0] = half.to_array();
        let [x, y, right, down] = self.frame;
        let middle = vec2(x, y);
        let reach = vec2(
            (right * half.x).abs() + (down * half.y).abs(),
            (down * half.x).abs() + (right * half.y).abs(),
        );
        // A stroke around a sharp corner reaches further than half of its width.
        self.bound(middle - reach, middle + reach, stroke_half * (right.abs() + down.abs()));
    }

    /// One pixel more than what is covered, for the smooth edge, and on whole pixels.
    fn bound(&mut self, low: Vec2, high: Vec2, around: f32) {
        let around = vec2(around + 1.0, around + 1.0);
        let (low, high) = ((low - around).floor(), (high + around).ceil());
        self.bounds = [low.x, low.y, high.x, high.y];
    }
}

/// Half of the size and the direction of the ellipse that a circle of radius 1 becomes under two axes.
///
/// # Source
/// The singular values of a matrix of two by two, from the eigenvalues of its product with its transpose.
fn axes_of(x_axis: Vec2, y_axis: Vec2) -> (Vec2, Vec2) {
    let (along_x, along_y) = (vec2(x_axis.x, y_axis.x), vec2(x_axis.y, y_axis.y));
    let (a, b, c) = (along_x.length_squared(), along_x.dot(along_y), along_y.length_squared());
    let (mean, spread) = ((a + c) * 0.5, vec2((a - c) * 0.5, b).length());
    let half = vec2((mean + spread).sqrt(), (mean - spread).max(0.0).sqrt());
    let upright = if a >= c { vec2(1.0, 0.0) } else { vec2(0.0, 1.0) };
    let direction = if b == 0.0 { upright } else { vec2(mean + spread - c, b).normalize_or(upright) };
    (half, direction)
}

fn color(color: [f32; 4]) -> [u16; 4] {
    color.map(|channel| (channel.clamp(0.0, 1.0) * 65_535.0 + 0.5) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use playground_core_client::rendering::WHITE;
    use playground_core_types::math::{Affine2, Mat2};

    /// Half of the size of the ellipse that a circle of radius 1 becomes, and how wide and high all of it is.
    #[track_caller]
    fn check(x_axis: Vec2, y_axis: Vec2, half: Vec2, reach: Vec2) {
        let affine = Affine2::from_mat2(Mat2::from_cols(x_axis, y_axis));
        let shape = ShapeInstance::new(&(affine, Shape::circle(1.0, WHITE)), vec2(10.0, 10.0));
        let shape = shape.expect("it is seen");
        assert!(Vec2::from(shape.points[0]).distance(half * 10.0) < 1e-3, "{:?}", shape.points[0]);
        let [left, top, right, bottom] = shape.bounds;
        let covers = |side: f32, reach: f32| side.abs() >= reach * 10.0 && side.abs() < reach * 15.0 + 3.0;
        assert!(covers(left, reach.x) && covers(right, reach.x), "{:?}", shape.bounds);
        assert!(covers(top, reach.y) && covers(bottom, reach.y), "{:?}", shape.bounds);
    }

    #[test]
    fn a_skewed_circle_is_an_ellipse() {
        check(vec2(2.0, 0.0), vec2(0.0, 1.0), vec2(2.0, 1.0), vec2(2.0, 1.0));
        check(vec2(0.0, 2.0), vec2(-1.0, 0.0), vec2(2.0, 1.0), vec2(1.0, 2.0));
        // The golden ratio and its inverse are the singular values of a shear by 1.
        check(vec2(1.0, 0.0), vec2(1.0, 1.0), vec2(1.618_034, 0.618_034), vec2(1.414, 1.0));
    }

    #[test]
    fn what_has_no_size_on_the_screen_is_no_shape() {
        let flat = Affine2::from_scale(vec2(0.0, 1.0));
        assert_eq!(ShapeInstance::new(&(flat, Shape::circle(1.0, WHITE)), Vec2::ONE), None);
        assert_eq!(ShapeInstance::new(&(Affine2::IDENTITY, Shape::circle(1.0, WHITE)), Vec2::ZERO), None);
        let far = Affine2::from_scale(vec2(1e30, 1e30));
        assert_eq!(ShapeInstance::new(&(far, Shape::circle(1e30, WHITE)), Vec2::ONE), None);
    }
}
