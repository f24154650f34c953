//! The pictures: which part of which image shows what.

use crate::board::{TURN, way};
use crate::enemies::{BOSS, EYE, Enemy, RAM};
use crate::game::{Game, PHASE_TITLE};
use crate::minds::{EYE_WARNING_SECONDS, RAM_AIMS};
use crate::pickups::Pickup;
use crate::ships::{Aura, Ship, aura_tint};
use crate::waves::{BOSS_PORTAL_SECONDS, PORTAL_SECONDS, Portal};
use playground_core_assets::AssetId;
use playground_core_client::rendering::Sprite;
use playground_core_ecs::{Tick, Transform2d, component, system};
use playground_core_types::math::{Vec2, cos, sin, vec2};

/// The files of all pictures that no scene names.
pub const PATHS: &[&str] = &[
    "sprites/ships.png",
    "sprites/bullets.png",
    "sprites/enemies.png",
    "sprites/boss.png",
    "sprites/pickups.png",
    "sprites/portal.png",
    "sprites/glow.png",
    "sprites/ring.png",
    "sprites/aura.png",
];

/// Ships: 16 directions from the right clockwise, two rows a seat, the second with the engine's flame.
pub const SHIPS: AssetId = AssetId::of("sprites/ships.png");
/// Bolts by seat, then two frames of an orb.
pub const BULLETS: AssetId = AssetId::of("sprites/bullets.png");
/// A row a kind: four frames, then the same all white.
pub const ENEMIES: AssetId = AssetId::of("sprites/enemies.png");
/// Four frames, then the same all white.
pub const BOSS_IMAGE: AssetId = AssetId::of("sprites/boss.png");
/// A column a kind, two frames.
pub const PICKUPS: AssetId = AssetId::of("sprites/pickups.png");
/// Eight frames.
pub const PORTAL_IMAGE: AssetId = AssetId::of("sprites/portal.png");
/// A soft round light.
pub const GLOW: AssetId = AssetId::of("sprites/glow.png");
/// A thin ring.
pub const RING: AssetId = AssetId::of("sprites/ring.png");
/// The shield around a ship.
pub const AURA: AssetId = AssetId::of("sprites/aura.png");

/// The directions in which ships are drawn.
const DIRECTIONS: f32 = 16.0;

/// One cell of a sheet of square cells.
pub fn cell(column: u32, row: u32, side: f32) -> [f32; 4] {
    [column as f32 * side, row as f32 * side, side, side]
}

/// The colour of a seat. Shape: linear red, green, blue.
pub fn seat_color(seat: u32) -> [f32; 3] {
    match seat {
        1 => [0.05, 0.68, 1.0],
        2 => [1.0, 0.42, 0.04],
        3 => [0.26, 1.0, 0.1],
        4 => [1.0, 0.1, 0.65],
        _ => [0.8, 0.8, 0.8],
    }
}

/// A colour as a light.
pub fn glow_of([red, green, blue]: [f32; 3], alpha: f32) -> [f32; 4] {
    [red, green, blue, alpha]
}

/// Which cell of the sheet shows a ship.
fn ship_cell(seat: u32, facing: f32, burning: bool) -> [f32; 4] {
    let direction = (facing / TURN * DIRECTIONS + 0.5).floor().rem_euclid(DIRECTIONS);
    cell(direction as u32, (seat.wrapping_sub(1) % 4) * 2 + u32::from(burning), 24.0)
}

/// Shows ships in their direction; one that nothing harms blinks.
#[system]
pub fn show_ships(ships: &[Ship], sprites: &mut [Sprite]) {
    for (ship, sprite) in ships.iter().zip(sprites) {
        let burning = ship.thrust > 0.25 && ((ship.age * 14.0) as u32).is_multiple_of(2);
        sprite.region = ship_cell(ship.seat, ship.facing, burning || ship.dash_seconds > 0.0);
        let hidden = ship.safe_seconds > 0.0 && (ship.safe_seconds * 12.0) as u32 % 2 == 1;
        sprite.tint[3] = if hidden { 0.25 } else { 1.0 };
    }
}

/// Shows the light around ships, and their shields.
#[system]
pub fn show_auras(auras: &[Aura], sprites: &mut [Sprite], game: &Game, tick: &Tick) {
    for (aura, sprite) in auras.iter().zip(sprites) {
        sprite.tint = aura_tint(aura, game);
        let breath = sin(tick.number as f32 * 0.12);
        let side = if aura.shield == 1 { 32.0 } else { 44.0 + 2.0 * breath };
        sprite.size = vec2(side, side);
        sprite.tint[3] *= 0.88 + 0.12 * breath;
    }
}

