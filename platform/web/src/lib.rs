//! The browser: the functions that a page calls, the event loop, the executor between two frames.
//!
//! The page (`page/`) does what only JavaScript can: it fetches the game, listens for what winit does not tell, keeps
//! the player's files, plays what the mixer makes. It calls the functions of `page`, and nothing here calls it.
//!
//! Does NOT: decide what a frame does (platform/runner does), know a game or a plugin, exist on any other target.
//!
//! Reading order: `page`, `opening`, `events`, `graphics`, `wishes`, `lines`, `simulate`.

#[cfg(target_family = "wasm")]
mod events;
#[cfg(target_family = "wasm")]
mod graphics;
#[cfg(target_family = "wasm")]
mod lines;
#[cfg(target_family = "wasm")]
mod opening;
#[cfg(target_family = "wasm")]
pub mod page;
#[cfg(target_family = "wasm")]
mod simulate;
#[cfg(target_family = "wasm")]
mod wishes;

#[cfg(target_family = "wasm")]
pub use page::begin;
#[cfg(target_family = "wasm")]
pub use playground_platform_runner::Program;
