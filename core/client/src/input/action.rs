//! What a game's actions are bound to.

use super::event::Control;
use super::frame::SEAT_COUNT_MAX;
use super::seat::{KeyboardPart, SeatRules};
use playground_core_assets::ActionKind;
use playground_core_types::hash::name_hash;

/// The actions of a game with their bindings, in the order of the manifest.
///
/// The place of an action is its place in every [`ActionFrame`](super::ActionFrame).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ActionMap {
    /// At most [`ACTION_COUNT_MAX`](super::ACTION_COUNT_MAX).
    pub actions: Vec<Action>,
    /// Who has a seat.
    pub seats: SeatRules,
}

/// One action: what plugins ask for by name.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// As in the manifest.
    pub name: String,
    /// A button, one number, or two.
    pub kind: ActionKind,
    /// For how many ticks a press counts as [`buffered`](super::ActionFrame::buffered) after its own.
    pub buffer_ticks: u8,
    /// How far a stick or an axis may rest from its middle; what is beyond is stretched to the whole range. Unit:
    /// hundredths. Range: 0 to 90.
    pub dead_zone_hundredths: u32,
    /// All that moves it; their values add up and are limited.
    pub binds: Vec<Bind>,
}

impl Action {
    /// The hash that a frame keeps in place of the name.
    pub fn name_hash(&self) -> u64 {
        name_hash(&self.name)
    }
}

/// One binding, and whom it counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bind {
    /// Whose action it moves. A pad's control is read from the seat's own pad.
    pub seats: SeatSet,
    /// The part of the keyboard that it belongs to, in a game whose players join by pressing: of `seats`, it
    /// counts for the one that this part has. `None` for pads, and for the keys of one seat.
    pub part: Option<KeyboardPart>,
    /// What moves it.
    pub source: BindSource,
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

    /// Whether `seat` is one of them.
    pub fn contains(self, seat: u32) -> bool {
        self.0 & Self::only(seat).0 != 0
    }
}

/// The controls that one binding reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BindSource {
    /// A key or button; for an axis action its value, 0 to 1.
    Button(Control),
    /// An axis of a pad; y axes are turned, so that down is positive as on the screen.
    Axis(Control),
    /// Two keys or buttons as one axis; both together are 0.
    Pair {
        /// Left or up.
        negative: Control,
        /// Right or down.
        positive: Control,
    },
    /// Two axes of a pad as a stick, with a radial dead zone.
    Stick {
        /// Positive to the right.
        x: Control,
        /// Positive up, as the pad reports it.
        y: Control,
    },
    /// Four keys or buttons as a stick; the diagonal has length 1 like the rest.
    Cross {
        /// Negative y.
        up: Control,
        /// Negative x.
        left: Control,
        /// Positive y.
        down: Control,
        /// Positive x.
        right: Control,
    },
}

impl BindSource {
    /// The controls that it reads; one or two of the four places may be repeated.
    pub fn controls(self) -> [Control; 4] {
        match self {
            Self::Button(control) | Self::Axis(control) => [control; 4],
            Self::Pair { negative, positive } => [negative, positive, negative, positive],
            Self::Stick { x, y } => [x, y, x, y],
            Self::Cross { up, left, down, right } => [up, left, down, right],
        }
    }
}
