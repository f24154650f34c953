//! When a device is given up and tried again.

use super::{Verdict, Watch};
use crate::backend::health::Health;

const FRAME_MICROS: u64 = 16_667;
const FRAME_FRAMES: u64 = 800;

/// Looks at a device frame by frame until it is judged; `frames` is what the mixer renders each time.
#[track_caller]
fn check(frames: u64, trouble: fn(&Health), calls: usize, expected: Verdict) {
    let (mut watch, health) = (Watch::default(), Health::default());
    watch.opened();
    let mut verdict = Verdict::GoOn;
    for call in 1..=calls as u64 {
        trouble(&health);
        verdict = watch.look(FRAME_MICROS, call * frames, &health);
        if verdict != Verdict::GoOn {
            break;
        }
    }
    assert_eq!(verdict, expected);
}

#[test]
fn a_device_is_judged_by_what_it_does() {
    let none = |_: &Health| {};
    check(FRAME_FRAMES, none, 600, Verdict::GoOn);
    check(0, none, 60, Verdict::GoOn);
    check(0, none, 120, Verdict::GiveUp);
    check(300 * FRAME_FRAMES, Health::note_runaway, 1, Verdict::Refuse);
    check(FRAME_FRAMES, |health| health.note(cpal::ErrorKind::StreamInvalidated), 1, Verdict::GiveUp);
    check(FRAME_FRAMES, |health| health.note(cpal::ErrorKind::DeviceChanged), 600, Verdict::GoOn);
    let storm = |health: &Health| (0..8).for_each(|_| health.note(cpal::ErrorKind::Xrun));
    // At 500 errors a second within 120 ms, not at the end of the second.
    check(FRAME_FRAMES, storm, 7, Verdict::GiveUp);
    check(FRAME_FRAMES, |health| health.note(cpal::ErrorKind::Xrun), 30, Verdict::GoOn);
}

#[test]
fn a_device_that_played_well_and_falls_silent_is_given_up_within_a_fifth_of_a_second() {
    // A device that asks for sound every so many frames, for six seconds, and then never again.
    let check = |every: u64, expected: usize| {
        let (mut watch, health) = (Watch::default(), Health::default());
        watch.opened();
        for call in 0..360 {
            let frame = call / every * every * FRAME_FRAMES;
            assert_eq!(watch.look(FRAME_MICROS, frame, &health), Verdict::GoOn, "every {every}, {call}");
        }
        let last = 360 / every * every * FRAME_FRAMES;
        let calls = (0..200).take_while(|_| watch.look(FRAME_MICROS, last, &health) == Verdict::GoOn);
        assert_eq!(calls.count(), expected, "every {every}");
    };
    check(1, 12);
    // One that takes a tenth of a second in advance makes such pauses anyway.
    check(6, 24);
    check(60, 90);
}

#[test]
fn a_program_that_was_held_does_not_give_its_device_up() {
    let (mut watch, health) = (Watch::default(), Health::default());
    watch.opened();
    for call in 1..=360 {
        watch.look(FRAME_MICROS, call * FRAME_FRAMES, &health);
    }
    for _ in 0..4 {
        assert_eq!(watch.look(60_000_000, 360 * FRAME_FRAMES, &health), Verdict::GoOn);
    }
}

#[test]
fn a_lost_device_is_tried_often_and_then_after_waits_that_double() {
    let mut watch = Watch::default();
    watch.opened();
    let mut waits = Vec::new();
    for _ in 0..68 {
        watch.lost();
        waits.push((1..=100).find(|_| watch.wait(100_000) == Verdict::TryAgain).unwrap());
    }
    assert_eq!(waits[..60], [1; 60], "in tenths of a second");
    assert_eq!(waits[60..], [2, 3, 5, 10, 20, 39, 50, 50]);
}

#[test]
fn a_lost_device_is_tried_again_within_two_frames() {
    let mut watch = Watch::default();
    watch.opened();
    watch.lost();
    assert_eq!([16_667; 2].map(|elapsed| watch.wait(elapsed)), [Verdict::GoOn, Verdict::TryAgain]);
}

#[test]
fn a_device_that_was_never_there_is_tried_every_few_seconds() {
    let mut watch = Watch::default();
    watch.absent();
    for _ in 0..3 {
        let wait = (1..=100).find(|_| watch.wait(100_000) == Verdict::TryAgain);
        assert_eq!(wait, Some(50), "in tenths of a second");
        watch.lost();
    }
}

#[test]
fn a_device_that_played_well_is_tried_at_once_again() {
    let (mut watch, health) = (Watch::default(), Health::default());
    for _ in 0..4 {
        watch.lost();
    }
    watch.opened();
    for call in 1..=400 {
        assert_eq!(watch.look(FRAME_MICROS, call * FRAME_FRAMES, &health), Verdict::GoOn);
    }
    watch.lost();
    assert_eq!(watch.wait(100_000), Verdict::TryAgain);
}

#[test]
fn without_a_device_that_was_lost_nothing_is_tried() {
    assert_eq!(Watch::default().wait(u64::MAX), Verdict::GoOn);
}
