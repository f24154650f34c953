//! Bind texts, sets of actions, and what players set, as data.

use super::*;

/// Checks the parts of a text: its trigger, the numbers behind it, what is held, and what is pressed.
#[track_caller]
fn check_parts(text: &str, expected: (&str, &[&str], Parts<'_>, Parts<'_>)) {
    let parts = BindParts::of(text);
    let found = (parts.trigger, &*parts.seconds, &*parts.modifiers, &*parts.controls);
    assert_eq!(found, expected, "{text}");
}

/// Devices and names.
type Parts<'a> = &'a [(&'a str, &'a str)];

#[test]
fn a_bind_text_is_taken_apart() {
    check_parts("Space", ("", &[], &[], &[("key", "Space")]));
    check_parts("keys:KeyA, KeyD", ("", &[], &[], &[("keys", "KeyA, KeyD")]));
    check_parts("hold .5 pad:East", ("hold", &[".5"], &[], &[("pad", "East")]));
    check_parts("repeat 0.4 0.1 Tab", ("repeat", &["0.4", "0.1"], &[], &[("key", "Tab")]));
    let held = [("key", "Ctrl"), ("key", "Shift")];
    check_parts("Ctrl + Shift + mouse:Left", ("", &[], &held, &[("mouse", "Left")]));
    check_parts("pad:West&South", ("", &[], &[], &[("pad", "West"), ("pad", "South")]));
    check_parts("tap", ("", &[], &[], &[("key", "tap")]));
    check_parts("", ("", &[], &[], &[("key", "")]));
    check_parts("+&", ("", &[], &[("key", "")], &[("key", ""), ("key", "")]));
}

#[test]
fn the_last_setting_that_is_of_a_seat_counts() {
    let mut tuning = Tuning::default();
    let jump = |seat, is_toggled| ActionTuning {
        action: "jump".to_owned(),
        seat,
        is_toggled,
        ..ActionTuning::default()
    };
    tuning.set_action(jump(0, true));
    tuning.set_action(jump(2, false));
    tuning.set_seat(SeatTuning { seat: 2, time_percent: 200, ..SeatTuning::default() });
    let toggled = [1, 2, 3].map(|seat| tuning.of_action("jump", seat).is_toggled);
    assert_eq!(toggled, [true, false, true]);
    assert_eq!([1, 2].map(|seat| tuning.of_seat(seat).time_percent), [100, 200]);
    assert_eq!(tuning.of_action("fire", 1), ActionTuning::default());
    tuning.set_action(jump(2, true));
    assert_eq!(tuning.actions.len(), 2, "one for each action of a seat");
    let bytes = postcard::to_allocvec(&tuning).unwrap();
    let read: Tuning = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(read, tuning, "it can be kept in a file");
}

#[test]
fn layers_lie_in_the_order_in_which_they_came() {
    let mut sets = ActionSets::default();
    for layer in ["a", "b", "a", "c", "d", "e"] {
        sets.lay(1, layer);
    }
    let laid = ["b", "a", "c", "d", "e"].map(|layer| sets.has_layer(1, layer));
    assert_eq!(laid, [false, true, true, true, true], "the lowest makes room");
    sets.lift(1, "c");
    assert!(!sets.has_layer(1, "c") && sets.has_layer(1, "e") && !sets.has_layer(2, "a"));
    sets.switch(1, "play");
    assert!(sets.is_set(1, "play") && !sets.has_layer(1, "e"), "a switch lifts all");
}

/// Checks in which ticks something counts that is so in those of `so`, and is kept for two.
#[track_caller]
fn check_grace(so: &[u32], counts: &[u32]) {
    let mut grace = Grace::default();
    let found = (0..10).filter(|tick| {
        grace.note(so.contains(tick), 2);
        grace.is_on()
    });
    let found: Vec<u32> = found.collect();
    assert_eq!(found, counts);
}

#[test]
fn what_was_so_counts_for_a_while() {
    check_grace(&[], &[]);
    check_grace(&[3], &[3, 4, 5]);
    check_grace(&[0, 1, 2, 6], &[0, 1, 2, 3, 4, 6, 7, 8]);
}

#[test]
fn what_was_used_counts_no_more() {
    let (mut press, mut ground) = (Grace::default(), Grace::default());
    press.note(true, 5);
    assert!(!Grace::take_both(&mut press, &mut ground) && press.is_on(), "it waits for the other");
    ground.note_for(true, 0.1, &playground_core_ecs::TickRate { hertz: 60 });
    assert_eq!(ground.left_ticks, 7, "six ticks after this one");
    assert!(Grace::take_both(&mut press, &mut ground));
    assert!(!press.take() && !ground.take());
    for seconds in [f32::NAN, -1.0, f32::INFINITY] {
        ground.note_for(true, seconds, &playground_core_ecs::TickRate { hertz: 60 });
        assert!(ground.is_on(), "{seconds} seconds are this tick at least");
    }
}
