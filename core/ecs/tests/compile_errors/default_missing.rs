//! A component has a default, for rows that require it.

use playground_core_ecs::component;

/// How much is left.
#[component]
pub struct Fuel {
    /// In litres.
    pub litres: f32,
}

fn main() {}
