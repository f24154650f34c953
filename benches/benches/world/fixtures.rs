//! The components of the tasks, the same types for all libraries, and worlds of them.

use bevy_ecs::component::Component as BevyComponent;
use playground_core_ecs::{
    Commands, CoreResult, Entity, Matches, Registry, Scope, Stage, System, VTable, World,
};
use playground_core_types::math::Vec3;
use playground_systems_ecs::step::Schedule;

/// Where a thing is: 12 bytes.
#[playground_core_ecs::component]
#[derive(Default, BevyComponent)]
pub(crate) struct Position {
    /// In metres.
    pub(crate) place: Vec3,
}

/// How fast it goes: 12 bytes.
#[playground_core_ecs::component]
#[derive(Default, BevyComponent)]
pub(crate) struct Velocity {
    /// In metres a tick.
    pub(crate) step: Vec3,
}

/// How it is turned: 12 bytes.
#[playground_core_ecs::component]
#[derive(Default, BevyComponent)]
pub(crate) struct Rotation {
    /// In radians.
    pub(crate) angles: Vec3,
}

/// How it is drawn: 64 bytes.
#[playground_core_ecs::component]
#[derive(Default, BevyComponent)]
pub(crate) struct Matrix {
    /// By columns.
    pub(crate) numbers: [f32; 16],
}

/// One number: 4 bytes.
#[playground_core_ecs::component]
#[derive(Default, BevyComponent)]
pub(crate) struct Data {
    /// Whatever.
    pub(crate) number: f32,
}

/// A number that comes and goes: 4 bytes.
#[playground_core_ecs::component]
#[derive(Default, BevyComponent)]
pub(crate) struct Mark {
    /// Whatever.
    pub(crate) number: f32,
}

/// Whom a thing follows: 8 bytes, a name of ours.
#[playground_core_ecs::component]
#[derive(Default)]
pub(crate) struct Leader {
    /// Its name.
    pub(crate) entity: Entity,
}

/// Whom a thing follows, by a name of hecs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HecsLeader(pub(crate) hecs::Entity);

/// Where the leader of a thing is.
#[playground_core_ecs::component]
#[derive(Default)]
pub(crate) struct Target {
    /// In metres.
    pub(crate) place: Vec3,
}

/// The four components of `insert`, 100 bytes.
pub(crate) type Body = (Matrix, Position, Rotation, Velocity);

/// The values of a thing.
pub(crate) fn body(number: usize) -> Body {
    let x = number as f32;
    let (position, velocity) = (Position { place: Vec3::splat(x) }, Velocity { step: Vec3::X });
    (Matrix { numbers: [x; 16] }, position, Rotation { angles: Vec3::X }, velocity)
}

/// A world of bodies.
pub(crate) fn bodies(count: usize) -> CoreResult<(World, Vec<Entity>)> {
    let mut world = World::new();
    let things: CoreResult<Vec<Entity>> = (0..count).map(|number| world.spawn(&body(number))).collect();
    Ok((world, things?))
}

/// The same for hecs.
pub(crate) fn hecs_bodies(count: usize) -> (hecs::World, Vec<hecs::Entity>) {
    let mut world = hecs::World::new();
    let things = (0..count).map(|number| world.spawn(body(number))).collect();
    (world, things)
}

/// Runs one system as a schedule does, without the schedule.
pub(crate) struct Runner {
    system: System,
    matches: Matches,
    commands: Commands,
    vtable: VTable,
}

impl Runner {
    /// For one system.
    pub(crate) fn new(system: System) -> Self {
        let (matches, commands) = (Matches::of(&system), Commands::default());
        Self { system, matches, commands, vtable: VTable::new() }
    }

    /// Runs it once.
    pub(crate) fn run(&mut self, world: &mut World) -> bool {
        self.matches.extend(world);
        let mut scope = Scope::new(world, &self.vtable, self.system, &self.matches, &mut self.commands);
        (self.system.run)(&mut scope).is_ok()
    }
}

/// A schedule of systems, on this thread.
pub(crate) fn schedule_of(systems: &[System]) -> CoreResult<Schedule> {
    let mut registry = Registry::default();
    for system in systems {
        registry.system(Stage::Update, *system)?;
    }
    let mut schedule = Schedule::of(&registry);
    schedule.set(playground_core_ecs::ScheduleSettings { threads: 1, ..Default::default() });
    Ok(schedule)
}
