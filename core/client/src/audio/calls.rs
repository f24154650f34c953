//! Asking the audio system.

use super::operations::{self, FollowFrame};
use crate::client::Client;
use playground_core_types::{Bytes, CoreResult};
use playground_core_vtable::{Reply, Route};

/// The operations of a frame, resolved once.
#[derive(Debug)]
pub struct AudioCalls {
    follow: Route,
    reset: Route,
    stats: Route,
    reply: Reply,
}

impl Default for AudioCalls {
    fn default() -> Self {
        let route = |operation| Route::new(operations::SYSTEM, operation);
        Self {
            follow: route(operations::FOLLOW),
            reset: route(operations::RESET),
            stats: route(operations::STATS),
            reply: Reply::default(),
        }
    }
}

impl AudioCalls {
    /// Lets the mixer follow the world.
    ///
    /// # Errors
    /// When no system sounds, or the world is busy.
    pub fn follow(&mut self, client: &Client, frame: FollowFrame) -> CoreResult<()> {
        Ok(self.follow.call(&client.vtable, bytemuck::bytes_of(&frame), &mut self.reply)?)
    }

    /// Tells that a game begins: all voices out.
    ///
    /// # Errors
    /// When no system sounds.
    pub fn reset(&mut self, client: &Client) -> CoreResult<()> {
        Ok(self.reset.call(&client.vtable, &[], &mut self.reply)?)
    }

    /// Brings the client's audio statistics up to date.
    ///
    /// # Errors
    /// When no system sounds.
    pub fn stats(&mut self, client: &Client) -> CoreResult<()> {
        Ok(self.stats.call(&client.vtable, &[], &mut self.reply)?)
    }
}

/// Opens the device of the client's audio settings.
///
/// # Errors
/// When a device was asked for by name and is not there; silence plays then.
pub async fn start_audio(client: &Client) -> CoreResult<()> {
    client.vtable.send_command(operations::SYSTEM, operations::START, Bytes::new()).await?;
    Ok(())
}

/// Closes the device.
///
/// # Errors
/// When no system sounds.
pub async fn stop_audio(client: &Client) -> CoreResult<()> {
    client.vtable.send_command(operations::SYSTEM, operations::STOP, Bytes::new()).await?;
    Ok(())
}

/// Encodes what the offline device mixed as a WAV file into the client's recorded WAV.
///
/// # Errors
/// When no system sounds.
pub async fn encode_recording(client: &Client) -> CoreResult<()> {
    client.vtable.send_command(operations::SYSTEM, operations::WAV, Bytes::new()).await?;
    Ok(())
}
