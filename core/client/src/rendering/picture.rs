//! A frame that was read back.

/// The pixels of one frame.
///
/// Shape: four bytes a pixel (red, green, blue, alpha), rows from the top down, no padding. Unit: sRGB.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// The pixels.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Picture({}x{})", self.width, self.height)
    }
}
