//! Thorns and pits.

use crate::cues::Cues;
use crate::game::{Game, PLAYING};
use crate::hero::Hero;
use crate::level::{Level, SPIKES, SPIKES_DOWN, TILE, index_of};
use playground_core_ecs::system;
use playground_core_types::math::{Vec2, vec2};

/// How far below the level the fox falls before it is lost. Unit: virtual pixels.
const PIT_DEPTH: f32 = 24.0;

/// Hurts the fox that touches thorns or fell out of the level.
#[system]
pub fn prick(hero: &mut Hero, level: &Level, game: &mut Game, cues: &mut Cues) {
    if game.phase != PLAYING {
        return;
    }
    if hero.place.y > level.size().y + PIT_DEPTH || touches_thorns(hero, level) {
        hero.hurt(game, cues);
    }
}

fn touches_thorns(hero: &Hero, level: &Level) -> bool {
    let (left_top, right_bottom) = hero.body().corners();
    let columns = index_of(left_top.x)..=index_of(right_bottom.x);
    columns.into_iter().any(|column| {
        (index_of(left_top.y)..=index_of(right_bottom.y)).any(|row| {
            let (from, to) = match level.tile(column, row) {
                SPIKES => (vec2(3.0, 8.0), vec2(13.0, TILE)),
                SPIKES_DOWN => (vec2(3.0, 0.0), vec2(13.0, 8.0)),
                _ => return false,
            };
            let corner: Vec2 = vec2(column as f32, row as f32) * TILE;
            hero.body().touches(corner + from, corner + to)
        })
    })
}
