//! The controls of a pad, and the pads that are plugged in.

use super::names::named_controls;

/// The most pads at a time; a further one is not seen until one goes.
pub const PAD_COUNT_MAX: usize = 8;

named_controls! {
    /// A button of a pad, by its place: `South` is A on an Xbox pad and the cross on a `PlayStation` pad.
    ///
    /// Range: 0.0 released to 1.0 pressed; the triggers `LeftTrigger2`, `RightTrigger2` have all between.
    PadButton:
    South East West North LeftTrigger RightTrigger LeftTrigger2 RightTrigger2 Select Start Mode LeftThumb
    RightThumb DPadUp DPadDown DPadLeft DPadRight C Z
}

named_controls! {
    /// An axis of a pad.
    ///
    /// Range: -1.0 left or down to 1.0 right or up, as the pad reports it. A binding turns it to the
    /// screen's direction.
    PadAxis:
    LeftStickX LeftStickY RightStickX RightStickY LeftZ RightZ
}

/// The pads that are plugged in now, for those who show them; a tick never reads this.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pads {
    /// Where pads come from: `"null"`, `"gilrs"`, or empty before the system started.
    pub source: String,
    /// In the order of their slots.
    pub connected: Vec<Pad>,
}

/// One pad that is plugged in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pad {
    /// `n` of the device `padN`. Range: 0 to 7.
    pub slot: u32,
    /// As its maker or the mapping database names it.
    pub name: String,
    /// The seat whose actions it drives. Range: 1 to 8, 0 while it has none.
    pub seat: u32,
}
