//! The global client, and functions that only encode, send and decode, for what may wait.
//!
//! What happens every frame goes the direct lane: its caller keeps a [`Route`](playground_core_vtable::Route).

#[cfg(feature = "audio")]
use crate::audio;
use crate::client::Client;
#[cfg(feature = "input")]
use crate::input;
#[cfg(feature = "rendering")]
use crate::rendering;
use once_cell::sync::Lazy;
use playground_core_assets::get_assets_instance;
#[cfg(any(feature = "rendering", feature = "input", feature = "audio"))]
use playground_core_types::Bytes;
#[cfg(feature = "rendering")]
use playground_core_types::{CoreError, ErrorKind};
use playground_core_types::{CoreResult, Handle};

static CLIENT_INSTANCE: Lazy<CoreResult<Handle<Client>>> =
    Lazy::new(|| Ok(Client::with_assets(get_assets_instance()?)));

/// The client of the process, of the global world; tests and a server beside it make their own.
///
/// # Errors
/// None today; the seed's signature leaves room for a platform without one.
pub fn get_client_instance() -> CoreResult<Handle<Client>> {
    CLIENT_INSTANCE.clone()
}

/// Opens a renderer in the place of the one before.
///
/// # Errors
/// [`NoDevice`](playground_core_types::ErrorKind::NoDevice) when no adapter of that kind is there.
#[cfg(feature = "rendering")]
pub async fn start_renderer(client: &Client, start: rendering::operations::Start) -> CoreResult<()> {
    let payload = postcard::to_allocvec(&start);
    let payload = payload.map_err(|error| CoreError::new(ErrorKind::BadRequest, error.to_string()))?;
    send(client, rendering::operations::SYSTEM, rendering::operations::START, Bytes::from(payload)).await
}

/// Closes the renderer.
///
/// # Errors
/// When no system renders.
#[cfg(feature = "rendering")]
pub async fn stop_renderer(client: &Client) -> CoreResult<()> {
    send(client, rendering::operations::SYSTEM, rendering::operations::STOP, Bytes::new()).await
}

/// Opens the pads.
///
/// # Errors
/// When no system reads input; a machine without pads is no error.
#[cfg(feature = "input")]
pub async fn start_input(client: &Client, pads: input::PadSource) -> CoreResult<()> {
    let payload = Bytes::from_static(pads.as_bytes());
    send(client, input::operations::SYSTEM, input::operations::START, payload).await
}

/// Opens the device of the client's audio settings.
///
/// # Errors
/// When a device was asked for by name and is not there; silence plays then.
#[cfg(feature = "audio")]
pub async fn start_audio(client: &Client) -> CoreResult<()> {
    send(client, audio::operations::SYSTEM, audio::operations::START, Bytes::new()).await
}

/// Closes the device.
///
/// # Errors
/// When no system sounds.
#[cfg(feature = "audio")]
pub async fn stop_audio(client: &Client) -> CoreResult<()> {
    send(client, audio::operations::SYSTEM, audio::operations::STOP, Bytes::new()).await
}

/// Lists the machine's outputs in the client's audio devices.
///
/// # Errors
/// When no system sounds, or the machine does not tell.
#[cfg(feature = "audio")]
pub async fn list_audio_devices(client: &Client) -> CoreResult<()> {
    send(client, audio::operations::SYSTEM, audio::operations::LIST, Bytes::new()).await
}

/// Encodes what the offline device mixed as a WAV file into the client's recorded WAV.
///
/// # Errors
/// When no system sounds.
#[cfg(feature = "audio")]
pub async fn encode_recording(client: &Client) -> CoreResult<()> {
    send(client, audio::operations::SYSTEM, audio::operations::WAV, Bytes::new()).await
}

#[cfg(any(feature = "rendering", feature = "input", feature = "audio"))]
async fn send(client: &Client, system: &str, operation: &str, payload: Bytes) -> CoreResult<()> {
    client.vtable.send_command(system, operation, payload).await?;
    Ok(())
}
