//! The log of input: what devices said, tick by tick, as bytes that a file keeps.
//!
//! Reading order: `coalesce` (what of a tick is worth keeping), `write`, `read`, `text`.

mod coalesce;
mod read;
mod text;
mod write;

pub use read::read_log;
pub use text::log_text;
pub use write::write_log;

use coalesce::Coalescer;
use playground_core_client::input::{
    Control, DeviceId, InputLog, LoggedDevice, MouseControl, Pad, PadElement, RawEvent, ScriptEvent,
};

/// The first bytes of a log; the last one counts versions.
pub const LOG_MAGIC: &[u8; 8] = b"playinp1";

/// The most events of a log, some 100 MB in memory: many hours of play.
pub const LOG_EVENT_COUNT_MAX: usize = 4_000_000;

/// Ticks in a second of a log that no game says otherwise.
pub const LOG_HERTZ: u32 = 60;

/// How the value of a control is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Width {
    /// 0 or 1.
    Bit,
    /// Steps of 16 bits, as the difference to the value before.
    Grid,
    /// A number.
    Float,
    /// Two numbers.
    Place,
}

fn width_of(control: Control) -> Width {
    match control {
        Control::PadButton(_) | Control::PadAxis(_) | Control::PadElement(PadElement::Axis(_)) => Width::Grid,
        Control::Touch(_) => Width::Place,
        Control::Mouse(mouse) if mouse.is_movement() || mouse == MouseControl::Wheel => Width::Float,
        Control::PadElement(PadElement::Hat(_)) => Width::Float,
        Control::Key(_)
        | Control::Mouse(_)
        | Control::PadElement(PadElement::Button(_))
        | Control::Text(_)
        | Control::Device(_) => Width::Bit,
    }
}

/// What keeps a log; it remembers the last values between two ticks.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    coalescer: Coalescer,
    is_full: bool,
}

impl Recorder {
    /// Keeps the events of a tick, which began at `start_micros`.
    pub(crate) fn keep_tick(
        &mut self,
        log: &mut InputLog,
        tick: u64,
        start_micros: u64,
        events: &[RawEvent],
    ) {
        let kept = self.coalescer.coalesce(events);
        for mut event in kept {
            event.micros = event.micros.saturating_sub(start_micros).min(last_micros(log.hertz));
            self.push(log, ScriptEvent { tick, event });
        }
    }

    /// Keeps the events of a frame without ticks; their ticks are those of the clock.
    pub(crate) fn keep_frame(&mut self, log: &mut InputLog, events: &[RawEvent]) {
        let kept = self.coalescer.coalesce(events);
        for mut event in kept {
            let hertz = u128::from(log.hertz.max(1));
            let tick = (u128::from(event.micros) * hertz / 1_000_000) as u64;
            let start = (u128::from(tick) * 1_000_000 / hertz) as u64;
            event.micros = event.micros.saturating_sub(start).min(last_micros(log.hertz));
            self.push(log, ScriptEvent { tick, event });
        }
    }

    fn push(&mut self, log: &mut InputLog, mut scripted: ScriptEvent) {
        if log.events.len() >= LOG_EVENT_COUNT_MAX {
            if !self.is_full {
                log::warn!("the log of input has {LOG_EVENT_COUNT_MAX} events: it ends here");
            }
            self.is_full = true;
            return;
        }
        // What was noticed late counts as the last that happened.
        if let Some(last) = log.events.last().filter(|last| time_of(last) > time_of(&scripted)) {
            (scripted.tick, scripted.event.micros) = time_of(last);
        }
        log.events.push(scripted);
    }
}

/// Notes who the pads are.
pub(crate) fn keep_devices(log: &mut InputLog, pads: &[Pad]) {
    for pad in pads {
        let Some(device) = DeviceId::pad(pad.slot) else { continue };
        let Pad { name, identity, family, capabilities, mapping_origin, mapping, .. } = pad.clone();
        let logged = LoggedDevice { name, identity, family, capabilities, mapping_origin, mapping };
        log.devices.insert(device, logged);
    }
}

fn time_of(scripted: &ScriptEvent) -> (u64, u64) {
    (scripted.tick, scripted.event.micros)
}

/// The last microsecond inside of a tick that all ticks have.
fn last_micros(hertz: u32) -> u64 {
    (1_000_000 / u64::from(hertz.max(1))).saturating_sub(1)
}

#[cfg(test)]
mod tests;
