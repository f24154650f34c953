//! What `--hash every` and `--hash systems` print: lines that name the first difference of two runs to `diff`.

use crate::program::Hashes;
use playground_core_ecs::api::hash_world;
use playground_core_ecs::{ComponentId, Ecs, StepProfile, World, WorldPart};
use playground_core_types::{CoreError, CoreResult, ErrorKind, read_now, write_now};
use std::io::{BufWriter, Stdout, Write};

/// Prints the hashes of ticks as they come.
#[derive(Debug)]
pub(crate) struct HashPrinter {
    out: BufWriter<Stdout>,
    hashes: Hashes,
    has_printed: bool,
}

impl HashPrinter {
    /// A printer of what was asked for; `None` where that is no line for each tick.
    pub(crate) fn of(hashes: Hashes) -> Option<Self> {
        let is_by_tick = matches!(hashes, Hashes::Every | Hashes::Systems | Hashes::Changes(_));
        let out = || BufWriter::new(std::io::stdout());
        is_by_tick.then(|| Self { out: out(), hashes, has_printed: false })
    }

    /// Whether the tick that makes `ticks` of them is printed.
    fn is_printed(&self, ticks: u64) -> bool {
        !matches!(self.hashes, Hashes::Changes(wanted) if wanted != ticks)
    }

    /// Before the tick that makes `ticks` of them: what has to be noted down of it.
    pub(crate) fn prepare(&self, ecs: &Ecs, ticks: u64) -> CoreResult<()> {
        if self.hashes != Hashes::Every {
            let mut profile = write_now(&ecs.profile)?;
            profile.hashes_wanted = self.is_printed(ticks);
            profile.changes_wanted = self.hashes == Hashes::Changes(ticks);
        }
        Ok(())
    }

    /// Prints the lines of the tick that made `ticks` of them.
    pub(crate) fn print(&mut self, ecs: &Ecs, ticks: u64) -> CoreResult<()> {
        if !self.is_printed(ticks) {
            return Ok(());
        }
        self.has_printed = true;
        if self.hashes == Hashes::Every {
            let hash = hash_world(ecs)?;
            return writeln!(self.out, "tick {ticks} hash {hash:016x}").map_err(|error| refused(&error));
        }
        let (world, profile) = (read_now(&ecs.world)?, read_now(&ecs.profile)?);
        profile.steps.iter().try_for_each(|step| self.print_step(&world, ticks, step))
    }

    fn print_step(&mut self, world: &World, ticks: u64, step: &StepProfile) -> CoreResult<()> {
        let system = step.name;
        for hash in &step.hashes {
            let (part, hash) = (part_name(world, hash.part), hash.hash);
            writeln!(self.out, "tick {ticks} system {system} {part} hash {hash:016x}")
                .map_err(|error| refused(&error))?;
        }
        for change in &step.changes {
            writeln!(self.out, "tick {ticks} system {system} {change}").map_err(|error| refused(&error))?;
        }
        Ok(())
    }

    /// Lets all lines go out: what is printed next comes after them.
    pub(crate) fn flush(&mut self) -> CoreResult<()> {
        if let (Hashes::Changes(tick), false) = (self.hashes, self.has_printed) {
            log::warn!("the run has no tick {tick}, so there is nothing to tell of it");
        }
        self.out.flush().map_err(|error| refused(&error))
    }
}

fn part_name(world: &World, part: WorldPart) -> String {
    match part {
        WorldPart::Resource(id) => format!("resource {}", short_name(world, id)),
        WorldPart::Region(id) => format!("region {:016x}", id.0),
        WorldPart::Names => "names of entities".to_owned(),
        WorldPart::Order => "order of rows".to_owned(),
        WorldPart::Column(id) => format!("column {}", short_name(world, id)),
    }
}

/// The name of a component without that of its package; its id where nobody knows it.
fn short_name(world: &World, component: ComponentId) -> String {
    let known = world.schema(component).map(|schema| schema.short_name().to_owned());
    known.unwrap_or_else(|| format!("{:016x}", component.0))
}

fn refused(error: &std::io::Error) -> CoreError {
    CoreError::new(ErrorKind::File, format!("the output cannot be written: {error}"))
}
