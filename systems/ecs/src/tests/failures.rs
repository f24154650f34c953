//! A system that fails: the tick did not happen, and the next one can.

use super::{check_refused, game_of, mover, spawn, tick, with_world, x_of};
use playground_core_ecs::api::run_tick;
use playground_core_ecs::{
    Commands, CoreResult, Ecs, Entity, Registry, Row, Stage, Transform2d, VTable, component, operations,
    system,
};
use playground_core_types::{CoreError, ErrorKind, Handle, read_now, write_now};
use playground_core_vtable::{InstanceId, Reply, VTableError};
use std::cell::RefCell;

/// What goes wrong this tick: 0 nothing, 1 an error, 2 a panic, 3 a missing resource.
#[component]
#[derive(Default)]
pub(crate) struct Mishap {
    /// Which.
    pub kind: u64,
}

/// A resource that nobody puts into the world.
#[component]
#[derive(Default)]
pub(crate) struct Absent {
    /// Nothing.
    pub number: u64,
}

#[system]
fn stumble(
    entities: &[Entity],
    transforms: &mut [Transform2d],
    mishap: &mut Mishap,
    commands: &mut Commands,
) -> CoreResult<()> {
    for (entity, transform) in entities.iter().zip(transforms) {
        transform.position.x += 1.0;
        commands.despawn(*entity);
        commands.spawn(Row::new());
        match mishap.kind {
            1 => return Err(CoreError::new(ErrorKind::Conflict, "stumbled")),
            2 => panic!("fell"),
            _ => mishap.kind = 0,
        }
    }
    Ok(())
}

#[system(with(Transform2d))]
fn miss(entities: &[Entity], commands: &mut Commands, absent: &Absent) {
    assert!(entities.len() as u64 == absent.number && commands.is_empty());
}

fn stumbling(registry: &mut Registry) -> CoreResult<()> {
    registry.resource(&Mishap::default()).system(Stage::Update, stumble::SYSTEM).map(|_| ())
}

fn missing(registry: &mut Registry) -> CoreResult<()> {
    registry.system(Stage::Update, miss::SYSTEM).map(|_| ())
}

#[track_caller]
fn check_mishap(kind: u64, words: &str) {
    let ecs = game_of(stumbling);
    let things = [5.0, 6.0].map(|x| spawn(&ecs, &mover(x, 0.0)));
    with_world(&ecs, |world| world.set_resource(&Mishap { kind }));
    let hash = super::hash(&ecs);
    for _ in 0..2 {
        check_refused(run_tick(&ecs, &[]), ErrorKind::Game, words);
        assert_eq!(super::hash(&ecs), hash, "the tick did not happen");
        assert_eq!(things.map(|thing| x_of(&ecs, thing)), [Some(5.0), Some(6.0)]);
    }
    with_world(&ecs, |world| world.set_resource(&Mishap { kind: 0 }));
    tick(&ecs, 1);
    super::check_alive(&ecs, &[], &things);
    assert_eq!(with_world(&ecs, |world| world.len()), 2, "what the failed ticks asked for is forgotten");
}

#[test]
fn a_system_that_errs_leaves_the_world_whole() {
    check_mishap(1, "system `stumble` failed: stumbled");
}

#[test]
fn a_system_that_panics_leaves_the_world_whole() {
    check_mishap(2, "system `stumble` panicked: fell");
}

#[test]
fn a_missing_resource_is_said() {
    let ecs = game_of(missing);
    spawn(&ecs, &mover(0.0, 0.0));
    let words = "system `miss` failed: the world has no resource `playground-systems-ecs::Absent`";
    check_refused(run_tick(&ecs, &[]), ErrorKind::Game, words);
    with_world(&ecs, |world| world.set_resource(&Absent { number: 1 }));
    tick(&ecs, 1);
}

