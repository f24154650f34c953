//! A real browser plays the sample games; what it does is in `tests/web/browser.mjs`.

use crate::copies::copy_changed;
use crate::{Page, game, has_browser, output};

/// One journey through a game: the browser starts on a click, and everything else follows.
#[track_caller]
fn check(name: &str, journey: &str) {
    if !has_browser(name, journey) {
        return;
    }
    let Some(page) = Page::of(name, journey) else { return };
    print!("{}", output(page.script("browser.mjs").arg(journey)));
}

#[test]
fn a_click_shows_a_game_that_is_ready() {
    check("pong", "cover");
}

#[test]
fn a_finger_that_moves_the_cover_starts_nothing() {
    check("pong", "swiped");
}

#[test]
fn a_broken_game_says_so_before_the_click() {
    check("pong", "broken");
}

#[test]
fn a_picture_that_is_lost_before_it_is_there_is_waited_for() {
    check("pong", "early");
}

#[test]
fn what_ends_a_game_gives_the_pointer_back() {
    check("pong", "freed");
}

#[test]
fn a_game_starts_on_a_click_and_is_played() {
    check("pong", "keys");
    check("swarm", "keys");
    check("foxfire", "keys");
}

#[test]
fn a_pad_plays() {
    check("foxfire", "pad");
}

#[test]
fn fingers_are_felt() {
    check("pong", "touch");
}

#[test]
fn one_hears_it() {
    check("pong", "sound");
}

#[test]
fn a_mixer_that_dies_is_followed_by_another() {
    check("pong", "mixers");
}

#[test]
fn what_is_kept_is_there_again() {
    check("pong", "saves");
}

#[test]
fn what_is_kept_goes_out_as_a_file_and_comes_in() {
    check("pong", "files");
}

#[test]
fn what_a_browser_refuses_ends_no_game() {
    check("pong", "refused");
}

#[test]
fn a_picture_and_a_report_are_kept_by_the_browser() {
    check("pong", "wishes");
}

#[test]
fn text_is_more_than_keys() {
    check("pong", "text");
}

#[test]
fn a_lost_picture_comes_back() {
    check("pong", "context");
}

#[test]
fn nobody_misses_what_happens_on_a_hidden_page() {
    check("pong", "hidden");
}

#[test]
fn the_picture_has_the_pixels_of_the_screen() {
    check("pong", "resize");
}

#[test]
fn a_picture_that_is_lost_again_and_again_comes_back() {
    check("pong", "again");
}

#[test]
fn a_picture_that_is_lost_while_it_is_opened_comes_back() {
    check("pong", "midst");
}

#[test]
fn a_picture_that_does_not_come_back_is_told() {
    check("pong", "gone");
}

#[test]
fn what_others_do_in_a_page_ends_no_game() {
    check("pong", "foreign");
}

#[test]
fn one_page_of_a_game_plays_at_a_time() {
    check("pong", "twice");
}

#[test]
fn a_page_whose_game_is_over_writes_nothing_any_more() {
    check("pong", "over");
}

#[test]
fn a_page_that_can_have_no_turn_plays_all_the_same() {
    check("pong", "turnless");
}

#[test]
fn what_was_changed_before_one_leaves_is_kept() {
    check("pong", "left");
}

#[test]
fn what_is_saved_after_somebody_cleared_the_store_is_kept() {
    check("pong", "cleared");
}

#[test]
fn a_page_that_one_comes_back_to_is_as_it_was() {
    check("pong", "returned");
}

#[test]
fn what_is_broken_is_told_in_words() {
    check("pong", "errors");
}

#[test]
fn it_is_played_again_without_a_network() {
    check("pong", "offline");
}

#[test]
fn a_game_that_wants_the_pointer_has_it() {
    if !has_browser("pong", "pointer") {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("pong");
    copy_changed(&game("pong"), &folder, "[window]", "[window]\npointer = \"locked\"");
    let Some(page) = Page::of_folder(&folder, "pong", "pointer") else { return };
    print!("{}", output(page.script("browser.mjs").arg("pointer")));
}

#[test]
fn a_pad_that_the_browser_does_not_know_plays() {
    check("pong", "odd");
}

#[test]
fn another_version_comes_whole() {
    check("pong", "renewed");
}
