//! How the seats of a game are given, and to what.

use super::action::SeatSet;
use super::frame::SEAT_COUNT_MAX;
use playground_core_assets::Join;
use playground_core_ecs::component;

/// A part of the keyboard that can have a seat of its own, in a game whose players join by pressing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyboardPart {
    /// The keys of `bind`, and the mouse. In a game with halves they go with the left one, or with the right
    /// one while only that has a seat.
    Whole,
    /// The keys of `left`.
    Left,
    /// The keys of `right`.
    Right,
}

/// How the seats of the game are given.
///
/// The system `input` makes it of the manifest and the [`InputSettings`] when a game begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatRules {
    /// Whether devices have seats by themselves or by pressing.
    pub join: Join,
    /// Whether one plays: then the touch pad and a pad are the same player's.
    pub is_for_one: bool,
    /// Nobody has a seat beyond it. Range: 1 to [`SEAT_COUNT_MAX`].
    pub seat_count_max: u32,
    /// The first so many seats are taken from the first tick on. Range: 0 to `seat_count_max`.
    pub ready_count: u32,
    /// The parts of the keyboard that may join, in the order in which they get seats that are ready. Either the
    /// whole, or halves.
    pub parts: Vec<KeyboardPart>,
    /// The seats that keys drive in a game that seats by itself.
    pub keyboard_seats: SeatSet,
}

impl Default for SeatRules {
    /// Devices seat themselves, as many as there are seats.
    fn default() -> Self {
        Self {
            join: Join::Auto,
            is_for_one: false,
            seat_count_max: SEAT_COUNT_MAX as u32,
            ready_count: 0,
            parts: Vec::new(),
            keyboard_seats: SeatSet::only(1),
        }
    }
}

/// What whoever starts a game says of its input; read when a game begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InputSettings {
    /// How many play: that many seats are taken from the first tick on, and there are no more. At most as many as
    /// the manifest's `max`. `None`: whoever comes, as the manifest says.
    ///
    /// In a game whose players join by pressing, the halves of the keyboard (or the whole) come first, then pads.
    /// A seat whose pad is not there yet is [`SEAT_PAD_LOST`](super::SEAT_PAD_LOST); the next pad has it.
    pub seats: Option<u32>,
}

/// The seats that are given up; a resource of the world that rules write.
///
/// In a game whose players join by pressing, a seat that is left is free from the next tick on, for the next device
/// that presses: the one that had it, or another. What its device holds is let go. A game that seats by itself
/// takes no notice.
///
/// Shape: plain data of 64 bytes.
#[component]
#[derive(Default)]
pub struct LeaveWish {
    /// By seat - 1: the tick in which the seat is free again; 0 where nobody left.
    pub free_ticks: [u64; SEAT_COUNT_MAX],
}

impl LeaveWish {
    /// Gives a seat up in a tick; nothing for a seat that does not exist. Seats count from 1.
    pub fn leave(&mut self, seat: u32, tick: u64) {
        if let Some(free_tick) = self.free_ticks.get_mut((seat as usize).wrapping_sub(1)) {
            *free_tick = tick.saturating_add(1);
        }
    }

    /// The seats that are free again in a tick.
    pub fn seats_at(&self, tick: u64) -> impl Iterator<Item = u32> {
        (1..)
            .zip(self.free_ticks)
            .filter(move |(_, free_tick)| tick != 0 && *free_tick == tick)
            .map(|(seat, _)| seat)
    }
}
