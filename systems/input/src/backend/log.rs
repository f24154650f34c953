//! Controllers that are a log: what they said once is said again, at the same pace.

use playground_core_client::input::{Control, DeviceChange, DeviceId, InputLog, LoggedDevice, Pad, RawEvent};

/// A log that is played.
pub(crate) struct LogPads {
    log: InputLog,
    next: usize,
    started_micros: Option<u64>,
    pads: Vec<Pad>,
}

impl LogPads {
    /// Plays a log from its beginning.
    pub(crate) fn new(log: &InputLog) -> Self {
        Self { log: log.clone(), next: 0, started_micros: None, pads: Vec::new() }
    }

    pub(crate) fn poll(&mut self, now_micros: u64, events: &mut Vec<RawEvent>) -> bool {
        let started = *self.started_micros.get_or_insert(now_micros);
        let mut has_changed = false;
        while let Some(scripted) = self.log.events.get(self.next) {
            let tick_micros = u128::from(scripted.tick) * 1_000_000 / u128::from(self.log.hertz.max(1));
            let due = u64::try_from(tick_micros).unwrap_or(u64::MAX).saturating_add(scripted.event.micros);
            let micros = started.saturating_add(due);
            if micros > now_micros {
                break;
            }
            let event = RawEvent { micros, ..scripted.event };
            has_changed |= self.note(&event);
            events.push(event);
            self.next += 1;
        }
        has_changed
    }

    pub(crate) fn pads(&self) -> Vec<Pad> {
        self.pads.clone()
    }

    /// A controller of the log comes, goes, or is heard of first.
    fn note(&mut self, event: &RawEvent) -> bool {
        let Some(slot) = event.device.pad_slot() else { return false };
        let is_gone = event.control.control() == Some(Control::Device(DeviceChange::Disconnected));
        let place = self.pads.binary_search_by_key(&slot, |pad| pad.slot);
        match (place, is_gone) {
            (Ok(index), true) => {
                self.pads.remove(index);
            }
            (Err(index), false) => {
                let pad = self
                    .log
                    .devices
                    .get(&event.device)
                    .map_or_else(|| unknown(event.device, slot), |device| described(device, slot));
                self.pads.insert(index, pad);
            }
            _ => return false,
        }
        true
    }
}

fn described(device: &LoggedDevice, slot: u32) -> Pad {
    let LoggedDevice { name, identity, family, capabilities, mapping_origin, mapping } = device.clone();
    Pad { slot, name, identity, family, capabilities, mapping_origin, mapping, ..Pad::default() }
}

fn unknown(device: DeviceId, slot: u32) -> Pad {
    Pad { slot, name: device.to_string(), ..Pad::default() }
}
