//! Ticks against time.

use super::TickClock;

/// Runs frames at the given times, and compares how many ticks each had.
#[track_caller]
fn check(hertz: u32, frames_micros: &[u64], expected: &[u64]) {
    let mut clock = TickClock::new(hertz, 0, 0);
    let ticks = frames_micros.iter().map(|now| {
        let due = clock.due(*now);
        for _ in 0..due {
            clock.advance();
        }
        due
    });
    let ticks: Vec<u64> = ticks.collect();
    assert_eq!(ticks, expected, "{hertz} Hz, frames at {frames_micros:?} µs");
}

#[test]
fn a_frame_has_the_ticks_that_are_due() {
    check(60, &[0, 16_665, 16_666, 33_333, 50_000], &[0, 0, 1, 1, 1]);
    check(100, &[5_000, 35_000, 40_000], &[0, 3, 1]);
    check(60, &[130_000], &[7]);
    check(1000, &[16_000, 33_000], &[16, 17]);
    check(1, &[999_999, 1_000_000, 3_000_000], &[0, 1, 1]);
}

#[test]
fn too_much_time_is_let_go() {
    check(60, &[10_000_000, 10_000_001, 10_016_667], &[15, 0, 1]);
}

#[test]
fn an_hour_of_ticks_has_an_hours_length() {
    let mut clock = TickClock::new(60, 0, 0);
    let mut last = clock.advance();
    for tick in 1..60 * 3600 {
        let next = clock.advance();
        assert_eq!((next.tick, next.start_micros), (tick, last.end_micros), "spans join");
        last = next;
    }
    assert_eq!(last.end_micros, 3_600_000_000);
}

#[test]
fn a_pause_takes_no_time() {
    let mut clock = TickClock::new(60, 0, 0);
    clock.advance();
    clock.resume(9_000_000, 0.0);
    assert_eq!(clock.due(9_016_666), 0);
    assert_eq!(clock.due(9_016_667), 1);
    assert_eq!(clock.next_tick(), 1);
}

#[test]
fn a_frame_lies_between_two_ticks() {
    let mut clock = TickClock::new(100, 0, 0);
    clock.advance();
    assert_eq!(clock.fraction(10_000), 0.0);
    assert_eq!(clock.fraction(15_000), 0.5);
    assert_eq!(clock.fraction(20_000), 1.0);
}

#[test]
fn a_pause_shows_the_same_moment_before_and_after() {
    let mut clock = TickClock::new(100, 0, 0);
    clock.advance();
    assert_eq!(clock.fraction(14_000), 0.4);
    clock.resume(9_000_000, 0.4);
    assert_eq!(clock.fraction(9_000_000), 0.4);
    assert_eq!((clock.due(9_005_999), clock.due(9_006_000)), (0, 1));
}

#[test]
fn a_slower_game_has_the_same_ticks_later() {
    let mut clock = TickClock::new(60, 0, 0);
    clock.set_pace(50, 0);
    let ticks: Vec<u64> = [33_332, 33_333, 66_666, 100_000]
        .into_iter()
        .map(|now| {
            let due = clock.due(now);
            (0..due).for_each(|_| {
                clock.advance();
            });
            due
        })
        .collect();
    assert_eq!(ticks, [0, 1, 1, 1]);
    // From here on at its own pace; half of a tick that has begun stays half.
    clock.set_pace(100, 100_000 + 16_666);
    assert_eq!(clock.due(100_000 + 16_666 + 8_333), 0);
    assert_eq!(clock.due(100_000 + 16_666 + 8_335), 1);
    assert_eq!(clock.micros_of(60), 1_000_000, "a second of the game is one");
}

#[test]
fn every_pace_keeps_the_order_of_spans() {
    for percent in 50..=100 {
        let mut clock = TickClock::new(60, 0, 0);
        clock.set_pace(percent, 0);
        let mut end = 0;
        for _ in 0..1_000 {
            let span = clock.advance();
            assert_eq!(span.start_micros, end);
            assert!(span.end_micros > end);
            end = span.end_micros;
        }
        assert_eq!(end, 1_000 * 100_000_000 / (60 * u64::from(percent)));
        assert_eq!(clock.due(end), 0);
    }
}
