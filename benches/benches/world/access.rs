//! Values of entities in no order.

use crate::fixtures::{HecsLeader, Leader, Position, Runner, Target, bodies, hecs_bodies};
use crate::report::{Report, Task};
use playground_benches::duel::steady;
use playground_core_ecs::{CoreResult, Look, World, component, system};
use playground_core_types::random::Pcg32;
use std::hint::black_box;

const COUNT: usize = 10_000;

/// Whose values are added up: a resource would be one list, so it is a thing's component.
#[component]
#[derive(Default)]
pub(crate) struct Sum {
    /// The sum.
    pub(crate) total: f32,
}

#[system]
fn adding(sums: &mut [Sum], leaders: &[Leader], places: Look<'_, Position>) {
    let Some(sum) = sums.first_mut() else { return };
    sum.total = 0.0;
    for leader in leaders {
        sum.total += places.get(leader.entity).map_or(0.0, |position| position.place.x);
    }
}

#[system]
fn following(targets: &mut [Target], leaders: &[Leader], places: Look<'_, Position>) {
    for (target, leader) in targets.iter_mut().zip(leaders) {
        if let Some(position) = places.get(leader.entity) {
            target.place = position.place;
        }
    }
}

/// Measures looking up.
pub(crate) fn measure(report: &mut Report) -> CoreResult<()> {
    let order = shuffled();
    let (mut own, other) = (followers(&order)?, hecs_followers(&order));
    let mut runner = Runner::new(adding::SYSTEM);
    report.compare(
        Task { name: "random get by view, 10k", peer: "hecs view", bar: 1.30, aim: 1.0 },
        steady(|| runner.run(black_box(&mut own))),
        steady(|| {
            let mut total = 0.0;
            let mut query: hecs::QueryBorrow<'_, (&mut Sum, &HecsLeader)> = other.query();
            let places: hecs::ViewBorrow<'_, &Position> = other.view();
            for (_, leader) in query.iter() {
                total += places.get(leader.0).map_or(0.0, |position| position.place.x);
            }
            total
        }),
    );
    let mut runner = Runner::new(following::SYSTEM);
    report.compare(
        Task { name: "parent join, 10k", peer: "hecs", bar: 1.10, aim: 0.80 },
        steady(|| runner.run(black_box(&mut own))),
        steady(|| {
            let mut query: hecs::QueryBorrow<'_, (&mut Target, &HecsLeader)> = other.query();
            let places: hecs::ViewBorrow<'_, &Position> = other.view();
            query.iter().for_each(|(target, leader)| {
                if let Some(position) = places.get(leader.0) {
                    target.place = position.place;
                }
            });
        }),
    );
    Ok(())
}

/// The numbers below [`COUNT`] in an order without sense.
fn shuffled() -> Vec<usize> {
    let (mut chance, mut order) = (Pcg32::new(1, 1), Vec::from_iter(0..COUNT));
    for last in (1..COUNT).rev() {
        order.swap(last, chance.below(last as u32 + 1) as usize);
    }
    order
}

/// Bodies, and as many that follow one each.
fn followers(order: &[usize]) -> CoreResult<World> {
    let (mut world, things) = bodies(COUNT)?;
    for number in order {
        world.spawn(&(Target::default(), Leader { entity: things[*number] }, Sum::default()))?;
    }
    Ok(world)
}

/// The same for hecs.
fn hecs_followers(order: &[usize]) -> hecs::World {
    let (mut world, things) = hecs_bodies(COUNT);
    for number in order {
        world.spawn((Target::default(), HecsLeader(things[*number]), Sum::default()));
    }
    world
}
