//! One thread and many: the same worlds, the same failures.

use super::{Velocity, check_refused, game, game_of, hash, spawn, tick, with_world};
use playground_core_ecs::api::run_tick;
use playground_core_ecs::column::PAGE_ROWS;
use playground_core_ecs::{
    Commands, CoreResult, Ecs, Entity, Look, Parent, Plugin, Random, Registry, Row, ScheduleSettings, Stage,
    System, Tick, Transform2d, component, system,
};
use playground_core_types::math::Vec2;
use playground_core_types::random::Pcg32;
use playground_core_types::{CoreError, ErrorKind, Handle, write_now};

/// How worn a thing is.
#[component]
#[derive(Default)]
pub(crate) struct Wear {
    /// Grows.
    pub level: f32,
    /// Of a neighbour.
    pub seen: f32,
}

/// Counts what was seen.
#[component]
#[derive(Default)]
pub(crate) struct Tally {
    /// How many.
    pub count: u64,
}

#[system]
fn wear(wears: &mut [Wear], velocities: &[Velocity], tick: &Tick) {
    for (wear, velocity) in wears.iter_mut().zip(velocities) {
        wear.level = wear.level * 0.9 + velocity.step.x + tick.number as f32;
    }
}

#[system]
fn slow(velocities: &mut [Velocity]) {
    velocities.iter_mut().for_each(|velocity| velocity.step *= 0.75);
}

#[system(without(Parent))]
fn turn(transforms: &mut [Transform2d], entities: &[Entity]) {
    for (transform, entity) in transforms.iter_mut().zip(entities) {
        transform.rotation += entity.index as f32 * 0.001;
    }
}

#[system]
fn envy(wears: &mut [Wear], parents: &[Parent], places: Look<'_, Transform2d>) {
    for (wear, parent) in wears.iter_mut().zip(parents) {
        wear.seen = places.get(parent.entity).map_or(-1.0, |place| place.position.x);
    }
}

#[system]
fn gust(velocities: &mut [Velocity], random: &mut Random) {
    velocities.iter_mut().for_each(|velocity| velocity.step.x += random.generator.range_f32(-1.0, 1.0));
}

#[system(with(Wear))]
fn cull(entities: &[Entity], commands: &mut Commands, tick: &Tick) {
    for entity in entities.iter().filter(|entity| u64::from(entity.index) % 61 == tick.number % 61) {
        commands.despawn(*entity);
        let thing = Row::new().with(&Velocity::default()).with(&Transform2d::at(entity.index as f32, 0.0));
        commands.spawn(thing);
    }
}

#[system]
fn tally(wears: &[Wear], tally: &mut Tally) {
    tally.count += wears.iter().filter(|wear| wear.level > 1.0).count() as u64;
}

const SYSTEMS: [System; 8] = [
    super::movement::SYSTEM,
    wear::SYSTEM,
    slow::SYSTEM,
    turn::SYSTEM,
    envy::SYSTEM,
    gust::SYSTEM,
    cull::SYSTEM,
    tally::SYSTEM,
];

/// On so many threads, however little work there is.
fn set_threads(ecs: &Ecs, threads: usize) {
    *write_now(&ecs.schedule_settings).unwrap() = ScheduleSettings { threads, inline_nanos: 0 };
}

/// Some of the systems in any order, and a world of a few archetypes, some of several pages.
fn random_game(seed: u64, threads: usize) -> Handle<Ecs> {
    let mut random = Pcg32::new(seed, 1);
    let ecs = game(Plugin { name: "none", register: |_| Ok(()) });
    let mut systems = SYSTEMS.to_vec();
    let mut registry = Registry::default();
    registry.resource(&Tally::default());
    for _ in 0..6 {
        let system = systems.swap_remove(random.below(systems.len() as u32) as usize);
        registry.system(Stage::Update, system).unwrap();
    }
    *write_now(&ecs.registry).unwrap() = registry;
    set_threads(&ecs, threads);
    playground_core_ecs::api::reset_world(&ecs, seed).unwrap();
    let mut last = Entity::NONE;
    for kind in 0..6 {
        let pages = random.below(3) * PAGE_ROWS as u32;
        for number in 0..pages + random.below(50) + 1 {
            let velocity = Velocity { step: Vec2::new(number as f32, 1.0) };
            let mut row = Row::new().with(&Transform2d::at(number as f32, 0.0));
            row = if kind % 2 == 0 { row.with(&velocity) } else { row };
            row = if kind % 3 != 2 { row.with(&Wear::default()) } else { row };
            row = if kind >= 3 && last != Entity::NONE { row.with(&Parent { entity: last }) } else { row };
            let thing = spawn(&ecs, &row);
            last = if kind < 3 { thing } else { last };
        }
    }
    ecs
}

