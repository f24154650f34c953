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

/// One client's renderer.
#[derive(Debug)]
pub(crate) struct State {
    pub client: Handle<Client>,
    pub window: Option<AttachedWindow>,
    pub backend: Backend,
    /// The next frame is to be read back.
    pub capture_wanted: bool,
}

thread_local! {
    // Per thread, because what wgpu makes in a browser must not leave the main thread.
    static STATES: RefCell<BTreeMap<InstanceId, State>> = const { RefCell::new(BTreeMap::new()) };
}

/// Begins to serve a client, with the null renderer.
pub(crate) fn insert(client: &Handle<Client>) {
    let state = State {
        client: client.clone(),
        window: None,
        backend: Backend::Null(NullRenderer::default()),
        capture_wanted: false,
    };
    STATES.with_borrow_mut(|states| states.insert(client.vtable.instance(), state));
}

/// Runs `work` on the state of an instance.
pub(crate) fn with_state<R>(
    instance: InstanceId,
    work: impl FnOnce(&mut State) -> CoreResult<R>,
) -> Result<R, VTableError> {
    STATES.with(|states| {
        let mut states = states.try_borrow_mut().map_err(|_| unserved())?;
        let state = states.get_mut(&instance).ok_or_else(unserved)?;
        Ok(work(state)?)
    })
}

#[cold]
fn unserved() -> VTableError {
    let message = "this thread serves no such client, or serves it at this moment";
    VTableError::new(VTableErrorKind::Closed, SYSTEM, message)
}
