//! Words that name actions, as those read them who press them.

use super::*;
use playground_core_assets::ActionDeclaration;

/// A game with a whole keyboard for `jump`, halves for `push`, and something that no pad has.
fn actions() -> Vec<ActionDeclaration> {
    let action = |name: &str, binds: &[&str]| ActionDeclaration::new(name, ActionKind::Button).bound(binds);
    let push = ActionDeclaration {
        left_binds: action("left", &["tap 0.2 KeyF"]).binds,
        right_binds: action("right", &["ShiftRight"]).binds,
        ..action("push", &["hold 0.1 pad:West"])
    };
    vec![action("jump", &["Space", "pad:South", "pad:North"]), push, action("map", &["KeyM"])]
}

/// Seat 1 has an Xbox pad, 2 one of `PlayStation`, 3 and 4 halves of the keyboard, 5 the touch pad, 6 a pad of
/// Nintendo that is gone, 8 one that was never seen.
fn pads() -> Pads {
    let pad = |slot, seat, family| Pad { slot, seat, family, ..Pad::default() };
    let touch = DeviceId::virtual_pad(TOUCH_PAD_NUMBER).and_then(DeviceId::pad_slot).unwrap();
    let connected = vec![
        pad(0, 1, PadFamily::Xbox),
        pad(3, 2, PadFamily::PlayStation),
        pad(touch, 5, PadFamily::Generic),
    ];
    let mut pads = Pads::default();
    pads.show(vec![pad(1, 6, PadFamily::Nintendo)]);
    pads.show(connected);
    pads
}

#[track_caller]
fn check_with(remap: &Remap, slot_in_hand: Option<u32>, text: &str, caption: Option<&str>) {
    let (actions, labels, pads) = (actions(), KeyLabels::default(), pads());
    let mut seat_devices = [SEAT_EMPTY; SEAT_COUNT_MAX];
    seat_devices[7] = SEAT_PAD_LOST;
    seat_devices[..6].copy_from_slice(&[
        SEAT_PAD,
        SEAT_PAD,
        SEAT_KEYBOARD_LEFT,
        SEAT_KEYBOARD_RIGHT,
        SEAT_PAD,
        SEAT_PAD_LOST,
    ]);
    let readers =
        Readers { actions: &actions, remap, labels: &labels, pads: &pads, seat_devices, slot_in_hand };
    assert_eq!(readers.caption(text).as_deref(), caption, "{text}");
}

#[track_caller]
fn check_caption(text: &str, caption: &str) {
    check_with(&Remap::default(), None, text, Some(caption));
}

#[test]
fn a_text_names_the_button_of_a_seat() {
    check_caption("{jump@1}: jump", "(A): jump");
    check_caption("{jump@2}: jump, {push@2}: push", "(✕): jump, (□): push");
    check_caption("{push@3} {push@4}", "[F] [Right Shift]");
    check_caption("{jump@3}", "[Space]");
    check_caption("{jump@5}", "jump");
    check_caption("{push@6}", "(Y)");
    check_caption("{push@8}", "(West)");
    check_caption("{jump@7}", "[Space]");
}

#[test]
fn words_of_nobody_name_what_is_in_hand() {
    check_caption("{jump} {push} {map}", "[Space] [F] [Right Shift] [M]");
    check_with(&Remap::default(), Some(3), "{jump} {push}", Some("(✕) (□)"));
    check_with(&Remap::default(), Some(0), "{map}", Some("map"));
    check_with(&Remap::default(), Some(6), "{jump}", Some("[Space]"));
}

#[test]
fn a_player_reads_what_they_bound() {
    let mut remap = Remap::default();
    remap.set_pads("jump", (0, PadFamily::Xbox.name()), vec!["pad:East".to_owned()]);
    remap.set("jump", BindPlace::Shared, vec!["KeyJ".to_owned(), "pad:South".to_owned()]);
    check_with(&remap, None, "{jump@1} {jump@2} {jump}", Some("(B) (✕) [J]"));
}

#[test]
fn braces_around_anything_else_stay() {
    for text in ["", "no braces", "{run}", "{jump", "{}", "{jump@}", "{jump@x}", "a } b { c", "{ünt}"] {
        check_with(&Remap::default(), None, text, None);
    }
    check_caption("{{jump}} {run} {jump}", "{[Space]} {run} [Space]");
}
