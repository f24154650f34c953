//! All logic of the world: schedules, command application, hierarchy, hash, history, files.
//!
//! Does NOT: own a world between ticks (core/ecs does); know what a component of a game means;
//! read a clock.
//!
//! Reading order: [`registration`], [`vtable_handlers`], [`step`], `state`, [`hash`], [`difference`],
//! `history`, `input_log`, `state_file`, `replay`, `synctest`.

mod bytes;
mod clock;
pub mod difference;
pub mod hash;
mod history;
mod input_log;
pub mod registration;
mod replay;
mod state;
mod state_file;
pub mod step;
mod synctest;
pub mod vtable_handlers;

#[cfg(test)]
mod tests;
