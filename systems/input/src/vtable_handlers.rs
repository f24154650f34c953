//! The operations of the system, all by name. Those of every frame are in [`step`](crate::step).

use crate::backend::Backend;
use crate::binding::build_action_map;
use crate::script::parse_script;
use crate::state::{State, with_state};
use crate::step::{Held, poll_payload, show_pads};
pub use crate::step::{handle_poll, handle_resolve};
use bytes::Bytes;
use playground_core_client::input::operations::{START, SYSTEM};
use playground_core_client::input::{PadSource, PollPayload, RawEvent};
use playground_core_types::{read_now, write_now};
use playground_core_vtable::{
    InstanceId, Reply, VTableError, VTableErrorKind, VTableResponse, current_instance,
};

/// Begins a new game: nothing is held, pads are seated anew, actions are those of its manifest.
///
/// # Errors
/// A binding in the manifest that is none, with its place and cure; busy data.
pub fn handle_reset(instance: InstanceId, _payload: &[u8], _reply: &mut Reply) -> Result<(), VTableError> {
    with_state(instance, |state| {
        let State { client, backend, held, .. } = state;
        let map = match &*read_now(&client.assets.manifest)? {
            Some(manifest) => build_action_map(&manifest.actions)?,
            None => Default::default(),
        };
        *write_now(&client.action_map)? = map;
        *held = Held::default();
        let mut events = write_now(&client.raw_events)?;
        events.clear();
        // The log of a game is whole: it begins with the pads that were there before it.
        backend.announce(0, &mut events);
        Ok(())
    })
}

/// Releases everything from now on.
///
/// # Errors
/// A malformed payload; busy data.
pub fn handle_focus_lost(
    instance: InstanceId,
    payload: &[u8],
    _reply: &mut Reply,
) -> Result<(), VTableError> {
    let PollPayload { now_micros } = poll_payload("input.focus_lost", payload)?;
    with_state(instance, |state| {
        write_now(&state.client.raw_events)?.push(RawEvent::focus_lost(now_micros));
        Ok(())
    })
}

/// Parses the text of the client's input script.
///
/// # Errors
/// A line that is no event, with its place and cure; busy data.
pub fn handle_load_script(
    instance: InstanceId,
    _payload: &[u8],
    _reply: &mut Reply,
) -> Result<(), VTableError> {
    with_state(instance, |state| {
        let mut script = write_now(&state.client.input_script)?;
        script.events = parse_script(&script.file, &script.text)?;
        Ok(())
    })
}

/// Serves the queue.
///
/// # Errors
/// An unknown operation; a malformed payload; no current instance.
pub async fn handle_input_operations(operation: String, payload: Bytes) -> VTableResponse {
    let Some(instance) = current_instance() else {
        return Err(VTableError::new(VTableErrorKind::Closed, SYSTEM, "the queue serves no instance"));
    };
    match operation.as_str() {
        START => handle_start(instance, &payload),
        _ => Err(VTableError::unknown_operation(SYSTEM, &operation)),
    }
}

fn handle_start(instance: InstanceId, payload: &[u8]) -> VTableResponse {
    let source = PadSource::from_bytes(payload)
        .ok_or_else(|| VTableError::malformed_payload("input.start", "`auto` or `null`"))?;
    with_state(instance, |state| {
        let State { client, backend, held, .. } = state;
        *backend = Backend::open(source);
        backend.announce(0, &mut *write_now(&client.raw_events)?);
        show_pads(&client.pads, backend, held)?;
        Ok(Bytes::new())
    })
}
