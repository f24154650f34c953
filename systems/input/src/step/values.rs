//! What every control of every device is at: a place for each, so that looking one up is no search.

use playground_core_client::input::{
    Control, DeviceId, Key, MouseControl, PAD_SLOT_COUNT, PadAxis, PadButton,
};
use std::ops::Range;

const MOUSE: usize = Key::ALL.len();
const PADS: usize = MOUSE + MouseControl::ALL.len();
const AXES: usize = PadButton::ALL.len();
const OF_PAD: usize = AXES + PadAxis::ALL.len();
const COUNT: usize = PADS + PAD_SLOT_COUNT * OF_PAD;

/// What is down or pushed; 0 is at rest.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Values(Vec<f32>);

impl Default for Values {
    fn default() -> Self {
        Self(vec![0.0; COUNT])
    }
}

impl Values {
    /// The place of a control; `None` for one that is not held, or that its device does not have.
    pub(super) fn place(device: DeviceId, control: Control) -> Option<usize> {
        match control {
            Control::Key(key) if device == DeviceId::KEYBOARD => Some(key.number() as usize),
            Control::Mouse(mouse) if device == DeviceId::MOUSE => Some(MOUSE + mouse.number() as usize),
            Control::PadButton(button) => Some(places_of_pad(device)?.start + button.number() as usize),
            Control::PadAxis(axis) => Some(places_of_pad(device)?.start + AXES + axis.number() as usize),
            _ => None,
        }
    }

    pub(super) fn at(&self, place: usize) -> f32 {
        self.0.get(place).copied().unwrap_or_default()
    }

    /// Sets a control; gives what it was at.
    pub(super) fn set(&mut self, place: usize, value: f32) -> f32 {
        self.0.get_mut(place).map_or(0.0, |slot| std::mem::replace(slot, value))
    }

    /// Whether anything of a pad is down.
    pub(super) fn holds(&self, pad: DeviceId) -> bool {
        places_of_pad(pad).is_some_and(|places| self.0[places].iter().any(|value| *value != 0.0))
    }

    /// Lets go all that a device holds.
    pub(super) fn release(&mut self, device: DeviceId) {
        let places = match device {
            DeviceId::KEYBOARD => Some(0..MOUSE),
            DeviceId::MOUSE => Some(MOUSE..PADS),
            _ => places_of_pad(device),
        };
        if let Some(places) = places {
            self.0[places].fill(0.0);
        }
    }

    /// Lets everything go.
    pub(super) fn clear(&mut self) {
        self.0.fill(0.0);
    }
}

fn places_of_pad(device: DeviceId) -> Option<Range<usize>> {
    let start = PADS + device.pad_slot()? as usize * OF_PAD;
    Some(start..start + OF_PAD)
}
