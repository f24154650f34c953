//! A tick and all that happens in it, asked for as a game asks: through the VTable.

mod commands;
mod differences;
mod failures;
mod families;
mod forgeries;
mod hashes;
mod hierarchy;
mod history;
mod profiles;
mod replays;
mod saves;
mod spread;
mod states;
mod synctests;
mod ticks;

use crate::registration::register_ecs_handlers;
use playground_core_ecs::api::{hash_world, reset_world, run_tick};
use playground_core_ecs::{
    CoreResult, Ecs, Entity, Parent, Plugin, Registry, Row, Stage, Transform2d, World, component, system,
};
use playground_core_types::math::Vec2;
use playground_core_types::{ErrorKind, Handle, read_now, write_now};
use std::fmt::Debug;

/// Virtual pixels in a tick.
#[component]
#[derive(Default)]
pub(crate) struct Velocity {
    /// To the right and down.
    pub step: Vec2,
}

#[system]
fn movement(transforms: &mut [Transform2d], velocities: &[Velocity]) {
    for (transform, velocity) in transforms.iter_mut().zip(velocities) {
        transform.position += velocity.step;
    }
}

fn register(registry: &mut Registry) -> CoreResult<()> {
    registry.system(Stage::Update, movement::SYSTEM).map(|_| ())
}

const MOVEMENT: Plugin = Plugin { name: "movement", register };

/// A served world with the plugin's systems, at tick 0.
fn game(plugin: Plugin) -> Handle<Ecs> {
    let ecs = Ecs::new();
    (plugin.register)(&mut write_now(&ecs.registry).unwrap()).unwrap();
    register_ecs_handlers(&ecs).unwrap();
    reset_world(&ecs, 1).unwrap();
    ecs
}

/// A game whose only logic is `register`.
fn game_of(register: fn(&mut Registry) -> CoreResult<()>) -> Handle<Ecs> {
    game(Plugin { name: "test", register })
}

/// Looks at or changes the world between ticks.
fn with_world<R>(ecs: &Ecs, work: impl FnOnce(&mut World) -> R) -> R {
    work(&mut write_now(&ecs.world).unwrap())
}

fn spawn(ecs: &Ecs, row: &Row) -> Entity {
    with_world(ecs, |world| world.spawn(row).unwrap())
}

/// A thing at (x, 0) that moves by (step, 0) a tick.
fn mover(x: f32, step: f32) -> Row {
    Row::new().with(&Transform2d::at(x, 0.0)).with(&Velocity { step: Vec2::new(step, 0.0) })
}

/// A thing at (x, 0) relative to what it hangs from.
fn hanging(x: f32, entity: Entity) -> Row {
    Row::new().with(&Transform2d::at(x, 0.0)).with(&Parent { entity })
}

fn tick(ecs: &Ecs, count: usize) {
    (0..count).for_each(|_| run_tick(ecs, &[]).unwrap());
}

/// The x of a thing relative to its parent; `None` when it is gone.
fn x_of(ecs: &Ecs, thing: Entity) -> Option<f32> {
    let world = read_now(&ecs.world).unwrap();
    let transform: Option<&Transform2d> = world.get(thing);
    transform.map(|transform| transform.position.x)
}

fn hash(ecs: &Ecs) -> u64 {
    hash_world(ecs).unwrap()
}

#[track_caller]
fn check_alive(ecs: &Ecs, alive: &[Entity], gone: &[Entity]) {
    let world = read_now(&ecs.world).unwrap();
    for (expected, entities) in [(true, alive), (false, gone)] {
        for entity in entities {
            assert_eq!(world.contains(*entity), expected, "{entity:?} lives");
        }
    }
}

#[track_caller]
fn check_refused<T: Debug>(result: CoreResult<T>, kind: ErrorKind, words: &str) {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), kind, "{error}");
    assert!(error.message().contains(words), "`{error}` does not say `{words}`");
}
