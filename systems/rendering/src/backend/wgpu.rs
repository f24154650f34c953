//! The renderer on wgpu: Vulkan, Metal, Direct3D 12, OpenGL; later WebGL2 from the same source.
//!
//! Sprites are drawn straight into the target through a viewport of the letterboxed rectangle, and not
//! into a small picture that is then enlarged: movement between two ticks is smooth in real pixels,
//! turned sprites have edges of real pixels, and a frame is one pass without another texture. Nearest
//! filtering keeps the pixels of images square.
//!
//! All state here is made from core's data and can be made again: when the device is lost, everything is
//! dropped and the next frame builds it anew.

mod capture;
mod column;
mod device;
mod filter;
mod letters;
mod pipeline;
mod retry;
mod surface;
mod textures;

mod gpu;

use self::gpu::Gpu;
use crate::backend::{Frame, Outcome};
use crate::marks::Marks;
use playground_core_client::rendering::RendererKind;
use playground_core_types::CoreResult;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use winit::event_loop::OwnedDisplayHandle;
use winit::window::Window;

/// After a rebuild that did not help, so many frames pass before the next: a broken driver must not
/// cost every frame a rebuild.
const FRAMES_BETWEEN_REBUILDS: u64 = 60;

/// How often a frame is drawn: once more where the device went away under it, for what it drew then is nothing. A
/// browser gives no other device before it says so, and the page hears it.
const ATTEMPTS: u32 = if cfg!(target_family = "wasm") { 1 } else { 2 };

/// A window of the platform's, with the display that OpenGL needs.
#[derive(Debug, Clone)]
pub(crate) struct AttachedWindow {
    pub window: Arc<Window>,
    pub display: OwnedDisplayHandle,
}

impl AttachedWindow {
    /// Unit: pixels.
    pub(crate) fn size(&self) -> [u32; 2] {
        let size = self.window.inner_size();
        [size.width, size.height]
    }
}

/// A renderer and what it takes to make it again.
#[derive(Debug)]
pub(crate) struct Renderer {
    kind: RendererKind,
    window: Option<AttachedWindow>,
    size: [u32; 2],
    /// `None` while a lost device could not be replaced.
    gpu: Option<Gpu>,
    /// Shapes and letters, which no device has to itself.
    marks: Marks,
    adapter: String,
    rebuilt: u32,
    frames: u64,
    next_rebuild_frame: u64,
    /// Whether the device has drawn a frame. One that never did is not tried again before all others.
    has_drawn: bool,
    /// How many interfaces are tried last.
    passed: usize,
}

impl Renderer {
    /// Opens a device, for the window or for pictures in memory of `size`.
    pub(crate) async fn open(
        kind: RendererKind,
        window: Option<AttachedWindow>,
        size: [u32; 2],
    ) -> CoreResult<Self> {
        let gpu = Gpu::open(kind, window.as_ref(), 0).await?;
        let adapter = gpu.name();
        log::info!("rendering with {adapter}");
        let gpu = Some(gpu);
        let marks = Marks::new();
        Ok(Self {
            kind,
            window,
            size,
            gpu,
            marks,
            adapter,
            rebuilt: 0,
            frames: 0,
            next_rebuild_frame: 0,
            has_drawn: false,
            passed: 0,
        })
    }

    pub(crate) fn resize(&mut self, size: [u32; 2]) {
        self.size = size;
    }

    pub(crate) fn draw(&mut self, frame: &Frame<'_>, pixels: bool) -> CoreResult<Outcome> {
        // A size of zero is a minimised window; configuring a surface to it would panic.
        if self.size.contains(&0) {
            return Ok(Outcome::Skipped);
        }
        self.frames += 1;
        self.marks.place(frame, self.size);
        for _ in 0..ATTEMPTS {
            self.rebuild_if_lost();
            let Some(gpu) = self.gpu.as_mut().filter(|gpu| !gpu.is_lost()) else { break };
            let outcome = gpu.draw(frame, &mut self.marks, (self.size, pixels));
            if !gpu.is_lost() {
                self.has_drawn |= !matches!(outcome, Ok(Outcome::Skipped));
                return outcome;
            }
        }
        Ok(Outcome::Skipped)
    }

    pub(crate) fn reset(&mut self) {
        self.marks = Marks::new();
        if let Some(gpu) = &mut self.gpu {
            gpu.reset();
        }
    }

    pub(crate) fn is_offscreen(&self) -> bool {
        self.window.is_none()
    }

    pub(crate) fn size(&self) -> [u32; 2] {
        self.size
    }

    pub(crate) fn adapter(&self) -> &str {
        &self.adapter
    }

    pub(crate) fn is_warm(&self) -> bool {
        self.gpu.as_ref().is_none_or(Gpu::is_warm)
    }

    pub(crate) fn rebuilt(&self) -> u32 {
        self.rebuilt
    }

    fn rebuild_if_lost(&mut self) {
        let healthy = self.gpu.as_ref().is_some_and(|gpu| !gpu.is_lost());
        if healthy || self.frames < self.next_rebuild_frame {
            return;
        }
        self.next_rebuild_frame = self.frames + FRAMES_BETWEEN_REBUILDS;
        // The old device and its surface go first: a window has one surface at a time.
        let turn = self.gpu.take().map(|gpu| gpu.turn());
        let what = if self.has_drawn { "was lost" } else { "failed before its first picture" };
        if let (Some(turn), false) = (turn, self.has_drawn) {
            // A driver that opens and cannot draw would be opened again and again.
            self.passed = turn + 1;
        }
        match ready_now(Gpu::open(self.kind, self.window.as_ref(), self.passed)) {
            Some(Ok(gpu)) => {
                self.adapter = gpu.name();
                self.gpu = Some(gpu);
                self.rebuilt += 1;
                self.has_drawn = false;
                log::warn!("the graphics device {what}; the renderer is rebuilt on {}", self.adapter);
            }
            Some(Err(error)) => log::warn!("the graphics device was lost: {error}"),
            None => log::warn!("the graphics device was lost and opens no more within a frame"),
        }
    }
}

/// The value of a future that does not wait.
///
/// A frame cannot await; wgpu's requests answer at once everywhere but on WebGPU in a browser.
pub(crate) fn ready_now<F: Future>(future: F) -> Option<F::Output> {
    let mut future = std::pin::pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

#[cfg(test)]
mod tests;
