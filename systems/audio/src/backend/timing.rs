//! How a device keeps time, seen from where it asks for sound.

use crate::backend::health::Health;
use std::time::Instant;

/// How many times faster than time a device may take sound. Some take a second in advance when they begin.
const RUNAWAY_RATIO: f64 = 4.0;

/// The time that blocks took to mix, and how fast they are taken.
#[derive(Debug)]
pub(crate) struct DeviceTiming {
    rate_hertz: f64,
    window_begun: Option<Instant>,
    window_frames: usize,
}

impl DeviceTiming {
    /// A device that has asked for nothing yet.
    pub(crate) fn new(rate_hertz: u32) -> Self {
        Self { rate_hertz: f64::from(rate_hertz), window_begun: None, window_frames: 0 }
    }

    /// Looks at a block of `frames` that was mixed since `begun`.
    pub(crate) fn look(&mut self, begun: Instant, frames: usize, health: &Health) {
        if begun.elapsed().as_secs_f64() * self.rate_hertz > frames as f64 {
            health.count_late_block();
        }
        self.window_frames += frames;
        let window_seconds = begun.duration_since(*self.window_begun.get_or_insert(begun)).as_secs_f64();
        if window_seconds < 1.0 {
            return;
        }
        // A device such as ALSA's `null` takes sound hundreds of times faster than time, and all of a core.
        if self.window_frames as f64 > RUNAWAY_RATIO * window_seconds * self.rate_hertz {
            health.note_runaway();
        }
        (self.window_begun, self.window_frames) = (Some(begun), 0);
    }
}
