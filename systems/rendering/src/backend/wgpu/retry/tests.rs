//! Waits between tries.

use super::Retry;

/// Checks how many frames pass without a try between two tries that fail.
#[track_caller]
fn check<const COUNT: usize>(retry: &mut Retry, expected: [usize; COUNT]) {
    let waits = expected.map(|_| {
        retry.fail();
        (0..1_000).take_while(|_| !retry.is_due()).count()
    });
    assert_eq!(waits, expected);
}

#[test]
fn waits_double_up_to_a_few_seconds_and_begin_anew_after_a_success() {
    let mut retry = Retry::default();
    assert!(retry.is_due(), "at first it is tried at once");
    check(&mut retry, [1, 2, 4, 8, 16, 32, 64, 128, 240, 240]);
    retry.succeed();
    check(&mut retry, [1, 2]);
}

#[test]
fn only_the_first_failure_is_news() {
    let mut retry = Retry::default();
    assert_eq!([retry.fail(), retry.fail(), retry.fail()], [true, false, false]);
}
