//! How the world's system comes onto the VTable.

use crate::{state, vtable_handlers};
use playground_core_ecs::{Ecs, get_ecs_instance, operations};
use playground_core_types::{CoreResult, Handle};
use playground_core_vtable::System;

/// Serves the global world.
///
/// # Errors
/// Those of [`register_ecs_handlers`].
pub async fn initialize() -> CoreResult<()> {
    register_ecs_handlers(&get_ecs_instance()?)
}

/// Serves one world; again replaces what served it before.
///
/// # Errors
/// When the VTable is full, or the registry is being written.
pub fn register_ecs_handlers(ecs: &Handle<Ecs>) -> CoreResult<()> {
    state::attach(ecs)?;
    let system = System::new(operations::SYSTEM)
        .input_operation(operations::TICK, vtable_handlers::handle_tick)
        .input_operation(operations::RESET, vtable_handlers::handle_reset)
        .operation(operations::HASH, vtable_handlers::handle_hash)
        .operation(operations::SAVE, vtable_handlers::handle_save)
        .operation(operations::READ_SAVE, vtable_handlers::handle_read_save);
    Ok(ecs.vtable.register(system)?)
}
