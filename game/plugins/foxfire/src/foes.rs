//! What roams the woods: beetles that walk, and moths that fly. Both can be jumped on.

use crate::cues::{Cues, STOMP};
use crate::game::{Game, PLAYING};
use crate::hero::Hero;
use crate::level::{Level, TILE, index_of};
use playground_core_client::rendering::{FLIP_X, Sprite};
use playground_core_ecs::{Commands, Entity, Scope, Transform2d, component, system};
use playground_core_types::CoreResult;
use playground_core_types::math::{Vec2, sin, vec2};

/// [`Foe::kind`]: walks, and turns at walls and edges.
pub const BEETLE: u32 = 0;
/// [`Foe::kind`]: flies a slow eight.
pub const MOTH: u32 = 1;

const WALK_SPEED: f32 = 28.0;
const STOMP_SPEED: f32 = 235.0;
/// Unit: virtual pixels from the middle of the lower edge.
const HALF_WIDTH: f32 = 6.5;
const HEIGHT: f32 = 10.0;

/// Somebody who hurts; its transform is the middle of its lower edge.
#[component]
#[derive(Default)]
pub struct Foe {
    /// One of [`BEETLE`] and [`MOTH`].
    pub kind: u32,
    /// -1 to the left, 1 to the right.
    pub facing: f32,
    /// How far it is on its way. Unit: seconds.
    pub age: f32,
    /// Always 0: fills the gap to the next row.
    pub reserved: u32,
    /// Where it began.
    pub home: Vec2,
}

impl Foe {
    /// One tick of its way.
    fn go(&mut self, place: Vec2, level: &Level) -> Vec2 {
        let seconds = 1.0 / 60.0;
        self.age += seconds;
        if self.kind == MOTH {
            let swing = vec2(sin(self.age * 1.3) * 30.0, sin(self.age * 2.6) * 12.0);
            self.facing = if sin(self.age * 1.3 + 1.57) >= 0.0 { 1.0 } else { -1.0 };
            return self.home + swing;
        }
        let ahead = place.x + self.facing * (HALF_WIDTH + 1.0);
        let (column, row) = (index_of(ahead), index_of(place.y - 1.0));
        let is_over = !level.is_floor(column, row + 1);
        if level.is_solid(column, row) || is_over {
            self.facing = -self.facing;
            return place;
        }
        place + vec2(self.facing * WALK_SPEED * seconds, 0.0)
    }
}

/// Lets foes go their way, and meet the fox.
///
/// # Errors
/// When the runtime hands out other columns than those that are declared.
#[system(writes(Foe, Transform2d, Sprite), reads_resource(Level), writes_resource(Hero, Game, Cues))]
pub fn roam(scope: &mut Scope<'_>) -> CoreResult<()> {
    let level: Level = scope.resource()?;
    let (mut hero, mut game, mut cues): (Hero, Game, Cues) =
        (scope.resource()?, scope.resource()?, scope.resource()?);
    let mut commands = scope.take_commands();
    let result = scope.each(|page| {
        let foes: &mut [Foe] = page.write(Foe::ID)?;
        let transforms: &mut [Transform2d] = page.write(Transform2d::ID)?;
        let sprites: &mut [Sprite] = page.write(Sprite::ID)?;
        for (row, entity) in page.entities().iter().enumerate() {
            if !game.is_moving() {
                continue;
            }
            let foe = &mut foes[row];
            let place = foe.go(transforms[row].position, &level);
            transforms[row].position = place;
            sprites[row].flip = if foe.facing < 0.0 { FLIP_X } else { 0 };
            meet(*entity, place, (&mut hero, &mut game, &mut cues), &mut commands);
        }
        Ok(())
    });
    scope.put_commands(commands);
    scope.set_resource(&hero)?;
    scope.set_resource(&game)?;
    scope.set_resource(&cues)?;
    result
}

/// From above the fox jumps off it, from elsewhere it is hurt.
pub fn meet(
    foe: Entity,
    place: Vec2,
    (hero, game, cues): (&mut Hero, &mut Game, &mut Cues),
    commands: &mut Commands,
) {
    let (left_top, right_bottom) = (place - vec2(HALF_WIDTH, HEIGHT), place + vec2(HALF_WIDTH, -1.0));
    if game.phase != PLAYING || !hero.body().touches(left_top, right_bottom) {
        return;
    }
    if hero.velocity.y > 0.0 && hero.place.y < place.y - HEIGHT * 0.35 {
        hero.launch(STOMP_SPEED);
        game.freeze_ticks = 3;
        game.shake = game.shake.max(0.3);
        cues.push(STOMP, place - vec2(0.0, TILE / 3.0), 1.0);
        commands.despawn(foe);
        return;
    }
    hero.hurt(game, cues);
}
