//! The buttons that a game's words name: `{jump}` in a text becomes what its reader presses for the action.
//!
//! The world never knows it: it holds the text as the game wrote it, and what is drawn names the device in hand.

use super::bind_text::BindParts;
use super::device::PadFamily;
use super::event::DeviceId;
use super::frame::{
    SEAT_COUNT_MAX, SEAT_KEYBOARD, SEAT_KEYBOARD_LEFT, SEAT_KEYBOARD_RIGHT, SEAT_PAD, SEAT_PAD_LOST,
};
use super::label::KeyLabels;
use super::pad::{Pad, Pads};
use super::remap::{BindPlace, Remap, is_on_pad};
use super::touch_pad::TOUCH_PAD_NUMBER;
use super::words::bind_label;
use playground_core_assets::ActionDeclaration;

/// What is known of those who read a game's words.
#[derive(Debug, Clone, Copy)]
pub struct Readers<'a> {
    /// The game's actions.
    pub actions: &'a [ActionDeclaration],
    /// The player's own binds.
    pub remap: &'a Remap,
    /// What is printed on the keys.
    pub labels: &'a KeyLabels,
    /// The controllers that are there.
    pub pads: &'a Pads,
    /// Who has each seat, as [`ActionFrame::seat_devices`](super::ActionFrame::seat_devices) has it.
    pub seat_devices: [u8; SEAT_COUNT_MAX],
    /// Slot of the controller that was used last, or `None` where that was no controller; for words of nobody's.
    pub slot_in_hand: Option<u32>,
}

impl Readers<'_> {
    /// A text with `{action}` for whoever used a device last, and `{action@2}` for seat 2, each replaced by the label of
    /// what is bound: `[Space]` for a key, `(A)` or `(✕)` for a button of a pad, the action's name on the touch pad. `None` for
    /// a text that names no action; braces around anything else stay.
    pub fn caption(&self, text: &str) -> Option<String> {
        let (mut caption, mut rest, mut is_changed) = (String::new(), text, false);
        while let Some(start) = rest.find('{') {
            let (before, behind) = rest.split_at(start);
            caption.push_str(before);
            let named = behind[1..].find('}').and_then(|end| Some((end, self.label_of(&behind[1..=end])?)));
            match named {
                Some((end, label)) => {
                    caption.push_str(&label);
                    rest = &behind[end + 2..];
                    is_changed = true;
                }
                None => {
                    caption.push('{');
                    rest = &behind[1..];
                }
            }
        }
        caption.push_str(rest);
        is_changed.then_some(caption)
    }

    /// The label of `action` or `action@seat`.
    fn label_of(&self, name: &str) -> Option<String> {
        let (name, seat) = match name.split_once('@') {
            Some((name, seat)) => (name, Some(seat.parse().ok()?)),
            None => (name, None),
        };
        let action = self.actions.iter().find(|action| action.name == name)?;
        Some(match seat {
            Some(seat) => self.label_at_seat(action, seat),
            None => match self.slot_in_hand.and_then(|slot| self.pads.in_slot(slot)) {
                Some(pad) => self.label_on_pad(action, pad.seat, Some(pad)),
                None => self.label_on_keys(action),
            },
        })
    }

    fn label_at_seat(&self, action: &ActionDeclaration, seat: u32) -> String {
        let device = self.seat_devices.get((seat as usize).wrapping_sub(1)).copied().unwrap_or_default();
        let keys = |place| self.first(self.remap.binds(action, place), false);
        match device {
            SEAT_KEYBOARD_LEFT => keys(BindPlace::Left).or_else(|| keys(BindPlace::Shared)),
            SEAT_KEYBOARD_RIGHT => keys(BindPlace::Right).or_else(|| keys(BindPlace::Shared)),
            SEAT_KEYBOARD => keys(BindPlace::Seat(seat)).or_else(|| keys(BindPlace::Shared)),
            SEAT_PAD | SEAT_PAD_LOST => return self.label_on_pad(action, seat, self.pads.of_seat(seat)),
            _ => None,
        }
        .unwrap_or_else(|| self.label_on_keys(action))
    }

    /// Keys of nobody's: those of the whole keyboard, else those of both halves.
    fn label_on_keys(&self, action: &ActionDeclaration) -> String {
        let keys = |place| self.first(self.remap.binds(action, place), false);
        let halves = || {
            let labels: Vec<String> =
                [BindPlace::Left, BindPlace::Right].into_iter().filter_map(keys).collect();
            (!labels.is_empty()).then(|| labels.join(" "))
        };
        keys(BindPlace::Shared).or_else(halves).unwrap_or_else(|| action.name.clone())
    }

    fn label_on_pad(&self, action: &ActionDeclaration, seat: u32, pad: Option<&Pad>) -> String {
        let is_touch =
            pad.is_some_and(|pad| DeviceId::pad(pad.slot) == DeviceId::virtual_pad(TOUCH_PAD_NUMBER));
        if is_touch {
            return action.name.clone();
        }
        let family = pad.map_or_else(|| self.pads.family_of_seat(seat), |pad| pad.family);
        let places = [BindPlace::Seat(seat), BindPlace::Shared];
        let mut binds =
            places.into_iter().map(|place| self.remap.binds_for(action, place, (seat, family.name())));
        binds.find_map(|binds| self.first_of(binds, true, family)).unwrap_or_else(|| action.name.clone())
    }

    fn first(&self, binds: Vec<String>, on_pad: bool) -> Option<String> {
        self.first_of(binds, on_pad, PadFamily::default())
    }

    /// The first bind of a kind of device, without what it waits for (`tap`, `hold`): the words around it tell that.
    fn first_of(&self, binds: Vec<String>, on_pad: bool, family: PadFamily) -> Option<String> {
        let bind = binds.into_iter().find(|bind| is_on_pad(bind) == on_pad)?;
        let label = bind_label(&bind, self.labels, family);
        let label = label.strip_prefix(BindParts::of(&bind).trigger).unwrap_or(&label).trim();
        // As they are printed on the button.
        let label = match label {
            "Cross" if on_pad => "✕",
            "Circle" if on_pad => "○",
            "Square" if on_pad => "□",
            "Triangle" if on_pad => "△",
            label => label,
        };
        Some(if on_pad { format!("({label})") } else { format!("[{label}]") })
    }
}
