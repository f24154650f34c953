//! Sparks, rings and floating words: they are seen, fade, and nobody meets them.

use crate::effects::Effects;
use crate::game::{Game, Round};
use crate::labels::FONT;
use playground_core_assets::AssetId;
use playground_core_client::rendering::{ALIGN_CENTER, BLEND_ADD, Sprite, Text};
use playground_core_ecs::{Commands, Entity, Row, Transform2d, component, system};
use playground_core_types::math::{Vec2, vec2};

/// The most particles at once; more are left out.
pub const PARTICLE_COUNT_MAX: u32 = 480;

/// The most floating words at once; more are left out.
pub const POP_COUNT_MAX: u32 = 24;

/// A light that flies and fades.
#[component]
pub struct Particle {
    /// Unit: virtual pixels a second.
    pub velocity: Vec2,
    /// Shape: linear red, green, blue, alpha at the start.
    pub color: [f32; 4],
    /// How long it still shines. Unit: seconds.
    pub seconds: f32,
    /// How long it shines in all. Unit: seconds.
    pub life_seconds: f32,
    /// Its side at the start. Unit: virtual pixels.
    pub size: f32,
    /// How much larger it becomes. Unit: virtual pixels a second.
    pub growth: f32,
    /// How much of its speed it loses. Unit: 1 a second.
    pub drag: f32,
    /// Always 0: fills the gap to the next row.
    pub reserved: u32,
}

impl Default for Particle {
    fn default() -> Self {
        Self {
            velocity: Vec2::ZERO,
            color: [1.0; 4],
            seconds: 0.0,
            life_seconds: 0.3,
            size: 2.0,
            growth: 0.0,
            drag: 3.0,
            reserved: 0,
        }
    }
}

/// A word that rises and fades.
#[component]
#[derive(Default)]
pub struct Pop {
    /// How long it is still seen. Unit: seconds.
    pub seconds: f32,
}

/// Lets a particle shine; without an image it is a square.
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
        layer: 22,
        blend: BLEND_ADD,
        ..Sprite::default()
    };
    let row = Row::new().with(&particle).with(&sprite).with(&Transform2d::at(place.x, place.y));
    commands.spawn(row.with(&Round {}));
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
        font: FONT,
        color,
        align: ALIGN_CENTER,
        outline: [0.0, 0.0, 0.0, 0.8],
        outline_width: 1.0,
        layer: 40,
        ..Text::new(words, size)
    };
    let row = Row::new().with(&Pop { seconds: 0.8 }).with(&text);
    commands.spawn(row.with(&Transform2d::at(place.x.round(), place.y.round() - 8.0)).with(&Round {}));
}

/// Moves and fades particles.
#[system]
pub fn age(
    particles: &mut [Particle],
    transforms: &mut [Transform2d],
    sprites: &mut [Sprite],
    entities: &[Entity],
    game: &Game,
    commands: &mut Commands,
) {
    let seconds = game.seconds;
    for (((particle, transform), sprite), entity) in
        particles.iter_mut().zip(transforms).zip(sprites).zip(entities)
    {
        particle.seconds -= seconds;
        if particle.seconds <= 0.0 {
            commands.despawn(*entity);
            continue;
        }
        transform.position += particle.velocity * seconds;
        particle.velocity *= (1.0 - particle.drag * seconds).max(0.0);
        let left = particle.seconds / particle.life_seconds;
        let grown = particle.size + particle.growth * (particle.life_seconds - particle.seconds);
        // Squares shrink while they fade; what grows fades alone.
        let side = if particle.growth == 0.0 { particle.size * (0.35 + 0.65 * left) } else { grown };
        sprite.size = vec2(side, side);
        sprite.tint = particle.color;
        sprite.tint[3] = particle.color[3] * left;
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
        transform.position.y -= 26.0 * game.seconds * (0.3 + pop.seconds);
        text.color[3] = (pop.seconds * 3.0).clamp(0.0, 1.0);
        text.outline[3] = text.color[3] * 0.8;
        if pop.seconds <= 0.0 {
            commands.despawn(*entity);
        }
    }
}

/// Counts particles, so that there are never too many.
#[system(with(Particle))]
pub fn count_particles(entities: &[Entity], effects: &mut Effects) {
    effects.particle_count += entities.len() as u32;
}

/// Counts floating words, so that there are never too many.
#[system(with(Pop))]
pub fn count_pops(entities: &[Entity], effects: &mut Effects) {
    effects.pop_count += entities.len() as u32;
}
