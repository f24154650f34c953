//! What a system looks up of entities that it does not visit.

use super::systems::run;
use super::{Frozen, Health, Position, Score, Velocity, at, check_refused, row_of_things, towards, x_of};
use crate::column::PAGE_ROWS;
use crate::view::LookTable;
use crate::{
    Commands, CoreResult, Entity, Look, Matches, Parent, Row, Scope, System, Tick, VTable, World, system,
};
use playground_core_types::ErrorKind;
use std::marker::PhantomData;

/// Looks at nothing.
const NOTHING: PhantomData<()> = PhantomData;

#[system]
fn follow(positions: &mut [Position], parents: &[Parent], velocities: Look<'_, Velocity>) {
    for (position, parent) in positions.iter_mut().zip(parents) {
        position.place.x = velocities.get(parent.entity).map_or(-1.0, |velocity| velocity.step.x);
    }
}

/// A thing that follows `entity`; its x becomes what that moves by.
fn follower(world: &mut World, entity: Entity) -> Entity {
    world.spawn(&Row::new().with(&at(0.0, 0.0)).with(&Parent { entity })).unwrap()
}

#[test]
fn any_entity_is_found_wherever_it_lies() {
    let mut world = World::new();
    let rows = (0..PAGE_ROWS + 5).map(|number| Row::new().with(&towards(number as f32, 0.0)));
    let mut leaders: Vec<Entity> = rows.map(|row| world.spawn(&row).unwrap()).collect();
    leaders.push(world.spawn(&Row::new().with(&towards(7.0, 0.0)).with(&Frozen {})).unwrap());
    let followers: Vec<Entity> = leaders.iter().map(|leader| follower(&mut world, *leader)).collect();
    let still = world.spawn(&Row::new().with(&at(3.0, 0.0))).unwrap();
    let lost = [Entity::NONE, still].map(|entity| follower(&mut world, entity));
    run(&mut world, follow::SYSTEM).unwrap();
    for (number, thing) in followers.iter().enumerate().take(PAGE_ROWS + 5) {
        assert_eq!(x_of(&world, *thing), Some(number as f32));
    }
    assert_eq!(x_of(&world, followers[PAGE_ROWS + 5]), Some(7.0));
    assert_eq!(lost.map(|thing| x_of(&world, thing)), [Some(-1.0); 2]);
    // What is gone is not found, nor who came into its place.
    world.despawn(leaders[9]);
    world.spawn(&Row::new().with(&towards(99.0, 0.0))).unwrap();
    run(&mut world, follow::SYSTEM).unwrap();
    assert_eq!(x_of(&world, followers[9]), Some(-1.0));
    assert_eq!(x_of(&world, followers[10]), Some(10.0));
}

#[test]
fn a_world_without_the_component_has_nothing_to_find() {
    let mut world = World::new();
    let thing = follower(&mut world, Entity::NONE);
    run(&mut world, follow::SYSTEM).unwrap();
    assert_eq!(x_of(&world, thing), Some(-1.0));
}

#[system]
fn compare(
    entities: &[Entity],
    healths: &[Health],
    all: Look<'_, Health>,
    frozen: Look<'_, Frozen>,
    score: &mut Score,
    commands: &mut Commands,
) {
    for (entity, health) in entities.iter().zip(healths) {
        assert_eq!(all.get(*entity), Some(health), "its own rows and those of others");
        score.points += u64::from(frozen.has(*entity));
        commands.despawn(*entity);
    }
}

#[test]
fn views_stand_beside_all_else_that_is_asked_for() {
    let (mut world, things) = row_of_things(3);
    for thing in &things {
        world.insert(*thing, &Health { points: thing.index }).unwrap();
    }
    world.insert(things[1], &Frozen {}).unwrap();
    world.set_resource(&Score::default());
    let commands = run(&mut world, compare::SYSTEM).unwrap();
    assert_eq!(world.resource(), Ok(Score { points: 1 }));
    assert_eq!((commands.changes().len(), world.len()), (3, 3), "who is despawned is there until the end");
}

#[system]
fn find(healths: Look<'_, Health>, score: &mut Score) {
    score.points += u64::from(healths.get(Entity { index: 0, generation: 0 }).map_or(0, |one| one.points));
}

#[system(looks(Health), reads(Position), writes_resource(Score))]
fn survey(scope: &mut Scope<'_>) -> CoreResult<()> {
    let mut score: Score = scope.resource()?;
    let views = scope.views();
    let table = views.table()?;
    let healths: Look<'_, Health> = table.look();
    score.points += u64::from(healths.has(Entity { index: 0, generation: 0 }));
    let hidden: CoreResult<LookTable<'_, Velocity>> = views.table();
    check_refused(hidden.map(drop), ErrorKind::Conflict, "Velocity` is looked at undeclared");
    scope.set_resource(&score)
}

