//! The rules of Swarm: one to four ships in one arena, waves of enemies, a boss in every fifth.
//!
//! Whoever acts in a tick writes what happened to the [`board::Board`]; what one sees and hears of it
//! ([`effects`], [`sounds`]) reads it there. So a rule knows no sound, and a sound no rule.
//!
//! Does NOT: draw, read a key or play a sound; it moves components, and the runtime follows.
//!
//! Reading order: [`game`] (phases, players, time), [`board`] (what all know of each other in a tick),
//! [`ships`], [`bullets`], [`enemies`] and its minds, [`waves`], [`pickups`], [`effects`], [`sounds`],
//! [`title`], [`scores`], [`labels`].

pub mod board;
pub mod bullets;
pub mod effects;
pub mod enemies;
pub mod game;
pub mod labels;
pub mod minds;
pub mod particles;
pub mod pickups;
pub mod scores;
pub mod ships;
pub mod sounds;
pub mod sprites;
pub mod title;
pub mod waves;

use playground_core_ecs::{CoreResult, Plugin, Registry, Stage};

/// Swarm, for the player's list of plugins.
pub const PLUGIN: Plugin = Plugin { name: "swarm", register };

fn register(registry: &mut Registry) -> CoreResult<()> {
    registry
        .resource(&game::Game::default())
        .resource(&board::Board::default())
        .resource(&waves::Waves::default())
        .resource(&effects::Effects::default())
        .resource(&scores::Entry::default())
        .saved(&scores::HighScores::default());
    for path in sprites::PATHS {
        registry.asset(path);
    }
    for cue in sounds::CUES {
        registry.cue(cue);
    }
    registry.asset(labels::FONT_PATH).asset(sounds::FIGHT_PATH);
    // Who moves writes where it is; who flies meets it there; who was met suffers it; then it is shown.
    for system in [
        game::begin::SYSTEM,
        title::join::SYSTEM,
        scores::enter::SYSTEM,
        game::sweep::SYSTEM,
        waves::advance::SYSTEM,
        waves::open::SYSTEM,
        ships::steer::SYSTEM,
        enemies::think::SYSTEM,
        pickups::drift::SYSTEM,
        bullets::fly::SYSTEM,
        ships::collide::SYSTEM,
        enemies::suffer::SYSTEM,
        effects::react::SYSTEM,
        particles::age::SYSTEM,
        particles::rise::SYSTEM,
        particles::count_particles::SYSTEM,
        particles::count_pops::SYSTEM,
        sounds::play::SYSTEM,
        sounds::change_music::SYSTEM,
        effects::shake::SYSTEM,
        sprites::show_ships::SYSTEM,
        sprites::show_auras::SYSTEM,
        sprites::show_enemies::SYSTEM,
        sprites::show_pickups::SYSTEM,
        sprites::show_portals::SYSTEM,
        sprites::show_slots::SYSTEM,
        sprites::show_in_phase::SYSTEM,
        sprites::float::SYSTEM,
        sprites::twinkle::SYSTEM,
        labels::fill::SYSTEM,
        labels::write::SYSTEM,
    ] {
        registry.system(Stage::Update, system)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
