//! What the system keeps for each client: the renderer, and what it waits for.

use crate::backend::Backend;
use crate::backend::null::NullRenderer;
use crate::backend::wgpu::AttachedWindow;
use playground_core_client::Client;
use playground_core_client::rendering::operations::SYSTEM;
use playground_core_types::{CoreResult, Handle};
use playground_core_vtable::{InstanceId, VTableError, VTableErrorKind};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

/// One client's renderer.
#[derive(Debug)]
pub(crate) struct State {
    pub window: Option<AttachedWindow>,
    pub backend: Backend,
    /// The next frame is to be read back.
    pub capture_wanted: bool,
}

/// A client that is served from this thread.
struct Served {
    // Weak, because the client owns the VTable that owns the queue whose task looks it up here.
    client: Weak<Client>,
    state: State,
}

thread_local! {
    // Per thread, because what wgpu makes in a browser must not leave the main thread.
    static STATES: RefCell<BTreeMap<InstanceId, Served>> = const { RefCell::new(BTreeMap::new()) };
}

/// Begins to serve a client with the null renderer, and forgets those that are gone. The state of one that
/// is served already is handed over: its renderer draws on, into the window that it has.
pub(crate) fn insert(client: &Handle<Client>) {
    STATES.with_borrow_mut(|states| {
        states.retain(|_, served| served.client.strong_count() > 0);
        let fresh = || Served { client: Arc::downgrade(client), state: State::new() };
        states.entry(client.vtable.instance()).or_insert_with(fresh);
    });
}

/// Runs `work` on the state of an instance and the client that it is about.
pub(crate) fn with_state<R>(
    instance: InstanceId,
    work: impl FnOnce(&mut State, &Client) -> CoreResult<R>,
) -> Result<R, VTableError> {
    STATES.with(|states| {
        let mut states = states.try_borrow_mut().map_err(|_| unserved())?;
        let served = states.get_mut(&instance).ok_or_else(unserved)?;
        let client = served.client.upgrade().ok_or_else(unserved)?;
        Ok(work(&mut served.state, &client)?)
    })
}

impl State {
    fn new() -> Self {
        Self { window: None, backend: Backend::Null(NullRenderer::default()), capture_wanted: false }
    }
}

#[cold]
fn unserved() -> VTableError {
    let message = "this thread serves no such client, or serves it at this moment";
    VTableError::new(VTableErrorKind::Closed, SYSTEM, message)
}
