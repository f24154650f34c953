//! The virtual screen of a game and where it lies on the real one.

use crate::settings::{Access, ColorFilter};
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
    /// How the player sees what the game shows; the world knows nothing of it.
    pub sight: Sight,
}

impl Default for ScreenSettings {
    fn default() -> Self {
        Self { virtual_size: [320, 180], scaling: Scaling::Integer, vsync: true, sight: Sight::default() }
    }
}

/// How a player sees what a game shows; all of it is the player's own, and off by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sight {
    /// How much of a camera's `offset` counts. Unit: percent. Range: 0 to 100.
    pub shake_percent: u32,
    /// How much of a camera's bright `fade` counts; one to black is as it is. Unit: percent. Range: 0 to 100.
    pub flash_percent: u32,
    /// How large a game's texts are. Unit: percent. Range: 100 to 150.
    pub text_percent: u32,
    /// Whether a game's texts that have no rim have one of the opposite brightness.
    pub is_rimmed: bool,
    /// What colours become.
    pub filter: ColorFilter,
}

impl Default for Sight {
    /// As the game has it.
    fn default() -> Self {
        Self::of(&Access::default())
    }
}

impl Sight {
    /// What the player's settings say of it.
    pub fn of(access: &Access) -> Self {
        Self {
            shake_percent: access.shake_percent,
            flash_percent: access.flash_percent,
            text_percent: access.text_percent,
            is_rimmed: access.high_contrast,
            filter: access.color_filter,
        }
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
