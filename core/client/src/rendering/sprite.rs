//! The picture of an entity.

use crate::rendering::blend::check_blend;
use crate::rendering::{BLEND_ALPHA, WHITE};
use playground_core_assets::AssetId;
use playground_core_ecs::{BadValue, GlobalTransform2d, component};
use playground_core_types::math::Vec2;

/// Bit of [`Sprite::flip`]: left and right change sides.
pub const FLIP_X: u32 = 1;

/// Bit of [`Sprite::flip`]: top and bottom change sides.
pub const FLIP_Y: u32 = 2;

/// An image, or a part of one, drawn centred on the entity's global transform unless `pivot` says otherwise.
///
/// Shape: without an image ([`AssetId::NONE`]) it is a rectangle of `size`, filled with `tint`.
#[component(requires(GlobalTransform2d), check(check_sprite))]
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
    /// The point of the rectangle that lies on the entity and about which it turns, from the middle. Shape: a
    /// fraction of the size; (0, 0) is the middle, (0, 0.5) the middle of the lower edge, (-0.5, -0.5) the
    /// top-left corner. A flip mirrors the image inside of the rectangle and leaves the pivot where it is.
    pub pivot: Vec2,
    /// How the sprite meets what lies below it: [`BLEND_ALPHA`], [`BLEND_ADD`](crate::rendering::BLEND_ADD) or
    /// [`BLEND_MULTIPLY`](crate::rendering::BLEND_MULTIPLY); another number is taken as the first.
    pub blend: u32,
    /// How much of the camera counts: its position, its rotation and what its zoom is away from 1. Range: 1
    /// stands in the world, 0 sticks to the screen as if there were no camera, between lies a far background.
    pub parallax: f32,
}

impl Default for Sprite {
    fn default() -> Self {
        Self {
            image: AssetId::NONE,
            region: [0.0; 4],
            tint: WHITE,
            size: Vec2::ZERO,
            layer: 0,
            flip: 0,
            pivot: Vec2::ZERO,
            blend: BLEND_ALPHA,
            parallax: 1.0,
        }
    }
}

fn check_sprite(sprite: &Sprite) -> Result<(), BadValue> {
    BadValue::unless(sprite.flip <= FLIP_X | FLIP_Y, "flip", "0, 1 (x), 2 (y) or 3 (both)")?;
    check_blend(sprite.blend)
}
