//! What a loop over columns costs through `#[system]`, next to the same loop over plain vectors.

use playground_benches::race::{Clock, Race};
use playground_benches::table::print_tasks;
use playground_benches::{INSTRUMENTED_SYSTEM, StatsAlloc};
use playground_core_ecs::{Commands, CoreResult, Matches, Row, Scope, VTable, World, component, system};
use playground_core_types::math::Vec3;
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
    Ok(())
}
