//! A served world, and what files it is given.
//!
//! The files of the corpus are of the tests of systems/ecs; their components are known here under those names.

use playground_core_ecs::api::{open_replay, read_save, read_state, reset_world, reset_world_with, run_tick};
use playground_core_ecs::operations::{NEXT_REPLAYED, SYSTEM};
use playground_core_ecs::{CoreResult, Ecs, Registry, component};
use playground_core_types::{Handle, write_now};
use playground_core_vtable::Reply;
use playground_systems_ecs::registration::register_ecs_handlers;
use xxhash_rust::xxh3::xxh3_64;

/// As in the files.
#[component]
#[derive(Default)]
pub struct Spark {
    /// How many it has left.
    pub ticks: u32,
}

/// Wider than in the files.
#[component]
#[derive(Default)]
pub struct Velocity {
    /// To the right and down.
    pub step: [f64; 2],
    /// Not in the files.
    pub spin: f64,
}

/// Ticks that are run of a replay at most.
const TICKS_MAX: usize = 200;

/// A served world of a game that knows the files' components.
///
/// # Errors
/// None that is of the bytes.
pub fn game() -> CoreResult<Handle<Ecs>> {
    let ecs = Ecs::new();
    register(&mut *write_now(&ecs.registry)?);
    register_ecs_handlers(&ecs)?;
    reset_world(&ecs, 1)?;
    Ok(ecs)
}

fn register(registry: &mut Registry) {
    registry.renamed_component("playground-systems-ecs::Spark", Spark::SCHEMA);
    registry.renamed_component("playground-systems-ecs::Velocity", Velocity::SCHEMA);
    registry.saved(&Velocity::default());
    registry.saved(&Spark::default());
}

/// Makes the checksum of a file right, behind which a fuzzer would never come by itself.
pub fn with_sum(bytes: &[u8]) -> Vec<u8> {
    let mut file = bytes.to_vec();
    if let Some((head, body)) = file.split_at_mut_checked(16) {
        head[8..].copy_from_slice(&xxh3_64(body).to_le_bytes());
    }
    file
}

/// Gives the bytes to a world as a saved one.
pub fn give_state(ecs: &Ecs, bytes: &[u8]) {
    read_state(ecs, bytes).unwrap_or_default();
}

/// Gives the bytes to a world as saved resources, with which it begins.
pub fn give_saved(ecs: &Ecs, bytes: &[u8]) {
    if let Ok(resources) = read_save(ecs, bytes) {
        reset_world_with(ecs, 1, resources.as_bytes()).unwrap_or_default();
    }
}

/// Gives the bytes to a world as a replay, and runs its ticks.
pub fn give_replay(ecs: &Ecs, bytes: &[u8]) {
    let opened = open_replay(ecs, bytes).and_then(|_| Ok(ecs.vtable.resolve(SYSTEM, NEXT_REPLAYED)?));
    let Ok(next) = opened else { return };
    for _ in 0..TICKS_MAX {
        let mut reply = Reply::default();
        let answer = ecs.vtable.call(next, &[], &mut reply);
        let Some((_, payload)) = reply.as_bytes().split_first().filter(|_| answer.is_ok()) else { return };
        if run_tick(ecs, payload).is_err() {
            return;
        }
    }
}
