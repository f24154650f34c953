//! Decodes pictures.

use crate::budget::Budget;
use playground_core_assets::Image;
use playground_core_assets::image::SIDE_PIXELS_MAX;
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind};
use png::{ColorType, Decoder, DecodingError, Limits, Transformations};
use std::io::Cursor;

/// What the decoder may use besides the pixels. Unit: bytes.
const DECODER_BYTES_MAX: usize = 64 << 20;

/// Decodes a PNG file that fits into `budget`; `file` is what errors call it.
pub(crate) fn decode(file: &str, bytes: &Bytes, budget: Budget) -> CoreResult<Image> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: DECODER_BYTES_MAX });
    decoder.set_transformations(Transformations::normalize_to_color8());
    let info = decoder.read_header_info().map_err(|error| refuse(file, &error))?;
    let (width, height) = (info.width, info.height);
    // Before anything is allocated for the pixels.
    if width > SIDE_PIXELS_MAX || height > SIDE_PIXELS_MAX {
        let message =
            format!("the picture has {width}x{height} pixels; a side has at most {SIDE_PIXELS_MAX}");
        let error = CoreError::new(ErrorKind::LimitReached, message).at(file, 0, 0);
        return Err(error.cure("make it smaller, or cut it into several"));
    }
    budget.check(file, u64::from(width) * u64::from(height) * 4)?;
    let mut reader = decoder.read_info().map_err(|error| refuse(file, &error))?;
    let mut pixels = vec![0; reader.output_buffer_size().unwrap_or_default()];
    let frame = reader.next_frame(&mut pixels).map_err(|error| refuse(file, &error))?;
    pixels.truncate(frame.buffer_size());
    let rgba = match frame.color_type {
        ColorType::Rgba => pixels,
        ColorType::Rgb => expand(&pixels, 3, |pixel, rgba| rgba[..3].copy_from_slice(pixel)),
        ColorType::GrayscaleAlpha => expand(&pixels, 2, |pixel, rgba| {
            rgba[..3].fill(pixel[0]);
            rgba[3] = pixel[1];
        }),
        ColorType::Grayscale | ColorType::Indexed => {
            expand(&pixels, 1, |pixel, rgba| rgba[..3].fill(pixel[0]))
        }
    };
    Image::from_rgba(width, height, rgba)
        .map_err(|error| CoreError::new(ErrorKind::BadContent, error.message().to_owned()).at(file, 0, 0))
}

/// Four bytes for each pixel of `size` bytes, opaque until `fill` says otherwise.
fn expand(pixels: &[u8], size: usize, fill: fn(&[u8], &mut [u8])) -> Vec<u8> {
    let mut rgba = vec![u8::MAX; pixels.len() / size * 4];
    for (pixel, target) in pixels.chunks_exact(size).zip(rgba.chunks_exact_mut(4)) {
        fill(pixel, target);
    }
    rgba
}

fn refuse(file: &str, error: &DecodingError) -> CoreError {
    let (message, cure) = match error {
        DecodingError::LimitsExceeded => {
            ("the PNG has more data beside its pixels than is read".to_owned(), "save it without metadata")
        }
        DecodingError::IoError(_) => ("the PNG ends too early".to_owned(), "copy or export the file again"),
        DecodingError::Format(_) | DecodingError::Parameter(_) => {
            (format!("this is no PNG that can be read: {error}"), "export it as PNG again")
        }
    };
    CoreError::new(ErrorKind::BadContent, message).at(file, 0, 0).cure(cure)
}

#[cfg(test)]
mod tests;
