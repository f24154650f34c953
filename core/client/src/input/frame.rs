//! The input of one tick, as plugins read it.

use super::text::TEXT_LINE_BYTES_MAX;
use playground_core_assets::{action, manifest};
use playground_core_ecs::{FixedText, component};
use playground_core_types::hash::name_hash;
use playground_core_types::math::{Vec2, vec2};

/// The most actions of a game.
pub const ACTION_COUNT_MAX: usize = action::ACTION_COUNT_MAX;

/// The most local players.
pub const SEAT_COUNT_MAX: usize = manifest::SEAT_COUNT_MAX as usize;

/// [`ActionFrame::seat_devices`]: nobody has the seat.
pub const SEAT_EMPTY: u8 = 0;

/// [`ActionFrame::seat_devices`]: a whole keyboard. In a game that seats by itself: at the first seat and each that
/// has keys of its own, while no pad has it.
pub const SEAT_KEYBOARD: u8 = 1;

/// [`ActionFrame::seat_devices`]: the left half of the keyboard.
pub const SEAT_KEYBOARD_LEFT: u8 = 2;

/// [`ActionFrame::seat_devices`]: the right half of the keyboard.
pub const SEAT_KEYBOARD_RIGHT: u8 = 3;

/// [`ActionFrame::seat_devices`]: a pad.
pub const SEAT_PAD: u8 = 4;

/// [`ActionFrame::seat_devices`]: a pad that was pulled out, or has yet to come. It has its seat again as soon as it
/// is back; else the next one that comes (or presses, where players join by pressing) has it.
pub const SEAT_PAD_LOST: u8 = 5;

/// The most bytes that are typed in one tick; what is beyond is lost.
pub const TYPED_BYTES_MAX: usize = 32;

const STATE_COUNT: usize = ACTION_COUNT_MAX * SEAT_COUNT_MAX;

/// One action of one seat in one tick.
#[component]
#[derive(Default)]
pub struct ActionState {
    /// The number of an axis or a button, the x of a stick; right and down are positive. Range: -1 to 1.
    pub x: f32,
    /// The y of a stick, down positive. Range: -1 to 1; 0 for other kinds.
    pub y: f32,
    /// When the first press of this tick came. Unit: microseconds since the tick's window began.
    pub first_press_micros: u32,
    /// When the last release of this tick came. Unit: microseconds since the tick's window began.
    pub last_release_micros: u32,
    /// How often it went down in this tick.
    pub pressed: u8,
    /// How often it went up in this tick.
    pub released: u8,
    /// 1 while it is down at the end of the tick, else 0.
    pub held: u8,
    /// 1 when it went down in this tick or at most the action's `buffer_ticks` before, else 0.
    pub buffered: u8,
}

/// All actions of all seats in one tick; a resource of the world.
///
/// Seats count from 1. An action that the game did not declare and a seat that nobody has are at
/// rest, so that asking for one is no failure.
#[component]
pub struct ActionFrame {
    /// The hashes of the actions' names; 0 where there is none.
    pub names: [u64; ACTION_COUNT_MAX],
    /// Seat after seat, action after action.
    pub states: [ActionState; STATE_COUNT],
    /// Where the mouse, or else the first finger, is. Unit: virtual pixels of the screen. Range: the virtual screen.
    pub pointer: Vec2,
    /// How far the mouse was moved in this tick, y down, whether or not the pointer could follow: what a view turns by
    /// while the pointer is locked ([`PointerWish`](super::PointerWish)). Unit: virtual pixels.
    pub pointer_movement: Vec2,
    /// What was typed in this tick, as the keyboard's layout says.
    pub typed: FixedText<TYPED_BYTES_MAX>,
    /// The same with what was pasted and done to a text, each a character ([`TextEdit`](super::TextEdit)). Keys edit and paste
    /// only while text is wanted ([`TextWish`](super::TextWish)). For [`TextLine::edit`](super::TextLine::edit).
    pub edits: FixedText<TEXT_LINE_BYTES_MAX>,
    /// Who has each seat, by seat - 1: one of [`SEAT_EMPTY`], [`SEAT_KEYBOARD`], [`SEAT_KEYBOARD_LEFT`],
    /// [`SEAT_KEYBOARD_RIGHT`], [`SEAT_PAD`] and [`SEAT_PAD_LOST`].
    pub seat_devices: [u8; SEAT_COUNT_MAX],
}

