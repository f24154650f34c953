//! A run without a page: ticks as fast as they go, and the hashes of their worlds.

use crate::opening::executor;
use playground_core_assets::Source;
use playground_core_types::CoreResult;
use playground_platform_runner::headless::{Sample, sample_hashes};
use playground_platform_runner::{Options, Program};

/// Simulates with a seed so many ticks, and gives a line for every so many of them.
pub(crate) fn run(
    program: Program,
    source: Source,
    input: String,
    (seed, ticks, every): (u64, u32, u32),
) -> CoreResult<String> {
    let options = Options { headless: true, seed, ..Options::default() };
    let sample = Sample { source, input, ticks: u64::from(ticks), every: u64::from(every.max(1)) };
    executor()?.block_on(sample_hashes(program, options, sample))
}
