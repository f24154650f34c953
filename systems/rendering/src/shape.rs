//! Shapes as the graphics card reads them: in real pixels, with all that their distance is computed from.
//!
//! A shape is one rectangle that a shader fills by the distance of each pixel from the edge. So edges are
//! smooth at any size, joins and caps round, and nothing is cut into triangles or kept from frame to frame.

use bytemuck::{Pod, Zeroable};
use playground_core_client::rendering::{
    Placed, SHAPE_ELLIPSE, SHAPE_LINE, SHAPE_POINT_COUNT_MAX, SHAPE_POLYGON, SHAPE_RECTANGLE, Shape,
};
use playground_core_types::math::{Vec2, cos, sin, vec2};
use std::f32::consts::TAU;

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
        let has_corners = matches!(shape.kind, SHAPE_POLYGON | SHAPE_LINE);
        if has_corners || is_skewed {
            let mut corners = [Vec2::ZERO; SHAPE_POINT_COUNT_MAX];
            let count = corners_of(shape, &mut corners);
            let corners = &mut corners[..count];
            corners.iter_mut().for_each(|corner| *corner = on_screen(*corner));
            let kind = if has_corners { shape.kind } else { SHAPE_POLYGON };
            instance.numbers = [kind as f32, count as f32, stroke_half, 0.0];
            let first = *corners.first()?;
            let low = corners.iter().fold(first, |low, corner| low.min(*corner));
            let high = corners.iter().fold(first, |high, corner| high.max(*corner));
            instance.bound(low, high, stroke_half);
            for (point, corner) in instance.points.iter_mut().zip(corners) {
                *point = corner.to_array();
            }
        } else {
            let half = vec2(shape.size.x * x_length, shape.size.y * y_length) * 0.5;
            let radius = if shape.kind == SHAPE_RECTANGLE && shape.radius > 0.0 {
                (shape.radius * evenly).min(half.x).min(half.y)
            } else {
                0.0
            };
            let (middle, direction) = (on_screen(Vec2::ZERO), x_axis / x_length);
            instance.frame = [middle.x, middle.y, direction.x, direction.y];
            instance.numbers = [shape.kind as f32, 0.0, stroke_half, radius];
            instance.points[0] = half.to_array();
            let reach = vec2(
                (direction.x * half.x).abs() + (direction.y * half.y).abs(),
                (direction.y * half.x).abs() + (direction.x * half.y).abs(),
            );
            // A stroke around a sharp corner reaches further than half of its width.
            let around = stroke_half * (direction.x.abs() + direction.y.abs());
            instance.bound(middle - reach, middle + reach, around);
        }
        instance.bounds.iter().all(|side| side.is_finite()).then_some(instance)
    }

    /// One pixel more than what is covered, for the smooth edge, and on whole pixels.
    fn bound(&mut self, low: Vec2, high: Vec2, around: f32) {
        let around = vec2(around + 1.0, around + 1.0);
        let (low, high) = ((low - around).floor(), (high + around).ceil());
        self.bounds = [low.x, low.y, high.x, high.y];
    }
}

/// The corners of a shape, and how many they are; what has none is made of straight lines.
fn corners_of(shape: &Shape, corners: &mut [Vec2; SHAPE_POINT_COUNT_MAX]) -> usize {
    let half = shape.size * 0.5;
    match shape.kind {
        SHAPE_RECTANGLE => {
            corners[..4].copy_from_slice(&[-half, vec2(half.x, -half.y), half, vec2(-half.x, half.y)]);
            4
        }
        SHAPE_ELLIPSE => {
            for (index, corner) in corners.iter_mut().enumerate() {
                let angle = index as f32 * TAU / SHAPE_POINT_COUNT_MAX as f32;
                *corner = vec2(cos(angle), sin(angle)) * half;
            }
            SHAPE_POINT_COUNT_MAX
        }
        _ => {
            let given = shape.corners();
            corners[..given.len()].copy_from_slice(given);
            given.len()
        }
    }
}

fn color(color: [f32; 4]) -> [u16; 4] {
    color.map(|channel| (channel.clamp(0.0, 1.0) * 65_535.0 + 0.5) as u16)
}
