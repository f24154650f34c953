//! Tasks that are measured against one another, in rounds that take turns.

use cpu_time::{ProcessTime, ThreadTime};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region};
use std::time::{Duration, Instant};

/// Rounds of a race; odd, so that there is a middle one.
const ROUND_COUNT: usize = 31;

/// What a sample should take at least, so that reading the clock does not weigh.
const SAMPLE_DURATION: Duration = Duration::from_millis(2);

/// Which clock tells what a task costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// CPU time of the measuring thread.
    Thread,
    /// CPU time of all threads.
    Process,
    /// Time on the wall: says something on a quiet machine only.
    Wall,
}

/// One measured task.
#[derive(Debug)]
pub struct Task {
    /// What it is called in the table.
    pub name: &'static str,
    clock: Clock,
    repeats: u64,
    samples: Vec<f64>,
    /// Allocations for each call; reallocations count.
    pub allocations: f64,
}

impl Task {
    /// The middle sample, in nanoseconds for each call.
    pub fn median_nanoseconds(&self) -> f64 {
        let mut sorted = self.samples.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

/// All tasks of a run.
#[derive(Debug, Default)]
pub struct Race {
    tasks: Vec<Task>,
}

impl Race {
    /// Enters a task; the index is the one that `work` of [`Race::run`] is given.
    #[must_use]
    pub fn enter(mut self, name: &'static str, clock: Clock) -> Self {
        self.tasks.push(Task { name, clock, repeats: 0, samples: Vec::new(), allocations: 0.0 });
        self
    }

    /// Runs all tasks in rounds, each beginning with another task; `work` does a task so many times.
    pub fn run(mut self, mut work: impl FnMut(usize, u64)) -> Vec<Task> {
        for (index, task) in self.tasks.iter_mut().enumerate() {
            task.repeats = repeats_of(task.clock, |repeats| work(index, repeats));
            let region = Region::new(&INSTRUMENTED_SYSTEM);
            work(index, task.repeats);
            let change = region.change();
            task.allocations = (change.allocations + change.reallocations) as f64 / task.repeats as f64;
        }
        for round in 0..ROUND_COUNT {
            for turn in 0..self.tasks.len() {
                let index = (round + turn) % self.tasks.len();
                let task = &mut self.tasks[index];
                let repeats = task.repeats;
                let spent = spent(task.clock, || work(index, repeats));
                task.samples.push(spent.as_nanos() as f64 / repeats as f64);
            }
        }
        self.tasks
    }
}

/// How often a task is repeated to fill a sample; warms it up on the way.
fn repeats_of(clock: Clock, mut work: impl FnMut(u64)) -> u64 {
    let mut repeats = 16;
    loop {
        if spent(clock, || work(repeats)) >= SAMPLE_DURATION || repeats >= 1 << 30 {
            return repeats;
        }
        repeats *= 2;
    }
}

fn spent(clock: Clock, work: impl FnOnce()) -> Duration {
    match clock {
        Clock::Thread => {
            let start = ThreadTime::now();
            work();
            start.elapsed()
        }
        Clock::Process => {
            let start = ProcessTime::now();
            work();
            start.elapsed()
        }
        Clock::Wall => {
            let start = Instant::now();
            work();
            start.elapsed()
        }
    }
}
