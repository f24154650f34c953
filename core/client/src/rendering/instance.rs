//! One sprite as the graphics card reads it.

use bytemuck::{Pod, Zeroable};
use playground_core_types::math::{Affine2, Vec2, vec2};

/// One drawn rectangle: where its corners lie, which part of the image it shows, and its tint.
///
/// Shape: plain data, 48 bytes (three times 16), uploaded as it is.
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct SpriteInstance {
    /// From the left edge to the right one. Unit: virtual pixels of the screen.
    pub x_axis: [f32; 2],
    /// From the top edge to the bottom one. Unit: virtual pixels of the screen.
    pub y_axis: [f32; 2],
    /// The middle. Unit: virtual pixels of the screen.
    pub center: [f32; 2],
    /// Left, top, right, bottom of the image's part, as fractions of the image. Flipped sprites have their
    /// right below their left.
    pub uv: [f32; 4],
    /// The linear tint with straight alpha, 65,535 being 1: finer than the eye and half the bytes of floats.
    pub tint: [u16; 4],
}

/// The whole image.
pub const WHOLE: [f32; 4] = [0.0, 0.0, 1.0, 1.0];

impl SpriteInstance {
    /// A rectangle of `size` whose middle is the origin of `affine`.
    pub fn new(affine: Affine2, size: Vec2, uv: [f32; 4], tint: [f32; 4]) -> Self {
        Self {
            x_axis: (affine.matrix2.x_axis * size.x).to_array(),
            y_axis: (affine.matrix2.y_axis * size.y).to_array(),
            center: affine.translation.to_array(),
            uv,
            // A colour outside of 0 to 1, or no number at all, ends at the nearer bound.
            tint: tint.map(|channel| (channel.clamp(0.0, 1.0) * 65_535.0 + 0.5) as u16),
        }
    }

    /// An upright rectangle by its top-left corner; the overlay's screens are made of these.
    pub fn rectangle(top_left: Vec2, size: Vec2, uv: [f32; 4], tint: [f32; 4]) -> Self {
        let center = top_left + vec2(size.x * 0.5, size.y * 0.5);
        Self::new(Affine2::from_translation(center), size, uv, tint)
    }
}
