//! What a device says, as plain data: who, what, how much, and when.

use super::device::DeviceKind;
use super::key::Key;
use super::pad::{PAD_COUNT_MAX, PAD_SLOT_COUNT, PadAxis, PadButton, PadElement, VIRTUAL_PAD_COUNT_MAX};
use super::pointer::{MouseControl, TouchControl};
use bytemuck::{Pod, Zeroable};
use std::fmt;

/// The most events that wait for a tick; beyond them the oldest are dropped, and everything is let go.
pub const RAW_EVENT_COUNT_MAX: usize = 65_536;

const PAD_FIRST: u32 = 16;
const TOUCH_FIRST: u32 = PAD_FIRST + PAD_SLOT_COUNT as u32;

/// One device: the keyboard, the mouse, a pad by its slot, a finger by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Pod, Zeroable)]
#[repr(transparent)]
pub struct DeviceId(u32);

impl DeviceId {
    /// All keyboards as one.
    pub const KEYBOARD: Self = Self(0);
    /// All mice as one.
    pub const MOUSE: Self = Self(1);
    /// The window itself, for the loss of focus.
    pub const WINDOW: Self = Self(2);

    /// The pad in `slot`, virtual ones too; `None` from slot [`PAD_SLOT_COUNT`] on.
    pub fn pad(slot: u32) -> Option<Self> {
        (slot < PAD_SLOT_COUNT as u32).then_some(Self(PAD_FIRST + slot))
    }

    /// The virtual pad with `number`, from 0: a pad in all respects, in a slot behind those of real ones; `None`
    /// from [`VIRTUAL_PAD_COUNT_MAX`] on.
    pub fn virtual_pad(number: u32) -> Option<Self> {
        (number < VIRTUAL_PAD_COUNT_MAX as u32).then_some(Self(PAD_FIRST + PAD_COUNT_MAX as u32 + number))
    }

    /// The finger with number `finger`, from 0.
    pub fn touch(finger: u16) -> Self {
        Self(TOUCH_FIRST + u32::from(finger))
    }

    /// The slot, for a pad and a virtual pad. Range: 0 to 15.
    pub fn pad_slot(self) -> Option<u32> {
        (PAD_FIRST..PAD_FIRST + PAD_SLOT_COUNT as u32).contains(&self.0).then(|| self.0 - PAD_FIRST)
    }

    /// What kind of thing it is.
    pub fn kind(self) -> DeviceKind {
        match (self, self.pad_slot()) {
            (Self::KEYBOARD, _) => DeviceKind::Keyboard,
            (Self::MOUSE, _) => DeviceKind::Mouse,
            (_, Some(slot)) if slot < PAD_COUNT_MAX as u32 => DeviceKind::Pad,
            (_, Some(_)) => DeviceKind::VirtualPad,
            (Self(number), _) if number >= TOUCH_FIRST => DeviceKind::Touch,
            _ => DeviceKind::Window,
        }
    }

    /// As a number, for a file.
    pub fn number(self) -> u32 {
        self.0
    }

    /// The device of a number; `None` for one that no device has.
    pub fn from_number(number: u32) -> Option<Self> {
        let is_one = (number < 3) || (PAD_FIRST..=TOUCH_FIRST + u32::from(u16::MAX)).contains(&number);
        is_one.then_some(Self(number))
    }
}

impl fmt::Display for DeviceId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (*self, self.pad_slot()) {
            (_, Some(slot)) if slot < PAD_COUNT_MAX as u32 => write!(formatter, "pad{slot}"),
            (_, Some(slot)) => write!(formatter, "virtual{}", slot - PAD_COUNT_MAX as u32),
            (Self::KEYBOARD, _) => formatter.write_str("key"),
            (Self::MOUSE, _) => formatter.write_str("mouse"),
            (Self::WINDOW, _) => formatter.write_str("window"),
            (Self(number), _) => write!(formatter, "touch{}", number.saturating_sub(TOUCH_FIRST)),
        }
    }
}

/// Something that happens to a device as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeviceChange {
    /// A pad was plugged in; it takes a seat, where the game seats by itself.
    Connected,
    /// A pad is gone; all it held is released.
    Disconnected,
    /// The window lost the focus; all that is held on any device is released.
    FocusLost,
}

