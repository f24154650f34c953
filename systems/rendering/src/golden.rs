//! Pictures that were looked at once, for tests to compare with.

use playground_core_client::rendering::Picture;
use std::path::PathBuf;

/// The red, green, blue and alpha of a pixel.
pub(crate) fn pixel(picture: &Picture, x: u32, y: u32) -> [u8; 4] {
    let start = (y as usize * picture.width as usize + x as usize) * 4;
    picture.rgba[start..start + 4].try_into().expect("four bytes a pixel")
}

/// Compares with the golden picture; `BLESS=1` writes it anew, to be looked at.
#[track_caller]
pub(crate) fn check_golden(picture: &Picture, name: &str, adapter: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("goldens").join(format!("{name}.png"));
    if std::env::var_os("BLESS").is_some() {
        write_png(&path, picture);
    }
    let golden = read_png(&path);
    assert_eq!((picture.width, picture.height), (golden.width, golden.height), "the size of {name}");
    // Software rasterisers repeat bit for bit; cards round their colours as they like.
    let most = if adapter.contains("llvmpipe") { 0 } else { 2 };
    let differing = (0..picture.width * picture.height).find(|index| {
        let (x, y) = (index % picture.width, index / picture.width);
        let pair = pixel(picture, x, y).into_iter().zip(pixel(&golden, x, y));
        pair.into_iter().any(|(found, wanted)| found.abs_diff(wanted) > most)
    });
    if let Some(index) = differing {
        let (x, y) = (index % picture.width, index / picture.width);
        let (found, wanted) = (pixel(picture, x, y), pixel(&golden, x, y));
        panic!("{name}: pixel ({x}, {y}) is {found:?}, not {wanted:?}, on {adapter}; see BLESS=1");
    }
}

fn write_png(path: &PathBuf, picture: &Picture) {
    let file = std::fs::File::create(path).expect("the folder of the goldens is there");
    let mut encoder = png::Encoder::new(file, picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().expect("the header is written");
    writer.write_image_data(&picture.rgba).expect("the pixels are written");
}

fn read_png(path: &PathBuf) -> Picture {
    let file = std::fs::File::open(path).expect("the golden picture is there; BLESS=1 writes it");
    let mut reader = png::Decoder::new(std::io::BufReader::new(file)).read_info().expect("it is a PNG");
    let mut rgba = vec![0; reader.output_buffer_size().expect("it is small")];
    let info = reader.next_frame(&mut rgba).expect("it is whole");
    Picture { width: info.width, height: info.height, rgba }
}
