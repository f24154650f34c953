//! The operations of `"rendering"`: decode, do, encode.

use crate::backend::Backend;
use crate::{frame, state};
use playground_core_client::rendering::operations::{self, Collect, Resize, Start};
use playground_core_types::Bytes;
use playground_core_vtable::{
    InstanceId, Reply, VTableError, VTableErrorKind, VTableResponse, current_instance,
};

/// Makes the draw list of a moment between the last two ticks.
///
/// # Errors
/// A malformed payload, or data that a task holds.
pub fn handle_collect(instance: InstanceId, payload: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    let Ok(Collect { alpha }) = bytemuck::try_pod_read_unaligned(payload) else {
        return Err(VTableError::malformed_payload("rendering.collect", "an f32 between 0 and 1"));
    };
    state::with_state(instance, |state| frame::collect(state, alpha))
}

/// Draws a frame.
///
/// # Errors
/// A frame that cannot be read back, or data that a task holds.
pub fn handle_draw(instance: InstanceId, _: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    state::with_state(instance, frame::draw)
}

/// Takes the size of the target; it counts from the next frame on.
///
/// # Errors
/// A malformed payload, or data that a task holds.
pub fn handle_resize(instance: InstanceId, payload: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    let Ok(Resize { width, height }) = bytemuck::try_pod_read_unaligned(payload) else {
        return Err(VTableError::malformed_payload("rendering.resize", "a width and a height as u32"));
    };
    state::with_state(instance, |state| frame::resize(state, [width, height]))
}

/// Reads a frame back: the next one of a window, one drawn at once offscreen.
///
/// # Errors
/// [`NoDevice`](playground_core_types::ErrorKind::NoDevice) from the null renderer and from a device that
/// went away; or data that a task holds.
pub fn handle_capture(instance: InstanceId, _: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    state::with_state(instance, frame::capture)
}

/// Forgets the pictures of a game.
///
/// # Errors
/// When this thread serves no such client.
pub fn handle_reset(instance: InstanceId, _: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    state::with_state(instance, |state| {
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
    let window = state::with_state(instance, frame::close)?;
    let backend = Backend::open(start, window).await?;
    state::with_state(instance, |state| frame::install(state, backend))?;
    Ok(Bytes::new())
}

fn handle_stop(instance: InstanceId) -> VTableResponse {
    state::with_state(instance, |state| {
        frame::close(state)?;
        state.window = None;
        Ok(())
    })?;
    Ok(Bytes::new())
}
