//! What the system keeps for each client: its pads, and what is held.

use crate::backend::Backend;
use crate::step::Held;
use playground_core_client::Client;
use playground_core_client::input::RawEvent;
use playground_core_client::input::operations::SYSTEM;
use playground_core_types::Handle;
use playground_core_vtable::{InstanceId, VTableError, VTableErrorKind};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

/// The private state of one client.
pub(crate) struct State {
    pub(crate) backend: Backend,
    pub(crate) held: Held,
    /// The events of one window; kept, so that a tick allocates nothing.
    pub(crate) window: Vec<RawEvent>,
    /// Whether a full log was reported already.
    pub(crate) is_log_full: bool,
}

/// A client that is served from this thread.
struct Served {
    // Weak, because the client owns the VTable that owns the queue whose task looks it up here.
    client: Weak<Client>,
    state: State,
}

// Pads may not leave the thread that opened them on every platform, so the state does not either.
thread_local! {
    static STATES: RefCell<BTreeMap<InstanceId, Served>> = const { RefCell::new(BTreeMap::new()) };
}

/// Begins to serve `client`, and forgets those that are gone. The state of one that is served already is
/// handed over: its pads stay open, and what is held stays held.
pub(crate) fn insert(client: &Handle<Client>) {
    STATES.with_borrow_mut(|states| {
        states.retain(|_, served| served.client.strong_count() > 0);
        let fresh = || Served { client: Arc::downgrade(client), state: State::new() };
        states.entry(client.vtable.instance()).or_insert_with(fresh);
    });
}

/// Runs `work` on the state of `instance` and the client that it is about.
///
/// # Errors
/// [`VTableErrorKind::Closed`] when the client is gone or was registered on another thread, and those of
/// `work`.
pub(crate) fn with_state<R>(
    instance: InstanceId,
    work: impl FnOnce(&mut State, &Client) -> Result<R, VTableError>,
) -> Result<R, VTableError> {
    STATES.with_borrow_mut(|states| {
        let served = states.get_mut(&instance).ok_or_else(unserved)?;
        let client = served.client.upgrade().ok_or_else(unserved)?;
        work(&mut served.state, &client)
    })
}

#[cold]
fn unserved() -> VTableError {
    let message = "this thread serves no such client: call the system on the thread that registered it";
    VTableError::new(VTableErrorKind::Closed, SYSTEM, message)
}

impl State {
    fn new() -> Self {
        Self { backend: Backend::closed(), held: Held::default(), window: Vec::new(), is_log_full: false }
    }
}
