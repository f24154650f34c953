//! The runtime's own screens: the gallery, the loading bar, the pause menu, the page of an error.
//!
//! They run once a frame, outside the world, and draw through the overlay: no game can see them, and
//! they cannot change a game.
//!
//! Does NOT: load or run a game; it tells the platform what the player chose.
//!
//! Reading order: [`gallery`], [`menu`], [`screens`], [`font`].

pub mod font;
pub mod gallery;
pub mod menu;
pub mod screens;

use playground_core_client::shell::Shell;

/// The screens, for the player to hand to the platform.
pub const SHELL: Shell =
    Shell { games: gallery::games, images: font::images, update: menu::update, draw: screens::draw };

#[cfg(test)]
mod tests;
