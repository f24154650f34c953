//! A real browser plays the sample games; what it does is in `tests/web/browser.mjs`.

use crate::{game, output, script};

/// One journey through a game: the browser starts on a click, and everything else follows.
#[track_caller]
fn check(name: &str, journey: &str) {
    let Some(mut browser) = script("browser.mjs") else { return };
    if std::env::var_os("PLAYGROUND_BROWSER").is_none() {
        println!(
            "SKIPPED: {name} {journey}: there is no browser; `./dev soak web` installs one where it can"
        );
        return;
    }
    print!("{}", output(browser.arg(game(name)).arg(journey)));
}

#[test]
fn a_game_starts_on_a_click_and_is_played() {
    check("pong", "keys");
}

#[test]
fn a_lost_picture_comes_back() {
    check("pong", "context");
}

#[test]
fn nobody_misses_what_happens_on_a_hidden_page() {
    check("pong", "hidden");
}
