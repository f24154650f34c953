//! Mushrooms that throw the fox high up.

use crate::cues::{Cues, SPRING};
use crate::game::{Game, PLAYING};
use crate::hero::Hero;
use crate::things::Strip;
use playground_core_ecs::{Transform2d, component, system};
use playground_core_types::math::vec2;

/// Seven tiles high: half of its square by the gravity.
const LAUNCH_SPEED: f32 = 432.0;
const SQUASH_TICKS: u32 = 16;

/// A mushroom; its transform is the middle of its lower edge.
#[component]
#[derive(Default)]
pub struct Spring {
    /// Ticks until it has its shape back.
    pub squash_ticks: u32,
}

/// Throws the fox when it comes from above.
#[system]
pub fn bounce(
    springs: &mut [Spring],
    strips: &mut [Strip],
    transforms: &[Transform2d],
    hero: &mut Hero,
    game: &Game,
    cues: &mut Cues,
) {
    for ((spring, strip), transform) in springs.iter_mut().zip(strips).zip(transforms) {
        let place = transform.position;
        spring.squash_ticks = spring.squash_ticks.saturating_sub(1);
        let touches = hero.body().touches(place + vec2(-8.0, -11.0), place + vec2(8.0, -2.0));
        let comes_down = hero.velocity.y >= 0.0 && hero.place.y <= place.y + 1.0;
        if game.phase == PLAYING && touches && comes_down {
            hero.place.y = hero.place.y.min(place.y - 8.0);
            hero.launch(LAUNCH_SPEED);
            spring.squash_ticks = SQUASH_TICKS;
            cues.push(SPRING, place - vec2(0.0, 10.0), 1.0);
        }
        // Flat, then too long, then as it was.
        strip.first = match spring.squash_ticks {
            0 => 0,
            12.. => 1,
            5.. => 2,
            _ => 3,
        };
    }
}
