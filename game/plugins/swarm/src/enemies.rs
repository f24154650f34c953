//! Enemies: their kinds, how they come, how they suffer and die.

use crate::board::{BOSS_DIED, Board, COMBO_UP, ENEMY_COUNT_MAX, EnemySeen, KILLED};
use crate::game::{ARENA_MAX, ARENA_MIN, Game, PHASE_PLAY, Round};
use crate::minds;
use crate::pickups::{drop_of, spawn_pickup};
use crate::sprites::{BOSS_IMAGE, ENEMIES, cell};
use playground_core_client::rendering::Sprite;
use playground_core_ecs::{Commands, Entity, Row, Transform2d, component, system};
use playground_core_types::math::Vec2;

/// Drifts and bounces.
pub const MITE: u32 = 0;
/// Comes straight at the nearest ship.
pub const WASP: u32 = 1;
/// Comes in waves from side to side.
pub const MOTH: u32 = 2;
/// Keeps away and fires.
pub const EYE: u32 = 3;
/// Slow and hard; larvae come out of it.
pub const CLAM: u32 = 4;
/// Waits, aims, and charges.
pub const RAM: u32 = 5;
/// Small and fast.
pub const LARVA: u32 = 6;
/// The boss of every fifth wave.
pub const BOSS: u32 = 7;

/// What is the same for all of a kind.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Shots that it takes.
    pub health: f32,
    /// Where it can be hit. Unit: virtual pixels.
    pub radius: f32,
    /// Unit: virtual pixels a second.
    pub speed: f32,
    /// How fast its velocity follows its mind. Unit: 1 a second.
    pub grip: f32,
    /// What its death brings.
    pub points: u32,
    /// What it takes of a wave's budget.
    pub cost: u32,
    /// The first wave in which it comes.
    pub wave_first: u32,
    /// Of its sparks. Shape: linear red, green, blue.
    pub color: [f32; 3],
}

/// All kinds, by number.
pub const KINDS: [Kind; 8] = [
    Kind {
        health: 1.0,
        radius: 7.0,
        speed: 42.0,
        grip: 3.0,
        points: 50,
        cost: 1,
        wave_first: 1,
        color: [0.2, 0.9, 0.75],
    },
    Kind {
        health: 2.0,
        radius: 7.0,
        speed: 58.0,
        grip: 2.6,
        points: 100,
        cost: 2,
        wave_first: 2,
        color: [1.0, 0.5, 0.06],
    },
    Kind {
        health: 2.0,
        radius: 8.0,
        speed: 72.0,
        grip: 4.0,
        points: 150,
        cost: 2,
        wave_first: 3,
        color: [0.6, 0.25, 1.0],
    },
    Kind {
        health: 4.0,
        radius: 9.0,
        speed: 44.0,
        grip: 2.0,
        points: 250,
        cost: 4,
        wave_first: 4,
        color: [1.0, 0.12, 0.3],
    },
    Kind {
        health: 8.0,
        radius: 12.0,
        speed: 26.0,
        grip: 1.5,
        points: 300,
        cost: 5,
        wave_first: 6,
        color: [0.25, 0.8, 0.15],
    },
    Kind {
        health: 5.0,
        radius: 9.0,
        speed: 330.0,
        grip: 2.2,
        points: 250,
        cost: 4,
        wave_first: 7,
        color: [1.0, 0.75, 0.1],
    },
    Kind {
        health: 1.0,
        radius: 5.0,
        speed: 84.0,
        grip: 2.4,
        points: 30,
        cost: 1,
        wave_first: 99,
        color: [0.5, 0.95, 0.2],
    },
    Kind {
        health: 70.0,
        radius: 25.0,
        speed: 60.0,
        grip: 1.6,
        points: 3000,
        cost: 1,
        wave_first: 99,
        color: [1.0, 0.16, 0.5],
    },
];

/// What is the same for all of a kind; an unknown one is a mite.
pub fn kind(number: u32) -> Kind {
    KINDS.get(number as usize).copied().unwrap_or(KINDS[0])
}

/// An enemy in the arena.
#[component]
#[derive(Default)]
pub struct Enemy {
    /// Unit: virtual pixels a second.
    pub velocity: Vec2,
    /// Where its mind goes: a direction.
    pub aim: Vec2,
    /// One of the kinds.
    pub kind: u32,
    /// What its mind is about; each kind counts its own.
    pub mode: u32,
    /// Shots that it still takes.
    pub health: f32,
    /// Shots that it took at the start.
    pub health_start: f32,
    /// How long ago it came. Unit: seconds.
    pub age: f32,
    /// Until it does something. Unit: seconds.
    pub wait: f32,
    /// How long it still shows a hit. Unit: seconds.
    pub hurt_seconds: f32,
    /// How much faster than its kind it is.
    pub haste: f32,
}

/// The health of a boss: the later and the more players, the more.
pub fn boss_health(wave: u32, players: u32) -> f32 {
    let (step, more) = ((wave / 5).max(1) - 1, players.max(1) - 1);
    kind(BOSS).health * (1.0 + 0.5 * step as f32) * (1.0 + 0.45 * more as f32)
}

