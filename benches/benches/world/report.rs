//! The lines and the table that the bench prints.

use playground_benches::duel::{Side, duel};

/// One task against a peer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Task {
    /// What is done.
    pub(crate) name: &'static str,
    /// Who does the same.
    pub(crate) peer: &'static str,
    /// The ratio that ours must not exceed.
    pub(crate) bar: f64,
    /// The ratio to aim at.
    pub(crate) aim: f64,
}

/// What was measured so far.
#[derive(Debug)]
pub(crate) struct Report {
    wanted: Option<String>,
    lines: Vec<(Task, f64, f64)>,
}

impl Report {
    /// An empty one; only tasks whose name has `wanted` in it are measured.
    pub(crate) fn new(wanted: Option<String>) -> Self {
        Self { wanted, lines: Vec::new() }
    }

    /// Whether a task is to be measured.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| name.contains(wanted.as_str()))
    }

    /// Measures a task and prints its line.
    pub(crate) fn compare(&mut self, task: Task, ours: impl Side, theirs: impl Side) {
        if !self.wants(task.name) {
            return;
        }
        let (own, other) = duel(ours, theirs);
        let (Task { name, peer, bar, .. }, ratio) = (task, own / other);
        let verdict = if ratio <= bar { "holds" } else { "MISSED" };
        println!("{name:<44} {own:>12.1} {peer:<22} {other:>12.1} {ratio:>6.3} {bar:>5.2} {verdict}");
        self.lines.push((task, own, other));
    }

    /// The table for `docs/performance.md`.
    pub(crate) fn print_table(&self) {
        println!(
            "\n| task | ours | peer | its time | ratio | bar | aim |\n|---|---:|---|---:|---:|---:|---:|"
        );
        for (task, own, other) in &self.lines {
            let ratio = own / other;
            let ratio =
                if ratio <= task.bar { format!("{ratio:.2}") } else { format!("**{ratio:.2}** missed") };
            let (own, other) = (readable(*own), readable(*other));
            let Task { name, peer, bar, aim } = task;
            println!("| {name} | {own} | {peer} | {other} | {ratio} | {bar} | {aim} |");
        }
    }
}

/// A time in the unit in which it reads best.
fn readable(nanoseconds: f64) -> String {
    match nanoseconds {
        short if short < 1e3 => format!("{short:.0} ns"),
        middle if middle < 1e6 => format!("{:.1} µs", middle / 1e3),
        long => format!("{:.2} ms", long / 1e6),
    }
}
