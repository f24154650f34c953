//! The pads that gilrs finds: evdev on Linux, Windows.Gaming.Input on Windows, the HID manager on macOS.

#![expect(clippy::disallowed_methods, reason = "a pad's events carry the time of day")]

use crate::backend::stamp::PadClock;
use crate::convert::{pad_axis, pad_button};
use gilrs::ev::filter::{Filter, axis_dpad_to_button};
use gilrs::{EventType, GamepadId, Gilrs, GilrsBuilder};
use playground_core_client::input::{Control, DeviceChange, DeviceId, PAD_COUNT_MAX, Pad, RawEvent};
use std::time::SystemTime;

/// gilrs, and which of its pads has which slot.
pub(crate) struct GilrsPads {
    gilrs: Gilrs,
    slots: [Slot; PAD_COUNT_MAX],
    clock: PadClock,
}

/// One slot; after its pad went it keeps the id, so that the same pad comes back to it.
#[derive(Clone, Copy, Default)]
struct Slot {
    id: Option<GamepadId>,
    is_connected: bool,
}

impl GilrsPads {
    /// Opens gilrs and seats the pads that are there.
    pub(crate) fn open() -> Result<Self, String> {
        // Its own filters hide a dead zone of the driver's; ours is the game's. No rumble yet.
        let builder = GilrsBuilder::new().with_default_filters(false).with_force_feedback(false);
        let gilrs = builder.build().map_err(|error| error.to_string())?;
        let mut pads = Self { gilrs, slots: [Slot::default(); PAD_COUNT_MAX], clock: PadClock::default() };
        let present: Vec<_> = pads.gilrs.gamepads().map(|(id, _)| id).collect();
        for id in present {
            pads.connect(id);
        }
        Ok(pads)
    }

    pub(crate) fn poll(&mut self, now_micros: u64, events: &mut Vec<RawEvent>) -> bool {
        let mut has_changed = false;
        // A hat becomes four buttons; the state that the filter asks for is kept by `update`.
        while let Some(event) = self.gilrs.next_event().filter_ev(&axis_dpad_to_button, &mut self.gilrs) {
            self.gilrs.update(&event);
            // Asked for each event: one that came during the poll lies in no future.
            let age = SystemTime::now().duration_since(event.time).ok();
            let micros = self.clock.micros_of(age, now_micros);
            let (slot, control, value) = match event.event {
                EventType::Connected => {
                    has_changed = true;
                    (self.connect(event.id), Some(Control::Device(DeviceChange::Connected)), 0.0)
                }
                EventType::Disconnected => {
                    has_changed = true;
                    (self.disconnect(event.id), Some(Control::Device(DeviceChange::Disconnected)), 0.0)
                }
                // A press is reported twice, as a change of value too; the change tells more.
                EventType::ButtonChanged(button, value, _) => {
                    (self.slot_of(event.id), pad_button(button).map(Control::PadButton), value)
                }
                EventType::AxisChanged(axis, value, _) => {
                    (self.slot_of(event.id), pad_axis(axis).map(Control::PadAxis), value)
                }
                _ => continue,
            };
            if let (Some(device), Some(control)) = (slot.and_then(DeviceId::pad), control) {
                events.push(RawEvent::new(micros, device, control, value));
            }
        }
        self.clock.polled(now_micros);
        has_changed
    }

    pub(crate) fn pads(&self) -> Vec<Pad> {
        let slots = self.slots.iter().enumerate().filter(|(_, slot)| slot.is_connected);
        let pads = slots.filter_map(|(number, slot)| {
            let name = self.gilrs.gamepad(slot.id?).name().to_owned();
            Some(Pad { slot: number as u32, name, ..Pad::default() })
        });
        pads.collect()
    }

    fn slot_of(&self, id: GamepadId) -> Option<u32> {
        let place = self.slots.iter().position(|slot| slot.is_connected && slot.id == Some(id))?;
        Some(place as u32)
    }

    /// Gives a pad the slot that it had, or the first that nobody had, or the first that is empty.
    fn connect(&mut self, id: GamepadId) -> Option<u32> {
        let find = |is_right: fn(&Slot) -> bool| self.slots.iter().position(is_right);
        let place = self.slots.iter().position(|slot| slot.id == Some(id));
        let place =
            place.or_else(|| find(|slot| slot.id.is_none())).or_else(|| find(|slot| !slot.is_connected));
        let name = self.gilrs.gamepad(id).name().to_owned();
        let Some(place) = place else {
            log::warn!("controller `{name}` is not used: {PAD_COUNT_MAX} are connected already");
            return None;
        };
        log::info!("pad{place} connected: {name}");
        self.slots[place] = Slot { id: Some(id), is_connected: true };
        Some(place as u32)
    }

    fn disconnect(&mut self, id: GamepadId) -> Option<u32> {
        let place = self.slot_of(id)?;
        log::info!("pad{place} disconnected");
        self.slots[place as usize].is_connected = false;
        Some(place)
    }
}
