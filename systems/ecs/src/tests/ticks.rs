//! Ticks, resets and restores of one world, and of two side by side.

use super::{MOVEMENT, check_refused, game, game_of, mover, spawn, tick, with_world, x_of};
use crate::registration::{initialize, register_ecs_handlers};
use playground_core_ecs::api::{reset_world, reset_world_with, run_tick};
use playground_core_ecs::operations::resource_payload;
use playground_core_ecs::{
    CoreResult, Ecs, Random, Registry, Stage, Tick, TickRate, component, get_ecs_instance, system,
};
use playground_core_types::{ErrorKind, read_now};
use playground_core_vtable::{Reply, VTableErrorKind};
use std::sync::Arc;

/// What the player steers by.
#[component]
#[derive(Default)]
pub(crate) struct Steering {
    /// To the right, in virtual pixels a tick.
    pub right: f32,
}

#[system]
fn steer(velocities: &mut [super::Velocity], steering: &Steering) {
    velocities.iter_mut().for_each(|velocity| velocity.step.x = steering.right);
}

fn steered(registry: &mut Registry) -> CoreResult<()> {
    registry.resource(&Steering::default());
    registry.system(Stage::Update, super::movement::SYSTEM)?;
    registry.system(Stage::First, steer::SYSTEM).map(|_| ())
}

#[track_caller]
fn check_tick(ecs: &Ecs, number: u64) {
    assert_eq!(with_world(ecs, |world| world.resource()), Ok(Tick { number }));
}

#[test]
fn a_tick_moves_what_moves() {
    let ecs = game(MOVEMENT);
    let thing = spawn(&ecs, &mover(1.0, 0.5));
    check_tick(&ecs, 0);
    tick(&ecs, 3);
    check_tick(&ecs, 3);
    assert_eq!(x_of(&ecs, thing), Some(2.5));
    let previous = read_now(&ecs.previous).unwrap();
    let before: Option<&playground_core_ecs::Transform2d> = previous.get(thing);
    assert_eq!(before.map(|transform| transform.position.x), Some(2.0), "frames interpolate from here");
}

#[test]
fn a_tick_begins_with_the_resources_of_its_payload() {
    let ecs = game_of(steered);
    let thing = spawn(&ecs, &mover(0.0, 100.0));
    let mut payload = Vec::new();
    resource_payload(&mut payload, &Steering { right: 2.0 });
    resource_payload(&mut payload, &TickRate { hertz: 30 });
    run_tick(&ecs, &payload).unwrap();
    assert_eq!(x_of(&ecs, thing), Some(2.0), "the first stage steered");
    tick(&ecs, 1);
    assert_eq!(x_of(&ecs, thing), Some(4.0), "a resource stays until it is written");
    assert_eq!(with_world(&ecs, |world| world.resource()), Ok(TickRate { hertz: 30 }));
}

#[test]
fn a_malformed_payload_changes_nothing() {
    let ecs = game_of(steered);
    let mut whole = Vec::new();
    resource_payload(&mut whole, &TickRate { hertz: 30 });
    resource_payload(&mut whole, &Steering { right: 2.0 });
    let hash = super::hash(&ecs);
    let first_resource = 20;
    for length in (1..whole.len()).filter(|length| *length != first_resource) {
        check_refused(run_tick(&ecs, &whole[..length]), ErrorKind::BadRequest, "not a list of resources");
    }
    let mut long = whole.clone();
    long[8..16].copy_from_slice(&u64::MAX.to_le_bytes());
    check_refused(run_tick(&ecs, &long), ErrorKind::BadRequest, "not a list of resources");
    let mut short = TickRate::ID.0.to_le_bytes().to_vec();
    short.extend([1, 0, 0, 0, 0, 0, 0, 0, 30]);
    check_refused(run_tick(&ecs, &short), ErrorKind::BadRequest, "TickRate` takes 4 bytes, not 1");
    assert_eq!(super::hash(&ecs), hash);
    run_tick(&ecs, &whole).unwrap();
}

#[test]
fn a_reset_takes_a_seed_and_resources_and_nothing_else() {
    let ecs = game(MOVEMENT);
    let reset = ecs.vtable.resolve("ecs", "reset").unwrap();
    for (payload, kind) in [
        ([].as_slice(), VTableErrorKind::MalformedPayload),
        (&[0; 7], VTableErrorKind::MalformedPayload),
        (&[0; 9], VTableErrorKind::Failed(ErrorKind::BadRequest)),
    ] {
        let refused = ecs.vtable.call(reset, payload, &mut Reply::default()).unwrap_err();
        assert_eq!(refused.kind(), kind);
    }
    let mut resources = Vec::new();
    resource_payload(&mut resources, &TickRate { hertz: 30 });
    reset_world_with(&ecs, 1, &resources).unwrap();
    let rate: TickRate = with_world(&ecs, |world| world.resource().unwrap());
    assert_eq!(rate.hertz, 30);
}

