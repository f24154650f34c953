//! An action map made ready for many events: which actions read a control, which bindings need a gate, and which of
//! them win over which.

use super::levels::SeatLevels;
use super::value::Response;
use crate::binding::{is_same, shadows};
use playground_core_assets::ActionKind;
use playground_core_client::input::{
    ACTION_COUNT_MAX, Action, ActionMap, Bind, BindSource, Control, ControlCode, PadAxis, PadButton,
    REPEAT_DELAY_MILLIS, REPEAT_DELAY_OF_PLAYER, SEAT_COUNT_MAX, TUNING_PERCENT_RANGE, Trigger, Tuning,
};
use std::collections::BTreeMap;

/// The plan of one map.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Plan {
    pub(super) map: ActionMap,
    pub(super) actions: Vec<PlannedAction>,
    /// The longer ones first, so that a binding is looked at after those that win over it.
    pub(super) gates: Vec<PlannedGate>,
    /// The seats whose sticks are swapped.
    pub(super) swaps: [bool; SEAT_COUNT_MAX],
    readers: Vec<Reader>,
}

/// One action.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PlannedAction {
    pub(super) name_hash: u64,
    /// By seat - 1.
    pub(super) responses: [Response; SEAT_COUNT_MAX],
    /// Its bindings, each with the number of its gate where it needs one.
    pub(super) binds: Vec<(Bind, Option<u16>)>,
}

/// A binding that counts only sometimes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PlannedGate {
    pub(super) action: usize,
    pub(super) bind: Bind,
    /// Whether its action is a button.
    pub(super) is_button: bool,
    /// By seat - 1: how it is pressed.
    pub(super) triggers: [Trigger; SEAT_COUNT_MAX],
    /// Longer ones with its controls: while one of them is used, it does not count.
    winners: Vec<u16>,
    /// Those of them that are chords, of which it may be a part.
    chords: Vec<u16>,
    /// Those that are used as it is: it does not count while the set of one lies over its own.
    rivals: Vec<u16>,
}

/// What is to be looked at when a control changes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Reader {
    code: ControlCode,
    /// Bits by place of the action.
    pub(super) actions: u32,
    /// Ascending.
    pub(super) gates: Vec<u16>,
}

impl Plan {
    pub(super) fn new(map: &ActionMap) -> Self {
        let mut plan = Self { map: map.clone(), swaps: swaps(&map.tuning), ..Self::default() };
        plan.gates = gates(map);
        for (place, action) in map.actions.iter().enumerate().take(ACTION_COUNT_MAX) {
            let gate =
                |bind: &Bind| plan.gates.iter().position(|gate| gate.action == place && gate.bind == *bind);
            let binds = action.binds.iter().map(|bind| (*bind, gate(bind).map(|gate| gate as u16)));
            plan.actions.push(PlannedAction {
                name_hash: action.name_hash(),
                responses: seats().map(|seat| Response::of(action, &map.tuning, seat)),
                binds: binds.collect(),
            });
        }
        plan.readers = readers(&plan);
        plan
    }

    /// What reads a control.
    pub(super) fn reader(&self, control: Control) -> Option<&Reader> {
        let code = ControlCode::from(control);
        let place = self.readers.binary_search_by_key(&code, |reader| reader.code);
        place.ok().map(|place| &self.readers[place])
    }

    pub(super) fn is_swapped(&self, seat: u32) -> bool {
        self.swaps.get((seat as usize).wrapping_sub(1)).copied().unwrap_or_default()
    }

    /// Whether any action is at rest at times.
    pub(super) fn has_sets(&self) -> bool {
        !self.map.sets.is_empty()
    }

    /// The bits of all actions.
    pub(super) fn all_actions(&self) -> u32 {
        u32::MAX.checked_shr((ACTION_COUNT_MAX - self.actions.len()) as u32).unwrap_or_default()
    }

