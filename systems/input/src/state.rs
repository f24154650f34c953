//! What the system keeps for each client: its pads, and what is held.

use crate::backend::Backend;
use crate::input_log::Recorder;
use crate::own::Families;
use crate::step::{Gestures, Held};
use crate::touch::Touch;
use playground_core_client::Client;
use playground_core_client::input::RawEvent;
use playground_core_client::input::operations::SYSTEM;
use playground_core_types::Handle;
use playground_core_types::math::Vec2;
use playground_core_vtable::{InstanceId, Served, VTableError};

/// The private state of one client.
pub(crate) struct State {
    pub(crate) backend: Backend,
    pub(crate) held: Held,
    /// The hands of a demonstration, while a script plays alone.
    pub(crate) shown: Option<Held>,
    /// The events of one window; kept, so that a tick allocates nothing.
    pub(crate) window: Vec<RawEvent>,
    /// Whether a full log was reported already.
    pub(crate) is_log_full: bool,
    /// What keeps the log of input.
    pub(crate) recorder: Recorder,
    /// Fingers on the touch pad.
    pub(crate) touch: Touch,
    /// Fingers in the game.
    pub(crate) gestures: Gestures,
    /// The families that the bindings are made for.
    pub(crate) families: Families,
    /// How often the bindings were made.
    pub(crate) map_revision: u64,
    /// The virtual screen of the game.
    pub(crate) screen: Vec2,
}

thread_local! {
    static STATES: Served<Client, State> = const { Served::new(SYSTEM) };
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
    work: impl FnOnce(&mut State, &Client) -> Result<R, VTableError>,
) -> Result<R, VTableError> {
    STATES.with(|states| states.with(instance, |state, client| work(state, client)))
}

impl State {
    fn new() -> Self {
        Self {
            backend: Backend::closed(),
            held: Held::default(),
            shown: None,
            window: Vec::new(),
            is_log_full: false,
            recorder: Recorder::default(),
            touch: Touch::default(),
            gestures: Gestures::default(),
            families: Families::default(),
            map_revision: 0,
            screen: Vec2::new(320.0, 180.0),
        }
    }
}
