//! What a loop over columns costs through `#[system]`, next to the same loop over plain vectors; and whether it pays
//! to spread a system over two threads.

use playground_benches::race::{Clock, Race};
use playground_benches::table::print_tasks;
use playground_benches::{INSTRUMENTED_SYSTEM, StatsAlloc};
use playground_core_ecs::{
    Commands, CoreResult, Matches, Registry, Row, ScheduleSettings, Scope, Stage, VTable, World, component,
    system,
};
use playground_core_types::math::Vec3;
use playground_systems_ecs::step::Schedule;
use std::alloc::System as SystemAllocator;
use std::hint::black_box;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<SystemAllocator> = &INSTRUMENTED_SYSTEM;

const ROW_COUNT: usize = 10_000;

/// Where a thing is.
#[component]
#[derive(Default)]
pub struct Position {
    /// In metres.
    pub place: Vec3,
}

/// How fast it goes.
#[component]
#[derive(Default)]
pub struct Velocity {
    /// In metres a tick.
    pub step: Vec3,
}

#[system]
#[inline(never)]
fn movement(positions: &mut [Position], velocities: &[Velocity]) {
    for (position, velocity) in positions.iter_mut().zip(velocities) {
        position.place += velocity.step;
    }
}

fn run_system(world: &mut World, matches: &mut Matches, commands: &mut Commands) -> CoreResult<()> {
    matches.extend(world);
    (movement::SYSTEM.run)(&mut Scope::new(world, &VTable::new(), movement::SYSTEM, matches, commands))
}

fn main() -> CoreResult<()> {
    let velocity = Velocity { step: Vec3::new(0.1, 0.2, 0.3) };
    let mut world = World::new();
    for _ in 0..ROW_COUNT {
        world.spawn(&Row::new().with(&Position::default()).with(&velocity))?;
    }
    let mut snapshot = World::new();
    let (mut matches, mut commands) = (Matches::of(&movement::SYSTEM), Commands::default());
    let (mut positions, velocities) = (vec![Position::default(); ROW_COUNT], vec![velocity; ROW_COUNT]);
    let race = Race::default()
        .enter("plain vectors, 10,000 rows", Clock::Thread)
        .enter("#[system], 10,000 rows", Clock::Thread)
        .enter("#[system] after a snapshot", Clock::Thread);
    let tasks = race.run(|task, repeats| {
        for _ in 0..repeats {
            match task {
                0 => movement(black_box(&mut positions), black_box(&velocities)),
                1 => drop(black_box(run_system(&mut world, &mut matches, &mut commands))),
                _ => {
                    // As a tick takes it: into the snapshot of the tick before.
                    world.snapshot_into(&mut snapshot);
                    drop(black_box(run_system(&mut world, &mut matches, &mut commands)));
                }
            }
        }
    });
    print_tasks(&tasks, &[(1, 0), (2, 0)]);
    spread()
}

/// Some work for each row.
#[system]
fn curve(positions: &mut [Position], velocities: &[Velocity]) {
    for (position, velocity) in positions.iter_mut().zip(velocities) {
        let away = (position.place.length_squared() + 1.0).sqrt();
        position.place = (position.place + velocity.step / away) / away;
    }
}

/// The same system on one thread, and on two whatever it is estimated to take, by the clock on the wall.
fn spread() -> CoreResult<()> {
    const NAMES: [[&str; 2]; 4] = [
        ["2,000 rows, one thread", "2,000 rows, two threads"],
        ["10,000 rows, one thread", "10,000 rows, two threads"],
        ["50,000 rows, one thread", "50,000 rows, two threads"],
        ["200,000 rows, one thread", "200,000 rows, two threads"],
    ];
    let mut registry = Registry::default();
    registry.system(Stage::Update, curve::SYSTEM)?;
    let (mut sides, mut race) = (Vec::new(), Race::default());
    for (count, names) in [2_000, 10_000, 50_000, 200_000].into_iter().zip(NAMES) {
        for (threads, name) in [1, 2].into_iter().zip(names) {
            let mut world = World::new();
            for number in 0..count {
                let step = Vec3::splat(number as f32 / 1e6);
                world.spawn(&(Position::default(), Velocity { step }))?;
            }
            let mut schedule = Schedule::of(&registry);
            schedule.set(ScheduleSettings { threads, inline_nanos: 0 });
            sides.push((world, schedule));
            race = race.enter(name, Clock::Wall);
        }
    }
    let vtable = VTable::new();
    let tasks = race.run(|task, repeats| {
        let (world, schedule) = &mut sides[task];
        (0..repeats).for_each(|_| drop(black_box(schedule.run(world, &vtable))));
    });
    print_tasks(&tasks, &[(1, 0), (3, 2), (5, 4), (7, 6)]);
    Ok(())
}
