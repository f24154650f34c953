//! What each kind of enemy wants: the velocity that it would like to have.

use crate::board::{Board, TURN, way};
use crate::bullets::spawn_orb;
use crate::enemies::{BOSS, CLAM, EYE, Enemy, LARVA, MITE, MOTH, RAM, WASP, kind};
use crate::game::{ARENA_MAX, ARENA_MIN, Game, PHASE_PLAY};
use crate::waves::spawn_portal;
use playground_core_ecs::Commands;
use playground_core_types::math::{Vec2, atan2, cos, sin, vec2};

/// [`Enemy::mode`] of a ram: it prowls.
pub const RAM_PROWLS: u32 = 0;
/// [`Enemy::mode`] of a ram: it stands and aims.
pub const RAM_AIMS: u32 = 1;
/// [`Enemy::mode`] of a ram: it charges.
pub const RAM_CHARGES: u32 = 2;

/// How long before a shot an eye shows it. Unit: seconds.
pub const EYE_WARNING_SECONDS: f32 = 0.45;

const EYE_DISTANCE: f32 = 105.0;
const EYE_WAIT_SECONDS: f32 = 2.4;
const ORB_SPEED: f32 = 78.0;

/// The velocity that an enemy would like to have.
pub fn wish(enemy: &mut Enemy, place: Vec2, game: &Game, board: &mut Board, commands: &mut Commands) -> Vec2 {
    let speed = kind(enemy.kind).speed * enemy.haste;
    let target =
        board.nearest_ship(place).unwrap_or_else(|| (ARENA_MIN + ARENA_MAX) / 2.0 + enemy.aim * 90.0);
    let to = target - place;
    match enemy.kind {
        MITE => enemy.aim * speed,
        WASP | LARVA => (to.normalize_or_zero() + enemy.aim * 0.3) * speed,
        MOTH => {
            let side = to.normalize_or_zero().perp() * sin(enemy.age * 4.2) * 1.15;
            (to.normalize_or_zero() * 0.8 + side) * speed
        }
        CLAM => to.normalize_or_zero() * speed,
        EYE => {
            if enemy.wait <= 0.0 && game.phase == PHASE_PLAY {
                enemy.wait = EYE_WAIT_SECONDS;
                let aim = to.normalize_or_zero();
                spawn_orb(place + aim * 8.0, aim * ORB_SPEED * enemy.haste.min(1.35), board, commands);
            }
            keep_distance(to, EYE_DISTANCE, enemy) * speed
        }
        RAM => ram(enemy, to, speed),
        BOSS => boss(enemy, place, to, game, (board, commands)),
        _ => Vec2::ZERO,
    }
}

/// Comes nearer when far, goes away when near, circles between.
fn keep_distance(to: Vec2, distance: f32, enemy: &Enemy) -> Vec2 {
    let near = ((to.length() - distance) / 40.0).clamp(-1.0, 1.0);
    let side = if enemy.aim.x < 0.0 { -0.8 } else { 0.8 };
    to.normalize_or_zero() * near + to.normalize_or_zero().perp() * side * (1.0 - near.abs())
}

fn ram(enemy: &mut Enemy, to: Vec2, speed: f32) -> Vec2 {
    if enemy.wait <= 0.0 {
        (enemy.mode, enemy.wait) = match enemy.mode {
            RAM_PROWLS => (RAM_AIMS, 0.75),
            RAM_AIMS => {
                enemy.velocity = enemy.aim * speed;
                (RAM_CHARGES, 0.65)
            }
            _ => (RAM_PROWLS, 1.5),
        };
    }
    match enemy.mode {
        RAM_PROWLS => to.normalize_or_zero() * 34.0 + to.normalize_or_zero().perp() * 26.0,
        RAM_AIMS => {
            // In the last moment it aims no more: there one can get out of the way.
            if enemy.wait > 0.25 {
                enemy.aim = to.normalize_or_zero();
            }
            -enemy.aim * 22.0
        }
        _ => enemy.aim * speed,
    }
}

/// The boss: it hovers, and does one thing after another, the faster the less is left of it.
fn boss(enemy: &mut Enemy, place: Vec2, to: Vec2, game: &Game, arena: (&mut Board, &mut Commands)) -> Vec2 {
    let (board, commands) = arena;
    let rage = 1.0 - enemy.health / enemy.health_start.max(1.0);
    if enemy.wait <= 0.0 && game.phase == PHASE_PLAY {
        let step = enemy.mode;
        enemy.mode = (enemy.mode + 1) % 20;
        enemy.wait = match step {
            // Three rings, each turned a little.
            0..=2 => {
                ring(place, 12 + (rage * 8.0) as u32, step as f32 * 0.13, board, commands);
                if step == 2 { 1.6 } else { 0.75 }
            }
            // Fans at the nearest ship.
            3..=6 => {
                fan(place, to, 3 + 2 * u32::from(rage > 0.5), board, commands);
                if step == 6 { 1.4 } else { 0.5 }
            }
            // Help.
            7 => {
                for turn in 0..3 {
                    let at = place + way(turn as f32 * TURN / 3.0 + enemy.age) * 52.0;
                    spawn_portal(if rage > 0.5 { WASP } else { MITE }, at, commands);
                }
                2.2
            }
            // A spiral.
            8..=18 => {
                ring(place, 3, (step - 8) as f32 * 0.24, board, commands);
                if step == 18 { 1.4 } else { 0.16 }
            }
            // A charge: the pause before it is the warning.
            _ => {
                enemy.velocity = to.normalize_or_zero() * 270.0;
                1.5
            }
        } * (1.0 - 0.35 * rage);
    }
    let middle = (ARENA_MIN + ARENA_MAX) / 2.0;
    let hover = middle + vec2(cos(enemy.age * 0.55) * 130.0, sin(enemy.age * 0.9) * 55.0);
    (hover - place).clamp_length_max(kind(BOSS).speed * (1.0 + rage))
}

fn ring(place: Vec2, count: u32, turned: f32, board: &mut Board, commands: &mut Commands) {
    for index in 0..count {
        let out = way(index as f32 * TURN / count as f32 + turned);
        spawn_orb(place + out * 22.0, out * ORB_SPEED, board, commands);
    }
}

fn fan(place: Vec2, to: Vec2, count: u32, board: &mut Board, commands: &mut Commands) {
    let middle = atan2(to.y, to.x);
    for index in 0..count {
        let out = way(middle + (index as f32 - (count - 1) as f32 / 2.0) * 0.24);
        spawn_orb(place + out * 22.0, out * ORB_SPEED * 1.35, board, commands);
    }
}
