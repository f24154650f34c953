//! An address as a picture of squares that a phone's camera reads.

use qrcodegen::{QrCode, QrCodeEcc};

/// The light border that a camera needs. Unit: squares.
const BORDER: i32 = 2;

/// The picture in a terminal, two squares above each other in a letter; light ones are drawn, since terminals are
/// dark. Empty for a text that is too long.
pub(super) fn draw(text: &str) -> String {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Low) else { return String::new() };
    let is_light = |x, y| y < code.size() + BORDER && !code.get_module(x, y);
    let mut drawn = String::new();
    for y in (-BORDER..code.size() + BORDER).step_by(2) {
        for x in -BORDER..code.size() + BORDER {
            drawn.push(match (is_light(x, y), is_light(x, y + 1)) {
                (true, true) => '\u{2588}',
                (true, false) => '\u{2580}',
                (false, true) => '\u{2584}',
                (false, false) => ' ',
            });
        }
        drawn.push('\n');
    }
    drawn
}
