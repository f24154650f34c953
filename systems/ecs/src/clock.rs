//! Moments, for profiles and for the choice where work runs: nothing in a world follows from them.

#[cfg(not(target_family = "wasm"))]
use std::time::Instant;

/// A moment of this run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment(#[cfg(not(target_family = "wasm"))] Instant);

impl Moment {
    /// This very moment; the web has no clock here, where all moments are one.
    #[cfg_attr(
        not(target_family = "wasm"),
        expect(clippy::disallowed_methods, reason = "the one clock of the ECS, which no tick reads")
    )]
    pub(crate) fn now() -> Self {
        Self(
            #[cfg(not(target_family = "wasm"))]
            Instant::now(),
        )
    }

    /// Nanoseconds since an earlier moment; 0 since a later one.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn nanos_since(self, earlier: Self) -> u64 {
        let nanos = self.0.saturating_duration_since(earlier.0).as_nanos();
        u64::try_from(nanos).unwrap_or(u64::MAX)
    }

    /// No time ever passes.
    #[cfg(target_family = "wasm")]
    #[expect(clippy::unused_self, reason = "it is called as the one that has a clock")]
    pub(crate) fn nanos_since(self, _: Self) -> u64 {
        0
    }
}
