//! Fingers on the touch pad become a virtual pad; all that they do there is taken out of the log.
//!
//! Each finger has what it came down on until it is lifted: a control of the pad, or the game. What is let go for
//! another reason (a menu, a key, a lost focus) stays let go, however long the finger lies there.

mod layout;

use playground_core_client::input::{
    ActionMap, Control, DeviceChange, DeviceId, DeviceKind, MouseControl, PadButton, RawEvent,
    TOUCH_PAD_NUMBER, TouchControl, TouchPad, TouchPayload, TouchSpot, TouchTarget,
};
use playground_core_client::settings::{TouchSettings, TouchShown};
use playground_core_types::math::{Vec2, vec2};
use std::collections::BTreeMap;

/// From which push on a direction of the four-way pad is pressed.
const CROSS_PUSH: f32 = 0.4;
/// How much further than it is drawn a button is felt.
const BUTTON_REACH: f32 = 1.3;
/// The same of a stick.
const STICK_REACH: f32 = 1.5;
/// How far from its middle a stick is pushed whole, of its radius.
const STICK_THROW: f32 = 0.85;
/// From which value on a key or an axis says that somebody plays with something else.
const USED_VALUE: f32 = 0.5;

/// What a finger holds until it is lifted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grip {
    /// The control of this number.
    Spot(usize),
    /// Nothing: its control was let go for it.
    Lost,
    /// The game.
    Game,
}

/// What the places of the controls follow from.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Basis {
    size: [u32; 2],
    pixels_per_millimetre: f32,
    settings: TouchSettings,
    map_revision: u64,
    /// The bits of the actions that there is something for.
    active: u32,
}

/// What is remembered of fingers between frames.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Touch {
    fingers: BTreeMap<DeviceId, Grip>,
    /// Whether fingers were the last that did anything.
    is_touched: bool,
    /// Whether the game knows of the virtual pad.
    is_connected: bool,
    basis: Option<Basis>,
}

impl Touch {
    /// A new game knows nothing of the virtual pad.
    pub(crate) fn forget_game(&mut self, pad: &mut TouchPad) {
        pad.spots.iter_mut().for_each(|spot| spot.push = Vec2::ZERO);
        self.lose_grips();
        (self.is_connected, self.basis) = (false, None);
    }

    /// Takes what fingers do on the pad out of the events that are new, and puts what the pad says in its place.
    pub(crate) fn step(
        &mut self,
        payload: &TouchPayload,
        (map, map_revision, active): (&ActionMap, u64, u32),
        pad: &mut TouchPad,
        events: &mut Vec<RawEvent>,
    ) {
        let seen = usize::try_from(payload.seen).unwrap_or(usize::MAX).min(events.len());
        let fresh = events.split_off(seen);
        let TouchPayload { size, pixels_per_millimetre, now_micros, .. } = *payload;
        let basis = Basis { size, pixels_per_millimetre, settings: pad.settings, map_revision, active };
        let before = self.basis.replace(basis);
        if before != Some(basis) {
            // Another set of actions: what is in it too is held on.
            if before != before.map(|before| Basis { active: before.active, ..basis }) {
                self.release_all(pad, now_micros, events);
            }
            let spots = layout::spots(map, (basis.settings, active), size, pixels_per_millimetre);
            self.change_spots(pad, spots, now_micros, events);
        }
        let is_wanted = payload.is_playing != 0 && pad.settings.shown != TouchShown::Never;
        if !is_wanted {
            self.release_all(pad, now_micros, events);
        }
        self.show(pad, is_wanted);
        for event in fresh {
            if !self.take(payload, (pad, is_wanted), &event, events) {
                events.push(event);
            }
            self.show(pad, is_wanted);
        }
    }

    fn show(&self, pad: &mut TouchPad, is_wanted: bool) {
        pad.is_shown = is_wanted && (self.is_touched || pad.settings.shown == TouchShown::Always);
    }

