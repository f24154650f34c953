//! The sound board: every part of the runtime's sound under one's fingers, by pad, keyboard and mouse alike.
//!
//! All that can be touched is a row of the table [`controls`]. What players do to it is in the [`board`]; the rules of
//! each panel read it there and write the components of sound.
//!
//! Does NOT: play a sound or read the mixer; the meters tell what the world says is playing.
//!
//! Reading order: [`controls`], [`board`], [`steer`] (who touches what), then a panel each: [`space`], [`buses`] and
//! their [`meters`], [`rack`], [`tunes`], [`calls`]; then what is seen: [`palette`], [`build`], [`paint`], [`words`].

pub mod board;
pub mod build;
pub mod buses;
pub mod calls;
pub mod controls;
pub mod levels;
pub mod meters;
pub mod paint;
pub mod palette;
pub mod rack;
pub mod space;
pub mod steer;
pub mod tunes;
pub mod words;

use playground_core_ecs::{CoreResult, Plugin, Registry, Stage};

/// The sound board, for the player's list of plugins.
pub const PLUGIN: Plugin = Plugin { name: "soundboard", register };

fn register(registry: &mut Registry) -> CoreResult<()> {
    registry
        .resource(&board::Board::default())
        .resource(&meters::Meters::default())
        .resource(&tunes::Deck::default())
        .asset(tunes::DAY_PATH)
        .asset(tunes::NIGHT_PATH);
    for (cue, _) in calls::CUES {
        registry.cue(cue);
    }
    for system in [
        build::build::SYSTEM,
        steer::steer::SYSTEM,
        space::place::SYSTEM,
        space::listen::SYSTEM,
        buses::set::SYSTEM,
        rack::patch::SYSTEM,
        tunes::choose::SYSTEM,
        tunes::jump::SYSTEM,
        calls::call::SYSTEM,
        calls::mark::SYSTEM,
        meters::begin::SYSTEM,
        meters::weigh_voices::SYSTEM,
        meters::weigh_tones::SYSTEM,
        meters::weigh_emitters::SYSTEM,
        meters::weigh_emitter_tones::SYSTEM,
        meters::settle::SYSTEM,
        paint::paint::SYSTEM,
        words::write::SYSTEM,
    ] {
        registry.system(Stage::Update, system)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