#[test]
fn a_reset_begins_anew() {
    let ecs = game_of(steered);
    let thing = spawn(&ecs, &mover(0.0, 1.0));
    tick(&ecs, 2);
    let (writes, lineage) = with_world(&ecs, |world| (world.writes(), world.lineage().clone()));
    reset_world(&ecs, 9).unwrap();
    super::check_alive(&ecs, &[], &[thing]);
    check_tick(&ecs, 0);
    assert_eq!(with_world(&ecs, |world| world.resource()), Ok(Random::new(9)));
    assert!(with_world(&ecs, |world| world.writes() > writes && world.lineage() != &lineage));
    let again = spawn(&ecs, &mover(5.0, 1.0));
    tick(&ecs, 1);
    assert_eq!(x_of(&ecs, again), Some(5.0), "steering begins at its default");
}

#[test]
fn components_of_one_name_are_refused_at_the_reset() {
    mod elsewhere {
        //! Another author's velocity.

        use playground_core_ecs::component;

        /// In knots.
        #[component]
        #[derive(Default)]
        pub(crate) struct Velocity {
            /// Along the keel.
            pub(super) knots: f64,
        }
    }
    let ecs = game(MOVEMENT);
    playground_core_types::write_now(&ecs.registry).unwrap().component(elsewhere::Velocity::SCHEMA);
    check_refused(
        reset_world(&ecs, 1),
        ErrorKind::Conflict,
        "`playground-systems-ecs::Velocity` is declared twice",
    );
}

#[test]
fn a_restored_world_ticks_on() {
    let ecs = game(MOVEMENT);
    let thing = spawn(&ecs, &mover(0.0, 1.0));
    tick(&ecs, 2);
    let snapshot = with_world(&ecs, |world| world.clone());
    tick(&ecs, 3);
    // An archetype that the snapshot does not have: the schedule must not remember it.
    let late = spawn(&ecs, &mover(7.0, 1.0).with(&Steering::default()));
    tick(&ecs, 1);
    let expected = super::hash(&ecs);
    with_world(&ecs, |world| world.restore(&snapshot));
    assert_eq!(x_of(&ecs, thing), Some(2.0));
    check_tick(&ecs, 2);
    super::check_alive(&ecs, &[thing], &[late]);
    // The same again gives the same again.
    tick(&ecs, 3);
    assert_eq!(spawn(&ecs, &mover(7.0, 1.0).with(&Steering::default())), late);
    tick(&ecs, 1);
    assert_eq!(super::hash(&ecs), expected);
}

#[test]
fn a_world_put_in_anothers_place_ticks_too() {
    let (ecs, donor) = (game(MOVEMENT), game(MOVEMENT));
    spawn(&ecs, &mover(0.0, 1.0).with(&Steering::default()));
    let thing = spawn(&donor, &mover(0.0, 1.0));
    tick(&ecs, 1);
    with_world(&ecs, |world| *world = read_now(&donor.world).unwrap().clone());
    tick(&ecs, 1);
    assert_eq!(x_of(&ecs, thing), Some(1.0));
}

#[test]
fn two_worlds_run_side_by_side() {
    let (left, right) = (game(MOVEMENT), game(MOVEMENT));
    let (slow, fast) = (spawn(&left, &mover(0.0, 1.0)), spawn(&right, &mover(0.0, 10.0)));
    assert_eq!(slow, fast, "names are of one world");
    tick(&left, 1);
    tick(&right, 2);
    tick(&left, 2);
    assert_eq!((x_of(&left, slow), x_of(&right, fast)), (Some(3.0), Some(20.0)));
}

#[test]
fn the_system_is_replaced_while_the_game_runs() {
    let ecs = game(MOVEMENT);
    let thing = spawn(&ecs, &mover(0.0, 1.0));
    tick(&ecs, 1);
    register_ecs_handlers(&ecs).unwrap();
    tick(&ecs, 1);
    assert_eq!(x_of(&ecs, thing), Some(2.0), "state is in core, so the game goes on");
}

#[test]
fn a_world_that_is_dropped_is_gone() {
    let ecs = game(MOVEMENT);
    let (vtable, observed) = (ecs.vtable.clone(), Arc::downgrade(&ecs));
    let hash = vtable.resolve("ecs", "hash").unwrap();
    drop(ecs);
    assert!(observed.upgrade().is_none(), "the system holds no world");
    let refused = vtable.call(hash, &[], &mut Reply::default()).unwrap_err();
    assert_eq!(refused.kind(), VTableErrorKind::Closed);
}

#[test]
fn a_world_that_nobody_serves_says_so() {
    check_refused(run_tick(&Ecs::new(), &[]), ErrorKind::Dispatch, "no such system is registered");
}

#[tokio::test]
async fn the_global_world_is_served_after_initialize() {
    initialize().await.unwrap();
    let ecs = get_ecs_instance().unwrap();
    reset_world(&ecs, 1).unwrap();
    tick(&ecs, 1);
}
