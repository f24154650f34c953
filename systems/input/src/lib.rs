//! Turns raw events of keyboards, mice, fingers and pads into the actions of a tick, seat by seat.
//!
//! `poll` reads the pads into the client's log of raw events; the platform pushes the others there. For
//! each tick `resolve` takes the events of its window, adds those of the input script, and steps a
//! pure state machine to one `ActionFrame`.
//!
//! Does NOT: open a window, know a key of winit, read a clock, decide what an action does.
//!
//! Reading order: [`registration`], [`vtable_handlers`], `state`, [`step`], `touch`, [`mapping`], [`binding`],
//! `own`, [`script`], [`input_log`], `names`, `backend`.

pub mod registration;
pub mod vtable_handlers;

mod state;

pub mod step;

mod touch;

mod own;

pub mod mapping;

pub mod binding;
pub mod input_log;
pub mod script;

mod names;

mod backend;

pub use backend::told::{PadState, STANDARD_BUTTONS, pad_name};
pub use registration::{felt_by_pad, initialize, register_input_handlers, tell_pad};

#[cfg(test)]
mod tests;
