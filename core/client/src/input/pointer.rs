//! The controls of a mouse and of a finger on a screen, and what a game wants of the pointer.

use super::names::named_controls;
use playground_core_assets::PointerMode;
use playground_core_ecs::component;

/// The place of the mouse stays within this, whatever its movements add up to. Unit: virtual pixels.
pub const MOUSE_PLACE_MAX: f32 = 1_000_000.0;

named_controls! {
    /// A control of the mouse.
    ///
    /// Unit: `MoveX` and `MoveY` are a movement in virtual pixels, y down: their sum, within the virtual screen, is
    /// the pointer. `PlaceX` and `PlaceY` put it somewhere without a movement, as when a game begins. `Wheel` is in
    /// notches, up positive; the others are buttons, 0.0 or 1.0. No device sends `WheelUp` and `WheelDown`: they are
    /// what a binding calls a notch of the `Wheel`, one press each.
    MouseControl:
    MoveX MoveY Left Right Middle Wheel WheelUp WheelDown PlaceX PlaceY
}

impl MouseControl {
    /// Whether it moves or puts the pointer, and is no button.
    pub const fn is_movement(self) -> bool {
        matches!(self, Self::MoveX | Self::MoveY | Self::PlaceX | Self::PlaceY)
    }
}

named_controls! {
    /// A change of one finger.
    ///
    /// Unit: `Move` puts it at (`value`, `value_y`) in virtual pixels; `Up` lifts it. The first finger on the screen
    /// is the pointer, and holds the left button of the mouse until it is lifted.
    TouchControl:
    Move Up
}

/// [`PointerWish::mode`]: seen, and free to leave the window.
pub const POINTER_FREE: u32 = 0;

/// [`PointerWish::mode`]: free, and not seen over the window: the game draws its own.
pub const POINTER_HIDDEN: u32 = 1;

/// [`PointerWish::mode`]: neither seen nor able to leave: only how far the mouse is moved counts
/// ([`ActionFrame::pointer_movement`](super::ActionFrame::pointer_movement)).
pub const POINTER_LOCKED: u32 = 2;

/// What a game wants of the pointer; a resource of the world. `[window] pointer` of the manifest is what it begins with.
///
/// It counts while the game plays in a window that has the focus; in every screen of the runtime the pointer is free.
/// No tick can feel whether the window system, or the player, agreed.
#[component]
#[derive(Default)]
pub struct PointerWish {
    /// One of [`POINTER_FREE`], [`POINTER_HIDDEN`] and [`POINTER_LOCKED`]; any other number is the first one.
    pub mode: u32,
    /// Always 0: fills the gap to the next row.
    pub reserved: u32,
}

impl PointerWish {
    /// The wish of a manifest.
    pub fn of(mode: PointerMode) -> Self {
        let mode = match mode {
            PointerMode::Free => POINTER_FREE,
            PointerMode::Hidden => POINTER_HIDDEN,
            PointerMode::Locked => POINTER_LOCKED,
        };
        Self { mode, reserved: 0 }
    }

    /// The wish as its word.
    pub fn word(&self) -> PointerMode {
        match self.mode {
            POINTER_HIDDEN => PointerMode::Hidden,
            POINTER_LOCKED => PointerMode::Locked,
            _ => PointerMode::Free,
        }
    }
}
