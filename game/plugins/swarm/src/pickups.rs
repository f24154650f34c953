//! What the fallen enemies leave: stronger shots, shields, blasts, lives.

use crate::board::{Board, NOVA, PICKED};
use crate::game::{ARENA_MAX, ARENA_MIN, Game, LIVES_MAX, PHASE_PLAY, Round, SEAT_COUNT};
use crate::sprites::{PICKUPS, cell};
use playground_core_client::rendering::Sprite;
use playground_core_ecs::{Commands, Entity, Row, Transform2d, component, system};
use playground_core_types::math::Vec2;

/// Shots come in threes.
pub const SPREAD: u32 = 0;
/// Shots come faster.
pub const RAPID: u32 = 1;
/// The next hit costs nothing.
pub const SHIELD: u32 = 2;
/// A blast through the whole arena.
pub const BLAST: u32 = 3;
/// One more life.
pub const LIFE: u32 = 4;

/// What the kinds are called, by number.
pub const NAMES: [&str; 5] = ["SPREAD", "RAPID FIRE", "SHIELD", "NOVA", "1UP"];

const SPREAD_SECONDS: f32 = 11.0;
const RAPID_SECONDS: f32 = 11.0;
const LIFETIME_SECONDS: f32 = 10.0;
const REACH: f32 = 13.0;
const PULL_REACH: f32 = 58.0;
const NOVA_DAMAGE: f32 = 4.0;
const PICK_POINTS: u32 = 50;

/// Something to pick up.
#[component]
#[derive(Default)]
pub struct Pickup {
    /// Unit: virtual pixels a second.
    pub velocity: Vec2,
    /// One of the kinds.
    pub kind: u32,
    /// How long it still lies there. Unit: seconds.
    pub seconds: f32,
}

/// A kind by chance: lives are rare.
pub fn drop_of(board: &mut Board) -> u32 {
    match board.luck.below(100) {
        0..30 => SPREAD,
        30..58 => RAPID,
        58..80 => SHIELD,
        80..93 => BLAST,
        _ => LIFE,
    }
}

/// Drops something.
pub fn spawn_pickup(kind: u32, place: Vec2, board: &mut Board, commands: &mut Commands) {
    let pickup = Pickup { velocity: board.any_way() * 26.0, kind, seconds: LIFETIME_SECONDS };
    let sprite = Sprite { image: PICKUPS, region: cell(kind, 0, 16.0), layer: 15, ..Sprite::default() };
    let row = Row::new().with(&pickup).with(&sprite).with(&Transform2d::at(place.x, place.y));
    commands.spawn(row.with(&Round {}));
}

/// Moves what lies around towards ships that are near, and lets them take it.
#[system]
pub fn drift(
    pickups: &mut [Pickup],
    transforms: &mut [Transform2d],
    entities: &[Entity],
    game: &mut Game,
    board: &mut Board,
    commands: &mut Commands,
) {
    for ((pickup, transform), entity) in pickups.iter_mut().zip(transforms).zip(entities) {
        let place = &mut transform.position;
        pickup.seconds -= game.seconds;
        let nearest = board.nearest_ship(*place);
        let to = nearest.map(|ship| ship - *place).filter(|to| to.length() < PULL_REACH);
        let wanted =
            to.map_or(pickup.velocity.normalize_or_zero() * 14.0, |to| to.normalize_or_zero() * 150.0);
        pickup.velocity += (wanted - pickup.velocity) * (5.0 * game.seconds).min(1.0);
        let moved = *place + pickup.velocity * game.seconds;
        *place = moved.clamp(ARENA_MIN + 8.0, ARENA_MAX - 8.0);
        if moved != *place {
            pickup.velocity = -pickup.velocity;
        }
        let taker = (0..SEAT_COUNT).find(|index| {
            let ship = board.ships[*index];
            ship.alive == 1 && ship.place.distance(*place) < REACH
        });
        if let (Some(index), true) = (taker, game.phase == PHASE_PLAY) {
            let picked = board.tell(PICKED, *place);
            (picked.value, picked.seat) = (pickup.kind, index as u32 + 1);
            take(pickup.kind, index, *place, game, board);
            commands.despawn(*entity);
        } else if pickup.seconds <= 0.0 {
            commands.despawn(*entity);
        }
    }
}

fn take(kind: u32, index: usize, place: Vec2, game: &mut Game, board: &mut Board) {
    game.score = game.score.saturating_add(PICK_POINTS * game.multiplier());
    let player = &mut game.players[index];
    match kind {
        SPREAD => player.spread_seconds = SPREAD_SECONDS,
        RAPID => player.rapid_seconds = RAPID_SECONDS,
        SHIELD => player.shield = 1,
        LIFE => player.lives = (player.lives + 1).min(LIVES_MAX),
        _ => {
            board.nova = 1;
            board.tell(NOVA, place).seat = index as u32 + 1;
            for enemy in 0..board.enemy_count as usize {
                let away = (board.enemies[enemy].place - place).normalize_or_zero() * 160.0;
                board.strike(enemy, NOVA_DAMAGE, away, index as u32 + 1);
            }
            game.freeze(0.08);
        }
    }
}
