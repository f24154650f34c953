//! What players have done to the controls: a resource.

use crate::controls::{
    CONTROLS, COUNT, EMITTER, EMITTER_COUNT, EMITTERS, FADER, FIELD_MAX, FIELD_MIN, SWITCH,
};
use playground_core_ecs::component;
use playground_core_types::math::{Vec2, vec2};

/// [`Board::hand`]: the keyboard.
pub const KEYS: u32 = 0;
/// [`Board::hand`]: a pad.
pub const PAD: u32 = 1;
/// [`Board::hand`]: the mouse, or a finger.
pub const MOUSE: u32 = 2;

/// [`Board::held`] and [`Board::pressed`]: no control.
pub const NOTHING: u32 = u32::MAX;

/// How long a press is seen. Unit: seconds.
const LIT_SECONDS: f32 = 0.25;

/// The state of all controls.
#[component]
pub struct Board {
    /// Where each fader stands. Range: 0 to 1.
    pub values: [f32; COUNT],
    /// 1 for what is on.
    pub on: [u32; COUNT],
    /// How long the press of each is still seen. Unit: seconds.
    pub lit: [f32; COUNT],
    /// Where each emitter was put. Unit: virtual pixels.
    pub places: [Vec2; EMITTER_COUNT],
    /// Where each emitter is on its way there. Unit: virtual pixels.
    pub homes: [Vec2; EMITTER_COUNT],
    /// Where each emitter is by its own movement. Unit: virtual pixels.
    pub seen: [Vec2; EMITTER_COUNT],
    /// How loud each emitter is for the ears. Range: 0 to 1.
    pub heard: [f32; EMITTER_COUNT],
    /// Whither the cone points. Unit: radians.
    pub turn: f32,
    /// Where the mouse was. Unit: virtual pixels.
    pub pointer: Vec2,
    /// From the mouse to the middle of what it drags. Unit: virtual pixels.
    pub grip: Vec2,
    /// The control that keys and pads move.
    pub focus: u32,
    /// The control that the mouse drags, or [`NOTHING`].
    pub held: u32,
    /// The control that was pressed in this tick, or [`NOTHING`].
    pub pressed: u32,
    /// Which device was used last: [`KEYS`], [`PAD`] or [`MOUSE`].
    pub hand: u32,
    /// How many tones of a hundred are still to come.
    pub burst: u32,
}

impl Default for Board {
    fn default() -> Self {
        let places: [Vec2; EMITTER_COUNT] = std::array::from_fn(|index| CONTROLS[EMITTERS + index].place);
        Self {
            values: CONTROLS.map(|control| control.initial),
            on: CONTROLS.map(|control| u32::from(control.is_on)),
            lit: [0.0; COUNT],
            places,
            homes: places,
            seen: places,
            heard: [0.0; EMITTER_COUNT],
            turn: 0.0,
            pointer: Vec2::ZERO,
            grip: Vec2::ZERO,
            focus: 0,
            held: NOTHING,
            pressed: NOTHING,
            hand: KEYS,
            burst: 0,
        }
    }
}

impl Board {
    /// Whether a control is on.
    pub fn is_on(&self, control: usize) -> bool {
        self.on[control] != 0
    }

    /// The number of a fader, in the unit of its range.
    pub fn number(&self, control: usize) -> f32 {
        CONTROLS[control].range.at(self.values[control])
    }

    /// Whether a control was pressed in this tick.
    pub fn was_pressed(&self, control: usize) -> bool {
        self.pressed == control as u32
    }

    /// Presses a control: what can be on or off changes, and all that is pressed is seen for a moment.
    pub fn press(&mut self, control: usize) {
        self.pressed = control as u32;
        self.lit[control] = LIT_SECONDS;
        if matches!(CONTROLS[control].kind, EMITTER | FADER | SWITCH) {
            self.on[control] ^= 1;
        }
    }

    /// Puts a fader somewhere.
    pub fn set(&mut self, control: usize, share: f32) {
        self.values[control] = share.clamp(0.0, 1.0);
    }

    /// Puts an emitter somewhere in the field.
    pub fn put(&mut self, emitter: usize, place: Vec2) {
        let edge = vec2(10.0, 10.0);
        self.places[emitter] = place.clamp(FIELD_MIN + edge, FIELD_MAX - edge);
    }

    /// Where a control is: emitters move.
    pub fn place(&self, control: usize) -> Vec2 {
        match control.checked_sub(EMITTERS) {
            Some(emitter) if emitter < EMITTER_COUNT => self.seen[emitter],
            _ => CONTROLS[control].place,
        }
    }

    /// The control at a point.
    pub fn find(&self, point: Vec2) -> Option<usize> {
        (0..COUNT).find(|control| CONTROLS[*control].covers(self.place(*control), point))
    }
}
