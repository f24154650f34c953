//! One number for a world: the same for the same, another for another.

use super::{MOVEMENT, Velocity, game, game_of, hanging, hash, mover, spawn, tick, with_world};
use crate::hash::WorldHasher;
use playground_core_ecs::api::reset_world;
use playground_core_ecs::{
    Children, ComponentId, CoreResult, Ecs, Entity, Random, Registry, Row, Stage, Tick, Transform2d, World,
    system,
};
use playground_core_types::Handle;

#[system]
fn wander(velocities: &mut [Velocity], random: &mut Random) {
    velocities.iter_mut().for_each(|velocity| velocity.step.x = random.generator.range_f32(-1.0, 1.0));
}

fn wandering(registry: &mut Registry) -> CoreResult<()> {
    registry.system(Stage::First, wander::SYSTEM)?.system(Stage::Update, super::movement::SYSTEM).map(|_| ())
}

/// The hashes of ten ticks of wanderers.
fn run_of(seed: u64) -> Vec<u64> {
    let ecs = game_of(wandering);
    reset_world(&ecs, seed).unwrap();
    let leader = spawn(&ecs, &mover(0.0, 0.0));
    for x in [0.0, 1.0, 2.0] {
        spawn(&ecs, &hanging(x, leader));
    }
    let ticks = (0..10).map(|_| {
        tick(&ecs, 1);
        hash(&ecs)
    });
    ticks.collect()
}

#[test]
fn equal_runs_are_equal_at_every_tick() {
    assert_eq!(run_of(7), run_of(7));
    assert!(run_of(7).iter().zip(run_of(8)).all(|(one, other)| *one != other), "seeds differ");
}

/// A world of one thing, changed, hashes otherwise than unchanged.
#[track_caller]
fn check_counts(change: fn(&Handle<Ecs>, Entity)) {
    let (plain, changed) = (game(MOVEMENT), game(MOVEMENT));
    let thing = spawn(&plain, &mover(0.0, 1.0));
    assert_eq!(spawn(&changed, &mover(0.0, 1.0)), thing);
    assert_eq!(hash(&plain), hash(&changed));
    change(&changed, thing);
    assert_ne!(hash(&plain), hash(&changed));
}

#[test]
fn everything_that_a_tick_can_feel_counts() {
    check_counts(|ecs, thing| assert!(with_world(ecs, |world| world.set(thing, &Transform2d::at(1.0, 0.0)))));
    check_counts(|ecs, _| with_world(ecs, |world| world.set_resource(&Tick { number: 1 })));
    check_counts(|ecs, thing| {
        with_world(ecs, |world| world.insert_blob(thing, &Children::default()).unwrap());
    });
    check_counts(|ecs, thing| assert!(with_world(ecs, |world| world.remove(thing, Velocity::ID))));
    check_counts(|ecs, _| {
        spawn(ecs, &Row::new());
    });
    // A name that was given out and taken back: the next one will be another.
    check_counts(|ecs, _| {
        let brief = spawn(ecs, &Row::new());
        assert!(with_world(ecs, |world| world.despawn(brief)));
    });
}

#[test]
fn empty_archetypes_do_not_count() {
    let (plain, detoured) = (game(MOVEMENT), game(MOVEMENT));
    let thing = spawn(&plain, &mover(0.0, 1.0));
    assert_eq!(spawn(&detoured, &mover(0.0, 1.0)), thing);
    with_world(&detoured, |world| {
        world.remove(thing, Velocity::ID);
        world.insert(thing, &Velocity { step: playground_core_types::math::vec2(1.0, 0.0) }).unwrap();
        assert_eq!(world.archetypes().len(), 2);
    });
    assert_eq!(hash(&plain), hash(&detoured));
}

#[test]
fn the_order_in_which_archetypes_came_to_be_does_not_count() {
    let rows = [Row::new().with(&Transform2d::default()), Row::new().with(&Velocity::default())];
    let build = |order: [usize; 2]| {
        let ecs = game(MOVEMENT);
        // Names first, in the same order on both sides; then the rows.
        let names = with_world(&ecs, |world| [world.reserve(), world.reserve()]);
        for index in order {
            with_world(&ecs, |world| world.spawn_reserved(names[index], &rows[index]).unwrap());
        }
        ecs
    };
    let (one, other) = (build([0, 1]), build([1, 0]));
    let first = |ecs: &Ecs| with_world(ecs, |world| world.archetypes()[0].signature().to_vec());
    assert_ne!(first(&one), first(&other));
    assert_eq!(hash(&one), hash(&other));
    tick(&one, 2);
    tick(&other, 2);
    assert_eq!(hash(&one), hash(&other));
}

#[test]
fn a_restored_world_hashes_as_its_snapshot() {
    let ecs = game_of(wandering);
    spawn(&ecs, &mover(0.0, 0.0));
    tick(&ecs, 3);
    let (snapshot, at_snapshot) = (with_world(&ecs, |world| world.clone()), hash(&ecs));
    tick(&ecs, 3);
    let later = hash(&ecs);
    with_world(&ecs, |world| world.restore(&snapshot));
    assert_eq!(hash(&ecs), at_snapshot);
    tick(&ecs, 3);
    assert_eq!(hash(&ecs), later, "the same ticks again");
}

#[test]
fn what_is_kept_of_hashes_changes_none() {
    let (mut hasher, mut world) = (WorldHasher::default(), World::new());
    let name = ComponentId::of("test::memory");
    world.add_region(name, 10_000).unwrap();
    let things: Vec<Entity> = (0..3_000).map(|_| world.spawn(&mover(0.0, 0.0)).unwrap()).collect();
    let mut seen = Vec::new();
    let mut check = |world: &World| {
        let hash = hasher.hash(world);
        assert_eq!(hash, WorldHasher::default().hash(world), "kept hashes are those that are found again");
        assert!(!seen.contains(&hash), "another world hashes otherwise");
        seen.push(hash);
    };
    check(&world);
    let snapshot = world.snapshot();
    world.set(things[2_500], &Transform2d::at(1.0, 0.0));
    check(&world);
    // The hazard: after a restore the same number of a write must not stand for other bytes.
    world.restore(&snapshot);
    world.set(things[2_500], &Transform2d::at(2.0, 0.0));
    check(&world);
    world.despawn(things[0]);
    check(&world);
    world.remove(things[1], Velocity::ID);
    check(&world);
    world.write_region(name, 5_000, &[1]).unwrap();
    check(&world);
}
