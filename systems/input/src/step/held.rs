//! What is held from tick to tick: controls, the seats of pads, and how far each action is.

use super::picture::{Picture, can_be_held};
use playground_core_client::input::{
    ACTION_COUNT_MAX, Control, ControlCode, DeviceChange, DeviceId, PAD_COUNT_MAX, RawEvent, SEAT_COUNT_MAX,
};
use std::collections::BTreeMap;

/// The state that one tick hands to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// What is not at rest.
    values: BTreeMap<(DeviceId, ControlCode), f32>,
    /// What left its rest in this tick, and how far it went.
    taps: BTreeMap<(DeviceId, ControlCode), f32>,
    pads: [PadPlace; PAD_COUNT_MAX],
    tracks: [[Track; ACTION_COUNT_MAX]; SEAT_COUNT_MAX],
    /// What is down whether or not a tick may read it.
    picture: Picture,
    /// Whether something changed between two ticks, which the actions have yet to notice.
    is_unsettled: bool,
}

impl Default for Held {
    fn default() -> Self {
        Self {
            values: BTreeMap::new(),
            taps: BTreeMap::new(),
            pads: [PadPlace::default(); PAD_COUNT_MAX],
            tracks: [[Track::default(); ACTION_COUNT_MAX]; SEAT_COUNT_MAX],
            picture: Picture::default(),
            is_unsettled: false,
        }
    }
}

/// The seat of one pad slot, remembered after the pad went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct PadPlace {
    is_connected: bool,
    /// 0 before the slot's first pad.
    seat: u32,
}

/// How far one action of one seat is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Track {
    pub(super) is_down: bool,
    pub(super) pressed: u8,
    pub(super) released: u8,
    pub(super) ticks_since_press: u16,
    pub(super) first_press_micros: u32,
}

impl Default for Track {
    fn default() -> Self {
        Self {
            is_down: false,
            pressed: 0,
            released: 0,
            // Never: longer ago than any buffer.
            ticks_since_press: u16::MAX,
            first_press_micros: 0,
        }
    }
}

/// Which part of a tick a value is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Span {
    /// This moment.
    Now,
    /// The whole tick: a press that came and went within it counts as held, or it would be lost.
    Tick,
}

impl Held {
    /// Takes in an event that no tick reads: what is down is remembered, and pads come and go.
    pub fn observe(&mut self, event: &RawEvent) {
        self.picture.see(event);
        match event.control.control() {
            Some(Control::Device(change)) => {
                self.change(event.device, change);
                self.is_unsettled = true;
            }
            // A pad that was heard is there, whether or not it said so.
            Some(Control::PadButton(_) | Control::PadAxis(_)) => self.connect(event.device),
            _ => {}
        }
    }

    /// Holds what is down as last seen; the next tick counts releases by that, and no press.
    pub fn resume(&mut self) {
        self.values.clone_from(self.picture.values());
        self.taps.clear();
        // A pad that was heard is there, in the order of the slots.
        for slot in 0..PAD_COUNT_MAX as u32 {
            if let Some(pad) = DeviceId::pad(slot).filter(|pad| self.picture.holds(*pad)) {
                self.connect(pad);
            }
        }
        self.is_unsettled = true;
    }

    /// Begins a new game: nothing is held and nobody has a seat. What is down stays known.
    pub fn restart(&mut self) {
        *self = Self { picture: std::mem::take(&mut self.picture), ..Self::default() };
    }

    /// The seat of each pad slot; 0 for a slot without a pad.
    pub fn pad_seats(&self) -> [u32; PAD_COUNT_MAX] {
        self.pads.map(|pad| if pad.is_connected { pad.seat } else { 0 })
    }

    /// The seat of the pad in `slot`; 0 where there is none.
    pub fn seat_of_pad(&self, slot: u32) -> u32 {
        self.pad_seats().get(slot as usize).copied().unwrap_or_default()
    }

