//! The only time and the only chance that a tick knows: resources of the world.

use crate::component;
use playground_core_types::random::Pcg32;

/// The number of the tick that is being simulated, from 0.
#[component]
#[derive(Default)]
pub struct Tick {
    /// Ticks since the game began.
    pub number: u64,
}

/// How long a tick is.
#[component]
pub struct TickRate {
    /// Ticks in a second. Range: 1 to 1,000.
    pub hertz: u32,
}

impl TickRate {
    /// The length of a tick in seconds.
    pub fn tick_seconds(&self) -> f32 {
        1.0 / self.hertz as f32
    }
}

impl Default for TickRate {
    fn default() -> Self {
        Self { hertz: 60 }
    }
}

/// The game's random numbers, from the seed of the run.
#[component]
pub struct Random {
    /// The generator; drawing from it is a write to the world.
    pub generator: Pcg32,
}

impl Random {
    /// The random numbers of a seed.
    pub fn new(seed: u64) -> Self {
        Self { generator: Pcg32::new(seed, 0) }
    }
}

impl Default for Random {
    fn default() -> Self {
        Self::new(0)
    }
}
