//! How the fox looks: which frame of its sheet, and how much it is squashed.

use crate::game::{Game, HURT};
use crate::hero::Hero;
use playground_core_client::rendering::{FLIP_X, Sprite};
use playground_core_ecs::{Tick, Transform2d, component, system};
use playground_core_types::math::{Vec2, vec2};

/// The cells of `sprites/fox.png`, which lie in one row. Unit: image pixels.
pub const CELL: [f32; 2] = [32.0, 24.0];

/// First frame and count of each state, in the order of the sheet.
const IDLE: [u32; 2] = [0, 4];
const RUN: [u32; 2] = [4, 6];
const JUMP: [u32; 2] = [10, 1];
const HANG: [u32; 2] = [11, 1];
const FALL: [u32; 2] = [12, 2];
const LAND: [u32; 2] = [14, 1];
const HURT_FRAMES: [u32; 2] = [15, 1];
const LAND_TICKS: u32 = 7;

/// Marks the entity that looks like the fox.
#[component]
#[derive(Default)]
pub struct HeroBody {}

/// The frame of the sheet for what the fox does.
pub fn frame_of(hero: &Hero, game: &Game, tick: u64) -> u32 {
    let cycle = |[first, count]: [u32; 2], ticks: u64| first + (tick / ticks % u64::from(count)) as u32;
    if game.phase == HURT {
        return HURT_FRAMES[0];
    }
    if hero.grounded == 0 {
        return match hero.velocity.y {
            speed if speed < -70.0 => JUMP[0],
            speed if speed < 70.0 => HANG[0],
            _ => cycle(FALL, 5),
        };
    }
    match hero.velocity.x.abs() {
        speed if speed > 70.0 => cycle(RUN, 4),
        speed if speed > 12.0 => cycle(RUN, 7),
        _ if hero.landed_ticks < LAND_TICKS && hero.landed_speed > 120.0 => LAND[0],
        _ => cycle(IDLE, 14),
    }
}

/// Long when it is fast upwards or downwards, flat when it has landed.
fn squash_of(hero: &Hero) -> Vec2 {
    if hero.grounded != 0 {
        let rest = 1.0 - hero.landed_ticks.min(8) as f32 / 8.0;
        let flat = rest * (hero.landed_speed / 290.0).clamp(0.0, 1.0) * 0.28;
        return vec2(1.0 + flat, 1.0 - flat);
    }
    let long = (hero.velocity.y.abs() / 300.0).min(1.0) * 0.10;
    vec2(1.0 - long, 1.0 + long)
}

/// Puts the fox's picture where it is.
#[system(with(HeroBody))]
pub fn dress(sprites: &mut [Sprite], transforms: &mut [Transform2d], hero: &Hero, game: &Game, tick: &Tick) {
    for (sprite, transform) in sprites.iter_mut().zip(transforms) {
        let frame = frame_of(hero, game, tick.number);
        sprite.region = [frame as f32 * CELL[0], 0.0, CELL[0], CELL[1]];
        sprite.flip = if hero.facing < 0.0 { FLIP_X } else { 0 };
        transform.position = hero.place;
        transform.scale = squash_of(hero);
    }
}
