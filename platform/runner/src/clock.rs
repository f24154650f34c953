//! When ticks are due: a fixed step against a clock that only goes forward.

use playground_core_client::input::ResolvePayload;

/// The most time that one frame catches up; what is beyond is let go, so that a stall does not make the
/// next frame longer still. A frame at 4 a second still keeps up: each moment that is let go is one by which all that
/// sounds is ahead of the world, and has to be brought back.
pub const CATCH_UP_MICROS_MAX: u64 = 250_000;

const MICROS_PER_SECOND: u64 = 1_000_000;

/// Counts ticks against time. Tick `n` covers the `n`-th span after the start, and is due at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TickClock {
    hertz: u64,
    /// How fast time passes for the game. Unit: percent.
    pace_percent: u64,
    /// When the span of tick 0 would have begun.
    start_micros: u64,
    /// The tick that is simulated next.
    next_tick: u64,
}

impl TickClock {
    /// A clock whose tick `next_tick` begins now.
    pub fn new(hertz: u32, next_tick: u64, now_micros: u64) -> Self {
        let hertz = u64::from(hertz.max(1));
        let mut clock = Self { hertz, pace_percent: 100, start_micros: 0, next_tick };
        clock.resume(now_micros, 0.0);
        clock
    }

    /// Goes on after a pause as if it had taken no time: now lies at `fraction` of the next tick.
    pub fn resume(&mut self, now_micros: u64, fraction: f32) {
        let length = self.span(self.next_tick + 1) - self.span(self.next_tick);
        let into = (fraction.clamp(0.0, 1.0) * length as f32) as u64;
        // A start before the clock's own zero is meant: differences count, and wrap alike.
        self.start_micros = now_micros.wrapping_sub(self.span(self.next_tick) + into);
    }

    /// Lets the game go slower from now on, at the same ticks. Unit: percent. Range: 1 to 100.
    pub fn set_pace(&mut self, percent: u32, now_micros: u64) {
        let percent = u64::from(percent.clamp(1, 100));
        if percent != self.pace_percent {
            let fraction = self.fraction(now_micros);
            self.pace_percent = percent;
            self.resume(now_micros, fraction);
        }
    }

    /// Ticks in a second of the game.
    pub fn hertz(&self) -> u32 {
        self.hertz as u32
    }

    /// The world is another one, in which `next_tick` is next and due now: the last tick is shown as it is.
    pub fn jump(&mut self, next_tick: u64, now_micros: u64) {
        self.next_tick = next_tick;
        self.resume(now_micros, 1.0);
    }

    /// The tick that is simulated next.
    pub fn next_tick(&self) -> u64 {
        self.next_tick
    }

    /// How many ticks are due now; time beyond [`CATCH_UP_MICROS_MAX`] is let go, but one tick is always caught up.
    pub fn due(&mut self, now_micros: u64) -> u64 {
        let begun = self.span(self.next_tick);
        let most = CATCH_UP_MICROS_MAX.max(self.span(self.next_tick + 1) - begun);
        if now_micros.wrapping_sub(self.start_micros) > begun + most {
            self.start_micros = now_micros.wrapping_sub(begun + most);
        }
        let elapsed = now_micros.wrapping_sub(self.start_micros);
        // The most ticks whose span is no longer than what has elapsed; spans are rounded down.
        let beyond = (u128::from(elapsed) + 1) * u128::from(self.hertz * self.pace_percent);
        let whole = (beyond.div_ceil(u128::from(MICROS_PER_SECOND * 100)) - 1) as u64;
        whole.saturating_sub(self.next_tick)
    }

    /// The next tick and its span of time; counts it as simulated.
    pub fn advance(&mut self) -> ResolvePayload {
        let tick = self.next_tick;
        self.next_tick += 1;
        ResolvePayload {
            tick,
            start_micros: self.start_micros.wrapping_add(self.span(tick)),
            end_micros: self.start_micros.wrapping_add(self.span(tick + 1)),
        }
    }

    /// How many whole ticks so much time of the game has. Unit: microseconds.
    pub fn ticks_within(&self, micros: u64) -> u64 {
        (u128::from(micros) * u128::from(self.hertz) / u128::from(MICROS_PER_SECOND)) as u64
    }

    /// How long so many ticks are in the game, rounded down to whole microseconds.
    pub fn micros_of(&self, ticks: u64) -> u64 {
        (u128::from(ticks) * u128::from(MICROS_PER_SECOND) / u128::from(self.hertz)) as u64
    }

    /// Where now lies between the last tick (0) and the next one (1).
    pub fn fraction(&self, now_micros: u64) -> f32 {
        let into = now_micros.wrapping_sub(self.start_micros).saturating_sub(self.span(self.next_tick));
        let length = self.span(self.next_tick + 1) - self.span(self.next_tick);
        (into as f32 / length.max(1) as f32).clamp(0.0, 1.0)
    }

    /// The length of the first `ticks` ticks in microseconds, without the error of a rounded tick.
    fn span(&self, ticks: u64) -> u64 {
        let micros = u128::from(ticks) * u128::from(MICROS_PER_SECOND * 100);
        (micros / u128::from(self.hertz * self.pace_percent)) as u64
    }
}

#[cfg(test)]
mod tests;
