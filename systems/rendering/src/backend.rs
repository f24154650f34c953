//! Where frames go: to a graphics card, or nowhere.

pub(crate) mod null;
pub(crate) mod wgpu;

use self::null::NullRenderer;
use self::wgpu::{AttachedWindow, Renderer};
use playground_core_assets::{AssetId, Font, Image};
use playground_core_client::rendering::operations::{Start, Surface};
use playground_core_client::rendering::{DrawList, Picture, RendererKind, ScreenSettings};
use playground_core_types::{CoreError, CoreResult, ErrorKind, Handle};
use std::collections::BTreeMap;

/// One frame, all of it core's data.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame<'a> {
    /// The game, and over it the runtime's own screens.
    pub lists: [&'a DrawList; 2],
    pub settings: ScreenSettings,
    pub images: &'a BTreeMap<AssetId, Handle<Image>>,
    pub fonts: &'a BTreeMap<AssetId, Handle<Font>>,
}

/// What became of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Drawn, or counted where there is nothing to draw with.
    Drawn,
    /// Drawn and read back.
    Captured(Picture),
    /// Nobody would have seen it: the window is hidden, or its surface is being rebuilt.
    Skipped,
}

/// The renderers, by what they draw with.
#[derive(Debug)]
pub(crate) enum Backend {
    Null(NullRenderer),
    // Boxed, because it is fifty times the size of the other.
    Wgpu(Box<Renderer>),
}

impl Backend {
    /// Opens what was asked for.
    pub(crate) async fn open(start: Start, window: Option<AttachedWindow>) -> CoreResult<Self> {
        let size = match (start.surface, &window) {
            (Surface::Offscreen { width, height }, _) => [width, height],
            (Surface::Window, Some(window)) => window.size(),
            (Surface::Window, None) if start.renderer == RendererKind::Null => [0, 0],
            (Surface::Window, None) => return Err(unattached()),
        };
        if start.renderer == RendererKind::Null {
            return Ok(Self::Null(NullRenderer { size }));
        }
        let window = window.filter(|_| start.surface == Surface::Window);
        Ok(Self::Wgpu(Box::new(Renderer::open(start.renderer, window, size).await?)))
    }

    /// The target has another size.
    pub(crate) fn resize(&mut self, size: [u32; 2]) {
        match self {
            Self::Null(renderer) => renderer.size = size,
            Self::Wgpu(renderer) => renderer.resize(size),
        }
    }

    /// Draws a frame, and reads it back when its `pixels` are wanted.
    pub(crate) fn draw(&mut self, frame: &Frame<'_>, pixels: bool) -> CoreResult<Outcome> {
        match self {
            Self::Null(_) if pixels => Err(null::no_pixels()),
            Self::Null(_) => Ok(Outcome::Drawn),
            Self::Wgpu(renderer) => renderer.draw(frame, pixels),
        }
    }

    /// Whether frames can be read back, and at any time instead of with the next frame.
    pub(crate) fn capture(&self) -> CoreResult<CaptureTime> {
        match self {
            Self::Null(_) => Err(null::no_pixels()),
            Self::Wgpu(renderer) if renderer.is_offscreen() => Ok(CaptureTime::Now),
            Self::Wgpu(_) => Ok(CaptureTime::NextFrame),
        }
    }

    /// Forgets the pictures of a game.
    pub(crate) fn reset(&mut self) {
        match self {
            Self::Null(_) => {}
            Self::Wgpu(renderer) => renderer.reset(),
        }
    }

    /// Unit: pixels of the target.
    pub(crate) fn size(&self) -> [u32; 2] {
        match self {
            Self::Null(renderer) => renderer.size,
            Self::Wgpu(renderer) => renderer.size(),
        }
    }

    /// What draws, for people.
    pub(crate) fn adapter(&self) -> &str {
        match self {
            Self::Null(_) => RendererKind::Null.name(),
            Self::Wgpu(renderer) => renderer.adapter(),
        }
    }

    /// Whether no later frame waits for a shader.
    pub(crate) fn is_warm(&self) -> bool {
        match self {
            Self::Null(_) => true,
            Self::Wgpu(renderer) => renderer.is_warm(),
        }
    }

    /// How often the device was lost and everything rebuilt.
    pub(crate) fn rebuilt(&self) -> u32 {
        match self {
            Self::Null(_) => 0,
            Self::Wgpu(renderer) => renderer.rebuilt(),
        }
    }
}

/// When a capture can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CaptureTime {
    Now,
    NextFrame,
}

fn unattached() -> CoreError {
    CoreError::new(ErrorKind::BadRequest, "a renderer for a window was asked for, but no window is attached")
        .cure("call `attach` with the window before `start`, or start offscreen")
}
