//! A type that nobody has said to be plain.

use playground_core_ecs::component;

/// Nothing that has a kind.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Colour {
    red: f32,
}

/// In one colour.
#[component]
#[derive(Default)]
pub struct Painted {
    /// Of the outside.
    pub colour: Colour,
}

fn main() {}
