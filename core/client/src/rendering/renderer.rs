//! Which graphics interface draws, and what it counted.

use playground_core_types::{CoreError, ErrorKind};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The graphics interface, as `--renderer` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum RendererKind {
    /// The best that the machine has.
    #[default]
    Auto,
    /// Vulkan, on Linux and Windows.
    Vulkan,
    /// Metal, on macOS.
    Metal,
    /// Direct3D 12, on Windows.
    Dx12,
    /// OpenGL; WebGL2 in a browser.
    Gl,
    /// None: draw lists are counted and dropped.
    Null,
}

impl RendererKind {
    /// All kinds, in the order in which help texts list them.
    pub const ALL: [Self; 6] = [Self::Auto, Self::Vulkan, Self::Metal, Self::Dx12, Self::Gl, Self::Null];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Vulkan => "vulkan",
            Self::Metal => "metal",
            Self::Dx12 => "dx12",
            Self::Gl => "gl",
            Self::Null => "null",
        }
    }
}

impl fmt::Display for RendererKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for RendererKind {
    type Err = CoreError;

    fn from_str(text: &str) -> Result<Self, CoreError> {
        Self::ALL.into_iter().find(|kind| kind.name() == text).ok_or_else(|| {
            CoreError::new(ErrorKind::BadRequest, format!("no renderer is called `{text}`"))
                .cure(format!("take one of {}", Self::ALL.map(Self::name).join(", ")))
        })
    }
}

/// What the renderer did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RenderStats {
    /// Draw calls of the last frame: the batches of draw list and overlay, the same with every renderer.
    pub draws: u32,
    /// Sprites of the last frame.
    pub sprites: u32,
    /// Frames since the renderer was started.
    pub frames: u64,
    /// The graphics card and its interface; `null` without one.
    pub adapter: String,
    /// How often the renderer was rebuilt after the graphics device was lost.
    pub rebuilt: u32,
    /// Whether no later frame waits for a shader: a window's frames make what draws one after the other, until all is
    /// there.
    pub is_warm: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_kind() {
        for kind in RendererKind::ALL {
            assert_eq!(kind.name().parse(), Ok(kind));
        }
    }

    #[test]
    fn an_unknown_name_lists_the_known_ones() {
        let parsed: Result<RendererKind, CoreError> = "opengl".parse();
        let message = parsed.map_err(|error| error.to_string()).expect_err("there is no such name");
        assert!(message.contains("vulkan, metal, dx12, gl"), "{message}");
    }
}
