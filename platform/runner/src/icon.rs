//! The picture of a game that has none of its own.

use playground_core_assets::Image;
use std::io::Cursor;

/// A PNG of 256 by 256 pixels.
pub const DEFAULT_ICON: &[u8] = include_bytes!("icon.png");

/// Its pixels; `None` never, which a test looks at.
pub fn default_icon() -> Option<Image> {
    let mut reader = png::Decoder::new(Cursor::new(DEFAULT_ICON)).read_info().ok()?;
    let mut rgba = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut rgba).ok()?;
    (info.color_type == png::ColorType::Rgba).then(|| Image::from_rgba(info.width, info.height, rgba).ok())?
}

#[cfg(test)]
mod tests {
    use super::default_icon;

    #[test]
    fn the_icon_can_be_read() {
        let icon = default_icon().unwrap();
        assert_eq!((icon.width, icon.height), (256, 256));
    }
}
