//! The demonstration that a game shows while nobody plays: its log is the input, until somebody presses something.

use super::Session;
use crate::report::set_input_script;
use playground_core_client::input::{
    Control, ControlCode, DeviceChange, DeviceId, InputScript, RawEvent, TouchControl,
};
use playground_core_client::shell::Phase;
use playground_core_types::{CoreResult, read_now, write_now};
use std::collections::BTreeSet;

/// How far something is pressed or pushed by a hand, and not by a stick that does not come back to its middle.
const HELD_VALUE: f32 = 0.3;

/// How long the end of a demonstration is seen before it begins again. Unit: seconds.
const END_SECONDS: u64 = 3;

/// The seed of every demonstration: it is the same on every machine.
const SEED: u64 = 0;

/// Whether somebody plays, and what is shown while nobody does.
#[derive(Debug, Default)]
pub(super) struct Attract {
    /// When somebody did something last. Unit: microseconds.
    active_micros: u64,
    /// What is held.
    held: BTreeSet<(DeviceId, ControlCode)>,
    /// The tick at which the demonstration that is shown begins anew; `None` while none is.
    end_tick: Option<u64>,
    /// Whether the log of the open game cannot be played, which was told.
    is_broken: bool,
}

impl Attract {
    /// Takes in what devices did until `now_micros`.
    pub(super) fn watch(&mut self, events: &[RawEvent], now_micros: u64) {
        for event in events {
            let Some(control) = event.control.control() else { continue };
            let place = (event.device, event.control);
            let is_active = match control {
                Control::Key(_) | Control::PadButton(_) | Control::PadAxis(_) => {
                    let is_held = event.value.abs() > HELD_VALUE;
                    if is_held { self.held.insert(place) } else { self.held.remove(&place) }
                }
                Control::Mouse(_) | Control::Text(_) => true,
                Control::Touch(TouchControl::Move) => {
                    self.held.insert((event.device, ControlCode::default()))
                }
                Control::Touch(TouchControl::Up) => self.held.remove(&(event.device, ControlCode::default())),
                Control::Device(DeviceChange::FocusLost) => {
                    self.held.retain(|(device, _)| device.pad_slot().is_some());
                    false
                }
                Control::Device(DeviceChange::Disconnected) => {
                    self.held.retain(|(device, _)| *device != event.device);
                    false
                }
                Control::Device(DeviceChange::Connected) | Control::PadElement(_) => false,
            };
            if is_active {
                self.active_micros = now_micros;
            }
        }
        if !self.held.is_empty() {
            self.active_micros = now_micros;
        }
    }

    /// Another game is open.
    pub(super) fn forget_game(&mut self) {
        self.is_broken = false;
    }
}

impl Session {
    /// Whether a demonstration is shown: nothing of it is anybody's.
    pub(crate) fn is_demo(&self) -> bool {
        self.attract.end_tick.is_some()
    }

    /// The seed of the world that begins.
    pub(super) fn seed(&self) -> u64 {
        if self.is_demo() { SEED } else { self.options.seed }
    }

    /// Begins the demonstration when nobody has played for long enough, and again when its log is over.
    ///
    /// # Errors
    /// When core's data is held by somebody else; a game that fails becomes the phase of it.
    pub(crate) fn attract(&mut self, now_micros: u64) -> CoreResult<()> {
        if self.phase != Phase::Playing || self.is_fetching_world() {
            self.attract.active_micros = now_micros;
            return Ok(());
        }
        let is_due = match self.attract.end_tick {
            Some(end) => self.clock.next_tick() >= end,
            None => {
                let idle_micros = now_micros.saturating_sub(self.attract.active_micros);
                self.patience_micros()?.is_some_and(|patience| idle_micros >= patience)
            }
        };
        if is_due && self.load_demo()? {
            let begun = self.begin_world(now_micros);
            begun.unwrap_or_else(|error| self.fail(&error));
        }
        Ok(())
    }

    /// How long nobody plays before the game shows itself; `None` for one that does not, and for runs that are for
    /// something else. Unit: microseconds.
    fn patience_micros(&self) -> CoreResult<Option<u64>> {
        let options = &self.options;
        let is_for_players =
            options.input.is_none() && options.record.is_none() && options.synctest.is_none();
        if self.attract.is_broken || !is_for_players || options.headless || self.is_replaying() {
            return Ok(None);
        }
        let has_log = read_now(&self.client.assets.attract_log)?.is_some();
        let manifest = read_now(&self.client.assets.manifest)?;
        let attract = manifest.as_ref().and_then(|manifest| manifest.attract.as_ref()).filter(|_| has_log);
        Ok(attract.map(|attract| u64::from(attract.idle_seconds) * 1_000_000))
    }

    /// Lets the log be the input of the game that begins next; whether it can be.
    fn load_demo(&mut self) -> CoreResult<bool> {
        let log = read_now(&self.client.assets.attract_log)?.clone();
        let manifest = read_now(&self.client.assets.manifest)?.clone();
        let attract = manifest.and_then(|manifest| manifest.attract);
        let (Some(log), Some(attract)) = (log, attract) else { return Ok(false) };
        if !self.is_demo() {
            self.save_at_leave();
        }
        if let Err(error) = set_input_script(self, attract.log, log.to_vec()) {
            log::warn!("{error}; the game shows nothing while nobody plays");
            self.attract.is_broken = true;
            self.end_demo()?;
            return Ok(false);
        }
        let mut script = write_now(&self.client.input_script)?;
        script.is_alone = true;
        let last_tick = script.events.last().map_or(0, |last| last.tick);
        self.attract.end_tick = Some(last_tick + END_SECONDS * u64::from(self.clock.hertz()));
        Ok(true)
    }

    /// The next world is a player's.
    pub(super) fn end_demo(&mut self) -> CoreResult<()> {
        self.attract.active_micros = self.shell_micros;
        // The script of a run without a demonstration is that of its command line.
        if self.attract.end_tick.take().is_some() || self.attract.is_broken {
            *write_now(&self.client.input_script)? = InputScript::default();
        }
        Ok(())
    }
}
