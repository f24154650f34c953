//! Pictures of a run. Where no graphics card is found, these say so and look at nothing.

use crate::place::Place;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::Path;

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/goldens/pong.png");

/// What the golden picture was drawn with; other cards may round another way.
const GOLDEN_ADAPTER: &str = "llvmpipe";

/// Brighter than all that is not a paddle, a digit or the ball.
const BRIGHT: u8 = 150;

/// The height of a paddle in virtual pixels, without its rounded ends.
const PADDLE_HEIGHT: usize = 28;

/// A picture of RGBA pixels.
#[derive(Debug, PartialEq)]
pub(crate) struct Shot {
    pub(crate) width: u32,
    pub(crate) height: u32,
    rgba: Vec<u8>,
    adapter: String,
}

impl Shot {
    /// The picture at the end of a run of pong; `None`, said aloud, without a graphics card.
    #[track_caller]
    pub(crate) fn take(place: &Place, arguments: &str) -> Option<Self> {
        Self::take_at(place, arguments, "")
    }

    /// The picture at `@TICK`.
    #[track_caller]
    pub(crate) fn take_at(place: &Place, arguments: &str, at: &str) -> Option<Self> {
        let run = place.run(&format!("pong --headless {arguments} --screenshot shot.png{at}"));
        if run.status == 3 {
            eprintln!("SKIPPED, no picture was looked at: {}", run.complaint);
            return None;
        }
        assert_eq!(run.status, 0, "{}", run.complaint);
        let mut shot = Self::read(&place.path("shot.png"));
        shot.adapter = run.complaint;
        fs::remove_file(place.path("shot.png")).unwrap();
        Some(shot)
    }

    fn read(file: &Path) -> Self {
        let mut reader = png::Decoder::new(BufReader::new(File::open(file).unwrap())).read_info().unwrap();
        let mut rgba = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut rgba).unwrap();
        assert_eq!((frame.color_type, frame.bit_depth), (png::ColorType::Rgba, png::BitDepth::Eight));
        Self { width: frame.width, height: frame.height, rgba, adapter: String::new() }
    }

    fn write(&self, file: &Path) {
        let mut encoder = png::Encoder::new(File::create(file).unwrap(), self.width, self.height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.write_header().unwrap().write_image_data(&self.rgba).unwrap();
    }

    fn pixel(&self, x: u32, y: u32) -> [u8; 4] {
        let start = ((y * self.width + x) * 4) as usize;
        [0, 1, 2, 3].map(|channel| self.rgba[start + channel])
    }

    /// The row in which the paddle of a column begins, in a picture of one pixel a virtual pixel.
    #[track_caller]
    pub(crate) fn paddle_top(&self, column: u32) -> u32 {
        let rows: Vec<u32> = (0..self.height).filter(|row| self.pixel(column, *row)[1] > BRIGHT).collect();
        let run =
            rows.windows(PADDLE_HEIGHT).find(|rows| rows[rows.len() - 1] - rows[0] == rows.len() as u32 - 1);
        run.unwrap_or_else(|| panic!("no paddle in column {column}: bright rows {rows:?}"))[0]
    }
}

#[test]
fn pong_looks_as_it_did() {
    let place = Place::new();
    let Some(shot) = Shot::take_at(&place, "--ticks 300", "@200") else { return };
    if !shot.adapter.contains(GOLDEN_ADAPTER) {
        eprintln!("SKIPPED, no picture was compared: not drawn by {GOLDEN_ADAPTER}, but {}", shot.adapter);
        return;
    }
    let golden = Path::new(GOLDEN);
    if std::env::var_os("BLESS").is_some() {
        shot.write(golden);
    }
    let expected = Shot::read(golden);
    assert_eq!((shot.width, shot.height), (expected.width, expected.height));
    let pixels = shot.rgba.chunks_exact(4).zip(expected.rgba.chunks_exact(4));
    let wrong = pixels.filter(|(one, other)| one != other).count();
    let cure = "look at both; where the new one is right, run the test with BLESS=1";
    assert_eq!(wrong, 0, "pixels differ from {GOLDEN}: {cure}");
}

#[test]
fn a_picture_shows_the_tick_it_was_asked_for() {
    let place = Place::new();
    for tick in [0, 1, 150, 200] {
        let Some(midway) = Shot::take_at(&place, "--ticks 200", &format!("@{tick}")) else { return };
        let Some(end) = Shot::take(&place, &format!("--ticks {tick}")) else { return };
        assert_eq!(midway.rgba, end.rgba, "after {tick} ticks");
    }
}

#[test]
fn a_scale_multiplies_every_pixel() {
    let place = Place::new();
    let Some(small) = Shot::take(&place, "--ticks 90") else { return };
    let Some(large) = Shot::take(&place, "--ticks 90 --scale 3") else { return };
    assert_eq!((small.width, small.height, large.width, large.height), (320, 180, 960, 540));
    let differs = |&(x, y): &(u32, u32)| small.pixel(x, y) != large.pixel(x * 3 + 1, y * 3 + 1);
    let places = (0..small.height).flat_map(|y| (0..small.width).map(move |x| (x, y)));
    assert_eq!(places.filter(differs).count(), 0);
}