    /// Takes in an event; true for what a finger did on the pad.
    fn take(
        &mut self,
        payload: &TouchPayload,
        (pad, is_wanted): (&mut TouchPad, bool),
        event: &RawEvent,
        events: &mut Vec<RawEvent>,
    ) -> bool {
        match event.control.control() {
            Some(Control::Touch(TouchControl::Move)) => {
                self.is_touched = true;
                let place = pixel(payload, vec2(event.value, event.value_y));
                place.is_finite() && self.move_finger((pad, is_wanted), event, place, events)
            }
            Some(Control::Touch(TouchControl::Up)) => match self.fingers.remove(&event.device) {
                Some(Grip::Spot(index)) => {
                    self.push(pad, (index, Vec2::ZERO), event.micros, events);
                    true
                }
                Some(Grip::Lost) => true,
                Some(Grip::Game) | None => false,
            },
            Some(Control::Device(DeviceChange::FocusLost)) => {
                self.release_all(pad, event.micros, events);
                // Whoever lifts them now is not told here.
                self.fingers.clear();
                false
            }
            Some(control) => {
                if is_used(event, control) && pad.settings.shown == TouchShown::Auto {
                    self.is_touched = false;
                    self.release_all(pad, event.micros, events);
                }
                false
            }
            None => false,
        }
    }

    fn move_finger(
        &mut self,
        (pad, is_wanted): (&mut TouchPad, bool),
        event: &RawEvent,
        place: Vec2,
        events: &mut Vec<RawEvent>,
    ) -> bool {
        let grip = match self.fingers.get(&event.device) {
            Some(grip) => *grip,
            // In a menu they are the menu's.
            None if !is_wanted => return false,
            None => {
                let spot = if pad.is_shown { self.free_spot(pad, place) } else { None };
                let grip = spot.map_or(Grip::Game, Grip::Spot);
                self.fingers.insert(event.device, grip);
                grip
            }
        };
        if let Grip::Spot(index) = grip {
            let push = pad.spots.get(index).map(|spot| match spot.target {
                TouchTarget::Stick { .. } | TouchTarget::Cross => {
                    limited((place - spot.middle) / (spot.radius * STICK_THROW).max(1.0))
                }
                TouchTarget::Button(_) | TouchTarget::Key(_) => vec2(1.0, 0.0),
            });
            self.push(pad, (index, push.unwrap_or_default()), event.micros, events);
        }
        grip != Grip::Game
    }

