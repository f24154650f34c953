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
        .operation(operations::READ_SAVE, vtable_handlers::handle_read_save)
        .operation(operations::REWIND, vtable_handlers::handle_rewind)
        .operation(operations::HISTORY, vtable_handlers::handle_history)
        .operation(operations::WRITE_STATE, vtable_handlers::handle_write_state)
        .input_operation(operations::READ_STATE, vtable_handlers::handle_read_state)
        .operation(operations::SYNCTEST, vtable_handlers::handle_synctest)
        .operation(operations::WRITE_REPLAY, vtable_handlers::handle_write_replay)
        .operation(operations::DESCRIBE_REPLAY, vtable_handlers::handle_describe_replay)
        .operation(operations::OPEN_REPLAY, vtable_handlers::handle_open_replay)
        .operation(operations::NEXT_REPLAYED, vtable_handlers::handle_next_replayed)
        .operation(operations::CHECK_REPLAYED, vtable_handlers::handle_check_replayed);
    Ok(ecs.vtable.register(system)?)
}
