//! How the system comes to serve an instance.

use crate::state;
use crate::vtable_handlers::{handle_assets_operations, handle_pump_streams, handle_spawn};
use playground_core_assets::{Assets, get_assets_instance, operations};
use playground_core_types::{CoreResult, Handle};
use playground_core_vtable::{System, serve};

/// How many commands may wait. Those that were given up end at once, but wait while one file is decoded:
/// more than a player can give up in that time.
const QUEUE_CAPACITY: usize = 64;

/// Serves the process's own assets.
///
/// # Errors
/// Those of [`register_assets_handlers`].
pub async fn initialize() -> CoreResult<()> {
    register_assets_handlers(&get_assets_instance()?)
}

/// Serves `assets` from now on, in the place of whoever served them before.
///
/// Called on the thread of the executor: the queue's task is spawned there.
///
/// # Errors
/// The `VTable` holds too many systems.
pub fn register_assets_handlers(assets: &Handle<Assets>) -> CoreResult<()> {
    let system = System::new(operations::SYSTEM)
        .input_operation(operations::SPAWN, handle_spawn)
        .operation(operations::PUMP_STREAMS, handle_pump_streams);
    assets.vtable.register(system)?;
    let queue = assets.vtable.register_queue(operations::SYSTEM, QUEUE_CAPACITY)?;
    state::remember(assets);
    tokio::spawn(serve(queue, handle_assets_operations));
    Ok(())
}
