//! Opens games and loads what they reference: the logic behind `core/assets`.
//!
//! Does NOT: draw, play, spawn entities, know what a component or a bind means, follow a path out of
//! the game's folder.
//!
//! Reading order: `registration`, `vtable_handlers`, `open`, `load`, `check`, then the formats: `manifest`,
//! `scene`, `image`, [`sound`], [`stream`], `resample`, `font`; games in one file: [`bundle`]; below them `budget`, `problems`, `source`,
//! `text` and `state`.

pub mod registration;
pub mod vtable_handlers;

mod check;
mod load;
mod open;

mod manifest;
mod scene;

mod font;
mod image;
mod resample;
pub mod sound;
pub mod stream;

pub mod bundle;

mod budget;
mod problems;
mod source;
mod spawn;
mod state;
mod store;
mod text;

pub use registration::{initialize, register_assets_handlers};
