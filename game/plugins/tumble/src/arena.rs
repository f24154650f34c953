//! Where all stand: the floe, the players on it, the fuse and the fireflies.

use crate::body::Body;
use crate::flies::Firefly;
use crate::game::PLACE_COUNT;
use crate::hands::Wish;
use crate::minds::Mind;
use playground_core_ecs::component;
use playground_core_types::math::{Vec2, vec2};

/// The middle of the floe. Unit: virtual pixels.
pub const CENTER: Vec2 = vec2(320.0, 188.0);

/// Half of the whole floe's width and height. Unit: virtual pixels.
pub const RADII: Vec2 = vec2(216.0, 130.0);

/// The most fireflies that fly at once.
pub const FLY_COUNT_MAX: usize = 20;

/// What all know of each other: a resource.
#[component]
pub struct Arena {
    /// By seat - 1.
    pub bodies: [Body; PLACE_COUNT],
    /// What each wants in this tick, by seat - 1.
    pub wishes: [Wish; PLACE_COUNT],
    /// What computer players have in mind, by seat - 1.
    pub minds: [Mind; PLACE_COUNT],
    /// Those of a kind other than 0 fly.
    pub flies: [Firefly; FLY_COUNT_MAX],
    /// How long the round has been played. Unit: seconds.
    pub seconds: f32,
    /// How large the floe is. Range: 0 to 1, the whole.
    pub floe: f32,
    /// How large it is once what cracks is gone; the same as `floe` while nothing cracks.
    pub floe_next: f32,
    /// Until the rim cracks, or is gone. Unit: seconds.
    pub crack_seconds: f32,
    /// Who has the fuse, by seat; 0 for nobody.
    pub holder: u32,
    /// What is left of the fuse, or until one is lit. Unit: seconds.
    pub fuse_seconds: f32,
    /// How long it was at first. Unit: seconds.
    pub fuse_whole_seconds: f32,
    /// Until it can be passed on. Unit: seconds.
    pub pass_seconds: f32,
    /// Until the next firefly comes. Unit: seconds.
    pub fly_seconds: f32,
    /// How many queens have come.
    pub queens: u32,
    /// 1 when the next dash frees fireflies.
    pub has_flies: u32,
    /// 1 while the rim holds whoever runs into it.
    pub has_rim: u32,
}

impl Default for Arena {
    fn default() -> Self {
        Self {
            bodies: [Body::default(); PLACE_COUNT],
            wishes: [Wish::default(); PLACE_COUNT],
            minds: [Mind::default(); PLACE_COUNT],
            flies: [Firefly::default(); FLY_COUNT_MAX],
            seconds: 0.0,
            floe: 1.0,
            floe_next: 1.0,
            crack_seconds: 0.0,
            holder: 0,
            fuse_seconds: 0.0,
            fuse_whole_seconds: 1.0,
            pass_seconds: 0.0,
            fly_seconds: 0.0,
            queens: 0,
            has_flies: 0,
            has_rim: 1,
        }
    }
}

impl Arena {
    /// An arena as a round finds it: those who play at their places, all else new.
    pub fn of(taken: impl Iterator<Item = usize>, lives: u32) -> Self {
        let mut arena = Self::default();
        for index in taken {
            arena.bodies[index] = Body { lives, ..Body::at(entrance(index)) };
        }
        arena
    }

    /// Those who play and are not out of the round.
    pub fn left(&self) -> impl Iterator<Item = usize> + use<> {
        let are_left = self.bodies.map(|body| body.is_in == 1 && body.is_out == 0);
        (0..PLACE_COUNT).filter(move |index| are_left[*index])
    }

    /// Those who can be met.
    pub fn solid(&self) -> impl Iterator<Item = usize> + use<> {
        let are_solid = self.bodies.map(|body| body.is_solid());
        (0..PLACE_COUNT).filter(move |index| are_solid[*index])
    }

    /// How many are out of the round.
    pub fn out_count(&self) -> u32 {
        self.bodies.iter().filter(|body| body.is_in == 1 && body.is_out == 1).count() as u32
    }
}

/// Where a player begins: each on a side of its own, towards its lantern.
pub fn entrance(index: usize) -> Vec2 {
    CENTER + corner(index) * RADII * 0.38
}

/// Where a player's lantern stands.
pub fn lantern(index: usize) -> Vec2 {
    CENTER + corner(index) * RADII * 0.58
}

/// The corner of the screen that belongs to a place.
pub fn corner(index: usize) -> Vec2 {
    vec2([-1.0, 1.0][index % 2], [-1.0, 1.0][index / 2 % 2])
}

/// How far out a place lies: 1 on the rim of the whole floe.
pub fn reach(place: Vec2) -> f32 {
    ((place - CENTER) / RADII).length()
}
