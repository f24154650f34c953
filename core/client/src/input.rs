//! The contract of input: raw events in, one [`ActionFrame`] a tick out.
//!
//! A platform and the pads push [`RawEvent`]s with a monotonic time stamp into the client's log. The
//! system `input` turns those of one tick's window into the [`ActionFrame`] of that tick, by the
//! bindings of the game's [`ActionMap`]. Plugins read the frame and never a device.
//!
//! Does NOT: read a device or a clock, parse a binding or a script; systems/input does.
//!
//! Reading order: [`key`], [`pad`], [`pointer`](mod@pointer), [`event`], [`device`], [`seat`], [`action`],
//! [`bind`], [`bind_text`], [`sets`], [`tuning`], [`frame`], [`gesture`], [`touch_pad`], [`grace`], [`mapping`],
//! [`rumble`], [`script`], [`text`], [`log`], [`operations`]; for menus [`label`], [`words`], [`remap`], [`hand`], [`capture`],
//! [`wizard`].

mod names;

pub mod key;
pub mod pad;
pub mod pointer;

pub mod device;
pub mod event;

pub mod action;
pub mod bind;
pub mod bind_text;
pub mod frame;
pub mod gesture;
pub mod grace;
pub mod seat;
pub mod sets;
pub mod touch_pad;
pub mod tuning;

pub mod mapping;
pub mod rumble;

pub mod log;
pub mod script;
pub mod text;

pub mod caption;
pub mod capture;
pub mod hand;
pub mod label;
pub mod remap;
pub mod wizard;
pub mod words;

pub mod operations;

pub use action::{Action, ActionMap, ActionSet, SeatSet};
pub use bind::{
    Bind, BindSource, CHORD_CONTROL_COUNT_MAX, MODIFIER_COUNT_MAX, Modifier, REPEAT_DELAY_MILLIS,
    REPEAT_DELAY_OF_PLAYER, Trigger,
};
pub use bind_text::{BindParts, pressed_as};
pub use caption::Readers;
pub use capture::{CAPTURE_REST_VALUE, Capture, CaptureFrom, Captured};
pub use device::{
    DeviceKind, Guid, MappingOrigin, PadBattery, PadCapabilities, PadFamily, PadFeature, PadIdentity,
};
pub use event::{
    Control, ControlCode, DeviceChange, DeviceId, RAW_EVENT_COUNT_MAX, RawEvent, grid_steps, grid_value,
};
pub use frame::{
    ACTION_COUNT_MAX, ActionFrame, ActionState, SEAT_COUNT_MAX, SEAT_EMPTY, SEAT_KEYBOARD,
    SEAT_KEYBOARD_LEFT, SEAT_KEYBOARD_RIGHT, SEAT_PAD, SEAT_PAD_LOST, TYPED_BYTES_MAX,
};
pub use gesture::{
    GESTURE_COUNT_MAX, GESTURE_NONE, GESTURE_PINCH, GESTURE_SWIPE, GESTURE_TAP, Gesture, GestureFrame,
};
pub use grace::Grace;
pub use hand::laid_for;
pub use key::Key;
pub use label::KeyLabels;
pub use log::{INPUT_TIME_COUNT_MAX, InputLog, InputTimes, LoggedDevice};
pub use mapping::{Half, Link, Mapping, PLATFORM, Source, Target};
pub use operations::{PadSource, PollPayload, ResolvePayload};
pub use pad::{
    PAD_COUNT_MAX, PAD_SLOT_COUNT, Pad, PadAxis, PadButton, PadElement, Pads, VIRTUAL_PAD_COUNT_MAX,
};
pub use pointer::{
    MOUSE_PLACE_MAX, MouseControl, POINTER_FREE, POINTER_HIDDEN, POINTER_LOCKED, PointerWish, TouchControl,
};
pub use remap::{BindPlace, Hand, PadEntry, Remap, RemapEntry, is_on_pad};
pub use rumble::{
    FeelPayload, PadSettings, RUMBLE_COUNT_MAX, RUMBLE_PERCENT, RumbleEffect, RumbleFrame, RumblePayload,
};
pub use script::{InputScript, ScriptEvent};
pub use seat::{InputSettings, KeyboardPart, LeaveWish, SeatRules};
pub use sets::{ActionSets, LAYER_COUNT_MAX, SceneActionSet, SeatActionSets};
pub use text::{TEXT_LINE_BYTES_MAX, TextEdit, TextEntry, TextLine, TextWish};
pub use touch_pad::{TOUCH_PAD_NUMBER, TouchPad, TouchPayload, TouchSpot, TouchTarget};
pub use tuning::{ActionTuning, SeatTuning, TUNING_PERCENT, TUNING_PERCENT_RANGE, Tuning};
pub use wizard::{QUESTIONS, Wizard};
pub use words::{bind_label, bind_words};

#[cfg(test)]
mod tests;
