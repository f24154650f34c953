//! What the system keeps for each world: caches that can be rebuilt, and what was.

use crate::hash::WorldHasher;
use crate::history::History;
use crate::replay::Playback;
use crate::step::{Hierarchy, Meter, Schedule};
use playground_core_ecs::{Ecs, operations};
use playground_core_types::{CoreResult, Handle, read_now};
use playground_core_vtable::{InstanceId, Served, VTableError};

/// One world's caches, history and replay.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) schedule: Schedule,
    pub(crate) hierarchy: Hierarchy,
    pub(crate) meter: Meter,
    pub(crate) history: History,
    /// The replay that is played.
    pub(crate) playback: Option<Playback>,
    pub(crate) hasher: WorldHasher,
}

thread_local! {
    static STATES: Served<Ecs, State> = const { Served::new(operations::SYSTEM) };
}

/// Begins to serve a world, with caches for its registry as it is, and the history that there is.
///
/// # Errors
/// When the registry is being written.
pub(crate) fn attach(ecs: &Handle<Ecs>) -> CoreResult<()> {
    let schedule = Schedule::of(&*read_now(&ecs.registry)?);
    let mut state = State {
        schedule,
        hierarchy: Hierarchy::default(),
        meter: Meter::default(),
        history: History::default(),
        playback: None,
        hasher: WorldHasher::default(),
    };
    // The history goes on where a world is served anew; on another thread it begins anew.
    let taken = with_state(ecs.vtable.instance(), |before, _| {
        state.history = std::mem::take(&mut before.history);
        state.playback = before.playback.take();
        Ok(())
    });
    taken.unwrap_or_default();
    STATES.with(|states| states.replace(ecs.vtable.instance(), ecs, state));
    Ok(())
}

/// Runs `work` on the caches of an instance.
///
/// # Errors
/// [`Closed`](playground_core_vtable::VTableErrorKind::Closed) when this thread serves no such world, or
/// serves it at this moment; and those of `work`.
pub(crate) fn with_state(
    instance: InstanceId,
    work: impl FnOnce(&mut State, &Ecs) -> CoreResult<()>,
) -> Result<(), VTableError> {
    STATES.with(|states| states.with(instance, |state, ecs| Ok(work(state, ecs)?)))
}
