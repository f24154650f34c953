//! The controls of a mouse and of a finger on a screen.

use super::names::named_controls;

named_controls! {
    /// A control of the mouse.
    ///
    /// Unit: `MoveX` and `MoveY` are a movement in virtual pixels, y down: their sum, within the virtual screen, is
    /// the pointer. `Wheel` is in notches, up positive; the others are buttons, 0.0 or 1.0. No device sends
    /// `WheelUp` and `WheelDown`: they are what a binding calls a notch of the `Wheel`, one press each.
    MouseControl:
    MoveX MoveY Left Right Middle Wheel WheelUp WheelDown
}

named_controls! {
    /// A change of one finger.
    ///
    /// Unit: `Move` puts it at (`value`, `value_y`) in virtual pixels; `Up` lifts it. The first finger on the screen
    /// is the pointer, and holds the left button of the mouse until it is lifted.
    TouchControl:
    Move Up
}
