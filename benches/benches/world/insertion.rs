//! Entities that come and go.

use crate::fixtures::{Body, Matrix, Position, Rotation, Velocity, bodies, body, hecs_bodies};
use crate::report::{Report, Task};
use hecs::DynamicBundle;
use playground_benches::duel::{fresh, steady};
use playground_core_ecs::{Batch, CoreResult, World};

const COUNT: usize = 10_000;

/// The columns of so many bodies.
struct Columns {
    matrices: Vec<Matrix>,
    positions: Vec<Position>,
    rotations: Vec<Rotation>,
    velocities: Vec<Velocity>,
}

impl Columns {
    fn new() -> Self {
        let all: Vec<Body> = (0..COUNT).map(body).collect();
        Self {
            matrices: all.iter().map(|body| body.0).collect(),
            positions: all.iter().map(|body| body.1).collect(),
            rotations: all.iter().map(|body| body.2).collect(),
            velocities: all.iter().map(|body| body.3).collect(),
        }
    }

    fn spawn(&self, world: &mut World) -> CoreResult<usize> {
        let batch = Batch::new(COUNT).column(&self.matrices)?.column(&self.positions)?;
        let batch = batch.column(&self.rotations)?.column(&self.velocities)?;
        world.spawn_batch(&batch).map(|names| names.len())
    }

    fn spawn_hecs(&self, world: &mut hecs::World) -> usize {
        let mut kinds = hecs::ColumnBatchType::new();
        for kind in body(0).type_info() {
            kinds.add_dynamic(kind);
        }
        let mut batch = kinds.into_batch(COUNT as u32);
        fill(&mut batch, &self.matrices);
        fill(&mut batch, &self.positions);
        fill(&mut batch, &self.rotations);
        fill(&mut batch, &self.velocities);
        batch.build().map_or(0, |batch| world.spawn_column_batch(batch).count())
    }
}

fn fill<T: hecs::Component + Copy>(batch: &mut hecs::ColumnBatchBuilder, values: &[T]) {
    let writer: Option<hecs::BatchWriter<'_, T>> = batch.writer();
    if let Some(mut writer) = writer {
        for value in values {
            let is_full = writer.push(*value).is_err();
            debug_assert!(!is_full, "the batch has room for all");
        }
    }
}

/// Measures spawning and despawning.
pub(crate) fn measure(report: &mut Report) -> CoreResult<()> {
    report.compare(
        Task { name: "insert 10k one by one", peer: "hecs spawn", bar: 0.85, aim: 0.55 },
        fresh(World::new, |world| (0..COUNT).all(|number| world.spawn(&body(number)).is_ok())),
        fresh(hecs::World::new, |world| {
            for number in 0..COUNT {
                world.spawn(body(number));
            }
        }),
    );
    let columns = Columns::new();
    report.compare(
        Task { name: "insert 10k in a batch", peer: "hecs column batch", bar: 0.60, aim: 0.35 },
        fresh(World::new, |world| columns.spawn(world).is_ok()),
        fresh(hecs::World::new, |world| columns.spawn_hecs(world)),
    );
    report.compare(
        Task { name: "despawn 10k", peer: "hecs", bar: 0.80, aim: 0.50 },
        fresh(
            || bodies(COUNT).unwrap_or_default(),
            |(world, things)| things.iter().all(|thing| world.despawn(*thing)),
        ),
        fresh(
            || hecs_bodies(COUNT),
            |(world, things)| things.iter().all(|thing| world.despawn(*thing).is_ok()),
        ),
    );
    let (mut own, mut other) = (World::new(), hecs::World::new());
    let (mut names, mut hecs_names) = (Vec::with_capacity(COUNT), Vec::with_capacity(COUNT));
    report.compare(
        Task { name: "spawn 10k, despawn 10k", peer: "hecs", bar: 0.80, aim: 0.50 },
        steady(|| {
            names.clear();
            names.extend((0..COUNT).filter_map(|number| own.spawn(&body(number)).ok()));
            names.iter().all(|thing| own.despawn(*thing))
        }),
        steady(|| {
            hecs_names.clear();
            hecs_names.extend((0..COUNT).map(|number| other.spawn(body(number))));
            hecs_names.iter().all(|thing| other.despawn(*thing).is_ok())
        }),
    );
    Ok(())
}