/// Shows enemies: white when they are hit, and when they are about to do something.
#[system]
pub fn show_enemies(enemies: &[Enemy], sprites: &mut [Sprite]) {
    for (enemy, sprite) in enemies.iter().zip(sprites) {
        let frame = (enemy.age * 8.0) as u32 % 4;
        let warns = match enemy.kind {
            EYE => enemy.wait < EYE_WARNING_SECONDS,
            RAM => enemy.mode == RAM_AIMS,
            _ => false,
        };
        let white = enemy.hurt_seconds > 0.0 || (warns && ((enemy.age * 16.0) as u32).is_multiple_of(2));
        let frame = if white { frame + 4 } else { frame };
        let left = enemy.velocity.x < 0.0;
        sprite.flip = u32::from(left);
        sprite.region = if enemy.kind == BOSS { cell(frame, 0, 64.0) } else { cell(frame, enemy.kind, 32.0) };
    }
}

/// Shows what lies around; it blinks before it goes.
#[system]
pub fn show_pickups(pickups: &[Pickup], sprites: &mut [Sprite]) {
    for (pickup, sprite) in pickups.iter().zip(sprites) {
        sprite.region = cell(pickup.kind, (pickup.seconds * 4.0) as u32 % 2, 16.0);
        let hidden = pickup.seconds < 2.5 && (pickup.seconds * 10.0) as u32 % 2 == 1;
        sprite.tint[3] = if hidden { 0.2 } else { 1.0 };
    }
}

/// Shows portals, the faster the sooner something comes.
#[system]
pub fn show_portals(portals: &[Portal], sprites: &mut [Sprite]) {
    for (portal, sprite) in portals.iter().zip(sprites) {
        let whole = if portal.kind == BOSS { BOSS_PORTAL_SECONDS } else { PORTAL_SECONDS };
        let passed = 1.0 - (portal.seconds / whole).clamp(0.0, 1.0);
        sprite.region = cell((passed * passed * 24.0) as u32 % 8, 0, 32.0);
        sprite.tint[3] = (passed * 4.0).min(1.0);
    }
}

/// A place on the title screen where a player joins.
#[component]
#[derive(Default)]
pub struct Slot {
    /// Whose, from 1.
    pub seat: u32,
    /// 1 for the ship, 0 for the frame.
    pub ship: u32,
}

/// Shows who has joined.
#[system]
pub fn show_slots(slots: &[Slot], sprites: &mut [Sprite], game: &Game, tick: &Tick) {
    for (slot, sprite) in slots.iter().zip(sprites) {
        let joined = game.player(slot.seat).joined == 1;
        let [red, green, blue] = seat_color(slot.seat);
        let time = tick.number as f32 / 60.0;
        if slot.ship == 1 {
            let facing = if joined { time * 2.4 + slot.seat as f32 } else { -TURN / 4.0 };
            sprite.region = ship_cell(slot.seat, facing, joined && (tick.number / 4).is_multiple_of(2));
            sprite.tint = if joined { [1.0; 4] } else { [0.1, 0.12, 0.18, 1.0] };
        } else {
            sprite.tint = if joined { [red, green, blue, 1.0] } else { [0.12, 0.16, 0.28, 0.8] };
        }
        if game.phase != PHASE_TITLE {
            sprite.tint[3] = 0.0;
        }
    }
}

/// Something that is seen in some phases only.
#[component]
#[derive(Default)]
pub struct InPhase {
    /// A bit a phase: 1 for the title, 2 for play, and so on.
    pub phases: u32,
}

/// Shows what belongs to the phase.
#[system]
pub fn show_in_phase(shown: &[InPhase], sprites: &mut [Sprite], game: &Game) {
    for (shown, sprite) in shown.iter().zip(sprites) {
        sprite.tint[3] = ((shown.phases >> game.phase) & 1) as f32;
    }
}

/// A far background that floats around its place.
#[component]
#[derive(Default)]
pub struct Backdrop {
    /// The place. Unit: virtual pixels.
    pub home: Vec2,
    /// How far it floats. Unit: virtual pixels.
    pub reach: Vec2,
    /// How long it takes there and back. Unit: seconds.
    pub seconds: f32,
    /// Always 0: fills the gap to the next row.
    pub reserved: u32,
}

/// Lets backdrops float.
#[system]
pub fn float(backdrops: &[Backdrop], transforms: &mut [Transform2d], tick: &Tick) {
    for (backdrop, transform) in backdrops.iter().zip(transforms) {
        let turn = tick.number as f32 / 60.0 * TURN / backdrop.seconds.max(1.0);
        transform.position = backdrop.home + vec2(cos(turn), sin(turn)) * backdrop.reach;
    }
}

/// A star that twinkles.
#[component]
#[derive(Default)]
pub struct Twinkle {
    /// How fast. Unit: radians a second.
    pub rate: f32,
    /// The darkest. Range: 0 to 1.
    pub low: f32,
}

/// Lets stars twinkle.
#[system]
pub fn twinkle(stars: &[Twinkle], sprites: &mut [Sprite], tick: &Tick) {
    for (star, sprite) in stars.iter().zip(sprites) {
        let wave = way(tick.number as f32 / 60.0 * star.rate).x * 0.5 + 0.5;
        sprite.tint[3] = star.low + (1.0 - star.low) * wave;
    }
}
