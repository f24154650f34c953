//! The global client, and functions that only encode, send and decode.

use crate::client::Client;
use once_cell::sync::Lazy;
use playground_core_assets::get_assets_instance;
use playground_core_types::{CoreResult, Handle};

#[cfg(feature = "audio")]
pub use crate::audio::calls::{AudioCalls, encode_recording, start_audio, stop_audio};
#[cfg(feature = "input")]
pub use crate::input::calls::{InputCalls, start_input};
#[cfg(feature = "rendering")]
pub use crate::rendering::calls::{RenderingCalls, start_renderer, stop_renderer};

static CLIENT_INSTANCE: Lazy<CoreResult<Handle<Client>>> = 
    Lazy::new(|| Ok(Client::with_assets(get_assets_instance()?)));

/// The client of the process, of the global world; tests and a server beside it make their own.
///
/// # Errors
/// None today; the seed's signature leaves room for a platform without one.
pub fn get_client_instance() -> CoreResult<Handle<Client>> {
    CLIENT_INSTANCE.clone()
}
