//! What `--hash every` and `--hash systems` print: lines that name the first difference of two runs to `diff`.

use crate::program::Hashes;
use playground_core_ecs::api::hash_world;
use playground_core_ecs::{ComponentId, Ecs, World};
use playground_core_types::{CoreError, CoreResult, ErrorKind, read_now};
use std::io::{BufWriter, Stdout, Write};

/// Prints the hashes of ticks as they come.
#[derive(Debug)]
pub(crate) struct HashPrinter {
    out: BufWriter<Stdout>,
    with_systems: bool,
}

impl HashPrinter {
    /// A printer of what was asked for; `None` where that is no line for each tick.
    pub(crate) fn of(hashes: Hashes) -> Option<Self> {
        let with_systems = match hashes {
            Hashes::None | Hashes::End => return None,
            Hashes::Every => false,
            Hashes::Systems => true,
        };
        Some(Self { out: BufWriter::new(std::io::stdout()), with_systems })
    }

    /// Whether the columns have to be hashed after each system.
    pub(crate) fn has_systems(&self) -> bool {
        self.with_systems
    }

    /// Prints the lines of the tick that made `ticks` of them.
    pub(crate) fn print(&mut self, ecs: &Ecs, ticks: u64) -> CoreResult<()> {
        if !self.with_systems {
            let hash = hash_world(ecs)?;
            return writeln!(self.out, "tick {ticks} hash {hash:016x}").map_err(|error| refused(&error));
        }
        let (world, profile) = (read_now(&ecs.world)?, read_now(&ecs.profile)?);
        for step in &profile.steps {
            for column in &step.columns {
                let name = short_name(&world, column.component);
                let (system, hash) = (step.name, column.hash);
                writeln!(self.out, "tick {ticks} system {system} column {name} hash {hash:016x}")
                    .map_err(|error| refused(&error))?;
            }
        }
        Ok(())
    }

    /// Lets all lines go out: what is printed next comes after them.
    pub(crate) fn flush(&mut self) -> CoreResult<()> {
        self.out.flush().map_err(|error| refused(&error))
    }
}

/// The name of a component without that of its package; its id where nobody knows it.
fn short_name(world: &World, component: ComponentId) -> String {
    let name = world.schema(component).map(|schema| schema.name);
    let short = name.map(|name| name.rsplit_once("::").map_or(name, |(_, short)| short).to_owned());
    short.unwrap_or_else(|| format!("{:016x}", component.0))
}

fn refused(error: &std::io::Error) -> CoreError {
    CoreError::new(ErrorKind::File, format!("the output cannot be written: {error}"))
}
