//! No pads: headless runs, tests, and machines without a way to them.

use playground_core_client::input::Pad;

/// Nothing is plugged in and nothing happens.
pub(crate) struct NullPads {
    /// What the source is called.
    pub(crate) name: &'static str,
}

impl NullPads {
    pub(crate) fn poll() -> bool {
        false
    }

    pub(crate) fn pads() -> Vec<Pad> {
        Vec::new()
    }
}
