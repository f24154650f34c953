//! Asking the rendering system.

use super::operations::{self, Collect, Resize, Start, Surface};
use super::renderer::RendererKind;
use crate::client::Client;
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind};
use playground_core_vtable::{Reply, Route};

/// The operations of a frame, resolved once.
#[derive(Debug)]
pub struct RenderingCalls {
    collect: Route,
    draw: Route,
    resize: Route,
    capture: Route,
    reset: Route,
    reply: Reply,
}

impl Default for RenderingCalls {
    fn default() -> Self {
        let route = |operation| Route::new(operations::SYSTEM, operation);
        Self {
            collect: route(operations::COLLECT),
            draw: route(operations::DRAW),
            resize: route(operations::RESIZE),
            capture: route(operations::CAPTURE),
            reset: route(operations::RESET),
            reply: Reply::default(),
        }
    }
}

impl RenderingCalls {
    /// Makes the draw list from the world; `alpha` is where the frame lies between the last two ticks.
    ///
    /// # Errors
    /// When no system renders, or the world is busy.
    pub fn collect(&mut self, client: &Client, alpha: f32) -> CoreResult<()> {
        let payload = Collect { alpha };
        Ok(self.collect.call(&client.vtable, bytemuck::bytes_of(&payload), &mut self.reply)?)
    }

    /// Draws the draw list and the overlay.
    ///
    /// # Errors
    /// When no system renders, or the graphics card is lost for good.
    pub fn draw(&mut self, client: &Client) -> CoreResult<()> {
        Ok(self.draw.call(&client.vtable, &[], &mut self.reply)?)
    }

    /// Tells that the window has another size in pixels.
    ///
    /// # Errors
    /// When no system renders.
    pub fn resize(&mut self, client: &Client, width: u32, height: u32) -> CoreResult<()> {
        let payload = Resize { width, height };
        Ok(self.resize.call(&client.vtable, bytemuck::bytes_of(&payload), &mut self.reply)?)
    }

    /// Asks for the next frame to be read back into the client's capture; offscreen at once.
    ///
    /// # Errors
    /// When no system renders, or the renderer has no pixels.
    pub fn capture(&mut self, client: &Client) -> CoreResult<()> {
        Ok(self.capture.call(&client.vtable, &[], &mut self.reply)?)
    }

    /// Tells that another game begins.
    ///
    /// # Errors
    /// When no system renders.
    pub fn reset(&mut self, client: &Client) -> CoreResult<()> {
        Ok(self.reset.call(&client.vtable, &[], &mut self.reply)?)
    }
}

/// Opens a renderer in the place of the one before.
///
/// # Errors
/// [`ErrorKind::NoDevice`] when no adapter of that kind is there.
pub async fn start_renderer(client: &Client, renderer: RendererKind, surface: Surface) -> CoreResult<()> {
    let payload = postcard::to_allocvec(&Start { renderer, surface });
    let payload = payload.map_err(|error| CoreError::new(ErrorKind::BadRequest, error.to_string()))?;
    client.vtable.send_command(operations::SYSTEM, operations::START, Bytes::from(payload)).await?;
    Ok(())
}

/// Closes the renderer.
///
/// # Errors
/// When no system renders.
pub async fn stop_renderer(client: &Client) -> CoreResult<()> {
    client.vtable.send_command(operations::SYSTEM, operations::STOP, Bytes::new()).await?;
    Ok(())
}
