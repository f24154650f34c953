//! The part of the world that is seen.

use crate::rendering::{BLACK, TRANSPARENT};
use playground_core_ecs::{BadValue, Entity, component};
use playground_core_types::math::Vec2;

/// How the virtual screen lies in the world. The first camera of the world counts; without one the view
/// begins at the origin before black.
///
/// The middle of the screen shows one point of the world: that of the followed entity, otherwise `position`
/// and half of the virtual screen. Zoom and rotation are about that point. A point of the world at `p` is
/// seen at `middle of the screen + zoom · (p - shown point, turned by -rotation)`.
///
/// Shape: all but `background`, `follow` and `bounds` goes smoothly from tick to tick.
#[component(check(check_camera))]
pub struct Camera2d {
    /// The world position of the screen's top-left corner as it is without zoom and rotation. While an
    /// entity is followed it does not count. Unit: virtual pixels.
    pub position: Vec2,
    /// What is seen behind all sprites. Shape: linear red, green, blue, alpha. Range: 0 to 1.
    pub background: [f32; 4],
    /// Drawn over the whole virtual screen after everything of the game: black of rising alpha fades out, white
    /// flashes. Shape: linear red, green, blue, alpha. Range: 0 to 1.
    pub fade: [f32; 4],
    /// The part of the world that the view does not leave: left, top, width, height. Along an axis on which it is
    /// smaller than the view it is shown in the middle. A width and height of 0 bounds nothing. The view is taken
    /// as if it were not turned. Unit: virtual pixels of the world.
    pub bounds: [f32; 4],
    /// How far the shown point is moved after `follow` and `bounds`: a screen that shakes, a look ahead. Unit:
    /// virtual pixels.
    pub offset: Vec2,
    /// How large the world is seen: 2 shows everything twice as wide, and half as much of it. Range: above
    /// 0; what is not a finite number above 0 counts as 1.
    pub zoom: f32,
    /// How far the camera is turned clockwise; what is seen turns the other way. Between two ticks it goes
    /// the short way round. Unit: radians. What is not finite counts as 0.
    pub rotation: f32,
    /// Whose `GlobalTransform2d` is kept in the middle of the screen; [`Entity::NONE`] is nobody's. An entity
    /// that is gone or has none is not followed. Following another entity cuts to it at once.
    pub follow: Entity,
}

impl Default for Camera2d {
    fn default() -> Self {
        Self {
            position: Vec2::ZERO,
            background: BLACK,
            fade: TRANSPARENT,
            bounds: [0.0; 4],
            offset: Vec2::ZERO,
            zoom: 1.0,
            rotation: 0.0,
            follow: Entity::NONE,
        }
    }
}

fn check_camera(camera: &Camera2d) -> Result<(), BadValue> {
    BadValue::unless(camera.zoom > 0.0, "zoom", "above 0")
}
