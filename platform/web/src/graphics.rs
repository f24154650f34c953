//! The canvas's context comes and goes, and the renderer with it; the game's state does not.

use crate::events::App;
use playground_core_client::api::start_renderer;
use playground_core_client::rendering::RendererKind;
use playground_core_client::rendering::operations::{Start, Surface};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, WebGl2RenderingContext};

/// What the canvas is drawn with.
#[derive(Debug)]
pub(crate) struct Graphics {
    /// The page makes it; a canvas has the same one always, lost or not.
    context: Option<WebGl2RenderingContext>,
    /// Whether nothing is drawn until there is a context again.
    is_lost: bool,
}

impl Graphics {
    pub(crate) fn of(canvas: &HtmlCanvasElement) -> Self {
        let object = canvas.get_context("webgl2").ok().flatten();
        Self { context: object.and_then(|object| object.dyn_into().ok()), is_lost: false }
    }

    fn is_context_lost(&self) -> bool {
        self.context.as_ref().is_some_and(WebGl2RenderingContext::is_context_lost)
    }
}

impl App {
    /// Opens the renderer. One whose context is lost meanwhile is opened when there is another.
    pub(crate) fn open_renderer(&mut self) -> CoreResult<()> {
        let opened = self.start_renderer(RendererKind::Auto);
        self.graphics.is_lost = self.graphics.is_context_lost();
        if self.graphics.is_lost { Ok(()) } else { opened }
    }

    fn start_renderer(&mut self, renderer: RendererKind) -> CoreResult<()> {
        let start = start_renderer(&self.session.client, Start { renderer, surface: Surface::Window });
        self.executor.block_on(start).map_err(|error| {
            CoreError::new(ErrorKind::NoDevice, format!("this browser draws no WebGL2: {error}"))
                .cure("turn hardware acceleration on, or take another browser")
        })
    }

    /// Whether a frame can be drawn. A context is lost some time before the browser tells the page.
    pub(crate) fn has_graphics(&mut self) -> bool {
        if self.graphics.is_context_lost() {
            self.lose_graphics();
        }
        !self.graphics.is_lost
    }

    /// What belongs to the lost context goes: nothing is drawn, and the ticks wait too.
    pub(crate) fn lose_graphics(&mut self) {
        if !std::mem::replace(&mut self.graphics.is_lost, true) {
            let closed = self.start_renderer(RendererKind::Null);
            self.note(closed);
        }
    }

    /// Draws again, as soon as the canvas has a context.
    pub(crate) fn restore_graphics(&mut self) {
        // It may be lost again by the time this is told; then it is told once more.
        if !self.graphics.is_lost || self.graphics.is_context_lost() {
            return;
        }
        let opened = self.open_renderer();
        self.note(opened);
        if let Some(window) = self.window.as_ref().filter(|_| self.is_waiting) {
            window.request_redraw();
        }
    }
}
