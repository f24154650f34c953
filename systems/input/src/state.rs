//! What the system keeps for each client: the way to its data, its pads, and what is held.

use crate::backend::Backend;
use crate::step::Held;
use playground_core_client::Client;
use playground_core_client::input::RawEvent;
use playground_core_client::input::operations::SYSTEM;
use playground_core_types::Handle;
use playground_core_vtable::{InstanceId, VTableError, VTableErrorKind};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The private state of one client.
pub(crate) struct State {
    pub(crate) client: Handle<Client>,
    pub(crate) backend: Backend,
    pub(crate) held: Held,
    /// The events of one window; kept, so that a tick allocates nothing.
    pub(crate) window: Vec<RawEvent>,
    /// Whether a full log was reported already.
    pub(crate) is_log_full: bool,
}

// Pads may not leave the thread that opened them on every platform, so the state does not either.
thread_local! {
    static STATES: RefCell<BTreeMap<InstanceId, State>> = const { RefCell::new(BTreeMap::new()) };
}

/// Begins with fresh state for `client`; a state that was there before goes, and closes its pads.
pub(crate) fn insert(client: &Handle<Client>) {
    let state = State {
        client: client.clone(),
        backend: Backend::closed(),
        held: Held::default(),
        window: Vec::new(),
        is_log_full: false,
    };
    STATES.with_borrow_mut(|states| states.insert(client.vtable.instance(), state));
}

/// Runs `work` on the state of `instance`.
///
/// # Errors
/// [`VTableErrorKind::Closed`] when the system was registered on another thread, and those of `work`.
pub(crate) fn with_state<R>(
    instance: InstanceId,
    work: impl FnOnce(&mut State) -> Result<R, VTableError>,
) -> Result<R, VTableError> {
    STATES.with_borrow_mut(|states| match states.get_mut(&instance) {
        Some(state) => work(state),
        None => Err(VTableError::new(
            VTableErrorKind::Closed,
            SYSTEM,
            "the system has no state on this thread: call it on the thread that registered it",
        )),
    })
}
