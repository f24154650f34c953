//! Spreads pages of pure systems over threads. The same comes out as from one thread: each page is written by
//! one task, nobody reads what another writes, and of several failures the first in order counts.

use super::schedule::outcome;
use crate::clock::Moment;
use playground_core_ecs::loan::{Common, Loan, Pages};
use playground_core_ecs::matches::Plan;
use playground_core_ecs::{Commands, Matches, Scope, System, VTable, World};
use playground_core_types::CoreResult;
use playground_core_types::panics::contain;

/// Tasks for each thread: enough that one that is held up does not hold up all.
const TASKS_PER_THREAD: u64 = 2;

/// One system of a group that runs at the same time.
#[derive(Debug)]
pub(crate) struct Member<'s> {
    pub(crate) system: System,
    pub(crate) matches: &'s Matches,
    /// What it took the last time.
    pub(crate) nanos: u64,
}

/// How long one system took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outcome {
    /// Of all its tasks together.
    pub(crate) nanos: u64,
    /// When its first task began and its last one ended.
    pub(crate) span: (Moment, Moment),
}

/// Some pages of one system.
struct Task<'w> {
    member: usize,
    system: System,
    pages: Option<Pages<'w>>,
    result: CoreResult<()>,
    span: Option<(Moment, Moment)>,
}

impl<'w> Task<'w> {
    fn run(&mut self, common: &'w Common<'w>, vtable: &'w VTable) {
        let Some(pages) = self.pages.take() else { return };
        let began = Moment::now();
        // Stays empty: a pure system has no commands.
        let mut commands = Commands::default();
        let mut scope = Scope::of_pages(pages, common, vtable, self.system, &mut commands);
        self.result = outcome(self.system.name, contain(|| (self.system.run)(&mut scope)));
        self.span = Some((began, Moment::now()));
    }
}

/// Into how many tasks each member is cut: by what it took, and no smaller than a page.
pub(crate) fn parts_of(members: &[Member<'_>], world: &World, thread_count: usize) -> Vec<usize> {
    let total: u64 = members.iter().map(|member| member.nanos.max(1)).sum();
    let wanted = thread_count as u64 * TASKS_PER_THREAD;
    let parts = members.iter().map(|member| {
        let share = (member.nanos.max(1).saturating_mul(wanted)).div_ceil(total);
        let pages = member.matches.page_count(world).max(1);
        usize::try_from(share).unwrap_or(usize::MAX).clamp(1, pages)
    });
    parts.collect()
}

/// Runs all members at the same time, cut into `parts`; what each took.
pub(crate) fn run(
    workers: &mut Workers,
    members: &[Member<'_>],
    parts: &[usize],
    plan: &Plan,
    (world, vtable): (&mut World, &VTable),
) -> CoreResult<Vec<Outcome>> {
    let matches: Vec<&Matches> = members.iter().map(|member| member.matches).collect();
    let Loan { pages, common } = world.lend(plan, &matches)?;
    let mut tasks = Vec::new();
    for (index, (pages, count)) in pages.into_iter().zip(parts).enumerate() {
        let system = members[index].system;
        let task = |pages| Task { member: index, system, pages: Some(pages), result: Ok(()), span: None };
        tasks.extend(pages.split(*count).into_iter().map(task));
    }
    workers.run_all(&mut tasks, &common, vtable);
    let now = Moment::now();
    let mut outcomes = vec![Outcome { nanos: 0, span: (now, now) }; members.len()];
    let mut counts = vec![0; members.len()];
    for task in tasks {
        task.result?;
        let (outcome, Some((began, ended))) = (&mut outcomes[task.member], task.span) else { continue };
        outcome.nanos += ended.nanos_since(began);
        let is_first = counts[task.member] == 0;
        if is_first || outcome.span.0.nanos_since(began) > 0 {
            outcome.span.0 = began;
        }
        if is_first || ended.nanos_since(outcome.span.1) > 0 {
            outcome.span.1 = ended;
        }
        counts[task.member] += 1;
    }
    Ok(outcomes)
}

pub(crate) use workers::Workers;

#[cfg(not(target_family = "wasm"))]
mod workers {
    //! The threads beside the tick's own: started when work first pays, kept while the schedule lives.

    use super::{Common, Task, VTable};
    use rayon::{ThreadPool, ThreadPoolBuilder};
    use std::num::NonZero;

    /// The threads beside the tick's own.
    #[derive(Debug, Default)]
    pub(crate) struct Workers {
        count: usize,
        pool: Option<ThreadPool>,
    }

    impl Workers {
        /// Threads in all, the tick's own too; 0: as many as the machine runs at once.
        pub(crate) fn of(thread_count: usize) -> Self {
            let all = || std::thread::available_parallelism().map_or(1, NonZero::get);
            Self { count: if thread_count == 0 { all() } else { thread_count }, pool: None }
        }

        /// How many threads there are, the tick's own too.
        pub(crate) fn thread_count(&self) -> usize {
            self.count
        }

        /// Starts the threads if they do not run yet; false when there are none to be had.
        pub(crate) fn start(&mut self) -> bool {
            if self.pool.is_none() && self.count > 1 {
                let builder = ThreadPoolBuilder::new().num_threads(self.count - 1);
                match builder.thread_name(|index| format!("tick {}", index + 1)).build() {
                    Ok(pool) => self.pool = Some(pool),
                    Err(error) => {
                        log::warn!("ticks run on one thread: {error}");
                        self.count = 1;
                    }
                }
            }
            self.pool.is_some()
        }

        /// Runs every task once; back when all are done.
        pub(super) fn run_all<'w>(&self, tasks: &mut [Task<'w>], common: &'w Common<'w>, vtable: &'w VTable) {
            let own = tasks.len().div_ceil(self.count.max(1));
            let Some(pool) = &self.pool else {
                return tasks.iter_mut().for_each(|task| task.run(common, vtable));
            };
            let (own, others) = tasks.split_at_mut(own);
            pool.in_place_scope(|scope| {
                for task in others {
                    scope.spawn(move |_| task.run(common, vtable));
                }
                own.iter_mut().for_each(|task| task.run(common, vtable));
            });
        }
    }
}

#[cfg(target_family = "wasm")]
#[expect(clippy::unused_self, reason = "they are called as those that have threads")]
mod workers {
    //! The web's ticks run on one thread.

    use super::{Common, Task, VTable};

    /// No threads beside the tick's own.
    #[derive(Debug, Default)]
    pub(crate) struct Workers;

    impl Workers {
        /// One thread, whatever is asked for.
        pub(crate) fn of(_: usize) -> Self {
            Self
        }

        /// The tick's own.
        pub(crate) fn thread_count(&self) -> usize {
            1
        }

        /// There are none to be had.
        pub(crate) fn start(&mut self) -> bool {
            false
        }

        /// Runs every task once, in order.
        pub(super) fn run_all<'w>(&self, tasks: &mut [Task<'w>], common: &'w Common<'w>, vtable: &'w VTable) {
            tasks.iter_mut().for_each(|task| task.run(common, vtable));
        }
    }
}
