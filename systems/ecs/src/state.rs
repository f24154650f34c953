//! What the system keeps for each world: caches that can be rebuilt.

use crate::step::{Hierarchy, Schedule};
use playground_core_ecs::{Ecs, operations};
use playground_core_types::{CoreResult, Handle, read_now};
use playground_core_vtable::{InstanceId, VTableError, VTableErrorKind};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

/// One world's caches.
#[derive(Debug)]
pub(crate) struct State {
    // Weak, because the world owns the VTable through which its caches are found.
    ecs: Weak<Ecs>,
    pub(crate) schedule: Schedule,
    pub(crate) hierarchy: Hierarchy,
}

thread_local! {
    static STATES: RefCell<BTreeMap<InstanceId, State>> = const { RefCell::new(BTreeMap::new()) };
}

/// Begins to serve a world, and forgets those that are gone; one that runs already goes on with the systems
/// of its registry.
pub(crate) fn attach(ecs: &Handle<Ecs>) -> CoreResult<()> {
    let schedule = Schedule::of(&*read_now(&ecs.registry)?);
    let state = State { ecs: Arc::downgrade(ecs), schedule, hierarchy: Hierarchy::default() };
    STATES.with_borrow_mut(|states| {
        states.retain(|_, state| state.ecs.strong_count() > 0);
        states.insert(ecs.vtable.instance(), state);
    });
    Ok(())
}

/// Runs `work` on the caches of an instance and the world that they are of.
pub(crate) fn with_state(
    instance: InstanceId,
    work: impl FnOnce(&mut State, &Ecs) -> CoreResult<()>,
) -> Result<(), VTableError> {
    let mut lent = Lent { instance, state: STATES.with_borrow_mut(|states| states.remove(&instance)) };
    let state = lent.state.as_mut().ok_or_else(unserved)?;
    let ecs = state.ecs.upgrade().ok_or_else(unserved)?;
    Ok(work(state, &ecs)?)
}

#[cold]
fn unserved() -> VTableError {
    let message = "this thread serves no such world, or serves it at this moment";
    VTableError::new(VTableErrorKind::Closed, operations::SYSTEM, message)
}

/// Caches at work: taken out, so that a system which calls the VTable finds no borrow in its way, and
/// put back at the end, also that of a panic.
struct Lent {
    instance: InstanceId,
    state: Option<State>,
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(state) = self.state.take() {
            // Whoever attached anew in the meantime stays.
            STATES.with_borrow_mut(|states| {
                states.entry(self.instance).or_insert(state);
            });
        }
    }
}