    /// The control under a place that no finger has.
    fn free_spot(&self, pad: &TouchPad, place: Vec2) -> Option<usize> {
        let is_free = |index: usize| !self.fingers.values().any(|grip| *grip == Grip::Spot(index));
        let spots = pad.spots.iter().enumerate().filter(|(index, _)| is_free(*index));
        let away = spots.map(|(index, spot)| {
            let reach = match spot.target {
                TouchTarget::Stick { .. } | TouchTarget::Cross => STICK_REACH,
                TouchTarget::Button(_) | TouchTarget::Key(_) => BUTTON_REACH,
            };
            (index, (place - spot.middle).length() / (spot.radius * reach).max(1.0))
        });
        let near = away.filter(|(_, away)| *away <= 1.0);
        near.min_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(index, _)| index)
    }

    /// Lets all controls go, and the fingers on them with nothing.
    fn release_all(&mut self, pad: &mut TouchPad, micros: u64, events: &mut Vec<RawEvent>) {
        for index in 0..pad.spots.len() {
            self.push(pad, (index, Vec2::ZERO), micros, events);
        }
        self.lose_grips();
    }

    /// Other controls: fingers keep those that are there before and after.
    fn change_spots(
        &mut self,
        pad: &mut TouchPad,
        mut spots: Vec<TouchSpot>,
        micros: u64,
        events: &mut Vec<RawEvent>,
    ) {
        let find = |target| spots.iter().position(|spot: &TouchSpot| spot.target == target);
        let places: Vec<Option<usize>> = pad.spots.iter().map(|spot| find(spot.target)).collect();
        for (index, place) in places.iter().enumerate() {
            match place {
                Some(place) => spots[*place].push = pad.spots[index].push,
                None => self.push(pad, (index, Vec2::ZERO), micros, events),
            }
        }
        for grip in self.fingers.values_mut() {
            if let Grip::Spot(index) = *grip {
                *grip = places.get(index).copied().flatten().map_or(Grip::Lost, Grip::Spot);
            }
        }
        pad.spots = spots;
    }

    fn lose_grips(&mut self) {
        let held = self.fingers.values_mut().filter(|grip| matches!(grip, Grip::Spot(_)));
        held.for_each(|grip| *grip = Grip::Lost);
    }

    /// Pushes a control, and says so.
    fn push(
        &mut self,
        pad: &mut TouchPad,
        (index, push): (usize, Vec2),
        micros: u64,
        events: &mut Vec<RawEvent>,
    ) {
        let Some(spot) = pad.spots.get_mut(index) else { return };
        let before = std::mem::replace(&mut spot.push, push);
        if before == push {
            return;
        }
        let Some(device) = DeviceId::virtual_pad(TOUCH_PAD_NUMBER) else { return };
        if !std::mem::replace(&mut self.is_connected, true) {
            let connected = Control::Device(DeviceChange::Connected);
            events.push(RawEvent::new(micros, device, connected, 1.0));
        }
        let mut say = |control: Control, before: f32, value: f32| {
            if before != value {
                events.push(RawEvent::new(micros, device, control, value).on_grid());
            }
        };
        match spot.target {
            TouchTarget::Stick { x, y } => {
                // A pad reports up as positive.
                let axes = [(x, before.x, push.x), (y, -before.y, -push.y)];
                for (axis, before, value) in axes {
                    if let Some(axis) = axis {
                        say(Control::PadAxis(axis), before, value);
                    }
                }
            }
            TouchTarget::Cross => {
                for ((button, before), (_, value)) in directions(before).into_iter().zip(directions(push)) {
                    say(Control::PadButton(button), before, value);
                }
            }
            TouchTarget::Button(button) => say(Control::PadButton(button), before.x, push.x),
            TouchTarget::Key(key) => events.push(RawEvent::key(micros, key, push.x > 0.5)),
        }
    }
}

/// Where a place of the game's screen lies in the window. Unit: pixels.
fn pixel(payload: &TouchPayload, place: Vec2) -> Vec2 {
    let [left, top, width, height] = payload.viewport.map(|side| side as f32);
    let [virtual_width, virtual_height] = payload.virtual_size.map(|side| side.max(1) as f32);
    vec2(left + place.x * width / virtual_width, top + place.y * height / virtual_height)
}

/// The buttons of the four-way pad at a push, each 0 or 1.
fn directions(push: Vec2) -> [(PadButton, f32); 4] {
    let pressed = |value: f32| if value > CROSS_PUSH { 1.0 } else { 0.0 };
    [
        (PadButton::DPadUp, pressed(-push.y)),
        (PadButton::DPadLeft, pressed(-push.x)),
        (PadButton::DPadDown, pressed(push.y)),
        (PadButton::DPadRight, pressed(push.x)),
    ]
}

fn limited(push: Vec2) -> Vec2 {
    let length = push.length();
    if length > 1.0 { push / length } else { push }
}

/// Whether somebody plays with something that is no finger.
fn is_used(event: &RawEvent, control: Control) -> bool {
    match control {
        Control::Key(_) => event.value > USED_VALUE,
        Control::PadButton(_) | Control::PadAxis(_) => {
            event.device.kind() == DeviceKind::Pad && event.value.abs() > USED_VALUE
        }
        Control::Mouse(MouseControl::Left | MouseControl::Right | MouseControl::Middle) => {
            event.value > USED_VALUE
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
