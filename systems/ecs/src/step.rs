//! One tick, door included, read top to bottom: a pure function of world bytes, input and seed.

mod schedule;

mod apply;

mod hierarchy;

mod meter;

mod spread;

use crate::state::{State, with_state};
use crate::state_file;
pub(crate) use hierarchy::Hierarchy;
pub(crate) use meter::Meter;
use playground_core_ecs::archetype::Archetype;
use playground_core_ecs::{
    Blob, Children, ComponentId, Ecs, GlobalTransform2d, Parent, Random, Registry, Schema, Tick, TickRate,
    Transform2d, World,
};
use playground_core_types::{CoreError, CoreResult, ErrorKind, read_now, write_now};
use playground_core_vtable::{InstanceId, Reply, VTable, VTableError};
pub use schedule::Schedule;
use std::collections::BTreeSet;

/// Simulates one tick with the resources of the payload.
///
/// # Errors
/// A malformed payload, a busy world, or the failure of a system of the game; the world is then as it was.
pub fn handle_tick(instance: InstanceId, payload: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    with_state(instance, |state, ecs| tick(state, ecs, payload))
}

fn tick(state: &mut State, ecs: &Ecs, payload: &[u8]) -> CoreResult<()> {
    // Both are held while the tick runs: nobody sees half a tick.
    let (mut world, mut previous) = (write_now(&ecs.world)?, write_now(&ecs.previous)?);
    check_resources(&world, payload)?;
    let settings = *read_now(&ecs.history_settings)?;
    state.schedule.set(*read_now(&ecs.schedule_settings)?);
    let State { schedule, hierarchy, meter, history, hasher, .. } = state;
    history.begin(&settings, hasher, &world)?;
    meter.begin(&ecs.profile);
    let began = meter.start();
    // The snapshot shares every page; a page that the tick writes is copied then.
    world.snapshot_into(&mut previous);
    meter.step("snapshot", began, &world);
    let result = simulate((schedule, hierarchy, meter), &mut world, &ecs.vtable, payload);
    meter.end(&ecs.profile);
    if result.is_err() {
        // A tick that fails did not happen: what a system left half done is seen by nobody.
        world.restore(&previous);
        history.fail(&world, payload)?;
        return result;
    }
    history.end(&settings, hasher, (&world, &previous), payload)
}

/// What a tick does to a world. Whoever simulates a tick once more does this and nothing else.
pub(crate) fn simulate(
    (schedule, hierarchy, meter): (&mut Schedule, &mut Hierarchy, &mut Meter),
    world: &mut World,
    vtable: &VTable,
    payload: &[u8],
) -> CoreResult<()> {
    feed(world, payload);
    if meter.is_exact() {
        // What comes in from outside is told apart from what the first system makes of it.
        meter.step("input", None, world);
    }
    schedule.run_metered(world, vtable, meter)?;
    let began = meter.start();
    hierarchy.step(world)?;
    meter.step("hierarchy", began, world);
    let tick: Tick = world.resource()?;
    world.set_resource(&Tick { number: tick.number + 1 });
    Ok(())
}

/// Writes the resources of a payload.
pub(crate) fn feed(world: &mut World, payload: &[u8]) {
    for (id, value) in resources(payload).flatten() {
        world.set_resource_bytes(id, value);
    }
}

/// Makes the world of a new run: what the registry lists, tick 0, the seed's random numbers, and the
/// resources of the payload.
pub(crate) fn reset(state: &mut State, ecs: &Ecs, seed: u64, payload: &[u8]) -> CoreResult<()> {
    let registry = read_now(&ecs.registry)?.clone();
    let mut world = fresh_world(&registry, seed)?;
    check_resources(&world, payload)?;
    feed(&mut world, payload);
    put_in_place(ecs, world)?;
    (state.schedule, state.hierarchy) = (Schedule::of(&registry), Hierarchy::default());
    Ok(())
}

/// The components of every world, whatever the registry lists.
const KNOWN: [&Schema; 7] = [
    Tick::SCHEMA,
    TickRate::SCHEMA,
    Random::SCHEMA,
    // A scene may hang things from each other where no system of the game looks at it.
    Transform2d::SCHEMA,
    GlobalTransform2d::SCHEMA,
    Parent::SCHEMA,
    <Children as Blob>::SCHEMA,
];

