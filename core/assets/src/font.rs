//! A font's file.

use bytes::Bytes;

/// The largest font file: what fonts of tens of thousands of characters have. Unit: bytes.
pub const FONT_BYTES_MAX: usize = 32 << 20;

/// A TrueType or OpenType font in memory, as it is in its file.
///
/// Shape: a file that was looked through by whoever loaded it: it has characters, and outlines for them. At most
/// [`FONT_BYTES_MAX`] bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Font {
    /// The file.
    pub bytes: Bytes,
}

impl std::fmt::Debug for Font {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Font({} bytes)", self.bytes.len())
    }
}