impl Default for ActionFrame {
    fn default() -> Self {
        Self {
            names: [0; ACTION_COUNT_MAX],
            states: [ActionState::default(); STATE_COUNT],
            pointer: Vec2::ZERO,
            pointer_movement: Vec2::ZERO,
            typed: FixedText::default(),
            edits: FixedText::default(),
            seat_devices: [SEAT_EMPTY; SEAT_COUNT_MAX],
        }
    }
}

impl ActionFrame {
    /// Everything about an action of a seat.
    pub fn state(&self, seat: u32, action: &str) -> ActionState {
        match self.action(action) {
            Some(action) => self.state_at(seat, action),
            None => ActionState::default(),
        }
    }

    /// Whether a button is down at the end of the tick.
    pub fn button(&self, seat: u32, action: &str) -> bool {
        self.state(seat, action).held != 0
    }

    /// Whether a button went down in this tick, however shortly.
    pub fn pressed(&self, seat: u32, action: &str) -> bool {
        self.state(seat, action).pressed != 0
    }

    /// Whether a button went up in this tick.
    pub fn released(&self, seat: u32, action: &str) -> bool {
        self.state(seat, action).released != 0
    }

    /// Whether a button went down in this tick or at most its `buffer_ticks` before.
    pub fn buffered(&self, seat: u32, action: &str) -> bool {
        self.state(seat, action).buffered != 0
    }

    /// The value of an axis; right and down are positive. Range: -1 to 1.
    pub fn axis(&self, seat: u32, action: &str) -> f32 {
        self.state(seat, action).x
    }

    /// The direction of a stick, y down. Range: length 0 to 1.
    pub fn stick(&self, seat: u32, action: &str) -> Vec2 {
        let state = self.state(seat, action);
        vec2(state.x, state.y)
    }

    /// Whether somebody has the seat, though their pad may be lost just now. Seats count from 1.
    pub fn is_seated(&self, seat: u32) -> bool {
        let index = (seat as usize).wrapping_sub(1);
        self.seat_devices.get(index).is_some_and(|device| *device != SEAT_EMPTY)
    }

    /// Whether a button of any seat is down at the end of the tick.
    pub fn any_button(&self, action: &str) -> bool {
        self.any(action, |state| state.held != 0)
    }

    /// Whether a button of any seat went down in this tick.
    pub fn any_pressed(&self, action: &str) -> bool {
        self.any(action, |state| state.pressed != 0)
    }

    /// Whether a button of any seat went up in this tick.
    pub fn any_released(&self, action: &str) -> bool {
        self.any(action, |state| state.released != 0)
    }

    /// The axis of the seat that moves it most; right and down are positive. Range: -1 to 1.
    pub fn any_axis(&self, action: &str) -> f32 {
        self.any_stick(action).x
    }

    /// The stick of the seat that moves it most, y down. Range: length 0 to 1.
    pub fn any_stick(&self, action: &str) -> Vec2 {
        let mut largest = Vec2::ZERO;
        for seat in seats() {
            let stick = self.stick(seat, action);
            if stick.length_squared() > largest.length_squared() {
                largest = stick;
            }
        }
        largest
    }

    /// The place of an action in this frame.
    pub fn action(&self, name: &str) -> Option<usize> {
        let hash = name_hash(name);
        self.names.iter().position(|candidate| *candidate == hash)
    }

    /// The state of the action at a place; at rest for a seat or place that is none.
    pub fn state_at(&self, seat: u32, action: usize) -> ActionState {
        place(seat, action).map_or_else(ActionState::default, |place| self.states[place])
    }

    /// Sets the state of the action at a place; nothing for a seat or place that is none.
    pub fn set_state_at(&mut self, seat: u32, action: usize, state: ActionState) {
        if let Some(place) = place(seat, action) {
            self.states[place] = state;
        }
    }

    fn any(&self, action: &str, is_so: fn(ActionState) -> bool) -> bool {
        seats().any(|seat| is_so(self.state(seat, action)))
    }
}

fn seats() -> std::ops::RangeInclusive<u32> {
    1..=SEAT_COUNT_MAX as u32
}

fn place(seat: u32, action: usize) -> Option<usize> {
    let is_seat = (1..=SEAT_COUNT_MAX as u32).contains(&seat);
    (is_seat && action < ACTION_COUNT_MAX).then(|| (seat as usize - 1) * ACTION_COUNT_MAX + action)
}
