//! Where a system keeps its private state: one for each instance that it serves on this thread.

use crate::error::{VTableError, VTableErrorKind};
use crate::vtable::InstanceId;
use playground_core_types::Handle;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Weak};

/// The states of one system by instance; `O` is the object of core that an instance belongs to.
///
/// A system puts one into a `thread_local!`, for what it keeps may not leave its thread on every platform.
/// The object is held weakly: it owns the VTable that owns the queue whose task looks the state up here.
pub struct Served<O, S> {
    system: &'static str,
    entries: RefCell<BTreeMap<InstanceId, Entry<O, S>>>,
}

struct Entry<O, S> {
    owner: Weak<O>,
    /// `None` while it is lent. Boxed: a state may be large, and is lent and given back in every call.
    state: Option<Box<S>>,
}

impl<O, S> Served<O, S> {
    /// No states yet, of the system of that name.
    pub const fn new(system: &'static str) -> Self {
        Self { system, entries: RefCell::new(BTreeMap::new()) }
    }

    /// Begins to serve `owner` with a fresh state. A state that is there is handed over instead: a system
    /// that takes another's place goes on with its devices. States of owners that are gone are dropped.
    pub fn serve(&self, instance: InstanceId, owner: &Handle<O>, fresh: impl FnOnce() -> S) {
        self.drop_orphans();
        let fresh = || Entry { owner: Arc::downgrade(owner), state: Some(Box::new(fresh())) };
        let mut entries = self.entries.borrow_mut();
        entries.entry(instance).and_modify(|entry| entry.owner = Arc::downgrade(owner)).or_insert_with(fresh);
    }

    /// Begins to serve `owner` with `state`, in the place of one that is there.
    pub fn replace(&self, instance: InstanceId, owner: &Handle<O>, state: S) {
        self.drop_orphans();
        let entry = Entry { owner: Arc::downgrade(owner), state: Some(Box::new(state)) };
        // Dropped after the borrow: what a state holds may call back.
        let replaced = self.entries.borrow_mut().insert(instance, entry);
        drop(replaced);
    }

    /// Lends the state of an instance, and its owner, to `work`; it comes back even from a panic.
    ///
    /// # Errors
    /// [`VTableErrorKind::Closed`] when this thread serves no such instance, when its owner is gone, and
    /// within `work` itself; then whatever `work` answers.
    pub fn with<R>(
        &self,
        instance: InstanceId,
        work: impl FnOnce(&mut S, &Handle<O>) -> Result<R, VTableError>,
    ) -> Result<R, VTableError> {
        let (owner, state) = {
            let mut entries = self.entries.borrow_mut();
            let entry = entries.get_mut(&instance).ok_or_else(|| self.unserved())?;
            let owner = entry.owner.upgrade().ok_or_else(|| self.unserved())?;
            (owner, Some(entry.state.take().ok_or_else(|| self.unserved())?))
        };
        let mut lent = Lent { served: self, instance, state };
        match &mut lent.state {
            Some(state) => work(state, &owner),
            None => Err(self.unserved()),
        }
    }

    fn drop_orphans(&self) {
        let is_orphan = |entry: &Entry<O, S>| entry.owner.strong_count() == 0;
        let mut entries = self.entries.borrow_mut();
        let gone: Vec<InstanceId> =
            entries.iter().filter(|(_, entry)| is_orphan(entry)).map(|(id, _)| *id).collect();
        let orphans: Vec<Option<Entry<O, S>>> = gone.iter().map(|id| entries.remove(id)).collect();
        drop(entries);
        drop(orphans);
    }

    #[cold]
    fn unserved(&self) -> VTableError {
        let message = "this thread serves no such instance, or serves it at this moment";
        VTableError::new(VTableErrorKind::Closed, self.system, message)
    }
}

/// A state on loan.
struct Lent<'s, O, S> {
    served: &'s Served<O, S>,
    instance: InstanceId,
    state: Option<Box<S>>,
}

impl<O, S> Drop for Lent<'_, O, S> {
    fn drop(&mut self) {
        let mut entries = self.served.entries.borrow_mut();
        // A state that was put in its place meanwhile stays.
        if let Some(entry) = entries.get_mut(&self.instance).filter(|entry| entry.state.is_none()) {
            entry.state = self.state.take();
        }
    }
}

impl<O, S> fmt::Debug for Served<O, S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Served({}, {} instances)", self.system, self.entries.borrow().len())
    }
}
