//! When one binding counts: how long its controls are down, and what else is. A pure state machine of one seat.

use playground_core_client::input::Trigger;

/// How long a press waits for the rest of a chord that it may be a part of. Unit: milliseconds.
pub(super) const CHORD_WINDOW_MILLIS: u16 = 50;

/// Nothing is due.
pub(super) const NEVER: u64 = u64::MAX;

/// One binding of one seat.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Gate {
    /// Whether its controls are down.
    is_down: bool,
    /// Whether they must be let go before they count: they came too early, or belong to a longer binding.
    is_blocked: bool,
    /// Whether it may count now.
    is_open: bool,
    /// Whether its press waits for the rest of a chord: it is felt when the window is over, or when it is let go.
    is_waiting: bool,
    /// Whether it moves its action now.
    is_on: bool,
    /// Whether it began to move it in this tick.
    was_on: bool,
    /// Whether it could not count at some time of this tick.
    was_shut: bool,
    /// Whether the press that lasts began in this tick.
    is_fresh: bool,
    /// Whether the first of two presses was made.
    is_half: bool,
    /// When it was pressed. Unit: microseconds.
    pressed_micros: u64,
    /// When something happens without an event; [`NEVER`] for nothing. Unit: microseconds.
    pub(super) due_micros: u64,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            is_down: false,
            is_blocked: false,
            is_open: false,
            is_waiting: false,
            is_on: false,
            was_on: false,
            was_shut: false,
            is_fresh: false,
            is_half: false,
            pressed_micros: 0,
            due_micros: NEVER,
        }
    }
}

/// What a gate sees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sight {
    /// Whether its controls are down.
    pub(super) is_down: bool,
    /// Whether it may count: its action is active, what must be held is held, and no longer binding is used.
    pub(super) is_allowed: bool,
    /// Whether it is a part of a chord that may be pressed now.
    pub(super) is_part: bool,
    /// Unit: microseconds.
    pub(super) micros: u64,
}

/// What a gate does to its action beside being on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nothing.
    None,
    /// A press and its release at once.
    Pulse,
    /// A press while it is down.
    Again,
    /// The press of this tick was none: it began a longer binding.
    TakenBack,
}

impl Gate {
    /// Whether it holds its action down, so that shorter bindings of its controls do not count.
    pub(super) fn is_used(&self) -> bool {
        self.is_down && !self.is_blocked
    }

    /// Whether it moves its action now.
    pub(super) fn counts(&self, trigger: Trigger) -> bool {
        // What is simply pressed moves its action as far as it is pressed, from the first bit on.
        if trigger == Trigger::Press { self.is_open && !self.is_waiting } else { self.is_on }
    }

    /// Whether all counts that its controls did in this tick: a press that is over, and a push.
    pub(super) fn counts_for_tick(&self, is_button: bool) -> bool {
        if is_button { self.was_on } else { self.is_open && !self.was_shut }
    }

    pub(super) fn is_down(&self) -> bool {
        self.is_down
    }

    pub(super) fn begin_tick(&mut self) {
        self.was_on = false;
        self.was_shut = !self.is_open;
        self.is_fresh = false;
    }

    /// Takes in what is so now.
    pub(super) fn look(&mut self, trigger: Trigger, sight: Sight) -> Outcome {
        let was_used = self.is_used();
        self.is_blocked = sight.is_down
            && match self.is_down {
                true => self.is_blocked || !sight.is_allowed,
                false => !sight.is_allowed,
            };
        self.is_down = sight.is_down;
        self.is_open = sight.is_allowed && !self.is_blocked;
        match (was_used, self.is_used()) {
            (false, true) if sight.is_part && waits(trigger) => {
                self.is_waiting = true;
                self.due_micros = later(sight.micros, CHORD_WINDOW_MILLIS);
                Outcome::None
            }
            (false, true) => self.press(trigger, sight.micros),
            (true, false) if std::mem::take(&mut self.is_waiting) => self.end_wait(trigger, sight),
            (true, false) => self.release(trigger, sight),
            _ => Outcome::None,
        }
    }

    /// The same of a binding that has no press: an axis or a stick counts while it may.
    pub(super) fn look_through(&mut self, is_allowed: bool) {
        self.is_open = is_allowed;
        self.is_on = is_allowed;
        self.was_shut |= !is_allowed;
        // What is moved while others are held is used as soon as they are.
        (self.is_down, self.is_blocked) = (is_allowed, false);
    }

    /// What is down was pressed while nobody looked: it counts as held where that is all that it asks for, else once
    /// it was let go.
    pub(super) fn settle(&mut self, trigger: Trigger, sight: Sight) {
        let is_held = sight.is_down && sight.is_allowed;
        let is_on = match trigger {
            Trigger::Press => is_held,
            Trigger::Toggle => self.is_on,
            Trigger::Tap { .. } => false,
            Trigger::Hold { .. } | Trigger::Double { .. } | Trigger::Repeat { .. } => is_held && self.is_on,
        };
        let is_blocked = sight.is_down && !(is_held && is_on);
        *self = Self {
            is_down: sight.is_down,
            is_blocked,
            is_open: sight.is_allowed && !is_blocked,
            is_on,
            ..Self::default()
        };
    }

