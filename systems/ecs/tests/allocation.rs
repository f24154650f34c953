//! What a steady tick takes from the allocator: the pages that it writes, and next to nothing else.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use playground_core_ecs::operations::{SYSTEM, TICK, resource_payload};
use playground_core_ecs::{
    CoreResult, Ecs, Entity, Parent, Registry, Row, Stage, Transform2d, World, api, component, system,
};
use playground_core_types::{Handle, write_now};
use playground_core_vtable::{Reply, Route};
use playground_systems_ecs::registration::register_ecs_handlers;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Virtual pixels to the right in a tick.
#[component]
#[derive(Default)]
pub struct Drift {
    /// How many.
    pub step: f32,
}

/// What the player steers by.
#[component]
#[derive(Default)]
pub struct Steering {
    /// To the right.
    pub right: f32,
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

/// Ten things that drift, a hundred that hang from one of them, and `stones` that rest.
fn game(stones: usize) -> Handle<Ecs> {
    let ecs = Ecs::new();
    register(&mut write_now(&ecs.registry).unwrap()).unwrap();
    // On a machine that is busy a system looks slow, and would be spread over threads, which allocate.
    write_now(&ecs.schedule_settings).unwrap().threads = 1;
    register_ecs_handlers(&ecs).unwrap();
    api::reset_world(&ecs, 1).unwrap();
    let mut world = write_now(&ecs.world).unwrap();
    let drifting = Row::new().with(&Transform2d::at(0.0, 0.0)).with(&Drift { step: 1.0 });
    let ships: Vec<Entity> = (0..10).map(|_| world.spawn(&drifting).unwrap()).collect();
    let hanging = Row::new().with(&Transform2d::at(1.0, 0.0)).with(&Parent { entity: ships[0] });
    spawn_each(&mut world, 100, &hanging);
    spawn_each(&mut world, stones, &Row::new().with(&Transform2d::at(5.0, 5.0)));
    drop(world);
    ecs
}

fn spawn_each(world: &mut World, count: usize, row: &Row) {
    for _ in 0..count {
        world.spawn(row).unwrap();
    }
}

/// Allocations of one tick among many, and their bytes.
fn allocations_of_a_tick(ecs: &Ecs) -> (usize, usize) {
    let (mut route, mut reply, mut payload) = (Route::new(SYSTEM, TICK), Reply::default(), Vec::new());
    let mut tick = |right: f32| {
        payload.clear();
        resource_payload(&mut payload, &Steering { right });
        let region = Region::new(ALLOCATOR);
        route.call(&ecs.vtable, &payload, &mut reply).unwrap();
        let change = region.change();
        (change.allocations + change.reallocations, change.bytes_allocated)
    };
    let first: Vec<(usize, usize)> = (0..10).map(|number| tick(number as f32)).collect();
    // Threads of the test's own runner count too, so the quietest tick is what a tick does.
    first.into_iter().skip(3).min().unwrap_or_default()
}

#[test]
fn a_steady_tick_allocates_the_pages_that_it_writes() {
    let (small, large) = (game(10), game(50_000));
    let (small, large) = (allocations_of_a_tick(&small), allocations_of_a_tick(&large));
    println!("a tick of 120 entities: {} allocations, {} bytes", small.0, small.1);
    println!("a tick of 50,110 entities, the same that move: {} allocations, {} bytes", large.0, large.1);
    assert!(small.0 <= 16, "{small:?}");
    assert_eq!(large, small, "what rests costs nothing");
}