/// One control of one kind of device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Control {
    /// A key.
    Key(Key),
    /// A button of a pad.
    PadButton(PadButton),
    /// An axis of a pad.
    PadAxis(PadAxis),
    /// A part of a pad before its mapping; no binding can name it.
    PadElement(PadElement),
    /// A control of the mouse.
    Mouse(MouseControl),
    /// A change of a finger.
    Touch(TouchControl),
    /// A character that was typed, or a [`TextEdit`](super::TextEdit).
    Text(char),
    /// No control: the device itself changed.
    Device(DeviceChange),
}

/// A [`Control`] as plain data: its kind in the upper 8 bits, its number in the lower 24.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Pod, Zeroable)]
#[repr(transparent)]
pub struct ControlCode(pub u32);

const NUMBER_BITS: u32 = 24;

impl From<Control> for ControlCode {
    fn from(control: Control) -> Self {
        let (kind, number) = match control {
            Control::Key(key) => (0, key.number()),
            Control::PadButton(button) => (1, button.number()),
            Control::PadAxis(axis) => (2, axis.number()),
            Control::Mouse(mouse) => (3, mouse.number()),
            Control::Touch(touch) => (4, touch.number()),
            Control::Text(character) => (5, u32::from(character)),
            Control::PadElement(element) => (7, element.number()),
            Control::Device(DeviceChange::Connected) => (6, 0),
            Control::Device(DeviceChange::Disconnected) => (6, 1),
            Control::Device(DeviceChange::FocusLost) => (6, 2),
        };
        Self((kind << NUMBER_BITS) | number)
    }
}

impl ControlCode {
    /// The control that it stands for; `None` for a code of no control, as from a damaged file.
    pub fn control(self) -> Option<Control> {
        let number = self.0 & ((1 << NUMBER_BITS) - 1);
        match (self.0 >> NUMBER_BITS, number) {
            (0, _) => Key::from_number(number).map(Control::Key),
            (1, _) => PadButton::from_number(number).map(Control::PadButton),
            (2, _) => PadAxis::from_number(number).map(Control::PadAxis),
            (3, _) => MouseControl::from_number(number).map(Control::Mouse),
            (4, _) => TouchControl::from_number(number).map(Control::Touch),
            (5, _) => char::from_u32(number).map(Control::Text),
            (6, 0) => Some(Control::Device(DeviceChange::Connected)),
            (6, 1) => Some(Control::Device(DeviceChange::Disconnected)),
            (6, 2) => Some(Control::Device(DeviceChange::FocusLost)),
            (7, _) => PadElement::from_number(number).map(Control::PadElement),
            _ => None,
        }
    }
}

/// One event of one device.
///
/// Shape: plain data of 24 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct RawEvent {
    /// When it happened. Unit: microseconds since the session started, monotonic.
    pub micros: u64,
    /// Who.
    pub device: DeviceId,
    /// What.
    pub control: ControlCode,
    /// How much. Range: 0 to 1 for keys and buttons, -1 to 1 for axes; else as the control says.
    pub value: f32,
    /// The second number of a [`TouchControl::Move`]; 0 elsewhere.
    pub value_y: f32,
}

impl RawEvent {
    /// The event that `control` of `device` has `value` now.
    pub fn new(micros: u64, device: DeviceId, control: Control, value: f32) -> Self {
        Self { micros, device, control: control.into(), value, value_y: 0.0 }
    }

    /// A key went down or up. Repeats of a key that is held are no events; leave them out.
    pub fn key(micros: u64, key: Key, is_down: bool) -> Self {
        Self::new(micros, DeviceId::KEYBOARD, Control::Key(key), f32::from(u8::from(is_down)))
    }

    /// The same event with its value on the grid of 16 bits on which analogue values of devices lie, so that a log
    /// keeps them exactly.
    #[must_use]
    pub fn on_grid(self) -> Self {
        Self { value: grid_value(grid_steps(self.value)), ..self }
    }

    /// The window lost the focus.
    pub fn focus_lost(micros: u64) -> Self {
        Self::new(micros, DeviceId::WINDOW, Control::Device(DeviceChange::FocusLost), 0.0)
    }
}

/// A value between -1 and 1 in steps of 16 bits; 0 for one that is no number.
pub fn grid_steps(value: f32) -> i16 {
    // A cast of a float stays within the range of the number.
    (value.clamp(-1.0, 1.0) * f32::from(i16::MAX)).round() as i16
}

/// The value of so many steps. Range: -1 to 1.
pub fn grid_value(steps: i16) -> f32 {
    (f32::from(steps) / f32::from(i16::MAX)).max(-1.0)
}
