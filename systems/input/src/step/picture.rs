//! What is physically down, as last seen: fed by every event, read only when a game goes on after a pause.

use super::pointer::Pointer;
use super::values::Values;
use playground_core_client::input::{Control, DeviceChange, DeviceId, MouseControl, RawEvent};

/// The controls of all devices that are not at rest.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Picture {
    values: Values,
    pub(super) pointer: Pointer,
}

impl Picture {
    /// What is down.
    pub(super) fn values(&self) -> &Values {
        &self.values
    }

    /// Whether anything of a pad is down.
    pub(super) fn holds(&self, pad: DeviceId) -> bool {
        self.values.holds(pad)
    }

    /// Takes in what an event says; gives what it does to the left button of the mouse, if it is a finger's.
    pub(super) fn see(&mut self, event: &RawEvent) -> Option<RawEvent> {
        let control = event.control.control()?;
        match control {
            Control::Device(DeviceChange::Connected) => {}
            Control::Device(DeviceChange::Disconnected) => {
                self.values.release(event.device);
            }
            // Their releases go to another window from here on. Pads are heard in any case.
            Control::Device(DeviceChange::FocusLost) => {
                [DeviceId::KEYBOARD, DeviceId::MOUSE]
                    .into_iter()
                    .for_each(|device| self.values.release(device));
            }
            _ if !can_be_held(control) || !event.value.is_finite() => {}
            _ => {
                if let Some(place) = Values::place(event.device, control) {
                    self.values.set(place, event.value.clamp(-1.0, 1.0));
                }
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
        Control::Mouse(mouse) => !mouse.is_movement() && mouse != MouseControl::Wheel,
        Control::PadElement(_) | Control::Touch(_) | Control::Text(_) | Control::Device(_) => false,
    }
}