    /// The bits of the actions of which a binding is active for a seat with such levels.
    pub(super) fn active_actions(&self, seat: u32, levels: &SeatLevels) -> u32 {
        if !self.has_sets() {
            return u32::MAX;
        }
        // With sets every binding has a gate.
        let active = self.gates.iter().filter(|gate| self.is_active(gate, seat, levels));
        active.fold(0, |actions, gate| actions | 1 << gate.action)
    }

    /// Whether the action of a gate is active for a seat with such levels, and no layer has its controls.
    pub(super) fn is_active(&self, gate: &PlannedGate, seat: u32, levels: &SeatLevels) -> bool {
        let level = levels[gate.action];
        let is_above = |rival: &&u16| {
            let rival = &self.gates[**rival as usize];
            levels[rival.action] > level && rival.bind.seats.contains(seat)
        };
        !self.has_sets() || (level > 0 && !gate.rivals.iter().any(|rival| is_above(&rival)))
    }

    /// The chords that a gate may be a part of.
    pub(super) fn chords_over(&self, gate: &PlannedGate) -> impl Iterator<Item = &PlannedGate> {
        gate.chords.iter().map(|chord| &self.gates[usize::from(*chord)])
    }

    /// Whether a longer binding is used.
    pub(super) fn is_beaten(gate: &PlannedGate, is_used: impl Fn(u16) -> bool) -> bool {
        gate.winners.iter().any(|winner| is_used(*winner))
    }
}

fn seats() -> [u32; SEAT_COUNT_MAX] {
    std::array::from_fn(|place| place as u32 + 1)
}

fn swaps(tuning: &Tuning) -> [bool; SEAT_COUNT_MAX] {
    seats().map(|seat| tuning.of_seat(seat).are_sticks_swapped)
}

/// The same control of the other stick.
pub(super) fn swapped(control: Control) -> Control {
    match control {
        Control::PadAxis(PadAxis::LeftStickX) => Control::PadAxis(PadAxis::RightStickX),
        Control::PadAxis(PadAxis::LeftStickY) => Control::PadAxis(PadAxis::RightStickY),
        Control::PadAxis(PadAxis::RightStickX) => Control::PadAxis(PadAxis::LeftStickX),
        Control::PadAxis(PadAxis::RightStickY) => Control::PadAxis(PadAxis::LeftStickY),
        Control::PadButton(PadButton::LeftThumb) => Control::PadButton(PadButton::RightThumb),
        Control::PadButton(PadButton::RightThumb) => Control::PadButton(PadButton::LeftThumb),
        other => other,
    }
}

/// The bindings that need a gate: those that are more than pressed, and those that share controls with others.
fn gates(map: &ActionMap) -> Vec<PlannedGate> {
    let mut gates: Vec<PlannedGate> = Vec::new();
    for (action, declared) in map.actions.iter().enumerate().take(ACTION_COUNT_MAX) {
        let triggers = |bind: &Bind| seats().map(|seat| trigger_of(declared, bind, &map.tuning, seat));
        gates.extend(declared.binds.iter().map(|bind| PlannedGate {
            action,
            bind: *bind,
            is_button: declared.kind == ActionKind::Button,
            triggers: triggers(bind),
            winners: Vec::new(),
            chords: Vec::new(),
            rivals: Vec::new(),
        }));
    }
    let binds: Vec<Bind> = gates.iter().map(|gate| gate.bind).collect();
    gates.retain(|gate| {
        let is_simple = gate.bind.modifiers.iter().all(Option::is_none)
            && gate.triggers.iter().all(|trigger| *trigger == Trigger::Press);
        let meets = |other: &Bind| shadows(other, &gate.bind) || shadows(&gate.bind, other);
        !is_simple || !map.sets.is_empty() || binds.iter().any(meets)
    });
    // Numbers of gates are 16 bits wide; a game has a hundred bindings, and files are bounded.
    gates.truncate(usize::from(u16::MAX));
    gates.sort_by_key(|gate| std::cmp::Reverse(gate.bind.length()));
    let known: Vec<(usize, Bind)> = gates.iter().map(|gate| (gate.action, gate.bind)).collect();
    for gate in &mut gates {
        let of_seats = |other: &Bind| other.seats.meets(gate.bind.seats);
        let places =
            |wins: &[bool]| (0..).zip(wins).filter(|(_, wins)| **wins).map(|(place, _)| place).collect();
        let wins: Vec<bool> =
            known.iter().map(|(_, other)| of_seats(other) && shadows(other, &gate.bind)).collect();
        let rivals = known
            .iter()
            .map(|(action, other)| *action != gate.action && of_seats(other) && is_same(other, &gate.bind));
        let rivals: Vec<bool> = rivals.collect();
        (gate.winners, gate.rivals) = (places(&wins), places(&rivals));
        let is_chord = |winner: &u16| matches!(known[usize::from(*winner)].1.source, BindSource::Chord(_));
        gate.chords = gate.winners.iter().copied().filter(is_chord).collect();
    }
    gates
}

