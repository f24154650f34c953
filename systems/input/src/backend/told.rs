//! Pads that the platform tells of: a browser has no queue of their events, only how they stand now.

mod model;
mod reading;

use super::effect::{length_of, levels_of};
use crate::mapping::database::Database;
use playground_core_client::input::{
    Control, DeviceChange, DeviceId, PAD_COUNT_MAX, Pad, RawEvent, RumblePayload,
};
use reading::Reading;
use std::time::Duration;

pub use model::{STANDARD_BUTTONS, pad_name};

/// How a pad stands, as a browser tells it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PadState {
    /// What the browser calls the pad: its name, and in most browsers who made it.
    pub id: String,
    /// What the browser says of its machine, such as `Linux x86_64` or `Win32`.
    pub machine: String,
    /// Whether the parts are in the order of the web's standard mapping; else they are in that of the machine's driver.
    pub is_standard: bool,
    /// Whether the browser reaches motors in it.
    pub can_rumble: bool,
    /// How far each button is pressed. Range: 0 to 1; triggers have values between.
    pub buttons: Vec<f32>,
    /// Right and down are positive. Range: -1 to 1; a hat at rest may lie beyond.
    pub axes: Vec<f32>,
}

/// The pads as they were told last, and as they were read last.
#[derive(Debug, Default)]
pub(crate) struct ToldPads {
    database: Database,
    told: [Option<PadState>; PAD_COUNT_MAX],
    read: [Option<Reading>; PAD_COUNT_MAX],
    felt: [[f32; 2]; PAD_COUNT_MAX],
    /// Effects that are played, and since when.
    effects: [Option<(Option<u64>, RumblePayload)>; PAD_COUNT_MAX],
    /// What those are at.
    played: [[f32; 2]; PAD_COUNT_MAX],
    is_raw_wanted: bool,
    /// Whether other mappings count since the last reading.
    is_remapped: bool,
}

impl ToldPads {
    /// No pads yet; mappings are looked up in `database`.
    #[cfg(any(target_family = "wasm", test))]
    pub(crate) fn new(database: Database) -> Self {
        Self { database, ..Self::default() }
    }

    /// The pad of a slot stands so; `None` for one that is gone. A slot that there is not is passed over.
    pub(crate) fn tell(&mut self, slot: usize, state: Option<PadState>) {
        if let Some(place) = self.told.get_mut(slot) {
            *place = state;
        }
    }

    /// Appends what is other than at the last call; tells whether a pad came, went or is described otherwise.
    pub(crate) fn poll(&mut self, now_micros: u64, events: &mut Vec<RawEvent>) -> bool {
        let is_remapped = std::mem::take(&mut self.is_remapped);
        let mut has_changed = is_remapped;
        for slot in 0..PAD_COUNT_MAX {
            let Some(device) = DeviceId::pad(slot as u32) else { continue };
            let mut tell = |control, value| events.push(RawEvent::new(now_micros, device, control, value));
            let told = self.told[slot].as_ref();
            if self.read[slot].take_if(|read| told.is_none_or(|told| !read.is_of(told))).is_some() {
                tell(Control::Device(DeviceChange::Disconnected), 0.0);
                (self.effects[slot], has_changed) = (None, true);
            }
            let Some(told) = told else { continue };
            let read = self.read[slot].get_or_insert_with(|| {
                has_changed = true;
                tell(Control::Device(DeviceChange::Connected), 0.0);
                Reading::new(told, &self.database)
            });
            if is_remapped {
                read.remap(&self.database, &mut tell);
            }
            read.read(told, self.is_raw_wanted, &mut tell);
            self.played[slot] = play(&mut self.effects[slot], now_micros);
        }
        has_changed
    }

    /// Whether unmapped parts are told too.
    pub(crate) fn want_raw(&mut self, is_wanted: bool) {
        self.is_raw_wanted = is_wanted;
    }

    /// Other mappings count from the next reading on; what is held moves with them.
    pub(crate) fn remap(&mut self, database: Database) {
        (self.database, self.is_remapped) = (database, true);
    }

    /// The pad of a slot is to feel this, strong and weak; the platform asks for it.
    pub(crate) fn feel(&mut self, slot: usize, levels: [f32; 2]) {
        if let Some(place) = self.felt.get_mut(slot) {
            *place = levels;
        }
    }

    /// Begins an effect in the place of the one before.
    pub(crate) fn play(&mut self, effect: RumblePayload) {
        let slot = effect.device.pad_slot().unwrap_or(u32::MAX) as usize;
        if let Some(place) = self.effects.get_mut(slot) {
            *place = Some((None, effect));
        }
    }

    /// What the pad of a slot is to feel; nothing where there is no such slot.
    pub(crate) fn felt(&self, slot: usize) -> [f32; 2] {
        let [felt, played] =
            [&self.felt, &self.played].map(|levels| levels.get(slot).copied().unwrap_or_default());
        [0, 1].map(|motor| felt[motor].max(played[motor]))
    }

    /// The pads that are there.
    pub(crate) fn pads(&self) -> Vec<Pad> {
        let mut pads: Vec<Pad> = Vec::new();
        for (slot, read) in self.read.iter().enumerate() {
            let Some(read) = read else { continue };
            let mut pad = Pad { slot: slot as u32, ..read.pad().clone() };
            let alike = pads.iter().filter(|other| other.identity.guid == pad.identity.guid).count();
            pad.identity.order = alike as u8;
            pads.push(pad);
        }
        pads
    }
}

/// What an effect is at, strong and weak; it begins when it is first asked, and is forgotten at its end.
fn play(effect: &mut Option<(Option<u64>, RumblePayload)>, now_micros: u64) -> [f32; 2] {
    let Some((start_micros, payload)) = effect else { return [0.0; 2] };
    let start_micros = *start_micros.get_or_insert(now_micros);
    let age = Duration::from_micros(now_micros.saturating_sub(start_micros));
    if age >= length_of(payload) {
        *effect = None;
        return [0.0; 2];
    }
    levels_of(payload, age)
}

#[cfg(test)]
mod tests;
