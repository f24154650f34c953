//! What is seen: the camera goes after the fox, ahead of where it runs, and stays inside of the level.

use crate::game::{Game, TITLE};
use crate::hero::Hero;
use crate::level::Level;
use playground_core_client::rendering::Camera2d;
use playground_core_ecs::{Random, component, system};
use playground_core_types::math::{Vec2, lerp, vec2};

/// The virtual screen, as in `game.toml`.
pub const SCREEN: Vec2 = vec2(320.0, 180.0);

const LOOK_AHEAD: f32 = 42.0;
/// Shares of the way that are gone in a tick.
const LOOK_EASE: f32 = 0.03;
const ACROSS_EASE: f32 = 0.14;
const GROUND_EASE: f32 = 0.09;
/// How far from the camera's height the fox may jump before the camera goes along. Unit: virtual pixels.
const JUMP_ROOM: f32 = 44.0;
const SHAKE_REACH: f32 = 5.0;

/// What the camera remembers.
#[component]
#[derive(Default)]
pub struct Gaze {
    /// The point of the world in the middle of the screen.
    pub center: Vec2,
    /// How far ahead of the fox it looks.
    pub ahead: f32,
    /// The height of the ground that the fox stood on last.
    pub ground: f32,
}

/// Moves the camera.
#[system]
pub fn follow(
    cameras: &mut [Camera2d],
    gazes: &mut [Gaze],
    hero: &Hero,
    level: &Level,
    game: &mut Game,
    random: &mut Random,
) {
    for (camera, gaze) in cameras.iter_mut().zip(gazes) {
        if game.cut != 0 {
            *gaze = Gaze { center: wanted(hero.place.x, hero.place.y), ahead: 0.0, ground: hero.place.y };
            game.cut = 0;
        } else if game.is_moving() {
            gaze.turn_to(hero, game.phase == TITLE);
        }
        let size = level.size();
        let corner = gaze.center - SCREEN / 2.0;
        camera.position = vec2(inside(corner.x, size.x - SCREEN.x), inside(corner.y, size.y - SCREEN.y));
        camera.bounds = [0.0, 0.0, size.x, size.y];
        camera.background = background(level.mood);
        camera.fade = [0.01, 0.005, 0.02, game.fade];
        let reach = SHAKE_REACH * game.shake * game.shake;
        let mut shaken = || (random.generator.range_f32(-1.0, 1.0) * reach).round();
        camera.offset = if game.shake > 0.0 { vec2(shaken(), shaken()) } else { Vec2::ZERO };
    }
}

impl Gaze {
    fn turn_to(&mut self, hero: &Hero, is_title: bool) {
        let pace = (hero.velocity.x / 112.0).clamp(-1.0, 1.0);
        let ahead = if is_title { 0.0 } else { hero.facing * LOOK_AHEAD * (0.5 + 0.5 * pace.abs()) };
        self.ahead = lerp(self.ahead, ahead, LOOK_EASE);
        // A jump alone does not move the picture; a new ground, a deep fall or a high flight does.
        if hero.grounded != 0 || hero.place.y > self.ground {
            self.ground = hero.place.y;
        } else if hero.place.y < self.ground - JUMP_ROOM - 24.0 {
            self.ground = hero.place.y + JUMP_ROOM + 24.0;
        }
        let goal = wanted(hero.place.x + self.ahead, self.ground);
        self.center.x = lerp(self.center.x, goal.x, ACROSS_EASE);
        let falls_fast = hero.velocity.y > 200.0 && hero.place.y >= self.ground;
        self.center.y = lerp(self.center.y, goal.y, if falls_fast { 0.2 } else { GROUND_EASE });
    }
}

/// The fox stands a little below the middle.
fn wanted(x: f32, ground: f32) -> Vec2 {
    vec2(x, ground - 34.0)
}

fn inside(corner: f32, last: f32) -> f32 {
    if last < 0.0 { last / 2.0 } else { corner.clamp(0.0, last) }
}

fn background(mood: u32) -> [f32; 4] {
    if mood == 2 { [0.005, 0.008, 0.03, 1.0] } else { [0.1, 0.03, 0.06, 1.0] }
}
