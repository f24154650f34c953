//! What can be asked of the system `"ecs"`.

/// The system's name on the VTable.
pub const SYSTEM: &str = "ecs";

/// Direct, recorded: simulate one tick. Payload: resources to write before it, as encoded by
/// [`resource_payload`]. Reply: none.
pub const TICK: &str = "tick";

/// Direct: the hash of the world. Payload: none. Reply: `u64`.
pub const HASH: &str = "hash";

/// Direct, recorded: a new world from the registry of the [`Ecs`](crate::Ecs). Payload: the seed,
/// `u64`, then resources as in [`TICK`].
pub const RESET: &str = "reset";

/// Direct: the resources that outlive the run, as the bytes of a file. Payload: none. Reply: the bytes, none where
/// the registry lists no such resource.
pub const SAVE: &str = "save";

/// Direct: the resources in the bytes of [`SAVE`], as the registry knows them. Payload: the bytes. Reply: resources as
/// in [`TICK`], for [`RESET`]. What the registry does not list, or lists with another layout, is left out.
pub const READ_SAVE: &str = "read_save";

/// Direct: takes the world back to an earlier tick of its history. Payload: the tick that is next
/// afterwards, `u64`. Reply: how many ticks were simulated again for it, `u64`. The history and the recording end there, as if the undone ticks had not been.
/// An error, and nothing else, when the history does not reach so far.
pub const REWIND: &str = "rewind";

/// Direct: the ticks to which [`REWIND`] can go. Payload: none. Reply: the first and the last, two `u64`; the
/// last is the tick that is next.
pub const HISTORY: &str = "history";

/// Direct: the whole world as the bytes of a file: schemas, entities, rows, resources. Payload: none. Reply: the
/// bytes.
pub const WRITE_STATE: &str = "write_state";

/// Direct, recorded: puts the world of such a file in the place of the world, as far as the registry knows its
/// schemas. Payload: the bytes. Reply: none. An error, and nothing else, for a torn or foreign file.
pub const READ_STATE: &str = "read_state";

/// Direct: simulates the last ticks once more from the history, and compares. Payload: how many, `u64`. Reply: none.
/// A difference is an error that names the first tick, system, entity and field that differ.
pub const SYNCTEST: &str = "synctest";

/// Direct: all that was recorded since the world began, as the bytes of a file. Payload: a
/// [`ReplayHead`](crate::ReplayHead), as postcard. Reply: the bytes.
pub const WRITE_REPLAY: &str = "write_replay";

/// Direct: what such a file says of itself. Payload: the bytes. Reply: its [`ReplayHead`](crate::ReplayHead), as
/// postcard. No world is needed, and none is changed.
pub const DESCRIBE_REPLAY: &str = "describe_replay";

/// Direct: begins to play such a file. Payload: the bytes. Reply: its [`ReplayHead`](crate::ReplayHead), as
/// postcard. The world is what it was when the recording began.
pub const OPEN_REPLAY: &str = "open_replay";

/// Direct: the next tick of the opened replay. Payload: none. Reply: one byte, 1, then the payload for [`TICK`];
/// nothing at the end. A world that was loaded in between is put in place by it.
pub const NEXT_REPLAYED: &str = "next_replayed";

/// Direct: compares the world with the hash that the opened replay has for it, if it has one. Payload:
/// none. Reply: one byte, 1, where it has one; else nothing. A difference is an error that names the tick.
pub const CHECK_REPLAYED: &str = "check_replayed";

use crate::schema::{Component, ComponentId};

/// Appends a resource to the payload of [`TICK`]: its id, the length of its bytes, its bytes.
pub fn resource_payload<T: Component>(payload: &mut Vec<u8>, value: &T) {
    resource_payload_bytes(payload, T::SCHEMA.id, bytemuck::bytes_of(value));
}

/// The same for a resource whose bytes are at hand.
pub fn resource_payload_bytes(payload: &mut Vec<u8>, resource: ComponentId, bytes: &[u8]) {
    payload.extend_from_slice(&resource.0.to_le_bytes());
    payload.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
    payload.extend_from_slice(bytes);
}
