//! Lets sound follow the world: a mixer of our own, and the devices that play it.
//!
//! After the ticks of a frame the follower compares the world's voices with what the mixer plays and sends
//! it commands, stamped by its frames. The mixer is a pure function over fixed memory; a device's callback,
//! an offline recording, or nobody asks it for frames.
//!
//! Does NOT: decode files, write files, decide in a tick what a game hears (the world does).
//!
//! Reading order: [`registration`], [`vtable_handlers`], `state`, `device`, [`step`], [`mixer`], [`backend`], [`wav`].

pub mod registration;
pub mod vtable_handlers;

mod device;
mod state;

pub mod step;

pub mod mixer;

pub mod backend;
pub mod wav;

#[cfg(test)]
mod measure;
#[cfg(test)]
mod play;
#[cfg(test)]
mod tests;
