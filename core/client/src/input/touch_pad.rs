//! The touch pad on the screen: sticks and buttons for fingers, which send the events of a virtual pad.

use super::key::Key;
use super::pad::{PadAxis, PadButton};
use crate::settings::TouchSettings;
use bytemuck::{Pod, Zeroable};
use playground_core_types::math::Vec2;

/// Which of the virtual pads is the one on the screen: the last, so that tests and scripts have the first.
pub const TOUCH_PAD_NUMBER: u32 = 7;

/// What a spot of the touch pad sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TouchTarget {
    /// A stick; of an axis that is `None` nothing is sent.
    Stick {
        /// What goes from left to right.
        x: Option<PadAxis>,
        /// What goes up and down.
        y: Option<PadAxis>,
    },
    /// The four-way pad of a pad.
    Cross,
    /// A button.
    Button(PadButton),
    /// A key of the keyboard: for a button of the game that no pad has.
    Key(Key),
}

/// A round place on the screen under which a control lies.
#[derive(Debug, Clone, PartialEq)]
pub struct TouchSpot {
    /// What it sends.
    pub target: TouchTarget,
    /// What the game calls it.
    pub label: String,
    /// Unit: pixels of the window.
    pub middle: Vec2,
    /// Unit: pixels of the window.
    pub radius: f32,
    /// How far a stick is pushed, y down; a button that is down has an x of 1. Range: a length of at most 1.
    pub push: Vec2,
}

/// The touch pad as it lies on the screen now; the system `input` makes it of the game's actions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TouchPad {
    /// What the player says of it.
    pub settings: TouchSettings,
    /// Whether it is seen; nothing of it sends anything while it is not.
    pub is_shown: bool,
    /// Its controls, where the game has any; the last is the pause.
    pub spots: Vec<TouchSpot>,
}

/// What the operation [`TOUCH`](super::operations::TOUCH) takes: the screen, and which events are new.
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct TouchPayload {
    /// Now. Unit: microseconds since the session started.
    pub now_micros: u64,
    /// How many of `raw_events` were there before.
    pub seen: u64,
    /// 1 while the game plays, else 0: fingers are the menu's then.
    pub is_playing: u32,
    /// How many pixels of the window a millimetre is long, as far as the system knows.
    pub pixels_per_millimetre: f32,
    /// The window. Unit: pixels.
    pub size: [u32; 2],
    /// Where the game's virtual screen lies in it: left, top, width, height. Unit: pixels.
    pub viewport: [u32; 4],
    /// The game's virtual screen. Unit: virtual pixels.
    pub virtual_size: [u32; 2],
}
