//! Registers the system with a client: its direct operations and its queue.

use crate::backend::told::PadState;
use crate::state;
use crate::vtable_handlers::{
    handle_feel, handle_focus_lost, handle_input_operations, handle_load_pads, handle_load_script,
    handle_observe, handle_poll, handle_read_log, handle_rebuild, handle_reset, handle_resolve,
    handle_resume, handle_rumble, handle_touch, handle_write_log,
};
use playground_core_client::input::operations::{
    FEEL, FOCUS_LOST, LOAD_PADS, LOAD_SCRIPT, OBSERVE, POLL, READ_LOG, REBUILD, RESET, RESOLVE, RESUME,
    RUMBLE, SYSTEM, TOUCH, WRITE_LOG,
};
use playground_core_client::{Client, get_client_instance};
use playground_core_types::{CoreResult, Handle};
use playground_core_vtable::{InstanceId, System, serve};

/// Commands that may wait at a time: `start`, and room for a few more.
const QUEUE_CAPACITY: usize = 8;

/// Registers with the global client; to be called inside a tokio runtime.
///
/// # Errors
/// Those of [`register_input_handlers`].
pub async fn initialize() -> CoreResult<()> {
    register_input_handlers(&get_client_instance()?)
}

/// Registers with `client`, or replaces the system there; to be called inside a tokio runtime.
///
/// Pads that are open already stay open.
///
/// # Errors
/// [`ErrorKind::Dispatch`](playground_core_types::ErrorKind::Dispatch) when the `VTable` is full.
pub fn register_input_handlers(client: &Handle<Client>) -> CoreResult<()> {
    let system = System::new(SYSTEM)
        .operation(POLL, handle_poll)
        .operation(TOUCH, handle_touch)
        .operation(RESOLVE, handle_resolve)
        .operation(OBSERVE, handle_observe)
        .operation(RESUME, handle_resume)
        .operation(RESET, handle_reset)
        .operation(REBUILD, handle_rebuild)
        .operation(FOCUS_LOST, handle_focus_lost)
        .operation(LOAD_SCRIPT, handle_load_script)
        .operation(RUMBLE, handle_rumble)
        .operation(FEEL, handle_feel)
        .operation(LOAD_PADS, handle_load_pads)
        .operation(READ_LOG, handle_read_log)
        .operation(WRITE_LOG, handle_write_log);
    client.vtable.register(system)?;
    let queue = client.vtable.register_queue(SYSTEM, QUEUE_CAPACITY)?;
    state::insert(client);
    tokio::spawn(serve(queue, handle_input_operations));
    Ok(())
}

/// Tells the client of `instance` how the pad of a slot stands, or that it is gone; where pads come another way it
/// changes nothing.
///
/// # Errors
/// [`ErrorKind::Dispatch`](playground_core_types::ErrorKind::Dispatch) when this thread serves no such client.
pub fn tell_pad(instance: InstanceId, slot: usize, pad: Option<PadState>) -> CoreResult<()> {
    Ok(state::with_state(instance, |state, _| {
        state.backend.tell(slot, pad);
        Ok(())
    })?)
}

/// What the pad in a slot is to feel: its strong and its weak motor. Range: 0 to 1. Nothing where pads come another way.
///
/// # Errors
/// [`ErrorKind::Dispatch`](playground_core_types::ErrorKind::Dispatch) when this thread serves no such client.
pub fn felt_by_pad(instance: InstanceId, slot: usize) -> CoreResult<[f32; 2]> {
    Ok(state::with_state(instance, |state, _| Ok(state.backend.felt(slot)))?)
}