/// A world with all that the registry lists and no entity.
fn fresh_world(registry: &Registry, seed: u64) -> CoreResult<World> {
    let mut world = World::new();
    KNOWN.iter().chain(&registry.schemas).try_for_each(|schema| world.register(schema))?;
    world.set_resource(&Tick::default());
    world.set_resource(&TickRate::default());
    world.set_resource(&Random::new(seed));
    for (id, bytes) in &registry.resources {
        world.set_resource_bytes(*id, bytes);
    }
    for (name, length) in &registry.regions {
        world.add_region(*name, *length)?;
    }
    Ok(world)
}

/// Names components with rows that a program which starts anew could not load: only commands spawn them.
pub(crate) fn warn_unregistered(world: &World, registry: &Registry) {
    let is_known = |id: &ComponentId| KNOWN.iter().chain(&registry.schemas).any(|schema| brings(schema, *id));
    let used = world.archetypes().iter().filter(|archetype| !archetype.is_empty());
    let ids: BTreeSet<ComponentId> = used.flat_map(Archetype::signature).copied().collect();
    for schema in ids.into_iter().filter(|id| !is_known(id)).filter_map(|id| world.schema(id)) {
        let name = schema.short_name();
        log::warn!(
            "`{name}` is saved, but can be loaded only while the program runs: add `registry.component({name}::SCHEMA)` to the plugin"
        );
    }
}

/// Whether a component is another one, or requires it.
fn brings(schema: &Schema, id: ComponentId) -> bool {
    schema.id == id || schema.requires.iter().any(|required| brings(required, id))
}

/// Makes `world` the world, with nothing before it.
fn put_in_place(ecs: &Ecs, world: World) -> CoreResult<()> {
    let (mut slot, mut previous) = (write_now(&ecs.world)?, write_now(&ecs.previous)?);
    slot.become_other(world);
    slot.snapshot_into(&mut previous);
    Ok(())
}

/// Puts the world of a file in the place of the world.
pub(crate) fn read_state(ecs: &Ecs, bytes: &[u8]) -> CoreResult<()> {
    let registry = read_now(&ecs.registry)?;
    let mut world = fresh_world(&registry, 0)?;
    // A component that only commands spawn is in no registry; the world has seen it. One of another layout of the
    // same name is the registry's.
    for schema in read_now(&ecs.world)?.schemas() {
        if world.schema(schema.id).is_none() {
            world.register(schema)?;
        }
    }
    state_file::read(&mut world, &registry.renames, bytes)?;
    put_in_place(ecs, world)
}

/// Refuses a payload that is no list of resources, before any of them is written.
fn check_resources(world: &World, payload: &[u8]) -> CoreResult<()> {
    for entry in resources(payload) {
        let (id, value) = entry?;
        if let Some(schema) = world.schema(id).filter(|schema| schema.size != value.len()) {
            let message =
                format!("resource `{}` takes {} bytes, not {}", schema.name, schema.size, value.len());
            return Err(malformed(&message));
        }
    }
    Ok(())
}

/// The resources of a tick's payload: id, length, bytes, again and again. An error is the last entry.
fn resources(payload: &[u8]) -> impl Iterator<Item = CoreResult<(ComponentId, &[u8])>> {
    let mut rest = payload;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let entry = split_resource(rest);
        rest = entry.map_or(&[], |(_, _, rest)| rest);
        let entry = entry.map(|(id, value, _)| (id, value));
        Some(entry.ok_or_else(|| malformed("the payload is not a list of resources (id, length, bytes)")))
    })
}

fn split_resource(payload: &[u8]) -> Option<(ComponentId, &[u8], &[u8])> {
    let (id, rest) = payload.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (value, rest) = rest.split_at_checked(length)?;
    Some((ComponentId(u64::from_le_bytes(*id)), value, rest))
}

#[cold]
fn malformed(message: &str) -> CoreError {
    CoreError::new(ErrorKind::BadRequest, format!("ecs.tick: {message}"))
}
