//! The operations of `"rendering"`, all by name. Those of every frame are in `step.rs`.

use crate::backend::null::NullRenderer;
use crate::backend::wgpu::AttachedWindow;
use crate::backend::{Backend, CaptureTime};
use crate::state::{self, State};
use crate::step;
pub use crate::step::{handle_collect, handle_draw};
use playground_core_client::Client;
use playground_core_client::rendering::RenderStats;
use playground_core_client::rendering::operations::{self, Resize, Start};
use playground_core_types::{Bytes, CoreResult, write_now};
#[cfg(target_family = "wasm")]
use playground_core_types::{CoreError, ErrorKind};
use playground_core_vtable::{
    InstanceId, Reply, VTableError, VTableErrorKind, VTableResponse, current_instance,
};

/// Takes the size of the target; it counts from the next frame on.
///
/// # Errors
/// A malformed payload, or data that a task holds.
pub fn handle_resize(instance: InstanceId, payload: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    let Ok(Resize { width, height }) = bytemuck::try_pod_read_unaligned(payload) else {
        return Err(VTableError::malformed_payload("rendering.resize", "a width and a height as u32"));
    };
    state::with_state(instance, |state, client| {
        state.backend.resize([width, height]);
        step::publish_target(state, client)
    })
}

/// Reads a frame back: the next one of a window, one drawn at once offscreen.
///
/// # Errors
/// [`NoDevice`](playground_core_types::ErrorKind::NoDevice) from the null renderer and from a device that
/// went away; or data that a task holds.
pub fn handle_capture(instance: InstanceId, _: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    state::with_state(instance, |state, client| {
        let time = state.backend.capture()?;
        state.capture_wanted = true;
        match time {
            CaptureTime::Now => step::draw(state, client),
            CaptureTime::NextFrame => Ok(()),
        }
    })
}

/// Forgets the pictures of a game.
///
/// # Errors
/// When this thread serves no such client.
pub fn handle_reset(instance: InstanceId, _: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    state::with_state(instance, |state, _| {
        state.backend.reset();
        state.capture_wanted = false;
        Ok(())
    })
}

/// The operations that wait for a device.
///
/// # Errors
/// An unknown operation, a malformed payload, or no device of the kind that was asked for.
pub async fn handle_rendering_operations(operation: String, payload: Bytes) -> VTableResponse {
    let instance = current_instance().ok_or_else(|| {
        let message = "commands come through the queue, which knows the client";
        VTableError::new(VTableErrorKind::Closed, operations::SYSTEM, message)
    })?;
    match operation.as_str() {
        operations::START => handle_start(instance, payload).await,
        operations::STOP => handle_stop(instance),
        _ => Err(VTableError::unknown_operation(operations::SYSTEM, &operation)),
    }
}

async fn handle_start(instance: InstanceId, payload: Bytes) -> VTableResponse {
    let start: Start = postcard::from_bytes(&payload)
        .map_err(|_| VTableError::malformed_payload("rendering.start", "a renderer and a surface"))?;
    let window = state::with_state(instance, |state, _| Ok(close(state)))?;
    open(instance, start, window).await?;
    Ok(Bytes::new())
}

#[cfg(not(target_family = "wasm"))]
async fn open(instance: InstanceId, start: Start, window: Option<AttachedWindow>) -> Result<(), VTableError> {
    let backend = Backend::open(start, window).await?;
    state::with_state(instance, |state, client| install(state, client, backend))
}

/// The same on the web, whose cards stay on their thread, so that no task may hold one while it waits. WebGL2 and the
/// null renderer open at once.
#[cfg(target_family = "wasm")]
async fn open(instance: InstanceId, start: Start, window: Option<AttachedWindow>) -> Result<(), VTableError> {
    let opened = crate::backend::wgpu::ready_now(Backend::open(start, window));
    let backend = opened.unwrap_or_else(|| {
        Err(CoreError::new(
            ErrorKind::NoDevice,
            "the graphics interface of this browser does not open at once",
        ))
    })?;
    state::with_state(instance, |state, client| install(state, client, backend))
}

fn handle_stop(instance: InstanceId) -> VTableResponse {
    state::with_state(instance, |state, _| {
        close(state);
        state.window = None;
        Ok(())
    })?;
    Ok(Bytes::new())
}

/// Lets go of the renderer, so that the window is free for the next one.
fn close(state: &mut State) -> Option<AttachedWindow> {
    state.backend = Backend::Null(NullRenderer { size: state.backend.size() });
    state.window.clone()
}

/// Begins to draw with another renderer.
fn install(state: &mut State, client: &Client, backend: Backend) -> CoreResult<()> {
    let stats = RenderStats { adapter: backend.adapter().to_owned(), ..RenderStats::default() };
    state.backend = backend;
    *write_now(&client.render_stats)? = stats;
    step::publish_target(state, client)
}
