//! The rules of Tumble: a party on an ice floe for one to four, in three rounds, with points after each and a podium.
//!
//! It uses every part of the runtime's input: players join with any device, leave again, and stand in a bubble while
//! their controller is gone; sets of actions for the lobby, for play and for the podium, and a layer for cards; tap and
//! hold on one button, presses that come a moment too early, ground that is a moment behind; rumble by seat; words
//! that name the button of whoever reads them.
//!
//! Does NOT: draw, read a key or play a sound; it writes resources and components, and the runtime follows.
//!
//! Reading order: [`game`] (phases, players), [`told`] (what happened in a tick), [`lobby`], [`rounds`] (from phase to
//! phase, points), [`arena`], [`hands`] and [`minds`] (what players want), [`body`] and [`meet`] (what becomes of it),
//! a round each: [`floe`], [`fuse`], [`flies`]; then what is seen, heard and felt: [`effects`], [`figures`], [`stage`],
//! [`glows`], [`particles`], [`screen`], [`words`], [`palette`], [`sounds`], [`feel`].

pub mod arena;
pub mod body;
pub mod effects;
pub mod feel;
pub mod figures;
pub mod flies;
pub mod floe;
pub mod fuse;
pub mod game;
pub mod glows;
pub mod hands;
pub mod lobby;
pub mod meet;
pub mod minds;
pub mod palette;
pub mod particles;
pub mod rounds;
pub mod screen;
pub mod sounds;
pub mod stage;
pub mod told;
pub mod words;

use playground_core_ecs::{CoreResult, Plugin, Registry, Stage};

/// Tumble, for the player's list of plugins.
pub const PLUGIN: Plugin = Plugin { name: "tumble", register };

fn register(registry: &mut Registry) -> CoreResult<()> {
    registry
        .resource(&game::Game::default())
        .resource(&arena::Arena::default())
        .resource(&told::Told::default())
        .resource(&effects::Effects::default())
        .asset(glows::GLOW_PATH)
        .asset(glows::FLY_PATH)
        .asset(sounds::ROUND_PATH);
    for (_, cue) in sounds::CUES {
        registry.cue(cue);
    }
    // Who wants something says so; who moves is met; the round judges; then all is shown.
    for system in [
        figures::build_figures::SYSTEM,
        stage::build_stage::SYSTEM,
        glows::build_lights::SYSTEM,
        screen::build_panels::SYSTEM,
        game::begin::SYSTEM,
        lobby::watch::SYSTEM,
        lobby::join::SYSTEM,
        rounds::advance::SYSTEM,
        hands::read::SYSTEM,
        minds::think::SYSTEM,
        body::steer::SYSTEM,
        meet::meet::SYSTEM,
        rounds::play::SYSTEM,
        rounds::choose_actions::SYSTEM,
        effects::react::SYSTEM,
        particles::fly::SYSTEM,
        particles::grow::SYSTEM,
        particles::rise::SYSTEM,
        particles::count_particles::SYSTEM,
        particles::count_rings::SYSTEM,
        particles::count_pops::SYSTEM,
        effects::shake::SYSTEM,
        sounds::sound::SYSTEM,
        sounds::change_music::SYSTEM,
        feel::feel::SYSTEM,
        figures::show_figures::SYSTEM,
        figures::show_tags::SYSTEM,
        stage::show_stage::SYSTEM,
        glows::show_lights::SYSTEM,
        screen::show_panels::SYSTEM,
        words::write::SYSTEM,
    ] {
        registry.system(Stage::Update, system)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
