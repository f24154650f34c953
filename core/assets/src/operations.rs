//! The names of the system and of what it can be asked: `open`, `load` and `check` on the queue, `spawn` direct.

use bytes::Bytes;

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

/// Spawns [`Assets::scene`](crate::Assets::scene) into the world of
/// [`Assets::ecs`](crate::Assets::ecs). Direct, recorded. No payload, no answer.
pub const SPAWN: &str = "spawn";

/// The payload of [`OPEN`], [`LOAD`] and [`CHECK`]. Shape: 8 bytes, the lowest first.
pub fn encode_number(number: u64) -> Bytes {
    Bytes::copy_from_slice(&number.to_le_bytes())
}

/// The number in a payload of [`OPEN`], [`LOAD`] or [`CHECK`].
pub fn decode_number(payload: &[u8]) -> Option<u64> {
    payload.try_into().ok().map(u64::from_le_bytes)
}
