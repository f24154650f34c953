//! Pictures of every kind that PNG has, and broken ones.

use crate::budget::Budget;
use playground_core_assets::Image;
use playground_core_types::Bytes;
use playground_core_types::CoreResult;
use png::{BitDepth, ColorType, Encoder};

fn decode(file: &str, bytes: &Bytes) -> CoreResult<Image> {
    super::decode(file, bytes, Budget::new(1 << 20))
}

/// A PNG of one row.
fn png_file(color: ColorType, depth: BitDepth, palette: &[u8], width: u32, row: &[u8]) -> Bytes {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, 1);
    encoder.set_color(color);
    encoder.set_depth(depth);
    if !palette.is_empty() {
        encoder.set_palette(palette.to_vec());
        encoder.set_trns(vec![0, 255]);
    }
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(row).unwrap();
    writer.finish().unwrap();
    file.into()
}

#[track_caller]
fn check(color: ColorType, depth: BitDepth, row: &[u8], expected: [u8; 8]) {
    let palette: &[u8] = if color == ColorType::Indexed { &[1, 2, 3, 4, 5, 6] } else { &[] };
    let image = decode("a.png", &png_file(color, depth, palette, 2, row)).unwrap();
    assert_eq!((image.width, image.height, image.rgba.as_ref()), (2, 1, expected.as_slice()));
}

#[track_caller]
fn check_error(file: impl Into<Bytes>, expected: &str) {
    assert_eq!(decode("a.png", &file.into()).unwrap_err().to_string(), expected);
}

#[test]
fn every_kind_of_png_becomes_four_bytes_a_pixel() {
    check(ColorType::Rgba, BitDepth::Eight, &[1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8]);
    check(ColorType::Rgb, BitDepth::Eight, &[1, 2, 3, 4, 5, 6], [1, 2, 3, 255, 4, 5, 6, 255]);
    check(ColorType::GrayscaleAlpha, BitDepth::Eight, &[9, 8, 7, 6], [9, 9, 9, 8, 7, 7, 7, 6]);
    check(ColorType::Grayscale, BitDepth::Eight, &[9, 7], [9, 9, 9, 255, 7, 7, 7, 255]);
    check(ColorType::Grayscale, BitDepth::One, &[0b0100_0000], [0, 0, 0, 255, 255, 255, 255, 255]);
    check(ColorType::Grayscale, BitDepth::Sixteen, &[9, 1, 7, 1], [9, 9, 9, 255, 7, 7, 7, 255]);
    check(ColorType::Indexed, BitDepth::Eight, &[0, 1], [1, 2, 3, 0, 4, 5, 6, 255]);
}

#[test]
fn broken_pictures_are_told() {
    check_error(&b""[..], "a.png: the PNG ends too early\n  cure: copy or export the file again");
    let cure = "export it as PNG again";
    let message = "this is no PNG that can be read: Invalid PNG signature.";
    check_error(&b"GIF89a and more"[..], &format!("a.png: {message}\n  cure: {cure}"));
    let mut file = Vec::new();
    Encoder::new(&mut file, 9000, 1).write_header().unwrap();
    check_error(
        file,
        "a.png: the picture has 9000x1 pixels; a side has at most 8192\n  cure: make it smaller, or cut it into several",
    );
}

#[test]
fn a_picture_past_the_budget_is_refused_by_its_head() {
    let mut file = Vec::new();
    Encoder::new(&mut file, 512, 513).write_header().unwrap();
    check_error(
        file,
        "a.png: with this file, the game takes more than 1 MiB of memory\n  cure: make pictures smaller and sounds shorter, or load fewer of them",
    );
}

#[test]
fn broken_files_never_panic() {
    let pixels: Vec<u8> = (0..64).collect();
    let file = png_file(ColorType::Rgba, BitDepth::Eight, &[], 16, &pixels);
    let whole = decode("a.png", &file).unwrap();
    for end in 0..file.len() {
        // Only the end marker may be missing without harm.
        match decode("a.png", &file.slice(..end)) {
            Ok(image) => assert_eq!(image, whole),
            Err(error) => assert_eq!(error.place().map(|place| place.file.as_str()), Some("a.png")),
        }
        let mut changed = file.to_vec();
        changed[end] ^= 0x55;
        decode("a.png", &changed.into()).map(|_| ()).unwrap_or_default();
    }
}
