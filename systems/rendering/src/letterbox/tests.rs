//! The table of screens.

use super::*;

/// `expected` is left, top, width, height.
#[track_caller]
fn check(scaling: Scaling, virtual_size: [u32; 2], target: [u32; 2], expected: [u32; 4]) {
    let found = letterbox(scaling, virtual_size, target);
    assert_eq!([found.x, found.y, found.width, found.height], expected);
}

#[test]
fn whole_number_scaling_takes_the_largest_factor_that_fits() {
    check(Scaling::Integer, [320, 180], [1280, 720], [0, 0, 1280, 720]);
    check(Scaling::Integer, [320, 180], [1366, 768], [43, 24, 1280, 720]);
    check(Scaling::Integer, [320, 180], [1000, 1000], [20, 230, 960, 540]);
    check(Scaling::Integer, [320, 180], [639, 359], [159, 89, 320, 180]);
    check(Scaling::Integer, [320, 180], [320, 180], [0, 0, 320, 180]);
}

#[test]
fn a_screen_smaller_than_the_game_shows_all_of_it() {
    check(Scaling::Integer, [320, 180], [160, 90], [0, 0, 160, 90]);
    check(Scaling::Integer, [320, 180], [319, 1000], [0, 410, 319, 179]);
    check(Scaling::Integer, [320, 180], [1, 1], [0, 0, 1, 1]);
}

#[test]
fn fitting_fills_one_side() {
    check(Scaling::Fit, [320, 180], [1366, 768], [0, 0, 1365, 768]);
    check(Scaling::Fit, [320, 180], [1000, 1000], [0, 219, 1000, 562]);
    check(Scaling::Fit, [100, 100], [250, 100], [75, 0, 100, 100]);
}

#[test]
fn stretching_fills_both() {
    check(Scaling::Stretch, [320, 180], [1000, 1000], [0, 0, 1000, 1000]);
}

#[test]
fn nothing_is_shown_on_nothing() {
    check(Scaling::Integer, [320, 180], [0, 720], [0; 4]);
    check(Scaling::Fit, [0, 180], [1280, 720], [0; 4]);
}

#[test]
fn the_largest_numbers_do_not_overflow() {
    let most = u32::MAX;
    check(Scaling::Fit, [most, 1], [most, most], [0, most / 2, most, 1]);
    check(Scaling::Integer, [1, 1], [most, most], [0, 0, most, most]);
}