/// Lets an enemy come, unless there are too many.
pub fn spawn_enemy(number: u32, place: Vec2, game: &Game, board: &mut Board, commands: &mut Commands) {
    if board.enemy_count_before as usize >= ENEMY_COUNT_MAX {
        return;
    }
    board.enemy_count_before += 1;
    let health =
        if number == BOSS { boss_health(game.wave, game.player_count()) } else { kind(number).health };
    let enemy = Enemy {
        aim: board.any_way(),
        kind: number,
        health,
        health_start: health,
        wait: board.luck.range_f32(0.8, 1.8),
        age: board.luck.range_f32(0.0, 2.0),
        haste: (1.0 + 0.025 * game.wave as f32).min(1.7),
        ..Enemy::default()
    };
    let (image, side, layer) = if number == BOSS { (BOSS_IMAGE, 64.0, 13) } else { (ENEMIES, 32.0, 14) };
    let sprite = Sprite { image, region: cell(0, 0, side), layer, ..Sprite::default() };
    let at = Transform2d::at(place.x, place.y);
    commands.spawn(Row::new().with(&enemy).with(&at).with(&sprite).with(&Round {}));
}

/// Moves enemies as their minds say, and puts them on the board.
#[system]
pub fn think(
    enemies: &mut [Enemy],
    transforms: &mut [Transform2d],
    entities: &[Entity],
    game: &mut Game,
    board: &mut Board,
    commands: &mut Commands,
) {
    for ((enemy, transform), entity) in enemies.iter_mut().zip(transforms).zip(entities) {
        let (this, seconds) = (kind(enemy.kind), game.seconds);
        let place = &mut transform.position;
        enemy.age += seconds;
        enemy.wait -= seconds;
        enemy.hurt_seconds -= seconds;
        let wanted = minds::wish(enemy, *place, game, board, commands) + apart(*place, board, enemy.kind);
        enemy.velocity += (wanted - enemy.velocity) * (this.grip * seconds).min(1.0);
        let moved = *place + enemy.velocity * seconds;
        *place = moved.clamp(ARENA_MIN + this.radius, ARENA_MAX - this.radius);
        bounce(enemy, moved - *place);
        if enemy.kind == BOSS {
            game.boss_share = (enemy.health / enemy.health_start).clamp(0.0, 1.0);
        }
        board.see_enemy(EnemySeen {
            entity: *entity,
            place: *place,
            radius: this.radius,
            kind: enemy.kind,
            ..EnemySeen::default()
        });
    }
}

/// Turns an enemy that wanted further than the walls let it.
fn bounce(enemy: &mut Enemy, beyond: Vec2) {
    if beyond.x != 0.0 {
        enemy.aim.x = -beyond.x.signum() * enemy.aim.x.abs();
        enemy.velocity.x *= -0.6;
    }
    if beyond.y != 0.0 {
        enemy.aim.y = -beyond.y.signum() * enemy.aim.y.abs();
        enemy.velocity.y *= -0.6;
    }
}

/// The push away from those that are near already, so that a swarm does not become one point.
fn apart(place: Vec2, board: &Board, kind: u32) -> Vec2 {
    if kind == BOSS {
        return Vec2::ZERO;
    }
    board.seen_enemies().iter().fold(Vec2::ZERO, |sum, other| {
        let away = place - other.place;
        let near = other.radius + 9.0 - away.length();
        if near > 0.0 && other.kind != BOSS { sum + away.normalize_or_zero() * near * 5.0 } else { sum }
    })
}

/// Lets enemies suffer what met them, and die.
#[system]
pub fn suffer(
    enemies: &mut [Enemy],
    transforms: &[Transform2d],
    entities: &[Entity],
    game: &mut Game,
    board: &mut Board,
    commands: &mut Commands,
) {
    for ((enemy, transform), entity) in enemies.iter_mut().zip(transforms).zip(entities) {
        let seen = board.seen_enemies().iter().find(|seen| seen.entity == *entity).copied();
        let Some(seen) = seen.filter(|seen| seen.damage > 0.0) else { continue };
        enemy.health -= seen.damage;
        enemy.hurt_seconds = 0.07;
        enemy.velocity += seen.push * (8.0 / kind(enemy.kind).radius).min(1.2);
        if enemy.health <= 0.0 {
            commands.despawn(*entity);
            if game.phase == PHASE_PLAY {
                die(enemy, transform.position, seen.seat, (game, board, commands));
            }
        }
    }
}

fn die(enemy: &Enemy, place: Vec2, seat: u32, arena: (&mut Game, &mut Board, &mut Commands)) {
    let (game, board, commands) = arena;
    let this = kind(enemy.kind);
    let multiplier = game.multiplier();
    let gain = game.score_kill(seat, this.points);
    if game.multiplier() > multiplier {
        let up = board.tell(COMBO_UP, place);
        (up.value, up.seat) = (game.multiplier(), seat);
    }
    let death = board.tell(if enemy.kind == BOSS { BOSS_DIED } else { KILLED }, place);
    (death.value, death.strength, death.seat) = (gain, this.radius, seat);
    (death.way, death.enemy) = (enemy.velocity, enemy.kind);
    match enemy.kind {
        CLAM => {
            for _ in 0..3 {
                let from = place + board.any_way() * 7.0;
                spawn_enemy(LARVA, from, game, board, commands);
            }
            game.freeze(0.03);
        }
        BOSS => {
            game.boss_share = 0.0;
            board.nova_next = 1;
            game.freeze(0.25);
            game.slow(1.6);
            for turn in 0..3 {
                spawn_pickup(
                    drop_of(board),
                    place + crate::board::way(turn as f32 * 2.1) * 16.0,
                    board,
                    commands,
                );
            }
        }
        _ => {}
    }
    game.kills_to_drop = game.kills_to_drop.saturating_sub(1);
    if game.kills_to_drop == 0 && enemy.kind != BOSS {
        game.kills_to_drop = 9 + board.luck.below(5);
        spawn_pickup(drop_of(board), place, board, commands);
    }
}
