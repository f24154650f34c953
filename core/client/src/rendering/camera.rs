//! The part of the world that is seen.

use crate::rendering::BLACK;
use playground_core_ecs::component;
use playground_core_types::math::Vec2;

/// Where the virtual screen lies in the world. The first camera of the world counts; without one the view
/// begins at the origin before black.
#[component]
pub struct Camera2d {
    /// The world position of the screen's top-left corner. Unit: virtual pixels.
    pub position: Vec2,
    /// What is seen behind all sprites. Shape: linear red, green, blue, alpha. Range: 0 to 1.
    pub background: [f32; 4],
}

impl Default for Camera2d {
    fn default() -> Self {
        Self { position: Vec2::ZERO, background: BLACK }
    }
}
