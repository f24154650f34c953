//! When a device is given up, and when it is tried again. No clock of its own: it is told what passed.

use crate::backend::health::Health;

/// The first try is in the next frame or the one behind it: there may be another device already.
const FIRST_WAIT_MICROS: u64 = 20_000;
const LONGEST_WAIT_MICROS: u64 = 5_000_000;

/// A device that was just lost is tried so many times, at least so often: four seconds in which it sounds again within
/// 200 ms of its return, of which opening it takes the most.
const QUICK_TRY_COUNT: u32 = 60;
const QUICK_WAIT_MICROS: u64 = 60_000;

/// A device that plays this long is well again.
const WELL_MICROS: u64 = 5_000_000;

/// A device that asks for nothing this long plays no more: some take a second of sound in advance.
const STALL_MICROS: u64 = 1_500_000;

/// One that has played well is given up sooner, unless it has made such pauses before.
const QUICK_STALL_MICROS: u64 = 200_000;

/// How many times longer than any pause before it a stall is.
const STALL_RATIO: u64 = 4;

/// The most that one call counts towards a stall: the program itself may have been held.
const STALL_STEP_MICROS: u64 = 34_000;

/// Errors in one second that no device recovers from.
const STORM_ERRORS: u64 = 50;

const MICROS_PER_SECOND: u64 = 1_000_000;

/// What to do about the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing.
    GoOn,
    /// Close it and play into silence; it is tried again later.
    GiveUp,
    /// Close it for good: it does not keep time.
    Refuse,
    /// Try to open it again.
    TryAgain,
}

/// What is known of a device while it plays, and of the time since it was lost.
#[derive(Debug, Default)]
pub struct Watch {
    /// Time until the next try; `None` while a device plays or none is wanted.
    wait_micros: Option<u64>,
    next_wait_micros: u64,
    /// Tries since a device last played well.
    tries: u32,
    well_micros: u64,
    stalled_micros: u64,
    /// The longest time in which it asked for nothing, and went on.
    pause_micros: u64,
    last_frame: u64,
    /// The second that is being looked at: its length so far, and the errors at its beginning.
    window_micros: u64,
    window_errors: u64,
}

impl Watch {
    /// Notes that a device was opened.
    pub fn opened(&mut self) {
        let next_wait_micros = self.next_wait_micros.max(FIRST_WAIT_MICROS);
        *self = Self { next_wait_micros, tries: self.tries, ..Self::default() };
    }

    /// Notes that the device is away; it is tried again after a wait that doubles each time, and is short at first.
    pub fn lost(&mut self) {
        let wait = self.next_wait_micros.clamp(FIRST_WAIT_MICROS, LONGEST_WAIT_MICROS);
        self.wait_micros = Some(wait);
        self.tries = self.tries.saturating_add(1);
        let longest = if self.tries < QUICK_TRY_COUNT { QUICK_WAIT_MICROS } else { LONGEST_WAIT_MICROS };
        self.next_wait_micros = (2 * wait).min(longest);
    }

    /// Notes that the device was not there to begin with; it is tried every few seconds.
    pub fn absent(&mut self) {
        *self = Self { next_wait_micros: LONGEST_WAIT_MICROS, tries: QUICK_TRY_COUNT, ..Self::default() };
        self.lost();
    }

    /// Looks at a device that plays and whose mixer stands at `frame`.
    pub fn look(&mut self, elapsed_micros: u64, frame: u64, health: &Health) -> Verdict {
        self.well_micros = self.well_micros.saturating_add(elapsed_micros);
        if self.well_micros >= WELL_MICROS {
            (self.next_wait_micros, self.tries) = (FIRST_WAIT_MICROS, 0);
        }
        let step = elapsed_micros.min(STALL_STEP_MICROS);
        if frame == self.last_frame {
            self.stalled_micros += step;
        } else {
            self.pause_micros = self.pause_micros.max(std::mem::take(&mut self.stalled_micros));
        }
        self.last_frame = frame;
        if health.is_runaway() {
            return Verdict::Refuse;
        }
        if health.is_lost() || self.stalled_micros >= self.longest_pause_micros() {
            return Verdict::GiveUp;
        }
        self.window_micros = self.window_micros.saturating_add(elapsed_micros);
        let seconds = self.window_micros.div_ceil(MICROS_PER_SECOND).max(1);
        let errors = health.errors().saturating_sub(self.window_errors);
        if self.window_micros >= MICROS_PER_SECOND {
            (self.window_micros, self.window_errors) = (0, health.errors());
        }
        // A storm is one as soon as there are so many, and not when its second is over.
        if errors > seconds.saturating_mul(STORM_ERRORS) { Verdict::GiveUp } else { Verdict::GoOn }
    }

    /// How long it may ask for nothing. A device that stalls as soon as it is opened again, such as one that is asleep,
    /// is not opened five times a second.
    fn longest_pause_micros(&self) -> u64 {
        if self.well_micros < WELL_MICROS {
            return STALL_MICROS;
        }
        self.pause_micros.saturating_mul(STALL_RATIO).clamp(QUICK_STALL_MICROS, STALL_MICROS)
    }

    /// Waits for the next try while no device plays and none is being opened.
    pub fn wait(&mut self, elapsed_micros: u64) -> Verdict {
        let Some(wait) = &mut self.wait_micros else { return Verdict::GoOn };
        *wait = wait.saturating_sub(elapsed_micros);
        if *wait == 0 { Verdict::TryAgain } else { Verdict::GoOn }
    }
}

#[cfg(test)]
mod tests;
