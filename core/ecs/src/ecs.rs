//! The object that apps and systems share: a world, its snapshot, and what runs in it.

use crate::history::HistorySettings;
use crate::profile::Profile;
use crate::registry::Registry;
use crate::settings::ScheduleSettings;
use crate::world::World;
use playground_core_types::{Handle, Shared, handle, shared};
use playground_core_vtable::VTable;

/// One world and what belongs to it. Data only: systems/ecs runs it.
#[derive(Debug)]
pub struct Ecs {
    /// The way to the systems.
    pub vtable: VTable,
    /// The state of the game; owned by the scheduler while a tick runs.
    pub world: Shared<World>,
    /// The world before the last tick, from which frames interpolate.
    pub previous: Shared<World>,
    /// Components, resources and systems of the game.
    pub registry: Shared<Registry>,
    /// What is kept of the ticks that were.
    pub history_settings: Shared<HistorySettings>,
    /// How the systems of a tick are spread over threads.
    pub schedule_settings: Shared<ScheduleSettings>,
    /// What the systems of the last tick took and left.
    pub profile: Shared<Profile>,
}

impl Ecs {
    /// An empty world with a VTable of its own.
    pub fn new() -> Handle<Self> {
        Self::with_vtable(VTable::new())
    }

    /// An empty world that shares the VTable of a client or server.
    pub fn with_vtable(vtable: VTable) -> Handle<Self> {
        handle(Self {
            vtable,
            world: shared(World::new()),
            previous: shared(World::new()),
            registry: shared(Registry::default()),
            history_settings: shared(HistorySettings::default()),
            schedule_settings: shared(ScheduleSettings::default()),
            profile: shared(Profile::default()),
        })
    }
}
