//! Where letters lie, and what is drawn anew.

use super::*;
use playground_core_client::rendering::{ALIGN_CENTER, ALIGN_RIGHT};
use playground_core_types::{Bytes, handle};

const PIXEL: AssetId = AssetId::of("fonts/pixel.ttf");

fn fonts() -> BTreeMap<AssetId, Handle<Font>> {
    let bytes = Bytes::from_static(include_bytes!("../../fonts/pixel.ttf"));
    BTreeMap::from([(PIXEL, handle(Font { bytes }))])
}

/// A text in the font of squares, eight virtual pixels high, by its left top corner.
fn text(content: &str) -> Text {
    Text { font: PIXEL, pivot: vec2(-0.5, -0.5), ..Text::new(content, 8.0) }
}

/// A typesetter, and the game's fonts.
struct Desk {
    typesetter: Typesetter,
    fonts: BTreeMap<AssetId, Handle<Font>>,
}

impl Desk {
    fn new() -> Self {
        Self { typesetter: Typesetter::new(), fonts: fonts() }
    }

    /// The letters of a text at a place, on a screen of so many real pixels for each virtual one.
    fn letters_of(&mut self, text: Text, place: Vec2, scale: f32) -> Vec<SpriteInstance> {
        let mut letters = Vec::new();
        self.typesetter.begin_frame(&self.fonts);
        let placed = (Affine2::from_translation(place), text);
        self.typesetter.place(&placed, vec2(scale, scale), 0, &mut letters);
        letters
    }
}

/// The left top corner and the size of each letter, in real pixels.
#[track_caller]
fn check(text: Text, place: Vec2, scale: f32, expected: &[[f32; 4]]) {
    let letters = Desk::new().letters_of(text, place, scale);
    let found = letters.iter().map(|letter| {
        let size = vec2(letter.x_axis[0], letter.y_axis[1]);
        let corner = Vec2::from(letter.center) - size * 0.5;
        [corner.x, corner.y, size.x, size.y]
    });
    let found: Vec<_> = found.collect();
    assert_eq!(found, expected, "{text:?} at {place}");
}

#[test]
fn letters_lie_on_whole_pixels_wherever_the_text_is() {
    check(text("HI"), Vec2::ZERO, 1.0, &[[0.0, 0.0, 5.0, 7.0], [7.0, 0.0, 3.0, 7.0]]);
    check(text("HI"), vec2(10.0, 5.0), 3.0, &[[30.0, 15.0, 15.0, 21.0], [51.0, 15.0, 9.0, 21.0]]);
    check(text("HI"), vec2(10.2, 5.1), 3.0, &[[31.0, 15.0, 15.0, 21.0], [52.0, 15.0, 9.0, 21.0]]);
}

#[test]
fn lines_break_at_words_and_are_aligned() {
    let narrow = |align| Text { wrap_width: 20.0, align, ..text("AA B") };
    // Lines of ten: the font says eight.
    let lines = [[0.0, 0.0, 5.0, 7.0], [6.0, 0.0, 5.0, 7.0], [0.0, 8.0, 5.0, 7.0]];
    check(narrow(0), Vec2::ZERO, 1.0, &lines);
    check(narrow(9), Vec2::ZERO, 1.0, &lines);
    check(
        narrow(ALIGN_CENTER),
        Vec2::ZERO,
        1.0,
        &[[4.0, 0.0, 5.0, 7.0], [10.0, 0.0, 5.0, 7.0], [7.0, 8.0, 5.0, 7.0]],
    );
    check(
        narrow(ALIGN_RIGHT),
        Vec2::ZERO,
        1.0,
        &[[8.0, 0.0, 5.0, 7.0], [14.0, 0.0, 5.0, 7.0], [14.0, 8.0, 5.0, 7.0]],
    );
    let high = Text { line_height: 2.0, ..text("A\nB") };
    check(high, Vec2::ZERO, 1.0, &[[0.0, 4.0, 5.0, 7.0], [0.0, 20.0, 5.0, 7.0]]);
}

#[test]
fn the_pivot_is_a_point_of_the_rectangle() {
    let pivot = |x, y| Text { pivot: vec2(x, y), ..text("A") };
    check(pivot(0.0, 0.0), vec2(10.0, 10.0), 1.0, &[[7.0, 6.0, 5.0, 7.0]]);
    check(pivot(0.5, 0.5), vec2(10.0, 10.0), 1.0, &[[4.0, 2.0, 5.0, 7.0]]);
}

