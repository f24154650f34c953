//! Pictures that were looked at once, for tests to compare with.

use playground_core_client::rendering::Picture;
use std::path::PathBuf;

/// The red, green, blue and alpha of a pixel.
pub(crate) fn pixel(picture: &Picture, x: u32, y: u32) -> [u8; 4] {
    let start = (y as usize * picture.width as usize + x as usize) * 4;
    picture.rgba[start..start + 4].try_into().expect("four bytes a pixel")
}

/// How far a channel may be off without being counted: 3 %.
const CHANNEL_SLACK: u8 = 8;

/// Compares with the golden picture; `BLESS=1` writes it anew, to be looked at.
#[track_caller]
pub(crate) fn check_golden(picture: &Picture, name: &str, adapter: &str) {
    let golden = find_golden(picture, name);
    // Software rasterisers repeat bit for bit; cards round their colours as they like.
    let most = if adapter.contains("llvmpipe") { 0 } else { 2 };
    if let Some((x, y)) = differing(picture, &golden, most).next() {
        let (found, wanted) = (pixel(picture, x, y), pixel(&golden, x, y));
        panic!("{name}: pixel ({x}, {y}) is {found:?}, not {wanted:?}, on {adapter}; see BLESS=1");
    }
}

/// The same for pictures of slanted and round edges, which every card rounds in its own way: at most 0.2 % of
/// the pixels may be off by more than 3 %.
#[track_caller]
pub(crate) fn check_golden_roughly(picture: &Picture, name: &str, adapter: &str) {
    let golden = find_golden(picture, name);
    let count = differing(picture, &golden, CHANNEL_SLACK).count();
    let most = (picture.width * picture.height / 500) as usize;
    assert!(count <= most, "{name}: {count} pixels differ on {adapter}, at most {most} may; see BLESS=1");
}

#[track_caller]
fn find_golden(picture: &Picture, name: &str) -> Picture {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("goldens").join(format!("{name}.png"));
    if std::env::var_os("BLESS").is_some() {
        write_png(&path, picture);
    }
    let golden = read_png(&path);
    assert_eq!((picture.width, picture.height), (golden.width, golden.height), "the size of {name}");
    golden
}

/// The pixels of which a channel is off by more than `most`.
fn differing(found: &Picture, wanted: &Picture, most: u8) -> impl Iterator<Item = (u32, u32)> {
    let places = (0..found.width * found.height).map(|index| (index % found.width, index / found.width));
    places.filter(move |&(x, y)| {
        let pair = pixel(found, x, y).into_iter().zip(pixel(wanted, x, y));
        pair.into_iter().any(|(found, wanted)| found.abs_diff(wanted) > most)
    })
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
