//! All logic of the world: schedules, command application, hierarchy, hash.
//!
//! Does NOT: own a world between ticks (core/ecs does); know what a component of a game means;
//! read a clock.
//!
//! Reading order: [`registration`], [`vtable_handlers`], `state`, `step`, `schedule`, `apply`,
//! `hierarchy`, `hash`.

mod apply;
mod hash;
mod hierarchy;
pub mod registration;
mod schedule;
mod state;
mod step;
pub mod vtable_handlers;

#[cfg(test)]
mod tests;
