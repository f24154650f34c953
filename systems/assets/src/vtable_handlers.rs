//! The door of the system: what the queue brings, and who does it.

use crate::{check, load, open, spawn, state};
use playground_core_assets::operations;
use playground_core_types::Bytes;
use playground_core_vtable::{InstanceId, Reply, VTableError, VTableResponse, current_instance};

/// Serves the queue of `assets`.
///
/// # Errors
/// What `open` and `load` say about the game's files (`check` leaves that in `Assets::problems`), a request that was given up, or an operation that is
/// unknown.
pub async fn handle_assets_operations(operation: String, payload: Bytes) -> VTableResponse {
    let assets = state::find(current_instance())?;
    let number = || {
        let number = operations::decode_number(&payload);
        number.ok_or_else(|| VTableError::malformed_payload(operations::SYSTEM, "the number of a request"))
    };
    match operation.as_str() {
        operations::OPEN => open::open(&assets, number()?).await?,
        operations::LOAD => load::load(&assets, number()?).await?,
        operations::CHECK => check::check(&assets, number()?).await?,
        _ => return Err(VTableError::unknown_operation(operations::SYSTEM, &operation)),
    }
    Ok(Bytes::new())
}

/// Spawns the loaded scene.
///
/// # Errors
/// When no scene is loaded, or the world is busy.
pub fn handle_spawn(instance: InstanceId, _: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    Ok(spawn::spawn(&*state::find(Some(instance))?)?)
}
