//! What a game's files are once they are read: manifest, scene, images, sounds, fonts.
//!
//! Core holds the data and asks; `systems/assets` reads, checks and decodes the files.
//!
//! Does NOT: open or write a file, parse a format, decode a picture, a sound or a font, spawn an entity.
//!
//! Reading order: [`asset_id`], [`image`], [`sound`], [`stream`], [`font`], [`action`], [`cue`], [`bus_effect`],
//! [`manifest`], [`scene`], [`bundle`], [`source`], [`limits`], [`progress`], [`request`], [`store`], [`assets`],
//! [`operations`], [`api`].

pub mod asset_id;
pub mod font;
pub mod image;
pub mod sound;
pub mod stream;

pub mod action;
pub mod bus_effect;
pub mod cue;

pub mod bundle;
pub mod manifest;
pub mod scene;
pub mod source;

pub mod limits;
pub mod progress;
pub mod request;
pub mod store;

pub mod assets;
pub mod operations;

pub mod api;

pub use action::{ActionDeclaration, ActionKind, ActionSetDeclaration, BindText, DeadZoneShape};
pub use api::{cancel, check, get_assets_instance, load, open};
pub use asset_id::AssetId;
pub use assets::Assets;
pub use bundle::{Bundle, BundleEntry, BundlePlace};
pub use bus_effect::BusEffect;
pub use cue::{SoundCue, SoundTone};
pub use font::Font;
pub use image::Image;
pub use limits::Limits;
pub use manifest::{
    Attract, BusDeclaration, BusSend, CueDeclaration, IconPath, Join, Manifest, PluginName, PointerMode,
    Scaling, Seats, Window,
};
pub use progress::Progress;
pub use request::Request;
pub use scene::{Reference, Scene, SceneEntity};
pub use sound::{LoopRegion, SAMPLE_RATE_HERTZ, Sound, Streamed};
pub use source::{EmbeddedGame, Source};
pub use store::Store;
pub use stream::{STREAM_AHEAD_FRAMES, StreamRequest, StreamRing};

#[cfg(test)]
mod tests;
