//! The names of the system and of what it can be asked.

use crate::rendering::RendererKind;
use bytemuck::{Pod, Zeroable};
use serde::{Deserialize, Serialize};

/// The system's name on the VTable.
pub const SYSTEM: &str = "rendering";

/// Direct: makes the client's draw list from the world. Payload: [`Collect`].
pub const COLLECT: &str = "collect";

/// Direct: draws the draw list and the overlay, and counts. No payload.
pub const DRAW: &str = "draw";

/// Direct: the window or offscreen picture has another size. Payload: [`Resize`].
pub const RESIZE: &str = "resize";

/// Direct: reads the next frame back into the client's capture; offscreen, where no frame may follow, it
/// draws and reads at once. No payload.
pub const CAPTURE: &str = "capture";

/// Direct: another game begins: its pictures leave the graphics card. No payload.
pub const RESET: &str = "reset";

/// Queue: opens a renderer, in the place of the one before. Payload: [`Start`], postcard.
pub const START: &str = "start";

/// Queue: closes the renderer; draw lists are counted from then on. No payload.
pub const STOP: &str = "stop";

/// What [`COLLECT`] takes.
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct Collect {
    /// Where the frame lies between the last two ticks. Range: 0 (the one before) to 1 (the last).
    pub alpha: f32,
}

/// What [`RESIZE`] takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Resize {
    /// Unit: pixels; 0 draws nothing.
    pub width: u32,
    /// Unit: pixels; 0 draws nothing.
    pub height: u32,
}

/// What [`START`] takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// Which graphics interface.
    pub renderer: RendererKind,
    /// Where the frames go.
    pub surface: Surface,
}

/// Where frames go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Surface {
    /// To the window that the platform attached.
    Window,
    /// Into a picture of this size in memory.
    Offscreen {
        /// Unit: pixels.
        width: u32,
        /// Unit: pixels.
        height: u32,
    },
}
