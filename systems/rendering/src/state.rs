//! What the system keeps for each client: the renderer, and what it waits for.

use crate::backend::Backend;
use crate::backend::null::NullRenderer;
use crate::backend::wgpu::AttachedWindow;
use playground_core_client::Client;
use playground_core_client::rendering::operations::SYSTEM;
use playground_core_types::{CoreResult, Handle};
use playground_core_vtable::{InstanceId, Served, VTableError};
use std::mem::ManuallyDrop;

/// One client's renderer.
#[derive(Debug)]
pub(crate) struct State {
    pub window: Option<AttachedWindow>,
    pub backend: Backend,
    /// The next frame is to be read back.
    pub capture_wanted: bool,
}

thread_local! {
    /// Never taken down: when a thread ends, what the graphics library keeps for the thread may be gone already, and a
    /// window system that is lost ends the process from below. Sessions that end let go of their devices themselves.
    static STATES: ManuallyDrop<Served<Client, State>> = const { ManuallyDrop::new(Served::new(SYSTEM)) };
}

/// Begins to serve `client`; the devices of a system that served it before are handed over.
pub(crate) fn insert(client: &Handle<Client>) {
    STATES.with(|states| states.serve(client.vtable.instance(), client, State::new));
}

/// Runs `work` on the state of an instance.
///
/// # Errors
/// [`Closed`](playground_core_vtable::VTableErrorKind::Closed) when this thread serves no such client, and
/// those of `work`.
pub(crate) fn with_state<R>(
    instance: InstanceId,
    work: impl FnOnce(&mut State, &Client) -> CoreResult<R>,
) -> Result<R, VTableError> {
    STATES.with(|states| states.with(instance, |state, client| Ok(work(state, client)?)))
}

impl State {
    fn new() -> Self {
        Self { window: None, backend: Backend::Null(NullRenderer::default()), capture_wanted: false }
    }
}
