//! Fonts that are none.

use super::*;

/// A small font that the renderer's tests draw.
const PIXEL: &[u8] = include_bytes!("../../../rendering/fonts/pixel.ttf");

fn read_font(bytes: impl Into<Bytes>) -> CoreResult<Font> {
    read("a.ttf", bytes.into(), Budget::new(1 << 20))
}

#[track_caller]
fn check_error(bytes: impl Into<Bytes>, expected: &str) {
    assert_eq!(read_font(bytes).expect_err("it is no font").to_string(), expected);
}

/// The font with a table under another name.
fn without(tag: &[u8; 4]) -> Vec<u8> {
    let mut bytes = PIXEL.to_vec();
    let at = bytes.windows(4).position(|name| name == tag).expect("the font has the table");
    bytes[at..at + 4].copy_from_slice(b"none");
    bytes
}

#[test]
fn a_font_is_kept_as_it_is() {
    assert_eq!(read_font(PIXEL).expect("it is a font").bytes, PIXEL);
}

#[test]
fn a_file_that_is_no_font_says_what_to_do() {
    let none = "a.ttf: this is no font that can be read: it is neither TrueType nor OpenType\n  cure: export it as ttf or otf again";
    check_error(&b""[..], none);
    check_error(&b"hello, this is a text"[..], none);
    check_error(
        &b"wOF2 and so on"[..],
        "a.ttf: this is no font that can be read: it is a web font\n  cure: convert it to ttf or otf",
    );
}

#[test]
fn a_font_without_a_part_that_it_needs_says_which() {
    check_error(
        without(b"cmap"),
        "a.ttf: this is no font that can be read: its table `cmap` is missing or cut off\n  cure: export it as ttf or otf again",
    );
    check_error(
        without(b"glyf"),
        "a.ttf: this is no font that can be read: it has no outlines\n  cure: take a font of outlines, not one of pictures",
    );
}

#[test]
fn a_font_that_is_cut_anywhere_never_panics() {
    for length in 0..PIXEL.len() {
        let whole = read_font(PIXEL[..length].to_vec()).is_ok();
        assert!(!whole || length > PIXEL.len() / 2, "{length} bytes are no whole font");
    }
}

#[test]
fn a_font_counts_as_memory() {
    let budget = Budget::new(PIXEL.len() as u64 - 1);
    let error = read("a.ttf", Bytes::from_static(PIXEL), budget).expect_err("it is too large");
    assert_eq!(error.kind(), ErrorKind::LimitReached);
}
