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
        // Measured (docs/performance.md, iteration): 30 µs of work lose a fifth on two threads, 140 µs gain nothing, 580 µs
        // gain. A machine whose cores are cores gains sooner, but then little is lost either.
        Self { threads: 0, inline_nanos: 200_000 }
    }
}
