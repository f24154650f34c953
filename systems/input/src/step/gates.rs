//! The gates of all seats: which are open, what is due, and what that does to the actions.

use super::gate::{Gate, NEVER, Outcome, Sight};
use super::held::{Held, Span};
use super::levels::SeatLevels;
use super::plan::{Plan, PlannedGate};
use super::value::value_of_source;
use crate::binding::is_on_pad;
use playground_core_client::input::{ACTION_COUNT_MAX, Modifier, SEAT_COUNT_MAX};

/// From which deflection on an action counts as pressed.
pub(super) const PRESS_VALUE: f32 = 0.5;

/// Below which deflection a pressed action counts as released; lower, so that a noisy stick does not
/// press again and again.
pub(super) const RELEASE_VALUE: f32 = 0.4;

/// The state of all gates, and of what they hang on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Gates {
    /// Seat after seat, gate after gate.
    gates: Vec<Gate>,
    /// How many each seat has.
    count: usize,
    /// The levels of the actions, by seat - 1.
    pub(super) levels: [SeatLevels; SEAT_COUNT_MAX],
    /// Nothing is due before it. Unit: microseconds.
    next_micros: u64,
}

impl Default for Gates {
    fn default() -> Self {
        Self {
            gates: Vec::new(),
            count: 0,
            levels: [[0; ACTION_COUNT_MAX]; SEAT_COUNT_MAX],
            next_micros: NEVER,
        }
    }
}

/// A time of a tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// Unit: microseconds since the session started.
    pub(super) micros: u64,
    /// The same, within the tick. Unit: microseconds.
    pub(super) offset_micros: u32,
}

impl Gates {
    /// Shut gates for a plan.
    pub(super) fn of(plan: &Plan) -> Self {
        let count = plan.gates.len();
        Self { gates: vec![Gate::default(); count * SEAT_COUNT_MAX], count, ..Self::default() }
    }

    /// How many each seat has.
    pub(super) fn count(&self) -> u16 {
        self.count as u16
    }

    pub(super) fn begin_tick(&mut self) {
        self.gates.iter_mut().for_each(Gate::begin_tick);
    }

    /// Of which part of `span` the value of a binding counts; `None` where it moves nothing.
    pub(super) fn counted(&self, plan: &Plan, gate: u16, seat: u32, span: Span) -> Option<Span> {
        let PlannedGate { is_button, triggers, .. } = &plan.gates[usize::from(gate)];
        let gate = self.gates.get(self.place(seat, gate))?;
        match span {
            Span::Tick if gate.counts_for_tick(*is_button) => Some(Span::Tick),
            // What came and went in the tick without counting is not there.
            Span::Tick | Span::Now => gate.counts(triggers[seat as usize - 1]).then_some(Span::Now),
        }
    }

    fn place(&self, seat: u32, gate: u16) -> usize {
        (seat as usize - 1) * self.count + usize::from(gate)
    }

    fn is_used(&self, seat: u32, gate: u16) -> bool {
        self.gates.get(self.place(seat, gate)).is_some_and(Gate::is_used)
    }
}

impl Held {
    /// Looks at some gates of a seat again; gives the bits of the actions that are to follow.
    pub(super) fn look(
        &mut self,
        plan: &Plan,
        seat: u32,
        gates: impl Iterator<Item = u16>,
        now: Moment,
    ) -> u32 {
        let mut actions = 0;
        for number in gates {
            let planned = &plan.gates[usize::from(number)];
            if !planned.bind.seats.contains(seat) {
                continue;
            }
            let sight = self.sight(plan, planned, seat, number, now.micros);
            let trigger = planned.triggers[seat as usize - 1];
            let place = self.gates.place(seat, number);
            let Some(gate) = self.gates.gates.get_mut(place) else { continue };
            actions |= 1 << planned.action;
            if !planned.is_button {
                gate.look_through(sight.is_allowed);
                continue;
            }
            let outcome = gate.look(trigger, sight);
            self.gates.next_micros = self.gates.next_micros.min(gate.due_micros);
            self.do_to(planned.action, seat, outcome, now.offset_micros);
        }
        actions
    }

