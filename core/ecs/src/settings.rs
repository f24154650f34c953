//! How the systems of a tick are spread over threads.

/// Where work runs; never what comes out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScheduleSettings {
    /// How many threads a tick may use; 0: as many as the machine runs at once, 1: only its own.
    pub threads: usize,
    /// Less estimated work than this stays on the tick's own thread. Unit: nanoseconds; 0 spreads everything.
    pub inline_nanos: u64,
}

impl Default for ScheduleSettings {
    fn default() -> Self {
        // To wake other threads and wait for them costs about 13 µs, so less than this does not pay.
        Self { threads: 0, inline_nanos: 50_000 }
    }
}