#[test]
fn one_thread_and_many_make_the_same_world() {
    for seed in 0..8 {
        let (one, many) = (random_game(seed, 1), random_game(seed, 4));
        for number in 0..4 {
            tick(&one, 1);
            tick(&many, 1);
            assert_eq!(hash(&one), hash(&many), "seed {seed}, tick {number}");
        }
        let difference =
            with_world(&one, |one| with_world(&many, |many| crate::difference::first_difference(one, many)));
        assert_eq!(difference, None);
    }
}

#[test]
fn the_write_counter_does_not_tell_threads_apart() {
    let (one, many) = (random_game(3, 1), random_game(3, 4));
    tick(&one, 3);
    tick(&many, 3);
    let writes = |ecs: &Ecs| with_world(ecs, |world| world.writes());
    assert_eq!(writes(&one), writes(&many));
}

/// What goes wrong: 0 nothing, 1 an error, 2 a panic; at rows from `row` on.
#[component]
#[derive(Default)]
pub(crate) struct Trap {
    /// Which.
    pub kind: u64,
    /// From where on.
    pub row: u64,
}

#[system]
fn stumble(wears: &mut [Wear], entities: &[Entity], trap: &Trap) -> CoreResult<()> {
    for (wear, entity) in wears.iter_mut().zip(entities) {
        wear.level += 1.0;
        let row = u64::from(entity.index);
        match trap.kind {
            1 if row >= trap.row => {
                return Err(CoreError::new(ErrorKind::Conflict, format!("stumbled at {row}")));
            }
            2 if row >= trap.row => panic!("fell at {row}"),
            _ => {}
        }
    }
    Ok(())
}

#[system]
fn stumble_later(velocities: &mut [Velocity], trap: &Trap) -> CoreResult<()> {
    velocities.iter_mut().for_each(|velocity| velocity.step.x += 1.0);
    if trap.kind == 0 { Ok(()) } else { Err(CoreError::new(ErrorKind::Conflict, "too late to be heard")) }
}

fn trapped(registry: &mut Registry) -> CoreResult<()> {
    registry.resource(&Trap::default());
    registry.system(Stage::Update, stumble::SYSTEM)?.system(Stage::Update, stumble_later::SYSTEM).map(|_| ())
}

/// The first failure in order is told, from as many threads, and the world is as before.
#[track_caller]
fn check_trap(trap: Trap, words: &str) {
    for threads in [1, 4] {
        let ecs = game_of(trapped);
        set_threads(&ecs, threads);
        let row = Row::new().with(&Wear::default()).with(&Velocity::default());
        let things: Vec<Entity> = (0..PAGE_ROWS * 3).map(|_| spawn(&ecs, &row)).collect();
        tick(&ecs, 1);
        with_world(&ecs, |world| world.set_resource(&trap));
        let before = hash(&ecs);
        for _ in 0..2 {
            check_refused(run_tick(&ecs, &[]), ErrorKind::Game, words);
            assert_eq!(hash(&ecs), before, "the tick did not happen");
        }
        with_world(&ecs, |world| world.set_resource(&Trap::default()));
        tick(&ecs, 1);
        let level_of = |thing: &Entity| {
            let wear: Option<Wear> = with_world(&ecs, |world| world.get(*thing).copied());
            wear.map(|wear| wear.level)
        };
        let levels = things.iter().map(level_of);
        assert!(levels.into_iter().all(|level| level == Some(2.0)), "every column is back in its place");
    }
}

#[test]
fn the_first_failure_in_order_is_told() {
    check_trap(Trap { kind: 1, row: 0 }, "system `stumble` failed: stumbled at 0");
    check_trap(Trap { kind: 1, row: 2500 }, "system `stumble` failed: stumbled at 2500");
    check_trap(Trap { kind: 2, row: 1500 }, "system `stumble` panicked: fell at 1500");
    check_trap(Trap { kind: 2, row: 1 << 40 }, "system `stumble_later` failed: too late to be heard");
}

#[test]
fn a_missing_resource_is_said_by_many_threads_too() {
    let ecs = game_of(|registry| registry.system(Stage::Update, stumble::SYSTEM).map(|_| ()));
    set_threads(&ecs, 4);
    let words = "system `stumble` failed: the world has no resource `playground-systems-ecs::Trap`";
    check_refused(run_tick(&ecs, &[]), ErrorKind::Game, words);
    for _ in 0..PAGE_ROWS * 3 {
        spawn(&ecs, &Row::new().with(&Wear::default()));
    }
    check_refused(run_tick(&ecs, &[]), ErrorKind::Game, words);
}

#[test]
fn a_schedule_runs_without_a_tick() {
    let ecs = game_of(trapped);
    let thing = spawn(&ecs, &Row::new().with(&Wear::default()));
    let mut schedule = crate::step::Schedule::of(&write_now(&ecs.registry).unwrap());
    with_world(&ecs, |world| schedule.run(world, &ecs.vtable)).unwrap();
    assert_eq!(with_world(&ecs, |world| world.get(thing).copied()), Some(Wear { level: 1.0, seen: 0.0 }));
    assert_eq!(with_world(&ecs, |world| world.resource()), Ok(Tick { number: 0 }));
}
