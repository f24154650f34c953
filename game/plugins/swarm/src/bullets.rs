//! Bolts of ships and orbs of enemies: they fly straight, and end where they hit.

use crate::board::{Board, ENEMY_SHOT, FIZZLED, STRUCK, way};
use crate::game::{ARENA_MAX, ARENA_MIN, Game, Round};
use crate::ships::SHIP_RADIUS;
use crate::sprites::{BULLETS, cell};
use playground_core_client::rendering::{BLEND_ADD, Sprite};
use playground_core_ecs::{Commands, Entity, Row, Transform2d, component, system};
use playground_core_types::math::Vec2;

/// The most orbs at once; more are not fired.
pub const ORB_COUNT_MAX: u32 = 160;

const BOLT_SPEED: f32 = 340.0;
const BOLT_SECONDS: f32 = 0.85;
const BOLT_RADIUS: f32 = 3.0;
const BOLT_PUSH: f32 = 70.0;
const ORB_SECONDS: f32 = 6.0;
const ORB_RADIUS: f32 = 1.8;

/// Something that flies and hits.
#[component]
#[derive(Default)]
pub struct Bullet {
    /// Unit: virtual pixels a second.
    pub velocity: Vec2,
    /// How long it still flies. Unit: seconds.
    pub seconds: f32,
    /// Whose, from 1; 0 for an enemy's.
    pub seat: u32,
}

/// Fires a bolt of a seat.
pub fn spawn_bolt(seat: u32, place: Vec2, angle: f32, commands: &mut Commands) {
    let bullet = Bullet { velocity: way(angle) * BOLT_SPEED, seconds: BOLT_SECONDS, seat };
    let region = cell(seat.wrapping_sub(1) % 4, 0, 16.0);
    let sprite = Sprite { image: BULLETS, region, layer: 16, blend: BLEND_ADD, ..Sprite::default() };
    let at = Transform2d { rotation: angle, ..Transform2d::at(place.x, place.y) };
    commands.spawn(Row::new().with(&bullet).with(&at).with(&sprite).with(&Round {}));
}

/// Fires an orb of an enemy, unless there are too many.
pub fn spawn_orb(place: Vec2, velocity: Vec2, board: &mut Board, commands: &mut Commands) {
    if board.bullet_count_before + board.bullet_count >= ORB_COUNT_MAX {
        return;
    }
    board.bullet_count += 1;
    let bullet = Bullet { velocity, seconds: ORB_SECONDS, seat: 0 };
    let sprite = Sprite { image: BULLETS, region: cell(4, 0, 16.0), layer: 24, ..Sprite::default() };
    let at = Transform2d::at(place.x, place.y);
    commands.spawn(Row::new().with(&bullet).with(&at).with(&sprite).with(&Round {}));
    board.tell(ENEMY_SHOT, place).way = velocity;
}

/// Moves what flies, and lets it hit.
#[system]
pub fn fly(
    bullets: &mut [Bullet],
    transforms: &mut [Transform2d],
    entities: &[Entity],
    game: &Game,
    board: &mut Board,
    commands: &mut Commands,
) {
    for ((bullet, transform), entity) in bullets.iter_mut().zip(transforms).zip(entities) {
        let place = &mut transform.position;
        *place += bullet.velocity * game.seconds;
        bullet.seconds -= game.seconds;
        let out = place.cmplt(ARENA_MIN - 2.0).any() || place.cmpgt(ARENA_MAX + 2.0).any();
        let ended = if bullet.seat > 0 {
            hits_enemy(bullet, *place, board)
        } else {
            board.bullet_count += 1;
            hits_ship(bullet, *place, board) || fizzles(*place, board)
        };
        if out && bullet.seat > 0 {
            let sparks = board.tell(STRUCK, *place);
            (sparks.seat, sparks.way) = (bullet.seat, -bullet.velocity);
        }
        if out || ended || bullet.seconds <= 0.0 {
            commands.despawn(*entity);
        }
    }
}

fn hits_enemy(bullet: &Bullet, place: Vec2, board: &mut Board) -> bool {
    let Some(index) = board.enemy_at(place, BOLT_RADIUS) else { return false };
    board.strike(index, 1.0, bullet.velocity.normalize_or_zero() * BOLT_PUSH, bullet.seat);
    let sparks = board.tell(STRUCK, place);
    (sparks.seat, sparks.way, sparks.strength) = (bullet.seat, -bullet.velocity, 1.0);
    true
}

fn hits_ship(bullet: &Bullet, place: Vec2, board: &mut Board) -> bool {
    let reach = SHIP_RADIUS + ORB_RADIUS;
    let hit = board
        .ships
        .iter_mut()
        .find(|ship| ship.alive == 1 && ship.safe == 0 && ship.place.distance_squared(place) < reach * reach);
    if let Some(ship) = hit {
        (ship.struck, ship.blow) = (1, bullet.velocity);
        return true;
    }
    false
}

fn fizzles(place: Vec2, board: &mut Board) -> bool {
    if board.nova == 1 {
        board.tell(FIZZLED, place);
    }
    board.nova == 1
}
