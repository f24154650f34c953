//! The words that `#[component]` knows.

use playground_core_ecs::component;

/// Where it lies.
#[component(sparse)]
#[derive(Default)]
pub struct Place {
    /// From the door.
    pub steps: u32,
}

fn main() {}
