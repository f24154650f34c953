//! Runs the systems of a tick in order, each contained, its commands applied after it.

use super::apply;
use playground_core_ecs::{Commands, Query, Registry, Scope, System, World};
use playground_core_types::panics::contain;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use playground_core_vtable::VTable;

/// The systems of a game in order, and which archetypes each visits.
#[derive(Debug)]
pub(crate) struct Schedule {
    entries: Vec<Entry>,
    commands: Commands,
}

#[derive(Debug)]
struct Entry {
    system: System,
    query: Query,
    matched: Vec<u32>,
    /// How many archetypes were looked at.
    seen: usize,
    /// Which line of worlds they were of.
    lineage: Option<u64>,
}

impl Schedule {
    /// The schedule of a registry, whose systems are in order of stage.
    pub(crate) fn of(registry: &Registry) -> Self {
        let entries = registry.systems.iter().map(|(_, system)| Entry::new(*system));
        Self { entries: entries.collect(), commands: Commands::default() }
    }

    /// Runs every system once.
    pub(crate) fn run(&mut self, world: &mut World, vtable: &VTable) -> CoreResult<()> {
        for entry in &mut self.entries {
            entry.extend(world);
            entry.run(world, vtable, &mut self.commands)?;
            apply::apply(world, &self.commands)?;
        }
        Ok(())
    }
}

impl Entry {
    fn new(system: System) -> Self {
        Self { system, query: system.query(), matched: Vec::new(), seen: 0, lineage: None }
    }

    /// Looks at the archetypes that came to be since the last time; at all after a restore.
    fn extend(&mut self, world: &World) {
        if self.lineage != Some(world.lineage()) {
            (self.seen, self.lineage) = (0, Some(world.lineage()));
            self.matched.clear();
        }
        let fresh = world.archetypes().iter().enumerate().skip(self.seen);
        let matching = fresh.filter(|(_, archetype)| self.query.matches(archetype));
        self.matched.extend(matching.map(|(index, _)| index as u32));
        self.seen = world.archetypes().len();
    }

    fn run(&self, world: &mut World, vtable: &VTable, commands: &mut Commands) -> CoreResult<()> {
        commands.begin(world.entities());
        let mut scope = Scope::new(world, vtable, self.system, &self.query, &self.matched, commands);
        // Columns are only lent, so a system that panics half-way leaves every column in its place.
        let result = contain(|| (self.system.run)(&mut scope));
        commands.end();
        let name = self.system.name;
        match result {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                Err(CoreError::new(ErrorKind::Game, format!("system `{name}` failed: {error}")))
            }
            Err(message) => {
                Err(CoreError::new(ErrorKind::Game, format!("system `{name}` panicked: {message}")))
            }
        }
    }
}
