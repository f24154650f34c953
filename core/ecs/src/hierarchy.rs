//! Where things are, and what they hang from. Virtual pixels, y down, origin at the top left.

use crate::component;
use crate::entity::Entity;
use playground_core_types::math::{Affine2, Mat2, Vec2};

/// Place, turn and size relative to the parent, or to the scene.
#[component(requires(GlobalTransform2d))]
pub struct Transform2d {
    /// In virtual pixels; x to the right, y down.
    pub position: Vec2,
    /// In radians, clockwise on the screen.
    pub rotation: f32,
    /// Factor along each axis.
    pub scale: Vec2,
}

impl Transform2d {
    /// A place without turn or scale.
    pub fn at(x: f32, y: f32) -> Self {
        Self { position: Vec2::new(x, y), ..Self::default() }
    }
}

impl Default for Transform2d {
    fn default() -> Self {
        Self { position: Vec2::ZERO, rotation: 0.0, scale: Vec2::ONE }
    }
}

/// Place, turn and size in the scene; written at the end of each tick from [`Transform2d`] and [`Parent`].
#[component]
pub struct GlobalTransform2d {
    /// Where the local x axis points.
    pub x_axis: Vec2,
    /// Where the local y axis points.
    pub y_axis: Vec2,
    /// Where the local origin is.
    pub translation: Vec2,
}

impl GlobalTransform2d {
    /// The same as a matrix.
    pub fn as_affine(&self) -> Affine2 {
        Affine2 { matrix2: Mat2::from_cols(self.x_axis, self.y_axis), translation: self.translation }
    }

    /// The component of a matrix.
    pub fn from_affine(affine: Affine2) -> Self {
        let Mat2 { x_axis, y_axis } = affine.matrix2;
        Self { x_axis, y_axis, translation: affine.translation }
    }
}

impl Default for GlobalTransform2d {
    fn default() -> Self {
        Self::from_affine(Affine2::IDENTITY)
    }
}

/// What an entity hangs from: it moves with it, and goes when it goes.
#[component]
#[derive(Default)]
pub struct Parent {
    /// The parent; [`Entity::NONE`] for none.
    pub entity: Entity,
}

/// What hangs from an entity; kept by systems/ecs from [`Parent`].
#[component(blob)]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Children {
    /// In ascending order.
    pub entities: Vec<Entity>,
}
