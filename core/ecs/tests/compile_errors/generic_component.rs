//! A schema is one layout of bytes.

use playground_core_ecs::component;

/// Anything, twice.
#[component]
#[derive(Default)]
pub struct Pair<T> {
    /// Once and again.
    pub values: [T; 2],
}

fn main() {}
