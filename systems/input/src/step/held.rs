//! What is held from tick to tick: controls, seats, and how far each action is.

use super::gates::Gates;
use super::levels::{Chosen, levels_of};
use super::picture::{Picture, can_be_held};
use super::plan::{Plan, swapped};
use super::pointer::Wheel;
use super::seats::{Candidate, Seats, TOUCH_PAD_SLOT};
use super::track::Track;
use super::values::Values;
use playground_core_client::input::{
    ACTION_COUNT_MAX, ActionMap, Bind, Control, DeviceChange, DeviceId, MouseControl, PAD_COUNT_MAX,
    PAD_SLOT_COUNT, RawEvent, SEAT_COUNT_MAX, SeatRules,
};
use playground_core_types::Handle;
use playground_core_types::math::{Vec2, vec2};

/// The state that one tick hands to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// What is not at rest.
    values: Values,
    /// What left its rest in this tick, and how far it went.
    taps: Values,
    /// Where those are.
    tapped: Vec<usize>,
    seats: Seats,
    tracks: [[Track; ACTION_COUNT_MAX]; SEAT_COUNT_MAX],
    wheel: Wheel,
    /// The virtual screen that the pointer stays on.
    screen: Vec2,
    /// What is down whether or not a tick may read it.
    picture: Picture,
    /// Whether something changed between two ticks, which the actions have yet to notice.
    is_unsettled: bool,
    plan: Handle<Plan>,
    pub(super) gates: Gates,
    chosen: Chosen,
}

impl Default for Held {
    fn default() -> Self {
        Self {
            values: Values::default(),
            taps: Values::default(),
            tapped: Vec::new(),
            seats: Seats::default(),
            tracks: [[Track::default(); ACTION_COUNT_MAX]; SEAT_COUNT_MAX],
            wheel: Wheel::default(),
            screen: SCREEN,
            picture: Picture::default(),
            is_unsettled: false,
            plan: Handle::default(),
            gates: Gates::default(),
            chosen: Chosen::default(),
        }
    }
}

