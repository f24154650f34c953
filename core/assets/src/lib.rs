//! What a game's files are once they are read: manifest, scene, images, sounds.
//!
//! Core holds the data and asks; `systems/assets` reads, checks and decodes the files.
//!
//! Does NOT: open a file, parse a format, decode a picture or a sound, spawn an entity.
//!
//! Reading order: [`asset_id`], [`image`], [`sound`], [`manifest`], [`scene`], [`source`],
//! [`progress`], [`assets`], [`operations`], [`api`].

pub mod asset_id;
pub mod image;
pub mod sound;

pub mod manifest;
pub mod scene;
pub mod source;

pub mod progress;

pub mod assets;
pub mod operations;

pub mod api;

pub use api::{get_assets_instance, load, open};
pub use asset_id::AssetId;
pub use assets::Assets;
pub use image::Image;
pub use manifest::{ActionDeclaration, ActionKind, BindText, Manifest, Scaling, Seats, Window};
pub use progress::Progress;
pub use scene::{Reference, Scene, SceneEntity};
pub use sound::{SAMPLE_RATE_HERTZ, Sound};
pub use source::{EmbeddedGame, Source};

#[cfg(test)]
mod tests;
