//! Runs the systems of a tick in order, each contained, its commands applied after it.
//!
//! Neighbours that only touch rows, and none of which writes what another touches, may run at the same time,
//! where their work is worth it. What comes out is the same.

use super::apply;
use super::meter::Meter;
use super::spread::{self, Member, Workers};
use crate::clock::Moment;
use playground_core_ecs::matches::Plan;
use playground_core_ecs::{Commands, Matches, Registry, ScheduleSettings, Scope, System, VTable, World};
use playground_core_types::panics::contain;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::ops::Range;

/// So many runs of a system lie between two that are timed.
const RUNS_PER_MEASURE: u32 = 16;

/// The systems of a game in order, and which archetypes each visits.
#[derive(Debug)]
pub struct Schedule {
    entries: Vec<Entry>,
    stretches: Vec<Stretch>,
    commands: Commands,
    settings: ScheduleSettings,
    workers: Workers,
}

#[derive(Debug)]
struct Entry {
    system: System,
    matches: Matches,
    /// What it took when it was timed last. Only where it runs follows from it.
    nanos: u64,
    runs: u32,
}

/// Neighbours that are all pure, or one system that is not.
#[derive(Debug)]
struct Stretch {
    range: Range<usize>,
    is_pure: bool,
    /// Neighbours that can run at the same time; empty while they are to be found.
    groups: Vec<Group>,
}

#[derive(Debug)]
struct Group {
    range: Range<usize>,
    plan: Plan,
}

impl Schedule {
    /// The schedule of a registry, whose systems are in order of stage.
    pub fn of(registry: &Registry) -> Self {
        let settings = ScheduleSettings::default();
        let entries = registry.systems.iter().map(|(_, system)| Entry::new(*system));
        let entries: Vec<Entry> = entries.collect();
        let stretches = stretches_of(&entries);
        let workers = Workers::of(settings.threads);
        Self { entries, stretches, commands: Commands::default(), settings, workers }
    }

    /// Takes other settings from now on; the same again cost nothing.
    pub fn set(&mut self, settings: ScheduleSettings) {
        if settings.threads != self.settings.threads {
            self.workers = Workers::of(settings.threads);
        }
        self.settings = settings;
    }

    /// Runs every system once.
    ///
    /// # Errors
    /// [`ErrorKind::Game`] with the first system that fails or panics; what ran before has changed the world.
    pub fn run(&mut self, world: &mut World, vtable: &VTable) -> CoreResult<()> {
        self.run_metered(world, vtable, &mut Meter::default())
    }

    /// The same, and notes each system down.
    pub(crate) fn run_metered(
        &mut self,
        world: &mut World,
        vtable: &VTable,
        meter: &mut Meter,
    ) -> CoreResult<()> {
        for index in 0..self.stretches.len() {
            let stretch = &mut self.stretches[index];
            let entries = &mut self.entries[stretch.range.clone()];
            // Nothing structural happens within a stretch.
            for entry in entries.iter_mut() {
                if entry.matches.extend(world) {
                    stretch.groups.clear();
                }
            }
            let may_spread = stretch.is_pure && !meter.is_exact() && self.workers.thread_count() > 1;
            if may_spread && is_worth(entries, &self.settings) {
                self.spread(index, world, vtable, meter)?;
                continue;
            }
            for entry in entries {
                entry.run_here(world, vtable, &mut self.commands, may_spread, meter)?;
            }
        }
        Ok(())
    }

    /// Runs a stretch whose work is worth it, group by group.
    fn spread(
        &mut self,
        index: usize,
        world: &mut World,
        vtable: &VTable,
        meter: &mut Meter,
    ) -> CoreResult<()> {
        let stretch = &mut self.stretches[index];
        let entries = &mut self.entries[stretch.range.clone()];
        if stretch.groups.is_empty() {
            stretch.groups = groups_of(entries);
        }
        for Group { range, plan } in &stretch.groups {
            let entries = &mut entries[range.clone()];
            let members = entries.iter().map(|entry| Member {
                system: entry.system,
                matches: &entry.matches,
                nanos: entry.nanos,
            });
            let members: Vec<Member<'_>> = members.collect();
            let parts = spread::parts_of(&members, world, self.workers.thread_count());
            let task_count: usize = parts.iter().sum();
            let pays = is_worth(entries, &self.settings) && task_count > 1;
            if !pays || !self.workers.start() {
                for entry in entries {
                    entry.run_here(world, vtable, &mut self.commands, true, meter)?;
                }
                continue;
            }
            let outcomes = spread::run(&mut self.workers, &members, &parts, plan, (world, vtable))?;
            for (entry, outcome) in entries.iter_mut().zip(outcomes) {
                entry.nanos = outcome.nanos;
                meter.span(entry.system.name, Some(outcome.span), world);
            }
        }
        Ok(())
    }
}

fn is_worth(entries: &[Entry], settings: &ScheduleSettings) -> bool {
    let estimated: u64 = entries.iter().map(|entry| entry.nanos).sum();
    estimated >= settings.inline_nanos
}

/// Neighbours as far as they are pure; each other system by itself.
fn stretches_of(entries: &[Entry]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let is_pure = entry.system.is_pure;
        match stretches.last_mut() {
            Some(last) if last.is_pure && is_pure => last.range.end = index + 1,
            _ => stretches.push(Stretch { range: index..index + 1, is_pure, groups: Vec::new() }),
        }
    }
    stretches
}

/// Neighbours as far as none writes what another touches.
fn groups_of(entries: &[Entry]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        if let Some(last) = groups.last_mut()
            && last.plan.add(&entry.matches)
        {
            last.range.end = index + 1;
            continue;
        }
        let mut plan = Plan::default();
        plan.add(&entry.matches);
        groups.push(Group { range: index..index + 1, plan });
    }
    groups
}

impl Entry {
    fn new(system: System) -> Self {
        Self { system, matches: Matches::of(&system), nanos: 0, runs: 0 }
    }

    /// Runs the system on this thread and applies its commands; timed now and then, where `may_spread` asks
    /// how much work it is.
    fn run_here(
        &mut self,
        world: &mut World,
        vtable: &VTable,
        commands: &mut Commands,
        may_spread: bool,
        meter: &mut Meter,
    ) -> CoreResult<()> {
        let began = meter.start();
        let timed = (may_spread && self.runs.is_multiple_of(RUNS_PER_MEASURE)).then(Moment::now);
        self.runs = self.runs.wrapping_add(1);
        if self.system.is_pure {
            self.run_system(world, vtable, commands)?;
        } else {
            commands.begin(world);
            let result = self.run_system(world, vtable, commands);
            commands.end();
            result?;
            apply::apply(world, commands)?;
        }
        if let Some(timed) = timed {
            self.nanos = Moment::now().nanos_since(timed);
        }
        meter.step(self.system.name, began, world);
        Ok(())
    }

    fn run_system(&self, world: &mut World, vtable: &VTable, commands: &mut Commands) -> CoreResult<()> {
        let mut scope = Scope::new(world, vtable, self.system, &self.matches, commands);
        // Columns are only lent, so a system that panics half-way leaves every column in its place.
        outcome(self.system.name, contain(|| (self.system.run)(&mut scope)))
    }
}

/// What becomes of a system's run: its failure or panic names it.
pub(super) fn outcome(name: &str, result: Result<CoreResult<()>, String>) -> CoreResult<()> {
    let message = match result {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => format!("system `{name}` failed: {error}"),
        Err(message) => format!("system `{name}` panicked: {message}"),
    };
    Err(CoreError::new(ErrorKind::Game, message))
}
