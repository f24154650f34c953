//! Sparks, rings and floating words: they are seen, fade, and nobody meets them.

use crate::effects::Effects;
use crate::game::Game;
use playground_core_assets::AssetId;
use playground_core_client::rendering::{ALIGN_CENTER, Shape, Sprite, Text};
use playground_core_ecs::{Commands, Entity, Row, Transform2d, component, system};
use playground_core_types::math::{Vec2, vec2};

/// The most particles at once; more are left out.
pub const PARTICLE_COUNT_MAX: u32 = 320;
/// The most floating words at once; more are left out.
pub const POP_COUNT_MAX: u32 = 16;
/// The layer of all of them: above players, below words of the screen.
const LAYER: i32 = 6_500;

/// A speck that flies and fades.
#[component]
#[derive(Default)]
pub struct Particle {
    /// Unit: virtual pixels a second.
    pub velocity: Vec2,
    /// Shape: linear red, green, blue, alpha at the start.
    pub color: [f32; 4],
    /// How long it is still seen. Unit: seconds.
    pub seconds: f32,
    /// How long it is seen in all. Unit: seconds.
    pub life_seconds: f32,
    /// Its side at the start. Unit: virtual pixels.
    pub size: f32,
    /// How fast it falls. Unit: virtual pixels a second, each second.
    pub weight: f32,
    /// How fast it turns. Unit: radians a second.
    pub spin: f32,
    /// How much of its speed it loses. Unit: 1 a second.
    pub drag: f32,
}

/// A ring that grows and fades.
#[component]
#[derive(Default)]
pub struct Ring {
    /// How long it is still seen. Unit: seconds.
    pub seconds: f32,
    /// How long it is seen in all. Unit: seconds.
    pub life_seconds: f32,
    /// How far it reaches at the end. Unit: virtual pixels.
    pub reach: f32,
}

/// A word that rises and fades.
#[component]
#[derive(Default)]
pub struct Pop {
    /// How long it is still seen. Unit: seconds.
    pub seconds: f32,
}

/// Lets a particle fly; without an image it is a square.
pub fn spawn_particle(
    image: AssetId,
    place: Vec2,
    particle: Particle,
    effects: &mut Effects,
    commands: &mut Commands,
) {
    if effects.particle_count >= PARTICLE_COUNT_MAX {
        return;
    }
    effects.particle_count += 1;
    let particle = Particle { seconds: particle.life_seconds, ..particle };
    let sprite = Sprite {
        image,
        tint: particle.color,
        size: vec2(particle.size, particle.size),
        layer: LAYER,
        ..Sprite::default()
    };
    commands.spawn(Row::new().with(&particle).with(&sprite).with(&Transform2d::at(place.x, place.y)));
}

/// Lets a ring grow.
pub fn spawn_ring(
    place: Vec2,
    color: [f32; 4],
    (reach, life_seconds): (f32, f32),
    effects: &mut Effects,
    commands: &mut Commands,
) {
    if effects.particle_count >= PARTICLE_COUNT_MAX {
        return;
    }
    effects.particle_count += 1;
    let ring = Ring { seconds: life_seconds, life_seconds, reach };
    let shape = Shape::circle(4.0, [0.0; 4]).stroked(3.0, color).on_layer(LAYER);
    commands.spawn(Row::new().with(&ring).with(&shape).with(&Transform2d::at(place.x, place.y)));
}

/// Lets a word rise.
pub fn spawn_pop(
    words: &str,
    place: Vec2,
    (color, size): ([f32; 4], f32),
    effects: &mut Effects,
    commands: &mut Commands,
) {
    if effects.pop_count >= POP_COUNT_MAX {
        return;
    }
    effects.pop_count += 1;
    let text = Text {
        color,
        align: ALIGN_CENTER,
        outline: [0.005, 0.008, 0.02, 1.0],
        outline_width: 1.6,
        layer: LAYER + 1,
        ..Text::new(words, size)
    };
    commands.spawn(
        Row::new().with(&Pop { seconds: 0.9 }).with(&text).with(&Transform2d::at(place.x, place.y - 16.0)),
    );
}

/// Moves and fades particles.
#[system]
pub fn fly(
    particles: &mut [Particle],
    transforms: &mut [Transform2d],
    sprites: &mut [Sprite],
    entities: &[Entity],
    game: &Game,
    commands: &mut Commands,
) {
    for (((particle, transform), sprite), entity) in
        particles.iter_mut().zip(transforms).zip(sprites).zip(entities)
    {
        particle.seconds -= game.seconds;
        if particle.seconds <= 0.0 {
            commands.despawn(*entity);
            continue;
        }
        particle.velocity *= (1.0 - particle.drag * game.seconds).max(0.0);
        particle.velocity.y += particle.weight * game.seconds;
        transform.position += particle.velocity * game.seconds;
        transform.rotation += particle.spin * game.seconds;
        let left = particle.seconds / particle.life_seconds;
        let side = particle.size * (0.4 + 0.6 * left);
        sprite.size = vec2(side, side);
        sprite.tint[3] = particle.color[3] * left.min(0.5) * 2.0;
    }
}

/// Lets rings grow and fade.
#[system]
pub fn grow(
    rings: &mut [Ring],
    shapes: &mut [Shape],
    entities: &[Entity],
    game: &Game,
    commands: &mut Commands,
) {
    for ((ring, shape), entity) in rings.iter_mut().zip(shapes).zip(entities) {
        ring.seconds -= game.seconds;
        let left = (ring.seconds / ring.life_seconds).max(0.0);
        let side = 8.0 + 2.0 * ring.reach * (1.0 - left * left);
        shape.size = vec2(side, side);
        shape.stroke[3] = left;
        if ring.seconds <= 0.0 {
            commands.despawn(*entity);
        }
    }
}

/// Lets words rise and fade.
#[system]
pub fn rise(
    pops: &mut [Pop],
    transforms: &mut [Transform2d],
    texts: &mut [Text],
    entities: &[Entity],
    game: &Game,
    commands: &mut Commands,
) {
    for (((pop, transform), text), entity) in pops.iter_mut().zip(transforms).zip(texts).zip(entities) {
        pop.seconds -= game.seconds;
        transform.position.y -= 30.0 * game.seconds * (0.3 + pop.seconds);
        text.color[3] = (pop.seconds * 3.0).clamp(0.0, 1.0);
        text.outline[3] = text.color[3];
        if pop.seconds <= 0.0 {
            commands.despawn(*entity);
        }
    }
}

/// Counts particles and rings, so that there are never too many.
#[system(with(Particle))]
pub fn count_particles(entities: &[Entity], effects: &mut Effects) {
    effects.particle_count += entities.len() as u32;
}

/// Counts rings, so that there are never too many.
#[system(with(Ring))]
pub fn count_rings(entities: &[Entity], effects: &mut Effects) {
    effects.particle_count += entities.len() as u32;
}

/// Counts floating words, so that there are never too many.
#[system(with(Pop))]
pub fn count_pops(entities: &[Entity], effects: &mut Effects) {
    effects.pop_count += entities.len() as u32;
}
