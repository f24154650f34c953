//! The runtime's own screens: gallery, loading bar, pause menu, settings, controllers, performance, errors.
//!
//! They run once a frame, outside the world, and draw through the overlay: no game can see them, and
//! they cannot change a game.
//!
//! Does NOT: load or run a game; it tells the platform what the player chose.
//!
//! Reading order: [`gallery`], [`menu`], [`screens`], [`painter`].

pub mod gallery;
pub mod menu;
pub mod painter;
pub mod screens;

use playground_core_client::shell::Shell;

/// The screens, for the player to hand to the platform.
pub const SHELL: Shell =
    Shell { games: gallery::games, images: gallery::covers, update: menu::update, draw: screens::draw };

#[cfg(test)]
mod tests;