    /// What `control` is at for `seat`: on the seat's own pad, or on the one keyboard and mouse.
    pub(super) fn value(&self, seat: u32, control: Control, span: Span) -> f32 {
        let device = match control {
            Control::PadButton(_) | Control::PadAxis(_) => self.pad_of_seat(seat),
            Control::Key(_) => Some(DeviceId::KEYBOARD),
            Control::Mouse(_) => Some(DeviceId::MOUSE),
            Control::Touch(_) | Control::Text(_) | Control::Device(_) => None,
        };
        let Some(place) = device.map(|device| (device, ControlCode::from(control))) else { return 0.0 };
        let tap = if span == Span::Tick { self.taps.get(&place) } else { None };
        self.values.get(&place).or(tap).copied().unwrap_or_default()
    }

    /// Starts counting the presses of a new tick.
    pub(super) fn begin_tick(&mut self) {
        self.taps.clear();
        for track in self.tracks.as_flattened_mut() {
            track.pressed = 0;
            track.released = 0;
            track.first_press_micros = 0;
            track.ticks_since_press = track.ticks_since_press.saturating_add(1);
        }
    }

    /// Notes what an event says of the devices, for a later [`Held::resume`].
    pub(super) fn see(&mut self, event: &RawEvent) {
        self.picture.see(event);
    }

    /// Whether something changed since the last tick that the actions have not noticed; asked once.
    pub(super) fn take_unsettled(&mut self) -> bool {
        std::mem::take(&mut self.is_unsettled)
    }

    /// Does what the change of a device asks for.
    pub(super) fn change(&mut self, device: DeviceId, change: DeviceChange) {
        match change {
            DeviceChange::Connected => self.connect(device),
            DeviceChange::Disconnected => self.disconnect(device),
            DeviceChange::FocusLost => self.values.clear(),
        }
    }

    /// Sets a control and tells whether that changed anything.
    pub(super) fn set(&mut self, device: DeviceId, control: Control, value: f32) -> bool {
        if !can_be_held(control) || !value.is_finite() {
            return false;
        }
        // A pad that was heard is there, whether or not it said so.
        self.connect(device);
        let (place, value) = ((device, ControlCode::from(control)), value.clamp(-1.0, 1.0));
        let before = if value == 0.0 { self.values.remove(&place) } else { self.values.insert(place, value) };
        if value != 0.0 && before.is_none() {
            self.taps.entry(place).or_insert(value);
        }
        if let Some(tap) = self.taps.get_mut(&place).filter(|tap| tap.abs() < value.abs()) {
            *tap = value;
        }
        before.unwrap_or_default() != value
    }

    /// Gives a pad the seat that it had, or else the first that is free.
    fn connect(&mut self, device: DeviceId) {
        let Some(slot) = device.pad_slot().map(|slot| slot as usize) else { return };
        if self.pads[slot].is_connected {
            return;
        }
        let is_free = |seat: &u32| self.pad_of_seat(*seat).is_none();
        let remembered = Some(self.pads[slot].seat).filter(|seat| *seat != 0 && is_free(seat));
        let seat = remembered.or_else(|| (1..=SEAT_COUNT_MAX as u32).find(is_free)).unwrap_or_default();
        self.pads[slot] = PadPlace { is_connected: true, seat };
    }

    /// Releases all that a device holds; a pad's seat is free, and remembered.
    fn disconnect(&mut self, device: DeviceId) {
        self.values.retain(|(holder, _), _| *holder != device);
        if let Some(slot) = device.pad_slot() {
            self.pads[slot as usize].is_connected = false;
        }
    }

    pub(super) fn track(&self, seat: u32, action: usize) -> Track {
        self.tracks[seat as usize - 1][action]
    }

    pub(super) fn track_mut(&mut self, seat: u32, action: usize) -> &mut Track {
        &mut self.tracks[seat as usize - 1][action]
    }

    fn pad_of_seat(&self, seat: u32) -> Option<DeviceId> {
        let slot = self.pads.iter().position(|pad| pad.is_connected && pad.seat == seat)?;
        DeviceId::pad(slot as u32)
    }
}
