//! What is drawn: sprites and cameras of the world, the draw list of a frame, and the screen.
//!
//! A game sets [`Sprite`], [`Shape`], [`Text`] and [`Camera2d`] components. Each frame `systems/rendering` collects them into
//! a [`DrawList`], and draws that list and the overlay into the [`RenderTarget`]. Positions are virtual
//! pixels, y down, origin top-left; colours are linear.
//!
//! Does NOT: know a window, a graphics card or a shader; interpolate, sort into pixels, or read files.
//!
//! Reading order: [`sprite`], [`shape`], [`text`], [`blend`], [`camera`], [`color`], [`instance`], [`draw_list`], [`screen`],
//! [`renderer`], [`picture`], [`operations`].

pub mod sprite;

pub mod shape;

pub mod text;

pub mod blend;

pub mod camera;

pub mod color;

pub mod instance;

pub mod draw_list;

pub mod screen;

pub mod renderer;

pub mod picture;

pub mod operations;

pub use blend::{BLEND_ADD, BLEND_ALPHA, BLEND_MULTIPLY, Blend};
pub use camera::Camera2d;
pub use color::{BLACK, TRANSPARENT, WHITE, linear_of_srgb};
pub use draw_list::{Batch, BatchKind, DrawList, Placed};
pub use instance::SpriteInstance;
pub use picture::Picture;
pub use renderer::{RenderStats, RendererKind};
pub use screen::{RenderTarget, SCREEN_TARGET, Scaling, ScreenSettings, Sight, Viewport};
pub use shape::{SHAPE_ELLIPSE, SHAPE_LINE, SHAPE_POINT_COUNT_MAX, SHAPE_POLYGON, SHAPE_RECTANGLE, Shape};
pub use sprite::{FLIP_X, FLIP_Y, Sprite};
pub use text::{ALIGN_CENTER, ALIGN_LEFT, ALIGN_RIGHT, TEXT_BYTES_MAX, TEXT_SIZE_MAX, Text};
