//! What all in the arena know of each other in one tick, and what happened in it.

use crate::game::{ARENA_MAX, ARENA_MIN, SEAT_COUNT};
use playground_core_ecs::{Entity, component};
use playground_core_types::math::{Vec2, cos, sin};
use playground_core_types::random::Pcg32;

/// The most enemies at once.
pub const ENEMY_COUNT_MAX: usize = 64;

/// The most happenings of one tick; what is beyond is neither seen nor heard.
pub const HAPPENING_COUNT_MAX: usize = 96;

/// What happened: a ship fired. Strength: 1 for a spread.
pub const SHOT: u32 = 1;
/// What happened: a shot met an enemy that lives on.
pub const STRUCK: u32 = 2;
/// What happened: an enemy died. Strength: its radius; value: points.
pub const KILLED: u32 = 3;
/// What happened: a ship lost a life.
pub const HURT: u32 = 4;
/// What happened: a ship lost its last life.
pub const DOWN: u32 = 5;
/// What happened: a shield took a hit.
pub const SHIELD_BROKEN: u32 = 6;
/// What happened: a ship dashed.
pub const DASHED: u32 = 7;
/// What happened: a ship left a trail.
pub const TRAIL: u32 = 8;
/// What happened: something was picked up. Value: its kind.
pub const PICKED: u32 = 9;
/// What happened: a blast went through the arena.
pub const NOVA: u32 = 10;
/// What happened: a wave begins.
pub const WAVE_BEGAN: u32 = 11;
/// What happened: a boss comes.
pub const BOSS_CAME: u32 = 12;
/// What happened: the boss died.
pub const BOSS_DIED: u32 = 13;
/// What happened: a wave is over.
pub const WAVE_DONE: u32 = 14;
/// What happened: a player joined.
pub const JOINED: u32 = 15;
/// What happened: a menu moved on.
pub const BLIP: u32 = 16;
/// What happened: the game is over.
pub const GAME_OVER: u32 = 17;
/// What happened: an enemy fired.
pub const ENEMY_SHOT: u32 = 18;
/// What happened: an enemy is about to come.
pub const PORTAL: u32 = 19;
/// What happened: an engine burns.
pub const THRUST: u32 = 20;
/// What happened: a ship enters the arena.
pub const ENTERED: u32 = 21;
/// What happened: the multiplier went up. Value: the multiplier.
pub const COMBO_UP: u32 = 22;
/// What happened: an enemy's shot ended without a hit.
pub const FIZZLED: u32 = 23;

/// A ship as others see it.
#[component]
#[derive(Default)]
pub struct ShipSeen {
    /// Unit: virtual pixels.
    pub place: Vec2,
    /// Where a shot came from; zero without one.
    pub blow: Vec2,
    /// 1 while it is in the arena.
    pub alive: u32,
    /// 1 while nothing harms it.
    pub safe: u32,
    /// 1 when a shot met it in this tick.
    pub struck: u32,
    /// 1 while it dashes.
    pub dashing: u32,
}

/// An enemy as others see it.
#[component]
#[derive(Default)]
pub struct EnemySeen {
    /// Who.
    pub entity: Entity,
    /// Unit: virtual pixels.
    pub place: Vec2,
    /// How it is pushed by what met it. Unit: virtual pixels a second.
    pub push: Vec2,
    /// Unit: virtual pixels.
    pub radius: f32,
    /// What met it in this tick.
    pub damage: f32,
    /// Whose shot was the last, from 1; 0 for nobody's.
    pub seat: u32,
    /// Which kind it is.
    pub kind: u32,
}

/// Something that is seen and heard.
#[component]
#[derive(Default)]
pub struct Happening {
    /// Unit: virtual pixels.
    pub place: Vec2,
    /// Where it goes, or comes from. Unit: virtual pixels a second.
    pub way: Vec2,
    /// What.
    pub kind: u32,
    /// Whose, from 1; 0 for nobody's.
    pub seat: u32,
    /// A number that goes with it.
    pub value: u32,
    /// Which kind of enemy.
    pub enemy: u32,
    /// How strong it is.
    pub strength: f32,
}

/// The board: a resource, new in each tick.
#[component]
pub struct Board {
    /// The chance of this tick.
    pub luck: Pcg32,
    /// By seat - 1.
    pub ships: [ShipSeen; SEAT_COUNT],
    /// The same in the last tick.
    pub ships_before: [ShipSeen; SEAT_COUNT],
    /// The first `enemy_count` count.
    pub enemies: [EnemySeen; ENEMY_COUNT_MAX],
    /// Where enemies were in the last tick; the first `enemy_count_before` count.
    pub sights: [Vec2; ENEMY_COUNT_MAX],
    /// The first `happening_count` count.
    pub happenings: [Happening; HAPPENING_COUNT_MAX],
    /// How many enemies there are.
    pub enemy_count: u32,
    /// How many enemies there were in the last tick.
    pub enemy_count_before: u32,
    /// How much happened.
    pub happening_count: u32,
    /// Bullets of enemies in the last tick.
    pub bullet_count_before: u32,
    /// Bullets of enemies.
    pub bullet_count: u32,
    /// Portals in the last tick.
    pub portal_count_before: u32,
    /// Portals.
    pub portal_count: u32,
    /// 1 when all shots of enemies go.
    pub nova: u32,
    /// 1 when they go in the next tick.
    pub nova_next: u32,
    /// Always 0: fills the gap to the next row.
    pub reserved: u32,
}

