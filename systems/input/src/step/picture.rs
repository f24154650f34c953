//! What is physically down, as last seen: fed by every event, read only when a game goes on after a pause.

use super::pointer::Pointer;
use playground_core_client::input::{Control, ControlCode, DeviceChange, DeviceId, MouseControl, RawEvent};
use std::collections::BTreeMap;

/// The controls of all devices that are not at rest.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Picture {
    values: BTreeMap<(DeviceId, ControlCode), f32>,
    pub(super) pointer: Pointer,
}

impl Picture {
    /// What is down, device after device.
    pub(super) fn values(&self) -> &BTreeMap<(DeviceId, ControlCode), f32> {
        &self.values
    }

    /// Whether anything of a device is down.
    pub(super) fn holds(&self, device: DeviceId) -> bool {
        self.values.keys().any(|(holder, _)| *holder == device)
    }

    /// Takes in what an event says; gives what it does to the left button of the mouse, if it is a finger's.
    pub(super) fn see(&mut self, event: &RawEvent) -> Option<RawEvent> {
        let control = event.control.control()?;
        match control {
            Control::Device(DeviceChange::Connected) => {}
            Control::Device(DeviceChange::Disconnected) => {
                self.values.retain(|(device, _), _| *device != event.device);
            }
            // Their releases go to another window from here on. Pads are heard in any case.
            Control::Device(DeviceChange::FocusLost) => {
                self.values.retain(|(device, _), _| device.pad_slot().is_some());
            }
            _ if !can_be_held(control) || !event.value.is_finite() => {}
            _ => {
                let place = (event.device, event.control);
                match event.value.clamp(-1.0, 1.0) {
                    0.0 => self.values.remove(&place),
                    value => self.values.insert(place, value),
                };
            }
        }
        let press = self.pointer.see(event, control)?;
        self.see(&press);
        Some(press)
    }
}

/// Movements, fingers and characters happen; they are not held.
pub(super) fn can_be_held(control: Control) -> bool {
    match control {
        Control::Key(_) | Control::PadButton(_) | Control::PadAxis(_) => true,
        Control::Mouse(mouse) => {
            !matches!(mouse, MouseControl::MoveX | MouseControl::MoveY | MouseControl::Wheel)
        }
        Control::PadElement(_) | Control::Touch(_) | Control::Text(_) | Control::Device(_) => false,
    }
}
