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
