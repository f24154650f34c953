//! How the rendering system comes onto the VTable, and how it gets its window.

use crate::backend::wgpu::AttachedWindow;
use crate::{state, vtable_handlers};
use playground_core_client::rendering::operations;
use playground_core_client::{Client, get_client_instance};
use playground_core_types::{CoreError, CoreResult, ErrorKind, Handle};
use playground_core_vtable::{InstanceId, System, serve};
use std::sync::Arc;
use winit::event_loop::OwnedDisplayHandle;
use winit::window::Window;

/// Starting a renderer is rare; more than a few waiting starts are a mistake of the caller's.
const QUEUE_CAPACITY: usize = 8;

/// Serves the global client.
///
/// # Errors
/// Those of [`register_rendering_handlers`].
pub async fn initialize() -> CoreResult<()> {
    register_rendering_handlers(&get_client_instance()?)
}

/// Serves one client from this thread, with the null renderer until `start`; again replaces what served it
/// before, and takes its window and renderer over. The queue's task goes to the executor that runs here, which has to stay on this thread.
///
/// # Errors
/// [`ErrorKind::NotInitialized`] outside of an executor; or when the VTable is full.
pub fn register_rendering_handlers(client: &Handle<Client>) -> CoreResult<()> {
    let executor = tokio::runtime::Handle::try_current().map_err(|error| {
        CoreError::new(ErrorKind::NotInitialized, format!("the rendering system needs an executor: {error}"))
            .cure("register it inside of the platform's executor")
    })?;
    state::insert(client);
    let system = System::new(operations::SYSTEM)
        .operation(operations::COLLECT, vtable_handlers::handle_collect)
        .operation(operations::DRAW, vtable_handlers::handle_draw)
        .operation(operations::RESIZE, vtable_handlers::handle_resize)
        .operation(operations::CAPTURE, vtable_handlers::handle_capture)
        .operation(operations::RESET, vtable_handlers::handle_reset);
    client.vtable.register(system)?;
    let queue = client.vtable.register_queue(operations::SYSTEM, QUEUE_CAPACITY)?;
    executor.spawn(serve(queue, vtable_handlers::handle_rendering_operations));
    Ok(())
}

/// Gives the window, and the display that OpenGL draws through, to the client of `instance`. A `start` for
/// the window takes it from there; `stop` lets go of it.
///
/// # Errors
/// [`ErrorKind::Dispatch`] when this thread serves no such client.
pub fn attach(instance: InstanceId, window: Arc<Window>, display: OwnedDisplayHandle) -> CoreResult<()> {
    Ok(state::with_state(instance, |state, _| {
        state.window = Some(AttachedWindow { window, display });
        Ok(())
    })?)
}
