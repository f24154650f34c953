//! Icons that fit no menu.

use super::{broken, first_lines};
use playground_core_types::Bytes;

/// A picture without anything on it.
fn blank(width: u32, height: u32) -> Bytes {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let pixels = vec![0; (width * height) as usize];
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    file.into()
}

#[tokio::test]
async fn an_icon_is_a_square_of_a_handy_size() {
    for (width, height, expected) in [
        (15, 15, "icon.png: the icon has 15x15 pixels"),
        (256, 128, "icon.png: the icon has 256x128 pixels"),
        (1025, 1025, "icon.png: the icon has too many pixels"),
    ] {
        let mut files = broken("game.toml", "runtime", "icon = \"icon.png\"\nruntime");
        files.push(("icon.png", blank(width, height)));
        assert_eq!(first_lines(&files).await, [expected]);
    }
}
