//! Loops over columns.

use crate::fixtures::{Data, Position, Runner, Velocity, bodies, hecs_bodies, schedule_of};
use crate::report::{Report, Task};
use bytemuck::{cast_slice, cast_slice_mut};
use playground_benches::duel::steady;
use playground_core_ecs::{CoreResult, VTable, World, system};
use std::hint::black_box;

#[system]
fn movement(positions: &mut [Position], velocities: &[Velocity]) {
    for (position, velocity) in positions.iter_mut().zip(velocities) {
        position.place += velocity.step;
    }
}

/// The same, over the numbers of which both components consist.
#[system]
fn flat_movement(positions: &mut [Position], velocities: &[Velocity]) {
    let numbers: (&mut [f32], &[f32]) = (cast_slice_mut(positions), cast_slice(velocities));
    for (position, velocity) in numbers.0.iter_mut().zip(numbers.1) {
        *position += velocity;
    }
}

#[system]
fn doubling(data: &mut [Data]) {
    data.iter_mut().for_each(|data| data.number *= 2.0);
}

/// Kinds of things, each with one component of its own.
macro_rules! kinds {
    ($($name:ident)*) => {
        $(
            /// One of many kinds.
            #[playground_core_ecs::component]
            #[derive(Default)]
            pub(crate) struct $name {
                /// Whatever.
                pub(crate) number: f32,
            }
        )*

        /// So many of each kind, with data beside.
        fn kinds(count: usize) -> CoreResult<(World, hecs::World)> {
            let (mut own, mut other) = (World::new(), hecs::World::new());
            for _ in 0..count {
                $(
                    own.spawn(&($name::default(), Data { number: 1.0 }))?;
                    other.spawn(($name::default(), Data { number: 1.0 }));
                )*
            }
            Ok((own, other))
        }
    };
}

kinds!(KindA KindB KindC KindD KindE KindF KindG KindH KindI KindJ KindK KindL KindM
    KindN KindO KindP KindQ KindR KindS KindT KindU KindV KindW KindX KindY KindZ);

fn hecs_movement(world: &mut hecs::World) {
    let query: hecs::QueryMut<'_, (&mut Position, &Velocity)> = world.query_mut();
    query.into_iter().for_each(|(position, velocity)| position.place += velocity.step);
}

/// Measures all loops.
pub(crate) fn measure(report: &mut Report) -> CoreResult<()> {
    let sizes = [
        (10_000, ["iterate 10k, typed", "iterate 10k, flat"]),
        (100_000, ["iterate 100k, typed", "iterate 100k, flat"]),
    ];
    for (count, names) in sizes {
        let ((mut own, _), (mut other, _)) = (bodies(count)?, hecs_bodies(count));
        for (name, system, bar, aim) in
            [(names[0], movement::SYSTEM, 1.10, 1.0), (names[1], flat_movement::SYSTEM, 0.55, 0.40)]
        {
            let mut runner = Runner::new(system);
            let task = Task { name, peer: "hecs for_each", bar, aim };
            report.compare(
                task,
                steady(|| runner.run(black_box(&mut own))),
                steady(|| hecs_movement(black_box(&mut other))),
            );
        }
    }
    let (mut own, mut other) = kinds(20)?;
    let mut runner = Runner::new(doubling::SYSTEM);
    report.compare(
        Task { name: "iterate 26 x 20 in fragments", peer: "hecs for_each", bar: 1.10, aim: 0.55 },
        steady(|| runner.run(black_box(&mut own))),
        steady(|| {
            let query: hecs::QueryMut<'_, &mut Data> = other.query_mut();
            query.into_iter().for_each(|data| data.number *= 2.0);
        }),
    );
    three_systems(report)
}

macro_rules! numbers {
    ($($name:ident)*) => {
        $(
            /// One of five numbers.
            #[playground_core_ecs::component]
            #[derive(Default, bevy_ecs::component::Component)]
            pub(crate) struct $name {
                /// Whatever.
                pub(crate) number: f32,
            }
        )*
    };
}

numbers!(A B C D E);

macro_rules! swaps {
    ($($name:ident $bevy:ident $one:ident $other:ident),*) => {
        $(
            #[system]
            fn $name(ones: &mut [$one], others: &mut [$other]) {
                for (one, other) in ones.iter_mut().zip(others) {
                    std::mem::swap(&mut one.number, &mut other.number);
                }
            }

            fn $bevy(mut query: bevy_ecs::system::Query<'_, '_, (&mut $one, &mut $other)>) {
                for (mut one, mut other) in &mut query {
                    std::mem::swap(&mut one.number, &mut other.number);
                }
            }
        )*
    };
}

swaps!(swap_ab bevy_ab A B, swap_cd bevy_cd C D, swap_ce bevy_ce C E);

/// Three systems over four archetypes of 10,000, as a schedule runs them on one thread.
fn three_systems(report: &mut Report) -> CoreResult<()> {
    let (mut own, mut other) = (World::new(), bevy_ecs::world::World::new());
    let (a, b, c) = (A { number: 1.0 }, B { number: 2.0 }, C { number: 3.0 });
    let (d, e) = (D { number: 4.0 }, E { number: 5.0 });
    for _ in 0..10_000 {
        own.spawn(&(a, b))?;
        own.spawn(&(a, b, c))?;
        own.spawn(&(a, b, c, d))?;
        own.spawn(&(a, b, c, e))?;
        other.spawn((a, b));
        other.spawn((a, b, c));
        other.spawn((a, b, c, d));
        other.spawn((a, b, c, e));
    }
    let mut schedule = schedule_of(&[swap_ab::SYSTEM, swap_cd::SYSTEM, swap_ce::SYSTEM])?;
    let mut peer = bevy_ecs::schedule::Schedule::default();
    peer.set_executor(bevy_ecs::schedule::SingleThreadedExecutor::new());
    peer.add_systems((bevy_ab, bevy_cd, bevy_ce));
    let vtable = VTable::new();
    report.compare(
        Task { name: "schedule of 3 systems over 40k", peer: "bevy, one thread", bar: 0.60, aim: 0.45 },
        steady(|| schedule.run(black_box(&mut own), &vtable).is_ok()),
        steady(|| peer.run(black_box(&mut other))),
    );
    Ok(())
}
