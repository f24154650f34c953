//! The controls of a pad, and the pads that are plugged in.

use super::device::{MappingOrigin, PadBattery, PadCapabilities, PadFamily, PadIdentity};
use super::frame::SEAT_COUNT_MAX;
use super::names::named_controls;

/// The most pads at a time; a further one is not seen until one goes.
pub const PAD_COUNT_MAX: usize = 8;

/// The most pads that are none: touch pads on the screen, tests.
pub const VIRTUAL_PAD_COUNT_MAX: usize = 8;

/// Slots for both kinds: the virtual ones follow the others.
pub const PAD_SLOT_COUNT: usize = PAD_COUNT_MAX + VIRTUAL_PAD_COUNT_MAX;

named_controls! {
    /// A button of a pad, by its place: `South` is A on an Xbox pad and the cross on a `PlayStation` pad.
    ///
    /// Range: 0.0 released to 1.0 pressed; the triggers `LeftTrigger2`, `RightTrigger2` have all between.
    PadButton:
    South East West North LeftTrigger RightTrigger LeftTrigger2 RightTrigger2 Select Start Mode LeftThumb
    RightThumb DPadUp DPadDown DPadLeft DPadRight C Z Misc1 Paddle1 Paddle2 Paddle3 Paddle4 Touchpad Misc2
}

named_controls! {
    /// An axis of a pad.
    ///
    /// Range: -1.0 left or down to 1.0 right or up, as the pad reports it. A binding turns it to the
    /// screen's direction.
    PadAxis:
    LeftStickX LeftStickY RightStickX RightStickY LeftZ RightZ
}

/// A part of a pad before any mapping gives it a name: what a mapping is made of.
///
/// A binding cannot name it. Pads send these beside the mapped controls only while somebody wants them; see
/// [`InputLog::is_raw_wanted`](super::InputLog::is_raw_wanted).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PadElement {
    /// The button of this number, `b0` in a mapping. Range of its value: 0 or 1.
    Button(u8),
    /// The axis of this number, `a0` in a mapping. Range of its value: -1 to 1.
    Axis(u8),
    /// The hat of this number, `h0` in a mapping. Value: the sum of 1 up, 2 right, 4 down, 8 left.
    Hat(u8),
}

impl PadElement {
    /// As one number, for a raw event.
    pub const fn number(self) -> u32 {
        let (kind, number) = match self {
            Self::Button(number) => (0, number),
            Self::Axis(number) => (1, number),
            Self::Hat(number) => (2, number),
        };
        (kind << 8) | number as u32
    }

    /// The element of a number.
    pub fn from_number(number: u32) -> Option<Self> {
        let [index, kind, 0, 0] = number.to_le_bytes() else { return None };
        match kind {
            0 => Some(Self::Button(index)),
            1 => Some(Self::Axis(index)),
            2 => Some(Self::Hat(index)),
            _ => None,
        }
    }
}

/// The pads that are plugged in now, for those who show them; a tick never reads this.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pads {
    /// Where pads come from: `"null"`, `"gilrs"`, `"log"`, or empty before the system started.
    pub source: String,
    /// In the order of their slots, virtual ones last.
    pub connected: Vec<Pad>,
    /// By seat - 1: the family of the pad that drives the seat, or drove it last.
    pub seat_families: [PadFamily; SEAT_COUNT_MAX],
    /// By slot: the seat that the pad there drives, or the one that is gone drove; 0 for none.
    pub slot_seats: [u32; PAD_SLOT_COUNT],
}

impl Pads {
    /// Takes over which pads there are; a seat that lost its pad keeps the family of it.
    pub fn show(&mut self, connected: Vec<Pad>) {
        for pad in &connected {
            if let Some(seat) = self.slot_seats.get_mut(pad.slot as usize) {
                *seat = pad.seat;
            }
            if let Some(family) = self.seat_families.get_mut((pad.seat as usize).wrapping_sub(1)) {
                *family = pad.family;
            }
        }
        self.connected = connected;
    }

    /// The family of the pad that drives a seat, or drove it last; generic for one that never had any.
    pub fn family_of_seat(&self, seat: u32) -> PadFamily {
        self.seat_families.get((seat as usize).wrapping_sub(1)).copied().unwrap_or_default()
    }

    /// The pad in a slot.
    pub fn in_slot(&self, slot: u32) -> Option<&Pad> {
        self.connected.iter().find(|pad| pad.slot == slot)
    }

    /// The pad that drives a seat.
    pub fn of_seat(&self, seat: u32) -> Option<&Pad> {
        self.connected.iter().find(|pad| pad.seat == seat && seat > 0)
    }
}

/// One pad that is plugged in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pad {
    /// `n` of the device `padN`; virtual pads have 8 to 15. Range: 0 to 15.
    pub slot: u32,
    /// As its mapping names it, or else its maker.
    pub name: String,
    /// The seat whose actions it drives. Range: 1 to 8, 0 while it has none.
    pub seat: u32,
    /// Who it is, in whatever slot.
    pub identity: PadIdentity,
    /// Whose pictures its buttons have.
    pub family: PadFamily,
    /// What it can do.
    pub capabilities: PadCapabilities,
    /// As it was when the pad came; asked again every half minute.
    pub battery: PadBattery,
    /// Where its mapping comes from.
    pub mapping_origin: MappingOrigin,
    /// Its mapping as a line of SDL's format, which may be given back to the program.
    pub mapping: String,
}
