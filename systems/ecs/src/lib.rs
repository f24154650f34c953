//! All logic of the world: schedules, command application, hierarchy, hash.
//!
//! Does NOT: own a world between ticks (core/ecs does); know what a component of a game means;
//! read a clock.
//!
//! Reading order: [`registration`], [`vtable_handlers`], [`step`], `state`, `hash`, [`difference`].

mod clock;
pub mod difference;
mod hash;
pub mod registration;
mod save;
mod state;
pub mod step;
pub mod vtable_handlers;

#[cfg(test)]
mod tests;
