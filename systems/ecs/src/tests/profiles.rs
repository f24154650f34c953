//! What a tick notes of its steps.

use super::{MOVEMENT, Velocity, game, game_of, mover, spawn, tick, with_world};
use playground_core_ecs::{
    ComponentId, CoreResult, Ecs, GlobalTransform2d, Profile, Registry, Stage, Tick, Transform2d, system,
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
    assert!(profile.steps.iter().all(|step| step.columns.is_empty()));
    assert!(profile.steps.is_sorted_by_key(|step| step.start_nanos));
}

#[test]
fn hashes_name_the_system_and_the_column_that_part_first() {
    let wanted = Profile { hashes_wanted: true, ..Profile::default() };
    let ((_, one), (_, other)) = (profile_of(1.0, &wanted), profile_of(1.0, &wanted));
    assert_eq!(one, other);
    check_names(&one, &["snapshot", "movement", "brake", "hierarchy"]);
    let ids: Vec<ComponentId> = one.steps[0].columns.iter().map(|column| column.component).collect();
    assert!(ids.is_sorted());
    assert!([Tick::ID, Velocity::ID, Transform2d::ID].iter().all(|id| ids.contains(id)));
    assert!(one.steps.iter().all(|step| (step.start_nanos, step.nanos) == (0, 0)));
    // What each system writes is what changes in its step.
    let changed = |before: usize, after: usize| {
        let pairs = one.steps[before].columns.iter().zip(&one.steps[after].columns);
        let changed = pairs.filter(|(old, new)| old != new).map(|(old, _)| old.component);
        let changed: Vec<ComponentId> = changed.collect();
        changed
    };
    assert_eq!(changed(0, 1), [Transform2d::ID]);
    assert_eq!(changed(1, 2), [Velocity::ID]);
    assert_eq!(changed(2, 3), [GlobalTransform2d::ID]);
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
