//! Times of events between two polls, with a wall clock that behaves and one that is set.

use super::PadClock;
use std::time::Duration;

/// Checks when events of these ages, in microseconds, happened: polled at 10,000 and before that at 4,000.
#[track_caller]
fn check<const COUNT: usize>(ages: [Option<u64>; COUNT], expected: [u64; COUNT]) {
    let mut clock = PadClock::default();
    clock.polled(4_000);
    let found = ages.map(|age| clock.micros_of(age.map(Duration::from_micros), 10_000));
    assert_eq!(found, expected, "ages {ages:?}");
}

#[test]
fn an_event_happened_before_it_was_read() {
    check([Some(5_000), Some(2_500), Some(0)], [5_000, 7_500, 10_000]);
}

#[test]
fn an_event_lies_between_the_polls_whatever_the_wall_clock_says() {
    check([Some(6_000), Some(6_001), Some(u64::MAX)], [4_000, 4_000, 4_000]);
    check([None, None], [4_001, 4_001]);
}

#[test]
fn a_clock_that_is_set_between_a_press_and_its_release_does_not_swap_them() {
    check([Some(3_000), None, Some(3_600_000_000), Some(1_000)], [7_000, 7_000, 7_000, 9_000]);
}

#[test]
fn two_polls_at_one_time_and_a_session_that_begins_anew_go_on() {
    let mut clock = PadClock::default();
    assert_eq!(clock.micros_of(None, 0), 0, "the first poll");
    clock.polled(500);
    assert_eq!(clock.micros_of(None, 500), 500);
    assert_eq!(clock.micros_of(Some(Duration::from_micros(20)), 100), 100);
}
