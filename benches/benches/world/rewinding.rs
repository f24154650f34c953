//! A step back in time, which no library of the others has.

use crate::fixtures::{Matrix, Position, Rotation, Velocity, body};
use crate::report::Report;
use cpu_time::ThreadTime;
use playground_core_ecs::api::{history_of, reset_world, rewind_world, run_tick};
use playground_core_ecs::{CoreResult, Ecs, HistorySettings, Stage, system};
use playground_core_types::write_now;
use playground_systems_ecs::registration::register_ecs_handlers;

/// What a development run keeps.
const HISTORY_BYTES_MAX: usize = 64 << 20;

/// A minute.
const TICK_COUNT: u64 = 3_600;

const COUNT: usize = 10_000;

#[system]
fn movement(positions: &mut [Position], velocities: &[Velocity]) {
    for (position, velocity) in positions.iter_mut().zip(velocities) {
        position.place += velocity.step;
    }
}

/// Plays a minute of ten thousand moving things, goes back tick by tick, and prints what the steps took.
pub(crate) fn measure(report: &Report) -> CoreResult<()> {
    if !report.wants("a step back") {
        return Ok(());
    }
    let ecs = Ecs::new();
    for schema in [Matrix::SCHEMA, Position::SCHEMA, Rotation::SCHEMA, Velocity::SCHEMA] {
        write_now(&ecs.registry)?.component(schema);
    }
    write_now(&ecs.registry)?.system(Stage::Update, movement::SYSTEM)?;
    write_now(&ecs.history_settings)?
        .clone_from(&HistorySettings { history_bytes_max: HISTORY_BYTES_MAX, ..HistorySettings::default() });
    register_ecs_handlers(&ecs)?;
    reset_world(&ecs, 1)?;
    let mut world = write_now(&ecs.world)?;
    (0..COUNT).try_for_each(|number| world.spawn(&body(number)).map(drop))?;
    drop(world);
    (0..TICK_COUNT).try_for_each(|_| run_tick(&ecs, &[]))?;
    let (first, last) = history_of(&ecs)?;
    let mut steps = Vec::new();
    for tick in (first..last).rev() {
        let start = ThreadTime::now();
        let again = rewind_world(&ecs, tick)?;
        steps.push((start.elapsed().as_secs_f64() * 1e3, again));
    }
    steps.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (middle, longest) = (steps.get(steps.len() / 2), steps.last());
    println!("a step back, {COUNT} entities, ticks {first} to {last}, in ms and ticks simulated again:");
    println!("    middle {middle:?}, longest {longest:?}");
    Ok(())
}
