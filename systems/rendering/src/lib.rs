//! Collects the draw list from the world, and draws it with wgpu into a window, into a picture, or nowhere.
//!
//! The platform calls [`registration::initialize`], hands its window to [`attach`], and sends `start`.
//! Each frame it calls `collect` and `draw`, all on one thread: what lives on the graphics card never
//! leaves it.
//!
//! Does NOT: open a window, run an event loop or an executor, know another system, decide when a frame is
//! due, or keep anything that the world or the assets do not have.
//!
//! Reading order: [`registration`], [`vtable_handlers`], `step` (world to draw list to backend),
//! `letterbox`, `shape`, `text`, `sight`, `marks`, `state`, `backend`, `backend/null`, `backend/wgpu`.

// The proof that a future which holds a device may be spawned goes deeper into wgpu than 128 types.
#![recursion_limit = "256"]

pub mod registration;

pub mod vtable_handlers;

pub mod step;

mod letterbox;

mod shape;

mod text;

mod marks;

mod sight;

mod state;

mod backend;

pub use registration::attach;

#[cfg(test)]
mod golden;

#[cfg(test)]
mod tests;
