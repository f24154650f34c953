//! The names of the system and of what it can be asked: all on the queue but `spawn` and `pump_streams`.

use bytes::Bytes;
use serde::{Deserialize, Serialize};

/// The system's name on the `VTable`.
pub const SYSTEM: &str = "assets";

/// Reads and checks the manifest of the source of [`Assets::request`](crate::Assets::request). Its payload
/// is the request's number; no answer.
pub const OPEN: &str = "open";

/// Reads the first scene and loads all it needs, counting in
/// [`Assets::progress`](crate::Assets::progress). Its payload is the request's number; no answer.
pub const LOAD: &str = "load";

/// Reads every file of the source of [`Assets::request`](crate::Assets::request) that a game is made of, goes
/// on after a mistake, and leaves all of them in [`Assets::problems`](crate::Assets::problems). What is open
/// and loaded stays. Its payload is the request's number; no answer.
pub const CHECK: &str = "check";

/// Replaces a file of [`Assets::store`](crate::Assets::store), as a whole or not at all; what it was
/// before stays beside it, as `NAME.previous`. Its payload is a [`StorePayload`], postcard; no answer.
pub const STORE: &str = "store";

/// Reads a file of [`Assets::store`](crate::Assets::store). Its payload is the file's name, UTF-8; it answers with the
/// bytes, none where there is no such file.
pub const FETCH: &str = "fetch";

/// Reads the first bytes of a file of [`Assets::store`](crate::Assets::store), for who only wants to know what it is.
/// Its payload is a [`FetchStartPayload`], postcard; it answers with the bytes, fewer where the file is shorter.
pub const FETCH_START: &str = "fetch_start";

/// What [`FETCH_START`] takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FetchStartPayload {
    /// As [`is_store_name`](crate::store::is_store_name) allows.
    pub name: String,
    /// How many bytes are read at most.
    pub bytes_max: u32,
}

/// Renames a file of [`Assets::store`](crate::Assets::store) that cannot be used to `NAME.old`. Its payload is the
/// file's name, UTF-8; no answer.
pub const SET_ASIDE: &str = "set_aside";

/// What [`STORE`] takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StorePayload {
    /// As [`is_store_name`](crate::store::is_store_name) allows.
    pub name: String,
    /// Range: at most [`STORED_BYTES_MAX`](crate::store::STORED_BYTES_MAX).
    pub bytes: Vec<u8>,
}

/// Spawns [`Assets::scene`](crate::Assets::scene) into the world of
/// [`Assets::ecs`](crate::Assets::ecs). Direct, recorded. No payload, no answer.
pub const SPAWN: &str = "spawn";

/// Takes [`Assets::stream_requests`](crate::Assets::stream_requests), and decodes streams ahead. Direct. Its payload is
/// one byte of [`StreamPump`]; no answer.
pub const PUMP_STREAMS: &str = "pump_streams";

/// Where streams are decoded that are new with a call of [`PUMP_STREAMS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum StreamPump {
    /// On a thread of their own; where there is none, a slice in each call.
    Ahead = 0,
    /// In the call itself, which ends when all rings are full: what is heard then depends on no thread.
    InStep = 1,
}

impl StreamPump {
    /// What the payload says.
    pub fn decode(payload: &[u8]) -> Option<Self> {
        match payload {
            [0] => Some(Self::Ahead),
            [1] => Some(Self::InStep),
            _ => None,
        }
    }
}

/// The payload of [`OPEN`], [`LOAD`] and [`CHECK`]. Shape: 8 bytes, the lowest first.
pub fn encode_number(number: u64) -> Bytes {
    Bytes::copy_from_slice(&number.to_le_bytes())
}

/// The number in a payload of [`OPEN`], [`LOAD`] or [`CHECK`].
pub fn decode_number(payload: &[u8]) -> Option<u64> {
    payload.try_into().ok().map(u64::from_le_bytes)
}
