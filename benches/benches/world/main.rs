//! What the world costs next to the best libraries of its kind, through the interface that plugins use.
//!
//! Prints a line for each task, then the table of `docs/performance.md`. `--picture` draws cost against size.

mod access;
mod changes;
mod fixtures;
mod insertion;
mod iteration;
mod moves;
mod picture;
mod report;
mod rewinding;
mod saving;
mod whole;

use playground_core_ecs::CoreResult;
use report::Report;

fn main() -> CoreResult<()> {
    let wishes: Vec<String> = std::env::args().skip(1).collect();
    if wishes.iter().any(|wish| wish == "--picture") {
        return picture::draw();
    }
    let mut report = Report::new(wishes.into_iter().find(|wish| !wish.starts_with('-')));
    iteration::measure(&mut report)?;
    insertion::measure(&mut report)?;
    moves::measure(&mut report)?;
    access::measure(&mut report)?;
    changes::measure(&mut report)?;
    whole::measure(&mut report)?;
    saving::measure(&mut report)?;
    rewinding::measure(&report)?;
    report.print_table();
    Ok(())
}
