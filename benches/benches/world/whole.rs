//! The world as a whole: snapshots, and its hash.

use crate::fixtures::{Body, Data, Position, Runner, Velocity, body};
use crate::report::{Report, Task};
use playground_benches::duel::steady;
use playground_core_ecs::{CoreResult, Query, World, system};
use playground_systems_ecs::hash::WorldHasher;
use std::hint::black_box;
use xxhash_rust::xxh3::xxh3_64;

#[system]
fn movement(positions: &mut [Position], velocities: &[Velocity]) {
    for (position, velocity) in positions.iter_mut().zip(velocities) {
        position.place += velocity.step;
    }
}

/// The columns of 104 bytes as hecs holds them, one list for each, beside the names.
#[derive(Clone)]
struct Columns {
    names: Vec<u64>,
    bodies: [Vec<f32>; 5],
}

impl Columns {
    fn new(count: usize) -> Self {
        let bodies = [16, 3, 3, 3, 1].map(|width| vec![1.0; count * width]);
        Self { names: (0..count as u64).collect(), bodies }
    }
}

fn whole_world(count: usize) -> CoreResult<World> {
    let mut world = World::new();
    for number in 0..count {
        let (matrix, position, rotation, velocity): Body = body(number);
        world.spawn(&(matrix, position, rotation, velocity, Data { number: 1.0 }))?;
    }
    Ok(world)
}

/// Measures snapshots and hashes.
pub(crate) fn measure(report: &mut Report) -> CoreResult<()> {
    snapshots(report, (10_000, "snapshot of 10k x 104 B, all then written", 0.7, 0.4))?;
    snapshots(report, (100_000, "snapshot of 100k x 104 B, all then written", 1.25, 1.0))?;
    let (mut own, mut snapshot) = (whole_world(100_000)?, World::new());
    let columns = Columns::new(100_000);
    report.compare(
        Task {
            name: "snapshot of 100k x 104 B, nothing written",
            peer: "column clone",
            bar: 0.05,
            aim: 0.01,
        },
        steady(|| own.snapshot_into(&mut snapshot)),
        steady(|| columns.clone()),
    );
    let mut runner = Runner::new(movement::SYSTEM);
    let mut written = Columns::new(100_000);
    report.compare(
        Task {
            name: "frame: snapshot + write 1 of 5, 100k",
            peer: "column clone + loop",
            bar: 0.15,
            aim: 0.08,
        },
        steady(|| {
            own.snapshot_into(&mut snapshot);
            runner.run(&mut own)
        }),
        steady(|| {
            let copy = written.clone();
            let [_, positions, _, velocities, _] = &mut written.bodies;
            add(positions, velocities);
            copy
        }),
    );
    hashes(report)
}

fn add(positions: &mut [f32], velocities: &[f32]) {
    for (position, velocity) in positions.iter_mut().zip(velocities) {
        *position += velocity;
    }
}

/// A snapshot after which every page is written, so that all is copied: pages are shared until then.
fn snapshots(
    report: &mut Report,
    (count, name, bar, aim): (usize, &'static str, f64, f64),
) -> CoreResult<()> {
    let (mut own, mut snapshot) = (whole_world(count)?, World::new());
    let columns = Columns::new(count);
    let all = own.archetypes()[0].signature().iter().fold(Query::new(), |query, id| query.write(*id));
    let ids = own.archetypes()[0].signature().to_vec();
    report.compare(
        Task { name, peer: "column clone", bar, aim },
        steady(|| {
            own.snapshot_into(&mut snapshot);
            own.each(&all, |page| {
                for id in &ids {
                    let numbers: &mut [f32] = page.write(*id)?;
                    black_box(numbers);
                }
                Ok(())
            })
            .is_ok()
        }),
        steady(|| columns.clone()),
    );
    Ok(())
}

fn hashes(report: &mut Report) -> CoreResult<()> {
    let (mut own, columns) = (whole_world(100_000)?, Columns::new(100_000));
    let (mut hasher, mut runner) = (WorldHasher::default(), Runner::new(movement::SYSTEM));
    let mut hash = |watch: &mut playground_benches::duel::Stopwatch, repeats: u64| {
        for _ in 0..repeats {
            runner.run(&mut own);
            watch.time(|| hasher.hash(&own));
        }
    };
    report.compare(
        Task {
            name: "world hash, 1 of 5 columns dirty, 100k",
            peer: "columns through xxh3",
            bar: 0.35,
            aim: 0.15,
        },
        |watch: &mut playground_benches::duel::Stopwatch, repeats: u64| hash(watch, repeats),
        steady(|| {
            let names = xxh3_64(bytemuck::cast_slice(&columns.names));
            columns.bodies.iter().fold(names, |hash, column| hash ^ xxh3_64(bytemuck::cast_slice(column)))
        }),
    );
    Ok(())
}
