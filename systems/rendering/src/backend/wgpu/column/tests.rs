//! More sprites than a device takes.

use super::shares;

/// Checks how many sprites of the game and of the overlay are drawn where a device takes `most`.
#[track_caller]
fn check(counts: [usize; 2], most: usize, expected: [usize; 2]) {
    assert_eq!(shares(counts, most), expected, "{counts:?} of {most}");
}

#[test]
fn the_overlay_has_room_before_the_game() {
    check([5, 3], 8, [5, 3]);
    check([5, 3], 6, [3, 3]);
    check([usize::MAX, 3], 2, [0, 2]);
    check([5, 3], 0, [0, 0]);
}
