//! `#[system]`: what a function sees, and what it may not touch.

use super::{
    Fighter, Frozen, Health, Position, Score, Velocity, at, check_refused, row_of_things, towards, x_of,
};
use crate::column::PAGE_ROWS;
use crate::commands::Change;
use crate::{Commands, CoreResult, Entity, Matches, Row, Scope, System, Tick, VTable, World, system};
use playground_core_types::{CoreError, ErrorKind};

/// Runs a system once over all archetypes that match, as a schedule does.
pub(super) fn run(world: &mut World, system: System) -> CoreResult<Commands> {
    let mut matches = Matches::of(&system);
    matches.extend(world);
    let mut commands = Commands::default();
    commands.begin(world);
    let vtable = VTable::new();
    let mut scope = Scope::new(world, &vtable, system, &matches, &mut commands);
    (system.run)(&mut scope)?;
    Ok(commands)
}

/// One thing that moves by (1, 0), one that moves by (2, 0) but is frozen, one that stands.
fn traffic() -> (World, [Entity; 3]) {
    let mut world = World::new();
    let moving = Row::new().with(&at(0.0, 0.0)).with(&towards(1.0, 0.0));
    let frozen = moving.clone().with(&towards(2.0, 0.0)).with(&Frozen {});
    let things = [moving, frozen, Row::new().with(&at(0.0, 0.0))].map(|row| world.spawn(&row).unwrap());
    (world, things)
}

#[track_caller]
fn check_moved(system: System, expected: [f32; 3]) {
    let (mut world, things) = traffic();
    run(&mut world, system).unwrap();
    assert_eq!(things.map(|thing| x_of(&world, thing).unwrap()), expected);
}

#[system]
fn movement(positions: &mut [Position], velocities: &[Velocity]) {
    for (position, velocity) in positions.iter_mut().zip(velocities) {
        position.place += velocity.step;
    }
}

#[system(without(Frozen))]
fn movement_of_the_free(positions: &mut [Position], velocities: &[Velocity]) {
    movement(positions, velocities);
}

#[system(with(Velocity, Frozen))]
fn lift(positions: &mut [Position]) {
    positions.iter_mut().for_each(|position| position.place.x += 100.0);
}

#[system]
fn thaw(frozen: &[Frozen], positions: &mut [Position]) {
    frozen.iter().zip(positions).for_each(|(_, position)| position.place.x = -1.0);
}

#[test]
fn columns_and_filters_choose_the_pages() {
    check_moved(movement::SYSTEM, [1.0, 2.0, 0.0]);
    check_moved(movement_of_the_free::SYSTEM, [1.0, 0.0, 0.0]);
    check_moved(lift::SYSTEM, [0.0, 100.0, 0.0]);
    check_moved(thaw::SYSTEM, [0.0, -1.0, 0.0]);
}

#[test]
fn a_system_stays_a_function() {
    let mut positions = [at(1.0, 1.0)];
    movement(&mut positions, &[towards(2.0, 3.0)]);
    assert_eq!(positions, [at(3.0, 4.0)]);
    assert_eq!(movement::SYSTEM.name, "movement");
}

#[system]
fn count(entities: &[Entity], positions: &[Position], tick: &Tick, score: &mut Score) {
    assert_eq!(entities.len(), positions.len());
    score.points += tick.number * entities.len() as u64;
}

#[test]
fn resources_are_read_and_written_across_pages() {
    let (mut world, _) = row_of_things(PAGE_ROWS + 10);
    world.set_resource(&Tick { number: 2 });
    check_refused(
        run(&mut world, count::SYSTEM),
        ErrorKind::BadRequest,
        "no resource `playground-core-ecs::Score`",
    );
    world.set_resource(&Score { points: 1 });
    run(&mut world, count::SYSTEM).unwrap();
    assert_eq!(world.resource(), Ok(Score { points: 2 * (PAGE_ROWS as u64 + 10) + 1 }));
}

#[system]
fn clock(tick: &mut Tick) {
    tick.number += 1;
}

#[test]
fn a_system_without_columns_runs_once() {
    let (mut world, _) = traffic();
    world.set_resource(&Tick::default());
    run(&mut world, clock::SYSTEM).unwrap();
    assert_eq!(world.resource(), Ok(Tick { number: 1 }));
}

#[system]
fn breed(entities: &[Entity], commands: &mut Commands) -> CoreResult<()> {
    for entity in entities {
        commands.insert(*entity, &Health { points: 1 });
        commands.spawn(Row::new());
    }
    match entities.len() {
        0..=5 => Ok(()),
        many => Err(CoreError::new(ErrorKind::Game, format!("{many} are too many"))),
    }
}

