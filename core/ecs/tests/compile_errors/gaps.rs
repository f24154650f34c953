//! A gap between fields has no value, so it can be neither compared nor hashed.

use playground_core_ecs::component;

/// A door, with three bytes of nothing in it.
#[component]
#[derive(Default)]
pub struct Door {
    /// 1 when it is open.
    pub open: u8,
    /// In hinges.
    pub width: u32,
}

fn main() {}
