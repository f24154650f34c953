//! Text is no plain data.

use playground_core_ecs::component;

/// A name over somebody's head.
#[component]
#[derive(Default)]
pub struct Nameplate {
    /// What it says.
    pub text: String,
}

fn main() {}