/// How a binding is pressed by the player of a seat.
fn trigger_of(action: &Action, bind: &Bind, tuning: &Tuning, seat: u32) -> Trigger {
    let percent = tuning.of_seat(seat).time_percent;
    let percent = u32::from(percent.clamp(*TUNING_PERCENT_RANGE.start(), *TUNING_PERCENT_RANGE.end()));
    let slowed = |millis: u16| u16::try_from(u32::from(millis) * percent / 100).unwrap_or(u16::MAX);
    match bind.trigger {
        Trigger::Press if action.kind != ActionKind::Button => Trigger::Press,
        Trigger::Press if tuning.of_action(&action.name, seat).is_toggled => Trigger::Toggle,
        Trigger::Press => Trigger::Press,
        Trigger::Toggle => Trigger::Toggle,
        Trigger::Tap { most_millis } => Trigger::Tap { most_millis: slowed(most_millis) },
        Trigger::Hold { after_millis } => Trigger::Hold { after_millis: slowed(after_millis) },
        Trigger::Double { within_millis } => Trigger::Double { within_millis: slowed(within_millis) },
        Trigger::Repeat { delay_millis: REPEAT_DELAY_OF_PLAYER, interval_millis } => {
            // A player who wants no repeats has none.
            match tuning.repeat_delay_millis.unwrap_or(REPEAT_DELAY_MILLIS) {
                0 => Trigger::Press,
                delay_millis => {
                    Trigger::Repeat { delay_millis, interval_millis: slowed(interval_millis).max(1) }
                }
            }
        }
        Trigger::Repeat { delay_millis, interval_millis } => Trigger::Repeat {
            delay_millis: slowed(delay_millis),
            // A repeat that is due at once would never end.
            interval_millis: slowed(interval_millis).max(1),
        },
    }
}

/// What reads each control, by code. A gate is looked at with all whose controls it shares, longer ones first.
fn readers(plan: &Plan) -> Vec<Reader> {
    let mut readers: BTreeMap<ControlCode, Reader> = BTreeMap::new();
    let mut note = |control: Control, action: usize, gates: &[u16]| {
        let code = ControlCode::from(control);
        let reader = readers.entry(code).or_insert_with(|| Reader { code, ..Reader::default() });
        reader.actions |= 1 << action;
        reader.gates.extend(gates);
    };
    for (place, action) in plan.actions.iter().enumerate() {
        for (bind, gate) in &action.binds {
            let gates: Vec<u16> = gate.iter().copied().collect();
            bind.controls().for_each(|control| note(control, place, &gates));
        }
    }
    for (number, gate) in plan.gates.iter().enumerate() {
        // What it wins over changes with its controls, too.
        for control in gate.winners.iter().flat_map(|winner| plan.gates[usize::from(*winner)].bind.controls())
        {
            note(control, gate.action, &[number as u16]);
        }
    }
    let mut readers: Vec<Reader> = readers.into_values().collect();
    for reader in &mut readers {
        reader.gates.sort_unstable();
        reader.gates.dedup();
    }
    readers
}