/// The virtual screen before a game says its own: that of a manifest without a window.
const SCREEN: Vec2 = vec2(320.0, 180.0);

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
        self.forget_taps();
        // A pad that was heard is there, in the order of the slots.
        for slot in 0..PAD_SLOT_COUNT as u32 {
            if let Some(pad) = DeviceId::pad(slot).filter(|pad| self.picture.holds(*pad)) {
                self.connect(pad);
            }
        }
        self.is_unsettled = true;
    }

    /// Begins a new game: nothing is held and nobody has a seat but those that are ready. What is down stays known.
    ///
    /// The pointer lies at the left top. Gives the place where the mouse is.
    pub fn restart(&mut self, rules: &SeatRules, screen: Vec2) -> Vec2 {
        let mut picture = std::mem::take(&mut self.picture);
        let place = picture.pointer.restart();
        *self = Self { picture, seats: Seats::new(rules), screen, ..Self::default() };
        place
    }

    /// The actions are bound anew: they are to notice what that changes.
    pub fn rebind(&mut self, rules: &SeatRules) {
        self.seats.rebind(rules);
        self.is_unsettled = true;
    }

    /// The seat of each pad slot; 0 for a slot without a pad or without a seat.
    pub fn pad_seats(&self) -> [u32; PAD_SLOT_COUNT] {
        self.seats.pad_seats()
    }

    /// Who has each seat, as a frame tells it.
    pub fn seat_devices(&self) -> [u8; SEAT_COUNT_MAX] {
        self.seats.devices()
    }

    /// Where the mouse or the first finger is.
    pub fn pointer(&self) -> Vec2 {
        self.picture.pointer.place(self.screen)
    }

    /// How far the mouse was moved in this tick.
    pub(super) fn pointer_movement(&self) -> Vec2 {
        self.picture.pointer.moved()
    }

    /// The seat of the pad in `slot`; 0 where there is none.
    pub fn seat_of_pad(&self, slot: u32) -> u32 {
        self.seats.seat_of_pad(slot).unwrap_or_default()
    }

    /// The bits of the actions that the touch pad moves now, by place: those of the sets of its seat.
    pub(crate) fn active_on_touch_pad(&self) -> u32 {
        let seat = self.seats.seat_of_pad(TOUCH_PAD_SLOT).unwrap_or(1);
        self.plan.active_actions(seat, &self.gates.levels[seat as usize - 1])
    }

    /// The slots of virtual pads that are there.
    pub(crate) fn virtual_pads(&self) -> impl Iterator<Item = u32> {
        (PAD_COUNT_MAX as u32..PAD_SLOT_COUNT as u32).filter(|slot| self.seats.is_connected(*slot))
    }

    /// The sets of actions that the world has chosen; they count from the next tick on.
    pub fn choose(&mut self, chosen: Chosen) {
        self.chosen = chosen;
    }

    /// Frees the seats that the world's rules have given up.
    pub fn leave(&mut self, seats: impl Iterator<Item = u32>) {
        for seat in seats {
            self.is_unsettled |= self.seats.leave(seat);
        }
    }

    /// The plan of a map: the one of the tick before, where the map is the same.
    pub(super) fn plan(&mut self, map: &ActionMap) -> Handle<Plan> {
        if self.plan.map != *map {
            self.plan = Handle::new(Plan::new(map));
            self.gates = Gates::of(&self.plan);
            self.is_unsettled = true;
        }
        Handle::clone(&self.plan)
    }

    /// Takes over the levels of the chosen sets; the seats for which they are other ones than before.
    pub(super) fn change_levels(&mut self, plan: &Plan) -> impl Iterator<Item = u32> + use<> {
        let levels = if plan.has_sets() { levels_of(&plan.map, &self.chosen) } else { self.gates.levels };
        let before = std::mem::replace(&mut self.gates.levels, levels);
        (1..).zip(before.into_iter().zip(levels)).filter(|(_, (old, new))| old != new).map(|(seat, _)| seat)
    }

    /// What `control` is at for `seat`: on the seat's own pad, or on the one keyboard and mouse.
    pub(super) fn value(&self, seat: u32, control: Control, span: Span) -> f32 {
        let control = if self.plan.is_swapped(seat) { swapped(control) } else { control };
        let device = match control {
            Control::PadButton(_) | Control::PadAxis(_) => self.seats.pad_of_seat(seat),
            Control::Key(_) => Some(DeviceId::KEYBOARD),
            Control::Mouse(_) => Some(DeviceId::MOUSE),
            Control::PadElement(_) | Control::Touch(_) | Control::Text(_) | Control::Device(_) => None,
        };
        let Some(place) = device.and_then(|device| Values::place(device, control)) else { return 0.0 };
        match self.values.at(place) {
            0.0 if span == Span::Tick => self.taps.at(place),
            value => value,
        }
    }

    /// Starts counting the presses of a new tick.
    pub(super) fn begin_tick(&mut self) {
        self.forget_taps();
        self.picture.pointer.begin_tick();
        for track in self.tracks.as_flattened_mut() {
            track.begin_tick();
        }
        self.gates.begin_tick();
    }

    fn forget_taps(&mut self) {
        for place in self.tapped.drain(..) {
            self.taps.set(place, 0.0);
        }
    }

    /// Notes what an event says of the devices, for a later [`Held::resume`]; gives what a finger does to the left
    /// button of the mouse.
    pub(super) fn see(&mut self, event: &RawEvent) -> Option<RawEvent> {
        self.picture.see(event)
    }

    /// Turns the wheel; gives what that presses, and how often.
    pub(super) fn turn_wheel(&mut self, notches: f32) -> (MouseControl, u32) {
        self.wheel.turn(notches)
    }

    /// Whether a binding moves the actions of `seat` now.
    pub(super) fn counts(&self, bind: &Bind, seat: u32) -> bool {
        self.seats.counts(bind, seat)
    }

    /// Whether players join by pressing.
    pub(super) fn joins_by_pressing(&self) -> bool {
        self.seats.joins_by_pressing()
    }

    /// A button of a device was pressed: the seat that it has now and had not before.
    pub(super) fn join(&mut self, candidate: Candidate) -> Option<u32> {
        self.seats.join(candidate)
    }

    /// The touch pad and the pad of a lone player have the same seat: whichever is used has it. Whether that changed.
    pub(super) fn hand_over(&mut self, device: DeviceId) -> bool {
        device.pad_slot().is_some_and(|slot| self.seats.hand_over(slot))
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

    /// Sets a control; gives what it was at before, where that changed anything.
    pub(super) fn set(&mut self, device: DeviceId, control: Control, value: f32) -> Option<f32> {
        if !can_be_held(control) || !value.is_finite() {
            return None;
        }
        // A pad that was heard is there, whether or not it said so.
        self.connect(device);
        let place = Values::place(device, control)?;
        let value = value.clamp(-1.0, 1.0);
        let before = self.values.set(place, value);
        let tap = self.taps.at(place);
        if tap == 0.0 && before == 0.0 && value != 0.0 {
            self.tapped.push(place);
            self.taps.set(place, value);
        } else if tap != 0.0 && tap.abs() < value.abs() {
            self.taps.set(place, value);
        }
        (before != value).then_some(before)
    }

    /// What a control of a device is at.
    pub(super) fn at(&self, device: DeviceId, control: Control) -> f32 {
        Values::place(device, control).map_or(0.0, |place| self.values.at(place))
    }

    /// A pad is there.
    fn connect(&mut self, device: DeviceId) {
        if let Some(slot) = device.pad_slot() {
            self.seats.connect(slot);
        }
    }

    /// Releases all that a device holds; a pad's seat waits for it.
    fn disconnect(&mut self, device: DeviceId) {
        self.values.release(device);
        if let Some(slot) = device.pad_slot() {
            self.seats.disconnect(slot);
        }
    }

    pub(super) fn track(&self, seat: u32, action: usize) -> Track {
        self.tracks[seat as usize - 1][action]
    }

    pub(super) fn track_mut(&mut self, seat: u32, action: usize) -> &mut Track {
        &mut self.tracks[seat as usize - 1][action]
    }
}
