//! Fireflies, in the air and around those who carry them: soft lights.

use crate::arena::{Arena, FLY_COUNT_MAX};
use crate::flies::{CARRIED_MAX, QUEEN_FLY};
use crate::game::PLACE_COUNT;
use crate::palette::{GOLD, SNOW, color, faded};
use playground_core_assets::AssetId;
use playground_core_client::rendering::{BLEND_ADD, BLEND_ALPHA, Sprite};
use playground_core_ecs::{Commands, Row, Tick, Transform2d, component, system};
use playground_core_types::math::{cos, sin, vec2};

/// The file of the picture of a light.
pub const GLOW_PATH: &str = "sprites/glow.png";
/// The file of the picture of a firefly: two frames.
pub const FLY_PATH: &str = "sprites/firefly.png";

const GLOW: AssetId = AssetId::of(GLOW_PATH);
const FLY: AssetId = AssetId::of(FLY_PATH);
/// The side of a frame. Unit: image pixels.
const FRAME: f32 = 32.0;
/// How high above the ice they fly, for whose shadow there is no room. Unit: virtual pixels.
const HEIGHT: f32 = 5.0;

/// A light.
#[component]
#[derive(Default)]
pub struct Light {
    /// Who carries it, from 1; 0 for one in the air.
    pub seat: u32,
    /// Which one of them.
    pub number: u32,
    /// 1 for the glow around it.
    pub is_glow: u32,
}

/// Builds all lights in the first tick; most are not seen.
#[system]
pub fn build_lights(tick: &Tick, commands: &mut Commands) {
    if tick.number > 0 {
        return;
    }
    let mut put = |seat: u32, number: u32| {
        for is_glow in [1, 0] {
            let image = if is_glow == 1 { GLOW } else { FLY };
            let layer = if is_glow == 1 { 6_200 } else { 6_201 };
            let blend = if is_glow == 1 { BLEND_ADD } else { BLEND_ALPHA };
            let sprite = Sprite { image, layer, blend, tint: [0.0; 4], ..Sprite::default() };
            commands.spawn(
                Row::new().with(&Light { seat, number, is_glow }).with(&sprite).with(&Transform2d::default()),
            );
        }
    };
    (0..FLY_COUNT_MAX as u32).for_each(|number| put(0, number));
    for seat in 1..=PLACE_COUNT as u32 {
        (0..CARRIED_MAX).for_each(|number| put(seat, number));
    }
}

/// Shows lights where they are.
#[system]
pub fn show_lights(
    lights: &[Light],
    transforms: &mut [Transform2d],
    sprites: &mut [Sprite],
    arena: &Arena,
    tick: &Tick,
) {
    let time = tick.number as f32 / 60.0;
    for ((light, transform), sprite) in lights.iter().zip(transforms).zip(sprites) {
        let number = light.number as f32;
        let (place, alpha, size) = if light.seat == 0 {
            let fly = arena.flies[light.number as usize % FLY_COUNT_MAX];
            let size = if fly.kind == QUEEN_FLY { 1.7 } else { 1.0 };
            let is_pale = fly.shy_seconds > 0.0;
            (
                fly.place,
                if fly.kind == 0 {
                    0.0
                } else if is_pale {
                    0.55
                } else {
                    1.0
                },
                size,
            )
        } else {
            let body = arena.bodies[(light.seat as usize).wrapping_sub(1) % PLACE_COUNT];
            let is_seen = light.number < body.carried && body.is_here();
            let turn = time * 2.6 + number * std::f32::consts::TAU / CARRIED_MAX as f32;
            (
                body.place + vec2(cos(turn) * 20.0, sin(turn) * 14.0 - 8.0),
                if is_seen { 1.0 } else { 0.0 },
                0.75,
            )
        };
        transform.position = place + vec2(0.0, sin(time * 5.0 + number) * 2.0 - HEIGHT);
        let breath = 0.8 + 0.2 * sin(time * 7.0 + number * 1.9);
        if light.is_glow == 1 {
            sprite.size = vec2(54.0, 54.0) * size * breath;
            sprite.tint = faded(color(GOLD), 0.75 * alpha);
        } else {
            let frame = ((time * 14.0 + number) as u32 % 2) as f32;
            sprite.region = [frame * FRAME, 0.0, FRAME, FRAME];
            sprite.size = vec2(21.0, 21.0) * size;
            sprite.tint = faded(color(SNOW), alpha);
        }
    }
}
