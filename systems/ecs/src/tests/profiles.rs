//! What a tick notes of its steps.

use super::{MOVEMENT, Velocity, game, game_of, mover, spawn, tick, with_world};
use crate::hash::part_hashes;
use playground_core_ecs::{
    ComponentId, CoreResult, Ecs, Entity, GlobalTransform2d, Profile, Registry, Row, Stage, Tick,
    Transform2d, World, WorldPart, system,
};
use playground_core_types::math::Vec2;
use playground_core_types::{Handle, read_now, write_now};

#[system]
fn brake(velocities: &mut [Velocity]) {
    velocities.iter_mut().for_each(|velocity| velocity.step *= 0.5);
}

fn braked(registry: &mut Registry) -> CoreResult<()> {
    registry.system(Stage::Update, super::movement::SYSTEM)?.system(Stage::Last, brake::SYSTEM).map(|_| ())
}

/// The profile of one tick of a thing with this velocity.
fn profile_of(step: f32, wanted: &Profile) -> (Handle<Ecs>, Profile) {
    let ecs = game_of(braked);
    spawn(&ecs, &mover(0.0, step));
    *write_now(&ecs.profile).unwrap() = wanted.clone();
    tick(&ecs, 1);
    let profile = read_now(&ecs.profile).unwrap().clone();
    (ecs, profile)
}

#[track_caller]
fn check_names(profile: &Profile, expected: &[&str]) {
    let names: Vec<&str> = profile.steps.iter().map(|step| step.name).collect();
    assert_eq!(names, expected);
}

#[test]
fn nothing_is_noted_while_nothing_is_wanted() {
    let (ecs, profile) = profile_of(1.0, &Profile::default());
    check_names(&profile, &[]);
    write_now(&ecs.profile).unwrap().times_wanted = true;
    tick(&ecs, 1);
    check_names(&read_now(&ecs.profile).unwrap(), &["snapshot", "movement", "brake", "hierarchy"]);
    write_now(&ecs.profile).unwrap().times_wanted = false;
    tick(&ecs, 1);
    check_names(&read_now(&ecs.profile).unwrap(), &[]);
}

#[test]
fn times_are_of_every_step_in_order() {
    let (_, profile) = profile_of(1.0, &Profile { times_wanted: true, ..Profile::default() });
    check_names(&profile, &["snapshot", "movement", "brake", "hierarchy"]);
    assert!(profile.steps.iter().all(|step| step.hashes.is_empty() && step.changes.is_empty()));
    assert!(profile.steps.is_sorted_by_key(|step| step.start_nanos));
}

#[test]
fn hashes_name_the_system_and_the_part_that_differs_first() {
    let wanted = Profile { hashes_wanted: true, ..Profile::default() };
    let ((_, one), (_, other)) = (profile_of(1.0, &wanted), profile_of(1.0, &wanted));
    assert_eq!(one, other);
    check_names(&one, &["snapshot", "input", "movement", "brake", "hierarchy"]);
    let parts: Vec<WorldPart> = one.steps[0].hashes.iter().map(|hash| hash.part).collect();
    assert!(parts.is_sorted());
    let all = [
        WorldPart::Resource(Tick::ID),
        WorldPart::Names,
        WorldPart::Order,
        WorldPart::Column(Velocity::ID),
        WorldPart::Column(Transform2d::ID),
    ];
    assert!(all.iter().all(|part| parts.contains(part)), "{parts:?}");
    assert!(one.steps.iter().all(|step| (step.start_nanos, step.nanos) == (0, 0)));
    // What each system writes is what changes in its step.
    let changed = |before: usize, after: usize| {
        let pairs = one.steps[before].hashes.iter().zip(&one.steps[after].hashes);
        let changed = pairs.filter(|(old, new)| old != new).map(|(old, _)| old.part);
        let changed: Vec<WorldPart> = changed.collect();
        changed
    };
    assert_eq!(changed(1, 2), [WorldPart::Column(Transform2d::ID)]);
    assert_eq!(changed(2, 3), [WorldPart::Column(Velocity::ID)]);
    assert_eq!(changed(3, 4), [WorldPart::Column(GlobalTransform2d::ID)]);
}