#[test]
fn commands_come_out_in_order() {
    let (mut world, things) = row_of_things(2);
    let commands = run(&mut world, breed::SYSTEM).unwrap();
    let insert = |change: &Change| match change {
        Change::Insert { entity, schema, start, end } => {
            Some((*entity, schema.id, commands.bytes(*start, *end).to_vec()))
        }
        _ => None,
    };
    let inserts: Vec<_> = commands.changes().iter().filter_map(insert).collect();
    let expected: Vec<_> = things.iter().map(|thing| (*thing, Health::ID, vec![1, 0, 0, 0])).collect();
    assert_eq!(inserts, expected);
    assert_eq!(commands.changes().len(), 4);
}

#[test]
fn a_failing_system_keeps_its_buffer_in_place() {
    let (mut world, _) = row_of_things(6);
    let system = breed::SYSTEM;
    let (mut matches, mut commands) = (Matches::of(&system), Commands::default());
    matches.extend(&world);
    commands.begin(&mut world);
    let result = (system.run)(&mut Scope::new(&mut world, &VTable::new(), system, &matches, &mut commands));
    check_refused(result, ErrorKind::Game, "6 are too many");
    assert_eq!(commands.changes().len(), 12, "the caller decides what becomes of them");
}

#[system(reads(Position), looks(Health), writes_resource(Score))]
fn census(scope: &mut Scope<'_>) -> CoreResult<()> {
    let mut seen = Vec::new();
    scope.each(|page| {
        seen.extend(page.entities());
        Ok(())
    })?;
    let mut score: Score = scope.resource()?;
    for thing in &seen {
        let health: Option<Health> = scope.look(*thing)?;
        score.points += u64::from(health.unwrap_or(Health { points: 100 }).points);
    }
    scope.commands().despawn(Entity::NONE);
    scope.set_resource(&score)
}

#[test]
fn a_scope_is_all_of_it() {
    let (mut world, things) = row_of_things(2);
    world.insert(things[0], &Health { points: 7 }).unwrap();
    world.set_resource(&Score::default());
    let commands = run(&mut world, census::SYSTEM).unwrap();
    assert_eq!(world.resource(), Ok(Score { points: 107 }));
    assert_eq!(commands.changes().len(), 1);
}

#[system(reads(Position))]
fn spy(scope: &mut Scope<'_>) -> CoreResult<()> {
    scope.look(Entity::NONE).map(|_: Option<Health>| ())
}

#[system(reads_resource(Score))]
fn thief(scope: &mut Scope<'_>) -> CoreResult<()> {
    let score: Score = scope.resource()?;
    scope.set_resource(&score)
}

#[system(reads(Position))]
fn vandal(scope: &mut Scope<'_>) -> CoreResult<()> {
    scope.each(|page| page.write(Position::ID).map(|_: &mut [Position]| ()))
}

#[test]
fn undeclared_access_is_a_conflict() {
    let (mut world, _) = row_of_things(1);
    world.set_resource(&Score::default());
    check_refused(run(&mut world, spy::SYSTEM), ErrorKind::Conflict, "`spy` touches component");
    check_refused(run(&mut world, thief::SYSTEM), ErrorKind::Conflict, "`thief` touches component");
    check_refused(run(&mut world, vandal::SYSTEM), ErrorKind::Conflict, "not this system's to write");
}

#[system]
fn duel(first: &mut [Position], second: &[Position]) {
    first.copy_from_slice(second);
}

#[system(with(Position), without(Position))]
fn nothing(fighters: &[Fighter]) {
    assert!(fighters.is_empty());
}

#[system(looks(Health))]
fn heal(health: &mut [Health]) {
    health.iter_mut().for_each(|health| health.points += 1);
}

#[system(with(Score))]
fn tally(score: &mut Score) {
    score.points += 1;
}

#[test]
fn an_access_list_that_contradicts_itself_is_refused() {
    check_refused(
        duel::SYSTEM.check(),
        ErrorKind::Conflict,
        "`duel` names `playground-core-ecs::Position` twice",
    );
    check_refused(nothing::SYSTEM.check(), ErrorKind::Conflict, "`nothing` names");
    check_refused(heal::SYSTEM.check(), ErrorKind::Conflict, "`heal` names");
    tally::SYSTEM.check().unwrap();
}
