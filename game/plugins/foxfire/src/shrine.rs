//! The gate at the end of a level.

use crate::cues::{Cues, GOAL};
use crate::game::{Game, PLAYING, WON};
use crate::hero::Hero;
use playground_core_ecs::{Transform2d, component, system};
use playground_core_types::math::vec2;

/// A gate; its transform is the middle of its lower edge.
#[component]
#[derive(Default)]
pub struct Shrine {}

/// Ends the level when the fox walks through.
#[system]
pub fn arrive(
    shrines: &[Shrine],
    transforms: &[Transform2d],
    hero: &mut Hero,
    game: &mut Game,
    cues: &mut Cues,
) {
    for (_, transform) in shrines.iter().zip(transforms) {
        let place = transform.position;
        let touches = hero.body().touches(place + vec2(-6.0, -40.0), place + vec2(6.0, 0.0));
        if game.phase == PLAYING && touches {
            game.enter(WON);
            cues.push(GOAL, place - vec2(0.0, 24.0), 1.0);
        }
    }
}