#[test]
fn views_need_no_pages() {
    let (mut world, things) = row_of_things(1);
    world.insert(things[0], &Health { points: 7 }).unwrap();
    world.set_resource(&Score::default());
    run(&mut world, find::SYSTEM).unwrap();
    run(&mut world, survey::SYSTEM).unwrap();
    assert_eq!(world.resource(), Ok(Score { points: 8 }));
}

#[system]
fn shift(positions: &mut [Position], tick: &Tick) {
    positions.iter_mut().for_each(|position| position.place.x += tick.number as f32);
}

#[system]
fn watch(positions: &[Position]) {
    assert!(!positions.is_empty());
}

#[test]
fn only_who_writes_nothing_but_rows_is_pure() {
    assert!([follow::SYSTEM, shift::SYSTEM].iter().all(|system| system.is_pure));
    assert!(![compare::SYSTEM, find::SYSTEM, survey::SYSTEM, watch::SYSTEM].iter().any(|one| one.is_pure));
}

#[test]
fn columns_that_the_list_does_not_give_are_refused() {
    fn too_many(scope: &mut Scope<'_>) -> CoreResult<()> {
        scope.each_columns([true, false], NOTHING, |_, _, ()| Ok(()))
    }
    fn of_another(scope: &mut Scope<'_>) -> CoreResult<()> {
        scope
            .each_columns([true], NOTHING, |rows, [column], ()| rows.write(column).map(|_: &mut [Health]| ()))
    }
    fn not_to_write(scope: &mut Scope<'_>) -> CoreResult<()> {
        scope.each_columns([false], NOTHING, |rows, [column], ()| {
            rows.write(column).map(|_: &mut [Position]| ())
        })
    }
    let (mut world, _) = row_of_things(3);
    world.set_resource(&Tick::default());
    for (run_it, words) in [
        (too_many as fn(&mut Scope<'_>) -> CoreResult<()>, "columns that its access list does not give"),
        (of_another, "not one of `playground-core-ecs::Health`"),
        (not_to_write, "not for what it is used"),
    ] {
        let system = System { run: run_it, ..shift::SYSTEM };
        check_refused(run(&mut world, system).map(drop), ErrorKind::Conflict, words);
    }
}

/// Lets the followers look again, and compares with what the world says of their leaders.
#[track_caller]
fn check_followed(world: &mut World, matches: &mut Matches, followers: &[Entity], leaders: &[Entity]) {
    matches.extend(world);
    let (vtable, mut commands) = (VTable::new(), Commands::default());
    let mut scope = Scope::new(world, &vtable, follow::SYSTEM, matches, &mut commands);
    (follow::SYSTEM.run)(&mut scope).unwrap();
    for (follower, leader) in followers.iter().zip(leaders) {
        let velocity: Option<&Velocity> = world.get(*leader);
        assert_eq!(x_of(world, *follower), Some(velocity.map_or(-1.0, |velocity| velocity.step.x)));
    }
}

#[test]
fn what_is_kept_of_the_last_run_never_misleads() {
    let mut world = World::new();
    let rows = (0..PAGE_ROWS * 2).map(|number| Row::new().with(&towards(number as f32, 0.0)));
    let mut leaders: Vec<Entity> = rows.map(|row| world.spawn(&row).unwrap()).collect();
    let followers: Vec<Entity> = leaders.iter().map(|leader| follower(&mut world, *leader)).collect();
    let mut matches = Matches::of(&follow::SYSTEM);
    (0..2).for_each(|_| check_followed(&mut world, &mut matches, &followers, &leaders));
    // Rows move, archetypes grow by a page, names are used again.
    for number in (0..PAGE_ROWS * 2).step_by(3) {
        world.insert(leaders[number], &Frozen {}).unwrap();
        world.despawn(leaders[number + 1]);
    }
    check_followed(&mut world, &mut matches, &followers, &leaders);
    let saved = world.snapshot();
    for _ in 0..9 {
        world.spawn(&Row::new().with(&towards(77.0, 0.0))).unwrap();
    }
    leaders.truncate(PAGE_ROWS);
    for leader in &leaders {
        world.remove(*leader, Velocity::ID);
    }
    check_followed(&mut world, &mut matches, &followers, &leaders);
    world.restore(&saved);
    check_followed(&mut world, &mut matches, &followers, &leaders);
    // Changed behind the back of the matches: nothing of the last run is used.
    matches.extend(&world);
    assert!(world.remove(leaders[0], Velocity::ID));
    let (vtable, mut commands) = (VTable::new(), Commands::default());
    let mut scope = Scope::new(&mut world, &vtable, follow::SYSTEM, &matches, &mut commands);
    (follow::SYSTEM.run)(&mut scope).unwrap();
    assert_eq!(x_of(&world, followers[0]), Some(-1.0));
}
