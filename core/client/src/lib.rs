//! What a player's machine does for a game: the contracts of rendering, input and audio.
//!
//! Each is a feature; without it its fields, operations and functions do not exist, so that asking
//! for what was not enabled fails at compile time.
//!
//! Does NOT: draw, read a device or mix a sample; systems/rendering, systems/input and systems/audio do.
//!
//! Reading order: [`client`], [`api`], then one feature: `rendering`, `input`, `audio`; [`settings`] and `shell` for the screens of
//! the runtime.

pub mod api;
#[cfg(feature = "audio")]
pub mod audio;
pub mod client;
#[cfg(feature = "input")]
pub mod input;
#[cfg(feature = "rendering")]
pub mod rendering;
pub mod settings;
#[cfg(all(feature = "rendering", feature = "input"))]
pub mod shell;

pub use api::get_client_instance;
pub use client::Client;
