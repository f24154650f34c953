//! The rules of foxfire: a fox runs and jumps through levels that are drawn as text, gathers wisps, and lights
//! the lanterns on its way.
//!
//! A level is a [`LevelMap`] of the scene: a person edits it as a picture of letters. When it is entered, the
//! [`Level`] is read from it and everything on it is spawned. What happens in a tick is noted as [`Cue`]s, and
//! one system at the end of the tick makes sounds and particles of them.
//!
//! Does NOT: draw, read a key or play a sound; it moves components, and the runtime follows.
//!
//! Reading order: [`game`] (what is going on), [`level`], [`tiles`], [`things`], [`hero`], [`body`], [`pose`],
//! [`planks`], [`springs`], [`foes`], [`hazards`], [`wisps`], [`lanterns`], [`shrine`], [`camera`], [`cues`],
//! [`particles`], [`scenery`], [`words`].

pub mod body;
pub mod camera;
pub mod cues;
pub mod foes;
pub mod game;
pub mod hazards;
pub mod hero;
pub mod lanterns;
pub mod level;
pub mod particles;
pub mod planks;
pub mod pose;
pub mod scenery;
pub mod shrine;
pub mod springs;
pub mod things;
pub mod tiles;
pub mod wisps;
pub mod words;

pub use cues::{Cue, Cues};
pub use game::{Game, Progress};
pub use hero::Hero;
pub use level::{Level, LevelMap};
pub use planks::{Plank, Planks};

use playground_core_ecs::{CoreResult, Plugin, Registry, Stage};

/// Foxfire, for the player's list of plugins.
pub const PLUGIN: Plugin = Plugin { name: "foxfire", register };

/// What no scene names, because it comes and goes with a level or a moment.
const FILES: &[&str] = &[
    "sprites/tiles_dusk.png",
    "sprites/tiles_night.png",
    "sprites/decor_dusk.png",
    "sprites/decor_night.png",
    "sprites/things.png",
    "sprites/glow.png",
    "sprites/spark.png",
    "sprites/dusk_sky.png",
    "sprites/dusk_far.png",
    "sprites/dusk_middle.png",
    "sprites/dusk_near.png",
    "sprites/night_sky.png",
    "sprites/night_far.png",
    "sprites/night_middle.png",
    "sprites/night_near.png",
    "music/dusk.wav",
    "music/night.wav",
];

fn register(registry: &mut Registry) -> CoreResult<()> {
    for file in FILES {
        registry.asset(file);
    }
    for name in cues::NAMES {
        registry.cue(name);
    }
    registry.resource(&Game::default()).resource(&Level::default()).resource(&Hero::default());
    registry.resource(&Planks::default()).resource(&Cues::default()).saved(&Progress::default());
    registry
        .system(Stage::First, game::direct::SYSTEM)?
        .system(Stage::First, level::clear::SYSTEM)?
        .system(Stage::First, level::read_map::SYSTEM)?
        .system(Stage::First, level::build::SYSTEM)?
        .system(Stage::Update, planks::glide::SYSTEM)?
        .system(Stage::Update, hero::steer::SYSTEM)?
        .system(Stage::Update, springs::bounce::SYSTEM)?
        .system(Stage::Update, foes::roam::SYSTEM)?
        .system(Stage::Update, hazards::prick::SYSTEM)?
        .system(Stage::Update, wisps::gather::SYSTEM)?
        .system(Stage::Update, lanterns::light::SYSTEM)?
        .system(Stage::Update, shrine::arrive::SYSTEM)?
        .system(Stage::Update, pose::dress::SYSTEM)?
        .system(Stage::Last, camera::follow::SYSTEM)?
        .system(Stage::Last, particles::drift::SYSTEM)?
        .system(Stage::Last, things::animate::SYSTEM)?
        .system(Stage::Last, things::breathe::SYSTEM)?
        .system(Stage::Last, cues::perform::SYSTEM)?
        .system(Stage::Last, scenery::change_music::SYSTEM)?
        .system(Stage::Last, words::tell::SYSTEM)?
        .system(Stage::Last, words::badge::SYSTEM)?;
    Ok(())
}

#[cfg(test)]
mod tests;
