//! What the systems of a tick took and left, for who measures or compares runs.

use crate::schema::ComponentId;

/// What is noted down of each tick, and what was of the last. No part of the world.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Profile {
    /// Whether times are taken.
    pub times_wanted: bool,
    /// Whether all columns are hashed after each system; slow.
    pub hashes_wanted: bool,
    /// The steps of the last tick in the order in which they began; empty while nothing is wanted.
    pub steps: Vec<StepProfile>,
}

/// One step of a tick: a system of the game with its commands, or a part of the runtime.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StepProfile {
    /// The system's name; `snapshot` and `hierarchy` are the runtime's own.
    pub name: &'static str,
    /// When it began, since the tick did. Unit: nanoseconds; 0 where no times are wanted.
    pub start_nanos: u64,
    /// How long it took. Unit: nanoseconds.
    pub nanos: u64,
    /// The hash of each column of the world and of each resource after it, in ascending order of id; empty where no hashes are wanted.
    pub columns: Vec<ColumnHash>,
}

/// The hash of all rows of one component, of all archetypes, or of a resource.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ColumnHash {
    /// Which component or resource.
    pub component: ComponentId,
    /// Equal for equal rows in equal order.
    pub hash: u64,
}
