//! The global world, and functions that only encode, send and decode.

use crate::ecs::Ecs;
use crate::history::ReplayHead;
use crate::operations;
use once_cell::sync::Lazy;
use playground_core_types::{CoreError, CoreResult, ErrorKind, Handle};
use playground_core_vtable::Reply;

static ECS_INSTANCE: Lazy<Handle<Ecs>> = Lazy::new(Ecs::new);

/// The world of the process, as a convenience; tests and servers make their own.
///
/// # Errors
/// None today; the seed's signature leaves room for a platform without one.
pub fn get_ecs_instance() -> CoreResult<Handle<Ecs>> {
    Ok(Handle::clone(&ECS_INSTANCE))
}

/// Makes a new world from the registry, with random numbers from `seed`.
///
/// # Errors
/// [`ErrorKind::Dispatch`] when no system serves the world, [`ErrorKind::Busy`] while it is read.
pub fn reset_world(ecs: &Ecs, seed: u64) -> CoreResult<()> {
    reset_world_with(ecs, seed, &[])
}

/// The same, with resources that follow from what was loaded, as encoded by
/// [`resource_payload`](operations::resource_payload).
///
/// # Errors
/// Those of [`reset_world`], and [`ErrorKind::BadRequest`] for a payload that is no list of resources.
pub fn reset_world_with(ecs: &Ecs, seed: u64, resources: &[u8]) -> CoreResult<()> {
    let id = ecs.vtable.resolve(operations::SYSTEM, operations::RESET)?;
    let payload = [&seed.to_le_bytes(), resources].concat();
    Ok(ecs.vtable.call(id, &payload, &mut Reply::default())?)
}

/// Simulates one tick; `payload` holds resources, as encoded by
/// [`resource_payload`](operations::resource_payload).
///
/// For tests and tools, which tick now and then: it resolves the operation each time. A loop keeps a
/// [`Route`](playground_core_vtable::Route).
///
/// # Errors
/// [`ErrorKind::Game`] when a system of the game fails, [`ErrorKind::Busy`] while the world is read.
pub fn run_tick(ecs: &Ecs, payload: &[u8]) -> CoreResult<()> {
    let id = ecs.vtable.resolve(operations::SYSTEM, operations::TICK)?;
    Ok(ecs.vtable.call(id, payload, &mut Reply::default())?)
}

/// The resources that outlive the run, as the bytes of a file; none where there are no such resources.
///
/// # Errors
/// [`ErrorKind::Dispatch`] when no system serves the world, [`ErrorKind::Busy`] while it is written.
pub fn save_resources(ecs: &Ecs, reply: &mut Reply) -> CoreResult<()> {
    let id = ecs.vtable.resolve(operations::SYSTEM, operations::SAVE)?;
    Ok(ecs.vtable.call(id, &[], reply)?)
}

/// What [`save_resources`] gave, as resources for [`reset_world_with`].
///
/// # Errors
/// [`ErrorKind::BadContent`] for bytes that are damaged, or [`ErrorKind::Dispatch`] when no system serves the world.
pub fn read_save(ecs: &Ecs, bytes: &[u8]) -> CoreResult<Reply> {
    let id = ecs.vtable.resolve(operations::SYSTEM, operations::READ_SAVE)?;
    let mut reply = Reply::default();
    ecs.vtable.call(id, bytes, &mut reply)?;
    Ok(reply)
}

/// The hash of the world: equal for equal worlds, on every machine.
///
/// # Errors
/// [`ErrorKind::Dispatch`] when no system serves the world, [`ErrorKind::Busy`] while it is written.
pub fn hash_world(ecs: &Ecs) -> CoreResult<u64> {
    let id = ecs.vtable.resolve(operations::SYSTEM, operations::HASH)?;
    let mut reply = Reply::with_capacity(8);
    ecs.vtable.call(id, &[], &mut reply)?;
    reply.value().ok_or_else(|| CoreError::new(ErrorKind::Dispatch, "ecs.hash did not answer with a u64"))
}

