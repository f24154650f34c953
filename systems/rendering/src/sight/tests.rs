//! What colours, words and flashes become.

use super::*;
use playground_core_types::math::vec2;

const FILTERS: [(ColorFilter, Matrix); 3] = [
    (ColorFilter::Protanopia, PROTANOPIA),
    (ColorFilter::Deuteranopia, DEUTERANOPIA),
    (ColorFilter::Tritanopia, TRITANOPIA),
];

fn times(matrix: &Matrix, color: [f32; 3]) -> [f32; 3] {
    [0, 1, 2].map(|row| matrix[row].iter().zip(color).map(|(part, channel)| part * channel).sum())
}

fn distance(one: [f32; 3], other: [f32; 3]) -> f32 {
    let squares: f32 = one.iter().zip(other).map(|(one, other)| (one - other) * (one - other)).sum();
    squares.sqrt()
}

#[test]
fn grey_stays_grey_for_all_eyes() {
    for (filter, _) in FILTERS {
        for level in [0.0, 0.18, 1.0] {
            let seen = times(&matrix(filter).unwrap(), [level; 3]);
            assert!(distance(seen, [level; 3]) < 1e-3, "{filter:?} {seen:?}");
        }
    }
    assert_eq!(matrix(ColorFilter::Off), None);
}

/// Two colours that such eyes take for nearly the same, and that they tell apart when they are filtered.
#[test]
fn what_looked_the_same_is_told_apart() {
    let check = |filter: ColorFilter, one: [f32; 3], other: [f32; 3]| {
        let (_, eyes) = FILTERS.into_iter().find(|(known, _)| *known == filter).unwrap();
        let filtered = matrix(filter).unwrap();
        let before = distance(times(&eyes, one), times(&eyes, other));
        let after = distance(times(&eyes, times(&filtered, one)), times(&eyes, times(&filtered, other)));
        assert!(after > before * 1.5, "{filter:?}: {before} became {after}");
    };
    check(ColorFilter::Protanopia, [0.5, 0.1, 0.0], [0.1, 0.16, 0.0]);
    check(ColorFilter::Deuteranopia, [0.5, 0.1, 0.0], [0.12, 0.26, 0.0]);
    check(ColorFilter::Tritanopia, [0.1, 0.3, 0.4], [0.1, 0.36, 0.2]);
}

#[test]
fn words_grow_and_have_a_rim_where_they_had_none() {
    let placed = (Affine2::from_translation(vec2(3.0, 4.0)), Text::new("words", 10.0));
    let plain = Sight::default();
    let all = |wanted: f32| wanted;
    assert_eq!(seen_text(&plain, &placed, all), None);
    let (affine, text) = seen_text(&Sight { text_percent: 150, ..plain }, &placed, all).unwrap();
    assert_eq!((affine.matrix2.x_axis.x, affine.translation), (1.5, vec2(3.0, 4.0)));
    assert!(!text.is_outlined());
    let rimmed = Sight { is_rimmed: true, ..plain };
    let (_, text) = seen_text(&rimmed, &placed, all).unwrap();
    assert!(text.outline == BLACK && (text.outline_width - 0.9).abs() < 1e-5);
    let dark = (placed.0, Text { color: [0.02, 0.0, 0.1, 1.0], ..placed.1 });
    assert_eq!(seen_text(&rimmed, &dark, all).unwrap().1.outline, WHITE);
    let has_one = (placed.0, Text { outline_width: 1.0, ..placed.1 });
    assert_eq!(seen_text(&rimmed, &has_one, all), None, "the game's own stays");
}

#[test]
fn flashes_fade_and_the_dark_does_not() {
    let check = |flash_percent: u32, fade: [f32; 4], alpha: f32| {
        let seen = seen_fade(&Sight { flash_percent, ..Sight::default() }, fade);
        assert!((seen[3] - alpha).abs() < 1e-6 && seen[..3] == fade[..3], "{seen:?}");
    };
    check(100, [1.0, 1.0, 1.0, 0.8], 0.8);
    check(50, [1.0, 1.0, 1.0, 0.8], 0.4);
    check(0, [1.0, 0.0, 0.0, 0.3], 0.0);
    check(0, [0.0, 0.0, 0.0, 0.7], 0.7);
}
