//! The picture of an entity.

use crate::rendering::WHITE;
use playground_core_assets::AssetId;
use playground_core_ecs::{GlobalTransform2d, component};
use playground_core_types::math::Vec2;

/// Bit of [`Sprite::flip`]: left and right change sides.
pub const FLIP_X: u32 = 1;

/// Bit of [`Sprite::flip`]: top and bottom change sides.
pub const FLIP_Y: u32 = 2;

/// An image, or a part of one, drawn centred on the entity's global transform.
///
/// Shape: without an image ([`AssetId::NONE`]) it is a rectangle of `size`, filled with `tint`.
#[component(requires(GlobalTransform2d))]
pub struct Sprite {
    /// The image; a scene writes its path.
    pub image: AssetId,
    /// The part of the image: left, top, width, height. Unit: image pixels. A width or height of 0 takes
    /// the whole image.
    pub region: [f32; 4],
    /// What the image is multiplied with. Shape: linear red, green, blue, alpha. Range: 0 to 1.
    pub tint: [f32; 4],
    /// The size before scale. Unit: virtual pixels. A width or height of 0 takes the region's.
    pub size: Vec2,
    /// Higher layers are drawn over lower ones. Inside a layer the order is the same whenever the world is
    /// the same, and otherwise not promised: it may change when sprites come, go or change their components.
    /// What must lie over something else gets a layer of its own.
    pub layer: i32,
    /// The bits [`FLIP_X`] and [`FLIP_Y`], or none.
    pub flip: u32,
}

impl Default for Sprite {
    fn default() -> Self {
        Self { image: AssetId::NONE, region: [0.0; 4], tint: WHITE, size: Vec2::ZERO, layer: 0, flip: 0 }
    }
}
