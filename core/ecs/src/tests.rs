//! The world, its queries and its systems, in the words of a small game.

mod bulk;
mod entities;
mod limits;
mod model;
mod pages;
mod registration;
mod snapshots;
mod spares;
mod strides;
mod structure;
mod systems;
mod views;

use crate::{Entity, Row, World, component};
use playground_core_types::math::{Vec2, vec2};
use playground_core_types::{CoreResult, ErrorKind};

/// Where a thing is.
#[component]
#[derive(Default)]
pub(crate) struct Position {
    /// In virtual pixels.
    pub place: Vec2,
}

/// How fast a thing goes.
#[component]
#[derive(Default)]
pub(crate) struct Velocity {
    /// In virtual pixels a tick.
    pub step: Vec2,
}

/// How much a thing can take.
#[component]
pub(crate) struct Health {
    /// Points left.
    pub points: u32,
}

impl Default for Health {
    fn default() -> Self {
        Self { points: 3 }
    }
}

/// Whoever fights has health.
#[component(requires(Health))]
#[derive(Default)]
pub(crate) struct Fighter {
    /// What a hit takes.
    pub strength: u32,
}

/// Whoever leads is a fighter, and so has health.
#[component(requires(Fighter))]
#[derive(Default)]
pub(crate) struct Leader {
    /// How many follow.
    pub followers: u32,
}

/// A mark without bytes.
#[component]
#[derive(Default)]
pub(crate) struct Frozen {}

/// Text, which is no plain data.
#[component(blob)]
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Label {
    /// What is written on it.
    pub text: String,
}

/// What the players have.
#[component]
#[derive(Default)]
pub(crate) struct Score {
    /// Points.
    pub points: u64,
}

fn at(x: f32, y: f32) -> Position {
    Position { place: vec2(x, y) }
}

fn towards(x: f32, y: f32) -> Velocity {
    Velocity { step: vec2(x, y) }
}

fn labelled(text: &str) -> Label {
    Label { text: text.to_owned() }
}

/// A world with `count` things that stand at (0, 0), (1, 0), (2, 0) and so on.
fn row_of_things(count: usize) -> (World, Vec<Entity>) {
    let mut world = World::new();
    let things = (0..count).map(|x| world.spawn(&Row::new().with(&at(x as f32, 0.0))).unwrap()).collect();
    (world, things)
}

/// The x of a thing's position; `None` when it has none.
fn x_of(world: &World, thing: Entity) -> Option<f32> {
    let position: Option<&Position> = world.get(thing);
    position.map(|position| position.place.x)
}

#[track_caller]
fn check_refused<T: std::fmt::Debug>(result: CoreResult<T>, kind: ErrorKind, words: &str) {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), kind, "{error}");
    assert!(error.message().contains(words), "`{error}` does not say `{words}`");
}
