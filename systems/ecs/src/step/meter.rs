//! What is noted of each step of a tick, where anybody wants it: times, hashes of all parts of the world, changes.

use crate::clock::Moment;
use crate::difference::differences;
use crate::hash::part_hashes;
use playground_core_ecs::{Profile, StepProfile, World};
use playground_core_types::{Shared, read_now, write_now};

/// So many changes of one step are noted; a world of more is not read by anybody.
const CHANGE_COUNT_MAX: usize = 1 << 20;

/// Notes the steps of one tick; while nothing is wanted it costs nothing.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    /// When the tick began, where times are wanted.
    origin: Option<Moment>,
    hashes_wanted: bool,
    /// The world after the step before, where changes are wanted; before the first step nothing.
    before: Option<World>,
    steps: Vec<StepProfile>,
    /// Whether the profile holds steps, of this tick or of one before.
    is_filled: bool,
}

impl Meter {
    /// Begins a tick: what is wanted of it. A profile that is being written wants nothing.
    pub(crate) fn begin(&mut self, profile: &Shared<Profile>) {
        let wanted = |profile: &Profile| {
            [profile.times_wanted, profile.hashes_wanted, profile.changes_wanted, !profile.steps.is_empty()]
        };
        let [times_wanted, hashes_wanted, changes_wanted, is_filled] =
            read_now(profile).map_or([false; 4], |profile| wanted(&profile));
        self.origin = times_wanted.then(Moment::now);
        self.before = changes_wanted.then(World::new);
        (self.hashes_wanted, self.is_filled) = (hashes_wanted, is_filled);
        self.steps.clear();
    }

    /// Ends the tick: the profile has its steps.
    pub(crate) fn end(&mut self, profile: &Shared<Profile>) {
        self.before = None;
        if !self.is_filled && self.steps.is_empty() {
            return;
        }
        if let Ok(mut profile) = write_now(profile) {
            std::mem::swap(&mut profile.steps, &mut self.steps);
        }
    }

    /// Whether every step must be by itself, because the world after it is looked at.
    pub(crate) fn is_exact(&self) -> bool {
        self.hashes_wanted || self.before.is_some()
    }

    /// When a step begins, for [`Meter::step`].
    pub(crate) fn start(&self) -> Option<Moment> {
        self.origin.map(|_| Moment::now())
    }

    /// Notes a step that ends now.
    pub(crate) fn step(&mut self, name: &'static str, began: Option<Moment>, world: &World) {
        if self.origin.is_some() || self.is_exact() {
            self.span(name, began.map(|began| (began, Moment::now())), world);
        }
    }

    /// Notes a step with its begin and end.
    pub(crate) fn span(&mut self, name: &'static str, span: Option<(Moment, Moment)>, world: &World) {
        let (mut start_nanos, mut nanos) = (0, 0);
        if let (Some(origin), Some((began, ended))) = (self.origin, span) {
            (start_nanos, nanos) = (began.nanos_since(origin), ended.nanos_since(began));
        } else if !self.is_exact() {
            return;
        }
        let hashes = if self.hashes_wanted { part_hashes(world) } else { Vec::new() };
        let changes = self.before.as_mut().map_or_else(Vec::new, |before| changes(before, world));
        self.steps.push(StepProfile { name, start_nanos, nanos, hashes, changes });
    }
}

/// What is other than before, a line each; then what is now is what was before.
fn changes(before: &mut World, world: &World) -> Vec<String> {
    let mut found = differences(before, world);
    let mut lines: Vec<String> =
        found.by_ref().take(CHANGE_COUNT_MAX).map(|difference| difference.as_change()).collect();
    if found.next().is_some() {
        lines.push(format!("more than {CHANGE_COUNT_MAX} changes: the others are left out"));
    }
    drop(found);
    before.clone_from(world);
    lines
}
