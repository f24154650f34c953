//! Asking the world's system, tick after tick.

use crate::ecs::Ecs;
use crate::operations;
use playground_core_types::CoreResult;
use playground_core_vtable::{Reply, Route};

/// The operation of a tick, resolved once.
#[derive(Debug)]
pub struct EcsCalls {
    tick: Route,
    reply: Reply,
}

impl Default for EcsCalls {
    fn default() -> Self {
        Self { tick: Route::new(operations::SYSTEM, operations::TICK), reply: Reply::default() }
    }
}

impl EcsCalls {
    /// Simulates one tick; `payload` holds resources, as encoded by
    /// [`resource_payload`](operations::resource_payload).
    ///
    /// # Errors
    /// When a system of the game fails, or the world is read.
    pub fn run_tick(&mut self, ecs: &Ecs, payload: &[u8]) -> CoreResult<()> {
        Ok(self.tick.call(&ecs.vtable, payload, &mut self.reply)?)
    }
}
