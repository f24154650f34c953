//! Asking the input system.

use super::operations::{self, PadSource, PollPayload, ResolvePayload};
use crate::client::Client;
use playground_core_types::{Bytes, CoreResult};
use playground_core_vtable::{Reply, Route};

/// The operations of a frame, resolved once.
#[derive(Debug)]
pub struct InputCalls {
    poll: Route,
    resolve: Route,
    reset: Route,
    focus_lost: Route,
    load_script: Route,
    reply: Reply,
}

impl Default for InputCalls {
    fn default() -> Self {
        let route = |operation| Route::new(operations::SYSTEM, operation);
        Self {
            poll: route(operations::POLL),
            resolve: route(operations::RESOLVE),
            reset: route(operations::RESET),
            focus_lost: route(operations::FOCUS_LOST),
            load_script: route(operations::LOAD_SCRIPT),
            reply: Reply::default(),
        }
    }
}

impl InputCalls {
    /// Reads the pads into the client's raw events.
    ///
    /// # Errors
    /// When no system reads input.
    pub fn poll(&mut self, client: &Client, now_micros: u64) -> CoreResult<()> {
        let payload = PollPayload { now_micros };
        Ok(self.poll.call(&client.vtable, bytemuck::bytes_of(&payload), &mut self.reply)?)
    }

    /// Turns the raw events of a tick's window into its [`ActionFrame`](super::ActionFrame), as bytes.
    ///
    /// # Errors
    /// When no system reads input.
    pub fn resolve(&mut self, client: &Client, payload: ResolvePayload) -> CoreResult<&[u8]> {
        self.resolve.call(&client.vtable, bytemuck::bytes_of(&payload), &mut self.reply)?;
        Ok(self.reply.as_bytes())
    }

    /// Begins a game: nothing is held, the actions are those of its manifest.
    ///
    /// # Errors
    /// When a binding of the manifest is wrong, with its place.
    pub fn reset(&mut self, client: &Client) -> CoreResult<()> {
        Ok(self.reset.call(&client.vtable, &[], &mut self.reply)?)
    }

    /// Releases everything that is held.
    ///
    /// # Errors
    /// When no system reads input.
    pub fn focus_lost(&mut self, client: &Client, now_micros: u64) -> CoreResult<()> {
        let payload = PollPayload { now_micros };
        Ok(self.focus_lost.call(&client.vtable, bytemuck::bytes_of(&payload), &mut self.reply)?)
    }

    /// Reads the text of the client's input script into events.
    ///
    /// # Errors
    /// A bad line, with its place.
    pub fn load_script(&mut self, client: &Client) -> CoreResult<()> {
        Ok(self.load_script.call(&client.vtable, &[], &mut self.reply)?)
    }
}

/// Opens the pads.
///
/// # Errors
/// When no system reads input; a machine without pads is no error.
pub async fn start_input(client: &Client, pads: PadSource) -> CoreResult<()> {
    let payload = Bytes::from_static(pads.as_bytes());
    client.vtable.send_command(operations::SYSTEM, operations::START, payload).await?;
    Ok(())
}
