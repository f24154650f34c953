//! What a minute of history takes, by the allocator's own count, and how far it reaches.
//!
//! A tenth of the size that counts; with `PLAYGROUND_SOAK` set, and in release, the whole.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use playground_core_ecs::operations::resource_payload;
use playground_core_ecs::{
    CoreResult, Ecs, HistorySettings, Registry, Row, Stage, Transform2d, api, component, system,
};
use playground_core_types::{Handle, write_now};
use playground_systems_ecs::registration::register_ecs_handlers;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;
use std::time::{Duration, Instant};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const TICKS: u64 = 3_600;

/// Virtual pixels to the right in a tick.
#[component]
#[derive(Default)]
pub struct Drift {
    /// How many.
    pub step: f32,
}

/// What the player steers by, and room that an input has.
#[component]
#[derive(Default)]
pub struct Steering {
    /// To the right.
    pub right: f32,
    /// Nothing.
    pub rest: [[u32; 16]; 16],
}

#[system]
fn drift(transforms: &mut [Transform2d], drifts: &[Drift], steering: &Steering) {
    for (transform, drift) in transforms.iter_mut().zip(drifts) {
        transform.position.x += drift.step * steering.right;
    }
}

fn register(registry: &mut Registry) -> CoreResult<()> {
    registry.resource(&Steering::default()).system(Stage::Update, drift::SYSTEM).map(|_| ())
}

/// So many things, each of which moves in each tick.
fn game(things: usize, settings: HistorySettings) -> Handle<Ecs> {
    let ecs = Ecs::new();
    register(&mut write_now(&ecs.registry).unwrap()).unwrap();
    *write_now(&ecs.history_settings).unwrap() = settings;
    register_ecs_handlers(&ecs).unwrap();
    api::reset_world(&ecs, 1).unwrap();
    let row = Row::new().with(&Transform2d::at(0.0, 0.0)).with(&Drift { step: 1.0 });
    for _ in 0..things {
        write_now(&ecs.world).unwrap().spawn(&row).unwrap();
    }
    ecs
}

fn tick(ecs: &Ecs, number: u64) {
    let mut payload = Vec::new();
    let right = if number % 90 < 40 { 1.0 } else { -1.0 };
    resource_payload(&mut payload, &Steering { right, ..Steering::default() });
    api::run_tick(ecs, &payload).unwrap();
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a step back is measured; no tick reads a clock")]
fn a_minute_of_a_busy_game_takes_no_more_than_it_may() {
    let is_whole = std::env::var_os("PLAYGROUND_SOAK").is_some();
    let (things, room) = if is_whole { (10_000, 64 << 20) } else { (1_000, 64 << 20) };
    let room = if is_whole { room } else { room / 10 };
    let without = HistorySettings::default();
    let taken = |settings| {
        let ecs = game(things, settings);
        let region = Region::new(ALLOCATOR);
        (0..TICKS).for_each(|number| tick(&ecs, number));
        let change = region.change();
        (ecs, change.bytes_allocated.saturating_sub(change.bytes_deallocated))
    };
    let (_, idle) = taken(without);
    let (ecs, bytes) = taken(HistorySettings { history_bytes_max: room, ..without });
    let held = bytes.saturating_sub(idle);
    println!("{TICKS} ticks of {things} things hold {held} bytes of {room}");
    assert!(held <= room, "{held} bytes, where {room} are allowed");
    assert_eq!(api::history_of(&ecs), Ok((0, TICKS)));
    let mut slowest = Duration::ZERO;
    let wanted = api::hash_world(&ecs);
    // A step back now, a step from each place of the past, and held for a while.
    let held_down = (1..200).map(|back| TICKS - back);
    let jumps = (1..36).map(|back| TICKS - 200 - back * 90);
    for tick in held_down.chain(jumps) {
        let began = Instant::now();
        api::rewind_world(&ecs, tick).unwrap();
        slowest = slowest.max(began.elapsed());
    }
    println!("the slowest step back of {things} things took {slowest:?}");
    let (_, now) = api::history_of(&ecs).unwrap();
    (now..TICKS).for_each(|number| tick(&ecs, number));
    assert_eq!(api::hash_world(&ecs), wanted, "the same input leads to the same world");
}
