//! The controls of a mouse and of a finger on a screen.

use super::names::named_controls;

named_controls! {
    /// A control of the mouse.
    ///
    /// Unit: `MoveX` and `MoveY` are a movement in virtual pixels, y down; `Wheel` is in notches, up
    /// positive; the others are buttons, 0.0 or 1.0.
    MouseControl:
    MoveX MoveY Left Right Middle Wheel
}

named_controls! {
    /// A change of one finger.
    ///
    /// Unit: `Move` puts it at (`value`, `value_y`) in virtual pixels; `Up` lifts it.
    TouchControl:
    Move Up
}
