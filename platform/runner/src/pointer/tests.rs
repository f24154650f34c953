//! A pointer that is wished for, refused, given, taken and let go.

use super::PointerHold;
use playground_core_assets::PointerMode::{self, Free, Hidden, Locked};

/// Checks what the window system is asked for.
#[track_caller]
fn check(hold: &mut PointerHold, wish: PointerMode, asked: Option<PointerMode>) {
    assert_eq!(hold.follow(wish), asked, "{wish:?} of {hold:?}");
}

/// A window whose game has the pointer.
fn locked() -> PointerHold {
    let mut hold = PointerHold::default();
    check(&mut hold, Locked, Some(Locked));
    assert!(!hold.note(true), "nobody took anything");
    hold
}

#[test]
fn each_wish_is_asked_for_once() {
    let mut hold = PointerHold::default();
    check(&mut hold, Free, None);
    check(&mut hold, Hidden, Some(Hidden));
    check(&mut hold, Hidden, None);
    check(&mut hold, Locked, Some(Locked));
    hold.note(true);
    check(&mut hold, Locked, None);
    check(&mut hold, Free, Some(Free));
    assert!(!hold.is_locked());
    check(&mut hold, Free, None);
}

#[test]
fn a_lock_that_was_refused_is_asked_for_with_the_next_press() {
    let mut hold = PointerHold::default();
    hold.press();
    check(&mut hold, Free, None);
    check(&mut hold, Locked, Some(Locked));
    assert!(!hold.note(false), "it was refused, not taken");
    check(&mut hold, Locked, None);
    hold.press();
    check(&mut hold, Locked, Some(Locked));
    check(&mut hold, Locked, None);
    hold.note(true);
    hold.press();
    check(&mut hold, Locked, None);
}

#[test]
fn a_lock_that_is_taken_away_is_told_and_asked_for_after_the_pause() {
    let mut hold = locked();
    assert!(hold.note(false), "the player took it");
    assert!(!hold.note(false), "once");
    // The game waits, and goes on by a click.
    check(&mut hold, Free, Some(Free));
    hold.press();
    check(&mut hold, Locked, Some(Locked));
}

#[test]
fn what_the_game_itself_lets_go_nobody_took() {
    let mut hold = locked();
    check(&mut hold, Free, Some(Free));
    assert!(!hold.note(false));
}

#[test]
fn a_lock_that_comes_when_nobody_wants_it_any_more_is_let_go() {
    let mut hold = PointerHold::default();
    check(&mut hold, Locked, Some(Locked));
    check(&mut hold, Free, Some(Free));
    hold.note(true);
    check(&mut hold, Free, Some(Free));
    check(&mut hold, Free, None);
}

#[test]
fn a_window_without_the_focus_holds_nothing() {
    let mut hold = locked();
    hold.focus(false);
    check(&mut hold, Locked, Some(Free));
    hold.press();
    check(&mut hold, Locked, None);
    hold.focus(true);
    check(&mut hold, Locked, Some(Locked));
}