#[test]
fn shadow_rim_and_letter_lie_over_each_other() {
    let dressed =
        Text { shadow: [0.0, 0.0, 0.0, 1.0], shadow_offset: vec2(2.0, 2.0), outline_width: 1.0, ..text("I") };
    check(dressed, Vec2::ZERO, 1.0, &[[2.0, 1.0, 5.0, 9.0], [0.0, -1.0, 5.0, 9.0], [1.0, 0.0, 3.0, 7.0]]);
}

#[test]
fn what_was_drawn_is_not_drawn_again() {
    let mut desk = Desk::new();
    let first = desk.letters_of(text("AAB A"), Vec2::ZERO, 2.0);
    let changed = desk.typesetter.atlas_mut().take_changed();
    assert!(changed[0] < changed[1], "letters were drawn");
    let again = desk.letters_of(text("AAB A"), Vec2::ZERO, 2.0);
    assert_eq!((first.len(), &again), (4, &first), "a blank is no letter");
    desk.letters_of(text("BA"), vec2(7.0, 3.0), 2.0);
    let changed = desk.typesetter.atlas_mut().take_changed();
    assert!(changed[0] >= changed[1], "nothing new was drawn: {changed:?}");
    assert_eq!(first[0].uv, first[1].uv, "one picture for all of a letter");
}

#[test]
fn a_character_that_the_font_lacks_and_a_missing_font_are_set_in_the_runtimes_own() {
    let mut desk = Desk::new();
    let own = desk.letters_of(Text { font: AssetId::NONE, ..text("é") }, Vec2::ZERO, 2.0);
    let lacked = desk.letters_of(text("é"), Vec2::ZERO, 2.0);
    let missing = desk.letters_of(Text { font: AssetId(1), ..text("é") }, Vec2::ZERO, 2.0);
    assert_eq!(own.len(), 1);
    assert_eq!([lacked[0].uv, missing[0].uv], [own[0].uv; 2]);
}

#[test]
fn more_letters_than_fit_make_room_for_themselves() {
    let mut desk = Desk::new();
    let all: Vec<String> =
        (0..60).map(|row| (0..6).map(|at| (b'A' + (row + at) % 26) as char).collect()).collect();
    for (size, content) in (200..).zip(&all) {
        let large = Text { font: AssetId::NONE, ..Text::new(content, size as f32) };
        desk.letters_of(large, Vec2::ZERO, 1.5);
        desk.typesetter.recover();
    }
    let last = desk.letters_of(text("AB"), Vec2::ZERO, 1.0);
    assert_eq!(last.len(), 2, "the last text is whole");
}

#[test]
fn turned_letters_are_drawn_once_for_all_angles() {
    let mut desk = Desk::new();
    let mut letters = Vec::new();
    desk.typesetter.begin_frame(&desk.fonts);
    for angle in [0.3, 0.6, 3.0] {
        desk.typesetter.place(&(Affine2::from_angle(angle), text("A")), Vec2::ONE, 0, &mut letters);
    }
    assert_eq!(letters.len(), 3);
    assert!(letters.iter().all(|letter| letter.uv == letters[0].uv));
}

#[test]
fn a_text_grows_as_far_as_the_screen_has_room() {
    let mut desk = Desk::new();
    desk.typesetter.begin_frame(&desk.fonts);
    let mut growth = |text: Text, x: f32, width: f32| {
        let placed = (Affine2::from_translation(vec2(x, 0.0)), text);
        desk.typesetter.growth(&placed, width, 1.5)
    };
    let wide = growth(text("HI"), 0.0, 1_000.0);
    assert_eq!(wide, 1.5);
    let middle = Text { pivot: vec2(0.0, 0.0), ..text("HI") };
    let [free, tight] = [growth(middle, 50.0, 100.0), growth(middle, 7.0, 100.0)];
    assert!(free == 1.5 && tight > 1.0 && tight < 1.5, "{free} {tight}");
    assert_eq!(growth(middle, 1.0, 100.0), 1.5, "what lies over the edge is not held back by it");
    let mut turned = (Affine2::from_angle_translation(0.3, vec2(7.0, 0.0)), middle);
    assert_eq!(desk.typesetter.growth(&turned, 100.0, 1.5), 1.5);
    turned.1.content = Default::default();
    assert_eq!(desk.typesetter.growth(&turned, 100.0, 1.5), 1.5, "and nothing has room everywhere");
}
