//! A decoded picture.

use bytes::Bytes;
use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// The most pixels that a side of an image may have.
pub const SIDE_PIXELS_MAX: u32 = 8192;

/// A picture in memory.
///
/// Shape: four bytes a pixel (red, green, blue, alpha), rows from the top down, no padding.
/// Unit: sRGB with straight alpha. Range: 1 to [`SIDE_PIXELS_MAX`] pixels a side.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// The pixels.
    pub rgba: Bytes,
}

impl Image {
    /// A picture of `width` times `height` pixels.
    ///
    /// # Errors
    /// [`ErrorKind::LimitReached`] for a side of 0 or past the maximum, [`ErrorKind::BadRequest`] when
    /// the bytes are not four a pixel.
    pub fn from_rgba(width: u32, height: u32, rgba: impl Into<Bytes>) -> CoreResult<Self> {
        let rgba = rgba.into();
        let sides = 1..=SIDE_PIXELS_MAX;
        if !sides.contains(&width) || !sides.contains(&height) {
            let message = format!("an image of {width}x{height} pixels; a side has 1 to {SIDE_PIXELS_MAX}");
            return Err(CoreError::new(ErrorKind::LimitReached, message));
        }
        let expected = u64::from(width) * u64::from(height) * 4;
        if rgba.len() as u64 != expected {
            let message =
                format!("an image of {width}x{height} pixels takes {expected} bytes, not {}", rgba.len());
            return Err(CoreError::new(ErrorKind::BadRequest, message));
        }
        Ok(Self { width, height, rgba })
    }
}

impl std::fmt::Debug for Image {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Image({}x{})", self.width, self.height)
    }
}
