//! A game of bindings, played by lines such as `5 KeyS down`, and what its actions did, as lines again.

use super::super::*;
use crate::binding::{Declared, build_game_map};
use crate::step::Chosen;
use playground_core_assets::{ActionDeclaration, ActionKind, ActionSetDeclaration, Seats};
use playground_core_client::input::{
    ActionSets, InputSettings, Key, PadAxis, PadButton, Remap, Tuning, bind::PUSHES,
};

/// The game, its seats, and when it is; times are in milliseconds.
pub(super) struct Bound {
    pub(super) held: Held,
    pub(super) map: ActionMap,
    pub(super) sets: ActionSets,
    tick_millis: u64,
    ticks: u64,
}

/// A button action and its binds.
pub(super) fn button(name: &str, binds: &[&str]) -> ActionDeclaration {
    ActionDeclaration::new(name, ActionKind::Button).bound(binds)
}

/// The same in some sets.
pub(super) fn button_in(sets: &[&str], name: &str, binds: &[&str]) -> ActionDeclaration {
    let sets = sets.iter().map(|set| (*set).to_owned()).collect();
    ActionDeclaration { sets, ..button(name, binds) }
}

pub(super) fn stick(name: &str, binds: &[&str]) -> ActionDeclaration {
    ActionDeclaration::new(name, ActionKind::Stick).bound(binds)
}

/// A set, or a layer over others.
pub(super) fn set(name: &str, over: &[&str], hides: bool) -> ActionSetDeclaration {
    let over = over.iter().map(|set| (*set).to_owned()).collect();
    ActionSetDeclaration { over, hides, ..ActionSetDeclaration::new(name) }
}

impl Bound {
    pub(super) fn new(actions: &[ActionDeclaration]) -> Self {
        Self::with(actions, &[], &Tuning::default())
    }

    pub(super) fn with(
        actions: &[ActionDeclaration],
        sets: &[ActionSetDeclaration],
        tuning: &Tuning,
    ) -> Self {
        let game = Declared { actions, sets, seats: Seats::default() };
        let map = build_game_map(game, InputSettings::default(), &Remap::default(), tuning).unwrap();
        Self { held: Held::default(), map, sets: ActionSets::default(), tick_millis: 10, ticks: 0 }
    }

    pub(super) fn in_ticks_of(self, tick_millis: u64) -> Self {
        Self { tick_millis, ..self }
    }

    /// Plays lines up to `end_millis` and gives the frames of the ticks.
    pub(super) fn play(&mut self, lines: &str, end_millis: u64) -> Vec<ActionFrame> {
        let events: Vec<RawEvent> =
            lines.split(',').filter(|line| !line.trim().is_empty()).map(event).collect();
        let mut frames = Vec::new();
        while self.ticks * self.tick_millis < end_millis {
            let start_micros = self.ticks * self.tick_millis * 1_000;
            let window = Window { start_micros, end_micros: start_micros + self.tick_millis * 1_000 };
            let span = window.start_micros..window.end_micros;
            let of_tick: Vec<_> =
                events.iter().filter(|event| span.contains(&event.micros)).copied().collect();
            self.ticks += 1;
            self.held.choose(Chosen { sets: self.sets, ..Chosen::default() });
            frames.push(resolve(&mut self.held, &self.map, &of_tick, window));
        }
        frames
    }

    /// What the first seat's buttons did: `5 jump` for a press after 5 ms, `9 -jump` for a release, `x2` behind it for
    /// two in a tick (of whose presses the first is told, of whose releases the last).
    pub(super) fn tell(&mut self, lines: &str, end_millis: u64) -> String {
        let first_millis = self.ticks * self.tick_millis;
        let mut told: Vec<(u32, String)> = Vec::new();
        for (frame, start) in
            self.play(lines, end_millis).iter().zip((first_millis..).step_by(self.tick_millis as usize))
        {
            for action in &self.map.actions {
                let state = frame.state(1, &action.name);
                let times = |count| if count > 1 { format!("x{count}") } else { String::new() };
                for (count, micros, sign) in [
                    (state.pressed, state.first_press_micros, ""),
                    (state.released, state.last_release_micros, "-"),
                ] {
                    if count > 0 {
                        let millis = start as u32 + micros / 1_000;
                        told.push((millis, format!("{millis} {sign}{}{}", action.name, times(count))));
                    }
                }
            }
        }
        told.sort_by_key(|(millis, _)| *millis);
        let told: Vec<_> = told.into_iter().map(|(_, line)| line).collect();
        told.join(", ")
    }
}

/// Checks what the actions of a game do while `lines` are played, for two seconds.
#[track_caller]
pub(super) fn check(actions: &[ActionDeclaration], lines: &str, expected: &str) {
    assert_eq!(Bound::new(actions).tell(lines, 2_000), expected, "{lines}");
}

/// `5 KeyS down`, `7 South up`, `8 LeftStickUp 0.7`, `9 focus lost`: the first pad, the keyboard, the window.
fn event(line: &str) -> RawEvent {
    let parts: Vec<&str> = line.split_whitespace().collect();
    let [millis, name, what] = parts[..] else { panic!("no event: {line}") };
    let millis: u64 = millis.parse().unwrap();
    let micros = millis * 1_000;
    if name == "focus" {
        return RawEvent::focus_lost(micros);
    }
    let value = match what {
        "down" => 1.0,
        "up" => 0.0,
        value => value.parse().unwrap(),
    };
    let pad = DeviceId::pad(0).unwrap();
    if let Some(key) = Key::from_name(name) {
        return RawEvent::key(micros, key, value > 0.0);
    }
    if let Some(axis) = PadAxis::from_name(name) {
        return RawEvent::new(micros, pad, Control::PadAxis(axis), value);
    }
    if let Some((_, axis, is_positive)) = PUSHES.iter().find(|(push, ..)| *push == name) {
        let value = if *is_positive { value } else { -value };
        return RawEvent::new(micros, pad, Control::PadAxis(*axis), value);
    }
    RawEvent::new(micros, pad, Control::PadButton(PadButton::from_name(name).unwrap()), value)
}
