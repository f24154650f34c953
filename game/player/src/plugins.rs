//! The game features that this player carries: one line for each crate below `game/plugins` that a game may name.

use playground_core_ecs::Plugin;

/// Of these a game's `game.toml` picks.
pub(crate) const PLUGINS: &[Plugin] = &[
    #[cfg(feature = "samples")]
    playground_game_plugins_foxfire::PLUGIN,
    #[cfg(feature = "samples")]
    playground_game_plugins_pong::PLUGIN,
    #[cfg(feature = "samples")]
    playground_game_plugins_soundboard::PLUGIN,
    #[cfg(feature = "samples")]
    playground_game_plugins_swarm::PLUGIN,
    #[cfg(feature = "samples")]
    playground_game_plugins_tumble::PLUGIN,
    // `playground new` adds the next plugin above this line.
];
