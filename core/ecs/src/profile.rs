//! What the systems of a tick took and left, for who measures or compares runs.

use crate::schema::ComponentId;

/// What is noted down of each tick, and what was of the last. No part of the world.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Profile {
    /// Whether times are taken.
    pub times_wanted: bool,
    /// Whether all parts of the world are hashed after each system; slow.
    pub hashes_wanted: bool,
    /// Whether every field that a system changes is written down; slower still.
    pub changes_wanted: bool,
    /// The steps of the last tick in the order in which they began; empty while nothing is wanted.
    pub steps: Vec<StepProfile>,
}

/// One step of a tick: a system of the game with its commands, or a part of the runtime.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StepProfile {
    /// The system's name; `snapshot`, `input` and `hierarchy` are the runtime's own, `input` only where hashes or
    /// changes are wanted.
    pub name: &'static str,
    /// When it began, since the tick did. Unit: nanoseconds; 0 where no times are wanted.
    pub start_nanos: u64,
    /// How long it took. Unit: nanoseconds.
    pub nanos: u64,
    /// The hash of each part of the world after it, in order of the parts; empty where no hashes are wanted.
    pub hashes: Vec<PartHash>,
    /// A line for each field that it changed: entity, field, value before, value after; of `snapshot` all that the
    /// world holds before the tick. Empty where no changes are wanted.
    pub changes: Vec<String>,
}

/// A part of the world that has a hash of its own; together they are all that the hash of the world covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WorldPart {
    /// A resource.
    Resource(ComponentId),
    /// The bytes of a region.
    Region(ComponentId),
    /// Which names of entities are given out, and which are next.
    Names,
    /// Which entities stand in which row.
    Order,
    /// All rows of a component, of all archetypes.
    Column(ComponentId),
}

/// The hash of a part of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartHash {
    /// Which.
    pub part: WorldPart,
    /// Equal for equal bytes in equal order.
    pub hash: u64,
}
