//! Fingers as gestures, on a screen whose shorter side is 100 pixels.

use super::*;

/// A finger at a time: its number, when (in ms), and where, or nothing where it is lifted.
type Step = (u16, u64, Option<[f32; 2]>);

fn events(steps: &[Step]) -> Vec<RawEvent> {
    let event = |(finger, millis, place): &Step| {
        let control = if place.is_some() { TouchControl::Move } else { TouchControl::Up };
        let [x, y] = place.unwrap_or_default();
        let event = RawEvent::new(millis * 1_000, DeviceId::touch(*finger), Control::Touch(control), x);
        RawEvent { value_y: y, ..event }
    };
    steps.iter().map(event).collect()
}

/// The gestures of ticks with these steps, each as its kind, its movement and its scale.
#[track_caller]
fn check(ticks: &[&[Step]], expected: &[(u32, [f32; 2], f32)]) {
    let mut gestures = Gestures::default();
    let frames = ticks.iter().map(|steps| gestures.read(&events(steps), 100.0));
    let seen: Vec<(u32, [f32; 2], f32)> = frames
        .flat_map(|frame| frame.gestures)
        .filter(|gesture| gesture.kind != 0)
        .map(|gesture| (gesture.kind, gesture.movement.to_array(), gesture.scale))
        .collect();
    assert_eq!(seen, expected);
}

#[test]
fn a_finger_that_comes_and_goes_taps() {
    let tap = (GESTURE_TAP, [0.0, 0.0], 1.0);
    check(&[&[(0, 0, Some([50.0, 50.0])), (0, 100, None)]], &[tap]);
    check(&[&[(0, 0, Some([50.0, 50.0]))], &[(0, 100, Some([53.0, 50.0]))], &[(0, 300, None)]], &[tap]);
    check(&[&[(0, 0, Some([50.0, 50.0])), (0, 301, None)]], &[]);
    check(
        &[&[
            (0, 0, Some([50.0, 50.0])),
            (0, 50, Some([58.0, 50.0])),
            (0, 60, Some([50.0, 50.0])),
            (0, 100, None),
        ]],
        &[],
    );
}

#[test]
fn a_finger_that_goes_far_and_fast_swipes() {
    let swipe = |x, y| (GESTURE_SWIPE, [x, y], 1.0);
    check(
        &[&[(0, 0, Some([50.0, 50.0])), (0, 90, Some([80.0, 52.0]))], &[(0, 200, None)]],
        &[swipe(30.0, 2.0)],
    );
    check(&[&[(0, 0, Some([50.0, 50.0])), (0, 90, Some([50.0, 20.0])), (0, 501, None)]], &[]);
    check(&[&[(0, 0, Some([50.0, 50.0])), (0, 90, Some([58.0, 50.0])), (0, 200, None)]], &[]);
}

#[test]
fn two_fingers_pinch_tick_by_tick_and_neither_taps() {
    check(
        &[
            &[(0, 0, Some([40.0, 50.0])), (1, 0, Some([60.0, 50.0]))],
            &[(0, 16, Some([39.0, 50.0]))],
            &[(0, 33, Some([35.0, 50.0])), (1, 33, Some([65.0, 50.0]))],
            &[(1, 50, Some([80.0, 50.0]))],
            &[],
            &[(0, 80, None), (1, 80, None)],
        ],
        &[(GESTURE_PINCH, [0.0, 0.0], 1.5), (GESTURE_PINCH, [7.5, 0.0], 1.5)],
    );
}

#[test]
fn the_same_fingers_at_other_frame_rates_do_the_same() {
    let steps: [Step; 4] =
        [(0, 0, Some([10.0, 10.0])), (0, 30, Some([40.0, 10.0])), (0, 60, Some([70.0, 10.0])), (0, 90, None)];
    let swipe = (GESTURE_SWIPE, [60.0, 0.0], 1.0);
    check(&[&steps], &[swipe]);
    check(&[&steps[..1], &steps[1..2], &steps[2..3], &steps[3..]], &[swipe]);
}

#[test]
fn a_lost_focus_and_places_that_are_none_end_or_change_nothing() {
    let mut gestures = Gestures::default();
    gestures.read(&events(&[(0, 0, Some([50.0, 50.0]))]), 100.0);
    gestures.read(&[RawEvent::focus_lost(10_000)], 100.0);
    assert_eq!(gestures.read(&events(&[(0, 50, None)]), 100.0).all().count(), 0);
    let nowhere = events(&[(0, 60, Some([f32::NAN, 0.0])), (0, 70, None)]);
    assert_eq!(gestures.read(&nowhere, 100.0).all().count(), 0);
    assert_eq!(gestures, Gestures::default());
}

#[test]
fn more_gestures_than_there_is_room_for_are_lost() {
    let taps: Vec<Step> =
        (0..20).flat_map(|tap| [(0, tap * 10, Some([5.0, 5.0])), (0, tap * 10 + 5, None)]).collect();
    let frame = Gestures::default().read(&events(&taps), 100.0);
    assert_eq!((frame.taps().count(), frame.pinch()), (8, 1.0));
}
