//! The door of the system: what the queue brings, and who does it.

use crate::{check, load, open, spawn, state, store};
use playground_core_assets::operations::{self, FetchStartPayload, StorePayload, StreamPump};
use playground_core_types::Bytes;
use playground_core_vtable::{InstanceId, Reply, VTableError, VTableResponse, current_instance};

/// Serves the queue of `assets`.
///
/// # Errors
/// What `open` and `load` say about the game's files (`check` leaves that in `Assets::problems`), a request that was
/// given up, a file of the player's that cannot be read or written, or an operation that is unknown.
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
        operations::STORE => store::store(&assets, file_of(&payload)?).await?,
        operations::FETCH => return Ok(store::fetch(&assets, name_of(&payload)?).await?),
        operations::FETCH_START => return Ok(store::fetch_start(&assets, start_of(&payload)?).await?),
        operations::SET_ASIDE => store::set_aside(&assets, name_of(&payload)?).await?,
        _ => return Err(VTableError::unknown_operation(operations::SYSTEM, &operation)),
    }
    Ok(Bytes::new())
}

fn file_of(payload: &Bytes) -> Result<StorePayload, VTableError> {
    let payload = postcard::from_bytes(payload);
    payload.map_err(|_| VTableError::malformed_payload(operations::SYSTEM, "a name and bytes"))
}

fn start_of(payload: &Bytes) -> Result<FetchStartPayload, VTableError> {
    let payload = postcard::from_bytes(payload);
    payload.map_err(|_| VTableError::malformed_payload(operations::SYSTEM, "a name and a count"))
}

fn name_of(payload: &Bytes) -> Result<String, VTableError> {
    let name = String::from_utf8(payload.to_vec());
    name.map_err(|_| VTableError::malformed_payload(operations::SYSTEM, "a name in UTF-8"))
}

/// Spawns the loaded scene.
///
/// # Errors
/// When no scene is loaded, or the world is busy.
pub fn handle_spawn(instance: InstanceId, _: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    Ok(spawn::spawn(&*state::find(Some(instance))?)?)
}

/// Decodes streams.
///
/// # Errors
/// A malformed payload; busy data, whose streams are taken with the next call.
pub fn handle_pump_streams(instance: InstanceId, payload: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    let pump = StreamPump::decode(payload);
    let pump = pump.ok_or_else(|| VTableError::malformed_payload("assets.pump_streams", "a StreamPump"))?;
    state::pump_streams(instance, pump)
}
