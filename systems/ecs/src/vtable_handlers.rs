//! The operations of `"ecs"`, all by name. That of every tick is in `step.rs`.

use crate::state_file::saved;
pub use crate::step::handle_tick;
use crate::{history, replay, state, state_file, step, synctest};
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
    state::with_state(instance, |state, ecs| {
        reply.write_value(&state.hasher.hash(&*read_now(&ecs.world)?));
        Ok(())
    })
}

/// Answers with the resources that outlive the run.
///
/// # Errors
/// A busy world.
pub fn handle_save(instance: InstanceId, _: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    state::with_state(instance, |_, ecs| {
        saved::write(&*read_now(&ecs.registry)?, &*read_now(&ecs.world)?, reply);
        Ok(())
    })
}

/// Answers with the resources of a save that the registry knows.
///
/// # Errors
/// Bytes that are no save, or damaged.
pub fn handle_read_save(instance: InstanceId, payload: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    state::with_state(instance, |_, ecs| saved::read(&*read_now(&ecs.registry)?, payload, reply))
}

/// Takes the world back to an earlier tick; answers with how many were simulated again for it.
///
/// # Errors
/// A payload that is no `u64`, a tick out of reach, or a busy world.
pub fn handle_rewind(instance: InstanceId, payload: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    let tick = number("ecs.rewind", payload)?;
    state::with_state(instance, |state, ecs| {
        reply.write_value(&history::rewind(state, ecs, tick)?);
        Ok(())
    })
}

/// Answers with the first and the last tick to which the world can go.
///
/// # Errors
/// A busy world, or one without a tick.
pub fn handle_history(instance: InstanceId, _: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    state::with_state(instance, |state, ecs| {
        let (first, last) = history::range(state, ecs)?;
        reply.write_value(&[first, last]);
        Ok(())
    })
}

/// Answers with the whole world as a file.
///
/// # Errors
/// A busy world.
pub fn handle_write_state(instance: InstanceId, _: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    state::with_state(instance, |_, ecs| {
        let world = read_now(&ecs.world)?;
        step::warn_unregistered(&world, &*read_now(&ecs.registry)?);
        state_file::write(&world, reply.bytes_mut());
        Ok(())
    })
}

/// Puts the world of a file in the place of the world.
///
/// # Errors
/// A torn or foreign file, or a busy world.
pub fn handle_read_state(instance: InstanceId, payload: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    state::with_state(instance, |_, ecs| step::read_state(ecs, payload))
}

/// Simulates the last ticks once more, and compares.
///
/// # Errors
/// A payload that is no `u64`, a difference, or a busy world.
pub fn handle_synctest(instance: InstanceId, payload: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    let ticks = number("ecs.synctest", payload)?;
    state::with_state(instance, |state, ecs| synctest::run(state, ecs, ticks))
}

/// Answers with the recording as a file.
///
/// # Errors
/// A payload that is no head, nothing recorded, or a busy world.
pub fn handle_write_replay(
    instance: InstanceId,
    payload: &[u8],
    reply: &mut Reply,
) -> Result<(), VTableError> {
    state::with_state(instance, |state, ecs| replay::write(state, ecs, payload, reply))
}

/// Answers with the head of a replay.
///
/// # Errors
/// A torn or foreign file.
pub fn handle_describe_replay(_: InstanceId, payload: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    Ok(replay::describe(payload, reply)?)
}

/// Begins to play a replay; answers with its head.
///
/// # Errors
/// A torn or foreign file, or a busy world.
pub fn handle_open_replay(
    instance: InstanceId,
    payload: &[u8],
    reply: &mut Reply,
) -> Result<(), VTableError> {
    state::with_state(instance, |state, ecs| replay::open(state, ecs, payload, reply))
}

/// Answers with the next tick of the replay.
///
/// # Errors
/// No replay, or a busy world.
pub fn handle_next_replayed(instance: InstanceId, _: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    state::with_state(instance, |state, ecs| replay::next(state, ecs, reply))
}

/// Compares the world with what the replay has for it.
///
/// # Errors
/// No replay, a difference, or a busy world.
pub fn handle_check_replayed(instance: InstanceId, _: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    state::with_state(instance, |state, ecs| replay::check(state, ecs, reply))
}

fn number(operation: &'static str, payload: &[u8]) -> Result<u64, VTableError> {
    let bytes = payload.try_into().map_err(|_| VTableError::malformed_payload(operation, "a u64"))?;
    Ok(u64::from_le_bytes(bytes))
}
