//! From the wall clock that stamps a pad's events to the clock of the session.

use std::time::Duration;

/// Tells when an event happened. A wall clock that somebody sets can move it within the span of one poll only.
#[derive(Debug, Default)]
pub(super) struct PadClock {
    last_poll_micros: u64,
    last_event_micros: u64,
}

impl PadClock {
    /// The time of an event that was `age` old when it was read, between the last poll and now.
    ///
    /// `None` for one that the wall clock puts into the future: it counts as the first since the last poll,
    /// so that the next tick has it. Events keep their order in any case.
    pub(super) fn micros_of(&mut self, age: Option<Duration>, now_micros: u64) -> u64 {
        let earliest = self.last_poll_micros.min(now_micros);
        let micros = match age {
            Some(age) => now_micros.saturating_sub(u64::try_from(age.as_micros()).unwrap_or(u64::MAX)),
            None => earliest + 1,
        };
        let micros = micros.max(earliest).max(self.last_event_micros).min(now_micros);
        self.last_event_micros = micros;
        micros
    }

    /// Ends a poll: what is read from now on happened after it.
    pub(super) fn polled(&mut self, now_micros: u64) {
        self.last_poll_micros = now_micros;
    }
}

#[cfg(test)]
mod tests;
