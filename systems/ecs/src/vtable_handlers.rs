//! The operations of `"ecs"`, all by name. That of every tick is in `step.rs`.

pub use crate::step::handle_tick;
use crate::{hash, save, state, step};
use playground_core_types::read_now;
use playground_core_vtable::{InstanceId, Reply, VTableError};

/// Makes a new world from the registry, and the seed and resources in the payload.
///
/// # Errors
/// A payload that does not begin with a `u64`, or a busy world.
pub fn handle_reset(instance: InstanceId, payload: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    let Some((seed, resources)) = payload.split_first_chunk() else {
        return Err(VTableError::malformed_payload("ecs.reset", "a u64 seed and resources"));
    };
    state::with_state(instance, |state, ecs| step::reset(state, ecs, u64::from_le_bytes(*seed), resources))
}

/// Answers with the hash of the world.
///
/// # Errors
/// A busy world.
pub fn handle_hash(instance: InstanceId, _: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    state::with_state(instance, |_, ecs| {
        reply.write_value(&hash::hash_world(&*read_now(&ecs.world)?));
        Ok(())
    })
}

/// Answers with the resources that outlive the run.
///
/// # Errors
/// A busy world.
pub fn handle_save(instance: InstanceId, _: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    state::with_state(instance, |_, ecs| {
        save::write(&*read_now(&ecs.registry)?, &*read_now(&ecs.world)?, reply)
    })
}

/// Answers with the resources of a save that the registry knows.
///
/// # Errors
/// Bytes that are no save, or damaged.
pub fn handle_read_save(instance: InstanceId, payload: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    state::with_state(instance, |_, ecs| save::read(&*read_now(&ecs.registry)?, payload, reply))
}