/// Takes the world back: `tick` is the next one afterwards. Gives how many ticks were simulated again for it.
///
/// # Errors
/// [`ErrorKind::LimitReached`] when the history does not reach so far, or those of [`hash_world`].
pub fn rewind_world(ecs: &Ecs, tick: u64) -> CoreResult<u64> {
    let reply = call(ecs, operations::REWIND, &tick.to_le_bytes())?;
    reply.value().ok_or_else(|| no_answer(operations::REWIND))
}

/// The first and the last tick to which [`rewind_world`] can go.
///
/// # Errors
/// Those of [`hash_world`].
pub fn history_of(ecs: &Ecs) -> CoreResult<(u64, u64)> {
    let reply = call(ecs, operations::HISTORY, &[])?;
    let [first, last] = reply.value().ok_or_else(|| no_answer(operations::HISTORY))?;
    Ok((first, last))
}

/// The whole world as the bytes of a file.
///
/// # Errors
/// Those of [`hash_world`].
pub fn write_state(ecs: &Ecs) -> CoreResult<Reply> {
    call(ecs, operations::WRITE_STATE, &[])
}

/// Puts the world of such a file in the place of the world.
///
/// # Errors
/// [`ErrorKind::BadContent`] for a torn or foreign file, and the world is as before; or those of [`hash_world`].
pub fn read_state(ecs: &Ecs, bytes: &[u8]) -> CoreResult<()> {
    call(ecs, operations::READ_STATE, bytes).map(drop)
}

/// Simulates the last ticks once more and compares.
///
/// # Errors
/// [`ErrorKind::Game`] with the first tick, system, entity and field that differ; or those of [`hash_world`].
pub fn synctest(ecs: &Ecs, ticks: u64) -> CoreResult<()> {
    call(ecs, operations::SYNCTEST, &ticks.to_le_bytes()).map(drop)
}

/// All that was recorded, as the bytes of a file.
///
/// # Errors
/// [`ErrorKind::BadRequest`] when nothing is recorded, or those of [`hash_world`].
pub fn write_replay(ecs: &Ecs, head: &ReplayHead) -> CoreResult<Reply> {
    let payload = postcard::to_allocvec(head);
    let payload = payload.map_err(|error| CoreError::new(ErrorKind::BadRequest, error.to_string()))?;
    call(ecs, operations::WRITE_REPLAY, &payload)
}

/// What a replay is a replay of; no world is needed.
///
/// # Errors
/// [`ErrorKind::BadContent`] for a torn or foreign file; or those of [`hash_world`].
pub fn describe_replay(ecs: &Ecs, bytes: &[u8]) -> CoreResult<ReplayHead> {
    let reply = call(ecs, operations::DESCRIBE_REPLAY, bytes)?;
    postcard::from_bytes(reply.as_bytes()).map_err(|_| no_answer(operations::DESCRIBE_REPLAY))
}

/// Begins to play a replay.
///
/// # Errors
/// [`ErrorKind::BadContent`] for a torn or foreign file; or those of [`hash_world`].
pub fn open_replay(ecs: &Ecs, bytes: &[u8]) -> CoreResult<ReplayHead> {
    let reply = call(ecs, operations::OPEN_REPLAY, bytes)?;
    postcard::from_bytes(reply.as_bytes()).map_err(|_| no_answer(operations::OPEN_REPLAY))
}

fn call(ecs: &Ecs, operation: &str, payload: &[u8]) -> CoreResult<Reply> {
    let id = ecs.vtable.resolve(operations::SYSTEM, operation)?;
    let mut reply = Reply::default();
    ecs.vtable.call(id, payload, &mut reply)?;
    Ok(reply)
}

#[cold]
fn no_answer(operation: &str) -> CoreError {
    CoreError::new(ErrorKind::Dispatch, format!("ecs.{operation} did not answer as agreed"))
}
