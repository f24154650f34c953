//! Dust, sparks and other small things that fly for a moment.

use crate::level::OfLevel;
use playground_core_assets::AssetId;
use playground_core_client::rendering::{BLEND_ADD, BLEND_ALPHA, Sprite};
use playground_core_ecs::{Commands, Entity, Random, Row, Transform2d, component, system};
use playground_core_types::math::{Vec2, cos, sin, vec2};

const SPARK: AssetId = AssetId::of("sprites/spark.png");
const GLOW: AssetId = AssetId::of("sprites/glow.png");
const LAYER: i32 = 8;

/// One small thing.
#[component]
#[derive(Default)]
pub struct Particle {
    /// Unit: virtual pixels a second.
    pub velocity: Vec2,
    /// Unit: virtual pixels a second, each second.
    pub gravity: f32,
    /// Share of the speed that is lost in a second.
    pub drag: f32,
    /// Seconds since it came.
    pub age: f32,
    /// Seconds that it stays.
    pub life: f32,
    /// The side of its square at first. Unit: virtual pixels.
    pub size: f32,
    /// How opaque it is at first. Range: 0 to 1.
    pub alpha: f32,
}

/// Particles that come together.
#[derive(Debug, Clone, Copy)]
pub struct Burst {
    count: u32,
    speed: [f32; 2],
    /// The middle of the directions in which they fly, and how far they stray from it. Unit: radians.
    direction: [f32; 2],
    gravity: f32,
    drag: f32,
    life: [f32; 2],
    size: [f32; 2],
    /// Linear red, green, blue; one of the two by chance.
    colors: [[f32; 3]; 2],
    look: Look,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Square,
    Spark,
    Glow,
}

const UP: f32 = -std::f32::consts::FRAC_PI_2;
const AROUND: f32 = std::f32::consts::PI;
const DUST: [[f32; 3]; 2] = [[0.75, 0.6, 0.5], [0.5, 0.38, 0.36]];
const LIGHT: [[f32; 3]; 2] = [[0.35, 0.9, 1.0], [0.7, 1.0, 0.85]];
const FIRE: [[f32; 3]; 2] = [[1.0, 0.55, 0.12], [1.0, 0.8, 0.3]];

const BASE: Burst = Burst {
    count: 6,
    speed: [10.0, 40.0],
    direction: [UP, 1.2],
    gravity: 60.0,
    drag: 3.0,
    life: [0.2, 0.45],
    size: [1.0, 3.0],
    colors: DUST,
    look: Look::Square,
};

/// Under who jumps.
pub const PUFF: Burst = BASE;
/// Beside who lands.
pub const SPLASH: Burst =
    Burst { count: 9, speed: [20.0, 70.0], direction: [UP, 1.55], gravity: 110.0, ..BASE };
/// Behind a step.
pub const SCUFF: Burst = Burst { count: 2, speed: [6.0, 22.0], life: [0.15, 0.35], ..BASE };
/// Around a wisp that is gathered.
pub const SPARKLE: Burst = Burst {
    count: 10,
    speed: [25.0, 95.0],
    direction: [UP, AROUND],
    gravity: -20.0,
    drag: 4.0,
    life: [0.3, 0.7],
    size: [3.0, 7.0],
    colors: LIGHT,
    look: Look::Spark,
};
/// One glow that goes.
pub const FLASH: Burst = Burst {
    count: 1,
    speed: [0.0, 0.0],
    gravity: 0.0,
    life: [0.3, 0.31],
    size: [56.0, 57.0],
    colors: LIGHT,
    look: Look::Glow,
    ..BASE
};
/// Out of a lantern.
pub const EMBERS: Burst =
    Burst { count: 18, colors: FIRE, gravity: -70.0, life: [0.5, 1.3], speed: [20.0, 90.0], ..SPARKLE };
/// From who is hurt.
pub const FUR: Burst = Burst {
    count: 14,
    speed: [40.0, 130.0],
    direction: [UP, AROUND],
    gravity: 260.0,
    life: [0.3, 0.7],
    colors: [[0.9, 0.25, 0.05], [1.0, 0.9, 0.8]],
    ..BASE
};
/// Out of a mushroom.
pub const SPORES: Burst = Burst {
    count: 12,
    speed: [30.0, 120.0],
    direction: [UP, 0.9],
    gravity: 40.0,
    life: [0.4, 0.9],
    colors: [[1.0, 0.35, 0.5], [1.0, 0.8, 0.7]],
    ..BASE
};
/// From a foe.
pub const SHELLS: Burst = Burst { colors: [[0.25, 0.1, 0.45], [0.6, 0.3, 0.9]], ..FUR };
/// At the shrine.
pub const FEAST: Burst = Burst {
    count: 46,
    speed: [40.0, 190.0],
    gravity: 40.0,
    life: [0.7, 1.8],
    colors: [[1.0, 0.6, 0.2], [0.4, 0.9, 1.0]],
    ..SPARKLE
};
/// From a board that gives way.
pub const RUBBLE: Burst = Burst {
    count: 7,
    direction: [-UP, 1.4],
    gravity: 300.0,
    colors: [[0.4, 0.22, 0.12], [0.25, 0.13, 0.08]],
    ..BASE
};

/// Spawns the particles of a burst.
pub fn burst(burst: &Burst, place: Vec2, random: &mut Random, commands: &mut Commands) {
    for _ in 0..burst.count {
        let mut between = |[low, high]: [f32; 2]| random.generator.range_f32(low, high);
        let angle = burst.direction[0] + between([-burst.direction[1], burst.direction[1]]);
        let particle = Particle {
            velocity: vec2(cos(angle), sin(angle)) * between(burst.speed),
            gravity: burst.gravity,
            drag: burst.drag,
            age: 0.0,
            life: between(burst.life),
            size: between(burst.size),
            alpha: if burst.look == Look::Glow { 0.7 } else { 1.0 },
        };
        let [red, green, blue] = burst.colors[random.generator.below(2) as usize];
        let sprite = Sprite {
            image: match burst.look {
                Look::Square => AssetId::NONE,
                Look::Spark => SPARK,
                Look::Glow => GLOW,
            },
            tint: [red, green, blue, particle.alpha],
            size: vec2(particle.size, particle.size),
            layer: LAYER,
            blend: if burst.look == Look::Square { BLEND_ALPHA } else { BLEND_ADD },
            ..Sprite::default()
        };
        let transform = Transform2d { position: place, ..Transform2d::default() };
        commands.spawn(Row::new().with(&particle).with(&sprite).with(&transform).with(&OfLevel {}));
    }
}

/// Moves particles, lets them shrink and pale, and takes those away whose time is over.
#[system]
pub fn drift(
    entities: &[Entity],
    particles: &mut [Particle],
    transforms: &mut [Transform2d],
    sprites: &mut [Sprite],
    commands: &mut Commands,
) {
    let seconds = 1.0 / 60.0;
    for (row, particle) in particles.iter_mut().enumerate() {
        particle.age += seconds;
        if particle.age >= particle.life {
            commands.despawn(entities[row]);
            continue;
        }
        particle.velocity.y += particle.gravity * seconds;
        particle.velocity *= 1.0 - particle.drag * seconds;
        transforms[row].position += particle.velocity * seconds;
        let rest = 1.0 - particle.age / particle.life;
        let size = (particle.size * (0.4 + 0.6 * rest)).max(1.0);
        sprites[row].size = vec2(size, size);
        sprites[row].tint[3] = particle.alpha * (rest * 2.0).min(1.0);
    }
}
