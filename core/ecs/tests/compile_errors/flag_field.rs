//! A flag has bytes that are no flag, and a machine's word has no fixed width.

use playground_core_ecs::component;

/// Whether somebody looks.
#[component]
#[derive(Default)]
pub struct Watched {
    /// By anybody.
    pub seen: bool,
}

/// How many look.
#[component]
#[derive(Default)]
pub struct Watchers {
    /// Of whatever width.
    pub count: usize,
}

fn main() {}