#[test]
fn a_world_that_is_looked_at_waits_for_its_tick() {
    let ecs = game_of(stumbling);
    let thing = spawn(&ecs, &Row::new());
    for data in [&ecs.previous, &ecs.world] {
        let looking = read_now(data).unwrap();
        check_refused(run_tick(&ecs, &[]), ErrorKind::Busy, "cannot be written now");
        drop(looking);
        super::check_alive(&ecs, &[thing], &[]);
    }
    tick(&ecs, 1);
    let writing = write_now(&ecs.world).unwrap();
    check_refused(playground_core_ecs::api::hash_world(&ecs), ErrorKind::Busy, "cannot be read now");
    drop(writing);
    assert_eq!(with_world(&ecs, |world| world.len()), 1);
}

/// Asks for the operation of the number in [`Mishap`] while it goes over its rows, and for its rows to go.
#[system]
fn meddle(
    entities: &[Entity],
    transforms: &mut [Transform2d],
    mishap: &Mishap,
    vtable: &VTable,
    commands: &mut Commands,
) -> CoreResult<()> {
    let (system, operation, payload) = MEDDLINGS[mishap.kind as usize];
    for (entity, transform) in entities.iter().zip(transforms) {
        commands.despawn(*entity);
        transform.position.x += 1.0;
        vtable.call(vtable.resolve(system, operation)?, payload, &mut Reply::default())?;
    }
    Ok(())
}

/// What would take rows away under a system that goes over them, each asked for by the direct lane.
const MEDDLINGS: [(&str, &str, &[u8]); 5] = [
    (operations::SYSTEM, operations::RESET, &[0; 8]),
    (operations::SYSTEM, operations::REWIND, &[0; 8]),
    (operations::SYSTEM, operations::READ_STATE, &[]),
    (operations::SYSTEM, operations::TICK, &[]),
    ("bombs", "go_off", &[]),
];

/// Despawns all there is, as an operation of another system that holds the world's handle.
fn go_off(_: InstanceId, _: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    OWN.with_borrow(|own| {
        let Some(ecs) = own else { return Ok(()) };
        let mut world = write_now(&ecs.world)?;
        let all: Vec<Entity> = world.archetypes().iter().flat_map(|archetype| archetype.entities()).collect();
        for entity in all {
            world.despawn(entity);
        }
        Ok(())
    })
}

#[test]
fn nobody_despawns_under_a_system_that_goes_over_its_rows() {
    let ecs = game_of(|registry| {
        registry.resource(&Mishap::default()).system(Stage::Update, meddle::SYSTEM).map(|_| ())
    });
    ecs.vtable.register(playground_core_vtable::System::new("bombs").operation("go_off", go_off)).unwrap();
    OWN.set(Some(ecs.clone()));
    let things = [5.0, 6.0].map(|x| spawn(&ecs, &mover(x, 0.0)));
    for (kind, (system, ..)) in (0..).zip(MEDDLINGS) {
        with_world(&ecs, |world| world.set_resource(&Mishap { kind }));
        let words = if system == "bombs" { "cannot be written now" } else { "serves it at this moment" };
        check_refused(run_tick(&ecs, &[]), ErrorKind::Game, words);
        assert_eq!(things.map(|thing| x_of(&ecs, thing)), [Some(5.0), Some(6.0)], "the tick did not happen");
    }
    // Between ticks the same operation does it.
    ecs.vtable.call(ecs.vtable.resolve("bombs", "go_off").unwrap(), &[], &mut Reply::default()).unwrap();
    super::check_alive(&ecs, &[], &things);
    OWN.set(None);
}

thread_local! {
    static OWN: RefCell<Option<Handle<Ecs>>> = const { RefCell::new(None) };
}

#[system]
fn nest(mishap: &mut Mishap) -> CoreResult<()> {
    mishap.kind += 1;
    OWN.with_borrow(|own| own.as_ref().map_or(Ok(()), |ecs| run_tick(ecs, &[])))
}

#[test]
fn a_tick_within_a_tick_is_refused() {
    let ecs = game_of(|registry| {
        registry.resource(&Mishap::default()).system(Stage::Update, nest::SYSTEM).map(|_| ())
    });
    OWN.set(Some(ecs.clone()));
    check_refused(
        run_tick(&ecs, &[]),
        ErrorKind::Game,
        "serves no such instance, or serves it at this moment",
    );
    assert_eq!(with_world(&ecs, |world| world.resource()), Ok(Mishap { kind: 0 }));
    OWN.set(None);
    tick(&ecs, 1);
}
