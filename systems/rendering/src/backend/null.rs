//! The renderer without a device: frames are counted by the caller and dropped.

use playground_core_types::{CoreError, ErrorKind};

/// A target of a size, and nothing to draw it with.
#[derive(Debug, Default)]
pub(crate) struct NullRenderer {
    pub size: [u32; 2],
}

/// What a capture comes to here.
pub(crate) fn no_pixels() -> CoreError {
    CoreError::new(
        ErrorKind::NoDevice,
        "the null renderer draws no pixels, so there is no frame to read back",
    )
    .cure("start another renderer: `--renderer auto`")
}
