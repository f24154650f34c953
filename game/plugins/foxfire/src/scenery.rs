//! What lies far behind the level, and the music of its mood.

use crate::camera::SCREEN;
use crate::level::{Level, OfLevel};
use playground_core_assets::AssetId;
use playground_core_client::audio::Music;
use playground_core_client::rendering::Sprite;
use playground_core_ecs::{Commands, Row, Transform2d, system};
use playground_core_types::math::vec2;

/// One picture of the background, repeated to the side.
struct Backdrop {
    dusk: AssetId,
    night: AssetId,
    parallax: f32,
    layer: i32,
}

const BACKDROPS: [Backdrop; 4] = [
    Backdrop {
        dusk: AssetId::of("sprites/dusk_sky.png"),
        night: AssetId::of("sprites/night_sky.png"),
        parallax: 0.0,
        layer: -50,
    },
    Backdrop {
        dusk: AssetId::of("sprites/dusk_far.png"),
        night: AssetId::of("sprites/night_far.png"),
        parallax: 0.12,
        layer: -40,
    },
    Backdrop {
        dusk: AssetId::of("sprites/dusk_middle.png"),
        night: AssetId::of("sprites/night_middle.png"),
        parallax: 0.28,
        layer: -35,
    },
    Backdrop {
        dusk: AssetId::of("sprites/dusk_near.png"),
        night: AssetId::of("sprites/night_near.png"),
        parallax: 0.5,
        layer: -30,
    },
];

const DUSK_TUNE: AssetId = AssetId::of("music/dusk.wav");
const NIGHT_TUNE: AssetId = AssetId::of("music/night.wav");

/// Spawns the background of a level: as many copies of each picture as its share of the way needs.
pub fn spawn(level: &Level, commands: &mut Commands) {
    let way = (level.size() - SCREEN).max(vec2(0.0, 0.0));
    for backdrop in &BACKDROPS {
        let copies = 1 + (way.x * backdrop.parallax / SCREEN.x).ceil() as u32;
        for copy in 0..copies {
            let sprite = Sprite {
                image: if level.mood == 2 { backdrop.night } else { backdrop.dusk },
                size: SCREEN,
                pivot: vec2(-0.5, -0.5),
                layer: backdrop.layer,
                parallax: backdrop.parallax,
                ..Sprite::default()
            };
            // Its lower edge is the screen's when the camera is at the level's.
            let place = vec2(copy as f32 * SCREEN.x, way.y * backdrop.parallax);
            let transform = Transform2d { position: place, ..Transform2d::default() };
            commands.spawn(Row::new().with(&sprite).with(&transform).with(&OfLevel {}));
        }
    }
}

/// Changes the music with the mood of the level; it fades over.
#[system]
pub fn change_music(tunes: &mut [Music], level: &Level) {
    for tune in tunes.iter_mut().filter(|_| level.number != 0) {
        tune.sound = if level.mood == 2 { NIGHT_TUNE } else { DUSK_TUNE };
    }
}
