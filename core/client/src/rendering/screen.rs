//! The virtual screen of a game and where it lies on the real one.

pub use playground_core_assets::Scaling;

/// The key of the screen (or of the offscreen picture in its place) among the client's render targets.
pub const SCREEN_TARGET: u32 = 0;

/// How a game's picture comes to the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScreenSettings {
    /// Width and height that the game draws for. Unit: virtual pixels.
    pub virtual_size: [u32; 2],
    /// How the virtual screen is fitted into the real one.
    pub scaling: Scaling,
    /// Whether a frame waits for the screen: no tearing, and no more frames than are seen.
    pub vsync: bool,
}

impl Default for ScreenSettings {
    fn default() -> Self {
        Self { virtual_size: [320, 180], scaling: Scaling::Integer, vsync: true }
    }
}

/// A rectangle of real pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Viewport {
    /// Left edge. Unit: pixels of the target.
    pub x: u32,
    /// Top edge. Unit: pixels of the target.
    pub y: u32,
    /// Unit: pixels of the target.
    pub width: u32,
    /// Unit: pixels of the target.
    pub height: u32,
}

/// Something that is drawn into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RenderTarget {
    /// Unit: pixels. 0 while a window is minimised: nothing is drawn.
    pub width: u32,
    /// Unit: pixels. 0 while a window is minimised: nothing is drawn.
    pub height: u32,
    /// Where the virtual screen lies in it; the rest is black.
    pub viewport: Viewport,
}
