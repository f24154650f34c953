//! Components that come and go.

use crate::fixtures::{Data, Mark, bodies, hecs_bodies, schedule_of};
use crate::report::{Report, Task};
use playground_benches::duel::{fresh, steady};
use playground_core_ecs::{Commands, CoreResult, Entity, Query, VTable, World, system};

const COUNT: usize = 10_000;

const MARK: Mark = Mark { number: 1.0 };

#[system(without(Mark))]
fn marking(things: &[Entity], commands: &mut Commands) {
    things.iter().for_each(|thing| commands.insert(*thing, &MARK));
}

/// Measures inserting and removing components.
pub(crate) fn measure(report: &mut Report) -> CoreResult<()> {
    one_by_one(report, ("add + remove, 10k of 4 B", 0.90, 0.42), data(COUNT)?, hecs_data(COUNT));
    one_by_one(report, ("add + remove, 10k of 100 B", 0.75, 0.39), bodies(COUNT)?, hecs_bodies(COUNT));
    let ((mut own, _), (mut other, names)) = (data(COUNT)?, hecs_data(COUNT));
    let query = Query::new().with(Data::ID);
    report.compare(
        Task { name: "add + remove, a whole archetype", peer: "hecs, one by one", bar: 0.15, aim: 0.05 },
        steady(|| {
            let added = own.insert_all(&query, &MARK).unwrap_or_default();
            added + own.remove_all(&query, Mark::ID)
        }),
        steady(|| hecs_moves(&mut other, &names)),
    );
    let (mut schedule, vtable) = (schedule_of(&[marking::SYSTEM])?, VTable::new());
    let mut buffer = hecs::CommandBuffer::new();
    report.compare(
        Task {
            name: "command buffer, 10k inserts in order",
            peer: "hecs CommandBuffer",
            bar: 0.35,
            aim: 0.20,
        },
        fresh(|| data(COUNT).unwrap_or_default(), |(world, _)| schedule.run(world, &vtable).is_ok()),
        fresh(
            || hecs_data(COUNT),
            |(world, names)| {
                for name in names.iter() {
                    buffer.insert_one(*name, MARK);
                }
                buffer.run_on(world);
            },
        ),
    );
    Ok(())
}

fn one_by_one(
    report: &mut Report,
    (name, bar, aim): (&'static str, f64, f64),
    (mut own, names): (World, Vec<Entity>),
    (mut other, hecs_names): (hecs::World, Vec<hecs::Entity>),
) {
    report.compare(
        Task { name, peer: "hecs", bar, aim },
        steady(|| {
            let added = names.iter().all(|thing| own.insert(*thing, &MARK).is_ok());
            added && names.iter().all(|thing| own.remove(*thing, Mark::ID))
        }),
        steady(|| hecs_moves(&mut other, &hecs_names)),
    );
}

fn hecs_moves(world: &mut hecs::World, names: &[hecs::Entity]) -> bool {
    let added = names.iter().all(|thing| world.insert_one(*thing, MARK).is_ok());
    added
        && names.iter().all(|thing| {
            let removed: Result<Mark, _> = world.remove_one(*thing);
            removed.is_ok()
        })
}

/// Things of 4 bytes.
fn data(count: usize) -> CoreResult<(World, Vec<Entity>)> {
    let mut world = World::new();
    let things: CoreResult<_> = (0..count).map(|_| world.spawn(&(Data { number: 1.0 },))).collect();
    Ok((world, things?))
}

/// The same for hecs.
fn hecs_data(count: usize) -> (hecs::World, Vec<hecs::Entity>) {
    let mut world = hecs::World::new();
    let things = (0..count).map(|_| world.spawn((Data { number: 1.0 },))).collect();
    (world, things)
}
