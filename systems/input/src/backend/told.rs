//! Pads that the platform tells of: a browser has no queue of their events, only how they stand now.

use playground_core_client::input::{
    Control, DeviceChange, DeviceId, PAD_COUNT_MAX, Pad, PadAxis, PadButton, PadCapabilities, RawEvent,
};

/// The buttons of the web's standard mapping, by their place in it.
pub const STANDARD_BUTTONS: [PadButton; 17] = [
    PadButton::South,
    PadButton::East,
    PadButton::West,
    PadButton::North,
    PadButton::LeftTrigger,
    PadButton::RightTrigger,
    PadButton::LeftTrigger2,
    PadButton::RightTrigger2,
    PadButton::Select,
    PadButton::Start,
    PadButton::LeftThumb,
    PadButton::RightThumb,
    PadButton::DPadUp,
    PadButton::DPadDown,
    PadButton::DPadLeft,
    PadButton::DPadRight,
    PadButton::Mode,
];

/// Its axes, by their place in it, and whether the web counts them the other way.
const STANDARD_AXES: [(PadAxis, f32); 4] = [
    (PadAxis::LeftStickX, 1.0),
    (PadAxis::LeftStickY, -1.0),
    (PadAxis::RightStickX, 1.0),
    (PadAxis::RightStickY, -1.0),
];

/// How a pad stands, in the web's standard mapping.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PadState {
    /// What the pad calls itself.
    pub name: String,
    /// How far each button is pressed. Range: 0 to 1; triggers have values between.
    pub buttons: [f32; STANDARD_BUTTONS.len()],
    /// Left stick, right stick; right and down are positive. Range: -1 to 1.
    pub axes: [f32; STANDARD_AXES.len()],
}

/// The pads as they were told last, and as they were read last.
#[derive(Debug, Default)]
pub(crate) struct ToldPads {
    told: [Option<PadState>; PAD_COUNT_MAX],
    read: [Option<PadState>; PAD_COUNT_MAX],
    felt: [[f32; 2]; PAD_COUNT_MAX],
}

impl ToldPads {
    /// The pad of a slot stands so; `None` for one that is gone. A slot that there is not is passed over.
    pub(crate) fn tell(&mut self, slot: usize, state: Option<PadState>) {
        if let Some(place) = self.told.get_mut(slot) {
            *place = state.map(sane);
        }
    }

    /// Appends what is other than at the last call; tells whether a pad came or went.
    pub(crate) fn poll(&mut self, now_micros: u64, events: &mut Vec<RawEvent>) -> bool {
        let mut has_changed = false;
        for (slot, (told, read)) in self.told.iter().zip(&mut self.read).enumerate() {
            let Some(device) = DeviceId::pad(slot as u32) else { continue };
            let mut tell =
                |control, value| events.push(RawEvent::new(now_micros, device, control, value).on_grid());
            match (&told, &read) {
                (Some(_), None) => tell(Control::Device(DeviceChange::Connected), 0.0),
                (None, Some(_)) => tell(Control::Device(DeviceChange::Disconnected), 0.0),
                _ => {}
            }
            has_changed |= told.is_some() != read.is_some();
            if let Some(now) = told {
                let before = read.take().unwrap_or_default();
                for (button, (now, before)) in
                    STANDARD_BUTTONS.iter().zip(now.buttons.iter().zip(before.buttons))
                {
                    if *now != before {
                        tell(Control::PadButton(*button), *now);
                    }
                }
                for ((axis, sign), (now, before)) in
                    STANDARD_AXES.iter().zip(now.axes.iter().zip(before.axes))
                {
                    if *now != before {
                        tell(Control::PadAxis(*axis), sign * now);
                    }
                }
            }
            read.clone_from(told);
        }
        has_changed
    }

    /// The pad of a slot is to feel this, strong and weak; the platform asks for it.
    pub(crate) fn feel(&mut self, slot: usize, levels: [f32; 2]) {
        if let Some(place) = self.felt.get_mut(slot) {
            *place = levels;
        }
    }

    /// What the pad of a slot is to feel; nothing where there is no such slot.
    pub(crate) fn felt(&self, slot: usize) -> [f32; 2] {
        self.felt.get(slot).copied().unwrap_or_default()
    }

    /// The pads that are there.
    pub(crate) fn pads(&self) -> Vec<Pad> {
        let slots = self.read.iter().enumerate();
        let pads = slots.filter_map(|(slot, pad)| {
            let name = pad.as_ref()?.name.clone();
            Some(Pad { slot: slot as u32, name, capabilities: capabilities(), ..Pad::default() })
        });
        pads.collect()
    }
}

/// What every pad of the standard mapping has; whether it has motors too a page does not tell.
fn capabilities() -> PadCapabilities {
    let buttons = STANDARD_BUTTONS.into_iter();
    let with_buttons = buttons.fold(PadCapabilities::default(), PadCapabilities::with_button);
    STANDARD_AXES.into_iter().fold(with_buttons, |all, (axis, _)| all.with_axis(axis))
}

/// Whatever a page says, within its range.
fn sane(mut state: PadState) -> PadState {
    let bring = |values: &mut [f32], least: f32| {
        for value in values {
            *value = if value.is_nan() { 0.0 } else { value.clamp(least, 1.0) };
        }
    };
    bring(&mut state.buttons, 0.0);
    bring(&mut state.axes, -1.0);
    state
}

#[cfg(test)]
mod tests;
