//! The operations of the system, all by name. That of every frame is in `step.rs`.

use crate::backend::opening;
use crate::state::with_state;
pub use crate::step::handle_follow;
use crate::wav::encode_wav;
use bytes::Bytes;
use playground_core_client::audio::SAMPLE_RATE_HERTZ;
use playground_core_client::audio::operations::{LIST, START, STOP, SYSTEM, WAV};
use playground_core_types::{read_now, write_now};
use playground_core_vtable::{
    InstanceId, Reply, VTableError, VTableErrorKind, VTableResponse, current_instance,
};

/// Fades all voices out and forgets all sounds; the buses are those of the game that is open.
///
/// # Errors
/// A system that was registered on another thread; busy data.
pub fn handle_reset(instance: InstanceId, _: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    with_state(instance, |state, client| Ok(state.reset(client)?))
}

/// Brings the client's statistics up to date.
///
/// # Errors
/// Busy data.
pub fn handle_stats(instance: InstanceId, _: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    with_state(instance, |state, client| {
        state.write_stats(&mut *write_now(&client.audio_stats)?);
        Ok(())
    })
}

/// Serves the queue.
///
/// # Errors
/// An unknown operation; no current instance; those of the operation.
pub async fn handle_audio_operations(operation: String, _payload: Bytes) -> VTableResponse {
    let Some(instance) = current_instance() else {
        return Err(VTableError::new(VTableErrorKind::Closed, SYSTEM, "the queue serves no instance"));
    };
    match operation.as_str() {
        START => handle_start(instance).await?,
        LIST => {
            let names = opening::list().await?;
            with_state(instance, |_, client| {
                *write_now(&client.audio_devices)? = names;
                Ok(())
            })?;
        }
        STOP => with_state(instance, |state, _| {
            state.stop();
            Ok(())
        })?,
        WAV => with_state(instance, |_, client| {
            let wav = encode_wav(&read_now(&client.recorded_audio)?, 2, SAMPLE_RATE_HERTZ);
            *write_now(&client.recorded_wav)? = Bytes::from(wav);
            Ok(())
        })?,
        _ => return Err(VTableError::unknown_operation(SYSTEM, &operation)),
    }
    Ok(Bytes::new())
}

/// Opens a device; one that was asked for by name is awaited, so that its absence is an error.
async fn handle_start(instance: InstanceId) -> Result<(), VTableError> {
    let awaited = with_state(instance, |state, client| Ok(state.start(client)?))?;
    let Some(awaited) = awaited else { return Ok(()) };
    let (answer, start_count) = awaited.wait().await;
    with_state(instance, |state, _| Ok(state.finish_start(answer, start_count)?))
}
