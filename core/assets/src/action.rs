//! What a game says of its actions in `game.toml`: `[actions]` and `[action_sets]`.

use playground_core_types::Place;
use std::collections::BTreeMap;

/// The most actions that a game has.
pub const ACTION_COUNT_MAX: usize = 32;

/// The most sets of actions that a game has, layers included.
pub const ACTION_SET_COUNT_MAX: usize = 16;

/// How far a stick may rest from its middle where a game does not say. Unit: hundredths.
pub const DEAD_ZONE_HUNDREDTHS: u32 = 15;

/// A response that is a straight line. Unit: hundredths.
pub const CURVE_STRAIGHT: u32 = 100;

/// What an action's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionKind {
    /// Held or not.
    Button,
    /// One number. Range: -1.0 to 1.0.
    Axis,
    /// x and y. Range: a length of at most 1.0.
    Stick,
}

/// Where a stick rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeadZoneShape {
    /// In a circle: directions are kept.
    #[default]
    Radial,
    /// Each axis for itself: a stick that is pushed along one axis stays on it.
    Axial,
}

/// One bind text and where it stands, so that a wrong one is reported at its line and column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BindText {
    /// Such as `"pad:South"`; `systems/input` reads it.
    pub text: String,
    /// The place of the string; line 0 where it is unknown.
    pub place: Place,
}

/// One entry of `[actions]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionDeclaration {
    /// What plugins call it.
    pub name: String,
    /// The place of its key.
    pub place: Place,
    /// What its value is.
    pub kind: ActionKind,
    /// The sets in which it is active, each one of `[action_sets]`; none means in every set.
    pub sets: Vec<String>,
    /// Whether its controls move other actions too, and are meant to.
    pub is_shared: bool,
    /// What drives it for every seat, in the order of the file.
    pub binds: Vec<BindText>,
    /// What drives it for whoever plays with the left half of the keyboard. Keys only.
    pub left_binds: Vec<BindText>,
    /// What drives it for whoever plays with the right half of the keyboard. Keys only.
    pub right_binds: Vec<BindText>,
    /// How far a stick or an axis of a pad is pushed before it counts; beyond it values begin at 0. Unit:
    /// hundredths. Range: 0 to 90; [`DEAD_ZONE_HUNDREDTHS`] where the file does not say.
    pub dead_zone_hundredths: u32,
    /// The shape of that.
    pub dead_zone_shape: DeadZoneShape,
    /// How a stick or an axis answers: its value is the push to this power, so that more than one is finer near the
    /// middle. Unit: hundredths. Range: 25 to 400; [`CURVE_STRAIGHT`] where the file does not say.
    pub curve_hundredths: u32,
    /// What drives it in addition for one seat. Range of the keys: 1 to [`SEAT_COUNT_MAX`](crate::manifest::SEAT_COUNT_MAX).
    pub seat_binds: BTreeMap<u32, Vec<BindText>>,
    /// How long a press waits to be used, for buttons. Unit: ticks. Range: 0 to 255.
    pub buffer_ticks: u32,
}

impl ActionDeclaration {
    /// Whether some set of a game has both active at once; a layer hides what lies below it.
    pub fn meets(&self, other: &Self, sets: &[ActionSetDeclaration]) -> bool {
        match (self.sets.as_slice(), other.sets.as_slice()) {
            ([], []) => true,
            ([], named) | (named, []) => sets.iter().any(|set| !set.is_layer() && named.contains(&set.name)),
            (named, others) => named.iter().any(|set| others.contains(set)),
        }
    }

    /// An action that nothing moves, active in every set.
    pub fn new(name: &str, kind: ActionKind) -> Self {
        Self {
            name: name.to_owned(),
            place: Place { file: String::new(), line: 0, column: 0 },
            kind,
            sets: Vec::new(),
            is_shared: false,
            binds: Vec::new(),
            left_binds: Vec::new(),
            right_binds: Vec::new(),
            dead_zone_hundredths: DEAD_ZONE_HUNDREDTHS,
            dead_zone_shape: DeadZoneShape::default(),
            curve_hundredths: CURVE_STRAIGHT,
            seat_binds: BTreeMap::new(),
            buffer_ticks: 0,
        }
    }

    /// The same with `texts` as its binds for every seat, of no place.
    #[must_use]
    pub fn bound(self, texts: &[&str]) -> Self {
        let bind = |text: &&str| BindText { text: (*text).to_owned(), place: self.place.clone() };
        Self { binds: texts.iter().map(bind).collect(), ..self }
    }
}

/// One entry of `[action_sets]`: a set of actions, or a layer that lies over sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionSetDeclaration {
    /// What rules and scenes call it.
    pub name: String,
    /// The place of its key.
    pub place: Place,
    /// The sets that it lies over when it is laid; none for a set that stands by itself.
    pub over: Vec<String>,
    /// Whether actions below it are at rest while it lies over them.
    pub hides: bool,
}

impl ActionSetDeclaration {
    /// A set that stands by itself.
    pub fn new(name: &str) -> Self {
        let place = Place { file: String::new(), line: 0, column: 0 };
        Self { name: name.to_owned(), place, over: Vec::new(), hides: false }
    }

    /// Whether it is a layer.
    pub fn is_layer(&self) -> bool {
        !self.over.is_empty()
    }
}
