//! Lanterns: the last one that the fox lit is where it comes back.

use crate::cues::{Cues, LANTERN};
use crate::game::{Game, PLAYING};
use crate::hero::Hero;
use crate::things::Strip;
use playground_core_ecs::{Transform2d, component, system};
use playground_core_types::math::vec2;

/// The frames of a lantern that burns, after the one that does not.
const BURNING_FIRST: u32 = 1;
const BURNING_COUNT: u32 = 4;

/// A lantern; its transform is the middle of its lower edge.
#[component]
#[derive(Default)]
pub struct Lantern {
    /// 1 when it burns.
    pub is_lit: u32,
}

/// Lights the lanterns that the fox passes.
#[system]
pub fn light(
    lanterns: &mut [Lantern],
    strips: &mut [Strip],
    transforms: &[Transform2d],
    hero: &Hero,
    game: &mut Game,
    cues: &mut Cues,
) {
    for ((lantern, strip), transform) in lanterns.iter_mut().zip(strips).zip(transforms) {
        let place = transform.position;
        let touches = hero.body().touches(place + vec2(-10.0, -30.0), place + vec2(10.0, 0.0));
        if game.phase != PLAYING || lantern.is_lit != 0 || !touches {
            continue;
        }
        lantern.is_lit = 1;
        (strip.first, strip.count) = (BURNING_FIRST, BURNING_COUNT);
        game.checkpoint = place;
        cues.push(LANTERN, place - vec2(0.0, 22.0), 1.0);
    }
}
