//! Which set of actions is active for each seat, and which layers lie over it: a part of the world.

use super::frame::SEAT_COUNT_MAX;
use playground_core_ecs::{Name, component};

/// The most layers that lie over the set of a seat at once.
pub const LAYER_COUNT_MAX: usize = 4;

/// The set of one seat, and the layers over it.
#[component]
#[derive(Default)]
pub struct SeatActionSets {
    /// The set; [`Name::NONE`] for the one that a scene names, or else the first of the manifest.
    pub set: Name,
    /// What lies over it, the lowest first; [`Name::NONE`] where nothing does.
    pub layers: [Name; LAYER_COUNT_MAX],
}

/// The active sets of all seats; a resource of the world, so that rewinds, saves and replays have it.
///
/// Rules change it, and it counts from the next tick on. Actions of no active set are at rest: what was down is
/// released. A button that is down when its set comes on counts once it was let go, so that the press that closes
/// a menu does not fire; sticks and axes count at once. A name that the game does not declare, and a layer that does
/// not lie over the active set, change nothing.
#[component]
#[derive(Default)]
pub struct ActionSets {
    /// By seat - 1.
    pub seats: [SeatActionSets; SEAT_COUNT_MAX],
}

/// The set that is active in a scene, for seats whose rules chose none; the component of one of its entities.
#[component]
#[derive(Default)]
pub struct SceneActionSet {
    /// One of the sets of the manifest, and no layer.
    pub set: Name,
}

impl ActionSets {
    /// Makes `set` the active one of a seat, without layers. Seats count from 1.
    pub fn switch(&mut self, seat: u32, set: &str) {
        if let Some(sets) = self.seat_mut(seat) {
            *sets = SeatActionSets { set: Name::of(set), ..SeatActionSets::default() };
        }
    }

    /// The same for all seats.
    pub fn switch_all(&mut self, set: &str) {
        (1..=SEAT_COUNT_MAX as u32).for_each(|seat| self.switch(seat, set));
    }

    /// Lays a layer over the set of a seat, above the other layers; one that lies there already comes up.
    ///
    /// Of more than [`LAYER_COUNT_MAX`] the lowest is lifted.
    pub fn lay(&mut self, seat: u32, layer: &str) {
        self.lift(seat, layer);
        let Some(SeatActionSets { layers, .. }) = self.seat_mut(seat) else { return };
        if layers.iter().all(|laid| *laid != Name::NONE) {
            layers.rotate_left(1);
            layers[LAYER_COUNT_MAX - 1] = Name::NONE;
        }
        if let Some(free) = layers.iter_mut().find(|laid| **laid == Name::NONE) {
            *free = Name::of(layer);
        }
    }

    /// The same for all seats.
    pub fn lay_all(&mut self, layer: &str) {
        (1..=SEAT_COUNT_MAX as u32).for_each(|seat| self.lay(seat, layer));
    }

    /// Lifts a layer from the set of a seat.
    pub fn lift(&mut self, seat: u32, layer: &str) {
        let Some(sets) = self.seat_mut(seat) else { return };
        let mut left = [Name::NONE; LAYER_COUNT_MAX];
        let kept = sets.layers.iter().filter(|laid| **laid != Name::of(layer));
        for (place, laid) in left.iter_mut().zip(kept) {
            *place = *laid;
        }
        sets.layers = left;
    }

    /// The same for all seats.
    pub fn lift_all(&mut self, layer: &str) {
        (1..=SEAT_COUNT_MAX as u32).for_each(|seat| self.lift(seat, layer));
    }

    /// Whether rules made `set` the active one of a seat.
    pub fn is_set(&self, seat: u32, set: &str) -> bool {
        self.seat(seat).is_some_and(|sets| sets.set == Name::of(set))
    }

    /// Whether a layer lies over the set of a seat.
    pub fn has_layer(&self, seat: u32, layer: &str) -> bool {
        self.seat(seat).is_some_and(|sets| sets.layers.contains(&Name::of(layer)))
    }

    fn seat(&self, seat: u32) -> Option<&SeatActionSets> {
        self.seats.get((seat as usize).wrapping_sub(1))
    }

    fn seat_mut(&mut self, seat: u32) -> Option<&mut SeatActionSets> {
        self.seats.get_mut((seat as usize).wrapping_sub(1))
    }
}