impl Default for Board {
    fn default() -> Self {
        Self {
            luck: Pcg32::new(0, 0),
            ships: [ShipSeen::default(); SEAT_COUNT],
            ships_before: [ShipSeen::default(); SEAT_COUNT],
            enemies: [EnemySeen::default(); ENEMY_COUNT_MAX],
            sights: [Vec2::ZERO; ENEMY_COUNT_MAX],
            happenings: [Happening::default(); HAPPENING_COUNT_MAX],
            enemy_count: 0,
            enemy_count_before: 0,
            happening_count: 0,
            bullet_count_before: 0,
            bullet_count: 0,
            portal_count_before: 0,
            portal_count: 0,
            nova: 0,
            nova_next: 0,
            reserved: 0,
        }
    }
}

impl Board {
    /// Clears the board for a tick.
    pub fn begin(&mut self, luck: Pcg32) {
        *self = Self {
            luck,
            ships_before: self.ships,
            sights: self.enemies.map(|enemy| enemy.place),
            enemy_count_before: self.enemy_count,
            bullet_count_before: self.bullet_count,
            portal_count_before: self.portal_count,
            nova: self.nova_next,
            ..Self::default()
        };
    }

    /// Tells that something happened; returns it, so that more can be said.
    pub fn tell(&mut self, kind: u32, place: Vec2) -> &mut Happening {
        let index = (self.happening_count as usize).min(HAPPENING_COUNT_MAX - 1);
        self.happening_count = index as u32 + 1;
        let happening = &mut self.happenings[index];
        *happening = Happening { kind, place, ..Happening::default() };
        happening
    }

    /// What happened so far.
    pub fn told(&self) -> &[Happening] {
        &self.happenings[..self.happening_count as usize]
    }

    /// Puts an enemy on the board; beyond [`ENEMY_COUNT_MAX`] it is not met by anyone.
    pub fn see_enemy(&mut self, enemy: EnemySeen) {
        if let Some(slot) = self.enemies.get_mut(self.enemy_count as usize) {
            *slot = enemy;
            self.enemy_count += 1;
        }
    }

    /// The enemies.
    pub fn seen_enemies(&self) -> &[EnemySeen] {
        &self.enemies[..self.enemy_count as usize]
    }

    /// The first enemy within `reach` of its rim.
    pub fn enemy_at(&self, place: Vec2, reach: f32) -> Option<usize> {
        let meets = |enemy: &EnemySeen| {
            enemy.place.distance_squared(place) < (enemy.radius + reach) * (enemy.radius + reach)
        };
        self.seen_enemies().iter().position(meets)
    }

    /// Lets something meet an enemy.
    pub fn strike(&mut self, index: usize, damage: f32, push: Vec2, seat: u32) {
        let enemy = &mut self.enemies[index];
        enemy.damage += damage;
        enemy.push += push;
        enemy.seat = seat;
    }

    /// The nearest ship that is alive.
    pub fn nearest_ship(&self, place: Vec2) -> Option<Vec2> {
        nearest(&self.ships, place)
    }

    /// How far the nearest ship was in the last tick, for those who come before ships are steered.
    pub fn ship_distance_before(&self, place: Vec2) -> Option<f32> {
        nearest(&self.ships_before, place).map(|ship| ship.distance(place))
    }

    /// The middle of all ships; the middle of the arena without one.
    pub fn middle(&self) -> Vec2 {
        let places: Vec<Vec2> =
            self.ships.iter().filter(|ship| ship.alive == 1).map(|ship| ship.place).collect();
        match places.len() {
            0 => (ARENA_MIN + ARENA_MAX) / 2.0,
            count => places.iter().fold(Vec2::ZERO, |sum, place| sum + *place) / count as f32,
        }
    }

    /// A direction by chance.
    pub fn any_way(&mut self) -> Vec2 {
        way(self.luck.range_f32(0.0, TURN))
    }
}

fn nearest(ships: &[ShipSeen], place: Vec2) -> Option<Vec2> {
    let alive = ships.iter().filter(|ship| ship.alive == 1).map(|ship| ship.place);
    alive.min_by(|one, other| one.distance_squared(place).total_cmp(&other.distance_squared(place)))
}

/// A whole turn. Unit: radians.
pub const TURN: f32 = std::f32::consts::TAU;

/// The unit vector of an angle, clockwise from the right.
pub fn way(radians: f32) -> Vec2 {
    Vec2::new(cos(radians), sin(radians))
}
