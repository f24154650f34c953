//! What is noted of each step of a tick, where anybody wants it: times, and hashes of every column.

use crate::clock::Moment;
use crate::hash::column_hashes;
use playground_core_ecs::{Profile, StepProfile, World};
use playground_core_types::{Shared, read_now, write_now};

/// Notes the steps of one tick; while nothing is wanted it costs nothing.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    /// When the tick began, where times are wanted.
    origin: Option<Moment>,
    hashes_wanted: bool,
    steps: Vec<StepProfile>,
    /// Whether the profile holds steps, of this tick or of one before.
    is_filled: bool,
}

impl Meter {
    /// Begins a tick: what is wanted of it. A profile that is being written wants nothing.
    pub(crate) fn begin(&mut self, profile: &Shared<Profile>) {
        let (times_wanted, hashes_wanted, is_filled) = read_now(profile).map_or_else(
            |_| (false, false, false),
            |profile| (profile.times_wanted, profile.hashes_wanted, !profile.steps.is_empty()),
        );
        self.origin = times_wanted.then(Moment::now);
        (self.hashes_wanted, self.is_filled) = (hashes_wanted, is_filled);
        self.steps.clear();
    }

    /// Ends the tick: the profile has its steps.
    pub(crate) fn end(&mut self, profile: &Shared<Profile>) {
        if !self.is_filled && self.steps.is_empty() {
            return;
        }
        if let Ok(mut profile) = write_now(profile) {
            std::mem::swap(&mut profile.steps, &mut self.steps);
        }
    }

    /// Whether every step must be by itself, because the world after it is hashed.
    pub(crate) fn is_exact(&self) -> bool {
        self.hashes_wanted
    }

    /// When a step begins, for [`Meter::step`].
    pub(crate) fn start(&self) -> Option<Moment> {
        self.origin.map(|_| Moment::now())
    }

    /// Notes a step that ends now.
    pub(crate) fn step(&mut self, name: &'static str, began: Option<Moment>, world: &World) {
        if self.origin.is_some() || self.hashes_wanted {
            self.span(name, began.map(|began| (began, Moment::now())), world);
        }
    }

    /// Notes a step with its begin and end.
    pub(crate) fn span(&mut self, name: &'static str, span: Option<(Moment, Moment)>, world: &World) {
        let (mut start_nanos, mut nanos) = (0, 0);
        if let (Some(origin), Some((began, ended))) = (self.origin, span) {
            (start_nanos, nanos) = (began.nanos_since(origin), ended.nanos_since(began));
        } else if !self.hashes_wanted {
            return;
        }
        let columns = if self.hashes_wanted { column_hashes(world) } else { Vec::new() };
        self.steps.push(StepProfile { name, start_nanos, nanos, columns });
    }
}