/// The parts of the world whose hashes change when it is changed so.
#[track_caller]
fn check_parts(change: impl FnOnce(&mut World), expected: &[WorldPart]) {
    let mut world = World::new();
    world.add_region(MEMORY, 5000).unwrap();
    for number in 0..3 {
        world.spawn(&mover(number as f32, 1.0)).unwrap();
    }
    let before = part_hashes(&world);
    change(&mut world);
    let after = part_hashes(&world);
    let changed = after.into_iter().filter(|hash| !before.contains(hash)).map(|hash| hash.part);
    let changed: Vec<WorldPart> = changed.collect();
    assert_eq!(changed, expected);
}

const MEMORY: ComponentId = ComponentId(77);

#[test]
fn every_part_that_the_hash_of_a_world_covers_has_one_of_its_own() {
    check_parts(|world| world.write_region(MEMORY, 4500, &[1]).unwrap(), &[WorldPart::Region(MEMORY)]);
    check_parts(|world| world.set_resource(&Tick { number: 1 }), &[WorldPart::Resource(Tick::ID)]);
    let brief = |world: &mut World| {
        let brief = world.spawn(&Row::new()).unwrap();
        assert!(world.despawn(brief));
    };
    check_parts(brief, &[WorldPart::Names]);
    let turn = |world: &mut World| {
        let first = Entity { index: 0, generation: 0 };
        let (velocity, place): (Velocity, Transform2d) =
            (*world.get(first).unwrap(), *world.get(first).unwrap());
        assert!(world.remove(first, Velocity::ID));
        world.insert(first, &velocity).unwrap();
        for index in 0..3 {
            assert!(world.set(Entity { index, generation: 0 }, &place));
        }
    };
    // Alike but for the names in the rows; and places, which were not alike before.
    check_parts(turn, &[WorldPart::Order, WorldPart::Column(Transform2d::ID)]);
}

#[test]
fn changes_name_entity_and_field_and_both_values() {
    let wanted = Profile { changes_wanted: true, ..Profile::default() };
    let (ecs, profile) = profile_of(1.0, &wanted);
    check_names(&profile, &["snapshot", "input", "movement", "brake", "hierarchy"]);
    let changes = |index: usize| profile.steps[index].changes.clone();
    assert!(
        changes(0).contains(&"entity 0v0 Velocity.step[0]: absent -> 1.0".to_owned()),
        "{:?}",
        changes(0)
    );
    assert!(changes(1).is_empty());
    assert_eq!(changes(2), ["entity 0v0 Transform2d.position[0]: 0.0 -> 1.0"]);
    assert_eq!(changes(3), ["entity 0v0 Velocity.step[0]: 1.0 -> 0.5"]);
    assert!(changes(4)[0].starts_with("entity 0v0 GlobalTransform2d."), "{:?}", changes(4));
    write_now(&ecs.profile).unwrap().changes_wanted = false;
    tick(&ecs, 1);
    check_names(&read_now(&ecs.profile).unwrap(), &[]);
}

#[test]
fn a_profile_that_is_looked_at_does_not_stop_the_tick() {
    let ecs = game(MOVEMENT);
    write_now(&ecs.profile).unwrap().times_wanted = true;
    with_world(&ecs, |world| {
        world.spawn(&mover(0.0, 0.0).with(&Velocity { step: Vec2::ZERO })).unwrap();
    });
    let looking = read_now(&ecs.profile).unwrap();
    tick(&ecs, 1);
    drop(looking);
    check_names(&read_now(&ecs.profile).unwrap(), &[]);
    tick(&ecs, 1);
    check_names(&read_now(&ecs.profile).unwrap(), &["snapshot", "movement", "hierarchy"]);
}