    /// What is down was pressed while no tick ran.
    pub(super) fn settle_gates(&mut self, plan: &Plan, seat: u32, is_asked: impl Fn(&PlannedGate) -> bool) {
        for number in 0..self.gates.count() {
            let planned = &plan.gates[usize::from(number)];
            if !is_asked(planned) {
                continue;
            }
            let sight = self.sight(plan, planned, seat, number, 0);
            let trigger = planned.triggers[seat as usize - 1];
            let place = self.gates.place(seat, number);
            match self.gates.gates.get_mut(place) {
                Some(gate) if planned.is_button => gate.settle(trigger, sight),
                Some(gate) => gate.look_through(sight.is_allowed),
                None => {}
            }
        }
    }

    /// The pad of a seat is gone, or everything is let go (`None`): what its bindings did ends.
    pub(super) fn let_gates_go(&mut self, plan: &Plan, pad_seat: Option<u32>) {
        for seat in 1..=SEAT_COUNT_MAX as u32 {
            for (number, planned) in (0..).zip(&plan.gates) {
                let is_gone = pad_seat.is_none_or(|pad_seat| pad_seat == seat && is_on_pad(&planned.bind));
                let place = self.gates.place(seat, number);
                if let Some(gate) = self.gates.gates.get_mut(place).filter(|_| is_gone) {
                    gate.let_go();
                }
            }
        }
    }

    /// What is due before `end_micros`, or then, happens, the earliest first; gives the seat and the action of each.
    pub(super) fn fire_next(
        &mut self,
        plan: &Plan,
        end_micros: u64,
        start_micros: u64,
    ) -> Option<(u32, usize, u32)> {
        if self.gates.next_micros > end_micros {
            return None;
        }
        let earliest = self.gates.gates.iter().enumerate().min_by_key(|(_, gate)| gate.due_micros);
        let (place, due) = earliest.map(|(place, gate)| (place, gate.due_micros))?;
        self.gates.next_micros = due;
        if due > end_micros {
            return None;
        }
        let (seat, number) = ((place / self.gates.count) as u32 + 1, place % self.gates.count);
        let planned = &plan.gates[number];
        let outcome = self.gates.gates[place].fire(planned.triggers[seat as usize - 1], start_micros);
        let offset_micros = u32::try_from(due.saturating_sub(start_micros)).unwrap_or(u32::MAX);
        self.do_to(planned.action, seat, outcome, offset_micros);
        Some((seat, planned.action, offset_micros))
    }

    fn do_to(&mut self, action: usize, seat: u32, outcome: Outcome, offset_micros: u32) {
        let track = self.track_mut(seat, action);
        match outcome {
            Outcome::None => {}
            Outcome::Pulse => track.pulse(offset_micros),
            Outcome::Again => track.press_again(offset_micros),
            Outcome::TakenBack => track.take_back(),
        }
    }

    fn sight(&self, plan: &Plan, planned: &PlannedGate, seat: u32, number: u16, micros: u64) -> Sight {
        let value = |control| self.value(seat, control, Span::Now);
        let held_down = |control| value(control) >= PRESS_VALUE;
        let may_count = |planned: &PlannedGate| {
            let is_held = |modifier: &Modifier| modifier.controls.into_iter().any(held_down);
            self.counts(&planned.bind, seat)
                && plan.is_active(planned, seat, &self.gates.levels[seat as usize - 1])
                && planned.bind.modifiers.iter().flatten().all(is_held)
        };
        let is_allowed =
            may_count(planned) && !Plan::is_beaten(planned, |winner| self.gates.is_used(seat, winner));
        let response = &plan.actions[planned.action].responses[seat as usize - 1];
        let deflection = value_of_source(response, planned.bind.source, value).length();
        let place = self.gates.place(seat, number);
        let was_down = self.gates.gates.get(place).is_some_and(Gate::is_down);
        let is_down = deflection >= if was_down { RELEASE_VALUE } else { PRESS_VALUE };
        let is_part = plan.chords_over(planned).any(may_count);
        Sight { is_down: planned.is_button && is_down, is_allowed, is_part, micros }
    }
}