    /// Its device is gone: nothing is held, and nothing was let go by hand.
    pub(super) fn let_go(&mut self) {
        *self = Self { was_on: self.was_on, ..Self::default() };
    }

    /// What was due happens; `least_micros` is the earliest time for what comes next.
    pub(super) fn fire(&mut self, trigger: Trigger, least_micros: u64) -> Outcome {
        let due = std::mem::replace(&mut self.due_micros, NEVER);
        if std::mem::take(&mut self.is_waiting) {
            // No chord came of it. Whether it is the second of two is asked of the time when it was pressed.
            let pressed = due.saturating_sub(later(0, CHORD_WINDOW_MILLIS));
            let since = if matches!(trigger, Trigger::Double { .. }) { pressed } else { due };
            let outcome = self.press(trigger, since);
            self.is_fresh = false;
            return outcome;
        }
        // It was felt when it was due: what comes now ends it, and takes nothing back.
        self.is_fresh = false;
        match trigger {
            Trigger::Hold { .. } => {
                (self.is_on, self.was_on) = (true, true);
                Outcome::None
            }
            Trigger::Repeat { interval_millis, .. } => {
                self.due_micros = later(due, interval_millis).max(least_micros);
                Outcome::Again
            }
            Trigger::Press | Trigger::Tap { .. } | Trigger::Double { .. } | Trigger::Toggle => Outcome::None,
        }
    }

    fn press(&mut self, trigger: Trigger, micros: u64) -> Outcome {
        let since = micros.saturating_sub(self.pressed_micros);
        self.pressed_micros = micros;
        self.is_fresh = true;
        match trigger {
            Trigger::Press => self.is_on = true,
            Trigger::Tap { .. } => {}
            Trigger::Hold { after_millis } => self.due_micros = later(micros, after_millis),
            Trigger::Double { within_millis } => {
                self.is_on = self.is_half && since <= later(0, within_millis);
                self.is_half = !self.is_on;
            }
            Trigger::Repeat { delay_millis, .. } => {
                self.is_on = true;
                self.due_micros = later(micros, delay_millis);
            }
            Trigger::Toggle => self.is_on = !self.is_on,
        }
        self.was_on |= self.is_on;
        Outcome::None
    }

    /// The press that waited is over: let go by hand, it was one; else it belongs to the chord.
    fn end_wait(&mut self, trigger: Trigger, sight: Sight) -> Outcome {
        let due = std::mem::replace(&mut self.due_micros, NEVER);
        if sight.is_down {
            self.is_half = false;
            return Outcome::None;
        }
        match trigger {
            Trigger::Press | Trigger::Repeat { .. } => Outcome::Pulse,
            Trigger::Toggle => self.press(trigger, sight.micros),
            Trigger::Double { .. } => {
                let pressed = due.saturating_sub(later(0, CHORD_WINDOW_MILLIS));
                self.press(trigger, pressed);
                // The second of two is over already.
                if std::mem::take(&mut self.is_on) { Outcome::Pulse } else { Outcome::None }
            }
            Trigger::Tap { .. } | Trigger::Hold { .. } => Outcome::None,
        }
    }

    fn release(&mut self, trigger: Trigger, sight: Sight) -> Outcome {
        self.due_micros = NEVER;
        let is_by_hand = !sight.is_down;
        let is_taken_back = !is_by_hand && self.is_fresh;
        match trigger {
            Trigger::Tap { most_millis } => {
                let soon = later(self.pressed_micros, most_millis);
                return if is_by_hand && sight.micros <= soon { Outcome::Pulse } else { Outcome::None };
            }
            Trigger::Toggle if is_taken_back => self.is_on = !self.is_on,
            Trigger::Toggle => return Outcome::None,
            Trigger::Press | Trigger::Hold { .. } | Trigger::Double { .. } | Trigger::Repeat { .. } => {
                self.is_on = false;
            }
        }
        self.is_half &= is_by_hand;
        if is_taken_back {
            self.was_on = false;
            return Outcome::TakenBack;
        }
        Outcome::None
    }
}

/// Whether a press by such a trigger is felt at once, and so has to wait where it may be a part of a chord.
fn waits(trigger: Trigger) -> bool {
    match trigger {
        Trigger::Press | Trigger::Repeat { .. } | Trigger::Toggle | Trigger::Double { .. } => true,
        Trigger::Tap { .. } | Trigger::Hold { .. } => false,
    }
}

fn later(micros: u64, millis: u16) -> u64 {
    micros.saturating_add(u64::from(millis) * 1_000)
}
