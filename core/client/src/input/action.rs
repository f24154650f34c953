//! What a game's actions are bound to.

use super::bind::Bind;
use super::frame::SEAT_COUNT_MAX;
use super::seat::SeatRules;
use super::tuning::Tuning;
use playground_core_assets::action::{CURVE_STRAIGHT, DEAD_ZONE_HUNDREDTHS};
use playground_core_assets::{ActionKind, DeadZoneShape};
use playground_core_ecs::Name;
use playground_core_types::hash::name_hash;

/// The actions of a game with their bindings, in the order of the manifest.
///
/// The place of an action is its place in every [`ActionFrame`](super::ActionFrame).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ActionMap {
    /// At most [`ACTION_COUNT_MAX`](super::ACTION_COUNT_MAX).
    pub actions: Vec<Action>,
    /// The sets of the actions and their layers; the first is active where nobody chose. Without any, all actions
    /// are always active. At most [`ACTION_SET_COUNT_MAX`](playground_core_assets::action::ACTION_SET_COUNT_MAX).
    pub sets: Vec<ActionSet>,
    /// Who has a seat.
    pub seats: SeatRules,
    /// How the players want their sticks and buttons to answer.
    pub tuning: Tuning,
}

/// One action: what plugins ask for by name.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// As in the manifest.
    pub name: String,
    /// A button, one number, or two.
    pub kind: ActionKind,
    /// The sets in which it is active: bit n for the nth of the map, from 0; 0 for every set.
    pub sets: u32,
    /// For how many ticks a press counts as [`buffered`](super::ActionFrame::buffered) after its own.
    pub buffer_ticks: u8,
    /// How far a stick or an axis may rest from its middle; what is beyond is stretched to the whole range. Unit:
    /// hundredths. Range: 0 to 90.
    pub dead_zone_hundredths: u32,
    /// The shape of that.
    pub dead_zone_shape: DeadZoneShape,
    /// The power to which a push is raised. Unit: hundredths. Range: 25 to 400.
    pub curve_hundredths: u32,
    /// All that moves it; their values add up and are limited.
    pub binds: Vec<Bind>,
}

impl Action {
    /// An action that nothing moves, active in every set.
    pub fn new(name: &str, kind: ActionKind) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            sets: 0,
            buffer_ticks: 0,
            dead_zone_hundredths: DEAD_ZONE_HUNDREDTHS,
            dead_zone_shape: DeadZoneShape::default(),
            curve_hundredths: CURVE_STRAIGHT,
            binds: Vec::new(),
        }
    }

    /// The hash that a frame keeps in place of the name.
    pub fn name_hash(&self) -> u64 {
        name_hash(&self.name)
    }
}

/// A set of actions, or a layer that lies over sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ActionSet {
    /// As in the manifest, by its hash.
    pub name: Name,
    /// For a layer: the sets that it lies over, bit n for the nth of the map, from 0. 0 for a set.
    pub over: u32,
    /// Whether what lies below the layer is at rest.
    pub hides: bool,
}

/// A set of seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SeatSet(u8);

impl SeatSet {
    /// Every seat.
    pub const ALL: Self = Self(u8::MAX);

    /// One seat, from 1; no seat at all for a number that is none.
    pub fn only(seat: u32) -> Self {
        Self(if (1..=SEAT_COUNT_MAX as u32).contains(&seat) { 1 << (seat - 1) } else { 0 })
    }

    /// Those of both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a seat is in both.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether `seat` is one of them.
    pub fn contains(self, seat: u32) -> bool {
        self.0 & Self::only(seat).0 != 0
    }
}
