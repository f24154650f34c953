//! How the benches measure: CPU time of this thread, interleaved rounds, medians, allocations.
//!
//! Does NOT: judge absolute times, which are of one machine; bars are ratios within one run.

pub mod duel;
pub mod race;
pub mod table;

pub use race::{Race, Task};
pub use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
